import { ApiProperty } from '@nestjs/swagger';
import {
  ENDED_HOW,
  NEXT_PROVIDER_KINDS,
  type ParentRow,
  PROFILE_FIELDS,
  type SpinOutPage,
  type SpinOutRow,
} from '#libs/organisations';
import { LEGAL_FORMS, NATIONS, STAGES } from '#libs/taxonomy';
import { CouncilNoteResource } from './council.resource.ts';
import { MemberCountsResource } from './organisation.resource.ts';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const DAY_OR_NULL = { type: String, format: 'date', nullable: true } as const;

export class ParentResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly kind!: string;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'The code of a council, for /councils/:code' })
  readonly councilCode!: string | null;
  @ApiProperty()
  readonly name!: string;
}

export class StageEventResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: Object.keys(STAGES) })
  readonly stage!: string;
  @ApiProperty({ format: 'date' })
  readonly happenedOn!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly note!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'What shows it; null: there is no evidence' })
  readonly source!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly sourceUrl!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(ENDED_HOW) })
  readonly endedHow!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(NEXT_PROVIDER_KINDS) })
  readonly nextProviderKind!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly recordedAt!: string;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

export class ProfileSourceResource {
  @ApiProperty({ enum: Object.keys(PROFILE_FIELDS) })
  readonly field!: string;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Null: there is no evidence' })
  readonly source!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly sourceUrl!: string | null;
  @ApiProperty({ format: 'date', description: 'The day on which the source says so' })
  readonly asAt!: string;
  @ApiProperty({ format: 'date-time' })
  readonly recordedAt!: string;
}

export class SpinOutSummaryResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ type: ParentResource, nullable: true, description: 'The body that it left' })
  readonly parent!: ParentResource | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: [...NATIONS] })
  readonly nation!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(LEGAL_FORMS) })
  readonly legalForm!: string | null;
  @ApiProperty({ type: [String] })
  readonly serviceAreas!: string[];
  @ApiProperty({ enum: Object.keys(STAGES) })
  readonly stage!: string;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly staff!: number | null;
  @ApiProperty({ ...DAY_OR_NULL })
  readonly wentLiveOn!: string | null;
  @ApiProperty({ ...DAY_OR_NULL })
  readonly endedOn!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(ENDED_HOW) })
  readonly endedHow!: string | null;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ description: 'The page of this spin-out' })
  readonly url!: string;
}

export class SpinOutListItemResource extends SpinOutSummaryResource {
  @ApiProperty({ type: 'integer' })
  readonly caseNoteCount!: number;
}

export class SpinOutListResource {
  @ApiProperty({ type: [SpinOutListItemResource] })
  readonly items!: SpinOutListItemResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: string | null;
}

export class SpinOutDetailResource extends SpinOutSummaryResource {
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly summary!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly website!: string | null;
  @ApiProperty({ ...DAY_OR_NULL, description: 'Since when it has its legal form, where its forms are on record' })
  readonly legalFormFrom!: string | null;
  @ApiProperty({ type: ParentResource, nullable: true, description: 'The organisation that it became part of' })
  readonly succeededBy!: ParentResource | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(NEXT_PROVIDER_KINDS), description: 'Who runs the service now' })
  readonly nextProviderKind!: string | null;
  @ApiProperty({ type: [StageEventResource], description: 'Oldest first' })
  readonly stageEvents!: StageEventResource[];
  @ApiProperty({ type: [ProfileSourceResource], description: 'Where what the profile says comes from' })
  readonly sources!: ProfileSourceResource[];
  @ApiProperty({ type: [CouncilNoteResource], description: 'The newest ten' })
  readonly caseNotes!: CouncilNoteResource[];
  @ApiProperty({ type: MemberCountsResource, nullable: true, description: 'Null: you are not signed in' })
  readonly members!: MemberCountsResource | null;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

const parent = ({ id, kind, code, name }: ParentRow): ParentResource => ({ id, kind, councilCode: code, name });

const summary = (spinOut: Omit<SpinOutRow, 'caseNotes'>): SpinOutSummaryResource => ({
  id: spinOut.id,
  name: spinOut.name,
  parent: spinOut.parent && parent(spinOut.parent),
  nation: spinOut.nation,
  legalForm: spinOut.legalForm,
  serviceAreas: spinOut.serviceAreas,
  stage: spinOut.stage,
  staff: spinOut.staff,
  wentLiveOn: spinOut.wentLiveOn,
  endedOn: spinOut.endedOn,
  endedHow: spinOut.endedHow,
  fictional: spinOut.fictional,
  url: `/spin-outs/${spinOut.id}`,
});

export const toSpinOutListItemResource = (spinOut: SpinOutRow): SpinOutListItemResource => ({
  ...summary(spinOut),
  caseNoteCount: spinOut.caseNotes,
});

/** JSON in SQL gives a moment with its offset. */
const moment = (at: string): string => new Date(at).toISOString();

export const toSpinOutDetailResource = (spinOut: SpinOutPage): SpinOutDetailResource => ({
  ...summary(spinOut),
  summary: spinOut.summary,
  website: spinOut.website,
  legalFormFrom: spinOut.legalFormFrom,
  succeededBy: spinOut.succeededBy && parent(spinOut.succeededBy),
  nextProviderKind: spinOut.nextProviderKind,
  stageEvents: spinOut.stageEvents.map((event) => ({
    id: event.id,
    stage: event.stage,
    happenedOn: event.happenedOn,
    note: event.note,
    source: event.source,
    sourceUrl: event.sourceUrl,
    endedHow: event.endedHow,
    nextProviderKind: event.nextProviderKind,
    recordedAt: moment(event.recordedAt),
    version: event.version,
  })),
  sources: spinOut.sources.map(({ field, source, sourceUrl, asAt, recordedAt }) => ({
    field,
    source,
    sourceUrl,
    asAt,
    recordedAt: moment(recordedAt),
  })),
  caseNotes: spinOut.caseNotes.map(({ id, title }) => ({ id, title, url: `/case-notes/${id}` })),
  members: spinOut.members,
  version: spinOut.version,
});
