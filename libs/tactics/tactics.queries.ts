import { Injectable } from '@nestjs/common';
import { DISCUSSED_IN, type Discussion } from '#libs/organisations';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { TacticNotFound } from './tactics.errors.ts';
import { type TacticListInput } from './tactics.inputs.ts';
import { type Tally } from './standing.ts';
import { type ContentStatus, type Tried } from './tactic.entity.ts';

export interface TacticRow {
  id: string;
  title: string;
  situation: string;
  move: string;
  serviceAreas: string[];
  topics: string[];
  stage: string | null;
  status: ContentStatus;
  fictional: boolean;
  lang: string;
  tried: Tally;
  publishedAt: Date | null;
  updatedAt: Date;
}

export interface TacticPage extends TacticRow {
  evidence: string;
  backfired: string;
  authorName: string;
  authorRole: string;
  authorFictional: boolean;
  version: number;
  /** What those who tried it say of where and how, newest first, at most fifty. By role alone. */
  contexts: { result: Tried; context: string; role: string; fictional: boolean; at: string }[];
  /** What the reader said; null where they said nothing or are not signed in. */
  mine: { result: Tried; context: string | null } | null;
  objections: { id: string; title: string }[];
  discussedIn: Discussion[];
}

/** Where a list that has the newest first begins. */
export const FIRST = ['9999-12-31T00:00:00.000Z', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** A Tally as JSON, of the tactic `t`. */
export const TALLY = `
  (SELECT json_build_object('worked', count(*) FILTER (WHERE r.result = 'worked'),
                            'partly', count(*) FILTER (WHERE r.result = 'partly'),
                            'failed', count(*) FILTER (WHERE r.result = 'failed'))
     FROM tactic_tries r WHERE r.tactic_id = t.id)`;

const ROW = `
  t.id, t.title, t.situation, t.move, t.service_areas AS "serviceAreas", t.topics, t.stage, t.status, t.fictional, t.lang,
  ${TALLY} AS tried,
  t.published_at AS "publishedAt", t.updated_at AS "updatedAt"`;

/** `AND …` for each filter that is set; the values go to the end of `values`. */
export function subjectFilters(
  alias: string,
  { serviceArea, topic, stage }: Pick<TacticListInput, 'serviceArea' | 'topic' | 'stage'>,
  values: unknown[],
): string {
  const where = (sql: (parameter: string) => string, value: string | undefined): string =>
    value === undefined ? '' : `AND ${sql(`$${values.push(value)}`)}`;
  return [
    where((p) => `${alias}.service_areas @> ARRAY[${p}]`, serviceArea),
    where((p) => `${alias}.topics @> ARRAY[${p}]`, topic),
    where((p) => `${alias}.stage = ${p}`, stage),
  ].join(' ');
}

@Injectable()
export class TacticsQueries {
  constructor(private readonly reads: Reads) {}

  /** Published ones, the newest first; those that failed for most stand among the others. */
  async list(reader: Reader, input: TacticListInput): Promise<{ items: TacticRow[]; next: string | null }> {
    const [at, id] = fromCursor(input.after, 'time', 'id') ?? FIRST;
    const values: unknown[] = [reader.keys, at, id, input.limit + 1];
    const rows = await this.reads.rows<TacticRow>({
      name: null,
      text: `SELECT ${ROW}
               FROM tactics t
              WHERE t.status = 'published' AND (t.published_at, t.id) < ($2, $3)
                AND t.visible_to && $1::text[] ${subjectFilters('t', input, values)}
              ORDER BY t.published_at DESC, t.id DESC
              LIMIT $4`,
      values,
    });
    return pageOf(rows, input.limit, (row) => [row.publishedAt, row.id]);
  }

  /** Throws TacticNotFound. */
  async tactic(reader: Reader, id: string): Promise<TacticPage> {
    const row = await this.reads.row<TacticPage>({
      name: 'tactics.tactic',
      text: `SELECT ${ROW}, t.evidence, t.backfired, a.name AS "authorName", a.practitioner_role AS "authorRole",
                    a.fictional AS "authorFictional", t.version,
                    (SELECT coalesce(json_agg(json_build_object('result', said.result, 'context', said.context,
                              'role', said.practitioner_role, 'fictional', said.fictional, 'at', said.at)), '[]')
                       FROM (SELECT r.result, r.context, p.practitioner_role, p.fictional, r.at
                               FROM tactic_tries r JOIN people p ON p.id = r.person_id
                              WHERE r.tactic_id = t.id AND r.context IS NOT NULL
                              ORDER BY r.at DESC, r.person_id LIMIT 50) AS said) AS contexts,
                    (SELECT json_build_object('result', r.result, 'context', r.context)
                       FROM tactic_tries r WHERE r.tactic_id = t.id AND r.person_id = $3) AS mine,
                    (SELECT coalesce(json_agg(json_build_object('id', o.id, 'title', o.title) ORDER BY o.title, o.id), '[]')
                       FROM objection_tactics l
                       JOIN objections o ON o.id = l.objection_id AND o.status = 'published' AND o.visible_to && $2::text[]
                      WHERE l.tactic_id = t.id) AS objections,
                    ${DISCUSSED_IN('tactic', 't.id', '$2')} AS "discussedIn"
               FROM tactics t JOIN people a ON a.id = t.author_id
              WHERE t.id = $1 AND t.visible_to && $2::text[]`,
      values: [id, reader.keys, reader.personId],
    });
    if (!row) throw TacticNotFound();
    return row;
  }
}
