import { Injectable } from '@nestjs/common';
import { CITATION_JSON, type CitationRow } from '#libs/case-notes';
import { type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { type ObjectionAnswer, type ObjectionResult } from './objection.entity.ts';
import { type Tally } from './standing.ts';
import { type ContentStatus } from './tactic.entity.ts';
import { ObjectionNotFound } from './tactics.errors.ts';
import { type TacticListInput } from './tactics.inputs.ts';
import { FIRST, subjectFilters, TALLY } from './tactics.queries.ts';

export interface ObjectionRow {
  id: string;
  title: string;
  behind: string;
  serviceAreas: string[];
  topics: string[];
  stage: string | null;
  status: ContentStatus;
  fictional: boolean;
  lang: string;
  tactics: number;
  /** How often each came of it, in the case notes that the reader may see. */
  results: Record<ObjectionResult, number>;
  publishedAt: Date | null;
  updatedAt: Date;
}

export interface ObjectionPage extends Omit<ObjectionRow, 'tactics'> {
  answers: ObjectionAnswer[];
  authorName: string;
  authorRole: string;
  authorFictional: boolean;
  version: number;
  tactics: { id: string; title: string; move: string; tried: Tally }[];
  /** Where it was met, in case notes that the reader may see. */
  meetings: { result: ObjectionResult; note: string | null; caseNote: CitationRow }[];
}

const ROW = (keys: string): string => `
  o.id, o.title, o.behind, o.service_areas AS "serviceAreas", o.topics, o.stage, o.status, o.fictional, o.lang,
  (SELECT json_build_object('accepted', count(*) FILTER (WHERE m.result = 'accepted'),
                            'deferred', count(*) FILTER (WHERE m.result = 'deferred'),
                            'refused', count(*) FILTER (WHERE m.result = 'refused'))
     FROM objection_meetings m
     JOIN case_notes n ON n.id = m.case_note_id AND n.status = 'published' AND n.visible_to && ${keys}::text[]
    WHERE m.objection_id = o.id) AS results,
  o.published_at AS "publishedAt", o.updated_at AS "updatedAt"`;

@Injectable()
export class ObjectionsQueries {
  constructor(private readonly reads: Reads) {}

  /** Published ones, the newest first. */
  async list(reader: Reader, input: TacticListInput): Promise<{ items: ObjectionRow[]; next: string | null }> {
    const [at, id] = fromCursor(input.after, 'time', 'id') ?? FIRST;
    const values: unknown[] = [reader.keys, at, id, input.limit + 1];
    const rows = await this.reads.rows<ObjectionRow>({
      name: null,
      text: `SELECT ${ROW('$1')},
                    (SELECT count(*)::int FROM objection_tactics l
                       JOIN tactics t ON t.id = l.tactic_id AND t.status = 'published' AND t.visible_to && $1::text[]
                      WHERE l.objection_id = o.id) AS tactics
               FROM objections o
              WHERE o.status = 'published' AND (o.published_at, o.id) < ($2, $3)
                AND o.visible_to && $1::text[] ${subjectFilters('o', input, values)}
              ORDER BY o.published_at DESC, o.id DESC
              LIMIT $4`,
      values,
    });
    return pageOf(rows, input.limit, (row) => [row.publishedAt, row.id]);
  }

  /** Throws ObjectionNotFound. */
  async objection(reader: Reader, id: string): Promise<ObjectionPage> {
    const row = await this.reads.row<ObjectionPage>({
      name: 'tactics.objection',
      text: `SELECT ${ROW('$2')}, o.answers, a.name AS "authorName", a.practitioner_role AS "authorRole",
                    a.fictional AS "authorFictional", o.version,
                    (SELECT coalesce(json_agg(json_build_object('id', t.id, 'title', t.title, 'move', t.move,
                              'tried', ${TALLY}) ORDER BY l.position), '[]')
                       FROM objection_tactics l
                       JOIN tactics t ON t.id = l.tactic_id AND t.status = 'published' AND t.visible_to && $2::text[]
                      WHERE l.objection_id = o.id) AS tactics,
                    (SELECT coalesce(json_agg(json_build_object('result', m.result, 'note', m.note,
                              'caseNote', ${CITATION_JSON('n')}) ORDER BY n.published_at DESC, n.id), '[]')
                       FROM objection_meetings m
                       JOIN case_notes n ON n.id = m.case_note_id AND n.status = 'published'
                                        AND n.visible_to && $2::text[]
                      WHERE m.objection_id = o.id) AS meetings
               FROM objections o JOIN people a ON a.id = o.author_id
              WHERE o.id = $1 AND o.visible_to && $2::text[]`,
      values: [id, reader.keys],
    });
    if (!row) throw ObjectionNotFound();
    return row;
  }
}
