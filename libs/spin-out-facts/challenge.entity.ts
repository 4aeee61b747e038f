import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Instant } from '#libs/platform/database';

/** A member says that an entry is wrong. Its editors, stewards, moderators and the member see it and what came of it. */
@Entity('spin_out_fact_challenges')
export class FactChallenge {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  /** One of these three: what it is about. */
  @Column('uuid', { nullable: true })
  readonly factId!: string | null;

  @Column('uuid', { nullable: true })
  readonly stageEventId!: string | null;

  @Column('text', { nullable: true })
  readonly profileField!: string | null;

  @Column('uuid')
  readonly spinOutId!: string;

  @Column('uuid')
  readonly challengerId!: string;

  @Column('text')
  readonly reason!: string;

  @Instant({ default: () => 'now()' })
  readonly raisedAt!: Date;

  @Column('text', { nullable: true })
  outcome!: 'corrected' | 'stands' | null;

  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('uuid', { nullable: true })
  answeredBy!: string | null;

  @Instant({ nullable: true })
  answeredAt!: Date | null;
}
