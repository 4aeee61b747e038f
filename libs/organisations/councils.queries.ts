import { Injectable } from '@nestjs/common';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { today } from './day.ts';
import { DISCUSSED_IN, type Discussion } from './discussed-in.sql.ts';
import { ENDED, ENDS, STANDS } from './likeness.sql.ts';
import { CouncilNotFound } from './organisations.errors.ts';
import { type CouncilListInput } from './organisations.inputs.ts';
import { MEMBERS, type MemberCounts } from './members.sql.ts';
import { type NoteRow, NOTES_OF } from './notes.sql.ts';
import { OPEN_QUESTIONS_OF, type OpenQuestion } from './open-questions.sql.ts';
import { type Posture } from './posture.ts';
import { type PreElectionPeriod } from './pre-election.ts';
import { type SpinOutBrief, SPIN_OUT_BRIEF } from './spin-outs.queries.ts';
import { type NoteUse, USES_OF } from './uses.sql.ts';

export interface CouncilLink {
  /** Also of a council that was announced and is not in the register yet; then there is no name. */
  code: string;
  name: string | null;
  niceName: string | null;
}

/** `on`: the day of the change; null: not recorded. `status`: as "announced 2025-10-28, subject to Parliament". */
export type SuccessionLink = CouncilLink & { on: string | null; status: string | null; source: string | null };

export interface CouncilRow {
  id: string;
  code: string;
  name: string;
  niceName: string;
  type: string;
  nation: string;
  /** Empty where the register does not say. */
  region: string;
  population: number | null;
  /** In the future: its end is announced. */
  endedOn: string | null;
  ended: boolean;
  fictional: boolean;
  caseNotes: number;
  spinOuts: number;
}

export interface CouncilPage extends Omit<CouncilRow, 'caseNotes' | 'spinOuts'> {
  populationYear: number | null;
  areaKm2: number | null;
  latitude: number | null;
  longitude: number | null;
  startedOn: string | null;
  /** It is announced and has no code of the register yet: its code will change, and the address will lead on. */
  provisional: boolean;
  /** 1: among the most deprived fifth, to 5. */
  deprivation: number | null;
  ruralUrban: string | null;
  /** Councils that touch it or overlap; those that stand on the day. */
  neighbours: CouncilLink[];
  /** The newest notes about those. */
  nearNotes: (NoteRow & { about: CouncilLink })[];
  /** Where its team stands, where the reader may know; null: not said, or not to this reader. */
  posture: { posture: Posture; since: string; shown: boolean; version: number } | null;
  /** The pre-election period that it is in; null: it is in none. */
  preElection: PreElectionPeriod | null;
  notes: string | null;
  alternativeNames: string[];
  summary: string | null;
  website: string | null;
  /** `from` and `to` are the days it was valid; null: not known, or it still is. A council that ended has no current one. */
  gssCodes: { code: string; current: boolean; from: string | null; to: string | null }[];
  county: CouncilLink | null;
  combined: CouncilLink | null;
  /** Its districts, or the councils that a combined authority is made of; those that stand today. */
  within: CouncilLink[];
  successors: SuccessionLink[];
  predecessors: SuccessionLink[];
  /** The newest notes about it and about the councils it replaced. */
  caseNotes: (NoteRow & { about: CouncilLink })[];
  uses: NoteUse[];
  spinOuts: SpinOutBrief[];
  /** Asked by its verified members; the newest three. */
  questions: OpenQuestion[];
  discussedIn: Discussion[];
  /** Whether anybody says that they work here, whoever reads it. */
  joined: boolean;
  /** Who says that they work here; null: the reader is signed out. */
  members: MemberCounts | null;
  /** The reader's own membership. */
  membership: { verified: boolean } | null;
}

/** `NIR-A-antrim` may be the council NIR with a slug, or NIR-A with one: the longest that exists is meant. */
function codesIn(address: string): string[] {
  const parts = address.toUpperCase().slice(0, 100).split('-');
  return parts.map((_, i) => parts.slice(0, i + 1).join('-')).filter((code) => /^[A-Z0-9-]{2,12}$/.test(code));
}

const GSS = /^[A-Z]\d{8}$/i;
export const isGssCode = (text: string): boolean => GSS.test(text);

const LINK = (k: string): string => `'code', ${k}.code, 'name', ${k}.official_name, 'niceName', ${k}.nice_name`;
const HEAD = (day: string): string => `
  o.id, c.code, c.official_name AS name, c.nice_name AS "niceName", c.type, c.nation, c.region, c.population,
  ${ENDS('c')}::text AS "endedOn", ${ENDED('c', day)} AS ended, o.fictional`;

/** One of the places where a council names another by its code; `on` is the join. */
const linked = (code: string, keys: string): string => `
  (SELECT json_build_object(${LINK('k')})
     FROM councils k JOIN organisations ko ON ko.id = k.organisation_id AND ko.visible_to && ${keys}::text[]
    WHERE k.code = ${code})`;

const succession = (own: string, other: string): string => `
  coalesce((SELECT json_agg(json_build_object('code', s.${other}, 'name', k.official_name, 'niceName', k.nice_name,
                                              'on', s.on_date, 'status', s.status, 'source', s.source)
                            ORDER BY s.on_date DESC NULLS LAST, k.nice_name, s.${other})
              FROM council_successions s LEFT JOIN councils k ON k.code = s.${other}
             WHERE s.${own} = c.code), '[]')`;

@Injectable()
export class CouncilsQueries {
  constructor(private readonly reads: Reads) {}

  /**
   * By name; with `q` those whose code or GSS code it is first (`exact`), then those whose name begins with it.
   * Past and announced councils are among them.
   */
  async list(
    reader: Reader,
    { q, type, nation, after, limit }: CouncilListInput,
    day = today(),
  ): Promise<{ items: (CouncilRow & { exact: boolean })[]; next: string | null }> {
    const [rank = '-1', name = '', code = ''] = fromCursor(after, 'number', 'text', 'text') ?? [];
    const values: unknown[] = [reader.keys, rank, name, code, limit + 1, day];
    const parameter = (value: unknown): string => `$${values.push(value)}`;
    const found = q === undefined ? null : matching(q, parameter);
    const rows = await this.reads.rows<CouncilRow & { exact: boolean; rank: number }>({
      name: null,
      text: `SELECT ${HEAD('$6')}, r.rank, r.rank = 0 AS exact,
                    (SELECT count(*)::int FROM case_notes n
                      WHERE n.council_id = o.id AND n.status = 'published' AND n.visible_to && $1::text[]) AS "caseNotes",
                    (SELECT count(*)::int FROM spin_outs s JOIN organisations so ON so.id = s.organisation_id
                      WHERE s.parent_id = o.id AND so.visible_to && $1::text[]) AS "spinOuts"
               FROM councils c
               -- OFFSET 0: looked up one by one. Councils are few and bounded; organisations grow, and are not scanned.
               CROSS JOIN LATERAL (SELECT id, fictional FROM organisations
                                    WHERE id = c.organisation_id AND visible_to && $1::text[] OFFSET 0) o
               CROSS JOIN LATERAL (SELECT ${found?.rank ?? '2'} AS rank) r
              WHERE (r.rank, c.nice_name, c.code) > ($2::numeric, $3, $4)
                ${found ? `AND ${found.where}` : ''}
                ${type === undefined ? '' : `AND c.type = ${parameter(type)}`}
                ${nation === undefined ? '' : `AND c.nation = ${parameter(nation)}`}
              ORDER BY r.rank, c.nice_name, c.code
              LIMIT $5`,
      values,
    });
    return pageOf(rows, limit, (row) => [row.rank, row.niceName, row.code]);
  }

  /** Where a GSS code, current or former, leads today; throws CouncilNotFound. */
  async ofGssCode(reader: Reader, gssCode: string, day = today()): Promise<{ code: string; niceName: string }> {
    const row = await this.reads.row<{ code: string; niceName: string }>({
      name: 'councils.of-gss-code',
      text: `SELECT c.code, c.nice_name AS "niceName"
               FROM council_gss_codes g
               JOIN councils c ON c.organisation_id = g.council_id
               JOIN organisations o ON o.id = c.organisation_id AND o.visible_to && $2::text[]
              WHERE g.gss_code = $1
              ORDER BY g.is_current DESC, ${ENDED('c', '$3')}, c.code
              LIMIT 1`,
      values: [gssCode.toUpperCase(), reader.keys, day],
    });
    if (!row) throw CouncilNotFound();
    return row;
  }

  /** One council with everything its page shows; the code in any case, a slug may follow. Throws CouncilNotFound. */
  async page(reader: Reader, address: string, day = today()): Promise<CouncilPage> {
    const row = await this.reads.row<CouncilPage>({
      name: 'councils.page',
      text: `SELECT ${HEAD('$4')}, c.population_year AS "populationYear", c.area_km2::float8 AS "areaKm2", c.latitude,
                    c.longitude, c.started_on::text AS "startedOn", c.provisional, c.notes,
                    l.imd_quintile AS deprivation, l.rural_urban AS "ruralUrban",
                    c.alternative_names AS "alternativeNames",
                    o.summary, o.website,
                    coalesce((SELECT json_agg(json_build_object(
                                       'code', g.gss_code, 'current', g.is_current AND NOT ${ENDED('c', '$4')},
                                       -- The only code that a council has had is as old as itself.
                                       'from', coalesce(v.valid_from, CASE WHEN g.is_current AND NOT EXISTS (
                                                 SELECT FROM council_gss_codes f WHERE f.council_id = o.id AND NOT f.is_current)
                                               THEN c.started_on END),
                                       'to', coalesce(v.valid_to, CASE WHEN g.is_current THEN ${ENDS('c')} END))
                                              ORDER BY g.is_current DESC, g.gss_code DESC)
                                FROM council_gss_codes g
                                LEFT JOIN council_gss_validity v ON v.council_id = g.council_id AND v.gss_code = g.gss_code
                               WHERE g.council_id = o.id), '[]') AS "gssCodes",
                    ${linked('c.county_code', '$2')} AS county,
                    ${linked('c.combined_code', '$2')} AS combined,
                    coalesce((SELECT json_agg(json_build_object(${LINK('k')}) ORDER BY k.nice_name)
                                FROM councils k JOIN organisations ko ON ko.id = k.organisation_id
                               WHERE (k.county_code = c.code OR k.combined_code = c.code) AND NOT ${ENDED('k', '$4')}
                                 AND ko.visible_to && $2::text[]), '[]') AS within,
                    ${succession('predecessor_code', 'successor_code')} AS successors,
                    ${succession('successor_code', 'predecessor_code')} AS predecessors,
                    ${NOTES_OF(
                      `n.council_id = ANY (ARRAY(
                         WITH RECURSIVE line (code) AS (
                           SELECT c.code UNION
                           SELECT s.predecessor_code FROM line JOIN council_successions s ON s.successor_code = line.code)
                         SELECT k.organisation_id FROM line JOIN councils k ON k.code = line.code))`,
                      '$2',
                    )} AS "caseNotes",
                    coalesce((SELECT json_agg(json_build_object(${LINK('k')}) ORDER BY k.nice_name)
                                FROM council_adjacencies j JOIN councils k ON k.code = j.other_code
                                JOIN organisations ko ON ko.id = k.organisation_id AND ko.visible_to && $2::text[]
                               WHERE j.code = c.code AND ${STANDS('k', '$4')}), '[]') AS neighbours,
                    ${NOTES_OF(
                      `n.council_id = ANY (ARRAY(SELECT k.organisation_id FROM council_adjacencies j
                                                   JOIN councils k ON k.code = j.other_code WHERE j.code = c.code))`,
                      '$2',
                    )} AS "nearNotes",
                    ${USES_OF('o.id', '$2')} AS uses,
                    (SELECT json_build_object('posture', p.posture, 'since', p.since, 'shown', p.shown, 'version', p.version)
                       FROM council_postures p WHERE p.council_id = o.id AND p.visible_to && $2::text[]) AS posture,
                    (SELECT json_build_object('from', e.from_on, 'to', e.to_on) FROM council_pre_election_periods e
                      WHERE e.council_id = o.id AND $4::date BETWEEN e.from_on AND e.to_on
                      ORDER BY e.to_on DESC LIMIT 1) AS "preElection",
                    coalesce((SELECT json_agg(b.brief ORDER BY b.name)
                                FROM (SELECT ${SPIN_OUT_BRIEF('s', 'so')} AS brief, so.name
                                        FROM spin_outs s JOIN organisations so ON so.id = s.organisation_id
                                       WHERE s.parent_id = o.id AND so.visible_to && $2::text[]
                                       ORDER BY so.name LIMIT 30) b), '[]') AS "spinOuts",
                    ${OPEN_QUESTIONS_OF('o.id', '$2')} AS questions,
                    ${DISCUSSED_IN('organisation', 'o.id', '$2')} AS "discussedIn",
                    EXISTS (SELECT FROM memberships m JOIN people p ON p.id = m.person_id
                             WHERE m.organisation_id = o.id AND (m.to_on IS NULL OR m.to_on >= current_date)) AS joined,
                    ${MEMBERS('$2', '$3')}
               FROM councils c JOIN organisations o ON o.id = c.organisation_id
               LEFT JOIN council_labels l ON l.council_id = o.id
              WHERE (c.code = ANY ($1::text[]) OR c.provisional_code = ANY ($1::text[])) AND o.visible_to && $2::text[]
              ORDER BY greatest(CASE WHEN c.code = ANY ($1::text[]) THEN length(c.code) END,
                                CASE WHEN c.provisional_code = ANY ($1::text[]) THEN length(c.provisional_code) END) DESC
              LIMIT 1`,
      values: [codesIn(address), reader.keys, reader.personId, day],
    });
    if (!row) throw CouncilNotFound();
    return row;
  }
}

const straight = (sql: string): string => `translate(${sql}, '’‘', '''''')`;

/** How well a council fits what was typed (0: its code, 1: a name begins so, 2: a name holds it), and whether it does. */
function matching(q: string, parameter: (value: unknown) => string): { rank: string; where: string } {
  const text = q.replaceAll(/[’‘]/g, "'").replaceAll(/[\\%_]/g, String.raw`\$&`);
  const code = parameter(q.toUpperCase());
  const begins = parameter(`${text}%`);
  const holds = parameter(`%${text}%`);
  const isCode = `(c.code = ${code} OR EXISTS (SELECT FROM council_gss_codes g
                                              WHERE g.council_id = c.organisation_id AND g.gss_code = ${code}))`;
  return {
    rank: `CASE WHEN ${isCode} THEN 0 WHEN ${straight('c.nice_name')} ILIKE ${begins} THEN 1 ELSE 2 END`,
    where: `(${isCode} OR ${straight("c.nice_name || ' ' || c.official_name || ' ' || array_to_string(c.alternative_names, ' ')")}
              ILIKE ${holds}
              OR EXISTS (SELECT FROM council_spellings s
                          WHERE s.council_id = c.organisation_id AND ${straight('s.spelling')} ILIKE ${holds}))`,
  };
}
