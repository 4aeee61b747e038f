/** A measure that many teams have: what it is called, in what unit, and which way is better. */
export interface CommonMeasure {
  readonly name: string;
  readonly unit: string;
  readonly better: 'up' | 'down';
}

/** Where an author begins: nobody has to invent a name, and notes with the same measure can be compared. */
export const COMMON_MEASURES = {
  'users-served': { name: 'Users served', unit: 'people a year', better: 'up' },
  satisfaction: { name: 'Users satisfied', unit: '%', better: 'up' },
  'waiting-time': { name: 'Waiting time', unit: 'days', better: 'down' },
  inspection: { name: 'Inspection rating, 1 inadequate to 4 outstanding', unit: 'of 4', better: 'up' },
  sickness: { name: 'Staff sickness', unit: 'days per full-time post', better: 'down' },
  turnover: { name: 'Staff turnover', unit: '%', better: 'down' },
  engagement: { name: 'Staff engagement score', unit: '%', better: 'up' },
  'unit-cost': { name: 'Cost per use', unit: '£', better: 'down' },
  'council-cost': { name: 'Total cost to the council', unit: '£', better: 'down' },
  surplus: { name: 'Surplus put back into the service', unit: '£', better: 'up' },
  'opening-hours': { name: 'Opening hours a week', unit: 'hours', better: 'up' },
  reoffending: { name: 'People who offend again within a year', unit: '%', better: 'down' },
} as const satisfies Readonly<Record<string, CommonMeasure>>;
