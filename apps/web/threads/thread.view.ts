import { hasRole, isSignedIn, type Reader } from '#libs/people';
import { SERVICE_AREAS, STAGES, TOPICS, labelOf } from '#libs/taxonomy';
import { shownName, type ThreadPage, threadsPolicy } from '#libs/threads';
import { emptyForm, type Form } from '../forms.ts';
import { addressOf, count, day } from '../parts/words.ts';
import { type ShownPost } from './post-cache.tsx';

export interface ThreadView {
  id: string;
  address: string;
  title: string;
  kind: 'question' | 'discussion';
  state: 'Answered' | 'No answer yet' | 'Not settled yet' | 'Discussion';
  asked: string;
  replies: string;
  followers: string;
  audience: string;
  about: { href: string; text: string }[];
  lastSeq: number;
  following: boolean;
  signedIn: boolean;
  canEdit: boolean;
  canLock: boolean;
  guidance: { href: string; text: string }[];
  locked: string | null;
  hidden: boolean;
  posts: ShownPost[];
  /** The address of the next page of posts, where there is one. */
  moreHref: string | null;
  startHref: string | null;
  /** Null: closed to replies, or nobody is signed in. */
  reply: Form | null;
  replyTo: { id: string; name: string } | null;
}

const AUDIENCE = {
  public: 'Everyone can read this',
  network: 'All members can read this',
  circle: 'Only members of a circle can read this',
  organisation: 'Only one organisation can read this',
  invited: 'Only people who were invited can read this',
} as const;

export function threadView(
  thread: ThreadPage,
  reader: Reader,
  { form = emptyForm, replyTo, after = 0 }: { form?: Form; replyTo?: string; after?: number } = {},
): ThreadView {
  const address = addressOf('threads', thread.id, thread.title);
  const answer = thread.posts.find(({ id }) => id === replyTo);
  return {
    id: thread.id,
    address,
    title: thread.title,
    kind: thread.kind,
    state: stateOf(thread),
    asked: `${thread.kind === 'question' ? 'Asked' : 'Begun'} ${day(thread.createdAt)}`,
    replies: count(thread.replyCount, 'reply', 'replies'),
    followers: `${thread.followerCount} following`,
    audience: thread.audienceName ? `Only ${thread.audienceName} can read this` : AUDIENCE[thread.audience],
    about: [
      ...thread.serviceAreas.map((code) => ({
        href: `/questions?serviceArea=${code}`,
        text: labelOf(SERVICE_AREAS, code),
      })),
      ...(thread.stage ? [{ href: `/questions?stage=${thread.stage}`, text: labelOf(STAGES, thread.stage) }] : []),
      ...thread.topics.map((code) => ({ href: `/questions?topic=${code}`, text: labelOf(TOPICS, code) })),
    ],
    lastSeq: thread.lastSeq,
    following: thread.following,
    signedIn: isSignedIn(reader),
    canEdit: threadsPolicy.canEditThread(reader, thread),
    canLock: threadsPolicy.canLock(reader),
    guidance: (thread.guidance ?? []).map(({ slug, title }) => ({ href: `/guidance/${slug}`, text: title })),
    locked: thread.lockedAt
      ? `Closed to new replies on ${day(thread.lockedAt)}. ${thread.lockedReason ?? ''}`.trim()
      : null,
    hidden: thread.hiddenAt !== null,
    posts: shownPosts(thread, reader),
    moreHref: thread.more === null ? null : `${address}?after=${thread.more}`,
    startHref: after > 0 ? address : null,
    reply: threadsPolicy.canReply(reader, thread) ? form : null,
    replyTo: answer && answer.number > 1 ? { id: answer.id, name: shownName(answer) } : null,
  };
}

/** Solid up to the last accepted answer: so far others have walked. */
export function shownPosts(thread: ThreadPage, reader: Reader): ShownPost[] {
  const accepted = thread.posts.filter(({ acceptedAt, hiddenAt }) => acceptedAt && !hiddenAt);
  const lastAccepted = Math.max(0, ...accepted.map(({ number }) => number));
  const others = {
    own: false,
    threadId: thread.id,
    signedIn: isSignedIn(reader),
    canReply: threadsPolicy.canReply(reader, thread),
    canAccept: threadsPolicy.canAccept(reader, thread),
    editor: hasRole(reader, 'moderator', 'subject_editor'),
    moderator: hasRole(reader, 'moderator'),
  };
  const own = { ...others, own: true };
  return thread.posts.map((post) => ({
    post,
    walked: post.number < lastAccepted,
    acts: threadsPolicy.canEditPost(reader, post) ? own : others,
  }));
}

function stateOf({ kind, acceptedCount, replyCount }: ThreadPage): ThreadView['state'] {
  if (kind === 'discussion') return 'Discussion';
  if (acceptedCount > 0) return 'Answered';
  return replyCount === 0 ? 'No answer yet' : 'Not settled yet';
}
