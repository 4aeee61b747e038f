import { ApiProperty } from '@nestjs/swagger';
import {
  type CouncilLink,
  type CouncilPage,
  type CouncilRow,
  type SilentCouncil,
  type SimilarCouncil,
  FEATURES,
  type Feature,
  RURALITY,
  type SuccessionLink,
} from '#libs/organisations';
import { COUNCIL_TYPES, NATIONS } from '#libs/taxonomy';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const DAY_OR_NULL = { type: String, format: 'date', nullable: true } as const;
const CODE = { example: 'ELM', description: 'The register’s local-authority-code: names the body and stays' };

export class CouncilLinkResource {
  @ApiProperty(CODE)
  readonly code!: string;
  @ApiProperty({ ...TEXT_OR_NULL, description: 'Null: announced, and not in the register yet' })
  readonly name!: string | null;
}

export class SuccessionResource extends CouncilLinkResource {
  @ApiProperty({ ...DAY_OR_NULL, description: 'The day of the change. Null: not recorded' })
  readonly on!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL, example: 'announced 2025-10-28, subject to Parliament' })
  readonly status!: string | null;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly source!: string | null;
}

export class GssCodeResource {
  @ApiProperty({ example: 'E07000207' })
  readonly code!: string;
  @ApiProperty({ description: 'False: it named an earlier boundary, or the council has ended' })
  readonly current!: boolean;
  @ApiProperty({ ...DAY_OR_NULL, description: 'The first day it was valid, where that is known' })
  readonly validFrom!: string | null;
  @ApiProperty({ ...DAY_OR_NULL, description: 'The day from which it is not, where there is one and it is known' })
  readonly validTo!: string | null;
}

export class CouncilSummaryResource {
  @ApiProperty(CODE)
  readonly code!: string;
  @ApiProperty({ format: 'uuid' })
  readonly organisationId!: string;
  @ApiProperty({ description: 'The official name' })
  readonly name!: string;
  @ApiProperty({ description: 'As people call it' })
  readonly niceName!: string;
  @ApiProperty({ enum: Object.keys(COUNCIL_TYPES) })
  readonly type!: string;
  @ApiProperty({ enum: [...NATIONS] })
  readonly nation!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly region!: string | null;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly population!: number | null;
  @ApiProperty({ ...DAY_OR_NULL, description: 'In the future: its end is announced' })
  readonly endedOn!: string | null;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty({ description: 'The page of this council' })
  readonly url!: string;
}

export class CouncilListItemResource extends CouncilSummaryResource {
  @ApiProperty({ type: 'integer', description: 'How many case notes there are about it' })
  readonly caseNoteCount!: number;
  @ApiProperty({ type: 'integer' })
  readonly spinOutCount!: number;
}

export class CouncilListResource {
  @ApiProperty({ type: [CouncilListItemResource] })
  readonly items!: CouncilListItemResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: string | null;
}

class NamedResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty()
  readonly url!: string;
}
export class CouncilNoteResource extends NamedResource {
  @ApiProperty()
  readonly title!: string;
}
export class CouncilSpinOutResource extends NamedResource {
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly stage!: string;
}

export class PreElectionPeriodResource {
  @ApiProperty({ format: 'date' })
  readonly from!: string;
  @ApiProperty({ format: 'date', description: 'The day of the election' })
  readonly to!: string;
}

export class CouncilDetailResource extends CouncilSummaryResource {
  @ApiProperty({ type: 'integer', nullable: true })
  readonly populationYear!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly areaKm2!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly latitude!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly longitude!: number | null;
  @ApiProperty({ ...DAY_OR_NULL })
  readonly startedOn!: string | null;
  @ApiProperty({ description: 'Announced: the register will give it another code, and this address will lead there' })
  readonly provisional!: boolean;
  @ApiProperty({ type: 'integer', nullable: true, description: '1: among the most deprived fifth, to 5' })
  readonly deprivationQuintile!: number | null;
  @ApiProperty({ ...TEXT_OR_NULL, enum: [...RURALITY] })
  readonly ruralUrban!: string | null;
  @ApiProperty({ type: [CouncilLinkResource], description: 'Those that touch it or overlap, and stand today' })
  readonly neighbours!: CouncilLinkResource[];
  @ApiProperty({ type: [String] })
  readonly alternativeNames!: string[];
  @ApiProperty({
    type: PreElectionPeriodResource,
    nullable: true,
    description: 'The pre-election period that it is in',
  })
  readonly preElectionPeriod!: PreElectionPeriodResource | null;
  @ApiProperty({ type: [GssCodeResource] })
  readonly gssCodes!: GssCodeResource[];
  @ApiProperty({ type: CouncilLinkResource, nullable: true })
  readonly county!: CouncilLinkResource | null;
  @ApiProperty({ type: CouncilLinkResource, nullable: true })
  readonly combinedAuthority!: CouncilLinkResource | null;
  @ApiProperty({ type: [CouncilLinkResource], description: 'Its districts, or the members of a combined authority' })
  readonly within!: CouncilLinkResource[];
  @ApiProperty({ type: [SuccessionResource] })
  readonly replacedBy!: SuccessionResource[];
  @ApiProperty({ type: [SuccessionResource] })
  readonly replaces!: SuccessionResource[];
  @ApiProperty({ type: [CouncilNoteResource], description: 'The newest ten about it and the councils it replaced' })
  readonly caseNotes!: CouncilNoteResource[];
  @ApiProperty({ type: [CouncilSpinOutResource] })
  readonly spinOuts!: CouncilSpinOutResource[];
}

export class SimilarCouncilResource {
  @ApiProperty(CODE)
  readonly code!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ enum: Object.keys(COUNCIL_TYPES) })
  readonly type!: string;
  @ApiProperty({ enum: [...NATIONS] })
  readonly nation!: string;
  @ApiProperty({ example: 'same kind of council, similar size, similarly rural, less deprived' })
  readonly reason!: string;
  @ApiProperty({ type: Number, description: '0: alike in everything compared. The same from both sides' })
  readonly distance!: number;
  @ApiProperty({ enum: FEATURES, isArray: true, description: 'Not recorded for one of the two, so not compared' })
  readonly missing!: Feature[];
  @ApiProperty()
  readonly sameType!: boolean;
  @ApiProperty()
  readonly sameNation!: boolean;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly population!: number | null;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty()
  readonly url!: string;
}

export class SimilarCouncilsResource {
  @ApiProperty({ type: [SimilarCouncilResource] })
  readonly items!: SimilarCouncilResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: null;
}

export class SilentCouncilResource {
  @ApiProperty(CODE)
  readonly code!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ enum: Object.keys(COUNCIL_TYPES) })
  readonly type!: string;
  @ApiProperty({ enum: [...NATIONS] })
  readonly nation!: string;
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly region!: string | null;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly population!: number | null;
  @ApiProperty()
  readonly fictional!: boolean;
  @ApiProperty()
  readonly url!: string;
}

export class SilentCouncilsResource {
  @ApiProperty({ type: [SilentCouncilResource] })
  readonly items!: SilentCouncilResource[];
  @ApiProperty({ ...TEXT_OR_NULL })
  readonly next!: string | null;
  @ApiProperty({ type: 'integer', description: 'How many there are in all' })
  readonly total!: number;
}

const link = ({ code, name }: CouncilLink): CouncilLinkResource => ({ code, name });
const succession = ({ code, name, on, status, source }: SuccessionLink): SuccessionResource => ({
  code,
  name,
  on,
  status,
  source,
});

const summary = (council: Omit<CouncilRow, 'caseNotes' | 'spinOuts'>): CouncilSummaryResource => ({
  code: council.code,
  organisationId: council.id,
  name: council.name,
  niceName: council.niceName,
  type: council.type,
  nation: council.nation,
  region: council.region || null,
  population: council.population,
  endedOn: council.endedOn,
  fictional: council.fictional,
  url: `/councils/${council.code}`,
});

export const toCouncilListItemResource = (council: CouncilRow): CouncilListItemResource => ({
  ...summary(council),
  caseNoteCount: council.caseNotes,
  spinOutCount: council.spinOuts,
});

export const toCouncilDetailResource = (council: CouncilPage): CouncilDetailResource => ({
  ...summary(council),
  populationYear: council.populationYear,
  areaKm2: council.areaKm2,
  latitude: council.latitude,
  longitude: council.longitude,
  startedOn: council.startedOn,
  provisional: council.provisional,
  deprivationQuintile: council.deprivation,
  ruralUrban: council.ruralUrban,
  neighbours: council.neighbours.map(link),
  alternativeNames: council.alternativeNames,
  preElectionPeriod: council.preElection,
  gssCodes: council.gssCodes.map(({ code, current, from, to }) => ({ code, current, validFrom: from, validTo: to })),
  county: council.county && link(council.county),
  combinedAuthority: council.combined && link(council.combined),
  within: council.within.map(link),
  replacedBy: council.successors.map(succession),
  replaces: council.predecessors.map(succession),
  caseNotes: council.caseNotes.map(({ id, title }) => ({ id, title, url: `/case-notes/${id}` })),
  spinOuts: council.spinOuts.map(({ id, name, stage }) => ({ id, name, stage, url: `/spin-outs/${id}` })),
});

export const toSimilarCouncilResource = (
  council: Omit<SimilarCouncil, 'note' | 'questions' | 'isNearest'>,
): SimilarCouncilResource => ({
  code: council.code,
  name: council.name,
  type: council.type,
  nation: council.nation,
  reason: council.reason,
  distance: Number(council.distance.toFixed(4)),
  missing: council.missing,
  sameType: council.sameType,
  sameNation: council.sameNation,
  population: council.population,
  fictional: council.fictional,
  url: `/councils/${council.code}`,
});

export const toSilentCouncilResource = ({ region, ...council }: SilentCouncil): SilentCouncilResource => ({
  ...council,
  region: region || null,
  url: `/councils/${council.code}`,
});
