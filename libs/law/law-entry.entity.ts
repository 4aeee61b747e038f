import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Instant } from '#libs/platform/database';

/** A lawful way to help, or a clause or procedure. */
@Entity('law_entries')
export class LawEntry {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;
  @Column('text')
  readonly kind!: 'way' | 'clause';
  @Column('text')
  readonly code!: string;
  @Column('int')
  readonly position!: number;
  @Column('text', { nullable: true })
  readonly family!: string | null;
  @Column('text')
  readonly title!: string;
  @Column('text')
  readonly text!: string;
  @Column('text', { default: '' })
  readonly limits!: string;
  @Column('text', { array: true, default: '{}' })
  readonly stages!: string[];
  @Column('text', { array: true })
  readonly nations!: string[];
  /** Of a clause: where its wording comes from. */
  @Column('text', { nullable: true })
  readonly origin!: string | null;
  @Column('text', { nullable: true })
  readonly source!: string | null;
  @Column('text', { nullable: true })
  readonly noticeOcid!: string | null;
  @Column('int', { default: 1 })
  readonly version!: number;
  @Column('uuid', { nullable: true })
  readonly updatedBy!: string | null;
  @Instant({ default: () => 'now()' })
  readonly updatedAt!: Date;
}
