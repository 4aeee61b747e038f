import { type NoticeKind } from './notice-kinds.ts';

/** quarterly: only what their watches found. */
export const DIGEST_RHYTHMS = ['daily', 'weekly', 'quarterly', 'off'] as const;
export type DigestRhythm = (typeof DIGEST_RHYTHMS)[number];

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** 1 is Monday, as ISO 8601 and PostgreSQL count. */
export const isoWeekday = (day: Weekday): number => WEEKDAYS.indexOf(day) + 1;

export interface DigestChoice {
  digest: DigestRhythm;
  /** Kept while it does not come weekly. */
  digestDay: Weekday;
}

/** On Tuesday: what came in on Monday is in it, and there is a week left to answer. */
export const DEFAULT_DIGEST: DigestChoice = { digest: 'weekly', digestDay: 'tuesday' };

/** How often somebody gets a digest, from their choices. Who has stopped it has the mail of a quarter, if not that too. */
export function digestChoiceOf(
  choices: readonly { kind: NoticeKind; byMail: boolean; every: string | null; weekday: number | null }[],
): DigestChoice {
  const of = (kind: NoticeKind) => choices.find((choice) => choice.kind === kind);
  const digest = of('digest');
  const digestDay = WEEKDAYS[(digest?.weekday ?? 0) - 1] ?? DEFAULT_DIGEST.digestDay;
  if (digest?.byMail !== false) return { digest: digest?.every === 'day' ? 'daily' : 'weekly', digestDay };
  return { digest: of('watches')?.byMail === false ? 'off' : 'quarterly', digestDay };
}
