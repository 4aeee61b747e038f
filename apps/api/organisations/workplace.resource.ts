import { ApiProperty } from '@nestjs/swagger';
import { type WorkplaceRow } from '#libs/organisations';

const CONFIRMED_BY = ['steward', 'work-address', 'colleagues'];

export class WorkplaceResource {
  @ApiProperty({ format: 'uuid' })
  readonly organisationId!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly jobTitle!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly from!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly to!: string | null;
  @ApiProperty({ description: 'False: you worked there once' })
  readonly current!: boolean;
  @ApiProperty({ enum: CONFIRMED_BY, nullable: true, description: 'Null: nobody has confirmed it' })
  readonly confirmedBy!: string | null;
  @ApiProperty({ type: 'integer', description: 'How many colleagues said so far that it is true; two confirm it' })
  readonly vouches!: number;
  @ApiProperty({ type: [String], description: 'An address at one of these can confirm it' })
  readonly domains!: string[];
  @ApiProperty({ description: 'A link was mailed and waits to be opened' })
  readonly linkSent!: boolean;
}

export class WorkplaceListResource {
  @ApiProperty({ type: [WorkplaceResource] })
  readonly items!: WorkplaceResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

export class ColleagueResource {
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly jobTitle!: string | null;
  @ApiProperty({ enum: CONFIRMED_BY, nullable: true })
  readonly confirmedBy!: string | null;
  @ApiProperty({ type: 'integer' })
  readonly vouches!: number;
  @ApiProperty({ description: 'You said that it is true' })
  readonly vouched!: boolean;
}

export class ColleagueListResource {
  @ApiProperty({ type: [ColleagueResource] })
  readonly items!: ColleagueResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

export class DomainListResource {
  @ApiProperty({ type: [String] })
  readonly items!: string[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

export class VerifiedResource {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: the address that you sign in with' })
  readonly organisationId!: string | null;
}

export const toWorkplaceResource = ({ kind: _, code: __, ...workplace }: WorkplaceRow): WorkplaceResource => workplace;
