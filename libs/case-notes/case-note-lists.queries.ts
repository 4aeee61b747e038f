import { Injectable } from '@nestjs/common';
import { COUNCIL_CALLED } from '#libs/organisations';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type CaseNoteListInput } from './case-notes.inputs.ts';
import { type CaseNoteRow } from './case-notes.queries.ts';
import { type CountedRow, countsIn, countsSql, type FacetCounts, FILED, filtersOf, OWN_COUNCIL } from './list.sql.ts';
import { FROM, ROW } from './row.sql.ts';

/** A council that a filter names, or the reader's own. */
export interface NamedCouncil {
  code: string;
  name: string;
}

export interface CaseNoteCounts {
  /** Of all notes that pass the filters. */
  total: number;
  /** How many each value would find, were the facet's own filter not set. */
  facets: FacetCounts;
  /** Where the reader works. */
  own: NamedCouncil | null;
  /** The council of `like`, and of `council`; null: none was named, or nobody knows it. */
  like: NamedCouncil | null;
  council: NamedCouncil | null;
  /** The name of the spin-out, as far as the reader may see it. */
  spinOut: string | null;
  /** The notes that others are chosen for, to be compared with. */
  comparing: { id: string; title: string }[];
}

const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const TOP_RANK = 99;

const NAMED = (id: string): string =>
  `(SELECT json_build_object('code', k.code, 'name', k.nice_name) FROM councils k WHERE k.organisation_id = (${id}))`;

/** Published notes, by filters: one statement for the list, one for the counts. */
@Injectable()
export class CaseNoteLists {
  constructor(private readonly reads: Reads) {}

  /** Newest first, or the strongest evidence first and then newest. */
  async list(reader: Reader, chosen: CaseNoteListInput): Promise<{ items: CaseNoteRow[]; next: string | null }> {
    const { sort, after, limit } = chosen;
    const [rank = TOP_RANK, at = 'infinity', id = LAST_UUID] = startOf(sort, after);
    const values: unknown[] = [reader.keys, at, id, limit + 1];
    const add = (value: unknown): string => `$${values.push(value)}`;
    const columns = sort === 'evidence' ? ['evidence_rank', 'published_at', 'id'] : ['published_at', 'id'];
    const order = (alias: string): string => columns.map((column) => `${alias}.${column}`).join(', ');
    const bound =
      sort === 'evidence' ? `(${add(rank)}::int, $2::timestamptz, $3::uuid)` : '($2::timestamptz, $3::uuid)';
    const start = values.length;
    const set = filtersOf(chosen, add, chosen.like === 'mine' ? OWN_COUNCIL(add(reader.personId)) : '');
    const rows = await this.reads.rows<CaseNoteRow>({
      // Without filters one text serves all; with them it varies.
      name: values.length === start ? `case-notes.${sort}` : null,
      text: `WITH picked AS MATERIALIZED (
               SELECT n.id, n.published_at, n.evidence_rank
                 ${FILED}
                WHERE (${order('n')}) < ${bound} AND n.status = 'published' AND n.visible_to && $1::text[]
                  ${[...set.values()].map((sql) => `AND ${sql}`).join(' ')}
                ORDER BY ${descending(order('n'))}
                LIMIT $4)
             SELECT ${ROW} ${FROM} JOIN picked ON picked.id = n.id
              ORDER BY ${descending(order('picked'))}`,
      values,
    });
    return pageOf(rows, limit, (row) => [
      ...(sort === 'evidence' ? [row.evidenceRank] : []),
      row.publishedAt!.toISOString(),
      row.id,
    ]);
  }

  /** What each value of each filter would find under the others. `comparing`: the ids of notes whose titles are asked for. */
  async counts(reader: Reader, chosen: CaseNoteListInput, comparing: readonly string[] = []): Promise<CaseNoteCounts> {
    const values: unknown[] = [reader.keys, reader.personId, comparing];
    const add = (value: unknown): string => `$${values.push(value)}`;
    const own = OWN_COUNCIL('$2');
    const start = values.length;
    const set = filtersOf(chosen, add, own);
    const plain = values.length === start && chosen.like === undefined;
    const like = chosen.like === undefined || chosen.like === 'mine' ? own : COUNCIL_CALLED(add(chosen.like));
    const row = await this.reads.row<Omit<CaseNoteCounts, 'total' | 'facets'> & { rows: CountedRow[] }>({
      name: plain ? 'case-notes.counts' : null,
      text: `SELECT (SELECT coalesce(json_agg(x), '[]') FROM (${countsSql(set, { keys: '$1::text[]', own })}) x) AS rows,
                    ${NAMED(own)} AS own,
                    ${chosen.like === undefined ? 'NULL' : NAMED(like)} AS like,
                    ${chosen.council === undefined ? 'NULL' : NAMED(COUNCIL_CALLED(add(chosen.council)))} AS council,
                    ${
                      chosen.spinOut === undefined
                        ? 'NULL'
                        : `(SELECT o.name FROM organisations o WHERE o.id = ${add(chosen.spinOut)}::uuid AND o.visible_to && $1::text[])`
                    } AS "spinOut",
                    coalesce((SELECT json_agg(json_build_object('id', n.id, 'title', n.title) ORDER BY array_position($3::uuid[], n.id))
                                FROM case_notes n
                               WHERE n.id = ANY ($3::uuid[]) AND n.visible_to && $1::text[]), '[]') AS comparing`,
      values,
    });
    const { rows, ...named } = row!;
    return { ...named, ...countsIn(rows, set) };
  }
}

const descending = (order: string): string => order.replaceAll(/(\w+\.\w+)/g, '$1 DESC');

/** The last row of the page before, as [rank, moment, id]; of a list by date there is no rank. */
function startOf(sort: CaseNoteListInput['sort'], after: string | undefined): [number?, string?, string?] {
  if (sort === 'newest') {
    const [at, id] = fromCursor(after, 'time', 'id') ?? [];
    return [undefined, at, id];
  }
  const [rank, at, id] = fromCursor(after, 'number', 'time', 'id') ?? [];
  // A cursor is only text: keep what would not fit the column from reaching the cast.
  return [rank === undefined ? undefined : Math.min(TOP_RANK, Math.max(0, Math.trunc(Number(rank)))), at, id];
}
