import { LOSSES } from '#libs/case-notes';
import { ALIKE_COUNCILS, COUNCIL_CALLED } from '#libs/organisations';
import { fieldIsOpenToAll } from '#libs/people';
import { START, STOP } from './marked.ts';
import { type SearchInput } from './search.inputs.ts';
import { type Asked, type Group } from './words.ts';

/** Collects the values of a statement whose text varies; each gives its `$n`. */
export class Values {
  readonly list: unknown[] = [];
  readonly add = (value: unknown): string => `$${this.list.push(value)}`;
}

/** In which order the weights of the tsvector count: { D, C, B, A }. */
export const WEIGHTS = `'{0.02, 0.1, 0.4, 1.0}'::float4[]`;

/** A tsquery over many alternatives. Parts that are stop words alone are empty, and drop out. */
function tsquery(
  config: string,
  clauses: Asked['clauses'],
  texts: (group: Group) => readonly string[],
  add: Values['add'],
) {
  const one = (text: string) => `websearch_to_tsquery('${config}', ${add(text)})`;
  const any = (group: Group) => `${group.not ? '!! ' : ''}(${texts(group).map(one).join(' || ')})`;
  const alternatives = clauses.map((clause) => `(${clause.map(any).join(' && ')})`);
  return alternatives.length === 0 ? `''::tsquery` : alternatives.join(' || ');
}

/** All that was looked for, each alone: what a row has of them is marked in it. */
function eachAlone(config: string, clauses: Asked['clauses'], add: Values['add']): string {
  const texts = new Set(clauses.flatMap((clause) => clause.filter(({ not }) => !not).flatMap(all)));
  return `ARRAY[${[...texts].map((text) => `websearch_to_tsquery('${config}', ${add(text)})`).join(', ')}]::tsquery[]`;
}

/** The same query, for the title and the names alone. A lexeme is printed in quotes, and quotes in it are doubled. */
const inTitle = (query: string): string =>
  `regexp_replace((${query})::text, '''(?:[^'']|'''')*''', '\\&:A', 'g')::tsquery`;

const all = (group: Group): readonly string[] => [...group.own, ...group.other];
const own = (group: Group): readonly string[] => group.own;

/**
 * What is asked, once: en and cy by the language of a text, with other words for the same; own_ without those; title_
 * for the title alone; each_ for marks. Scalar subqueries of it are constants to the planner, so every form uses the index.
 */
export function asked(q: string, { clauses }: Asked, add: Values['add']): string {
  return `q AS MATERIALIZED (
    SELECT en, cy, own_en, own_cy, each_en, each_cy, ${inTitle('en')} AS title_en, ${inTitle('cy')} AS title_cy, search_fold(${add(q)}) AS name
      FROM (SELECT ${tsquery('search_en', clauses, all, add)} AS en, ${tsquery('search_cy', clauses, all, add)} AS cy,
                   ${tsquery('search_en', clauses, own, add)} AS own_en, ${tsquery('search_cy', clauses, own, add)} AS own_cy,
                   ${eachAlone('search_en', clauses, add)} AS each_en, ${eachAlone('search_cy', clauses, add)} AS each_cy
            OFFSET 0) AS words)`;
}

const byLanguage = (name: string): string =>
  `CASE d.lang WHEN 'cy' THEN (SELECT ${name}cy FROM q) ELSE (SELECT ${name}en FROM q) END`;

/** Each branch is an index. */
export const MATCHES = `(
       (d.tsv @@ (SELECT en FROM q) AND d.lang <> 'cy')
    OR (d.tsv @@ (SELECT cy FROM q) AND d.lang = 'cy')
    OR (d.exact @> ARRAY[(SELECT name FROM q)] AND d.part = 0))`;

export const IS_EXACT = `(d.part = 0 AND d.exact @> ARRAY[(SELECT name FROM q)])`;

/**
 * Title before summary before text; one's own words before others for the same; what is settled and shown a little up,
 * people after what was written.
 */
export const score = ({ expanded }: Asked): string => `(
    ts_rank_cd(${WEIGHTS}, d.tsv, ${byLanguage('')}, 1 | 32)
    + CASE WHEN d.part = 0 AND d.tsv @@ ${byLanguage('title_')} THEN 0.5 ELSE 0 END
    ${expanded.length === 0 ? '' : `+ CASE WHEN d.tsv @@ ${byLanguage('own_')} THEN 0.2 ELSE 0 END`}
  ) * CASE WHEN d.evidenced OR d.accepted THEN 1.2 WHEN d.answered = 'accepted' THEN 1.1
           WHEN d.type = 'person' THEN 0.7 ELSE 1 END`;

/** What a snippet is cut from. The text of an answer is read from its post, which is not hidden: else it had no row. */
const TEXT = `CASE d.part WHEN 0 THEN d.body
  ELSE coalesce((SELECT left(search_plain(p.body), 20000) FROM posts p
                  WHERE p.thread_id = d.id AND p.number = d.part), '') END`;

/**
 * The text without what could be taken for a mark, and with a space in what fills a page without one; ts_headline
 * would drop "<so>" as markup, so it sees a stand-in.
 */
const unmarked = (text: string): string => `search_parted(translate(${text}, E'<\\x01\\x02\\x03', E'\\x01'))`;
/** Only what the row has: else of "staff transfer", looked for as a phrase, every "staff" would be marked. */
const PRESENT = `(SELECT coalesce(replace(string_agg('(' || one::text || ')', ' | '), ' & ', ' | '), '')::tsquery
                    FROM unnest(${byLanguage('each_')}) AS one WHERE d.tsv @@ one)`;
const headline = (text: string, options: string): string =>
  `ts_headline(search_config(d.lang), ${text}, ${PRESENT}, ${options})`;

const MARKS = `StartSel="${START}", StopSel="${STOP}"`;
const WHOLE = `HighlightAll=true, ${MARKS}`;
const CUT = `MaxWords=22, MinWords=11, ShortWord=2, MaxFragments=2, FragmentDelimiter=" … ", ${MARKS}`;
/** A text of two lines is shown as it is. */
const SHORT = 240;
const BEGINNING = `regexp_replace(left(text, ${SHORT}), '\\s\\S*$', '') || ' …'`;

/** Title and snippet, what was found between marks; without words, the beginning of the text. */
export function headlines(withWords: boolean, add: Values['add']): { title: string; snippet: string } {
  const text = `(SELECT ${unmarked(TEXT)} AS text OFFSET 0) AS t`;
  if (!withWords) {
    return {
      title: unmarked('d.title'),
      snippet: `(SELECT CASE WHEN length(text) > ${SHORT} THEN ${BEGINNING} ELSE text END FROM ${text})`,
    };
  }
  const bare = `translate(cut, E'\\x02\\x03', '')`;
  return {
    title: headline(unmarked('d.title'), add(WHOLE)),
    // Three dots where the text went on before or goes on after.
    snippet: `(
      SELECT CASE WHEN length(text) <= ${SHORT} THEN cut
                  WHEN strpos(cut, E'\\x02') = 0 THEN ${BEGINNING}
                  ELSE CASE WHEN starts_with(text, left(${bare}, 12)) THEN '' ELSE '… ' END || cut
                       || CASE WHEN right(text, 12) = right(${bare}, 12) THEN '' ELSE ' …' END END
        FROM ${text}
       CROSS JOIN LATERAL (SELECT ${headline('text', `CASE WHEN length(text) <= ${SHORT} THEN ${add(WHOLE)} ELSE ${add(CUT)} END`)} AS cut
                           OFFSET 0) AS c)`,
  };
}

const LOST = `CASE WHEN h.result IN (${LOSSES.map((loss) => `'${loss}'`).join(', ')}) THEN 'lost' END`;

/** The facets: what a row of the index has of each, one value or several. */
const FACETS = {
  type: { sql: 'h.type', many: false },
  outcome: { sql: `ARRAY[h.verdict, ${LOST}]`, many: true },
  result: { sql: `ARRAY[h.result, ${LOST}]`, many: true },
  grade: { sql: 'h.grade', many: false },
  serviceArea: { sql: 'h.service_areas', many: true },
  topic: { sql: 'h.topics', many: true },
  stage: { sql: 'h.stage', many: false },
  nation: { sql: 'h.nation', many: false },
  region: { sql: 'h.region', many: false },
  councilType: { sql: 'h.council_type', many: false },
  legalForm: { sql: 'h.legal_form', many: false },
  answered: { sql: 'h.answered', many: false },
} as const satisfies Partial<Record<keyof SearchInput, { sql: string; many: boolean }>>;
type FacetName = keyof typeof FACETS;
const FACET_NAMES = Object.keys(FACETS) as FacetName[];
/** What is counted: the facets, and the one that is yes or no. */
export type CountedName = FacetName | 'evidenced';
export const COUNTED_NAMES: readonly CountedName[] = [...FACET_NAMES, 'evidenced'];

/** What a filter asks of a row, by its name; only those that are set. */
export function filters(input: SearchInput, add: Values['add']): Map<keyof SearchInput, string> {
  const set = new Map<keyof SearchInput, string>();
  for (const name of FACET_NAMES) {
    const { sql, many } = FACETS[name];
    if (input[name].length === 0) continue;
    const values = `${add(input[name])}::text[]`;
    set.set(name, many ? `${sql} && ${values}` : `${sql} = ANY (${values})`);
  }
  if (input.evidenced) set.set('evidenced', 'h.evidenced');
  if (input.similarTo !== undefined) set.set('similarTo', 'h.id IN (SELECT id FROM alike)');
  return set;
}

/**
 * The things that come from a council, given by its code or name, and from those most like it: `alike`, for the filter
 * similarTo. Past councils are among them: what was done there stays true.
 */
export const alikeTo = (council: string, day: string): string => `
  subject AS MATERIALIZED (${COUNCIL_CALLED(council)}),
  like_councils AS MATERIALIZED (${ALIKE_COUNCILS('SELECT id FROM subject', day)}),
  alike AS MATERIALIZED (
    SELECT id FROM like_councils
    UNION SELECT s.organisation_id FROM spin_outs s WHERE s.parent_id IN (SELECT id FROM like_councils)
    UNION SELECT n.id FROM case_notes n WHERE n.council_id IN (SELECT id FROM like_councils)
    UNION SELECT n.id FROM case_notes n JOIN spin_outs s ON s.organisation_id = n.spin_out_id
           WHERE n.council_id IS NULL AND s.parent_id IN (SELECT id FROM like_councils))`;

/** All of them, or all but one: a facet counts what its other values would find. */
export const allBut = (set: ReadonlyMap<keyof SearchInput, string>, left?: keyof SearchInput): string =>
  ['true', ...[...set].filter(([name]) => name !== left).map(([, sql]) => sql)].join(' AND ');

/** How many of what was found have each value, as a JSON object. */
export function countsOf(name: CountedName, set: ReadonlyMap<keyof SearchInput, string>): string {
  if (name === 'evidenced') {
    return `(SELECT CASE WHEN count(*) > 0 THEN json_build_object('true', count(*)) ELSE '{}' END
               FROM hits h WHERE ${allBut(set, name)} AND h.evidenced)`;
  }
  const { sql, many } = FACETS[name];
  const from = many ? `hits h, unnest(${sql}) AS value` : `hits h`;
  const value = many ? 'value' : sql;
  return `(SELECT coalesce(json_object_agg(value, n ORDER BY n DESC, value), '{}')
             FROM (SELECT ${value} AS value, count(*) AS n FROM ${from}
                    WHERE ${allBut(set, name)} AND ${value} IS NOT NULL
                    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 60) AS counted)`;
}

/** What a row of results shows of the thing itself, as it is now. Few rows, each by its key. */
export const DETAILS = `CASE d.type
  WHEN 'case-note' THEN (
    SELECT json_build_object('status', n.status, 'council', c.nice_name, 'councilType', c.type,
                             'checkedOn', n.last_checked_on, 'goodUntil', n.good_until)
      FROM case_notes n LEFT JOIN spin_outs s ON s.organisation_id = n.spin_out_id
      LEFT JOIN councils c ON c.organisation_id = coalesce(n.council_id, s.parent_id)
     WHERE n.id = d.id)
  WHEN 'question' THEN (
    SELECT json_build_object('kind', t.kind, 'replyCount', t.reply_count, 'audience', t.audience,
                             'replyBy', CASE WHEN d.part > 0 AND p.mask IS NULL THEN a.practitioner_role END)
      FROM threads t
      LEFT JOIN posts p ON d.part > 0 AND p.thread_id = t.id AND p.number = d.part
      LEFT JOIN people a ON a.id = p.author_id
     WHERE t.id = d.id)
  WHEN 'guidance' THEN (
    SELECT json_build_object('status', g.status, 'lawAsAt', g.law_as_at, 'checkedOn', g.last_checked_on,
                             'goodUntil', g.good_until)
      FROM guidance_pages g WHERE g.id = d.id)
  WHEN 'tactic' THEN (
    SELECT json_build_object('status', t.status) FROM tactics t WHERE t.id = d.id)
  WHEN 'objection' THEN (
    SELECT json_build_object('status', o.status) FROM objections o WHERE o.id = d.id)
  WHEN 'council' THEN (
    SELECT json_build_object('code', c.code, 'endedOn', coalesce(c.ended_on, c.announced_end_on)) FROM councils c WHERE c.organisation_id = d.id)
  WHEN 'spin-out' THEN (
    SELECT json_build_object('parent', p.name, 'endedHow', s.ended_how)
      FROM spin_outs s LEFT JOIN organisations p ON p.id = s.parent_id WHERE s.organisation_id = d.id)
  WHEN 'person' THEN (
    SELECT json_build_object('role', p.practitioner_role, 'jobTitle', CASE WHEN ${fieldIsOpenToAll('jobTitle', 'p')} THEN p.job_title END)
      FROM people p WHERE p.id = d.id)
END`;
