import { ApiProperty } from '@nestjs/swagger';
import {
  AUTHOR_TIES,
  type CaseNoteContent,
  type CaseNoteDetail,
  type CaseNoteReceipt,
  type CaseNoteRow,
  codesOf,
  CONFIDENCES,
  disagreementsIn,
  DOCUMENT_KINDS,
  LOSS_REASONS,
  DOCUMENT_LICENCES,
  LICENCES,
  missingFrom,
  MONEY_KINDS,
  type MoneyContent,
  type OutcomeRow,
  PERS,
  LAWFUL_HELP_KINDS,
  POLITICAL_TAGS,
  RESULTS,
  VERDICTS,
} from '#libs/case-notes';
import { firstNameOf } from '#libs/people';
import { ROUTES } from '#libs/taxonomy';
import { AuthorResource, MoneyResource } from '../threads/post.resource.ts';

const STATUSES = ['draft', 'submitted', 'published', 'withdrawn', 'superseded'];

class CouncilResource {
  @ApiProperty({ example: 'DEV' })
  readonly code!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly fictional!: boolean;
}

class SpinOutResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly fictional!: boolean;
}

export class OutcomeResource {
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly unit!: string;
  @ApiProperty({ enum: ['up', 'down'], description: 'Which way is better' })
  readonly better!: string;
  @ApiProperty({ type: String, nullable: true, example: '14.2' })
  readonly baselineValue!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2022-23' })
  readonly baselinePeriod!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly laterValue!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly laterPeriod!: string | null;
  @ApiProperty({ enum: ['better', 'same', 'worse', 'unknown'], description: 'Computed from the values' })
  readonly verdict!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly source!: string | null;
  @ApiProperty({ enum: CONFIDENCES })
  readonly confidence!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly comparator!: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Until this day for the author and moderators',
  })
  readonly confidentialUntil!: string | null;
}

export class MoneyFigureResource {
  @ApiProperty({ enum: codesOf(MONEY_KINDS) })
  readonly kind!: string;
  @ApiProperty()
  readonly label!: string;
  @ApiProperty({ type: MoneyResource })
  readonly amount!: MoneyResource;
  @ApiProperty({ enum: codesOf(PERS) })
  readonly per!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly from!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly to!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What it is compared with' })
  readonly basis!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly source!: string | null;
  @ApiProperty({ enum: CONFIDENCES })
  readonly confidence!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly netOf!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly whoSaves!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly attribution!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The stage in which it was spent or saved' })
  readonly stage!: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Until this day for the author and moderators',
  })
  readonly confidentialUntil!: string | null;
}

export class OptionResource {
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly description!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '74' })
  readonly score!: string | null;
  @ApiProperty({ enum: ['yes', 'no'] })
  readonly chosen!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly why!: string | null;
}

export class CapacityResource {
  @ApiProperty()
  readonly stage!: string;
  @ApiProperty()
  readonly role!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly daysPerWeek!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly months!: string | null;
}

export class DocumentResource {
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly address!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly description!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly date!: string | null;
  @ApiProperty({ enum: codesOf(DOCUMENT_KINDS) })
  readonly kind!: string;
  @ApiProperty({ enum: codesOf(DOCUMENT_LICENCES) })
  readonly licence!: string;
}

export class PersonToAskResource {
  @ApiProperty({ description: 'A role, no name' })
  readonly role!: string;
}

export class DisagreementResource {
  @ApiProperty({ enum: ['outcomes', 'money'] })
  readonly kind!: string;
  @ApiProperty({ description: 'What both figures are about' })
  readonly about!: string;
  @ApiProperty({ type: [Number], description: 'The places of the two in that list, from 0' })
  readonly figures!: number[];
}

export class CaseNoteListItemResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The page of this note' })
  readonly url!: string;
  @ApiProperty()
  readonly summary!: string;
  @ApiProperty({ enum: STATUSES })
  readonly status!: string;
  @ApiProperty({ description: 'Whether outcome and money are both there with a source; else it is an outline' })
  readonly evidenced!: boolean;
  @ApiProperty({ enum: VERDICTS, description: 'Over all outcomes, computed' })
  readonly verdict!: string;
  @ApiProperty({ type: MoneyResource, nullable: true, description: 'The headline saving. Null: not known' })
  readonly saving!: MoneyResource | null;
  @ApiProperty({ type: String, enum: codesOf(PERS), nullable: true })
  readonly savingPer!: string | null;
  @ApiProperty({ enum: CONFIDENCES, description: 'The weaker of the first outcome and the headline saving' })
  readonly evidenceGrade!: string;
  @ApiProperty({ type: [String] })
  readonly serviceAreas!: string[];
  @ApiProperty({ type: [String] })
  readonly topics!: string[];
  @ApiProperty({ type: String, nullable: true })
  readonly stage!: string | null;
  @ApiProperty({ type: String, enum: codesOf(RESULTS), nullable: true })
  readonly result!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly legalForm!: string | null;
  @ApiProperty({
    type: String,
    enum: Object.keys(ROUTES),
    nullable: true,
    description: 'How the service was contracted',
  })
  readonly route!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly councilCode!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly councilName!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly nation!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly lastCheckedOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly goodUntil!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly publishedAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly updatedAt!: string;
  @ApiProperty({ description: 'Members, or a moderator, say that it is out of date' })
  readonly doubted!: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Where a moderator upheld a dispute' })
  readonly disputedSince!: string | null;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

export class CaseNoteListResource {
  @ApiProperty({ type: [CaseNoteListItemResource] })
  readonly items!: CaseNoteListItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class NoteLinkResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly url!: string;
}

export class CaseNoteResource extends CaseNoteListItemResource {
  @ApiProperty({ type: AuthorResource })
  readonly author!: AuthorResource;
  @ApiProperty({ enum: codesOf(AUTHOR_TIES) })
  readonly authorTie!: string;
  @ApiProperty({ type: String, enum: codesOf(LOSS_REASONS), nullable: true, description: 'Of a lost bid or contract' })
  readonly lossReason!: string | null;
  @ApiProperty({ type: CouncilResource, nullable: true })
  readonly council!: CouncilResource | null;
  @ApiProperty({ type: SpinOutResource, nullable: true })
  readonly spinOut!: SpinOutResource | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly periodFrom!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly periodTo!: string | null;
  @ApiProperty({ type: [OutcomeResource] })
  readonly outcomes!: OutcomeResource[];
  @ApiProperty({ type: String, nullable: true, description: 'In place of outcomes: why nobody knows' })
  readonly whyNotKnown!: string | null;
  @ApiProperty({ type: [MoneyFigureResource] })
  readonly money!: MoneyFigureResource[];
  @ApiProperty({ description: 'Markdown' })
  readonly whatHappened!: string;
  @ApiProperty({ description: 'The same, rendered and sanitised' })
  readonly whatHappenedHtml!: string;
  @ApiProperty({ description: 'Markdown' })
  readonly whatWentWrong!: string;
  @ApiProperty({ description: 'The same, rendered and sanitised' })
  readonly whatWentWrongHtml!: string;
  @ApiProperty({ description: 'Markdown' })
  readonly whatWeWouldDoAgain!: string;
  @ApiProperty({ description: 'The same, rendered and sanitised' })
  readonly whatWeWouldDoAgainHtml!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly costOfDoingNothing!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly lawfulHelp!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly politicalContext!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '15' })
  readonly doneWhileCuttingPercent!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly decision!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly whyNow!: string | null;
  @ApiProperty({ type: [OptionResource], description: 'What was considered, chosen or not' })
  readonly options!: OptionResource[];
  @ApiProperty({ type: [CapacityResource] })
  readonly capacity!: CapacityResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly tacticsUsed!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly objectionsMet!: string | null;
  @ApiProperty({ type: [DocumentResource] })
  readonly documents!: DocumentResource[];
  @ApiProperty({ type: [PersonToAskResource] })
  readonly peopleToAsk!: PersonToAskResource[];
  @ApiProperty({ enum: codesOf(POLITICAL_TAGS), isArray: true })
  readonly politicalTags!: string[];
  @ApiProperty({ enum: codesOf(LAWFUL_HELP_KINDS), isArray: true, description: '`none` stands alone' })
  readonly lawfulHelpKinds!: string[];
  @ApiProperty({ description: 'To be published as evidenced, or not at all' })
  readonly claimsEvidenced!: boolean;
  @ApiProperty({
    type: [DisagreementResource],
    description: 'Figures on one measure and time that differ by more than 10 %',
  })
  readonly disagreements!: DisagreementResource[];
  @ApiProperty({ type: [String], description: 'What would make the note more specific, in words' })
  readonly missing!: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The published note this is to replace' })
  readonly replaces!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For the author and moderators' })
  readonly reviewComment!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly withdrawnReason!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly withdrawnAt!: string | null;
  @ApiProperty({ type: String, enum: ['author', 'moderator'], nullable: true })
  readonly withdrawnBy!: string | null;
  @ApiProperty({ type: NoteLinkResource, nullable: true, description: 'The note to read in place of a withdrawn one' })
  readonly replacedBy!: NoteLinkResource | null;
  @ApiProperty({ enum: codesOf(LICENCES), example: 'CC BY 4.0' })
  readonly licence!: string;
  @ApiProperty({ example: 'en' })
  readonly lang!: string;
  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class CaseNoteReceiptResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: STATUSES })
  readonly status!: string;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty()
  readonly url!: string;
}

const gbp = (amount: string): MoneyResource => ({ amount, currency: 'GBP' });

export const toCaseNoteListItemResource = (note: CaseNoteRow): CaseNoteListItemResource => ({
  id: note.id,
  title: note.title,
  url: `/case-notes/${note.id}`,
  summary: note.summary,
  status: note.status,
  evidenced: note.evidenced,
  verdict: note.verdict,
  saving: note.savingAmount === null ? null : gbp(note.savingAmount),
  savingPer: note.savingPer,
  evidenceGrade: note.evidenceGrade,
  serviceAreas: note.serviceAreas,
  topics: note.topics,
  stage: note.stage,
  result: note.result,
  legalForm: note.legalForm,
  route: note.route,
  councilCode: note.councilCode,
  councilName: note.councilName,
  nation: note.nation,
  lastCheckedOn: note.lastCheckedOn,
  goodUntil: note.goodUntil,
  publishedAt: note.publishedAt && note.publishedAt.toISOString(),
  updatedAt: note.updatedAt.toISOString(),
  doubted: note.doubted,
  disputedSince: note.disputedSince,
  fictional: note.fictional,
  version: note.version,
});

const toNoteLinkResource = ({ id, title }: { id: string; title: string }): NoteLinkResource => ({
  id,
  title,
  url: `/case-notes/${id}`,
});

export const toCaseNoteResource = (note: CaseNoteDetail): CaseNoteResource => ({
  ...toCaseNoteListItemResource(note),
  author: {
    id: note.authorId,
    name: firstNameOf(note.authorName),
    role: note.authorRole,
    organisation: note.authorOrganisation,
    paidAdviser: note.authorRole === 'paid_adviser',
    fictional: note.authorFictional,
  },
  authorTie: note.authorTie,
  lossReason: note.lossReason,
  council: note.council && {
    code: note.council.code ?? '',
    name: note.council.name,
    fictional: note.council.fictional,
  },
  spinOut: note.spinOut && { id: note.spinOut.id, name: note.spinOut.name, fictional: note.spinOut.fictional },
  periodFrom: note.periodFrom,
  periodTo: note.periodTo,
  outcomes: note.outcomes.map(toOutcomeResource),
  whyNotKnown: note.whyNotKnown,
  money: note.money.map(toMoneyFigureResource),
  whatHappened: note.whatHappened,
  whatHappenedHtml: note.whatHappenedHtml,
  whatWentWrong: note.whatWentWrong,
  whatWentWrongHtml: note.whatWentWrongHtml,
  whatWeWouldDoAgain: note.whatWeWouldDoAgain,
  whatWeWouldDoAgainHtml: note.whatWeWouldDoAgainHtml,
  costOfDoingNothing: note.costOfDoingNothing,
  lawfulHelp: note.lawfulHelp,
  politicalContext: note.politicalContext,
  doneWhileCuttingPercent: note.doneWhileCuttingPercent,
  ...partsResource(note),
  disagreements: disagreementsIn(note).map(({ kind, about, figures }) => ({ kind, about, figures: [...figures] })),
  missing: note.status === 'withdrawn' ? [] : missingFrom(note),
  replaces: note.replacesId,
  reviewComment: note.reviewComment,
  withdrawnReason: note.withdrawnReason,
  withdrawnAt: note.withdrawnAt && note.withdrawnAt.toISOString(),
  withdrawnBy: note.withdrawnBy,
  replacedBy: note.replacedBy && toNoteLinkResource(note.replacedBy),
  licence: note.licence,
  lang: note.lang,
  createdAt: note.createdAt.toISOString(),
});

export const toReceiptResource = ({ id, status, version }: CaseNoteReceipt): CaseNoteReceiptResource => ({
  id,
  status,
  version,
  url: `/case-notes/${id}`,
});

type Parts = Pick<
  CaseNoteContent,
  | 'decision'
  | 'whyNow'
  | 'options'
  | 'capacity'
  | 'tacticsUsed'
  | 'objectionsMet'
  | 'documents'
  | 'peopleToAsk'
  | 'politicalTags'
  | 'lawfulHelpKinds'
  | 'claimsEvidenced'
>;

/** A version that was kept before there were these parts has none of them. */
const partsResource = (content: Partial<Parts>) => ({
  decision: content.decision ?? null,
  whyNow: content.whyNow ?? null,
  options: (content.options ?? []).map(({ name, description, score, chosen, why }) => ({
    name,
    description,
    score,
    chosen,
    why,
  })),
  capacity: (content.capacity ?? []).map(({ stage, role, daysPerWeek, months }) => ({
    stage,
    role,
    daysPerWeek,
    months,
  })),
  tacticsUsed: content.tacticsUsed ?? null,
  objectionsMet: content.objectionsMet ?? null,
  documents: (content.documents ?? []).map(({ title, address, description, date, kind, licence }) => ({
    title,
    address,
    description,
    date,
    kind,
    licence: licence ?? 'all-rights-reserved',
  })),
  peopleToAsk: (content.peopleToAsk ?? []).map(({ role }) => ({ role })),
  politicalTags: [...(content.politicalTags ?? [])],
  lawfulHelpKinds: [...(content.lawfulHelpKinds ?? [])],
  claimsEvidenced: content.claimsEvidenced ?? false,
});

/** A whitelist, and the figures as the note itself gives them. */
export const contentResource = (content: CaseNoteContent): Record<string, unknown> => ({
  title: content.title,
  summary: content.summary,
  council: content.council,
  spinOut: content.spinOut,
  serviceAreas: content.serviceAreas,
  topics: content.topics,
  stage: content.stage,
  result: content.result,
  legalForm: content.legalForm,
  // A version that was kept before there were these has none.
  route: content.route ?? null,
  lossReason: content.lossReason ?? null,
  periodFrom: content.periodFrom,
  periodTo: content.periodTo,
  outcomes: (content.outcomes as OutcomeRow[]).map(toOutcomeResource),
  whyNotKnown: content.whyNotKnown,
  money: content.money.map(toMoneyFigureResource),
  whatHappened: content.whatHappened,
  whatWentWrong: content.whatWentWrong,
  whatWeWouldDoAgain: content.whatWeWouldDoAgain,
  costOfDoingNothing: content.costOfDoingNothing,
  lawfulHelp: content.lawfulHelp,
  politicalContext: content.politicalContext,
  doneWhileCuttingPercent: content.doneWhileCuttingPercent,
  authorTie: content.authorTie,
  licence: content.licence ?? 'CC BY 4.0',
  ...partsResource(content),
});

export const toOutcomeResource = (outcome: OutcomeRow): OutcomeResource => ({
  name: outcome.name,
  unit: outcome.unit,
  better: outcome.better,
  baselineValue: outcome.baselineValue,
  baselinePeriod: outcome.baselinePeriod,
  laterValue: outcome.laterValue,
  laterPeriod: outcome.laterPeriod,
  verdict: outcome.verdict,
  source: outcome.source,
  confidence: outcome.confidence,
  comparator: outcome.comparator ?? null,
  confidentialUntil: outcome.confidentialUntil ?? null,
});

export const toMoneyFigureResource = (figure: MoneyContent): MoneyFigureResource => ({
  kind: figure.kind,
  label: figure.label,
  amount: gbp(figure.amount),
  per: figure.per,
  from: figure.from,
  to: figure.to,
  basis: figure.basis,
  source: figure.source,
  confidence: figure.confidence,
  netOf: figure.netOf ?? null,
  whoSaves: figure.whoSaves ?? null,
  attribution: figure.attribution ?? null,
  stage: figure.stage ?? null,
  confidentialUntil: figure.confidentialUntil ?? null,
});
