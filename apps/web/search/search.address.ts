import { SearchInput } from '#libs/search';
import { firstText, fromAddress } from '../parts/from-address.ts';

/** What the person chose, in the order of the panel; each is a field of the address. */
export const CHOICES = [
  'outcome',
  'result',
  'grade',
  'serviceArea',
  'topic',
  'stage',
  'nation',
  'region',
  'councilType',
  'legalForm',
  'answered',
] as const satisfies readonly (keyof SearchInput)[];
export type Choice = (typeof CHOICES)[number];

const Q_MAX = 1_000;

export const searchOf = (query: Record<string, unknown>): SearchInput =>
  fromAddress(SearchInput, {
    ...query,
    q: firstText(query['q'], Q_MAX),
    similarTo: firstText(query['similarTo'], Q_MAX),
  });

/** The address of a search. A change of anything begins at the first page again. */
export function addressWith(chosen: SearchInput, change: Partial<SearchInput> = {}, path = '/search'): string {
  const search = { ...chosen, after: undefined, ...change };
  const query = new URLSearchParams();
  if (search.q) query.set('q', search.q);
  for (const name of ['type', ...CHOICES] as const) for (const value of search[name]) query.append(name, value);
  if (search.evidenced) query.set('evidenced', 'yes');
  if (search.similarTo) query.set('similarTo', search.similarTo);
  if (search.exact) query.set('exact', '1');
  if (search.sort !== 'best') query.set('sort', search.sort);
  if (search.after) query.set('after', search.after);
  return query.size > 0 ? `${path}?${query}` : path;
}

export const withoutValue = (chosen: SearchInput, name: Choice, value: string): string =>
  addressWith(chosen, { [name]: chosen[name].filter((other) => other !== value) });

export const isFiltered = (chosen: SearchInput): boolean =>
  chosen.evidenced || chosen.similarTo !== undefined || CHOICES.some((name) => chosen[name].length > 0);

/** The same search without its filters, on the same tab. */
export const unfiltered = (chosen: SearchInput): SearchInput =>
  Object.assign(new SearchInput(), { q: chosen.q, type: chosen.type, sort: chosen.sort, exact: chosen.exact });
