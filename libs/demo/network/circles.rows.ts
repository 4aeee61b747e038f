import { idOf } from '#libs/platform/database';
import { type DemoFiles } from '../demo-files.ts';
import { type DemoThread } from '../files/threads.file.ts';
import { type TableRows } from '../rows.ts';
import { personId } from './people.rows.ts';
import { threadTables } from './threads.rows.ts';

const CIRCLE = idOf('circle', 'spinning-out-now');
/** Who facilitates it first. */
const MEMBERS = ['rosa', 'omar', 'hal', 'priti', 'beatrix'] as const;

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

/** A private group, so that there is one to look at. */
export function circleRows(files: DemoFiles): TableRows[] {
  return [
    {
      table: 'circles',
      rows: [
        {
          id: CIRCLE,
          name: 'Spinning out this year',
          purpose: 'For people in the middle of it. What is said here stays here until its writer says otherwise.',
          fictional: true,
          created_at: '2026-10-01T09:00:00Z',
        },
      ],
    },
    {
      table: 'circle_members',
      rows: MEMBERS.map((key, n) => ({
        circle_id: CIRCLE,
        person_id: personId(key),
        role: n === 0 ? 'facilitator' : 'member',
        since: '2026-10-01T09:00:00Z',
      })),
    },
    ...threadTables(files, THREADS, CIRCLE),
  ];
}
