import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

/** Income from one payer under one agreement. Amounts are pounds as text. */
@Entity('contracts')
export class Contract {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;
  @Column('uuid')
  readonly spinOutId!: string;
  @Column('text')
  readonly payer!: string;
  @Column('uuid', { nullable: true })
  readonly payerId!: string | null;
  @Column('text')
  readonly title!: string;
  @Column('text', { nullable: true })
  readonly serviceArea!: string | null;
  @Column('numeric', { precision: 14, scale: 2, nullable: true })
  readonly annualValue!: string | null;
  @Column('numeric', { precision: 14, scale: 2, nullable: true })
  readonly totalValue!: string | null;
  @Column('text', { default: 'GBP' })
  readonly currency!: string;
  @Column('text', { default: 'reported' })
  readonly valueBasis!: string;
  @Column('date')
  readonly startsOn!: string;
  @Column('date', { nullable: true })
  readonly endsOn!: string | null;
  @Column('date', { nullable: true })
  readonly extensionTo!: string | null;
  @Column('boolean', { default: false })
  readonly extensionCertain!: boolean;
  @Column('integer', { nullable: true })
  readonly noticePeriodMonths!: number | null;
  @Column('text')
  readonly route!: string;
  @Column('text', { nullable: true })
  readonly reservedBasis!: string | null;
  @Column('boolean', { default: false })
  readonly lightTouch!: boolean;
  @Column('text', { default: 'prime' })
  readonly role!: string;
  @Column('text', { default: 'self' })
  readonly source!: string;
  @Column('text', { nullable: true })
  readonly ocid!: string | null;
  @Column('text', { nullable: true })
  readonly noticeUrl!: string | null;
  @Column('text', { nullable: true })
  readonly novatedTo!: string | null;
  @Column('uuid', { nullable: true })
  readonly novatedToId!: string | null;
  @Column('date', { nullable: true })
  readonly novatedOn!: string | null;
  @Column('text', { nullable: true })
  readonly endedReason!: string | null;
  @Column('text', { nullable: true })
  readonly nextProviderKind!: string | null;
  @Column('date', { nullable: true })
  readonly confidentialUntil!: string | null;
  @Column('integer', { default: 1 })
  readonly version!: number;
  @Column('uuid', { nullable: true })
  readonly createdBy!: string | null;
  @CreatedAt()
  readonly createdAt!: Date;
  @Instant({ default: () => 'now()' })
  readonly updatedAt!: Date;
}
