import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '#libs/platform/database';

/** A person says that they work somewhere. It opens nothing until it was confirmed. */
@Entity('memberships')
export class Membership {
  @PrimaryColumn('uuid')
  readonly personId!: string;

  @PrimaryColumn('uuid')
  readonly organisationId!: string;

  @Column('text', { nullable: true })
  jobTitle!: string | null;

  @Column('date', { nullable: true })
  fromOn!: string | null;

  @Column('date', { nullable: true })
  toOn!: string | null;

  @Instant({ nullable: true })
  verifiedAt!: Date | null;

  /** Null, though verified: by a data steward, before it was kept. */
  @Column('text', { nullable: true })
  verifiedBy!: 'steward' | 'work-address' | 'colleagues' | null;
}
