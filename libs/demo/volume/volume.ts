import { createHmac } from 'node:crypto';

export interface Volume {
  readonly threads: number;
  /** All posts, the questions included; at least one a thread. */
  readonly posts: number;
  readonly people: number;
  readonly caseNotes: number;
  readonly seed: number;
}

/** The token of the first people of a volume (`n` from 1): the same for the same seed. */
export const volumeToken = (seed: number, n: number): string =>
  `wm_${createHmac('sha256', `waymark volume ${seed}`).update(`token ${n}`).digest('base64url')}`;

export const volumeEmail = (seed: number, n: number): string => `person-${n}@volume-${seed}.waymark.example`;

/** So many paragraphs and titles are made; rows take from them. */
export const TEXTS = 3_000;

/** Some write much, most little. The author of a post, by its number among all posts. */
export const AUTHOR = (people: string, n: string): string =>
  `pg_temp.volume_id('person', 1 + floor(${people}::int * power(pg_temp.chance(9, ${n}), 1.7))::int)`;
