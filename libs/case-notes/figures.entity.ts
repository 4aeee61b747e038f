import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Confidence, type Per } from './case-note.entity.ts';

export type MoneyKind = 'saving' | 'cost' | 'setup' | 'investment' | 'price';

/** One measure of the service, before and after. Its verdict is the database's: computed, never typed. */
@Entity('outcome_measures')
export class OutcomeMeasure {
  @PrimaryColumn('uuid')
  readonly caseNoteId!: string;

  /** 1, 2, 3…: the author's order. */
  @PrimaryColumn('int')
  readonly position!: number;

  @Column('text')
  readonly name!: string;

  @Column('text', { default: '' })
  readonly unit!: string;

  @Column('text')
  readonly better!: 'up' | 'down';

  @Column('numeric', { precision: 16, scale: 4, nullable: true })
  readonly baselineValue!: string | null;

  @Column('text', { nullable: true })
  readonly baselinePeriod!: string | null;

  @Column('numeric', { precision: 16, scale: 4, nullable: true })
  readonly laterValue!: string | null;

  @Column('text', { nullable: true })
  readonly laterPeriod!: string | null;

  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Column('text', { default: 'none' })
  readonly confidence!: Confidence;

  @Column('text', { nullable: true })
  readonly comparator!: string | null;

  /** Until this day only the author and moderators read it. */
  @Column('date', { nullable: true })
  readonly confidentialUntil!: string | null;
}

/** One figure of money, in pounds. */
@Entity('money_figures')
export class MoneyFigure {
  @PrimaryColumn('uuid')
  readonly caseNoteId!: string;

  @PrimaryColumn('int')
  readonly position!: number;

  @Column('text')
  readonly kind!: MoneyKind;

  @Column('text')
  readonly label!: string;

  @Column('numeric', { precision: 14, scale: 2 })
  readonly amount!: string;

  @Column('text')
  readonly per!: Per;

  @Column('date', { nullable: true })
  readonly fromOn!: string | null;

  @Column('date', { nullable: true })
  readonly toOn!: string | null;

  /** What it is compared with. */
  @Column('text', { nullable: true })
  readonly basis!: string | null;

  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Column('text', { default: 'none' })
  readonly confidence!: Confidence;

  @Column('text', { nullable: true })
  readonly netOf!: string | null;

  @Column('text', { nullable: true })
  readonly whoSaves!: string | null;

  @Column('text', { nullable: true })
  readonly attribution!: string | null;

  @Column('text', { nullable: true })
  readonly stage!: string | null;

  /** Until this day only the author and moderators read it. */
  @Column('date', { nullable: true })
  readonly confidentialUntil!: string | null;
}
