import { type ConfirmedBy } from '#libs/organisations';

export const CONFIRMED_BY_WORDS: Readonly<Record<ConfirmedBy, string>> = {
  steward: 'Confirmed by a data steward',
  'work-address': 'Confirmed by work address',
  colleagues: 'Confirmed by two colleagues',
};
