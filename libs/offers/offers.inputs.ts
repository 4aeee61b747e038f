import { Choice, Codes, Cursor, Id, Text, Whole } from '#libs/platform/inputs';
import { NATIONS, REGIONS, SERVICE_AREAS } from '#libs/taxonomy';
import { DECLARES, OFFER_KINDS, OFFER_PAY, OFFER_ROLES, type OfferKind } from './offer-roles.ts';

/** The whole of an offer or a need, for a new one and for an edit; what is absent is taken away. */
export class RoleOfferInput {
  @Choice({ label: 'Kind', of: Object.keys(OFFER_KINDS), ask: 'Choose whether you offer a role or need somebody' })
  readonly kind!: OfferKind;

  @Choice({ label: 'Role', of: Object.keys(OFFER_ROLES), ask: 'Choose the role' })
  readonly role!: string;

  @Text({ label: 'Title', max: 150, ask: 'Enter a title that says what it is' })
  readonly title!: string;

  @Text({ label: 'Text', max: 4000, ask: 'Say what you offer or need, and from when' })
  readonly body!: string;

  @Codes({ label: 'Service areas', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceAreas?: string[];

  /** Absent: anywhere in the UK. */
  @Choice({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation?: string;

  @Choice({ label: 'Region', of: REGIONS, optional: true })
  readonly region?: string;

  @Choice({ label: 'Pay', of: Object.keys(OFFER_PAY), ask: 'Choose whether it is paid' })
  readonly pay!: keyof typeof OFFER_PAY;

  @Choice({
    label: 'Declaration of interests',
    of: Object.keys(DECLARES),
    ask: 'Say whether you have interests to declare',
  })
  readonly declares!: keyof typeof DECLARES;

  /** What is declared; with `declares: some` alone. */
  @Text({ label: 'Interests', max: 1000, optional: true })
  readonly interests?: string;
}

export class RoleOfferFilterInput {
  @Codes({ label: 'Kind', of: Object.keys(OFFER_KINDS), optional: true })
  readonly kind: string[] = [];

  @Codes({ label: 'Role', of: Object.keys(OFFER_ROLES), max: 20, optional: true })
  readonly role: string[] = [];

  @Codes({ label: 'Service area', of: Object.keys(SERVICE_AREAS), max: 20, optional: true })
  readonly serviceArea: string[] = [];

  /** What is for all of the UK is found by every nation. */
  @Codes({ label: 'Nation', of: NATIONS, optional: true })
  readonly nation: string[] = [];

  /** Those of one person; one's own also when they have ended. */
  @Id({ label: 'by', optional: true })
  readonly by?: string;
}

export class RoleOfferListInput extends RoleOfferFilterInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
