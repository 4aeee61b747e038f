import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt } from '#libs/platform/database';

/** A stage that a spin-out reached, and on which day. */
@Entity('stage_events')
export class StageEvent {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly spinOutId!: string;

  @Column('text')
  readonly stage!: string;

  @Column('date')
  readonly happenedOn!: string;

  @Column('text', { nullable: true })
  readonly note!: string | null;

  /** What shows it: a decision, a notice, a report. */
  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Column('text', { nullable: true })
  readonly sourceUrl!: string | null;

  @Column('uuid', { nullable: true })
  readonly createdBy!: string | null;

  @CreatedAt()
  readonly createdAt!: Date;
}
