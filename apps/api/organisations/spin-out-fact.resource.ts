import { ApiExtraModels, ApiProperty, type ApiPropertyOptions, getSchemaPath } from '@nestjs/swagger';
import {
  CHALLENGE_OUTCOMES,
  type ChallengeRow,
  FACT_AUDIENCES,
  type FactKind,
  type FactPage,
  type FactRow,
  type Field,
  KIND_CODES,
  kindOf,
  KNOWN,
  mfaWindow,
  type OpenChallenge,
  reservesInMonths,
  SOURCE_KINDS,
  type Stake,
  sumOfStakes,
} from '#libs/spin-out-facts';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const DAY_OR_NULL = { type: String, format: 'date', nullable: true } as const;
const MOMENT = { type: String, format: 'date-time' } as const;

class FactMoneyResource {
  @ApiProperty({ example: '1234.50' })
  readonly amount!: string;
  @ApiProperty({ enum: ['GBP'] })
  readonly currency!: 'GBP';
}

class StakeResource {
  @ApiProperty()
  readonly holder!: string;
  @ApiProperty({ example: '25.00' })
  readonly percent!: string;
}

const SCHEMAS: { readonly [Type in Field['type']]: (field: Field) => ApiPropertyOptions } = {
  text: () => ({ type: String }),
  whole: () => ({ type: 'integer' }),
  money: () => ({ type: FactMoneyResource }),
  decimal: () => ({ type: String, example: '12.50' }),
  choice: (field) => ({ type: String, enum: field.type === 'choice' ? Object.keys(field.of) : [] }),
  known: () => ({ type: String, enum: Object.keys(KNOWN) }),
  day: () => ({ type: String, format: 'date' }),
  stakes: () => ({ type: [StakeResource] }),
};

/** What a fact of one kind holds, as a schema of its own: `LegalFormDetails` and so on. */
const DETAILS = KIND_CODES.map((kind) => {
  class Details {}
  const name = kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  Object.defineProperty(Details, 'name', { value: `${name}Details` });
  for (const [property, field] of Object.entries<Field>(kindOf(kind).fields)) {
    const schema = SCHEMAS[field.type](field);
    ApiProperty({ ...schema, required: field.needed ?? false, description: field.label } as ApiPropertyOptions)(
      Details.prototype,
      property,
    );
  }
  return Details;
});

export class PersonNameResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly name!: string;
}

@ApiExtraModels(...DETAILS)
export class FactResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ enum: KIND_CODES })
  readonly kind!: FactKind;
  @ApiProperty({ format: 'date', description: 'The day it is true of, or the first day of a period' })
  readonly fromOn!: string;
  @ApiProperty({ ...DAY_OR_NULL, description: 'The last day of a period that is over' })
  readonly toOn!: string | null;
  @ApiProperty({
    oneOf: DETAILS.map((Details) => ({ $ref: getSchemaPath(Details) })),
    description: 'The fields of its kind',
  })
  readonly details!: object;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly note!: string | null;
  @ApiProperty({ enum: Object.keys(SOURCE_KINDS) })
  readonly sourceKind!: string;
  @ApiProperty()
  readonly source!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly sourceUrl!: string | null;
  @ApiProperty({ enum: Object.keys(FACT_AUDIENCES) })
  readonly audience!: string;
  @ApiProperty({ type: PersonNameResource, nullable: true })
  readonly recordedBy!: PersonNameResource | null;
  @ApiProperty(MOMENT)
  readonly recordedAt!: Date;
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ type: 'number', nullable: true, description: 'Of a financial year: reserves in months of its costs' })
  readonly reservesInMonths!: number | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Of a partnership: its stakes add up to 100, within 0.1' })
  readonly stakesComplete!: boolean | null;
}

export class FactListResource {
  @ApiProperty({ type: [FactResource], description: 'By kind, newest first' })
  readonly items!: FactResource[];
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Always null: all are given' })
  readonly next!: null;
  @ApiProperty({ type: [String], description: 'What the facts together warn of, in words' })
  readonly warnings!: string[];
}

export class ChallengeResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly reason!: string;
  @ApiProperty(MOMENT)
  readonly raisedAt!: Date;
  @ApiProperty({ ...TEXT_OR_NULL, enum: Object.keys(CHALLENGE_OUTCOMES) })
  readonly outcome!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly answer!: string | null;
  @ApiProperty({ ...MOMENT, nullable: true })
  readonly answeredAt!: Date | null;
}

export class FactDetailResource extends FactResource {
  @ApiProperty({ type: [ChallengeResource], description: 'Those that you may see, newest first' })
  readonly challenges!: ChallengeResource[];
}

export class OpenChallengeResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly reason!: string;
  @ApiProperty(MOMENT)
  readonly raisedAt!: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Of a fact; else null, as its kind' })
  readonly factId!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: KIND_CODES })
  readonly kind!: FactKind | null;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'A field of the profile or the id of a stage; else null' })
  readonly about!: string | null;
  @ApiProperty({ type: PersonNameResource, description: 'The spin-out: id and name' })
  readonly spinOut!: PersonNameResource;
  @ApiProperty({ description: 'The page of what is challenged' })
  readonly url!: string;
}

export class OpenChallengeListResource {
  @ApiProperty({ type: [OpenChallengeResource], description: 'Oldest first' })
  readonly items!: OpenChallengeResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: string | null;
}

const isOf = <K extends FactKind>(fact: FactRow, kind: K): fact is FactRow<K> => fact.kind === kind;

/** Money goes out as money. */
function details(fact: FactRow): object {
  const { fields } = kindOf(fact.kind);
  return Object.fromEntries(
    Object.entries(fact.details).map(([name, value]) => [
      name,
      fields[name]?.type === 'money' ? { amount: value as string, currency: 'GBP' } : value,
    ]),
  );
}

export const toFactResource = (fact: FactRow): FactResource => ({
  id: fact.id,
  kind: fact.kind,
  fromOn: fact.fromOn,
  toOn: fact.toOn,
  details: details(fact),
  note: fact.note,
  sourceKind: fact.sourceKind,
  source: fact.source,
  sourceUrl: fact.sourceUrl,
  audience: fact.audience,
  recordedBy: fact.recordedBy,
  recordedAt: fact.recordedAt,
  version: fact.version,
  reservesInMonths:
    isOf(fact, 'financial-year') && fact.toOn !== null ? reservesInMonths(fact.details, fact.fromOn, fact.toOn) : null,
  stakesComplete: isOf(fact, 'partnership') ? complete(fact.details.stakes) : null,
});

const complete = (stakes: readonly Stake[] | undefined): boolean => sumOfStakes(stakes ?? []).complete;

export const toChallengeResource = ({
  id,
  reason,
  raisedAt,
  outcome,
  answer,
  answeredAt,
}: ChallengeRow): ChallengeResource => ({
  id,
  reason,
  raisedAt,
  outcome,
  answer,
  answeredAt,
});

export const toFactDetailResource = (fact: FactPage): FactDetailResource => ({
  ...toFactResource(fact),
  challenges: fact.challenges.map(toChallengeResource),
});

export const toOpenChallengeResource = (open: OpenChallenge): OpenChallengeResource => ({
  id: open.id,
  reason: open.reason,
  raisedAt: open.raisedAt,
  factId: open.factId,
  kind: open.kind,
  about: open.about,
  spinOut: open.spinOut,
  url: `/spin-outs/${open.spinOut.id}/${open.factId === null ? `entries/${open.about}` : `facts/${open.factId}`}`,
});

/** What a list of facts warns of: subsidies above the limit. */
export function warningsOf(facts: readonly FactRow[]): string[] {
  const window = mfaWindow(facts.filter((fact) => isOf(fact, 'asset-deal')));
  return window?.aboveLimit
    ? [`Minimal financial assistance of ${window.total} GBP in ${window.years} is above the limit of 315000 GBP`]
    : [];
}
