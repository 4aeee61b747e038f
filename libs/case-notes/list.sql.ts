import { ALIKE_COUNCILS, COUNCIL_CALLED } from '#libs/organisations';
import { type CaseNoteListInput } from './case-notes.inputs.ts';
import { LOSSES } from './case-notes.words.ts';

/** Takes a value, gives its `$n`. */
export type Add = (value: unknown) => string;

/**
 * What the filters ask about. A note is at the place of its council, else at that of its spin-out's. All of it that is
 * the note's own stands in the index case_notes_list, so a list that few notes pass reads no note in vain.
 */
export const FILED = `
  FROM case_notes n
  LEFT JOIN spin_outs s ON s.organisation_id = n.spin_out_id
  LEFT JOIN organisations so ON so.id = n.spin_out_id
  LEFT JOIN councils c ON c.organisation_id = coalesce(n.council_id, s.parent_id)`;

const COUNCIL = 'coalesce(n.council_id, s.parent_id)';
const FROM_YEAR = 'extract(year FROM coalesce(n.period_from, n.period_to))::int';
const TO_YEAR = 'extract(year FROM coalesce(n.period_to, n.period_from))::int';

/** The columns that are counted by, of FILED. */
const COUNTED = {
  verdict: 'n.verdict',
  result: 'n.result',
  evidenced: 'n.evidenced',
  nation: 'coalesce(c.nation, so.nation)',
  region: 'c.region',
  council_type: 'c.type',
  stage: 'n.stage',
  legal_form: 'coalesce(n.legal_form, s.legal_form)',
  route: 'n.route',
  service_areas: 'n.service_areas',
  topics: 'n.topics',
  political_tags: 'n.political_tags',
  from_year: FROM_YEAR,
  to_year: TO_YEAR,
  // A limit is a whole number, so what comes after the point does not matter.
  cut: 'floor(n.done_while_cutting_percent)::int',
} as const;

type Filters = Map<FacetName | 'council' | 'spinOut', string>;

const isLost = (result: string): string => `${result} IN (${LOSSES.map((loss) => `'${loss}'`).join(', ')})`;

/** What each filter that is set asks of FILED, as SQL. */
export function filtersOf(chosen: CaseNoteListInput, add: Add, own: string): Filters {
  const set: Filters = new Map();
  const any = (name: FacetName, sql: string, values: readonly string[]): void => {
    if (values.length > 0) set.set(name, `${sql} = ANY (${add(values)}::text[])`);
  };
  const some = (name: FacetName, sql: string, values: readonly string[]): void => {
    if (values.length > 0) set.set(name, `${sql} && ${add(values)}::text[]`);
  };
  const orLost = (name: 'outcome' | 'result', sql: string): void => {
    const values: readonly string[] = chosen[name];
    any(name, sql, values);
    if (values.includes('lost')) set.set(name, `(${set.get(name)} OR ${isLost('n.result')})`);
  };
  orLost('outcome', COUNTED.verdict);
  orLost('result', COUNTED.result);
  any('stage', COUNTED.stage, chosen.stage);
  any('legalForm', COUNTED.legal_form, chosen.legalForm);
  any('route', COUNTED.route, chosen.route);
  any('nation', COUNTED.nation, chosen.nation);
  any('region', COUNTED.region, chosen.region);
  any('councilType', COUNTED.council_type, chosen.councilType);
  some('serviceArea', COUNTED.service_areas, chosen.serviceArea);
  some('topic', COUNTED.topics, chosen.topic);
  some('politicalTag', COUNTED.political_tags, chosen.politicalTag);
  if (chosen.year.length > 0) {
    set.set(
      'year',
      `EXISTS (SELECT FROM unnest(${add(chosen.year)}::int[]) y WHERE y BETWEEN ${FROM_YEAR} AND ${TO_YEAR})`,
    );
  }
  if (chosen.evidenced !== undefined) set.set('evidenced', `n.evidenced = ${add(chosen.evidenced)}::boolean`);
  // Absent is not nought: null passes no comparison.
  if (chosen.doneWhileCutting !== undefined) {
    set.set('doneWhileCutting', `n.done_while_cutting_percent >= ${add(chosen.doneWhileCutting)}::int`);
  }
  if (chosen.like !== undefined) {
    const subject = chosen.like === 'mine' ? own : COUNCIL_CALLED(add(chosen.like));
    set.set('like', `${COUNCIL} = ANY (ARRAY(${ALIKE_COUNCILS(subject, 'current_date')}))`);
  }
  if (chosen.council !== undefined) set.set('council', `${COUNCIL} = ANY (ARRAY(${LINE_OF(add(chosen.council))}))`);
  if (chosen.spinOut !== undefined) set.set('spinOut', `n.spin_out_id = ${add(chosen.spinOut)}::uuid`);
  return set;
}

/** The council of that code and all that went before it: what was done there is theirs now. */
const LINE_OF = (code: string): string => `
  WITH RECURSIVE line (code) AS (
    SELECT upper(${code}::text) UNION
    SELECT p.predecessor_code FROM line JOIN council_successions p ON p.successor_code = line.code)
  SELECT k.organisation_id FROM line JOIN councils k ON k.code = line.code`;

/** Where a member works, verified: the latest, as a query for its id. */
export const OWN_COUNCIL = (person: string): string => `
  SELECT k.organisation_id FROM memberships m JOIN councils k ON k.organisation_id = m.organisation_id
   WHERE m.person_id = ${person}::uuid AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
   ORDER BY m.from_on DESC NULLS LAST, m.organisation_id LIMIT 1`;

/** As a group of the counts gives it: the values of its columns, and how many notes have them. */
export interface CountedRow {
  group: number;
  /** The filter that these notes fail, alone, as its bit; 0: they pass all. */
  failing: number;
  n: number;
  verdict: string | null;
  result: string | null;
  evidenced: boolean | null;
  nation: string | null;
  region: string | null;
  council_type: string | null;
  stage: string | null;
  legal_form: string | null;
  route: string | null;
  service_areas: string[] | null;
  topics: string[] | null;
  political_tags: string[] | null;
  from_year: number | null;
  to_year: number | null;
  cut: number | null;
  mine: boolean | null;
}

type Column = keyof typeof COUNTED | 'mine';

/** Each is one pass over what is counted: columns with few values together. */
const GROUPS: readonly (readonly Column[])[] = [
  ['verdict', 'result', 'evidenced'],
  ['nation', 'region', 'council_type', 'mine'],
  ['stage'],
  ['legal_form'],
  ['route'],
  ['service_areas'],
  ['topics'],
  ['political_tags', 'cut'],
  ['from_year', 'to_year'],
];

const lostToo = (code: string | null, result: string | null): (string | null)[] =>
  LOSSES.some((loss) => loss === result) ? [code, 'lost'] : [code];

function* years({ from_year: from, to_year: to }: CountedRow): Generator<string> {
  if (from === null || to === null) return;
  for (let year = from; year <= to; year += 1) yield String(year);
}

/** The facets: the group that each is counted in, and the values of it that a row of that group has. */
const FACETS = {
  outcome: { group: 0, values: ({ verdict, result }: CountedRow) => lostToo(verdict, result) },
  result: { group: 0, values: ({ result }: CountedRow) => lostToo(result, result) },
  evidenced: { group: 0, values: ({ evidenced }: CountedRow) => [String(evidenced)] },
  nation: { group: 1, values: ({ nation }: CountedRow) => [nation] },
  region: { group: 1, values: ({ region }: CountedRow) => [region] },
  councilType: { group: 1, values: ({ council_type: type }: CountedRow) => [type] },
  like: { group: 1, values: ({ mine }: CountedRow) => (mine ? ['mine'] : []) },
  stage: { group: 2, values: ({ stage }: CountedRow) => [stage] },
  legalForm: { group: 3, values: ({ legal_form: form }: CountedRow) => [form] },
  route: { group: 4, values: ({ route }: CountedRow) => [route] },
  serviceArea: { group: 5, values: ({ service_areas: areas }: CountedRow) => areas ?? [] },
  topic: { group: 6, values: ({ topics }: CountedRow) => topics ?? [] },
  politicalTag: { group: 7, values: ({ political_tags: tags }: CountedRow) => tags ?? [] },
  doneWhileCutting: { group: 7, values: ({ cut }: CountedRow) => (cut === null ? [] : [String(cut)]) },
  year: { group: 8, values: (row: CountedRow) => years(row) },
} as const satisfies Record<string, { group: number; values: (row: CountedRow) => Iterable<string | null> }>;

export type FacetName = keyof typeof FACETS;
const FACET_NAMES = Object.keys(FACETS) as FacetName[];

/**
 * One pass over all notes that pass the other filters: for each group of columns, how many notes have each of their
 * values, by the one facet that they fail. So each facet is counted as if its own filter were not set.
 */
export function countsSql(set: Filters, { keys, own }: { keys: string; own: string }): string {
  const facets = FACET_NAMES.filter((name) => set.has(name));
  const failing = facets.map((name, i) => `CASE WHEN ${set.get(name)} THEN 0 ELSE ${2 ** i} END`);
  const others = (['council', 'spinOut'] as const).flatMap((name) => (set.has(name) ? [`AND ${set.get(name)}`] : []));
  const columns = [...Object.keys(COUNTED), 'mine'];
  return `
    WITH own_like AS MATERIALIZED (${ALIKE_COUNCILS(own, 'current_date')}),
    noted AS MATERIALIZED (
      SELECT ${Object.entries(COUNTED)
        .map(([name, sql]) => `${sql} AS ${name}`)
        .join(', ')}, ${COUNCIL} IN (SELECT id FROM own_like) AS mine, ${failing.join(' + ') || '0'} AS failing
      ${FILED}
       WHERE n.status = 'published' AND n.visible_to && ${keys} ${others.join(' ')})
    SELECT CASE ${GROUPS.map(([first], i) => `WHEN GROUPING(${first}) = 0 THEN ${i}`).join(' ')} END AS "group",
           failing, count(*)::int AS n, ${columns.join(', ')}
      FROM noted
     WHERE failing & (failing - 1) = 0
     GROUP BY GROUPING SETS (${GROUPS.map((group) => `(${group.join(', ')}, failing)`).join(', ')})`;
}

/** How many notes each value of each facet would find, and how many pass all filters. */
export function countsIn(rows: readonly CountedRow[], set: Filters): { total: number; facets: FacetCounts } {
  const chosen = FACET_NAMES.filter((name) => set.has(name));
  const facets = Object.fromEntries(FACET_NAMES.map((name) => [name, {}])) as Record<FacetName, Record<string, number>>;
  let total = 0;
  for (const row of rows) {
    if (row.group === 0 && row.failing === 0) total += row.n;
    for (const name of FACET_NAMES) {
      const { group, values } = FACETS[name];
      if (group !== row.group || (row.failing !== 0 && row.failing !== 2 ** chosen.indexOf(name))) continue;
      for (const value of values(row)) {
        if (value !== null) facets[name][value] = (facets[name][value] ?? 0) + row.n;
      }
    }
  }
  return { total, facets: { ...facets, doneWhileCutting: atLeast(facets.doneWhileCutting) } };
}

export type FacetCounts = Readonly<Record<FacetName, Readonly<Record<string, number>>>>;

/** Of each percentage, how many have it or more. */
function atLeast(counts: Readonly<Record<string, number>>): Record<string, number> {
  const sums: Record<string, number> = {};
  let sum = 0;
  for (let percent = 100; percent >= 0; percent -= 1) {
    sum += counts[percent] ?? 0;
    if (sum > 0) sums[percent] = sum;
  }
  return sums;
}
