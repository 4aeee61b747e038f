/** The roles that are offered and needed, by code. */
export const OFFER_ROLES: Readonly<Record<string, string>> = {
  interim_lead: 'Interim chief executive or managing director',
  interim_finance: 'Interim finance director',
  interim_manager: 'Interim service manager',
  chair: 'Chair',
  non_executive: 'Non-executive director or trustee',
  staff_director: 'Staff director',
  company_secretary: 'Company secretary',
  mentor: 'Mentor',
  critical_friend: 'Critical friend or reviewer',
  bid_lead: 'Bid lead or bid writer',
  transition_lead: 'Transition or programme lead',
  secondee: 'Secondee',
};

export const OFFER_KINDS = { offer: 'Offered', need: 'Needed' } as const;
export type OfferKind = keyof typeof OFFER_KINDS;

export const OFFER_PAY = { paid: 'Paid', unpaid: 'Unpaid', either: 'Paid or unpaid' } as const;

/** Whether somebody declares an interest: that there is none is said too. */
export const DECLARES = { none: 'I have none to declare', some: 'I declare these interests' } as const;
