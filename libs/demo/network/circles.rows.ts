import { renderNote } from '#libs/circles';
import { idOf } from '#libs/platform/database';
import { type DemoFiles } from '../demo-files.ts';
import { type DemoThread } from '../files/threads.file.ts';
import { type TableRows } from '../rows.ts';
import { personId } from './people.rows.ts';
import { threadTables } from './threads.rows.ts';

/** Who facilitates it first. */
const CIRCLES = {
  'spinning-out-now': {
    name: 'Spinning out this year',
    purpose: 'For people in the middle of it. What is said here stays here until its writer says otherwise.',
    kind: 'cohort',
    visibility: 'private',
    questions: [],
    agenda: null,
    at: '2026-10-01T09:00:00Z',
    members: ['rosa', 'omar', 'hal', 'priti', 'beatrix'],
  },
  'finance-leads': {
    name: 'Finance leads of mutuals',
    purpose: 'Reserves, VAT, pensions and the bank: figures compared among people who answer for them.',
    kind: 'topic',
    visibility: 'restricted',
    questions: ['Whose accounts do you answer for?', 'What would you like to compare first?'],
    agenda: null,
    at: '2026-09-14T09:00:00Z',
    members: ['dee', 'gethin', 'nkechi', 'zofia'],
  },
  'the-north': {
    name: 'Mutuals in the north of England',
    purpose: 'Who is near, who visits whom, and what the combined authorities are doing.',
    kind: 'region',
    visibility: 'open',
    questions: [],
    agenda: null,
    at: '2026-08-03T09:00:00Z',
    members: ['tariq', 'joan', 'imani', 'delphine', 'yusuf'],
  },
  'second-year-chairs': {
    name: 'Chairs in their second year',
    purpose: 'We meet on the first Thursday of the month and work on two cases.',
    kind: 'peer',
    visibility: 'confidential',
    questions: [],
    agenda:
      '## Round (15 minutes)\n\nWhat each of us said we would do, and what came of it.\n\n## Two cases (35 minutes each)\n\n- Whose it is, and the question in one sentence:\n- Questions first, no advice:\n- What each of us would do:\n- What they take from it:\n\n## Close (5 minutes)\n\nWho brings a case next time.',
    at: '2026-07-02T09:00:00Z',
    members: ['ines', 'hester', 'ottoline', 'lowri', 'fionn'],
  },
} as const;
type CircleKey = keyof typeof CIRCLES;
const circleId = (key: CircleKey): string => idOf('circle', key);

const SUBJECTS = { kind: 'question', serviceAreas: ['libraries'], audience: 'circle' };

/** What is asked in it, to be read by its members alone. */
const THREADS: readonly DemoThread[] = [
  {
    ...SUBJECTS,
    key: 'circle-telling-staff-it-may-not-happen',
    title: 'How did you tell your team that it may not happen after all?',
    author: 'rosa',
    at: '2026-11-16T19:40:00Z',
    topics: ['staff-engagement'],
    stage: 'business-plan',
    body: 'The vote has moved to January. I have 31 people who have already told their families. I would rather not ask this where all of them can read it.\n\nWhat did you say, and to whom first?',
    replies: [
      {
        author: 'priti',
        at: '2026-11-16T21:05:00Z',
        body: 'The whole team at once, on a Tuesday, in the room where they work. I said what had moved and why, what had not moved, and the date of the next thing I would tell them. Then I stayed until the last question.\n\nI had first told two team leaders. By lunchtime it was a rumour with my name on it.',
        accepted: true,
      },
      {
        author: 'hal',
        at: '2026-11-17T07:30:00Z',
        body: 'Say the next date even if all you will say then is that you know no more. We missed one Friday and it took a month to mend.',
        accepted: false,
      },
    ],
  },
  {
    ...SUBJECTS,
    key: 'circle-what-you-paid-your-lawyers',
    title: 'What did you pay your own lawyers up to the transfer, all in?',
    author: 'hal',
    at: '2026-11-12T08:10:00Z',
    topics: ['setup-cost'],
    stage: 'transition',
    body: 'I have three quotations and no idea whether they are high. One figure each, please, and what it did not cover. It stays in here.',
    replies: [
      {
        author: 'beatrix',
        at: '2026-11-12T12:45:00Z',
        body: '£34,500, of which £11,000 was the lease. It did not cover the second draft of the services contract, which nobody had thought there would be.',
        accepted: false,
      },
    ],
  },
];

const FINANCE: readonly DemoThread[] = [
  {
    kind: 'question',
    serviceAreas: ['adult-social-care'],
    audience: 'circle',
    key: 'circle-how-much-in-reserve',
    title: 'How many months of pay do you hold in reserve, and who asked for it?',
    author: 'gethin',
    at: '2026-11-09T09:20:00Z',
    topics: ['setup-cost'],
    stage: 'trading-established',
    body: 'Our board wants three months, the council thinks that one is plenty, and the bank has not said. What do you hold, and who set the figure?',
    replies: [
      {
        author: 'dee',
        at: '2026-11-09T17:05:00Z',
        body: 'Two months, set by us in the second year and written into the reserves policy. The council asked once, read the policy, and has not asked again.',
        accepted: true,
      },
    ],
  },
];

const THE_NORTH: readonly DemoThread[] = [
  {
    kind: 'question',
    serviceAreas: ['libraries'],
    audience: 'circle',
    key: 'circle-who-can-be-visited-in-spring',
    title: 'Who can be visited in spring?',
    author: 'joan',
    at: '2026-11-20T12:00:00Z',
    topics: ['staff-engagement'],
    stage: 'trading-established',
    body: 'Four of our staff would like to spend a day with a team that did this more than three years ago. We pay our own fares.',
    replies: [],
  },
];

/** Of each kind and of each visibility one, so that there is something to look at. */
export function circleRows(files: DemoFiles): TableRows[] {
  const keys = Object.keys(CIRCLES) as CircleKey[];
  return [
    {
      table: 'circles',
      rows: keys.map((key) => {
        const { name, purpose, kind, visibility, questions, agenda, at } = CIRCLES[key];
        const row = { id: circleId(key), name, purpose, kind, visibility, questions, agenda };
        return { ...row, fictional: true, created_at: at };
      }),
    },
    {
      table: 'circle_members',
      rows: keys.flatMap((key) =>
        CIRCLES[key].members.map((member, n) => ({
          circle_id: circleId(key),
          person_id: personId(member),
          role: n === 0 ? 'facilitator' : 'member',
          since: CIRCLES[key].at,
        })),
      ),
    },
    {
      table: 'circle_requests',
      rows: [
        {
          id: idOf('circle-request', 'ade'),
          circle_id: circleId('finance-leads'),
          person_id: personId('ade'),
          answers: [
            {
              question: CIRCLES['finance-leads'].questions[0],
              answer: 'Nobody’s yet: I look after the pensions side.',
            },
            { question: CIRCLES['finance-leads'].questions[1], answer: 'What the pension guarantee costs you a year.' },
          ],
          state: 'open',
          created_at: '2026-11-24T10:00:00Z',
        },
      ],
    },
    {
      table: 'circle_invitations',
      rows: [
        {
          id: idOf('circle-invitation', 'rosa'),
          circle_id: circleId('second-year-chairs'),
          person_id: personId('rosa'),
          invited_by: personId('ines'),
          note: 'You will chair one day sooner than you think. Come and listen first.',
          state: 'open',
          created_at: '2026-11-23T10:00:00Z',
        },
      ],
    },
    ...workRows(),
    ...threadTables(files, THREADS, circleId('spinning-out-now')),
    ...threadTables(files, FINANCE, circleId('finance-leads')),
    ...threadTables(files, THE_NORTH, circleId('the-north')),
  ];
}

const MET = `## Round

Hester has the auditors in. Lowri has a new director. Fionn is tired, and says so.

## Ottoline’s case

Two of the five founders are still directors, and no longer agree with each other. What does a chair do first?

- Two of us had asked each for a letter of one page, and read both aloud in one room.
- One of us had waited. That cost a year.

She takes from it: one page each, by the 14th.

## Until next time

Hester brings a case. Lowri keeps the time.`;

const NORTH = `We are people from staff-led services in the north of England who visit each other.

In the last year we made **seven visits**. What came of them: one shared payroll, one bid that was not made, and a good deal of plain talk about leases.`;

const STANDINGS = [
  ['rosa', 'business-plan', 'The vote has moved to January.'],
  ['hal', 'transition', 'The lease is the last open point.'],
  ['priti', 'trading-early', null],
] as const;

const MILESTONES = [
  ['rosa', 'The board has seen the business plan', '2026-12-11', null],
  ['rosa', 'Staff ballot', '2027-01-20', null],
  ['hal', 'Pension admission agreement signed', null, '2026-11-02T10:00:00Z'],
  ['hal', 'Lease signed', '2026-12-18', null],
  ['priti', 'First accounts filed', null, '2026-10-29T10:00:00Z'],
] as const;

/** What their members work with. */
function workRows(): TableRows[] {
  const cohort = circleId('spinning-out-now');
  const north = circleId('the-north');
  return [
    {
      table: 'circle_notes',
      rows: [
        {
          id: idOf('circle-note', 'november'),
          circle_id: circleId('second-year-chairs'),
          title: 'Two founders who no longer agree',
          met_on: '2026-11-05',
          body: MET,
          body_html: renderNote(MET),
          version: 1,
          written_by: personId('lowri'),
          created_at: '2026-11-05T20:10:00Z',
        },
      ],
    },
    {
      table: 'circle_standings',
      rows: STANDINGS.map(([key, stage, note]) => ({
        circle_id: cohort,
        person_id: personId(key),
        stage,
        note,
        updated_at: '2026-11-16T19:00:00Z',
      })),
    },
    {
      table: 'circle_milestones',
      rows: MILESTONES.map(([key, title, due_on, reached_at], n) => ({
        id: idOf('circle-milestone', `${key}-${n}`),
        circle_id: cohort,
        person_id: personId(key),
        title,
        due_on,
        reached_at,
        created_at: '2026-10-01T09:00:00Z',
      })),
    },
    {
      table: 'circle_summaries',
      rows: [
        {
          circle_id: north,
          body: NORTH,
          body_html: renderNote(NORTH),
          version: 1,
          proposed_by: personId('tariq'),
          proposed_at: '2026-11-01T09:00:00Z',
          published_at: '2026-11-03T09:00:00Z',
        },
      ],
    },
    {
      table: 'circle_consents',
      rows: CIRCLES['the-north'].members.map((key) => ({
        circle_id: north,
        person_id: personId(key),
        version: 1,
        at: '2026-11-03T09:00:00Z',
      })),
    },
  ];
}
