import { type ReservedCheckInput } from './eligibility.input.ts';
import { reservableMatch } from './reservable-cpv.ts';

export type Verdict = 'eligible' | 'not-eligible' | 'unsure' | 'not-this-law';

export interface Reason {
  verdict: 'ok' | 'no' | 'unsure' | 'not-this-law';
  /** What was asked. */
  about: string;
  text: string;
  /** What is taken to be so without having been checked. */
  assumptions: string[];
  /** The short name of the statement of the law, and the place in it. */
  law: string;
  subsection: string;
}

export type Regime = 'procurement-act-2023' | 'regulations-2015' | 'another-law';

/** The first day of the Procurement Act 2023. */
const COMMENCED = '2025-02-24';
const PSR_COMMENCED = '2024-01-01';

interface Rules {
  law: string;
  listLaw: string;
  service: string;
  list: string;
  term: string;
  months: number;
  mutual: readonly [string, string, string];
  previous: string;
}

const ACT: Rules = {
  law: 'pa2023-s33',
  listLaw: 'procurement-regs-2024-r42',
  service: 'section 33(1)(a)',
  list: 'section 33(1)(a) and (7); regulation 42(2)',
  term: 'section 33(1)(b)',
  months: 60,
  mutual: ['section 33(6)(a)', 'section 33(6)(b)', 'section 33(6)(c)'],
  previous: 'section 33(5) and (7)',
};
const REGULATIONS: Rules = {
  law: 'pcr2015-r77',
  listLaw: 'pcr2015-r77',
  service: 'regulation 77(2)',
  list: 'regulation 77(2)',
  term: 'regulation 77(4)',
  months: 36,
  mutual: ['regulation 77(3)(a)', 'regulation 77(3)(b)', 'regulation 77(3)(c)'],
  previous: 'regulation 77(3)(d)',
};

/** What each answer comes to, in the order of the questions. The order of the law where it is another one. */
export function reservedReasons(input: ReservedCheckInput): { regime: Regime; reasons: Reason[] } {
  const elsewhere = anotherLaw(input);
  if (elsewhere) return { regime: 'another-law', reasons: [elsewhere] };
  const isAct = input.awardOn >= COMMENCED;
  const rules = isAct ? ACT : REGULATIONS;
  return {
    regime: isAct ? 'procurement-act-2023' : 'regulations-2015',
    reasons: [
      began(input, isAct),
      service(input, rules, isAct),
      listed(input, rules, isAct),
      term(input, rules),
      ...mutual(input, rules, isAct),
      previous(input, rules),
    ],
  };
}

/** The plainest no first: another law, then any no, then any doubt. */
export function verdictOf(reasons: readonly Reason[]): Verdict {
  const has = (verdict: Reason['verdict']): boolean => reasons.some((reason) => reason.verdict === verdict);
  if (has('not-this-law')) return 'not-this-law';
  if (has('no')) return 'not-eligible';
  return has('unsure') ? 'unsure' : 'eligible';
}

function anotherLaw({ nation, service: kind, awardOn }: ReservedCheckInput): Reason | null {
  if (nation === 'Scotland') {
    return {
      verdict: 'not-this-law',
      about: 'Nation',
      text: 'Not this law: contracts of Scottish authorities follow Scotland’s own procurement regulations.',
      assumptions: [],
      law: 'scotland-procurement',
      subsection: 'outside the Procurement Act 2023',
    };
  }
  if (kind === 'health' && nation === 'England' && awardOn >= PSR_COMMENCED) {
    return {
      verdict: 'not-this-law',
      about: 'Service',
      text: 'Not this law: health care that the NHS or a council’s public health arranges is awarded under the Provider Selection Regime.',
      assumptions: [],
      law: 'psr-2023',
      subsection: 'Provider Selection Regime; Procurement Regulations 2024, regulation 43',
    };
  }
  return null;
}

function began({ awardOn }: ReservedCheckInput, isAct: boolean): Reason {
  return {
    verdict: 'ok',
    about: 'Date of the award',
    text: isAct
      ? `Awarded on ${awardOn}: the Procurement Act 2023, which began on ${COMMENCED}.`
      : `Awarded on ${awardOn}, before ${COMMENCED}: the Public Contracts Regulations 2015.`,
    assumptions: isAct
      ? [`The procurement began on or after ${COMMENCED}. One that began before stays under the regulations of 2015.`]
      : [],
    law: 'pa2023-commencement',
    subsection: 'commencement',
  };
}

function service({ service: kind, nation }: ReservedCheckInput, rules: Rules, isAct: boolean): Reason {
  const reason = { about: 'Kind of service', assumptions: [], law: rules.law, subsection: rules.service };
  if (kind === 'goods-works') {
    return { ...reason, verdict: 'no', text: 'Only services can be reserved for mutuals, not goods or works.' };
  }
  if (kind === 'unknown') {
    return { ...reason, verdict: 'unsure', text: 'Find out first whether this is a light touch service.' };
  }
  if (kind === 'health' && isAct && nation === 'Wales') {
    const text = 'Regulated health procurement is outside the Act in Wales too. Find out whether this is such a one.';
    return { ...reason, verdict: 'unsure', text, law: 'procurement-regs-2024-r43', subsection: 'regulation 43' };
  }
  return { ...reason, verdict: 'ok', text: 'It is a service.' };
}

function listed({ cpv, nation }: ReservedCheckInput, rules: Rules, isAct: boolean): Reason {
  const code = cpv.slice(0, 8);
  const match = reservableMatch(code);
  const assumptions = [
    match?.bySubCode && `A listed code covers its sub-codes: ${match.listed.from} covers ${code}.`,
    match?.listed.unchecked && 'This row of the list was written from memory and has not been checked.',
    isAct &&
      'The list is that of regulation 77 of 2015. The services marked “R” in schedule 1 of the Procurement Regulations 2024 have not been compared code by code.',
    isAct && nation === 'Wales' && 'Wales has a list in its own regulations.',
  ].filter((one) => typeof one === 'string');
  const reason = { about: 'CPV code', assumptions, law: rules.listLaw, subsection: rules.list };
  if (!match) return { ...reason, verdict: 'no', text: `${code} is not on the list of services that can be reserved.` };
  const { from, to, description } = match.listed;
  const row = `${to === null ? from : `${from} to ${to}`} (${description})`;
  return {
    ...reason,
    verdict: 'ok',
    text: match.bySubCode ? `${code} is below ${row}, which is listed.` : `${code} is listed: ${row}.`,
  };
}

function term({ months }: ReservedCheckInput, rules: Rules): Reason {
  const years = rules.months / 12;
  const isShort = months <= rules.months;
  return {
    verdict: isShort ? 'ok' : 'no',
    about: 'Term',
    text: `${months} months, extensions included: ${isShort ? 'within' : 'more than'} ${years} years (${rules.months} months).`,
    assumptions: [],
    law: rules.law,
    subsection: rules.term,
  };
}

const MUTUAL: readonly (readonly ['publicServices' | 'profits' | 'control', act: string, regulations: string])[] = [
  [
    'publicServices',
    'operates to deliver public services, and mainly reservable light touch services',
    'pursues a public service mission in services of the list',
  ],
  ['profits', 'is run not for profit or shares profits only with its members', 'reinvests its profits in its mission'],
  [
    'control',
    'is under the management and control of its employees',
    'is owned or managed on employee ownership or participatory principles',
  ],
];

const ANSWERS = {
  yes: ['ok', 'You say that it'],
  no: ['no', 'You do not say that it'],
  unknown: ['unsure', 'Find out whether it'],
} as const;

function mutual(input: ReservedCheckInput, rules: Rules, isAct: boolean): Reason[] {
  return MUTUAL.map(([field, act, regulations], index) => {
    const [verdict, opening] = ANSWERS[input[field]];
    return {
      verdict,
      about: `Mutual (${'abc'.charAt(index)})`,
      text: `${opening} ${isAct ? act : regulations}.`,
      assumptions: [],
      law: rules.law,
      subsection: rules.mutual[index]!,
    };
  });
}

function previous({ previous: what, previousOn, awardOn, authority }: ReservedCheckInput, rules: Rules): Reason {
  const reason = { about: 'Contracts before', assumptions: [], law: rules.law, subsection: rules.previous };
  if (what === 'none') return { ...reason, verdict: 'ok', text: 'It entered into no such contract before.' };
  if (what === 'other') {
    return {
      ...reason,
      verdict: 'ok',
      text: `Contracts of other authorities do not count, only those of ${authority}.`,
    };
  }
  if (what === 'unknown' || previousOn === undefined) {
    return { ...reason, verdict: 'unsure', text: `Find out what ${authority} awarded it in the three years before.` };
  }
  const from = windowStart(awardOn);
  const isInside = previousOn >= from;
  return {
    ...reason,
    verdict: isInside ? 'no' : 'ok',
    text: `The three years that end with ${awardOn} begin on ${from}: the contract of ${previousOn} lies ${isInside ? 'inside' : 'before'} them.`,
  };
}

/** The first day of the three years that end with a day: the day after the same day three years before. */
export function windowStart(awardOn: string): string {
  const [year, month, day] = awardOn.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year - 3, month, 0)).getUTCDate();
  return new Date(Date.UTC(year - 3, month - 1, Math.min(day, last) + 1)).toISOString().slice(0, 10);
}
