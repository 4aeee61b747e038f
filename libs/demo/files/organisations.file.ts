import { PAYER_KINDS } from '#libs/organisations';
import { Choice, Codes, Day, Decimal, Several, Text, Whole } from '#libs/platform/inputs';
import { COUNCIL_TYPES, LEGAL_FORMS, NATIONS, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { codes, KEY } from './words.ts';

class CouncilInput {
  @Text(KEY)
  readonly key!: string;

  /** Starts with Z: no code of the real register does. */
  @Text({ label: 'code', min: 3, max: 5 })
  readonly code!: string;

  @Text({ label: 'officialName', max: 200 })
  readonly officialName!: string;

  @Text({ label: 'niceName', max: 200 })
  readonly niceName!: string;

  @Choice({ label: 'type', of: codes(COUNCIL_TYPES) })
  readonly type!: string;

  @Choice({ label: 'nation', of: NATIONS })
  readonly nation!: string;

  @Text({ label: 'region', max: 60 })
  readonly region!: string;

  @Whole({ label: 'population', min: 1, max: 10_000_000 })
  readonly population!: number;

  @Decimal({ label: 'areaKm2' })
  readonly areaKm2!: string;
}

class OtherBodyInput {
  @Text(KEY)
  readonly key!: string;

  @Choice({ label: 'kind', of: ['nhs', 'union', 'adviser', 'funder', 'other_public', 'private_partner'] })
  readonly kind!: string;

  @Choice({ label: 'payerKind', of: codes(PAYER_KINDS), optional: true })
  readonly payerKind?: string;

  @Text({ label: 'name', max: 200 })
  readonly name!: string;

  @Choice({ label: 'nation', of: NATIONS })
  readonly nation!: string;

  @Text({ label: 'summary', max: 1000 })
  readonly summary!: string;
}

class StageEventInput {
  @Choice({ label: 'stage', of: codes(STAGES) })
  readonly stage!: string;

  @Day({ label: 'on' })
  readonly on!: string;

  @Text({ label: 'note', max: 1000, optional: true })
  readonly note?: string | null;
}

class SpinOutInput {
  @Text(KEY)
  readonly key!: string;

  @Text({ label: 'name', max: 200 })
  readonly name!: string;

  @Choice({ label: 'legalForm', of: codes(LEGAL_FORMS), optional: true })
  readonly legalForm?: string | null;

  @Text({ label: 'parent', max: 80 })
  readonly parent!: string;

  @Codes({ label: 'serviceAreas', of: codes(SERVICE_AREAS) })
  readonly serviceAreas!: string[];

  @Choice({ label: 'stage', of: codes(STAGES) })
  readonly stage!: string;

  @Day({ label: 'wentLiveOn', optional: true })
  readonly wentLiveOn?: string | null;

  @Day({ label: 'endedOn', optional: true })
  readonly endedOn?: string | null;

  @Choice({ label: 'endedHow', of: ['closed', 'insourced', 'merged', 'sold'], optional: true })
  readonly endedHow?: string | null;

  @Text({ label: 'summary', max: 1000 })
  readonly summary!: string;

  @Whole({ label: 'staff', min: 0, max: 100_000, optional: true })
  readonly staff?: number | null;

  @Several({ label: 'stageEvents', of: StageEventInput, max: 30 })
  readonly stageEvents!: StageEventInput[];
}

export class OrganisationsFile {
  @Several({ label: 'councils', of: CouncilInput, max: 100 })
  readonly councils!: CouncilInput[];

  @Several({ label: 'others', of: OtherBodyInput, max: 100 })
  readonly others!: OtherBodyInput[];

  @Several({ label: 'spinOuts', of: SpinOutInput, max: 100 })
  readonly spinOuts!: SpinOutInput[];
}
