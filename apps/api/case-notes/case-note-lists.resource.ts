import { ApiProperty } from '@nestjs/swagger';
import { type CaseNoteCounts, type ComparedNote, codesOf, measuresOf, MONEY_KINDS, moneyOf } from '#libs/case-notes';
import { type FacetValueResource, toFacetsResource } from '../search/search.resource.ts';
import {
  CaseNoteListItemResource,
  CaseNoteListResource,
  MoneyFigureResource,
  OptionResource,
  OutcomeResource,
  toCaseNoteListItemResource,
  toMoneyFigureResource,
  toOutcomeResource,
} from './case-note.resource.ts';

export class CountedCaseNoteListResource extends CaseNoteListResource {
  @ApiProperty({ type: 'integer', required: false, description: 'With counts=true: of all that pass the filters' })
  readonly total?: number;
  @ApiProperty({
    type: 'object',
    selfRequired: false,
    additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/FacetValueResource' } },
    description:
      'With counts=true: what each value of a filter would find under the others, by the name of the filter; of doneWhileCutting, so many per cent or more; of like, `mine`',
  })
  readonly facets?: Record<string, FacetValueResource[]>;
}

export const toCountsResource = ({
  total,
  facets,
}: CaseNoteCounts): Required<Pick<CountedCaseNoteListResource, 'total' | 'facets'>> => ({
  total,
  facets: toFacetsResource(facets),
});

const AGREEMENTS = ['same', 'differs', 'partly'];
const AGREEMENT = 'Whether the notes say the same; `partly`: some say nothing of it. Null: there is nothing to compare';

export class ComparedNoteResource extends CaseNoteListItemResource {
  @ApiProperty({ type: String, nullable: true })
  readonly whatWentWrong!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly whatWeWouldDoAgain!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly costOfDoingNothing!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly lawfulHelp!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly whyNotKnown!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly lossReason!: string | null;
  @ApiProperty({ type: [String] })
  readonly politicalTags!: string[];
  @ApiProperty({ type: [String] })
  readonly lawfulHelpKinds!: string[];
  @ApiProperty({ type: String, nullable: true })
  readonly doneWhileCuttingPercent!: string | null;
  @ApiProperty({ type: [OptionResource] })
  readonly options!: OptionResource[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly withdrawnAt!: string | null;
  @ApiProperty({ example: 'CC BY 4.0' })
  readonly licence!: string;
}

export class ComparedMeasureResource {
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly unit!: string;
  @ApiProperty({ type: String, enum: AGREEMENTS, nullable: true, description: AGREEMENT })
  readonly agreement!: string | null;
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { $ref: '#/components/schemas/OutcomeResource' } },
    description: 'What each note has of it, in the order of the notes; an empty list: not recorded',
  })
  readonly cells!: OutcomeResource[][];
}

export class ComparedMoneyResource {
  @ApiProperty({ enum: codesOf(MONEY_KINDS) })
  readonly kind!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: figures of that kind under names of their own' })
  readonly label!: string | null;
  @ApiProperty({ type: String, enum: AGREEMENTS, nullable: true, description: AGREEMENT })
  readonly agreement!: string | null;
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { $ref: '#/components/schemas/MoneyFigureResource' } },
    description: 'What each note has of it, in the order of the notes',
  })
  readonly cells!: MoneyFigureResource[][];
}

export class ComparisonResource {
  @ApiProperty({ type: [ComparedNoteResource], description: 'In the order asked for' })
  readonly notes!: ComparedNoteResource[];
  @ApiProperty({ type: [ComparedMeasureResource] })
  readonly measures!: ComparedMeasureResource[];
  @ApiProperty({ type: [ComparedMoneyResource] })
  readonly money!: ComparedMoneyResource[];
}

const toComparedNoteResource = (note: ComparedNote): ComparedNoteResource => ({
  ...toCaseNoteListItemResource(note),
  whatWentWrong: note.whatWentWrong || null,
  whatWeWouldDoAgain: note.whatWeWouldDoAgain || null,
  costOfDoingNothing: note.costOfDoingNothing,
  lawfulHelp: note.lawfulHelp,
  whyNotKnown: note.whyNotKnown,
  lossReason: note.lossReason,
  politicalTags: [...note.politicalTags],
  lawfulHelpKinds: [...note.lawfulHelpKinds],
  doneWhileCuttingPercent: note.doneWhileCuttingPercent,
  options: note.options.map(({ name, description, score, chosen, why }) => ({ name, description, score, chosen, why })),
  withdrawnAt: note.withdrawnAt && note.withdrawnAt.toISOString(),
  licence: note.licence,
});

export const toComparisonResource = (notes: readonly ComparedNote[]): ComparisonResource => ({
  notes: notes.map(toComparedNoteResource),
  measures: measuresOf(notes).map(({ cells, ...row }) => ({
    ...row,
    cells: cells.map((cell) => cell.map(toOutcomeResource)),
  })),
  money: moneyOf(notes).map(({ cells, ...row }) => ({
    ...row,
    cells: cells.map((cell) => cell.map(toMoneyFigureResource)),
  })),
});
