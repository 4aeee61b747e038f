import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';
import { type EndedHow, type NextProviderKind } from './spin-out.entity.ts';

/** A stage that a spin-out reached, and on which day. */
@Entity('stage_events')
export class StageEvent {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly spinOutId!: string;

  @Column('text')
  stage!: string;

  @Column('date')
  happenedOn!: string;

  @Column('text', { nullable: true })
  note!: string | null;

  /** What shows it: a decision, a notice, a report. Null: there is no evidence. */
  @Column('text', { nullable: true })
  source!: string | null;

  @Column('text', { nullable: true })
  sourceUrl!: string | null;

  /** Of the stage "ended" alone, as the two that follow. */
  @Column('text', { nullable: true })
  endedHow!: EndedHow | null;

  @Column('uuid', { nullable: true })
  succeededBy!: string | null;

  @Column('text', { nullable: true })
  nextProviderKind!: NextProviderKind | null;

  @Column('int', { default: 1 })
  version!: number;

  /** It was taken away; kept for its trace. */
  @Instant({ nullable: true })
  removedAt!: Date | null;

  @Column('uuid', { nullable: true })
  readonly createdBy!: string | null;

  @CreatedAt()
  readonly createdAt!: Date;
}
