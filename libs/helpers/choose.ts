import { ADVISERS_MOST, type Helper, HELPERS_MOST, POINTS_LEAST, pointsOf, type Question } from './rules.ts';

/** Who is shown beside a question. */
export interface Chosen {
  /** At most five, in order. */
  helpers: Helper[];
  /** At most two who sell advice, in order. */
  advisers: Helper[];
}

/**
 * The order in which people are suggested: by points; of equals who was asked less often of late, then who was asked
 * longest ago, then by lot, another one for each question. No two are equal.
 */
export function inOrder(a: Helper, b: Helper): number {
  return (
    pointsOf(b) - pointsOf(a) ||
    a.askedLately - b.askedLately ||
    (a.askedAt?.getTime() ?? 0) - (b.askedAt?.getTime() ?? 0) ||
    compare(a.draw, b.draw) ||
    compare(a.id, b.id)
  );
}

/** The same in SQL, of a row with `points` and the columns of Helper. */
export const IN_ORDER = (row: string): string => `
  ${row}.points DESC, ${row}."askedLately", ${row}."askedAt" NULLS FIRST, ${row}.draw COLLATE "C", ${row}.id`;

/** Has the topic, and comes from another service. */
export const isFromElsewhere = (who: Helper, { topics, serviceAreas }: Pick<Question, 'topics' | 'serviceAreas'>) =>
  topics.length > 0 &&
  serviceAreas.length > 0 &&
  who.servicesKnown === 0 &&
  who.notesOnService === 0 &&
  who.acceptedOnService === 0 &&
  who.notesOnTopic + who.topicsOffered + who.acceptedOnTopic > 0;

/**
 * The first five, whatever order they came in. Where none of them is from another service and somebody is who knows its
 * topic, that one has the last place: a library may have solved what a leisure trust asks (K10).
 */
export function chosenOf(found: readonly Helper[], question: Pick<Question, 'topics' | 'serviceAreas'>): Chosen {
  const ordered = found.filter((who) => pointsOf(who) >= POINTS_LEAST).toSorted(inOrder);
  const peers = ordered.filter(({ adviser }) => !adviser);
  const helpers = peers.slice(0, HELPERS_MOST);
  const elsewhere = peers.find((who) => isFromElsewhere(who, question));
  if (elsewhere && !helpers.some((who) => isFromElsewhere(who, question))) {
    helpers.splice(HELPERS_MOST - 1, 1, elsewhere);
  }
  return { helpers, advisers: ordered.filter(({ adviser }) => adviser).slice(0, ADVISERS_MOST) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
