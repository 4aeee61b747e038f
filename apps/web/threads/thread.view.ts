import { hasRole, isSignedIn, type Reader } from '#libs/people';
import { SERVICE_AREAS, STAGES, TOPICS, labelOf } from '#libs/taxonomy';
import { type Discussion } from '#libs/organisations';
import {
  type DraftFields,
  firstUnread,
  type FollowLevel,
  isOwnMask,
  readersToken,
  shownName,
  type ThreadPage,
  threadsPolicy,
} from '#libs/threads';
import { emptyForm, type Form, valueOf } from '../forms.ts';
import { addressOf, count, day } from '../parts/words.ts';
import { postAddress } from './post-address.ts';
import { type AnswerOrderView } from './answer-order.tsx';
import { type AttachedFile } from './attach-files.tsx';
import { opensWords } from './opening-fields.tsx';
import { type Preview } from './writing-box.tsx';
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
  /** What whoever replies is to know first; null: it does not open to more people. */
  opening: string | null;
  /** For whom a reply is written, for the form to say so. */
  readers: string | null;
  /** The circle that it was asked in. */
  circle: { href: string; text: string } | null;
  /** They write for a public authority, and whether they are to be told what that means. */
  publicSector: boolean;
  noteDue: boolean;
  /** The reader may ask somebody to answer. */
  canInvite: boolean;
  /** The reader asked it, and nobody has answered yet: who could is offered beneath it. */
  seeksHelpers: boolean;
  /** The reader was invited, and may leave. */
  canLeave: boolean;
  about: { href: string; text: string }[];
  lastSeq: number;
  level: FollowLevel | null;
  signedIn: boolean;
  /** What the reader is shown as to others; null: they did not ask this under a mask. */
  ownMask: string | null;
  /** The reader's own id, so that the page knows what is theirs. */
  me: string | null;
  canEdit: boolean;
  canLock: boolean;
  /** Posts of it, and all of it, to other discussions. */
  canMove: boolean;
  canMarkDuplicate: boolean;
  guidance: { href: string; text: string }[];
  closed: ClosedView | null;
  /** Questions that are marked as duplicates of this one. */
  askedAlsoIn: { href: string; text: string }[];
  hidden: boolean;
  /** The reader asked it. */
  own: boolean;
  /** Who asked took it back. */
  withdrawn: boolean;
  /** Who asked may, or is told why not. */
  canWithdraw: boolean;
  posts: ShownPost[];
  /** The post above which the new ones begin; null: nothing here is new, or all is. */
  newFrom: number | null;
  /** The last post that the reader has seen; null: nobody is signed in, or numbers do not follow each other here. */
  read: number | null;
  /** The addresses of the next and of the earlier posts, where there are some. */
  moreHref: string | null;
  olderHref: string | null;
  /** Ways through a discussion of several pages; null: it is one page. */
  places: { posts: number; firstHref: string; unreadHref: string | null; latestHref: string } | null;
  /** Null: closed to replies, or nobody is signed in. */
  reply: Form | null;
  replyTo: { id: string; name: string } | null;
  /** What the reader wrote, where there is no form that could hold it any more. */
  unsent: readonly string[];
  /** In which order the answers stand; null where there are not several. */
  order: AnswerOrderView | null;
  /** Of the draft that the form writes on. */
  place: string;
  /** A newer draft than the one that the form was filled in from. */
  theirs?: DraftFields;
  preview?: Preview;
  /** Files that came with the form before. */
  attached: readonly AttachedFile[];
  /** Discussions that name this one. */
  discussedIn: readonly Discussion[];
}

/** Why it takes no replies, with the discussion that takes them where there is one and the reader may read it. */
export interface ClosedView {
  before: string;
  link: { href: string; text: string } | null;
  after: string;
}

const AUDIENCE = {
  public: 'Everyone can read this',
  network: 'All members can read this',
  circle: 'Only members of a circle can read this',
  organisation: 'Only one organisation can read this',
  invited: 'Only people who were invited can read this',
} as const;

interface Shown {
  form?: Form;
  /** An answer of this discussion. */
  replyTo?: string;
  place?: string;
  theirs?: DraftFields;
  order?: 'oldest' | 'best';
  preview?: Preview;
  attached?: readonly AttachedFile[];
}

export function threadView(
  thread: ThreadPage,
  reader: Reader,
  { form = emptyForm, replyTo, place, theirs, preview, attached = [], order = 'oldest' }: Shown = {},
): ThreadView {
  const address = addressOf('threads', thread.id, thread.title);
  const own = threadsPolicy.isAsker(reader, thread);
  const answer = thread.posts.find(({ id }) => id === replyTo);
  const canReply = !thread.withdrawn && threadsPolicy.canReply(reader, thread);
  return {
    id: thread.id,
    address,
    title: thread.title,
    kind: thread.kind,
    state: stateOf(thread),
    asked: `${thread.kind === 'question' ? 'Asked' : 'Begun'} ${day(thread.createdAt)}`,
    replies: count(thread.replyCount, 'reply', 'replies'),
    followers: `${thread.followerCount} following`,
    audience: audienceOf(thread),
    opening: openingOf(thread),
    readers: readersToken(thread),
    circle:
      thread.audience === 'circle' && thread.audienceId !== null
        ? { href: `/circles/${thread.audienceId}`, text: thread.audienceName ?? 'The circle' }
        : null,
    publicSector: isSignedIn(reader) && reader.publicSector,
    noteDue: thread.noteDue,
    canInvite: isSignedIn(reader) && thread.lockedAt === null && thread.hiddenAt === null,
    seeksHelpers:
      own &&
      thread.kind === 'question' &&
      thread.replyCount === 0 &&
      thread.lockedAt === null &&
      thread.hiddenAt === null,
    canLeave: thread.audience === 'invited' && isSignedIn(reader) && thread.authorId !== reader.personId,
    about: [
      ...thread.serviceAreas.map((code) => ({
        href: `/questions?serviceArea=${code}`,
        text: labelOf(SERVICE_AREAS, code),
      })),
      ...(thread.stage ? [{ href: `/questions?stage=${thread.stage}`, text: labelOf(STAGES, thread.stage) }] : []),
      ...thread.topics.map((code) => ({ href: `/questions?topic=${code}`, text: labelOf(TOPICS, code) })),
    ],
    lastSeq: thread.lastSeq,
    level: thread.level,
    signedIn: isSignedIn(reader),
    ownMask: isOwnMask(thread) ? thread.mask : null,
    me: reader.personId,
    canEdit: !thread.withdrawn && threadsPolicy.canEditThread(reader, thread),
    canLock: !thread.withdrawn && threadsPolicy.canLock(reader, thread),
    canMove: !thread.withdrawn && threadsPolicy.canMove(reader) && thread.mergedAt === null,
    canMarkDuplicate:
      !thread.withdrawn && threadsPolicy.canMarkDuplicate(reader, thread) && thread.duplicateOfId === null,
    guidance: (thread.guidance ?? []).map(({ slug, title }) => ({ href: `/guidance/${slug}`, text: title })),
    closed: closedView(thread),
    askedAlsoIn: (thread.askedAlsoIn ?? []).map(({ id, title }) => ({
      href: addressOf('threads', id, title),
      text: title,
    })),
    hidden: thread.hiddenAt !== null,
    own,
    withdrawn: thread.withdrawn,
    canWithdraw: own && thread.hiddenAt === null && thread.mergedAt === null,
    posts: shownPosts(thread, reader),
    newFrom: order === 'best' ? null : newFrom(thread),
    // How far one has read is a number: answers in another order say nothing of it.
    read: isSignedIn(reader) && order === 'oldest' ? (thread.position?.readNumber ?? 0) : null,
    moreHref: thread.more === null ? null : `${address}?${order === 'best' ? 'order=best&' : ''}after=${thread.more}`,
    olderHref: order === 'best' ? null : olderHref(thread, address),
    places: order === 'best' ? null : placesIn(thread, address),
    reply: canReply ? form : null,
    unsent: canReply ? [] : [valueOf(form, 'body'), theirs?.['body'] ?? ''].flat().filter((text) => text.trim() !== ''),
    order: orderOf(thread, order, address),
    replyTo: replyTo ? { id: replyTo, name: answer ? shownName(answer) : 'an answer on another page' } : null,
    place: place ?? `thread:${thread.id}`,
    theirs,
    preview,
    attached,
    discussedIn: thread.discussedIn,
  };
}

function closedView(thread: ThreadPage): ClosedView | null {
  const { lockedAt, lockedBy, lockedReason, mergedAt, mergedInto, duplicateOfId, duplicateOf } = thread;
  if (lockedAt === null) return null;
  if (mergedAt !== null) {
    const link = mergedInto && { href: postAddress(mergedInto.threadId, mergedInto.number), text: mergedInto.title };
    return {
      before: link ? 'Merged into' : 'Merged into another discussion',
      link,
      after: `on ${day(mergedAt)}. All its posts are there.`,
    };
  }
  const after =
    `by ${lockedBy === 'asker' ? 'who asked' : 'a moderator'} on ${day(lockedAt)}. ${lockedReason ?? ''}`.trim();
  if (duplicateOfId === null) return { before: 'Closed to new replies', link: null, after };
  const link = duplicateOf && {
    href: addressOf('threads', duplicateOf.id, duplicateOf.title),
    text: duplicateOf.title,
  };
  return { before: link ? 'Closed as a duplicate of' : 'Closed as a duplicate of another question', link, after };
}

/** The same as one sentence. */
export const closedWords = ({ before, link, after }: ClosedView): string =>
  [before, link && `“${link.text}”`, after].filter(Boolean).join(' ');

function audienceOf({ audience, audienceName, confidentialUntil }: ThreadPage): string {
  const until = confidentialUntil === null ? '' : ` until ${day(confidentialUntil)}`;
  if (audienceName === null) return AUDIENCE[audience] + until;
  const who = audience === 'circle' ? 'members of' : 'people who work at';
  return `Only ${who} ${audienceName} can read this${until}`;
}

function openingOf({ confidentialUntil, opensTo }: ThreadPage): string | null {
  if (opensTo === null || confidentialUntil === null) return null;
  return `This opens to ${opensWords(opensTo, confidentialUntil)}, and so does what you reply.`;
}

/** Solid up to the last accepted answer: so far others have walked. */
export function shownPosts(thread: ThreadPage, reader: Reader): ShownPost[] {
  const lastAccepted = thread.posts.findLastIndex(({ acceptedAt, hiddenAt }) => acceptedAt && !hiddenAt);
  const others = {
    own: false,
    threadId: thread.id,
    signedIn: isSignedIn(reader),
    canReply: threadsPolicy.canReply(reader, thread),
    canAccept: threadsPolicy.canAccept(reader, thread),
    isQuestion: thread.kind === 'question',
    masked: threadsPolicy.isMasked(reader, thread),
    editor: hasRole(reader, 'moderator', 'subject_editor'),
    moderator: hasRole(reader, 'moderator'),
  };
  const own = { ...others, own: true };
  return thread.posts.map((post, place) => ({
    post,
    walked: place < lastAccepted,
    acts: threadsPolicy.canEditPost(reader, post) ? own : others,
  }));
}

const PAGE = 20;

/** The first post that they have not seen, of those that were there; null where they have seen none or all. */
function newFrom({ position, postCount }: ThreadPage): number | null {
  if (!position || position.readNumber === 0) return null;
  const first = firstUnread(position);
  return first <= postCount ? first : null;
}

/** Upwards: to the page before, at its end. */
const olderHref = ({ after, posts }: ThreadPage, address: string): string | null =>
  after > 0 && posts[0] ? `${address}?after=${Math.max(0, after - PAGE)}#post-${posts[0].number - 1}` : null;

function placesIn(thread: ThreadPage, address: string): ThreadView['places'] {
  if (thread.postCount <= PAGE) return null;
  return {
    posts: thread.postCount,
    firstHref: `${address}#post-1`,
    unreadHref: newFrom(thread) === null ? null : `${address}?unread#new`,
    latestHref: `${address}?latest#post-${thread.postCount}`,
  };
}

/** Offered where two answers are known to be there: by the posts of this page, and by what they are replies to. */
function orderOf({ kind, posts }: ThreadPage, chosen: 'oldest' | 'best', address: string): AnswerOrderView | null {
  const answers = new Set(posts.map(({ number, replyToNumber }) => replyToNumber ?? number));
  answers.delete(1);
  if (kind !== 'question' || (answers.size < 2 && chosen === 'oldest')) return null;
  return { chosen, oldestHref: address, bestHref: `${address}?order=best` };
}

function stateOf({ kind, acceptedCount, replyCount }: ThreadPage): ThreadView['state'] {
  if (kind === 'discussion') return 'Discussion';
  if (acceptedCount > 0) return 'Answered';
  return replyCount === 0 ? 'No answer yet' : 'Not settled yet';
}
