/** How many went live first in a year, and how many had until its end. */
export interface AdoptionYear {
  year: number;
  adopters: number;
  cumulative: number;
}

/** Every year from the first to the last, those without an adopter too: a gap would bend the curve. */
export function adoptionCurve(years: readonly number[]): AdoptionYear[] {
  if (years.length === 0) return [];
  const first = Math.min(...years);
  const last = Math.max(...years);
  let cumulative = 0;
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const adopters = years.filter((year) => year === first + i).length;
    cumulative += adopters;
    return { year: first + i, adopters, cumulative };
  });
}
