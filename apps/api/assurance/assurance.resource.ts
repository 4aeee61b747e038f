import { ApiProperty } from '@nestjs/swagger';
import { type AssuranceLink, type OwnPack, type SharedPack } from '#libs/assurance';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const MOMENT = { type: String, format: 'date-time' } as const;

export class AssuranceWordsResource {
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly insurer!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly stepIn!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly exitPlan!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly keyPeople!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly inspections!: string | null;
}

export class AssuranceLinkResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly purpose!: string;
  @ApiProperty(MOMENT)
  readonly expiresAt!: string;
  @ApiProperty({ description: 'It has not ended and is not withdrawn' })
  readonly works!: boolean;
  @ApiProperty({ type: 'integer' })
  readonly visits!: number;
}

export class NewAssuranceLinkResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Given this once; null where the same request came before' })
  readonly token!: string | null;
  @ApiProperty()
  readonly purpose!: string;
  @ApiProperty(MOMENT)
  readonly expiresAt!: string;
}

export class AssurancePackResource {
  @ApiProperty({ type: AssuranceWordsResource, nullable: true, description: 'Null: nobody has written it' })
  readonly pack!: AssuranceWordsResource | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly checkedOn!: string | null;
  @ApiProperty({ type: 'integer', description: '0: there is none yet' })
  readonly version!: number;
  @ApiProperty({ type: [AssuranceLinkResource], description: 'Newest first; for its editors' })
  readonly links!: AssuranceLinkResource[];
}

export class SharedPackResource {
  @ApiProperty()
  readonly spinOut!: string;
  @ApiProperty({ type: AssuranceWordsResource })
  readonly pack!: AssuranceWordsResource;
  @ApiProperty({ format: 'date' })
  readonly checkedOn!: string;
  @ApiProperty(MOMENT)
  readonly expiresAt!: string;
}

const moment = (at: string): string => new Date(at).toISOString();

const wordsOf = ({
  insurer,
  stepIn,
  exitPlan,
  keyPeople,
  inspections,
}: SharedPack['words']): AssuranceWordsResource => ({
  insurer,
  stepIn,
  exitPlan,
  keyPeople,
  inspections,
});

export const toAssurancePackResource = ({ pack, links }: OwnPack): AssurancePackResource => ({
  pack: pack && wordsOf(pack.words),
  checkedOn: pack?.checkedOn ?? null,
  version: pack?.version ?? 0,
  links: links.map(({ id, purpose, expiresAt, works, visits }) => ({
    id,
    purpose,
    expiresAt: moment(expiresAt),
    works,
    visits,
  })),
});

export const toNewAssuranceLinkResource = ({
  id,
  token,
  purpose,
  expiresAt,
}: AssuranceLink): NewAssuranceLinkResource => ({
  id,
  token,
  purpose,
  expiresAt: moment(expiresAt),
});

export const toSharedPackResource = ({ spinOut, words, checkedOn, expiresAt }: SharedPack): SharedPackResource => ({
  spinOut: spinOut.name,
  pack: wordsOf(words),
  checkedOn,
  expiresAt: moment(expiresAt),
});
