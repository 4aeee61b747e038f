import { ApiProperty } from '@nestjs/swagger';
import { type FoundPeers, type Register, trajectoryOf } from '#libs/contracts';
import { ROUTES } from '#libs/taxonomy';

class YearShareResource {
  @ApiProperty({ example: '2026-27' })
  readonly year!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Per cent, to a tenth; null: no contracted income' })
  readonly largestPayerShare!: number | null;
}

class PeerResource {
  @ApiProperty({ format: 'uuid' })
  readonly spinOutId!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'Per cent at the age compared' })
  readonly shareThen!: number;
  @ApiProperty({ description: 'Per cent today' })
  readonly shareNow!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'From go-live; null: there never was one' })
  readonly monthsToSecondPayer!: number | null;
  @ApiProperty({ type: String, nullable: true, enum: Object.keys(ROUTES) })
  readonly route!: string | null;
}

class ComparedResource {
  @ApiProperty({ type: 'integer', description: 'Whole years since go-live' })
  readonly age!: number;
  @ApiProperty({ description: 'The share today; peers had it at the same age, give or take ten points' })
  readonly share!: number;
}

export class TrajectoryResource {
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly wentLiveOn!: string | null;
  @ApiProperty({ type: [YearShareResource] })
  readonly years!: YearShareResource[];
  @ApiProperty({ type: ComparedResource, nullable: true, description: 'Null: no go-live date or no current contracts' })
  readonly compared!: ComparedResource | null;
  @ApiProperty({ type: [PeerResource], description: 'Those who tell it, most lowered first' })
  readonly peers!: PeerResource[];
}

export function toTrajectoryResource(register: Register, found: FoundPeers | null): TrajectoryResource {
  const { wentLiveOn, contracts, today } = register;
  return {
    wentLiveOn,
    years: (wentLiveOn === null ? [] : trajectoryOf(contracts, wentLiveOn, today)).map(({ name, share }) => ({
      year: name,
      largestPayerShare: share,
    })),
    compared: found && { age: found.age, share: found.share },
    peers: (found?.peers ?? []).map(({ id, name, shareThen, shareNow, monthsToSecondPayer, route }) => ({
      spinOutId: id,
      name,
      shareThen,
      shareNow,
      monthsToSecondPayer,
      route,
    })),
  };
}
