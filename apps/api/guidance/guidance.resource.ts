import { ApiProperty, OmitType } from '@nestjs/swagger';
import {
  freshness,
  type GuidancePageRow,
  type GuidanceRow,
  type GuidanceSourceRow,
  type GuidanceVersionRow,
} from '#libs/guidance';
import { firstNameOf } from '#libs/people';
import { postAddress } from '#libs/threads';

export class CreditResource {
  @ApiProperty({ description: 'The first name; the whole one is on the profile, for members' })
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly role!: string;
  @ApiProperty()
  readonly fictional!: boolean;
}

export class SourceCreditResource extends OmitType(CreditResource, ['role']) {
  @ApiProperty({ type: String, nullable: true, description: 'A code of the practitioner roles. Null: masked' })
  readonly role!: string | null;
}

export class GuidanceSourceResource {
  @ApiProperty({ enum: ['answer', 'case-note'] })
  readonly kind!: string;
  @ApiProperty({ type: SourceCreditResource })
  readonly credit!: SourceCreditResource;
  @ApiProperty({ type: String, nullable: true, description: 'Null: you may not read where this comes from' })
  readonly title!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly url!: string | null;
}

export class GuidanceListItemResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly slug!: string;
  @ApiProperty({ description: 'The page' })
  readonly url!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The short answer' })
  readonly summary!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly stage!: string | null;
  @ApiProperty({ type: [String] })
  readonly serviceAreas!: string[];
  @ApiProperty({ type: [String] })
  readonly topics!: string[];
  @ApiProperty({ enum: ['draft', 'published', 'withdrawn'] })
  readonly status!: string;
  @ApiProperty({ type: CreditResource })
  readonly owner!: CreditResource;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly lastCheckedOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly goodUntil!: string | null;
  @ApiProperty({
    enum: ['fresh', 'due', 'stale', 'never-checked'],
    description: 'due: within 30 days of goodUntil; stale: past it, or a moderator doubts it',
  })
  readonly freshness!: string;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly publishedAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly updatedAt!: string;
}

export class GuidanceListResource {
  @ApiProperty({ type: [GuidanceListItemResource] })
  readonly items!: GuidanceListItemResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

export class GuidanceResource extends GuidanceListItemResource {
  @ApiProperty({ description: 'Markdown' })
  readonly body!: string;
  @ApiProperty({ description: 'The same, rendered and sanitised' })
  readonly html!: string;
  @ApiProperty({ example: 'en' })
  readonly lang!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly lawAsAt!: string | null;
  @ApiProperty({ type: [GuidanceSourceResource] })
  readonly sources!: GuidanceSourceResource[];
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

export class GuidanceVersionResource {
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly summary!: string;
  @ApiProperty({ description: 'Markdown' })
  readonly body!: string;
  @ApiProperty({ description: 'What was changed, in the words of who changed it' })
  readonly note!: string;
  @ApiProperty({ type: CreditResource })
  readonly changedBy!: CreditResource;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
}

export class GuidanceVersionListResource {
  @ApiProperty({ type: [GuidanceVersionResource] })
  readonly items!: GuidanceVersionResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
}

const listItem = (page: GuidanceRow) => ({
  id: page.id,
  slug: page.slug,
  url: `/guidance/${page.slug}`,
  title: page.title,
  summary: page.summary,
  stage: page.stage,
  serviceAreas: page.serviceAreas,
  topics: page.topics,
  status: page.status,
  owner: { name: firstNameOf(page.ownerName), role: page.ownerRole, fictional: page.fictional },
  lastCheckedOn: page.lastCheckedOn,
  goodUntil: page.goodUntil,
  freshness: freshness(page),
  fictional: page.fictional,
  publishedAt: page.publishedAt && page.publishedAt.toISOString(),
  updatedAt: page.updatedAt.toISOString(),
});

export const toGuidanceListItemResource = (page: GuidanceRow): GuidanceListItemResource => listItem(page);

export const toGuidanceResource = (page: GuidancePageRow): GuidanceResource => ({
  ...listItem(page),
  body: page.body,
  html: page.bodyHtml,
  lang: page.lang,
  lawAsAt: page.lawAsAt,
  sources: (page.sources ?? []).map(toSourceResource),
  version: page.version,
});

function toSourceResource({ kind, answer, caseNote, ...credited }: GuidanceSourceRow): GuidanceSourceResource {
  const { creditedName, creditedRole: role, fictional } = credited;
  return {
    kind,
    credit: { name: role === null ? creditedName : firstNameOf(creditedName), role, fictional },
    title: answer?.threadTitle ?? caseNote?.title ?? null,
    url: answer ? postAddress(answer.threadId, answer.number) : caseNote ? `/case-notes/${caseNote.id}` : null,
  };
}

export const toGuidanceVersionResource = (version: GuidanceVersionRow): GuidanceVersionResource => ({
  version: version.version,
  title: version.title,
  summary: version.summary,
  body: version.body,
  note: version.note,
  changedBy: { name: firstNameOf(version.byName), role: version.byRole, fictional: version.byFictional },
  at: version.at.toISOString(),
});
