import { DIRECTORY_FACETS, type DirectoryFacet, PeopleListInput } from '#libs/people';
import { fromAddress } from '../parts/from-address.ts';

export const directoryOf = (query: Record<string, unknown>): PeopleListInput => fromAddress(PeopleListInput, query);

/** The address of a list. A change of anything begins at the first page again. */
export function addressWith(chosen: PeopleListInput, change: Partial<PeopleListInput> = {}): string {
  const list = { ...chosen, after: undefined, ...change };
  const query = new URLSearchParams();
  for (const facet of DIRECTORY_FACETS) for (const value of list[facet]) query.append(facet, value);
  if (list.after) query.set('after', list.after);
  return query.size > 0 ? `/people?${query}` : '/people';
}

export const withoutValue = (chosen: PeopleListInput, facet: DirectoryFacet, value: string): string =>
  addressWith(chosen, { [facet]: chosen[facet].filter((other) => other !== value) });

export const isNarrowed = (chosen: PeopleListInput): boolean =>
  DIRECTORY_FACETS.some((facet) => chosen[facet].length > 0);
