import { ApiProperty } from '@nestjs/swagger';
import { firstNameOf } from '#libs/people';
import {
  ANSWER_SIDES,
  failsMoreThanNot,
  OBJECTION_RESULTS,
  type ObjectionPage,
  type ObjectionRow,
  shareAccepted,
  type TacticPage,
  type TacticRow,
  TRIED,
} from '#libs/tactics';
import { CreditResource } from '../guidance/guidance.resource.ts';

const RESULTS = Object.keys(TRIED);
const STATUSES = ['draft', 'published', 'withdrawn'];

class SubjectResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ description: 'The page' })
  readonly url!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ type: [String] })
  readonly serviceAreas!: string[];
  @ApiProperty({ type: [String] })
  readonly topics!: string[];
  @ApiProperty({ type: String, nullable: true })
  readonly stage!: string | null;
  @ApiProperty({ enum: STATUSES })
  readonly status!: string;
  @ApiProperty({ enum: ['en', 'cy'] })
  readonly lang!: string;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly publishedAt!: string | null;
}

export class TallyResource {
  @ApiProperty({ type: 'integer' })
  readonly worked!: number;
  @ApiProperty({ type: 'integer' })
  readonly partly!: number;
  @ApiProperty({ type: 'integer' })
  readonly failed!: number;
  @ApiProperty({ description: 'More than half of those who tried it say that it failed' })
  readonly failedForMost!: boolean;
}

export class TacticListItemResource extends SubjectResource {
  @ApiProperty()
  readonly situation!: string;
  @ApiProperty()
  readonly move!: string;
  @ApiProperty({ type: TallyResource })
  readonly tried!: TallyResource;
}

class TriedContextResource {
  @ApiProperty({ enum: RESULTS })
  readonly result!: string;
  @ApiProperty()
  readonly context!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
  @ApiProperty()
  readonly fictional!: boolean;
}

class MineResource {
  @ApiProperty({ enum: RESULTS })
  readonly result!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly context!: string | null;
}

class LinkedResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly url!: string;
}

export class TacticResource extends TacticListItemResource {
  @ApiProperty({ description: 'What shows that it worked; empty: nothing yet' })
  readonly evidence!: string;
  @ApiProperty({ description: 'When it backfired; empty: not known to have' })
  readonly backfired!: string;
  @ApiProperty({ type: CreditResource })
  readonly author!: CreditResource;
  @ApiProperty({ type: [TriedContextResource], description: 'Newest first, at most 50' })
  readonly contexts!: TriedContextResource[];
  @ApiProperty({ type: MineResource, nullable: true, description: 'What you said' })
  readonly mine!: MineResource | null;
  @ApiProperty({ type: [LinkedResource], description: 'Objections that it answers' })
  readonly objections!: LinkedResource[];
}

export class TacticListResource {
  @ApiProperty({ type: [TacticListItemResource] })
  readonly items!: TacticListItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

class ResultsResource {
  @ApiProperty({ type: 'integer' })
  readonly accepted!: number;
  @ApiProperty({ type: 'integer' })
  readonly deferred!: number;
  @ApiProperty({ type: 'integer' })
  readonly refused!: number;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Whole per cent; null where there are fewer than three',
  })
  readonly shareAccepted!: number | null;
}

export class ObjectionListItemResource extends SubjectResource {
  @ApiProperty({ description: 'What is behind it' })
  readonly behind!: string;
  @ApiProperty({ type: ResultsResource })
  readonly results!: ResultsResource;
}

class ObjectionAnswerResource {
  @ApiProperty({
    enum: Object.keys(ANSWER_SIDES),
    description: 'for: it answers the objection; against: where that is right',
  })
  readonly side!: string;
  @ApiProperty()
  readonly text!: string;
}

class MeetingResource {
  @ApiProperty({ enum: Object.keys(OBJECTION_RESULTS) })
  readonly result!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly note!: string | null;
  @ApiProperty({ type: LinkedResource })
  readonly caseNote!: LinkedResource;
}

export class ObjectionResource extends ObjectionListItemResource {
  @ApiProperty({ type: [ObjectionAnswerResource] })
  readonly answers!: ObjectionAnswerResource[];
  @ApiProperty({ type: CreditResource })
  readonly author!: CreditResource;
  @ApiProperty({ type: [LinkedResource] })
  readonly tactics!: LinkedResource[];
  @ApiProperty({ type: [MeetingResource] })
  readonly meetings!: MeetingResource[];
}

export class ObjectionListResource {
  @ApiProperty({ type: [ObjectionListItemResource] })
  readonly items!: ObjectionListItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

const subject = (
  section: 'tactics' | 'objections',
  {
    id,
    title,
    serviceAreas,
    topics,
    stage,
    status,
    lang,
    fictional,
    publishedAt,
  }: TacticRow | Omit<ObjectionRow, 'tactics'>,
): SubjectResource => ({
  id,
  url: `/${section}/${id}`,
  title,
  serviceAreas,
  topics,
  stage,
  status,
  lang,
  fictional,
  publishedAt: publishedAt?.toISOString() ?? null,
});

const linked = (section: string, { id, title }: { id: string; title: string }): LinkedResource => ({
  id,
  title,
  url: `/${section}/${id}`,
});

export const toTacticListItemResource = (row: TacticRow): TacticListItemResource => ({
  ...subject('tactics', row),
  situation: row.situation,
  move: row.move,
  tried: { ...row.tried, failedForMost: failsMoreThanNot(row.tried) },
});

export const toTacticResource = (page: TacticPage): TacticResource => ({
  ...toTacticListItemResource(page),
  evidence: page.evidence,
  backfired: page.backfired,
  author: { name: firstNameOf(page.authorName), role: page.authorRole, fictional: page.authorFictional },
  contexts: page.contexts.map(({ result, context, role, fictional }) => ({ result, context, role, fictional })),
  mine: page.mine,
  objections: page.objections.map((objection) => linked('objections', objection)),
});

export const toObjectionListItemResource = (row: Omit<ObjectionRow, 'tactics'>): ObjectionListItemResource => ({
  ...subject('objections', row),
  behind: row.behind,
  results: { ...row.results, shareAccepted: shareAccepted(row.results) },
});

export const toObjectionResource = (page: ObjectionPage): ObjectionResource => ({
  ...toObjectionListItemResource(page),
  answers: page.answers,
  author: { name: firstNameOf(page.authorName), role: page.authorRole, fictional: page.authorFictional },
  tactics: page.tactics.map((tactic) => linked('tactics', tactic)),
  meetings: page.meetings.map(({ result, note, caseNote }) => ({
    result,
    note,
    caseNote: linked('case-notes', caseNote),
  })),
});
