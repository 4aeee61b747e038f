import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { personId } from './people.rows.ts';
import { threadId } from './threads.rows.ts';

interface DemoIntroduction {
  by: string;
  of: string;
  reason: string;
  /** So many days before the network is loaded: what waits still waits then. */
  daysAgo: number;
  answer?: 'agreed' | 'declined';
  note?: string;
}

const INTRODUCTIONS: readonly DemoIntroduction[] = [
  {
    by: 'rosa',
    of: 'dee',
    reason:
      'We go to cabinet in May without a pension answer. I would like to hear how you put pass-through to your fund.',
    daysAgo: 40,
    answer: 'agreed',
    note: 'Gladly. Bring the letter from your actuary.',
  },
  {
    by: 'rosa',
    of: 'callum',
    reason: 'You chose your chair before you had a board. I have to do the same by January. Half an hour would help.',
    daysAgo: 5,
  },
  {
    by: 'rosa',
    of: 'imani',
    reason: 'What would a commissioner want to see from a youth mutual in its first year?',
    daysAgo: 33,
    answer: 'declined',
    note: 'Not before our own tender is let. Ask me in spring.',
  },
  { by: 'rosa', of: 'stellan', reason: 'How did you know that it was time to stop?', daysAgo: 61 },
  {
    by: 'fionn',
    of: 'rosa',
    reason: 'We vote in February. How did you get the evening shift into the room?',
    daysAgo: 3,
  },
  {
    by: 'bram',
    of: 'omar',
    reason: 'You let buildings with a service. I have minibuses. What would you write differently today?',
    daysAgo: 8,
  },
];

/** Questions that wait for an answer, and who was asked for it. */
const INVITATIONS = [
  { thread: 'chair-who-reads-accounts', by: 'callum', of: 'rosa', note: 'You found yours in a year of looking.' },
  { thread: 'casual-museum-guides-on-the-list', by: 'ade', of: 'omar', note: null },
  {
    thread: 'consortium-of-small-learning-providers',
    by: 'lowri',
    of: 'ottoline',
    note: 'You bid with others in 2023.',
  },
] as const;
const INVITED_DAYS_AGO = 10;

const DAY = 86_400_000;

export function askedRows(): TableRows[] {
  const now = Date.now();
  const ago = (days: number): string => new Date(now - days * DAY).toISOString();
  return [
    {
      table: 'introductions',
      rows: INTRODUCTIONS.map(({ by, of, reason, daysAgo, answer, note }) => ({
        id: idOf('introduction', `${by}/${of}`),
        asked_by: personId(by),
        person_id: personId(of),
        reason,
        answer: answer ?? null,
        answer_note: note ?? null,
        answered_at: answer ? ago(daysAgo - 2) : null,
        expires_at: ago(daysAgo - 14),
        created_at: ago(daysAgo),
      })),
    },
    {
      table: 'answer_invitations',
      rows: INVITATIONS.map(({ thread, by, of, note }) => ({
        id: idOf('answer-invitation', `${thread}/${of}`),
        thread_id: threadId(thread),
        invited_by: personId(by),
        person_id: personId(of),
        note,
        withheld: false,
        expires_at: ago(INVITED_DAYS_AGO - 14),
        created_at: ago(INVITED_DAYS_AGO),
      })),
    },
  ];
}
