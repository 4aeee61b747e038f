import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Instant } from '#libs/platform/database';

/** What the law says, where and from when to when. */
@Entity('law_versions')
export class LawVersion {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;
  /** Its address; never changed. */
  @Column('text')
  readonly code!: string;
  @Column('text')
  readonly topic!: string;
  @Column('text', { array: true })
  readonly nations!: string[];
  @Column('text')
  readonly title!: string;
  @Column('text')
  readonly text!: string;
  @Column('text')
  readonly statute!: string;
  @Column('text')
  readonly source!: string;
  @Column('text', { nullable: true })
  readonly sourceUrl!: string | null;
  @Column('date', { nullable: true })
  readonly validFrom!: string | null;
  @Column('date', { nullable: true })
  readonly validTo!: string | null;
  @Column('uuid', { nullable: true })
  readonly replacedBy!: string | null;
  @Column('date', { nullable: true })
  readonly checkedOn!: string | null;
  @Column('boolean', { default: false })
  readonly unchecked!: boolean;
  @Column('int', { default: 1 })
  readonly version!: number;
  @Column('uuid', { nullable: true })
  readonly updatedBy!: string | null;
  @Instant({ default: () => 'now()' })
  readonly updatedAt!: Date;
}
