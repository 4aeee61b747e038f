import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

export type ContentStatus = 'draft' | 'published' | 'withdrawn';
export type Tried = 'worked' | 'partly' | 'failed';

/** A move that somebody made to bring a mutual forward. Who tried it is in tactic_tries. */
@Entity('tactics')
export class Tactic {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('text')
  title!: string;

  @Column('text')
  situation!: string;

  @Column('text')
  move!: string;

  /** What shows that it worked; empty: nothing yet. */
  @Column('text', { default: '' })
  evidence!: string;

  /** When it backfired; empty: not known to have. */
  @Column('text', { default: '' })
  backfired!: string;

  @Column('text', { array: true, default: '{}' })
  serviceAreas!: string[];

  @Column('text', { array: true, default: '{}' })
  topics!: string[];

  @Column('text', { nullable: true })
  stage!: string | null;

  @Column('uuid')
  readonly authorId!: string;

  @Column('text', { default: 'draft' })
  status!: ContentStatus;

  @Column('text', { default: 'en' })
  lang!: string;

  @Column('boolean', { default: false })
  fictional!: boolean;

  @Column('int', { default: 1 })
  version!: number;

  /** Computed by the database from status and author. */
  @Column({ type: 'text', array: true, insert: false, update: false })
  readonly visibleTo!: string[];

  @Instant({ nullable: true })
  publishedAt!: Date | null;

  @CreatedAt()
  readonly createdAt!: Date;

  @Instant({ default: () => 'now()' })
  updatedAt!: Date;
}
