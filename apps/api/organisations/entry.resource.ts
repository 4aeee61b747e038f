import { ApiProperty } from '@nestjs/swagger';
import { PROFILE_FIELDS } from '#libs/organisations';
import { type EntryPage } from '#libs/spin-out-facts';
import { ChallengeResource, toChallengeResource } from './spin-out-fact.resource.ts';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const MOMENT = { type: String, format: 'date-time' } as const;

export class EntryChangeResource {
  @ApiProperty({ enum: ['recorded', 'changed', 'removed'] })
  readonly what!: string;
  @ApiProperty(MOMENT)
  readonly at!: Date;
  @ApiProperty({ type: Object, nullable: true, description: 'What it said before; for editors and data stewards' })
  readonly was!: object | null;
}

export class EntryResource {
  @ApiProperty({ description: 'A field of the profile, or the id of a stage' })
  readonly about!: string;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(PROFILE_FIELDS) })
  readonly field!: string | null;
  @ApiProperty({
    nullable: true,
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'array', items: { type: 'string' } }],
    description: 'What a field says',
  })
  readonly value!: string | number | readonly string[] | null;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'The stage reached' })
  readonly stage!: string | null;
  @ApiProperty({ description: 'Whether anybody said where it comes from, or that there is no evidence' })
  readonly sourced!: boolean;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Null where `sourced`: there is no evidence' })
  readonly source!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly sourceUrl!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly asAt!: string | null;
  @ApiProperty({ ...MOMENT, nullable: true })
  readonly recordedAt!: Date | null;
  @ApiProperty({ type: [ChallengeResource], description: 'Those that you may see, newest first' })
  readonly challenges!: ChallengeResource[];
  @ApiProperty({ type: [EntryChangeResource], description: 'Newest first' })
  readonly changes!: EntryChangeResource[];
}

export const toEntryResource = (entry: EntryPage): EntryResource => ({
  about: entry.about,
  field: entry.field,
  value: entry.value,
  stage: entry.stage?.stage ?? null,
  sourced: entry.sourced,
  source: entry.source,
  sourceUrl: entry.sourceUrl,
  asAt: entry.asAt,
  recordedAt: entry.recordedAt,
  challenges: entry.challenges.map(toChallengeResource),
  changes: entry.changes.map(({ what, at, was }) => ({ what, at, was })),
});
