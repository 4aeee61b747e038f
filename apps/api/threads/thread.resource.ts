import { ApiProperty } from '@nestjs/swagger';
import {
  FOLLOW_LEVELS,
  type FollowLevel,
  isFollowing,
  postAddress,
  type PostPayload,
  postPayload,
  type ThreadPage,
  type ThreadRow,
} from '#libs/threads';
import { PostResource } from './post.resource.ts';
import { WarningResource } from './warnings.ts';

class ThreadSummaryResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: ['question', 'discussion'] })
  readonly kind!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The page of this thread' })
  readonly url!: string;
  @ApiProperty({ type: [String] })
  readonly serviceAreas!: string[];
  @ApiProperty({ type: [String] })
  readonly topics!: string[];
  @ApiProperty({ type: String, nullable: true })
  readonly stage!: string | null;
  @ApiProperty({ enum: ['public', 'network', 'circle', 'organisation', 'invited'] })
  readonly audience!: string;
  @ApiProperty({ type: 'integer' })
  readonly replyCount!: number;
  @ApiProperty({ type: 'integer' })
  readonly acceptedCount!: number;
  @ApiProperty({ type: 'integer', description: 'For how many members one of its answers worked' })
  readonly workedCount!: number;
  @ApiProperty({ type: 'integer', description: 'For how many members one of its answers failed' })
  readonly failedCount!: number;
  @ApiProperty({ type: 'integer', description: 'How many answers are marked as outdated' })
  readonly outdatedCount!: number;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ description: 'Asked under a mask' })
  readonly masked!: boolean;
  @ApiProperty({ format: 'date-time', description: 'Of a masked one to the hour' })
  readonly createdAt!: string;
}

class ThreadLinkResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The page of that thread' })
  readonly url!: string;
}

export class ThreadListItemResource extends ThreadSummaryResource {
  @ApiProperty({ format: 'date-time' })
  readonly lastPostAt!: string;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Posts that you have not seen. Null: you never opened it, or muted it',
  })
  readonly unread!: number | null;
  @ApiProperty({ description: 'Closed as a question that was asked before' })
  readonly duplicate!: boolean;
}

export class ThreadListResource {
  @ApiProperty({ type: [ThreadListItemResource] })
  readonly items!: ThreadListItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class PostListResource {
  @ApiProperty({ type: [PostResource] })
  readonly items!: PostPayload[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class GuidanceLinkResource {
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The page' })
  readonly url!: string;
}

export class ThreadResource extends ThreadSummaryResource {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: masked, and not you' })
  readonly authorId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The circle or organisation' })
  readonly audienceId!: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day on which it opens to more people, with all posts; null: it stays as it is',
  })
  readonly confidentialUntil!: string | null;
  @ApiProperty({ type: String, enum: ['network', 'public'], nullable: true, description: 'To whom it opens' })
  readonly opensTo!: string | null;
  @ApiProperty()
  readonly locked!: boolean;
  @ApiProperty({ type: String, enum: ['asker', 'moderator'], nullable: true })
  readonly lockedBy!: 'asker' | 'moderator' | null;
  @ApiProperty({ type: String, nullable: true })
  readonly lockedReason!: string | null;
  @ApiProperty({ description: 'Who asked took it back, and may restore it for seven days' })
  readonly withdrawn!: boolean;
  @ApiProperty({ description: 'All its posts were moved to another thread; it takes no replies' })
  readonly merged!: boolean;
  @ApiProperty({ type: ThreadLinkResource, nullable: true, description: 'Where they are. Null: not for you to read' })
  readonly mergedInto!: ThreadLinkResource | null;
  @ApiProperty({ description: 'Closed as a question that was asked before' })
  readonly duplicate!: boolean;
  @ApiProperty({ type: ThreadLinkResource, nullable: true, description: 'That question. Null: not for you to read' })
  readonly duplicateOf!: ThreadLinkResource | null;
  @ApiProperty({
    type: [ThreadLinkResource],
    description: 'Questions that are marked as duplicates of this; ten at most',
  })
  readonly askedAlsoIn!: ThreadLinkResource[];
  @ApiProperty({ description: 'Whether you are told of new replies' })
  readonly following!: boolean;
  @ApiProperty({
    type: String,
    enum: FOLLOW_LEVELS,
    nullable: true,
    description: 'What you are told: every reply, the first until you read it, none, or nothing at all. Null: not said',
  })
  readonly level!: FollowLevel | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The last post that you have seen; as `after` it leads to the first that you have not. Null: none',
  })
  readonly readNumber!: number | null;
  @ApiProperty({ type: 'integer', description: 'The seq of the newest event: follow from here' })
  readonly lastSeq!: number;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ type: [GuidanceLinkResource], description: 'What its answers became' })
  readonly guidance!: GuidanceLinkResource[];
  @ApiProperty({ type: [PostResource], description: 'The first page of posts, the question first' })
  readonly posts!: PostPayload[];
  @ApiProperty({ type: String, nullable: true, description: 'For GET …/posts?after=, where there are more posts' })
  readonly next!: string | null;
}

export class NewThreadResource extends ThreadResource {
  @ApiProperty({ type: [WarningResource] })
  readonly warnings!: WarningResource[];
}

const summary = (thread: Omit<ThreadRow, 'lastPostAt' | 'unread' | 'duplicate'>) => ({
  id: thread.id,
  kind: thread.kind,
  title: thread.title,
  url: `/threads/${thread.id}`,
  serviceAreas: thread.serviceAreas,
  topics: thread.topics,
  stage: thread.stage,
  audience: thread.audience,
  replyCount: thread.replyCount,
  acceptedCount: thread.acceptedCount,
  workedCount: thread.workedCount,
  failedCount: thread.failedCount,
  outdatedCount: thread.outdatedCount,
  fictional: thread.fictional,
  masked: thread.mask !== null,
  createdAt: thread.createdAt.toISOString(),
});

export const toThreadListItemResource = (thread: ThreadRow): ThreadListItemResource => ({
  ...summary(thread),
  lastPostAt: thread.lastPostAt.toISOString(),
  unread: thread.unread,
  duplicate: thread.duplicate,
});

const linkTo = ({ id, title }: { id: string; title: string }): ThreadLinkResource => ({
  id,
  title,
  url: `/threads/${id}`,
});

export const toThreadResource = (thread: ThreadPage): ThreadResource => ({
  ...summary(thread),
  authorId: thread.authorId,
  audienceId: thread.audienceId,
  confidentialUntil: thread.confidentialUntil,
  opensTo: thread.opensTo,
  locked: thread.lockedAt !== null,
  lockedBy: thread.lockedAt && (thread.lockedBy ?? 'moderator'),
  lockedReason: thread.lockedReason,
  withdrawn: thread.withdrawn,
  merged: thread.mergedAt !== null,
  mergedInto: thread.mergedInto && {
    id: thread.mergedInto.threadId,
    title: thread.mergedInto.title,
    url: postAddress(thread.mergedInto.threadId, thread.mergedInto.number),
  },
  duplicate: thread.duplicateOfId !== null,
  duplicateOf: thread.duplicateOf && linkTo(thread.duplicateOf),
  askedAlsoIn: (thread.askedAlsoIn ?? []).map(linkTo),
  following: isFollowing(thread.level),
  level: thread.level,
  readNumber: thread.position && thread.position.readNumber,
  lastSeq: thread.lastSeq,
  version: thread.version,
  guidance: (thread.guidance ?? []).map(({ slug, title }) => ({ title, url: `/guidance/${slug}` })),
  posts: thread.posts.map(postPayload),
  next: thread.more === null ? null : String(thread.more),
});
