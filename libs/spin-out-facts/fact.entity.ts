import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Instant } from '#libs/platform/database';

/** Something that is known of a spin-out, from a day on, with where it comes from. `details` are the fields of its kind. */
@Entity('spin_out_facts')
export class SpinOutFact {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('uuid')
  readonly spinOutId!: string;

  @Column('text')
  readonly kind!: string;

  @Column('date')
  fromOn!: string;

  @Column('date', { nullable: true })
  toOn!: string | null;

  @Column({ type: 'jsonb' })
  details!: Record<string, unknown>;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('text')
  sourceKind!: string;

  @Column('text')
  source!: string;

  @Column('text', { nullable: true })
  sourceUrl!: string | null;

  @Column('text', { default: 'public' })
  audience!: string;

  /** Generated from the audience. */
  @Column({ type: 'text', array: true, insert: false, update: false })
  readonly visibleTo!: string[];

  @Column('uuid', { nullable: true })
  recordedBy!: string | null;

  @Instant({ default: () => 'now()' })
  recordedAt!: Date;

  @Column('int', { default: 1 })
  version!: number;

  @Instant({ nullable: true })
  removedAt!: Date | null;
}
