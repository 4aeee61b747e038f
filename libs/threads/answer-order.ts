/** What came of it for a member who did what an answer says. */
export type TriedResult = 'worked' | 'partly' | 'failed';

/** What members say of one answer. */
export interface Tried {
  readonly worked: number;
  readonly partly: number;
  readonly failed: number;
}

/** What members warn of. */
export type MarkKind = 'outdated' | 'risky';

export const TRIED_RESULTS: Readonly<Record<TriedResult, string>> = {
  worked: 'It worked',
  partly: 'It partly worked',
  failed: 'It failed',
};

export const MARK_KINDS: Readonly<Record<MarkKind, string>> = {
  outdated: 'Outdated',
  risky: 'Risky',
};

/**
 * The rule of "best first". answer_score() in SQL computes the same, so that it can stand in an index; a test holds the
 * two together. Whoever changes a figure brings a new function and a new index.
 */
export const ANSWER_ORDER = {
  /** How much of a success, and of a failure, "it partly worked" is. */
  partly: 0.5,
  /** Added to both sides: an answer that nobody tried is as good as one that worked as often as it failed. */
  unknown: 1,
  /** A mark as outdated or risky weighs as much as so many failures. */
  mark: 2,
  /** So many years of age weigh as much as half the odds. */
  yearsThatHalve: 2,
} as const;

export interface AnswerStanding extends Tried {
  /** Marks as outdated or risky. */
  readonly marks: number;
  /** When it last worked for somebody, at least partly; else when it was written. */
  readonly since: Date;
  readonly hidden: boolean;
}

const A_YEAR = 365.25 * 86_400_000;
const FROM = Date.UTC(2020, 0, 1);
const LAST = -2_147_483_648;

/**
 * Higher is better; a million is twice the odds. Growing older is the same for all, so it is left out, and what is newer
 * begins higher instead: only so does the score of an answer stay as it is while nobody says anything new.
 */
export function answerScore({ worked, partly, failed, marks, since, hidden }: AnswerStanding): number {
  const { partly: half, unknown, mark, yearsThatHalve } = ANSWER_ORDER;
  if (hidden) return LAST;
  const odds = (worked + half * partly + unknown) / (failed + mark * marks + half * partly + unknown);
  const age = (since.getTime() - FROM) / A_YEAR / yearsThatHalve;
  return Math.round(1_000_000 * (Math.log2(odds) + age));
}

/** More than half of those who tried it say that it failed. */
export const failedForMost = ({ worked, partly, failed }: Tried): boolean => failed * 2 > worked + partly + failed;

export const triedByAny = ({ worked, partly, failed }: Tried): number => worked + partly + failed;

/** answer_score() of the post with this alias: letter for letter what the index posts_best is made of. */
export const scoreOf = (post: string): string => `
  answer_score(${post}.worked_count, ${post}.partly_count, ${post}.failed_count,
               ${post}.outdated_count + ${post}.risky_count, greatest(${post}.created_at, ${post}.worked_at),
               ${post}.hidden_at IS NOT NULL)`;
