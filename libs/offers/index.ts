/**
 * Role offers and needs: a member offers to take a role, or needs somebody for one: interim, chair, mentor.
 *
 * Promises: members of the network alone see them; each says what its owner declares, or that there is nothing to
 * declare, and when; each ends after 12 months unless it is renewed, and its owner is told once, 14 days before; nothing
 * that somebody can be reached by is in them.
 */
export { DECLARES, OFFER_KINDS, OFFER_PAY, OFFER_ROLES, type OfferKind } from './offer-roles.ts';
export { RoleOfferFilterInput, RoleOfferInput, RoleOfferListInput } from './offers.inputs.ts';
export { OffersModule } from './offers.module.ts';
export { OFFER_FACETS, type OfferCounts, type OfferFacet, OffersQueries, type RoleOfferRow } from './offers.queries.ts';
export { OffersService } from './offers.service.ts';
