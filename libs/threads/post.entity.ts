import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

/** One person's contribution. Number 1 is the question itself. */
@Entity('posts')
export class Post {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly threadId!: string;

  /** 1, 2, 3… within its thread, in commit order; another when it moves to another thread. */
  @Column('int')
  readonly number!: number;

  /** Null: the question, or an answer to it. */
  @Column('uuid', { nullable: true })
  readonly replyToId!: string | null;

  @Column('uuid')
  readonly authorId!: string;

  /** As it was when this was written. */
  @Column('text', { nullable: true })
  readonly authorOrganisation!: string | null;

  /** The label of its thread, where who asked wrote it under a mask; else null. */
  @Column('text', { nullable: true })
  readonly mask!: string | null;

  @Column('text')
  body!: string;

  /** Made from `body` by the sanitising renderer, once. */
  @Column('text')
  bodyHtml!: string;

  @Column('text', { default: 'en' })
  lang!: string;

  @Column('int', { default: 1 })
  version!: number;

  @Instant({ nullable: true })
  editedAt!: Date | null;

  @Instant({ nullable: true })
  acceptedAt!: Date | null;

  @Instant({ nullable: true })
  hiddenAt!: Date | null;

  @Column('text', { nullable: true })
  hiddenReason!: string | null;

  /** Not to be read any more, since `hiddenAt`. Null: it stands, or a moderator hid it. */
  @Column('text', { nullable: true })
  gone!: 'deleted' | 'moved' | null;

  /** The post that stood here, where it is now. */
  @Column('uuid', { nullable: true })
  movedToId!: string | null;

  /** The title of the discussion that this post began, which was merged into this one. */
  @Column('text', { nullable: true })
  readonly began!: string | null;

  @Column('text', { nullable: true })
  readonly clientMessageId!: string | null;

  @CreatedAt()
  readonly createdAt!: Date;
}
