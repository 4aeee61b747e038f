import { type MarkKind, type TriedResult } from '#libs/threads';
import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';
import { personId } from './people.rows.ts';
import { postId } from './threads.rows.ts';

interface DemoTry {
  thread: string;
  /** The number of the answer. */
  post: number;
  by: string;
  result: TriedResult;
  councilType?: string;
  serviceArea?: string;
  year?: number;
  note?: string;
  at: string;
}

const BOND = { thread: 'pension-bond-without-guarantee', post: 2 };
const CASH = { thread: 'days-of-cash-first-winter', post: 3 };
const SAMPLED = { thread: 'museum-without-a-counter', post: 2 };
const COUNTED = { thread: 'it-split-what-the-quote-left-out', post: 2 };
const TEAM_SEATS = { thread: 'electing-staff-directors-uneven-teams', post: 2 };

/** What came of it for those who did what an answer says: also where it failed. */
const TRIES: readonly DemoTry[] = [
  {
    ...BOND,
    by: 'hal',
    result: 'worked',
    councilType: 'CTY',
    serviceArea: 'libraries',
    year: 2023,
    note: 'The fund agreed in one meeting, because the council asked with us.',
    at: '2026-11-15T09:12:00Z',
  },
  {
    ...BOND,
    by: 'priti',
    result: 'worked',
    councilType: 'CTY',
    serviceArea: 'libraries',
    year: 2023,
    at: '2026-11-15T18:40:00Z',
  },
  {
    ...BOND,
    by: 'callum',
    result: 'worked',
    councilType: 'SCO',
    serviceArea: 'culture',
    year: 2025,
    at: '2026-11-16T10:05:00Z',
  },
  {
    ...BOND,
    by: 'lowri',
    result: 'worked',
    councilType: 'WPA',
    serviceArea: 'adult-learning',
    year: 2026,
    note: 'It took four months and two letters.',
    at: '2026-11-17T14:20:00Z',
  },
  {
    ...BOND,
    by: 'yusuf',
    result: 'partly',
    councilType: 'UA',
    serviceArea: 'early-years',
    year: 2026,
    note: 'For the staff who moved, and not for those we hired since.',
    at: '2026-11-18T08:55:00Z',
  },
  {
    ...BOND,
    by: 'ade',
    result: 'partly',
    councilType: 'CTY',
    serviceArea: 'culture',
    year: 2025,
    at: '2026-11-19T11:30:00Z',
  },
  {
    ...BOND,
    by: 'jun',
    result: 'failed',
    serviceArea: 'youth',
    year: 2025,
    note: 'The fund had closed its policy, and we found out eleven weeks in.',
    at: '2026-11-23T17:15:00Z',
  },
  {
    ...CASH,
    by: 'callum',
    result: 'worked',
    councilType: 'SCO',
    serviceArea: 'culture',
    year: 2026,
    note: 'We came to 41 days, had 38, and slept.',
    at: '2026-04-02T09:00:00Z',
  },
  {
    ...CASH,
    by: 'lowri',
    result: 'worked',
    councilType: 'WPA',
    serviceArea: 'adult-learning',
    year: 2026,
    at: '2026-05-14T16:45:00Z',
  },
  {
    ...CASH,
    by: 'yusuf',
    result: 'partly',
    councilType: 'UA',
    serviceArea: 'early-years',
    year: 2026,
    at: '2026-11-20T13:10:00Z',
  },
  {
    ...SAMPLED,
    by: 'callum',
    result: 'worked',
    councilType: 'SCO',
    serviceArea: 'culture',
    year: 2026,
    at: '2026-09-30T10:25:00Z',
  },
  {
    ...SAMPLED,
    by: 'beatrix',
    result: 'failed',
    councilType: 'NMD',
    serviceArea: 'culture',
    year: 2026,
    note: 'Our four sample weeks had a festival in them, and audit threw them out.',
    at: '2026-10-21T15:00:00Z',
  },
  {
    ...COUNTED,
    by: 'callum',
    result: 'worked',
    councilType: 'SCO',
    serviceArea: 'libraries',
    year: 2025,
    at: '2026-10-01T12:00:00Z',
  },
  {
    ...COUNTED,
    by: 'zofia',
    result: 'worked',
    serviceArea: 'pensions-administration',
    year: 2026,
    note: 'Our list found two servers that nobody had priced.',
    at: '2026-10-08T09:35:00Z',
  },
  {
    ...TEAM_SEATS,
    by: 'jun',
    result: 'partly',
    serviceArea: 'youth',
    year: 2026,
    note: 'Two rounds of votes in one evening were one too many for the night shift.',
    at: '2026-11-10T19:20:00Z',
  },
  {
    thread: 'turnover-test-we-failed',
    post: 3,
    by: 'lowri',
    result: 'failed',
    councilType: 'WPA',
    serviceArea: 'adult-learning',
    year: 2026,
    note: 'We rang three buyers. None would say what they accept in its place.',
    at: '2026-08-12T10:10:00Z',
  },
  {
    thread: 'turnover-test-we-failed',
    post: 3,
    by: 'hal',
    result: 'failed',
    councilType: 'CTY',
    serviceArea: 'libraries',
    year: 2026,
    at: '2026-09-03T14:05:00Z',
  },
  {
    thread: 'turnover-test-we-failed',
    post: 4,
    by: 'hal',
    result: 'worked',
    councilType: 'CTY',
    serviceArea: 'libraries',
    year: 2026,
    note: 'A letter for £150,000 was enough for two of three buyers.',
    at: '2026-09-03T14:10:00Z',
  },
];

interface DemoMark {
  thread: string;
  post: number;
  by: string;
  kind: MarkKind;
  comment: string;
  at: string;
}

const MARKS: readonly DemoMark[] = [
  {
    thread: 'rate-for-a-closed-admission',
    post: 5,
    by: 'zofia',
    kind: 'outdated',
    comment: 'This is a rate from before the 2025 valuation. Ask for one that says which valuation it rests on.',
    at: '2026-09-02T09:45:00Z',
  },
  {
    thread: 'opening-before-leases-are-signed',
    post: 2,
    by: 'leonie',
    kind: 'risky',
    comment:
      'A letter of comfort did not satisfy two insurers that I know. Ask yours in writing before the doors open.',
    at: '2026-09-11T16:30:00Z',
  },
];

export const answerRows = (): TableRows[] => [
  {
    table: 'post_tries',
    rows: TRIES.map(({ thread, post, by, ...said }) => ({
      id: idOf('try', `${thread}/${post}/${by}`),
      post_id: postId(thread, post),
      person_id: personId(by),
      result: said.result,
      council_type: said.councilType ?? null,
      service_area: said.serviceArea ?? null,
      year: said.year ?? null,
      note: said.note ?? null,
      at: said.at,
    })),
  },
  {
    table: 'post_marks',
    rows: MARKS.map(({ thread, post, by, kind, comment, at }) => ({
      id: idOf('answer-mark', `${thread}/${post}/${by}/${kind}`),
      post_id: postId(thread, post),
      person_id: personId(by),
      kind,
      comment,
      at,
    })),
  },
];
