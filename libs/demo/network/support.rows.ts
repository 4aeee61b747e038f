import { type TableRows } from '../rows.ts';
import { idOf } from '../ids.ts';

const GUIDANCE = 'https://www.gov.uk/guidance/mutuals-support-programme-2';

/**
 * The government's programmes are real and closed; their last days are not exactly known, and say so. What is open is
 * made up.
 */
const PROGRAMMES = [
  {
    key: 'msp',
    name: 'Mutuals Support Programme',
    provider: 'Cabinet Office',
    summary:
      'Paid for legal, tax and business advice to teams that planned to leave the public sector. Closed; its guidance is still read.',
    nation: 'England',
    topics: ['finance', 'legal-form', 'procurement'],
    opens_on: null,
    closes_on: '2015-03-31',
    url: 'https://www.gov.uk/guidance/start-a-public-service-mutual-the-process',
    source: 'GOV.UK; the last day is near, not exact',
    fictional: false,
  },
  {
    key: 'msp2',
    name: 'Mutuals Support Programme 2',
    provider: 'Department for Digital, Culture, Media and Sport',
    summary: 'Support for teams planning to spin out, and for mutuals in their first five years. Closed.',
    nation: 'England',
    topics: ['finance', 'governance', 'growth'],
    opens_on: null,
    closes_on: '2020-03-31',
    url: GUIDANCE,
    source: 'GOV.UK; the last day is near, not exact',
    fictional: false,
  },
  {
    key: 'first-steps',
    name: 'First steps fund for staff-led services',
    provider: 'Lantern Foundation',
    summary:
      'Up to £8,000 for a feasibility study, for teams in a council that asked their staff. Decides every quarter.',
    nation: null,
    topics: ['setup-cost', 'options-appraisal'],
    opens_on: '2026-04-01',
    closes_on: '2029-03-31',
    url: null,
    source: 'Made up for the demo network',
    fictional: true,
  },
  {
    key: 'bond-help',
    name: 'Pension bond helpline',
    provider: 'Hartsease Pensions Advice',
    summary: 'One free hour for founders who were asked for a pension bond.',
    nation: 'England',
    topics: ['pensions'],
    opens_on: null,
    closes_on: null,
    url: null,
    source: 'Made up for the demo network',
    fictional: true,
  },
] as const;

export const supportRows = (): TableRows[] => [
  {
    table: 'support_programmes',
    rows: PROGRAMMES.map(({ key, ...programme }) => ({
      id: idOf('support-programme', key),
      ...programme,
      checked_on: '2026-11-02',
      visible_to: ['public'],
      version: 1,
    })),
  },
];
