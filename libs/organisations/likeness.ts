/** What a council is compared by. */
export interface Comparable {
  type: string;
  population: number | null;
}

/** Bodies that do the same work. A county and a district have different duties, so they are never called alike. */
const TIERS: readonly (readonly string[])[] = [
  ['CTY'],
  ['NMD'],
  ['UA', 'MD', 'LBO', 'SCO', 'WPA', 'NID', 'CC'],
  ['COMB', 'CCA', 'SRA'],
];

/** The types of the same tier, its own among them. */
export const typesLike = (type: string): readonly string[] => TIERS.find((types) => types.includes(type)) ?? [type];

/** Why one council stands beside another, as the reader is told it: "same kind of council, similar size". */
export function likenessOf(council: Comparable, other: Comparable): string {
  const kind = council.type === other.type ? 'same kind of council' : 'same duties';
  return `${kind}, ${sizeOf(council.population, other.population)}`;
}

function sizeOf(population: number | null, other: number | null): string {
  if (!population || !other) return 'size not known';
  const ratio = other / population;
  if (ratio < 0.5) return 'much smaller';
  if (ratio < 0.8) return 'smaller';
  if (ratio <= 1.25) return 'similar size';
  return ratio <= 2 ? 'larger' : 'much larger';
}
