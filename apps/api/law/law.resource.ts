import { ApiProperty } from '@nestjs/swagger';
import {
  CLAUSE_FAMILIES,
  CLAUSE_ORIGINS,
  type EntryRow,
  LAW_TOPICS,
  type LawPage,
  type LawRow,
  type ReservedCheck,
} from '#libs/law';
import { NATIONS, STAGES } from '#libs/taxonomy';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const DAY_OR_NULL = { type: String, format: 'date', nullable: true } as const;
const NATION_LIST = { enum: NATIONS, isArray: true } as const;

class ReplacedByResource {
  @ApiProperty()
  readonly code!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly statute!: string;
}

class CitedLawResource {
  @ApiProperty({ example: 'pa2023-s33' })
  readonly code!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ example: 'Procurement Act 2023, section 33' })
  readonly statute!: string;
  @ApiProperty(NATION_LIST)
  readonly nations!: string[];
  @ApiProperty({ ...DAY_OR_NULL, description: 'The first day in force; null: not recorded' })
  readonly validFrom!: string | null;
  @ApiProperty({ ...DAY_OR_NULL, description: 'The last day in force; null: it has no end' })
  readonly validTo!: string | null;
  @ApiProperty({ ...DAY_OR_NULL, description: 'When it was last held against the law' })
  readonly checkedOn!: string | null;
  @ApiProperty({ description: 'Written from memory: nobody has held it against the law yet' })
  readonly unchecked!: boolean;
  @ApiProperty({ enum: ['in-force', 'not-yet', 'ended'], description: 'Today; ended: the law changed' })
  readonly standing!: string;
  @ApiProperty({ type: ReplacedByResource, nullable: true })
  readonly replacedBy!: ReplacedByResource | null;
}

export class LawListItemResource extends CitedLawResource {
  @ApiProperty({ enum: Object.keys(LAW_TOPICS) })
  readonly topic!: string;
  @ApiProperty()
  readonly text!: string;
  @ApiProperty()
  readonly source!: string;
  @ApiProperty(TEXT_OR_NULL)
  readonly sourceUrl!: string | null;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

class LawLinkResource {
  @ApiProperty()
  readonly code!: string;
  @ApiProperty()
  readonly title!: string;
}

class CitedByResource extends LawLinkResource {
  @ApiProperty({ enum: ['way', 'clause'] })
  readonly kind!: string;
}

export class LawResource extends LawListItemResource {
  @ApiProperty({ type: [LawLinkResource] })
  readonly replaces!: LawLinkResource[];
  @ApiProperty({ type: [CitedByResource], description: 'What rests on it' })
  readonly citedBy!: CitedByResource[];
}

export class LawListResource {
  @ApiProperty({ type: [LawListItemResource] })
  readonly items!: LawListItemResource[];
  @ApiProperty(TEXT_OR_NULL)
  readonly next!: string | null;
}

class EntryResource {
  @ApiProperty()
  readonly code!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly text!: string;
  @ApiProperty()
  readonly limits!: string;
  @ApiProperty({ enum: Object.keys(STAGES), isArray: true })
  readonly stages!: string[];
  @ApiProperty(NATION_LIST)
  readonly nations!: string[];
  @ApiProperty({ type: [CitedLawResource], description: 'The laws that it rests on' })
  readonly laws!: CitedLawResource[];
  @ApiProperty({ description: 'A law that it rests on has ended or was replaced' })
  readonly lawChanged!: boolean;
  @ApiProperty({ ...DAY_OR_NULL, description: 'The oldest day on which one of its laws was checked' })
  readonly lawAsAt!: string | null;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

export class WayResource extends EntryResource {}

class ClauseNoticeResource {
  @ApiProperty()
  readonly ocid!: string;
  @ApiProperty(TEXT_OR_NULL)
  readonly title!: string | null;
  @ApiProperty(TEXT_OR_NULL)
  readonly buyer!: string | null;
}

export class ClauseResource extends EntryResource {
  @ApiProperty({ enum: Object.keys(CLAUSE_FAMILIES) })
  readonly family!: string;
  @ApiProperty({ enum: Object.keys(CLAUSE_ORIGINS) })
  readonly origin!: string;
  @ApiProperty()
  readonly source!: string;
  @ApiProperty({ type: ClauseNoticeResource, nullable: true, description: 'The published notice that it goes with' })
  readonly notice!: ClauseNoticeResource | null;
}

export class WayListResource {
  @ApiProperty({ type: [WayResource] })
  readonly items!: WayResource[];
  @ApiProperty(TEXT_OR_NULL)
  readonly next!: string | null;
}

export class ClauseListResource {
  @ApiProperty({ type: [ClauseResource] })
  readonly items!: ClauseResource[];
  @ApiProperty(TEXT_OR_NULL)
  readonly next!: string | null;
}

class ReasonResource {
  @ApiProperty({ enum: ['ok', 'no', 'unsure', 'not-this-law'] })
  readonly verdict!: string;
  @ApiProperty({ description: 'What was asked' })
  readonly about!: string;
  @ApiProperty()
  readonly text!: string;
  @ApiProperty({ type: [String] })
  readonly assumptions!: string[];
  @ApiProperty({ description: 'The code of the law, one of `laws`' })
  readonly law!: string;
  @ApiProperty({ example: 'section 33(1)(b)' })
  readonly subsection!: string;
}

class ServiceListResource {
  @ApiProperty()
  readonly source!: string;
  @ApiProperty({ format: 'date' })
  readonly asAt!: string;
}

export class ReservedCheckResource {
  @ApiProperty({ enum: ['eligible', 'not-eligible', 'unsure', 'not-this-law'] })
  readonly verdict!: string;
  @ApiProperty({ enum: ['procurement-act-2023', 'regulations-2015', 'another-law'] })
  readonly regime!: string;
  @ApiProperty({ type: [ReasonResource] })
  readonly reasons!: ReasonResource[];
  @ApiProperty({ type: [CitedLawResource] })
  readonly laws!: CitedLawResource[];
  @ApiProperty({ description: 'A law that a reason names is not the law on the day of the award' })
  readonly lawChanged!: boolean;
  @ApiProperty({ type: ServiceListResource, description: 'The list of services that was looked in' })
  readonly list!: ServiceListResource;
  @ApiProperty({ example: 'This is not legal advice.' })
  readonly notice!: string;
}

const cited = ({
  code,
  title,
  statute,
  nations,
  validFrom,
  validTo,
  checkedOn,
  unchecked,
  standing,
  replacedBy,
}: CitedLawResource): CitedLawResource => ({
  code,
  title,
  statute,
  nations,
  validFrom,
  validTo,
  checkedOn,
  unchecked,
  standing,
  replacedBy,
});

export const toLawListItem = (law: LawRow): LawListItemResource => ({
  ...cited(law),
  topic: law.topic,
  text: law.text,
  source: law.source,
  sourceUrl: law.sourceUrl,
  version: law.version,
});

export const toLawResource = (law: LawPage): LawResource => ({
  ...toLawListItem(law),
  replaces: law.replaces,
  citedBy: law.citedBy,
});

export const toWayResource = (entry: EntryRow): WayResource => ({
  code: entry.code,
  title: entry.title,
  text: entry.text,
  limits: entry.limits,
  stages: entry.stages,
  nations: entry.nations,
  laws: entry.laws.map(cited),
  lawChanged: entry.lawChanged,
  lawAsAt: entry.lawAsAt,
  version: entry.version,
});

export const toClauseResource = (entry: EntryRow): ClauseResource => ({
  ...toWayResource(entry),
  family: entry.family ?? '',
  origin: entry.origin ?? '',
  source: entry.source ?? '',
  notice: entry.notice,
});

export const toReservedCheckResource = (check: ReservedCheck): ReservedCheckResource => ({
  verdict: check.verdict,
  regime: check.regime,
  reasons: check.reasons.map(({ verdict, about, text, assumptions, law, subsection }) => ({
    verdict,
    about,
    text,
    assumptions,
    law,
    subsection,
  })),
  laws: check.laws.map(cited),
  lawChanged: check.lawChanged,
  list: check.list,
  notice: 'This is not legal advice.',
});
