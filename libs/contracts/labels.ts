/** How a contract was won, or what kind of income it is. */
export const ROUTES: Readonly<Record<string, string>> = {
  open: 'Open competition',
  competitive_flexible: 'Competitive flexible procedure',
  restricted: 'Restricted procedure',
  framework_call_off: 'Call-off from a framework',
  light_touch_open: 'Light touch competition',
  reserved_pcr_77: 'Reserved under regulation 77 (2015)',
  reserved_pa23_33: 'Reserved for public service mutuals (2023 Act, section 33)',
  reserved_pa23_32: 'Reserved for supported employment (2023 Act, section 32)',
  below_threshold: 'Below threshold',
  direct_award_pa23_41: 'Direct award (2023 Act, section 41)',
  vertical_exempt: 'In-house company (vertical arrangement)',
  psr_direct_award_a: 'Health: direct award A',
  psr_direct_award_b: 'Health: direct award B',
  psr_direct_award_c: 'Health: direct award C',
  psr_most_suitable: 'Health: most suitable provider',
  psr_competitive: 'Health: competitive process',
  user_choice: 'User choice, such as direct payments',
  grant: 'Grant',
  subscription: 'Subscription',
  trading: 'Trading',
  unknown: 'Not known',
};

export const VALUE_BASES: Readonly<Record<string, string>> = {
  reported: 'As reported',
  derived: 'Worked out from another figure',
  estimated: 'Estimated',
};

export const CONTRACT_ROLES: Readonly<Record<string, string>> = {
  prime: 'Main contractor',
  sub: 'Subcontractor',
  consortium: 'Member of a consortium',
};

export const CONTRACT_SOURCES: Readonly<Record<string, string>> = {
  self: 'From our own records',
  document: 'From a document',
  ocds: 'From a published notice',
  foi: 'From a freedom of information answer',
};

export const NEXT_PROVIDERS: Readonly<Record<string, string>> = {
  psm: 'Another public service mutual',
  charity: 'A charity',
  private: 'A private company',
  public_body: 'Another public body',
  in_house: 'The payer itself, in house',
  none: 'Nobody: the service ended',
  unknown: 'Not known',
};

export const CURRENCIES = ['GBP', 'EUR', 'USD'] as const;
