import { ENDED_HOW, NEXT_PROVIDER_KINDS, ORGANISATION_KINDS, PAYER_KINDS, RURALITY } from '#libs/organisations';
import { idOf, type Tx } from '#libs/platform/database';
import { Choice, Codes, Day, Decimal, Flag, Id, Moment, One, Several, Text, Texts, Whole } from '#libs/platform/inputs';
import { COUNCIL_TYPES, LEGAL_FORMS, NATIONS, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { fullOf } from '../canonical.ts';
import { type RecordProblem } from '../content-types.ts';
import { type Full, type RecordKind } from '../kinds.ts';
import { keepRows, replaceRows, type Row } from '../rows.ts';
import {
  inOrder,
  list,
  moment,
  MOST_VERSION,
  orNull,
  Reference,
  text,
  texts,
  VisibleTo,
  WrittenInput,
} from './common.ts';

class GssCodeInput {
  @Text({ label: 'code', max: 9 })
  readonly code!: string;

  @Flag({ label: 'current', optional: true })
  readonly current?: boolean;

  @Choice({ label: 'origin', of: ['register', 'history'], optional: true })
  readonly origin?: string;
}

class LabelsInput {
  @Whole({ label: 'imdQuintile', min: 1, max: 5, optional: true })
  readonly imdQuintile?: number;

  @Choice({ label: 'ruralUrban', of: RURALITY, optional: true })
  readonly ruralUrban?: string;

  @Whole({ label: 'population', min: 0, max: 2_000_000_000, optional: true })
  readonly population?: number;

  @Decimal({ label: 'areaKm2', optional: true })
  readonly areaKm2?: string;

  @Decimal({ label: 'densityPerKm2', optional: true })
  readonly densityPerKm2?: string;
}

class SuccessorInput {
  /** The register code of who follows. */
  @Text({ label: 'code', max: 12 })
  readonly code!: string;

  @Day({ label: 'on', optional: true })
  readonly on?: string;

  @Choice({ label: 'origin', of: ['register', 'succession'], optional: true })
  readonly origin?: string;

  @Text({ label: 'status', max: 200, optional: true })
  readonly status?: string;

  @Text({ label: 'source', max: 300, optional: true })
  readonly source?: string;
}

/** What the register says of a council. */
class CouncilInput {
  @Text({ label: 'code', max: 12 })
  readonly code!: string;

  @Text({ label: 'officialName', max: 200 })
  readonly officialName!: string;

  @Text({ label: 'niceName', max: 200 })
  readonly niceName!: string;

  @Choice({ label: 'type', of: Object.keys(COUNCIL_TYPES) })
  readonly type!: string;

  @Text({ label: 'region', max: 200, optional: true })
  readonly region?: string;

  @Text({ label: 'countyCode', max: 12, optional: true })
  readonly countyCode?: string;

  @Text({ label: 'combinedCode', max: 12, optional: true })
  readonly combinedCode?: string;

  @Whole({ label: 'population', min: 0, max: 2_000_000_000, optional: true })
  readonly population?: number;

  @Whole({ label: 'populationYear', min: 1, max: 9999, optional: true })
  readonly populationYear?: number;

  @Decimal({ label: 'areaKm2', optional: true })
  readonly areaKm2?: string;

  @Decimal({ label: 'latitude', decimals: 20, optional: true })
  readonly latitude?: string;

  @Decimal({ label: 'longitude', decimals: 20, optional: true })
  readonly longitude?: string;

  @Day({ label: 'startedOn', optional: true })
  readonly startedOn?: string;

  @Day({ label: 'endedOn', optional: true })
  readonly endedOn?: string;

  @Day({ label: 'announcedEndOn', optional: true })
  readonly announcedEndOn?: string;

  @Flag({ label: 'provisional', optional: true })
  readonly provisional?: boolean;

  @Text({ label: 'provisionalCode', max: 12, optional: true })
  readonly provisionalCode?: string;

  @Text({ label: 'notes', max: 2_000, optional: true })
  readonly notes?: string;

  @Texts({ label: 'alternativeNames', max: 100, each: 200, optional: true })
  readonly alternativeNames?: string[];

  @Texts({ label: 'spellings', max: 200, each: 200, optional: true })
  readonly spellings?: string[];

  @Several({ label: 'gssCodes', of: GssCodeInput, max: 50, optional: true })
  readonly gssCodes?: GssCodeInput[];

  @One({ label: 'labels', of: LabelsInput, optional: true })
  readonly labels?: LabelsInput;

  @Several({ label: 'successors', of: SuccessorInput, max: 50, optional: true })
  readonly successors?: SuccessorInput[];

  /** Register codes of councils that touch or overlap it. */
  @Texts({ label: 'neighbours', max: 200, each: 12, optional: true })
  readonly neighbours?: string[];
}

class StageInput {
  @Id({ label: 'id', optional: true })
  readonly id?: string;

  @Choice({ label: 'stage', of: Object.keys(STAGES) })
  readonly stage!: string;

  @Day({ label: 'on' })
  readonly on!: string;

  @Text({ label: 'note', max: 1_000, optional: true })
  readonly note?: string;

  @Text({ label: 'source', max: 300, optional: true })
  readonly source?: string;

  @Text({ label: 'sourceUrl', max: 300, optional: true })
  readonly sourceUrl?: string;

  @Choice({ label: 'endedHow', of: Object.keys(ENDED_HOW), optional: true })
  readonly endedHow?: string;

  @Reference('succeededBy')
  readonly succeededBy?: string;

  @Choice({ label: 'nextProviderKind', of: Object.keys(NEXT_PROVIDER_KINDS), optional: true })
  readonly nextProviderKind?: string;

  @Whole({ label: 'version', min: 1, max: MOST_VERSION, optional: true })
  readonly version?: number;

  @Moment({ label: 'createdAt', optional: true })
  readonly createdAt?: string;

  /** Taken back; kept for the log alone. */
  @Moment({ label: 'removedAt', optional: true })
  readonly removedAt?: string;
}

class SpinOutInput {
  /** The organisation that it left. */
  @Reference('parent')
  readonly parent?: string;

  @Choice({ label: 'legalForm', of: Object.keys(LEGAL_FORMS), optional: true })
  readonly legalForm?: string;

  @Day({ label: 'legalFormFrom', optional: true })
  readonly legalFormFrom?: string;

  @Codes({ label: 'serviceAreas', of: Object.keys(SERVICE_AREAS), max: 30, optional: true })
  readonly serviceAreas?: string[];

  @Choice({ label: 'stage', of: Object.keys(STAGES) })
  readonly stage!: string;

  @Day({ label: 'wentLiveOn', optional: true })
  readonly wentLiveOn?: string;

  @Day({ label: 'endedOn', optional: true })
  readonly endedOn?: string;

  @Choice({ label: 'endedHow', of: Object.keys(ENDED_HOW), optional: true })
  readonly endedHow?: string;

  @Reference('succeededBy')
  readonly succeededBy?: string;

  @Choice({ label: 'nextProviderKind', of: Object.keys(NEXT_PROVIDER_KINDS), optional: true })
  readonly nextProviderKind?: string;

  @Whole({ label: 'staff', min: 0, max: 1_000_000, optional: true })
  readonly staff?: number;

  @Several({ label: 'stages', of: StageInput, max: 200, optional: true })
  readonly stages?: StageInput[];
}

export class OrganisationRecord extends WrittenInput {
  @Choice({ label: 'kind', of: Object.keys(ORGANISATION_KINDS) })
  readonly kind!: string;

  @Text({ label: 'name', max: 200 })
  readonly name!: string;

  @Text({ label: 'summary', max: 1_000, optional: true })
  readonly summary?: string;

  @Choice({ label: 'nation', of: NATIONS, optional: true })
  readonly nation?: string;

  @Text({ label: 'website', max: 300, optional: true })
  readonly website?: string;

  /** Of a payer that is no council. */
  @Choice({ label: 'payerKind', of: Object.keys(PAYER_KINDS), optional: true })
  readonly payerKind?: string;

  @VisibleTo()
  readonly visibleTo?: string[];

  /** Of a council, and needed there. */
  @One({ label: 'council', of: CouncilInput, optional: true })
  readonly council?: CouncilInput;

  /** Of a spin-out, and needed there. */
  @One({ label: 'spinOut', of: SpinOutInput, optional: true })
  readonly spinOut?: SpinOutInput;
}

const READ = `
  SELECT o.id, ${moment('o.created_at')} AS "createdAt", o.lang, o.fictional, o.version, o.kind, o.name, o.summary,
         o.nation, o.website, o.payer_kind AS "payerKind", o.visible_to AS "visibleTo",
         (SELECT json_build_object('code', c.code, 'officialName', c.official_name, 'niceName', c.nice_name,
                   'type', c.type, 'region', c.region, 'countyCode', c.county_code, 'combinedCode', c.combined_code,
                   'population', c.population, 'populationYear', c.population_year,
                   'areaKm2', c.area_km2::text, 'latitude', c.latitude::text, 'longitude', c.longitude::text,
                   'startedOn', c.started_on, 'endedOn', c.ended_on, 'announcedEndOn', c.announced_end_on,
                   'provisional', c.provisional, 'provisionalCode', c.provisional_code, 'notes', c.notes,
                   'alternativeNames', c.alternative_names,
                   'spellings', ARRAY(SELECT s.spelling FROM council_spellings s WHERE s.council_id = o.id
                                       ORDER BY s.spelling COLLATE "C"),
                   'gssCodes', (SELECT coalesce(json_agg(json_build_object('code', g.gss_code, 'current', g.is_current,
                                  'origin', g.origin) ORDER BY g.gss_code), '[]')
                                  FROM council_gss_codes g WHERE g.council_id = o.id),
                   'labels', (SELECT json_build_object('imdQuintile', l.imd_quintile, 'ruralUrban', l.rural_urban,
                                'population', l.population, 'areaKm2', l.area_km2::text,
                                'densityPerKm2', l.density_per_km2::text)
                                FROM council_labels l WHERE l.council_id = o.id),
                   'successors', (SELECT coalesce(json_agg(json_build_object('code', s.successor_code, 'on', s.on_date,
                                    'origin', s.origin, 'status', s.status, 'source', s.source)
                                    ORDER BY s.successor_code COLLATE "C"), '[]')
                                    FROM council_successions s WHERE s.predecessor_code = c.code),
                   'neighbours', ARRAY(SELECT a.other_code FROM council_adjacencies a WHERE a.code = c.code
                                        ORDER BY a.other_code COLLATE "C"))
            FROM councils c WHERE c.organisation_id = o.id) AS council,
         (SELECT json_build_object('parent', s.parent_id, 'legalForm', s.legal_form, 'legalFormFrom', s.legal_form_from,
                   'serviceAreas', s.service_areas, 'stage', s.stage, 'wentLiveOn', s.went_live_on,
                   'endedOn', s.ended_on, 'endedHow', s.ended_how, 'succeededBy', s.succeeded_by,
                   'nextProviderKind', s.next_provider_kind, 'staff', s.staff,
                   'stages', (SELECT coalesce(json_agg(json_build_object('id', e.id, 'stage', e.stage,
                                'on', e.happened_on, 'note', e.note, 'source', e.source, 'sourceUrl', e.source_url,
                                'endedHow', e.ended_how, 'succeededBy', e.succeeded_by,
                                'nextProviderKind', e.next_provider_kind, 'version', e.version,
                                'createdAt', e.created_at, 'removedAt', e.removed_at) ORDER BY e.happened_on, e.id), '[]')
                                FROM stage_events e WHERE e.spin_out_id = o.id))
            FROM spin_outs s WHERE s.organisation_id = o.id) AS "spinOut"
    FROM organisations o WHERE o.id = ANY ($1::uuid[])`;

export const organisations: RecordKind = {
  type: 'organisation',
  Input: OrganisationRecord,
  table: 'organisations',
  listKeys: {},

  async read(tx, ids) {
    const rows = await tx.query<Row[]>(READ, [ids]);
    return inOrder(
      rows.map((row) => fullOf(OrganisationRecord, row)),
      ids,
    );
  },

  async resolve(full, refs) {
    const spinOut = full['spinOut'] as Full | null;
    if (spinOut === null) return full;
    const parent = await refs.organisation('spinOut.parent', spinOut['parent']);
    const succeededBy = await refs.organisation('spinOut.succeededBy', spinOut['succeededBy']);
    const stages: Full[] = [];
    for (const [index, stage] of list(spinOut['stages']).entries()) {
      const became = await refs.organisation(`spinOut.stages.${index}.succeededBy`, stage['succeededBy']);
      stages.push({
        ...stage,
        succeededBy: became?.id ?? null,
        id: stage['id'] ?? idOf('stage-event', `${text(full['id'])}/${text(stage['stage'])}/${text(stage['on'])}`),
      });
    }
    return {
      ...full,
      spinOut: { ...spinOut, parent: parent?.id ?? null, succeededBy: succeededBy?.id ?? null, stages },
    };
  },

  defaults: (full, now) => ({
    ...full,
    createdAt: full['createdAt'] ?? now,
    lang: full['lang'] ?? 'en',
    fictional: full['fictional'] ?? false,
    version: full['version'] ?? 1,
    visibleTo: texts(full['visibleTo']).length > 0 ? full['visibleTo'] : ['public'],
    ...(full['council'] === null ? {} : { council: councilDefaults(full['council'] as Full) }),
    ...(full['spinOut'] === null ? {} : { spinOut: spinOutDefaults(full['spinOut'] as Full) }),
  }),

  async keep(tx, full) {
    const kind = text(full['kind']);
    const council = full['council'] as Full | null;
    const spinOut = full['spinOut'] as Full | null;
    const problems = misfits(kind, council, spinOut, full['nation']);
    if (full['payerKind'] !== null && (council !== null || spinOut !== null)) {
      problems.push({ field: 'payerKind', message: 'A council or a spin-out has no kind of payer' });
    }
    if (problems.length > 0) return problems;
    const id = text(full['id']);
    await keepRows(
      tx,
      'organisations',
      ['id'],
      [
        {
          id,
          kind,
          name: full['name'],
          summary: full['summary'],
          nation: full['nation'],
          website: full['website'],
          payer_kind: full['payerKind'],
          lang: full['lang'],
          fictional: full['fictional'],
          visible_to: full['visibleTo'],
          version: full['version'],
          created_at: full['createdAt'],
        },
      ],
    );
    if (council !== null) await keepCouncil(tx, id, council, text(full['nation']));
    if (spinOut !== null) await keepSpinOut(tx, id, spinOut);
    return [];
  },
};

const councilDefaults = (council: Full): Full => ({
  ...council,
  region: council['region'] ?? '',
  provisional: council['provisional'] ?? false,
  spellings: texts(council['spellings']).toSorted(byCode),
  neighbours: texts(council['neighbours']).toSorted(byCode),
  gssCodes: list(council['gssCodes'])
    .map((code) => ({ ...code, current: code['current'] ?? true, origin: code['origin'] ?? 'register' }))
    .toSorted((a, b) => byCode(codeOf(a), codeOf(b))),
  successors: list(council['successors'])
    .map((successor) => ({ ...successor, origin: successor['origin'] ?? 'register' }))
    .toSorted((a, b) => byCode(codeOf(a), codeOf(b))),
});

const spinOutDefaults = (spinOut: Full): Full => ({
  ...spinOut,
  stages: list(spinOut['stages'])
    .map((stage) => ({
      ...stage,
      version: stage['version'] ?? 1,
      createdAt: stage['createdAt'] ?? `${text(stage['on'])}T00:00:00.000Z`,
    }))
    .toSorted((a, b) => byCode(stageOrder(a), stageOrder(b))),
});

const stageOrder = (stage: Full): string => `${text(stage['on'])} ${text(stage['id'])}`;
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function misfits(kind: string, council: Full | null, spinOut: Full | null, nation: unknown): RecordProblem[] {
  const problems: RecordProblem[] = [];
  if ((kind === 'council') !== (council !== null)) {
    problems.push({ field: 'council', message: 'A council, and nothing else, has the part council' });
  }
  if ((kind === 'spin_out') !== (spinOut !== null)) {
    problems.push({ field: 'spinOut', message: 'A spin-out, and nothing else, has the part spinOut' });
  }
  if (council !== null && typeof nation !== 'string') {
    problems.push({ field: 'nation', message: 'Enter the nation of the council' });
  }
  return problems;
}

async function keepCouncil(tx: Tx, id: string, council: Full, nation: string): Promise<void> {
  const code = text(council['code']);
  await keepRows(
    tx,
    'councils',
    ['organisation_id'],
    [
      {
        organisation_id: id,
        code,
        official_name: council['officialName'],
        nice_name: council['niceName'],
        type: council['type'],
        nation,
        region: council['region'],
        county_code: council['countyCode'],
        combined_code: council['combinedCode'],
        population: council['population'],
        population_year: council['populationYear'],
        area_km2: council['areaKm2'],
        latitude: council['latitude'],
        longitude: council['longitude'],
        started_on: council['startedOn'],
        ended_on: council['endedOn'],
        announced_end_on: council['announcedEndOn'],
        provisional: council['provisional'],
        provisional_code: council['provisionalCode'],
        notes: council['notes'],
        alternative_names: council['alternativeNames'],
      },
    ],
  );
  await replaceRows(
    tx,
    'council_spellings',
    ['council_id', id],
    texts(council['spellings']).map((spelling) => ({ council_id: id, spelling })),
  );
  await replaceRows(
    tx,
    'council_gss_codes',
    ['council_id', id],
    list(council['gssCodes']).map((gss) => ({
      council_id: id,
      gss_code: gss['code'],
      is_current: gss['current'],
      origin: gss['origin'],
    })),
  );
  const labels = council['labels'] as Full | null;
  await replaceRows(
    tx,
    'council_labels',
    ['council_id', id],
    labels === null
      ? []
      : [
          {
            council_id: id,
            imd_quintile: labels['imdQuintile'],
            rural_urban: labels['ruralUrban'],
            population: labels['population'],
            area_km2: labels['areaKm2'],
            density_per_km2: labels['densityPerKm2'],
            imported_at: new Date().toISOString(),
          },
        ],
  );
  await replaceRows(
    tx,
    'council_successions',
    ['predecessor_code', code],
    list(council['successors']).map((successor) => ({
      predecessor_code: code,
      successor_code: successor['code'],
      on_date: successor['on'],
      origin: successor['origin'],
      status: successor['status'],
      source: successor['source'],
    })),
  );
  await replaceRows(
    tx,
    'council_adjacencies',
    ['code', code],
    texts(council['neighbours']).map((other) => ({ code, other_code: other })),
  );
}

async function keepSpinOut(tx: Tx, id: string, spinOut: Full): Promise<void> {
  await keepRows(
    tx,
    'spin_outs',
    ['organisation_id'],
    [
      {
        organisation_id: id,
        parent_id: spinOut['parent'],
        legal_form: spinOut['legalForm'],
        legal_form_from: spinOut['legalFormFrom'],
        service_areas: spinOut['serviceAreas'],
        stage: spinOut['stage'],
        went_live_on: spinOut['wentLiveOn'],
        ended_on: spinOut['endedOn'],
        ended_how: spinOut['endedHow'],
        succeeded_by: spinOut['succeededBy'],
        next_provider_kind: spinOut['nextProviderKind'],
        staff: spinOut['staff'],
      },
    ],
  );
  // Kept one by one and not replaced: who recorded a stage stays with it.
  const stages = list(spinOut['stages']);
  await tx.query(`DELETE FROM stage_events WHERE spin_out_id = $1 AND id <> ALL ($2::uuid[])`, [
    id,
    stages.map((stage) => stage['id']),
  ]);
  await keepRows(
    tx,
    'stage_events',
    ['id'],
    stages.map((stage) => ({
      id: stage['id'],
      spin_out_id: id,
      stage: stage['stage'],
      happened_on: stage['on'],
      note: orNull(stage['note']),
      source: orNull(stage['source']),
      source_url: orNull(stage['sourceUrl']),
      ended_how: stage['endedHow'],
      succeeded_by: stage['succeededBy'],
      next_provider_kind: stage['nextProviderKind'],
      version: stage['version'],
      created_at: stage['createdAt'],
      removed_at: stage['removedAt'],
    })),
  );
}

const codeOf = (of: object): string => (of as { code: string }).code;
