import { ApiProperty } from '@nestjs/swagger';
import { type Found, type Likely, markedHtml, RESULT_TYPES, type ResultRow } from '#libs/search';
import { MoneyResource } from '../threads/post.resource.ts';

export class SearchResultResource {
  @ApiProperty({ enum: RESULT_TYPES })
  readonly type!: string;
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The page; of an answer that was found, its place in the thread' })
  readonly url!: string;
  @ApiProperty({ description: 'HTML: escaped text with what was found in <mark>' })
  readonly snippet!: string;
  @ApiProperty({ type: [String] })
  readonly serviceAreas!: string[];
  @ApiProperty({ type: [String] })
  readonly topics!: string[];
  @ApiProperty({ type: String, nullable: true })
  readonly stage!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly nation!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly councilType!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly legalForm!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['better', 'same', 'worse', 'mixed', 'unknown'] })
  readonly outcome!: string | null;
  @ApiProperty({ type: Boolean, nullable: true })
  readonly evidenced!: boolean | null;
  @ApiProperty({ type: String, nullable: true })
  readonly grade!: string | null;
  @ApiProperty({ type: MoneyResource, nullable: true })
  readonly saving!: MoneyResource | null;
  @ApiProperty({ type: String, nullable: true, enum: ['year', 'once', 'contract'] })
  readonly savingPer!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['unanswered', 'answered', 'accepted'] })
  readonly answered!: string | null;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ format: 'date-time' })
  readonly updatedAt!: string;
}

export class FacetValueResource {
  @ApiProperty()
  readonly value!: string;
  @ApiProperty({ type: 'integer' })
  readonly count!: number;
}

export class SearchResource {
  @ApiProperty({ type: [SearchResultResource] })
  readonly items!: SearchResultResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: string | null;
  @ApiProperty({ type: 'integer', description: 'Of everything you may see' })
  readonly total!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/FacetValueResource' } },
    description: 'What each value of a filter would find, by the name of the filter',
  })
  readonly facets!: Record<string, FacetValueResource[]>;
  @ApiProperty({ type: [String], description: 'Other words that were searched for; exact=1 leaves them out' })
  readonly expanded!: string[];
  @ApiProperty({ type: String, nullable: true })
  readonly didYouMean!: string | null;
}

export class LikelyAnswerResource {
  @ApiProperty({ enum: ['question', 'case-note', 'guidance'] })
  readonly type!: string;
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly url!: string;
  @ApiProperty({ description: 'Text: how it begins' })
  readonly snippet!: string;
  @ApiProperty({ type: String, nullable: true, enum: ['unanswered', 'answered', 'accepted'] })
  readonly answered!: string | null;
  @ApiProperty({ type: Boolean, nullable: true })
  readonly evidenced!: boolean | null;
}

export class LikelyAnswersResource {
  @ApiProperty({ type: [LikelyAnswerResource] })
  readonly items!: LikelyAnswerResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

/** Named here so that the description holds it; SearchResource refers to it by name. */
export const SEARCH_MODELS = [FacetValueResource] as const;

const toSearchResultResource = (row: ResultRow): SearchResultResource => ({
  type: row.type,
  id: row.id,
  title: row.title,
  url: row.url,
  snippet: markedHtml(row.snippetMarked),
  serviceAreas: row.serviceAreas,
  topics: row.topics,
  stage: row.stage,
  nation: row.nation,
  councilType: row.councilType,
  legalForm: row.legalForm,
  outcome: row.verdict,
  evidenced: row.evidenced,
  grade: row.grade,
  saving: row.savingAmount === null ? null : { amount: row.savingAmount, currency: 'GBP' },
  savingPer: row.savingPer,
  answered: row.answered,
  fictional: row.fictional,
  updatedAt: row.updatedAt.toISOString(),
});

/** As the counts come, which is by how many in search, else as the values come. */
export const toFacetsResource = (
  facets: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Record<string, FacetValueResource[]> =>
  Object.fromEntries(
    Object.entries(facets).map(([name, counts]) => [
      name,
      Object.entries(counts).map(([value, count]) => ({ value, count })),
    ]),
  );

export const toSearchResource = ({ items, next, total, facets, expanded, didYouMean }: Found): SearchResource => ({
  items: items.map(toSearchResultResource),
  next,
  total,
  facets: toFacetsResource(facets),
  expanded: [...expanded],
  didYouMean,
});

export const toLikelyAnswerResource = ({ type, id, title, url, snippet, answered, evidenced }: Likely) => ({
  type,
  id,
  title,
  url,
  snippet,
  answered,
  evidenced,
});
