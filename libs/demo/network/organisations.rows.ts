import { type DemoFiles } from '../demo-files.ts';
import { idOf } from '#libs/platform/database';
import { type TableRows } from '../rows.ts';

export const organisationId = (key: string): string => idOf('organisation', key);

/** The name that people read, by key: councils by their nice name's official form. */
export function organisationNames({ organisations }: DemoFiles): ReadonlyMap<string, string> {
  const { councils, others, spinOuts } = organisations;
  return new Map([
    ...councils.map(({ key, officialName }) => [key, officialName] as const),
    ...[...others, ...spinOuts].map(({ key, name }) => [key, name] as const),
  ]);
}

/** Councils have no GSS code: those belong to the real register. */
export function organisationRows(files: DemoFiles): TableRows[] {
  const { councils, others, spinOuts } = files.organisations;
  const endings = new Map(files.spinOutFacts.endings.map((ending) => [ending.spinOut, ending]));
  const formsFrom = new Map(
    files.spinOutFacts.facts
      .filter(({ kind }) => kind === 'legal-form')
      .map(({ spinOut, fact }) => [spinOut, fact.fromOn]),
  );
  const nations = new Map([...councils, ...others].map(({ key, nation }) => [key, nation]));
  return [
    {
      table: 'organisations',
      rows: [
        ...councils.map(({ key, officialName, nation }) => organisation(key, 'council', officialName, nation, null)),
        ...others.map(({ key, kind, name, nation, summary, payerKind = null }) => ({
          ...organisation(key, kind, name, nation, summary),
          payer_kind: payerKind,
        })),
        ...spinOuts.map(({ key, name, parent, summary }) =>
          organisation(key, 'spin_out', name, nations.get(parent), summary),
        ),
      ],
    },
    {
      table: 'councils',
      rows: councils.map((council) => ({
        organisation_id: organisationId(council.key),
        code: council.code,
        official_name: council.officialName,
        nice_name: council.niceName,
        type: council.type,
        nation: council.nation,
        region: council.region,
        population: council.population,
        population_year: 2024,
        area_km2: council.areaKm2,
        notes: 'Invented for the demo network: there is no such council.',
      })),
    },
    {
      table: 'spin_outs',
      rows: spinOuts.map((spinOut) => ({
        organisation_id: organisationId(spinOut.key),
        parent_id: organisationId(spinOut.parent),
        legal_form: spinOut.legalForm ?? null,
        legal_form_from: formsFrom.get(spinOut.key) ?? null,
        succeeded_by: idOrNull(endings.get(spinOut.key)?.succeededBy),
        next_provider_kind: endings.get(spinOut.key)?.nextProviderKind ?? null,
        service_areas: spinOut.serviceAreas,
        stage: spinOut.stage,
        went_live_on: spinOut.wentLiveOn ?? null,
        ended_on: spinOut.endedOn ?? null,
        ended_how: spinOut.endedHow ?? null,
        staff: spinOut.staff ?? null,
      })),
    },
    {
      table: 'stage_events',
      rows: spinOuts.flatMap(({ key, stageEvents, endedHow }) =>
        stageEvents.map(({ stage, on, note }, index) => ({
          id: idOf('stage-event', `${key}/${index}`),
          spin_out_id: organisationId(key),
          stage,
          happened_on: on,
          note: note ?? null,
          source: 'Made up for the demo network',
          ended_how: stage === 'ended' ? (endedHow ?? null) : null,
          succeeded_by: stage === 'ended' ? idOrNull(endings.get(key)?.succeededBy) : null,
          next_provider_kind: stage === 'ended' ? (endings.get(key)?.nextProviderKind ?? null) : null,
        })),
      ),
    },
    {
      table: 'spin_out_sources',
      rows: spinOuts.flatMap((spinOut) =>
        fieldsSaidBy(spinOut).map((field) => ({
          spin_out_id: organisationId(spinOut.key),
          field,
          source: 'Made up for the demo network',
          as_at: '2026-09-30',
        })),
      ),
    },
  ];
}

/** The fields of the profile that say something. */
const fieldsSaidBy = ({ legalForm, staff, wentLiveOn }: DemoFiles['organisations']['spinOuts'][number]): string[] => [
  'parent',
  'service-areas',
  ...(legalForm === undefined ? [] : ['legal-form']),
  ...(staff === undefined ? [] : ['staff']),
  ...(wentLiveOn === undefined ? [] : ['went-live']),
];

const idOrNull = (key: string | undefined): string | null => (key === undefined ? null : organisationId(key));

const organisation = (key: string, kind: string, name: string, nation: string | undefined, summary: string | null) => ({
  id: organisationId(key),
  kind,
  name,
  nation: nation ?? null,
  summary,
  payer_kind: null as string | null,
  fictional: true,
});
