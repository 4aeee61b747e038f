import { type CouncilLink, type CouncilPage, type SimilarCouncil, type SuccessionLink } from '#libs/organisations';
import { COUNCIL_TYPES, labelOf } from '#libs/taxonomy';
import { day as inWords, number } from '../parts/words.ts';

export interface CouncilView {
  council: CouncilPage;
  similar: readonly SimilarCouncil[];
  /** Under the heading: "County council, England". */
  facts: readonly string[];
  notice: { strong: string; successors: readonly SuccessionLink[]; rest: string } | null;
  tier: string;
  /** What the row of the councils that it replaces is called. */
  replaces: 'Will replace' | 'Replaced';
  /** The newest notes of councils that touch it, but those that stand above already. */
  near: CouncilPage['nearNotes'];
  /** The reader is a verified member of it. */
  onTeam: boolean;
  canSteward: boolean;
}

export const councilView = (
  council: CouncilPage,
  similar: readonly SimilarCouncil[],
  day = today(),
): Omit<CouncilView, 'onTeam' | 'canSteward'> => ({
  council,
  similar,
  facts: [
    `${labelOf(COUNCIL_TYPES, council.type)}, ${council.nation}`,
    council.population === null ? 'Population not recorded' : `Population ${number(council.population)}`,
  ],
  notice: noticeOf(council, day),
  tier: TIERS[council.type] ?? '',
  replaces: council.predecessors.some(({ on }) => on !== null && on > day) ? 'Will replace' : 'Replaced',
  near: nearNotes(council, similar),
});

/** Of the similar councils that have a note those that are shown: beside notes of its own three, else all. */
export function similarShown(
  own: readonly unknown[],
  similar: readonly SimilarCouncil[],
): (SimilarCouncil & { note: NonNullable<SimilarCouncil['note']> })[] {
  const noted = similar.flatMap(({ note, ...other }) => (note ? [{ ...other, note }] : []));
  return own.length > 0 ? noted.slice(0, 3) : noted;
}

function nearNotes(
  { nearNotes: near, caseNotes }: CouncilPage,
  similar: readonly SimilarCouncil[],
): CouncilView['near'] {
  const above = new Set(
    [...caseNotes, ...similarShown(caseNotes, similar).map(({ note }) => note)].map(({ id }) => id),
  );
  return near.filter(({ id }) => !above.has(id)).slice(0, 3);
}

const TIERS: Readonly<Record<string, string>> = {
  CTY: ' (two-tier area)',
  NMD: ' (two-tier area)',
};

const today = (): string => new Date().toISOString().slice(0, 10);

/** What changes, or has changed: its end, or an announced beginning. */
function noticeOf({ ended, endedOn, startedOn, successors }: CouncilPage, day: string): CouncilView['notice'] {
  const on = endedOn ?? successors[0]?.on ?? null;
  const status = successors.find((successor) => successor.status?.startsWith('announced'))?.status;
  const announced = status ? ` ${inSentence(status)}` : '';
  if (ended && endedOn) {
    return {
      strong: `This council ended on ${inWords(endedOn)}.`,
      successors,
      rest:
        successors.length === 0
          ? 'Which council took over is not recorded. This page and its case notes stay.'
          : 'took over its services. This page and its case notes stay.',
    };
  }
  if (on !== null) {
    return {
      strong: `This council will ${successors.length > 0 ? 'be replaced' : 'end'} on ${inWords(on)}.`,
      successors,
      rest:
        successors.length === 0
          ? 'Which council takes over is not recorded yet. This page stays.'
          : `${successors.length === 1 ? 'takes' : 'take'} over its services. This page stays.${announced}`,
    };
  }
  if (startedOn !== null && startedOn > day) {
    return {
      strong: `This council begins on ${inWords(startedOn)}.`,
      successors: [],
      rest: 'It is announced and does not act yet.',
    };
  }
  return null;
}

/** "announced 2025-10-28, subject to Parliament" as a sentence. */
const inSentence = (status: string): string =>
  `${status.charAt(0).toUpperCase()}${status.slice(1).replaceAll(/\d{4}-\d\d-\d\d/g, inWords)}.`;

/** The name of a linked council, or its code where the register does not have it yet. */
export const linkName = ({ name, code }: CouncilLink): string => name ?? `${code} (not in the register yet)`;
