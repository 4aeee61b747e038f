import { ApiProperty } from '@nestjs/swagger';
import {
  type CouncilPage,
  type Posture,
  POSTURE_CODES,
  type PostureChange,
  type PosturesByGroup,
  type PostureTotals,
} from '#libs/organisations';

const TEXT_OR_NULL = { type: String, nullable: true } as const;

export class PostureChangeResource {
  @ApiProperty({ enum: POSTURE_CODES })
  readonly posture!: Posture;
  @ApiProperty()
  readonly shown!: boolean;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly note!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Who said so' })
  readonly by!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
}

export class CouncilPostureResource {
  @ApiProperty({ enum: POSTURE_CODES, nullable: true, description: 'Null: not said, or not shown' })
  readonly posture!: Posture | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly since!: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Whether everybody may read it' })
  readonly shown!: boolean | null;
  @ApiProperty({ type: [PostureChangeResource], description: 'The newest first; empty for who is not on the team' })
  readonly history!: PostureChangeResource[];
}

export class PostureCountResource {
  @ApiProperty({ enum: POSTURE_CODES })
  readonly posture!: Posture;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null: fewer than five, or hidden to keep those hidden',
  })
  readonly councils!: number | null;
}

export class PostureGroupResource {
  @ApiProperty({ description: 'A council type, or a region' })
  readonly group!: string;
  @ApiProperty({ type: [PostureCountResource] })
  readonly postures!: PostureCountResource[];
}

export class PostureTotalsResource {
  @ApiProperty({ type: [PostureGroupResource] })
  readonly byType!: PostureGroupResource[];
  @ApiProperty({ type: [PostureGroupResource] })
  readonly byRegion!: PostureGroupResource[];
}

/** The database gives moments of JSON with another fraction and zone. */
const moment = (text: string | Date): string => new Date(text).toISOString();

export const toCouncilPostureResource = (
  posture: CouncilPage['posture'],
  history: readonly PostureChange[],
): CouncilPostureResource => ({
  posture: posture?.posture ?? null,
  since: posture && moment(posture.since),
  shown: posture?.shown ?? null,
  history: history.map((change) => ({ ...change, at: moment(change.at) })),
});

const group = ({ group: name, councils }: PostureTotals): PostureGroupResource => ({
  group: name,
  postures: POSTURE_CODES.map((posture) => ({ posture, councils: councils[posture] })),
});

export const toPostureTotalsResource = ({ byType, byRegion }: PosturesByGroup): PostureTotalsResource => ({
  byType: byType.map(group),
  byRegion: byRegion.map(group),
});
