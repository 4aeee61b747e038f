/** What a council is compared by. Null: not recorded. */
export interface Features {
  type: string;
  nation: string;
  population: number | null;
  /** People for each square kilometre. */
  density: number | null;
  /** 1: among the most deprived fifth, to 5: among the least. */
  deprivation: number | null;
  /** The place in RURALITY, from 1. */
  rurality: number | null;
}

export const FEATURES = ['population', 'density', 'deprivation', 'rurality'] as const;
export type Feature = (typeof FEATURES)[number];

/** How much each counts. Where services stand and for whom counts for more than how many people there are. */
export const WEIGHTS: Readonly<Record<Feature, number>> = { population: 1, density: 2, deprivation: 2, rurality: 1 };

/** From the most urban to the most rural, as the labels name them. */
export const RURALITY = ['Urban', 'Urban with rural areas', 'Rural', 'Sparse and rural'] as const;

/** Bodies that do the same work. A county and a district have different duties, so they are never called alike. */
export const TIERS: readonly (readonly string[])[] = [
  ['CTY'],
  ['NMD'],
  ['UA', 'MD', 'LBO', 'SCO', 'WPA', 'NID', 'CC'],
  ['COMB', 'CCA', 'SRA'],
];

/** What cannot be compared, because it is not recorded for one of the two. */
export const missingBetween = (council: Features, other: Features): Feature[] =>
  FEATURES.filter((feature) => !known(council[feature]) || !known(other[feature]));

/** Nobody lives nowhere: a population of 0 is one that was not counted. */
const known = (value: number | null): value is number => value !== null && value !== 0;

/**
 * Why one council stands beside another, as the reader is told it: "same kind of council, similar size, similarly
 * rural, less deprived". What is not recorded is said last.
 */
export function likenessOf(council: Features, other: Features): string {
  const missing = missingBetween(council, other);
  const reasons = [
    council.type === other.type ? 'same kind of council' : 'another kind of council with the same duties',
    council.nation === other.nation ? null : `in ${other.nation}`,
    ...FEATURES.filter((feature) => !missing.includes(feature)).map((feature) =>
      WORDS[feature](council[feature]!, other[feature]!),
    ),
  ].filter((reason) => reason !== null);
  const gap = missing.map((feature) => GAPS[feature]).join(', ');
  return reasons.join(', ') + (gap ? ` (not recorded: ${gap})` : '');
}

const GAPS: Readonly<Record<Feature, string>> = {
  population: 'size',
  density: 'density',
  deprivation: 'deprivation',
  rurality: 'rural or urban',
};

const WORDS: Readonly<Record<Feature, (own: number, other: number) => string>> = {
  population: (own, other) => {
    const ratio = other / own;
    if (ratio < 0.5) return 'much smaller';
    if (ratio < 0.8) return 'smaller';
    if (ratio <= 1.25) return 'similar size';
    return ratio <= 2 ? 'larger' : 'much larger';
  },
  density: (own, other) => {
    const ratio = other / own;
    if (ratio < 2 / 3) return 'less densely populated';
    return ratio <= 1.5 ? 'similarly densely populated' : 'more densely populated';
  },
  deprivation: (own, other) => {
    if (own === other) return 'similarly deprived';
    return other > own ? 'less deprived' : 'more deprived';
  },
  rurality: (own, other) => {
    if (own === other) return own <= 2 ? 'similarly urban' : 'similarly rural';
    return other > own ? 'more rural' : 'more urban';
  },
};
