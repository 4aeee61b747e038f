import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Instant } from '#libs/platform/database';

export type CaseNoteStatus = 'draft' | 'submitted' | 'published' | 'withdrawn' | 'superseded';
export type CaseResult =
  'went-ahead' | 'in-progress' | 'decided-not-to' | 'insourced' | 'merged' | 'lost-bid' | 'lost-contract' | 'closed';
export type LossReason = 'price' | 'quality' | 'standing' | 'other';
export type AuthorTie = 'staff' | 'commissioner' | 'adviser_paid' | 'adviser_unpaid' | 'none';
export type Verdict = 'better' | 'same' | 'worse' | 'mixed' | 'unknown';
export type Confidence = 'audited' | 'inspected' | 'commissioner' | 'self' | 'media' | 'none';
export type Per = 'year' | 'once' | 'contract';

export type Licence = 'CC BY 4.0' | 'CC BY-SA 4.0' | 'CC0 1.0' | 'OGL 3.0';
/** A document is somebody else's: mostly its owner keeps every right. */
export type DocumentLicence = Licence | 'all-rights-reserved';

export type DocumentKind = 'report' | 'minutes' | 'accounts' | 'contract' | 'evaluation' | 'media' | 'other';

export interface OptionContent {
  readonly name: string;
  readonly description: string | null;
  /** A decimal text. */
  readonly score: string | null;
  readonly chosen: 'yes' | 'no';
  readonly why: string | null;
}

export interface CapacityContent {
  readonly stage: string;
  readonly role: string;
  readonly daysPerWeek: string | null;
  readonly months: string | null;
}

export interface DocumentContent {
  readonly title: string;
  readonly address: string | null;
  readonly description: string | null;
  readonly date: string | null;
  readonly kind: DocumentKind;
  readonly licence: DocumentLicence;
}

/** What one team did. CaseNotesService keeps the five columns of the evidence in step with the figures' own rows. */
@Entity('case_notes')
export class CaseNote {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string;

  @Column('text')
  title!: string;

  @Column('text', { default: '' })
  summary!: string;

  @Column('uuid')
  readonly authorId!: string;

  /** As it was when the note was written. */
  @Column('text', { nullable: true })
  readonly authorOrganisation!: string | null;

  @Column('text', { default: 'none' })
  authorTie!: AuthorTie;

  @Column('uuid', { nullable: true })
  councilId!: string | null;

  @Column('uuid', { nullable: true })
  spinOutId!: string | null;

  @Column('text', { array: true, default: '{}' })
  serviceAreas!: string[];

  @Column('text', { array: true, default: '{}' })
  topics!: string[];

  @Column('text', { nullable: true })
  stage!: string | null;

  @Column('text', { nullable: true })
  result!: CaseResult | null;

  @Column('text', { nullable: true })
  legalForm!: string | null;

  /** How the service was contracted. */
  @Column('text', { nullable: true })
  route!: string | null;

  /** Only where a bid or the contract was lost. */
  @Column('text', { nullable: true })
  lossReason!: LossReason | null;

  /** Days, "2026-04-01". */
  @Column('date', { nullable: true })
  periodFrom!: string | null;

  @Column('date', { nullable: true })
  periodTo!: string | null;

  @Column('text', { default: '' })
  whatHappened!: string;

  @Column('text', { default: '' })
  whatWentWrong!: string;

  @Column('text', { default: '' })
  whatWeWouldDoAgain!: string;

  /** Made from the three texts by the sanitising renderer, once. */
  @Column('text', { default: '' })
  whatHappenedHtml!: string;

  @Column('text', { default: '' })
  whatWentWrongHtml!: string;

  @Column('text', { default: '' })
  whatWeWouldDoAgainHtml!: string;

  /** In place of outcomes: why nobody knows whether the service got worse. */
  @Column('text', { nullable: true })
  whyNotKnown!: string | null;

  @Column('text', { nullable: true })
  costOfDoingNothing!: string | null;

  @Column('text', { nullable: true })
  lawfulHelp!: string | null;

  @Column('text', { nullable: true })
  politicalContext!: string | null;

  @Column('numeric', { precision: 5, scale: 2, nullable: true })
  doneWhileCuttingPercent!: string | null;

  @Column('text', { nullable: true })
  decision!: string | null;

  @Column('text', { nullable: true })
  whyNow!: string | null;

  @Column('text', { nullable: true })
  tacticsUsed!: string | null;

  @Column('text', { nullable: true })
  objectionsMet!: string | null;

  @Column('jsonb', { default: '[]' })
  options!: OptionContent[];

  @Column('jsonb', { default: '[]' })
  capacity!: CapacityContent[];

  @Column('jsonb', { default: '[]' })
  documents!: DocumentContent[];

  @Column('jsonb', { default: '[]' })
  peopleToAsk!: { role: string }[];

  @Column('text', { array: true, default: '{}' })
  politicalTags!: string[];

  @Column('text', { array: true, default: '{}' })
  lawfulHelpKinds!: string[];

  @Column('boolean', { default: false })
  claimsEvidenced!: boolean;

  /** The next day on which a figure that is not to be known yet may be. */
  @Column('date', { nullable: true })
  figuresOpenOn!: string | null;

  @Column('boolean', { default: false })
  evidenced!: boolean;

  @Column('text', { default: 'unknown' })
  verdict!: Verdict;

  @Column('numeric', { precision: 14, scale: 2, nullable: true })
  savingAmount!: string | null;

  @Column('text', { nullable: true })
  savingPer!: Per | null;

  @Column('text', { default: 'none' })
  evidenceGrade!: Confidence;

  @Column('text', { default: 'draft' })
  status!: CaseNoteStatus;

  /** The published note whose place this text is meant to take. */
  @Column('uuid', { nullable: true })
  readonly replacesId!: string | null;

  @Column('text', { nullable: true })
  reviewComment!: string | null;

  @Column('text', { nullable: true })
  withdrawnReason!: string | null;

  @Column('text', { nullable: true })
  withdrawnBy!: 'author' | 'moderator' | null;

  /** The note to read in place of a withdrawn one. */
  @Column('uuid', { nullable: true })
  replacedById!: string | null;

  @Instant({ nullable: true })
  submittedAt!: Date | null;

  @Instant({ nullable: true })
  publishedAt!: Date | null;

  @Column('uuid', { nullable: true })
  publishedBy!: string | null;

  @Instant({ nullable: true })
  withdrawnAt!: Date | null;

  @Column('date', { nullable: true })
  lastCheckedOn!: string | null;

  @Column('date', { nullable: true })
  goodUntil!: string | null;

  @Column('text', { default: 'CC BY 4.0' })
  licence!: Licence;

  @Column('text', { default: 'en' })
  lang!: string;

  @Column('boolean', { default: false })
  fictional!: boolean;

  @Column('int', { default: 1 })
  version!: number;

  /** Computed by the database from the status. */
  @Column({ type: 'text', array: true, insert: false, update: false })
  readonly visibleTo!: string[];

  @CreatedAt()
  readonly createdAt!: Date;

  @Instant({ default: () => 'now()' })
  updatedAt!: Date;
}
