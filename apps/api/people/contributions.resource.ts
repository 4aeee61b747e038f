import { ApiProperty } from '@nestjs/swagger';
import { type Contributions } from '#libs/threads';

class CreditedResource {
  @ApiProperty()
  readonly title!: string;
  @ApiProperty()
  readonly url!: string;
}

class CreditResource {
  @ApiProperty({ enum: ['worked', 'accepted', 'case-note', 'guidance'] })
  readonly kind!: string;
  @ApiProperty({ type: 'integer', description: 'At most a thousand' })
  readonly count!: number;
  @ApiProperty({ type: [CreditedResource], description: 'The latest three' })
  readonly latest!: CreditedResource[];
}

class ContributionResource {
  @ApiProperty({ enum: ['question', 'answer', 'case-note'] })
  readonly kind!: string;
  @ApiProperty({ format: 'uuid', description: 'Of the thread or the case note' })
  readonly id!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of the answer in its thread' })
  readonly postNumber!: number | null;
  @ApiProperty()
  readonly accepted!: boolean;
}

export class ContributionsResource {
  @ApiProperty({ type: [CreditResource] })
  readonly record!: CreditResource[];
  @ApiProperty({ type: [ContributionResource], description: 'The latest five of each kind' })
  readonly items!: ContributionResource[];
}

export const toContributionsResource = ({ record, items }: Contributions): ContributionsResource => ({
  record,
  items: items.map(({ kind, id, title, at, postNumber, accepted }) => ({
    kind,
    id,
    title,
    at: at.toISOString(),
    postNumber,
    accepted,
  })),
});
