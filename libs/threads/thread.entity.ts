import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

export type Audience = 'public' | 'network' | 'circle' | 'organisation' | 'invited';

/** A discussion. ThreadsService keeps the counts and `lastSeq` in step, so that no list counts rows. */
@Entity('threads')
export class Thread {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly kind!: 'question' | 'discussion';

  @Column('text')
  title!: string;

  @Column('uuid')
  readonly authorId!: string;

  /** What stands in place of who asked; null: not masked. */
  @Column('text', { nullable: true })
  readonly mask!: string | null;

  @Column('text', { array: true, default: '{}' })
  serviceAreas!: string[];

  @Column('text', { array: true, default: '{}' })
  topics!: string[];

  @Column('text', { nullable: true })
  stage!: string | null;

  @Column('text')
  audience!: Audience;

  /** The circle or organisation; null for the other audiences. */
  @Column('uuid', { nullable: true })
  audienceId!: string | null;

  /** The day on which it opens to more people, "2027-04-01"; null: it stays for those who can read it. */
  @Column('date', { nullable: true })
  confidentialUntil!: string | null;

  @Column('text', { nullable: true })
  opensTo!: 'network' | 'public' | null;

  @Instant({ nullable: true })
  lockedAt!: Date | null;

  /** Null: it is open, or a moderator closed it before this was kept. */
  @Column('text', { nullable: true })
  lockedBy!: 'asker' | 'moderator' | null;

  @Column('text', { nullable: true })
  lockedReason!: string | null;

  /** Every post ever made, the question included. */
  @Column('int', { default: 0 })
  postCount!: number;

  /** Answers and replies that can be seen. */
  @Column('int', { default: 0 })
  replyCount!: number;

  @Column('int', { default: 0 })
  acceptedCount!: number;

  @Column('int', { default: 0 })
  followerCount!: number;

  /** The seq of the thread's newest event. */
  @Column('int', { default: 0 })
  lastSeq!: number;

  @Instant({ default: () => 'now()' })
  lastPostAt!: Date;

  @Column('text', { default: 'en' })
  lang!: string;

  @Column('boolean', { default: false })
  fictional!: boolean;

  @Instant({ nullable: true })
  hiddenAt!: Date | null;

  /** All its posts are in another discussion since then; the post in its first place says in which. */
  @Instant({ nullable: true })
  mergedAt!: Date | null;

  /** The question that asked this before; null: none, or it was opened again. */
  @Column('uuid', { nullable: true })
  duplicateOfId!: string | null;

  @Column('int', { default: 1 })
  version!: number;

  /** Computed by the database from audience and hiddenAt. */
  @Column({ type: 'text', array: true, insert: false, update: false })
  readonly visibleTo!: string[];

  @CreatedAt()
  readonly createdAt!: Date;
}
