import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { type Reason, type Regime, reservedReasons, type Verdict, verdictOf } from './eligibility.ts';
import { type ReservedCheckInput } from './eligibility.input.ts';
import { BadLaw } from './law.errors.ts';
import { type CitedLaw, LawQueries } from './law.queries.ts';
import { RESERVABLE } from './reservable-cpv.ts';

export interface ReservedCheck {
  verdict: Verdict;
  regime: Regime;
  reasons: Reason[];
  /** Those that the reasons name. */
  laws: CitedLaw[];
  /** One of them is not the law on the day of the award. */
  lawChanged: boolean;
  /** Of the list of services. */
  list: { source: string; asAt: string };
}

const FIRST_DAY = '2015-01-01';
const LAST_DAY = '2100-12-31';

/** Whether a contract could be reserved for a mutual: by the rules in eligibility.ts and the law as it is kept now. */
@Injectable()
export class ReservedContractCheck {
  constructor(private readonly queries: LawQueries) {}

  async check(reader: Reader, input: ReservedCheckInput): Promise<ReservedCheck> {
    mustFit(input);
    const { regime, reasons } = reservedReasons(input);
    const laws = await this.queries.cited(reader, [...new Set(reasons.map(({ law }) => law))]);
    const changes = laws.filter((law) => !isLawOn(law, input.awardOn)).map((law) => changedLaw(law, input.awardOn));
    const all = [...reasons, ...changes];
    const { source, asAt } = RESERVABLE;
    return {
      verdict: verdictOf(all),
      regime,
      reasons: all,
      laws,
      lawChanged: changes.length > 0,
      list: { source, asAt },
    };
  }
}

/** What the input class cannot say, as it needs two answers. */
function mustFit({ awardOn, previous, previousOn }: ReservedCheckInput): void {
  if (awardOn < FIRST_DAY || awardOn > LAST_DAY) throw BadLaw('awardOn', 'The year must be from 2015 to 2100');
  if (previous !== 'same') return;
  if (previousOn === undefined) throw BadLaw('previousOn', 'Enter when it entered into the latest of them');
  if (previousOn > awardOn) throw BadLaw('previousOn', 'The contract before must not be later than the award');
}

/** The commencement is the change itself: it is right on both sides of its day. */
function isLawOn({ code, validFrom, validTo, replacedBy }: CitedLaw, day: string): boolean {
  if (replacedBy !== null && validTo === null) return false;
  return (
    (validTo === null || day <= validTo) && (validFrom === null || day >= validFrom || code === 'pa2023-commencement')
  );
}

function changedLaw({ code, title, statute, validFrom, validTo, replacedBy }: CitedLaw, day: string): Reason {
  const when =
    validTo !== null && day > validTo ? `ended on ${validTo}` : `is the law from ${validFrom ?? 'another day'} on`;
  return {
    verdict: 'unsure',
    about: 'Law changed',
    text: replacedBy
      ? `“${title}” ${validTo === null ? 'was replaced' : when}. Look at ${replacedBy.statute} in its place.`
      : `“${title}” ${when}. On ${day} another law holds.`,
    assumptions: [],
    law: code,
    subsection: statute,
  };
}
