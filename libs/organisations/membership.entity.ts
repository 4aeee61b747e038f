import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '#libs/platform/database';

/** A person says that they work somewhere. It opens nothing until a data steward has verified it. */
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
}
