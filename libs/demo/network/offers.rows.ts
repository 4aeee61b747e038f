import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { personId } from './people.rows.ts';

const OFFERS = [
  {
    key: 'ravi-mentor',
    person: 'ravi',
    kind: 'offer',
    role: 'mentor',
    title: 'Mentor for staff directors in their first year',
    body:
      'I sat on a board for the staff for four years. I can talk once a month with somebody who has just been elected, ' +
      'about papers, pay and what to say to colleagues.',
    service_areas: [],
    nation: null,
    region: null,
    pay: 'unpaid',
    interests: null,
  },
  {
    key: 'ines-chair',
    person: 'ines',
    kind: 'offer',
    role: 'chair',
    title: 'Chair for a board that starts from nothing',
    body: 'Two days a month, from April. I would like to see the business plan and the pension figures before we talk of terms.',
    service_areas: ['libraries', 'culture'],
    nation: 'England',
    region: 'South East',
    pay: 'either',
    interests: 'I am a trustee of a school trust that buys from Wealdmere council.',
  },
  {
    key: 'moss-interim',
    person: 'moss',
    kind: 'offer',
    role: 'interim_finance',
    title: 'Interim finance director for the months around go-live',
    body: 'Three days a week for up to six months: opening balances, the first payroll and the pension admission.',
    service_areas: [],
    nation: 'England',
    region: null,
    pay: 'paid',
    interests: 'Hartsease Advice is paid for my time. I do not act for a council and its spin-out at once.',
  },
  {
    key: 'priti-finance',
    person: 'priti',
    kind: 'need',
    role: 'non_executive',
    title: 'A trustee who reads accounts for twelve libraries',
    body: 'Six meetings a year and one audit. Somebody who has seen a contract end would help us most.',
    service_areas: ['libraries'],
    nation: 'England',
    region: 'East of England',
    pay: 'unpaid',
    interests: null,
  },
  {
    key: 'lowri-interim',
    person: 'lowri',
    kind: 'need',
    role: 'interim_manager',
    title: 'Interim service manager who speaks Welsh',
    body: 'Nine months, while our manager is away. Adult learning, four sites.',
    service_areas: ['adult-learning'],
    nation: 'Wales',
    region: 'Wales',
    pay: 'paid',
    interests: null,
  },
] as const;

/** As of the day on which the demo network is loaded: none has ended. */
export function offerRows(): TableRows[] {
  return [
    {
      table: 'role_offers',
      rows: OFFERS.map(({ key, person, ...offer }) => ({
        id: idOf('role-offer', key),
        person_id: personId(person),
        ...offer,
      })),
    },
  ];
}
