import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

/** For: it answers the objection. Against: it says where the objection is right. */
export type AnswerSide = 'for' | 'against';

/** What became of the objection where it was met. */
export type ObjectionResult = 'accepted' | 'deferred' | 'refused';

export interface ObjectionAnswer {
  readonly side: AnswerSide;
  readonly text: string;
}

/** What is said against going ahead, as it is said, and what is behind it. */
@Entity('objections')
export class Objection {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('text')
  title!: string;

  @Column('text')
  behind!: string;

  @Column('jsonb', { default: '[]' })
  answers!: ObjectionAnswer[];

  @Column('text', { array: true, default: '{}' })
  serviceAreas!: string[];

  @Column('text', { array: true, default: '{}' })
  topics!: string[];

  @Column('text', { nullable: true })
  stage!: string | null;

  @Column('uuid')
  readonly authorId!: string;

  @Column('text', { default: 'draft' })
  status!: 'draft' | 'published' | 'withdrawn';

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
