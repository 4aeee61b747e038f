import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

export type ReportedKind = 'post' | 'case-note' | 'guidance' | 'role-offer';

/** Somebody says that something should not stand as it does. Open until a moderator decides. */
@Entity('reports')
export class Report {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly subject!: ReportedKind;

  @Column('uuid')
  readonly subjectId!: string;

  @Column('uuid')
  readonly reporterId!: string;

  /** A code of RULES. */
  @Column('text')
  readonly reason!: string;

  @Column('text', { default: '' })
  readonly detail!: string;

  @Column('text', { default: 'open' })
  status!: 'open' | 'upheld' | 'dismissed';

  @Column('uuid', { nullable: true })
  claimedBy!: string | null;

  @Instant({ nullable: true })
  claimedAt!: Date | null;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Instant({ nullable: true })
  decidedAt!: Date | null;

  @CreatedAt()
  readonly createdAt!: Date;
}
