import { type Reader } from '#libs/people';

/** Where a council's team stands with services that are led by their staff. */
export const POSTURES = {
  experimenting: 'Experimenting',
  planning: 'Planning',
  watching: 'Watching',
  not_now: 'Not now',
  have_done: 'Have done it',
  came_back: 'Came back in-house',
} as const;
export type Posture = keyof typeof POSTURES;
export const POSTURE_CODES = Object.keys(POSTURES) as Posture[];

/** What each means, beside its choice in the form. */
export const POSTURE_HINTS: Readonly<Record<Posture, string>> = {
  experimenting: 'A service is on its way out, or was lately',
  planning: 'Options are being looked at',
  watching: 'Waiting to see what others learn',
  not_now: 'Decided against for now, or not looked at',
  have_done: 'A service left and is still outside',
  came_back: 'A service left and was brought back',
};

/** Only the council's own verified members say where their team stands: no editor, steward or administrator does. */
export const isOnTeam = (reader: Reader, councilId: string): boolean =>
  reader.keys.includes(`organisation:${councilId}`);
