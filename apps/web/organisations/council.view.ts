import { type CouncilLink, type CouncilPage, type SimilarCouncil, type SuccessionLink } from '#libs/organisations';
import { COUNCIL_TYPES, labelOf } from '#libs/taxonomy';
import { day, number } from '../parts/words.ts';

export interface CouncilView {
  council: CouncilPage;
  similar: readonly SimilarCouncil[];
  /** Under the heading: "County council, England". */
  facts: readonly string[];
  notice: { strong: string; successors: readonly SuccessionLink[]; rest: string } | null;
  tier: string;
  /** What the row of the councils that it replaces is called. */
  replaces: 'Will replace' | 'Replaced';
}

export const councilView = (council: CouncilPage, similar: readonly SimilarCouncil[]): CouncilView => ({
  council,
  similar,
  facts: [
    `${labelOf(COUNCIL_TYPES, council.type)}, ${council.nation}`,
    council.population === null ? 'Population not recorded' : `Population ${number(council.population)}`,
  ],
  notice: noticeOf(council),
  tier: TIERS[council.type] ?? '',
  replaces: council.predecessors.some(({ on }) => on !== null && on > today()) ? 'Will replace' : 'Replaced',
});

const TIERS: Readonly<Record<string, string>> = {
  CTY: ' (two-tier area)',
  NMD: ' (two-tier area)',
};

const today = (): string => new Date().toISOString().slice(0, 10);

/** What changes, or has changed: its end, or an announced beginning. */
function noticeOf({ ended, endedOn, startedOn, successors }: CouncilPage): CouncilView['notice'] {
  const on = endedOn ?? successors[0]?.on ?? null;
  if (ended && endedOn) {
    return {
      strong: `This council ended on ${day(endedOn)}.`,
      successors,
      rest:
        successors.length === 0
          ? 'Which council took over is not recorded. This page and its case notes stay.'
          : 'took over its services. This page and its case notes stay.',
    };
  }
  if (on !== null) {
    return {
      strong: `This council will ${successors.length > 0 ? 'be replaced' : 'end'} on ${day(on)}.`,
      successors,
      rest:
        successors.length === 0
          ? 'Which council takes over is not recorded yet. This page stays.'
          : `${successors.length === 1 ? 'takes' : 'take'} over its services. This page stays.`,
    };
  }
  if (startedOn !== null && startedOn > today()) {
    return {
      strong: `This council begins on ${day(startedOn)}.`,
      successors: [],
      rest: 'It is announced and does not act yet.',
    };
  }
  return null;
}

/** The name of a linked council, or its code where the register does not have it yet. */
export const linkName = ({ name, code }: CouncilLink): string => name ?? `${code} (not in the register yet)`;
