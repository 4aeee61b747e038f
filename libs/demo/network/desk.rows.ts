import { type DemoFiles } from '../demo-files.ts';
import { type DemoThread } from '../files/threads.file.ts';
import { idOf } from '#libs/platform/database';
import { postAddress } from '#libs/threads';
import { type Row, type TableRows } from '../rows.ts';
import { personId } from './people.rows.ts';
import { type DemoPost, postId, postsOf, threadId } from './threads.rows.ts';

const DAY = 86_400_000;
/** Notices go back two weeks from the newest post; those of the last four days are unread. */
const TOLD_DAYS = 14;
const UNREAD_DAYS = 4;

/** Two reports that a moderator has to weigh, neither of them plain. */
const REPORTS = [
  {
    thread: 'was-coming-back-a-failure',
    number: 3,
    reporter: 'edda',
    reason: 'personal-data',
    detail:
      'A volunteer is named here together with his health. It is kindly meant, but did he agree to be on a page that anyone can read? The point stands without the name.',
    at: '2026-11-21T18:05:00Z',
  },
  {
    thread: 'turnover-test-we-failed',
    number: 4,
    reporter: 'bram',
    reason: 'spam',
    detail:
      'A lender describing her own product and what it costs. She does say who she works for, and it answers the question, so it may be fine. I would like somebody to decide.',
    at: '2026-11-23T08:20:00Z',
  },
] as const;

/** What waits for people when they sign in: notices of replies and accepted answers, and the moderators' queue. */
export function deskRows({ threads }: DemoFiles): TableRows[] {
  const newest = Math.max(...threads.map((thread) => Date.parse(postsOf(thread).at(-1)!.at)));
  return [
    { table: 'notifications', rows: threads.flatMap((thread) => noticesOf(thread, newest)) },
    {
      table: 'reports',
      rows: REPORTS.map(({ thread, number, reporter, reason, detail, at }) => ({
        id: idOf('report', `${thread}/${number}`),
        subject: 'post',
        subject_id: postId(thread, number),
        reporter_id: personId(reporter),
        reason,
        detail,
        created_at: at,
      })),
    },
  ];
}

/** By the rule of the platform: one line for each thread, and while that waits it stays as it is. */
function noticesOf(thread: DemoThread, newest: number): Row[] {
  const notices = new Map<string, Row>();
  const followers = new Set<string>();
  const tell = (person: string, kind: string, cause: string, said: string, post: DemoPost, at: number): void => {
    const id = idOf('notification', `${person}:${cause}`);
    if (at < newest - TOLD_DAYS * DAY || notices.get(id)?.['read_at'] === null) return;
    const unread = at > newest - UNREAD_DAYS * DAY;
    notices.set(id, {
      id,
      person_id: personId(person),
      kind,
      cause,
      title: `${said}: {title}`,
      about: 'thread',
      about_id: threadId(thread.key),
      unnamed: said,
      first_post: kind === 'new-reply' ? post.number : null,
      url: postAddress(threadId(thread.key), post.number),
      created_at: new Date(at).toISOString(),
      read_at: unread ? null : new Date(at + DAY / 2).toISOString(),
    });
  };

  for (const post of postsOf(thread)) {
    for (const follower of followers) {
      if (follower === post.author) continue;
      const cause = `new-reply:${threadId(thread.key)}`;
      tell(follower, 'new-reply', cause, 'New reply', post, Date.parse(post.at));
    }
    followers.add(post.author);
    if (post.acceptedAt !== null && post.author !== thread.author) {
      const cause = `answer-accepted:${post.id}`;
      tell(post.author, 'answer-accepted', cause, 'Your answer was accepted', post, Date.parse(post.acceptedAt));
    }
  }
  return [...notices.values()];
}
