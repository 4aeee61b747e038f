import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

/** How a person signs in. Read by sign-in and settings alone. */
@Entity('accounts')
export class Account {
  @PrimaryColumn('uuid')
  readonly personId!: string;

  /** In lower case. */
  @Column('text')
  email!: string;

  /** argon2id, in its own encoded form. */
  @Column('text')
  passwordHash!: string;

  @Instant({ default: () => 'now()' })
  passwordSetAt!: Date;

  @Instant({ nullable: true })
  emailVerifiedAt!: Date | null;

  /** In the future: may not sign in, and has no session. */
  @Instant({ nullable: true })
  suspendedUntil!: Date | null;

  @Column('text', { nullable: true })
  suspendedReason!: string | null;

  /** One of the demo network's; never in production. */
  @Column('boolean', { default: false })
  demo!: boolean;

  @CreatedAt()
  readonly createdAt!: Date;
}
