import { OFFER_FACETS, type OfferFacet, RoleOfferListInput } from '#libs/offers';
import { fromAddress } from '../parts/from-address.ts';

export const offersOf = (query: Record<string, unknown>): RoleOfferListInput => fromAddress(RoleOfferListInput, query);

/** The address of a list. A change of anything begins at the first page again. */
export function offersAddress(chosen: RoleOfferListInput, change: Partial<RoleOfferListInput> = {}): string {
  const list = { ...chosen, after: undefined, ...change };
  const query = new URLSearchParams();
  for (const facet of OFFER_FACETS) for (const value of list[facet]) query.append(facet, value);
  if (list.by) query.set('by', list.by);
  if (list.after) query.set('after', list.after);
  return query.size > 0 ? `/people/offers?${query}` : '/people/offers';
}

export const withoutOffer = (chosen: RoleOfferListInput, facet: OfferFacet, value: string): string =>
  offersAddress(chosen, { [facet]: chosen[facet].filter((other) => other !== value) });
