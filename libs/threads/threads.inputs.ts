import { FILE_LIMITS } from '#libs/files';
import { Choice, Codes, Cursor, Day, Flag, Id, Ids, Text, Whole } from '#libs/platform/inputs';
import { CONFIDENTIAL_UNTIL, OPENS_TO } from './audience.inputs.ts';
import { type PostedDraft } from './drafts/drafts.service.ts';
import { PLACE } from './drafts/place.ts';
import { type OpensTo, READERS_TOKEN } from './readership.ts';
import { SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';

export const BODY_MAX = 20_000;

const DRAFT = { label: 'draft', max: 60, optional: true, pattern: PLACE };
const DRAFT_VERSION = { label: 'draftVersion', min: 1, max: 999_999_999, optional: true };

export class ReplyInput {
  @Text({ label: 'Your reply', max: BODY_MAX, ask: 'Write your reply' })
  readonly body!: string;

  /** The answer this is a reply to. Absent: an answer to the question. */
  @Id({ label: 'replyTo', optional: true })
  readonly replyTo?: string;

  /** The writer's own id for this message: the same one twice is one post. */
  @Text({ label: 'clientMessageId', max: 255, optional: true })
  readonly clientMessageId?: string;

  /** Files of one's own that are in no post yet, in their order: what POST /files gave. */
  @Ids({ label: 'files', optional: true, max: FILE_LIMITS.aPost })
  readonly files: string[] = [];

  /**
   * Who reads the thread as far as you know, as `circle:<id>` or `invited, 2099-04-01 network`: refused where more people
   * read it by now, or sooner will.
   */
  @Text({ label: 'readers', max: 80, optional: true, pattern: READERS_TOKEN })
  readonly readers?: string;

  /** The draft that this was, as `question` or `thread:<id>`: it goes in the transaction in which this is posted. */
  @Text(DRAFT)
  readonly draft?: string;

  /** Only where the draft is still this version: another window may have written on. */
  @Whole(DRAFT_VERSION)
  readonly draftVersion?: number;
}

/**
 * What makes two requests the same: the same text is one post, whichever version of its draft each of them names, and
 * whatever each knows of who reads it.
 */
export const asPosted = <T extends PostedDraft & { readonly readers?: string }>({
  draft: _,
  draftVersion: __,
  readers: ___,
  ...input
}: T): Omit<T, keyof PostedDraft | 'readers'> => input;

export class EditPostInput {
  @Text({ label: 'Your post', max: BODY_MAX, ask: 'Write your post' })
  readonly body!: string;

  /** All that are to stand beside it, in their order: what stands there already, and free ones. Absent: as they are. */
  @Ids({ label: 'files', optional: true, max: FILE_LIMITS.aPost })
  readonly files?: string[];
}

class AboutInput {
  @Codes({ label: 'Service areas', of: Object.keys(SERVICE_AREAS), optional: true, max: 5 })
  readonly serviceAreas: string[] = [];

  @Codes({ label: 'Topics', of: Object.keys(TOPICS), optional: true, max: 5 })
  readonly topics: string[] = [];

  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;
}

export const TITLE = { label: 'Your question', min: 10, max: 200, ask: 'Write your question in one sentence' };

export class AskInput extends AboutInput {
  @Text(TITLE)
  readonly title!: string;

  @Text({ label: 'The background', max: BODY_MAX, ask: 'Say what you have tried and what you need to know' })
  readonly body!: string;

  @Choice({ label: 'Kind', of: ['question', 'discussion'], optional: true })
  readonly kind: 'question' | 'discussion' = 'question';

  @Choice({
    label: 'Who may read this',
    of: ['public', 'network', 'circle', 'organisation', 'invited'],
    optional: true,
  })
  readonly audience: 'public' | 'network' | 'circle' | 'organisation' | 'invited' = 'network';

  /** The circle or organisation, for those audiences. */
  @Id({ label: 'audienceId', optional: true })
  readonly audienceId?: string;

  /** Who is invited, for that audience. */
  @Ids({ label: 'invited', optional: true, max: 50 })
  readonly invited: string[] = [];

  /** Until this day for those alone; on it for `opensTo`. Absent: it stays for those. */
  @Day(CONFIDENTIAL_UNTIL)
  readonly confidentialUntil?: string;

  /** With `confidentialUntil`; more people than `audience`. */
  @Choice(OPENS_TO)
  readonly opensTo: OpensTo = 'network';

  /** A label stands in place of who asks, in all that they write there. */
  @Flag({ label: 'Ask under a mask', optional: true })
  readonly masked: boolean = false;

  /** Files of one's own that are in no post yet, in their order: what POST /files gave. */
  @Ids({ label: 'files', optional: true, max: FILE_LIMITS.aPost })
  readonly files: string[] = [];

  /** The draft that this was, as `question` or `thread:<id>`: it goes in the transaction in which this is posted. */
  @Text(DRAFT)
  readonly draft?: string;

  /** Only where the draft is still this version: another window may have written on. */
  @Whole(DRAFT_VERSION)
  readonly draftVersion?: number;
}

export class EditThreadInput extends AboutInput {
  @Text(TITLE)
  readonly title!: string;
}

export class LockInput {
  @Flag({ label: 'locked' })
  readonly locked!: boolean;

  @Text({ label: 'Reason', max: 500, optional: true })
  readonly reason?: string;
}

export class AcceptInput {
  @Id({ label: 'postId' })
  readonly postId!: string;

  @Flag({ label: 'accepted', optional: true })
  readonly accepted: boolean = true;
}

export class FollowInput {
  @Flag({ label: 'following', optional: true })
  readonly following: boolean = true;
}

export class ThreadPageInput {
  /** The number of the last post already seen. */
  @Whole({ label: 'after', min: 0, max: 2_147_483_647, optional: true })
  readonly after: number = 0;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;

  /** Answers as they came, or by what members say of them. */
  @Choice({ label: 'Order', of: ['oldest', 'best'], optional: true })
  readonly order: 'oldest' | 'best' = 'oldest';
}

export class ReadInput {
  /** Of the last post that was seen. */
  @Whole({ label: 'number', min: 1, max: 2_147_483_647 })
  readonly number!: number;
}

export class UnreadInput {
  /** Of the first post to be unread. */
  @Whole({ label: 'number', min: 1, max: 2_147_483_647 })
  readonly number!: number;
}

export class RevisionsInput {
  /** The version of the oldest text already seen. */
  @Whole({ label: 'before', min: 1, max: 2_147_483_647, optional: true })
  readonly before: number = 2_147_483_647;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}

export class ThreadEventsInput {
  @Whole({ label: 'afterSeq', min: 0, max: 2_147_483_647, optional: true })
  readonly afterSeq: number = 0;

  @Whole({ label: 'limit', min: 1, max: 200, optional: true })
  readonly limit: number = 200;
}

/** unread: opened before, and something came since; not what was muted. */
const MINE = ['unread', 'asked', 'answered', 'followed', 'mentioned', 'bookmarked'] as const;
export type Mine = (typeof MINE)[number];

export class ThreadListInput {
  @Choice({ label: 'Answered', of: ['all', 'unanswered', 'answered', 'accepted', 'outdated'], optional: true })
  readonly answered: 'all' | 'unanswered' | 'answered' | 'accepted' | 'outdated' = 'all';

  @Choice({ label: 'Service area', of: Object.keys(SERVICE_AREAS), optional: true })
  readonly serviceArea?: string;

  @Choice({ label: 'Topic', of: Object.keys(TOPICS), optional: true })
  readonly topic?: string;

  @Choice({ label: 'Stage', of: Object.keys(STAGES), optional: true })
  readonly stage?: string;

  /** Those of one circle alone. */
  @Id({ label: 'circle', optional: true })
  readonly circle?: string;
  /** Of what the reader takes part in; absent: of everything. */
  @Choice({ label: 'Yours', of: MINE, optional: true })
  readonly mine?: Mine;

  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
