import { Injectable } from '@nestjs/common';
import { hasRole, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { CaseNoteNotFound } from '../case-notes.errors.ts';
import { RELATED_JSON } from './related.sql.ts';
import { type MarkKind, type UseAudience, type UseOutcome, type UsesInput } from './responses.inputs.ts';
import { UseNotFound } from './uses.service.ts';

export interface MarkRow {
  id: string;
  kind: MarkKind;
  comment: string;
  status: 'open' | 'upheld' | 'dismissed';
  publicLine: string | null;
  /** A code of the practitioner roles; marks carry no name. */
  role: string;
  byModerator: boolean;
  /** The reader's own. */
  own: boolean;
  /** A moment, as ISO text; so are all below. */
  at: string;
}

export interface ReplyRow {
  id: string;
  /** `id` and `kind` are null where it was asked for without an account. */
  organisation: { id: string | null; kind: string | null; code: string | null; name: string; fictional: boolean };
  /** Who asked without an account, for moderators; null: somebody with one, or the reader is no moderator. */
  asker: { reference: string; role: string; email: string | null } | null;
  body: string;
  bodyHtml: string;
  status: 'asked' | 'attached' | 'declined';
  /** Of the moderator, to whoever asked. */
  decisionNote: string;
  own: boolean;
  at: string;
  decidedAt: string | null;
}

export interface RelatedRow {
  id: string;
  title: string;
  evidenced: boolean;
  fictional: boolean;
  /** In the words of whoever put it beside the note; null: found by what both have in common. */
  why: string | null;
  otherService: boolean;
  serviceAreas: string[];
  sharedServices: string[];
  sharedTopics: string[];
  /** Null: not the same. */
  stage: string | null;
  legalForm: string | null;
}

export interface UseRow {
  id: string;
  organisation: string;
  organisationId: string | null;
  organisationKind: string | null;
  councilCode: string | null;
  /** For members; null to who is not signed in. */
  what: string | null;
  publicLine: string | null;
  usedOn: string;
  audience: UseAudience;
  outcome: UseOutcome | null;
  outcomeWords: string;
  own: boolean;
  createdAt: Date;
}

export interface Responses {
  helped: number;
  /** How many say so and were not contradicted by a moderator. */
  outOfDate: number;
  /** Checked by a moderator, the oldest first. */
  disputes: { since: string; line: string }[];
  /** The reader's own; for the author and moderators all but those that only say that it helped. */
  marks: MarkRow[];
  uses: { organisations: number; records: number } & Record<'better' | 'same' | 'worse' | 'tooEarly', number>;
  /** Those beside the note, oldest first; and those under way for who may see them. */
  replies: ReplyRow[];
  related: RelatedRow[];
  /** To be accepted, for the author and moderators. */
  suggestions: { id: string; title: string; why: string; own: boolean }[];
  doubted: boolean;
}

/** The parameters: the note, the reader's keys, the reader, whether they moderate. */
const SEES_ALL = '(n.author_id = $3::uuid OR $4)';
const MOST = 50;

const MARKS = `coalesce((
  SELECT json_agg(json_build_object('id', m.id, 'kind', m.kind, 'comment', m.comment, 'status', m.status,
           'publicLine', m.public_line, 'role', p.practitioner_role, 'byModerator', m.by_moderator,
           'own', m.person_id = $3::uuid, 'at', m.updated_at) ORDER BY m.created_at, m.id)
    FROM (SELECT * FROM case_note_marks m WHERE m.case_note_id = n.id
             AND (m.person_id = $3::uuid OR (${SEES_ALL} AND m.kind <> 'helped'))
           ORDER BY m.status = 'open' DESC, m.created_at DESC LIMIT ${MOST}) AS m
    JOIN people p ON p.id = m.person_id), '[]')`;

const REPLIES = `coalesce((
  SELECT json_agg(json_build_object('id', r.id, 'body', r.body, 'bodyHtml', r.body_html, 'status', r.status,
           'decisionNote', CASE WHEN r.status = 'declined' THEN r.decision_note ELSE '' END,
           'own', coalesce(r.asked_by = $3::uuid, false), 'at', r.created_at,
           'decidedAt', r.decided_at, 'organisation', json_build_object('id', o.id, 'kind', o.kind, 'code', c.code,
             'name', coalesce(o.name, r.organisation), 'fictional', coalesce(o.fictional, n.fictional)),
           'asker', CASE WHEN r.reference IS NOT NULL AND $4 THEN json_build_object('reference', r.reference,
             'role', r.asker_role, 'email', r.asker_email) END) ORDER BY r.created_at, r.id)
    FROM (SELECT * FROM case_note_replies r WHERE r.case_note_id = n.id AND r.visible_to && $2::text[]
           ORDER BY r.created_at DESC LIMIT ${MOST}) AS r
    LEFT JOIN organisations o ON o.id = r.organisation_id
    LEFT JOIN councils c ON c.organisation_id = o.id), '[]')`;

const USES = `(
  SELECT json_build_object('organisations', count(DISTINCT coalesce(u.organisation_id::text, lower(u.organisation))),
           'records', count(*), 'better', count(*) FILTER (WHERE u.outcome = 'better'),
           'same', count(*) FILTER (WHERE u.outcome = 'same'), 'worse', count(*) FILTER (WHERE u.outcome = 'worse'),
           'tooEarly', count(*) FILTER (WHERE u.outcome = 'too-early'))
    FROM case_note_uses u WHERE u.case_note_id = n.id AND u.visible_to && $2::text[])`;

const SUGGESTIONS = `CASE WHEN ${SEES_ALL} THEN coalesce((
  SELECT json_agg(json_build_object('id', r.id, 'title', r.title, 'why', s.why, 'own', s.suggested_by = $3::uuid)
                  ORDER BY s.created_at, r.id)
    FROM (SELECT * FROM case_note_relations s WHERE s.case_note_id = n.id AND s.status = 'suggested'
           ORDER BY s.created_at LIMIT ${MOST}) AS s
    JOIN case_notes r ON r.id = s.related_id AND r.status = 'published' AND r.visible_to && $2::text[]), '[]')
  ELSE '[]' END`;

const USE = `u.id, u.organisation, u.organisation_id AS "organisationId", o.kind AS "organisationKind",
  c.code AS "councilCode", CASE WHEN 'network' = ANY ($2::text[]) THEN u.what END AS what,
  u.public_line AS "publicLine", u.used_on::text AS "usedOn", u.audience, u.outcome, u.outcome_words AS "outcomeWords",
  coalesce(u.person_id = $3::uuid, false) AS own, u.created_at AS "createdAt"`;
const USE_JOINS = `
  LEFT JOIN organisations o ON o.id = u.organisation_id AND o.visible_to && $2::text[]
  LEFT JOIN councils c ON c.organisation_id = o.id`;

const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What members, organisations and other notes have to say to a note. One statement each; access inside the WHERE. */
@Injectable()
export class ResponsesQueries {
  constructor(private readonly reads: Reads) {}

  /** All that stands around a published note; throws CaseNoteNotFound for any other. */
  async of(reader: Reader, id: string): Promise<Responses> {
    const row = await this.reads.row<Responses>({
      name: 'case-notes.responses',
      text: `SELECT (SELECT count(*)::int FROM case_note_marks m
                      WHERE m.case_note_id = n.id AND m.kind = 'helped') AS helped,
                    (SELECT count(*)::int FROM case_note_marks m WHERE m.case_note_id = n.id
                        AND m.kind = 'out-of-date' AND m.status <> 'dismissed') AS "outOfDate",
                    coalesce((SELECT json_agg(json_build_object('since', m.created_at, 'line', m.public_line)
                                              ORDER BY m.created_at)
                                FROM case_note_marks m WHERE m.case_note_id = n.id AND m.public_line IS NOT NULL), '[]') AS disputes,
                    ${MARKS} AS marks, ${USES} AS uses, ${REPLIES} AS replies, ${RELATED_JSON} AS related,
                    ${SUGGESTIONS} AS suggestions, n.doubted_at IS NOT NULL AS doubted
               FROM case_notes n
              WHERE n.id = $1 AND n.status = 'published' AND n.visible_to && $2::text[]`,
      values: by(reader, id),
    });
    if (!row) throw CaseNoteNotFound();
    return row;
  }

  /** Who used a published note for what, as far as the reader may know; newest first. Throws CaseNoteNotFound. */
  async uses(
    reader: Reader,
    id: string,
    { after, limit }: UsesInput,
  ): Promise<{ title: string; items: UseRow[]; next: string | null }> {
    const [at = 'infinity', last = LAST_UUID] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<UseRow & { title: string }>({
      name: 'case-notes.uses',
      text: `SELECT n.title, u.*
               FROM case_notes n
               LEFT JOIN LATERAL (
                 SELECT ${USE} FROM case_note_uses u ${USE_JOINS}
                  WHERE u.case_note_id = n.id AND u.visible_to && $2::text[]
                    AND (u.created_at, u.id) < ($4::timestamptz, $5::uuid)
                  ORDER BY u.created_at DESC, u.id DESC LIMIT $6) AS u ON true
              WHERE n.id = $1 AND n.status = 'published' AND n.visible_to && $2::text[]
              ORDER BY u."createdAt" DESC, u.id DESC`,
      values: [id, reader.keys, reader.personId, at, last, limit + 1],
    });
    const [first] = rows;
    if (!first) throw CaseNoteNotFound();
    const found = rows.filter((row) => (row.id as string | null) !== null).map(({ title: _, ...row }) => row);
    return { title: first.title, ...pageOf(found, limit, (row) => [row.createdAt.toISOString(), row.id]) };
  }

  /** One's own, to say what came of it; throws UseNotFound. */
  async ownUse(reader: Reader, id: string, useId: string): Promise<UseRow & { title: string }> {
    const row = await this.reads.row<UseRow & { title: string }>({
      name: 'case-notes.own-use',
      text: `SELECT n.title, ${USE} FROM case_note_uses u JOIN case_notes n ON n.id = u.case_note_id ${USE_JOINS}
              WHERE u.id = $4 AND n.id = $1 AND u.person_id = $3::uuid AND n.visible_to && $2::text[]`,
      values: [id, reader.keys, reader.personId, useId],
    });
    if (!row) throw UseNotFound();
    return row;
  }
}

const by = (reader: Reader, id: string): unknown[] => [id, reader.keys, reader.personId, hasRole(reader, 'moderator')];
