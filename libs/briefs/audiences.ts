import { type MoneyContent } from '#libs/case-notes';

export type Audience = 'director' | 'member' | 'finance' | 'staff' | 'union';
export type Theme = 'service' | 'money' | 'people' | 'politics' | 'law';
export type Part = 'what' | 'numbers' | 'cost' | 'nothing' | 'also' | 'context' | 'risks' | 'not' | 'people';

interface AudienceOf {
  /** "Brief for a director". */
  readonly name: string;
  /** The parts in order. What it is, numbers, risks, what it is not and people keep theirs; the others move. */
  readonly parts: readonly Part[];
  /** Which of the three numbers comes first, second, third. */
  readonly numbers: readonly [number, number, number];
  /** Whether the time that a figure is from is read before the figure. */
  readonly timeFirst: boolean;
  /** Risks and people about these come first. */
  readonly themes: readonly Theme[];
  /** What to look for. It states no fact. */
  readonly emphasis: string;
}

/** Who a brief is for. The same facts for all of them. */
export const AUDIENCES: Readonly<Record<Audience, AudienceOf>> = {
  director: {
    name: 'a director',
    parts: ['what', 'numbers', 'cost', 'also', 'risks', 'not', 'people', 'nothing', 'context'],
    numbers: [0, 1, 2],
    timeFirst: true,
    themes: ['service', 'money', 'law', 'people', 'politics'],
    emphasis:
      'what it did to the service and the budget. Before you decide, ask what staying as you are will cost, and who would ' +
      'answer for the service on the day after a failure.',
  },
  member: {
    name: 'a cabinet member',
    parts: ['what', 'context', 'numbers', 'nothing', 'risks', 'not', 'people', 'also', 'cost'],
    numbers: [1, 0, 2],
    timeFirst: false,
    themes: ['politics', 'service', 'money', 'people', 'law'],
    emphasis: 'what residents would notice, and what your successor would inherit.',
  },
  finance: {
    name: 'finance',
    parts: ['what', 'numbers', 'cost', 'nothing', 'context', 'risks', 'not', 'people', 'also'],
    numbers: [1, 2, 0],
    timeFirst: true,
    themes: ['money', 'law', 'service', 'people', 'politics'],
    emphasis: 'what each figure is compared with, and who says so.',
  },
  staff: {
    name: 'staff',
    parts: ['what', 'also', 'numbers', 'risks', 'not', 'people', 'context', 'nothing', 'cost'],
    numbers: [0, 2, 1],
    timeFirst: false,
    themes: ['people', 'service', 'money', 'politics', 'law'],
    emphasis: 'what changed for the people who do the work, and what they were told when.',
  },
  union: {
    name: 'a trade union',
    parts: ['context', 'also', 'what', 'numbers', 'cost', 'risks', 'not', 'people', 'nothing'],
    numbers: [2, 0, 1],
    timeFirst: false,
    themes: ['people', 'law', 'money', 'politics', 'service'],
    emphasis: 'what happened to jobs, terms and pensions, and who was consulted.',
  },
};

export const audienceCodes = Object.keys(AUDIENCES) as Audience[];

/**
 * What a director is not met with first: in the first sixty words of a director's brief there is none of these.
 * Beginnings of words; a full stop ends a whole word.
 */
export const OWNERSHIP_TERMS = [
  'mutual',
  'ownership',
  'owned',
  'owner',
  'co-op',
  'cooperative',
  'society',
  'societies',
  'shareholder',
  'shares',
  'share in',
  'employee-led',
  'staff-led',
  'employee trust',
  'spin-out',
  'spin out',
  'spun out',
  'spinout',
  'social enterprise',
  'community interest',
  'community benefit',
  'cic.',
  'psm.',
  'eot.',
  'joint venture',
  'partnership',
  'buy-out',
  'buyout',
  'asset lock',
] as const;

/** What a line is about, by its words; null: by none of them. */
export function themeOf(text: string): Theme | null {
  const found = WORDS.find(([, words]) => words.test(text));
  return found ? found[0] : null;
}

const WORDS: readonly (readonly [Theme, RegExp])[] = [
  [
    'people',
    /\b(staff|union|tupe|pension|redundan|jobs?|colleagues?|sick|morale|terms|consult|recruit|people who work)/i,
  ],
  ['politics', /\b(cabinet|councillor|member|scrutin|election|vote|leader|politic|motion)/i],
  ['law', /\b(lease|legal|law|contract|tender|procure|title|licen|clause|data)/i],
  ['money', /(£|\b(cash|cost|price|budget|vat|saving|loan|income|pay))/i],
  ['service', /\b(service|visit|user|resident|waiting|open|quality|families|children)/i],
];

/** Kinds of money that say what something cost. */
export const COSTS: ReadonlySet<MoneyContent['kind']> = new Set(['cost', 'setup', 'investment']);
