import { Injectable } from '@nestjs/common';
import { type FileCode } from '#libs/files';
import { type Actor, PersonNotFound, type Reader } from '#libs/people';
import { fromCursor, pageOf, Reads, Transactions } from '#libs/platform/database';
import { postAddressOf } from '#libs/threads';
import { SubjectNotFound } from './moderation.errors.ts';
import { type Action, type LogInput, type QueueInput, type SubjectKind } from './moderation.inputs.ts';
import { type ReportedKind } from './report.entity.ts';

interface ReportRow {
  id: string;
  /** A code of RULES. */
  reason: string;
  detail: string;
  reporterId: string;
  reporterName: string;
  reporterRole: string;
  /** A moment, as ISO text. */
  at: string;
}

/** A file as who judges sees it: by its name, to be opened or not. */
interface FileInQuestion {
  id: string;
  name: string;
  kind: FileCode;
  size: number;
  /** Its author took it out of the post. */
  removed: boolean;
}

/** A post, case note, guidance page or offer as a moderator looks at it. */
export interface CaseRow {
  subject: ReportedKind;
  subjectId: string;
  title: string;
  /** Null: its author deleted it, and nobody has reported it. */
  text: string | null;
  /** Beside a post; what its author took out since only while it is reported. Null: none. */
  files: FileInQuestion[] | null;
  url: string;
  /** The post's number in its thread; 1 is the question. Null for other kinds. */
  number: number | null;
  /** Null: masked, and not the reader. */
  authorId: string | null;
  /** Under a mask what stands for it. */
  authorName: string;
  /** This and the two others that tell of the author: null where they are masked. */
  authorRole: string | null;
  authorSince: Date | null;
  fictional: boolean;
  /** How often the author's posts were hidden, notes withdrawn, or they suspended; at most 100. */
  authorActions: number | null;
  masked: boolean;
  /** Of a post. */
  threadId: string | null;
  hidden: boolean;
  /** A post that its author deleted. */
  deleted: boolean;
  /** The moderator is not one of its readers: they read it by its report, and the log says so. */
  closed: boolean;
  /** Open reports, the oldest first. */
  reports: ReportRow[] | null;
  claimedById: string | null;
  claimedByName: string | null;
}

export interface QueueRow extends CaseRow {
  text: string;
  /** `case-note`: its author asks to publish it. `case-note-check`: it is doubted, disputed or replied to. */
  kind: 'report' | 'case-note' | 'case-note-check';
  /** Of rights of reply that were asked for without an account and wait; null: none. */
  references: string[] | null;
  /** Of the oldest report, or of the case note. */
  id: string;
  at: Date;
}

/** `look`: read by a report what one could not read otherwise; `remove-words`: what somebody said of an answer. */
export type LoggedAction =
  | Action
  | 'look'
  | 'remove-words'
  | 'close-thread'
  | 'reopen-thread'
  | 'split-thread'
  | 'move-posts'
  | 'merge-thread'
  | 'mark-duplicate';

export type LoggedSubject = SubjectKind | 'thread';

export interface LogRow {
  id: string;
  at: Date;
  action: LoggedAction;
  reasonCode: string;
  subject: LoggedSubject;
  subjectId: string;
  /** Null: of a person, or of what this moderator may not read now. */
  title: string | null;
  /** The discussion that it was moved or merged into, or repeats. */
  targetId: string | null;
  /** Null: there is none, or this moderator may not read it. */
  targetTitle: string | null;
  note: string;
  moderatorName: string;
  /** Null: about nobody, or about somebody masked, who has a name only. */
  personId: string | null;
  personName: string | null;
  personRole: string | null;
}

export interface ReportableRow {
  id: string;
  title: string;
  url: string;
  noun: 'question' | 'reply' | 'case note' | 'guidance page';
  own: boolean;
  hidden: boolean;
  /** When this reader reported it, where that report is still open. */
  reportedAt: Date | null;
}

export interface SuspendedRow {
  id: string;
  name: string;
  role: string;
  fictional: boolean;
  until: Date;
  reason: string | null;
}

export interface ModeratedPersonRow {
  id: string;
  name: string;
  role: string;
  roles: string[];
  fictional: boolean;
  since: Date;
  suspendedUntil: Date | null;
  suspendedReason: string | null;
}

/** A moderator reads what others like them may read, what is reported, and what a moderator has hidden. */
const mayJudge = (of: 'q' | 'l'): string => `(
  coalesce(t.visible_to, n.visible_to, g.visible_to, w.visible_to) && $1::text[] OR p.hidden_at IS NOT NULL AND p.gone IS NULL
  OR EXISTS (SELECT FROM reports e
              WHERE e.subject = ${of}.subject AND e.subject_id = ${of}.subject_id AND e.status = 'open'))`;

/**
 * `q` has subject and subject_id. Reading by a report, not by audience: so it stands behind the moderators' key only.
 * Who wrote under a mask is masked here too.
 */
const caseColumns = (reader: string): string => `
  q.subject, q.subject_id AS "subjectId", coalesce(t.title, n.title, g.title, w.title) AS title,
  coalesce(CASE WHEN p.gone IS NULL OR EXISTS (
    SELECT FROM reports e WHERE e.subject = 'post' AND e.subject_id = p.id AND e.status = 'open') THEN p.body END,
    n.summary, g.summary, w.body || coalesce(E'\\n\\nDeclares: ' || w.interests, '')) AS text,
  CASE WHEN p.id IS NOT NULL THEN (
    SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'kind', f.kind, 'size', f.size,
             'removed', pf.removed_at IS NOT NULL) ORDER BY pf.removed_at IS NOT NULL, pf.position, f.id)
      FROM post_files pf JOIN files f ON f.id = pf.file_id
     WHERE pf.post_id = p.id AND (pf.removed_at IS NULL AND p.gone IS NULL OR EXISTS (
           SELECT FROM reports e WHERE e.subject = 'post' AND e.subject_id = p.id AND e.status = 'open'))) END AS files,
  CASE q.subject WHEN 'post' THEN ${postAddressOf('t.id', 'p.number')}
                 WHEN 'case-note' THEN '/case-notes/' || n.id
                 WHEN 'role-offer' THEN '/people/offers/' || w.id ELSE '/guidance/' || g.slug END AS url,
  p.number, CASE WHEN p.mask IS NULL OR a.id = ${reader}::uuid THEN a.id END AS "authorId",
  coalesce(p.mask, a.name) AS "authorName", p.mask IS NOT NULL AS masked, t.id AS "threadId",
  CASE WHEN p.mask IS NULL THEN a.practitioner_role END AS "authorRole",
  CASE WHEN p.mask IS NULL THEN a.created_at END AS "authorSince", a.fictional AND p.mask IS NULL AS fictional,
  CASE WHEN p.mask IS NULL THEN (SELECT count(*)::int FROM (SELECT FROM moderation_log l
     WHERE l.person_id = a.id AND l.action IN ('hide', 'withdraw', 'suspend') AND ${NOT_MASKED} LIMIT 100) AS l) END AS "authorActions",
  coalesce(p.hidden_at IS NOT NULL AND p.gone IS NULL, n.status = 'withdrawn', w.hidden_at IS NOT NULL, false) AS hidden,
  coalesce(p.gone = 'deleted', false) AS deleted,
  NOT coalesce(t.visible_to, n.visible_to, g.visible_to, w.visible_to) && $1::text[] AS closed,
  (SELECT json_agg(json_build_object('id', r.id, 'reason', r.reason, 'detail', r.detail, 'reporterId', r.reporter_id,
            'reporterName', y.name, 'reporterRole', y.practitioner_role, 'at', r.created_at) ORDER BY r.created_at, r.id)
     FROM reports r JOIN people y ON y.id = r.reporter_id
    WHERE r.subject = q.subject AND r.subject_id = q.subject_id AND r.status = 'open') AS reports`;
/** A line about a masked post is of nobody: not in what is told of a person, not as a number. */
const NOT_MASKED = `NOT EXISTS (SELECT FROM posts x WHERE l.subject = 'post' AND x.id = l.subject_id AND x.mask IS NOT NULL)`;
const CASE_JOINS = `
  LEFT JOIN posts p ON q.subject = 'post' AND p.id = q.subject_id AND p.gone IS DISTINCT FROM 'moved'
  LEFT JOIN threads t ON t.id = p.thread_id
  LEFT JOIN case_notes n ON q.subject = 'case-note' AND n.id = q.subject_id
  LEFT JOIN guidance_pages g ON q.subject = 'guidance' AND g.id = q.subject_id
  LEFT JOIN role_offers w ON q.subject = 'role-offer' AND w.id = q.subject_id
  JOIN people a ON a.id = coalesce(p.author_id, n.author_id, g.owner_id, w.person_id)`;

const REFERENCES = `
  CASE WHEN q.kind = 'case-note-check' THEN (
    SELECT array_agg(r.reference ORDER BY r.created_at) FROM case_note_replies r
     WHERE r.case_note_id = q.subject_id AND r.status = 'asked' AND r.reference IS NOT NULL AND r.visible_to && $1::text[]) END`;

const LOG = `
  l.id::text, l.at, l.action, l.reason_code AS "reasonCode", l.subject, l.subject_id AS "subjectId",
  CASE WHEN ${mayJudge('l')} THEN coalesce(t.title, n.title, g.title, w.title) END AS title, l.note, m.name AS "moderatorName",
  l.target_id AS "targetId", o.title AS "targetTitle",
  CASE WHEN p.mask IS NULL THEN a.id END AS "personId", coalesce(p.mask, a.name) AS "personName",
  CASE WHEN p.mask IS NULL THEN a.practitioner_role END AS "personRole"`;
const LOG_JOINS = `
  JOIN people m ON m.id = l.actor_id
  LEFT JOIN people a ON a.id = l.person_id
  LEFT JOIN posts p ON l.subject = 'post' AND p.id = l.subject_id
  LEFT JOIN threads t ON t.id = CASE l.subject WHEN 'post' THEN p.thread_id WHEN 'thread' THEN l.subject_id END
  LEFT JOIN threads o ON o.id = l.target_id AND o.visible_to && $1::text[]
  LEFT JOIN case_notes n ON l.subject = 'case-note' AND n.id = l.subject_id
  LEFT JOIN guidance_pages g ON l.subject = 'guidance' AND g.id = l.subject_id
  LEFT JOIN role_offers w ON l.subject = 'role-offer' AND w.id = l.subject_id`;

/** A line in the log for each of `q`, with subject, subject_id and report_id, that has none by this moderator yet. */
const noteLooks = (actor: string, q: string): string => `
  INSERT INTO moderation_log (actor_id, action, reason_code, subject, subject_id, report_id)
  SELECT ${actor}::uuid, 'look', 'look', q.subject, q.subject_id, q.report_id
    FROM ${q} AS q (subject, subject_id, report_id)
   WHERE NOT EXISTS (SELECT FROM moderation_log l
           WHERE l.action = 'look' AND l.actor_id = ${actor}::uuid AND l.subject_id = q.subject_id
             AND l.report_id IS NOT DISTINCT FROM q.report_id)
  ON CONFLICT DO NOTHING`;

/** $1 are the reader's keys, in every statement of moderators. */
const MODERATORS_ONLY = `'role:moderator' = ANY ($1::text[])`;
const HISTORY = `
  SELECT ${LOG}
    FROM moderation_log l ${LOG_JOINS}
   WHERE ${MODERATORS_ONLY} AND l.subject = $2::text AND l.subject_id = $3::uuid
   ORDER BY l.id DESC LIMIT $4`;
const FIRST_UUID = '00000000-0000-0000-0000-000000000000';
const HISTORY_MAX = 50;

/**
 * Reads for moderators; and for everybody, what they may report. Access inside the WHERE.
 *
 * What a moderator reads by a report alone is noted in the log before they see it: no note, no text.
 */
@Injectable()
export class ModerationQueries {
  constructor(
    private readonly reads: Reads,
    private readonly transactions: Transactions,
  ) {}

  /** What waits for a decision, oldest first: each reported thing once, and case notes to publish. */
  async queue(actor: Actor, { kind, after, limit }: QueueInput): Promise<{ items: QueueRow[]; next: string | null }> {
    const [at = '-infinity', id = FIRST_UUID] = fromCursor(after, 'time', 'id') ?? [];
    const rows = await this.reads.rows<QueueRow>({
      name: 'moderation.queue',
      text: `SELECT q.kind, q.id, q.at, ${caseColumns('$6')}, ${REFERENCES} AS "references", c.id AS "claimedById", c.name AS "claimedByName"
               FROM (SELECT * FROM (
                      (SELECT 'report' AS kind, r.id, r.created_at AS at, r.subject, r.subject_id, r.claimed_by
                         FROM reports r
                        WHERE ${MODERATORS_ONLY} AND $5 IN ('all', 'report') AND r.status = 'open'
                          AND (r.created_at, r.id) > ($2::timestamptz, $3::uuid)
                          AND NOT EXISTS (SELECT FROM reports e
                                WHERE e.subject = r.subject AND e.subject_id = r.subject_id AND e.status = 'open'
                                  AND (e.created_at, e.id) < (r.created_at, r.id))
                        ORDER BY r.created_at, r.id LIMIT $4)
                      UNION ALL
                      (SELECT 'case-note', n.id, n.submitted_at, 'case-note', n.id, NULL
                         FROM case_notes n
                        WHERE ${MODERATORS_ONLY} AND $5 IN ('all', 'case-note') AND n.status = 'submitted'
                          AND n.visible_to && $1::text[]
                          AND (n.submitted_at, n.id) > ($2::timestamptz, $3::uuid)
                        ORDER BY n.submitted_at, n.id LIMIT $4)
                      UNION ALL
                      (SELECT 'case-note-check', n.id, n.check_since, 'case-note', n.id, NULL
                         FROM case_notes n
                        WHERE ${MODERATORS_ONLY} AND $5 IN ('all', 'case-note-check') AND n.check_since IS NOT NULL
                          AND n.status = 'published' AND n.visible_to && $1::text[]
                          AND (n.check_since, n.id) > ($2::timestamptz, $3::uuid)
                        ORDER BY n.check_since, n.id LIMIT $4)) AS waiting
                     ORDER BY at, id LIMIT $4) AS q
               ${CASE_JOINS}
               LEFT JOIN people c ON c.id = q.claimed_by
              ORDER BY q.at, q.id`,
      values: [actor.keys, at, id, limit + 1, kind, actor.personId],
    });
    const shown = pageOf(rows, limit, (row) => [row.at.toISOString(), row.id]);
    const closed = shown.items.filter((row) => row.closed);
    if (closed.length > 0) {
      await this.transactions.statement(noteLooks('$1', 'unnest($2::text[], $3::uuid[], $4::uuid[])'), [
        actor.personId,
        closed.map(({ subject }) => subject),
        closed.map(({ subjectId }) => subjectId),
        closed.map((row) => row.id),
      ]);
    }
    return shown;
  }

  /** One thing and all that was decided about it, newest first; throws SubjectNotFound. Two statements. */
  async look(actor: Actor, subject: ReportedKind, id: string): Promise<{ about: CaseRow; history: LogRow[] }> {
    const about = await this.reads.row<CaseRow>({
      name: 'moderation.look',
      text: `SELECT ${caseColumns('$4')}, NULL AS "claimedById", NULL AS "claimedByName"
               FROM (SELECT $2::text AS subject, $3::uuid AS subject_id) AS q ${CASE_JOINS}
              WHERE ${MODERATORS_ONLY} AND ${mayJudge('q')}`,
      values: [actor.keys, subject, id, actor.personId],
    });
    if (!about) throw SubjectNotFound();
    const values = [actor.keys, subject, id, HISTORY_MAX];
    if (!about.closed) {
      const history = await this.reads.rows<LogRow>({ name: 'moderation.history-of', text: HISTORY, values });
      return { about, history };
    }
    const noted = noteLooks('$5', '(VALUES ($2::text, $3::uuid, $6::uuid))');
    const history = await this.transactions.statement<LogRow>(`WITH noted AS (${noted}) ${HISTORY}`, [
      ...values,
      actor.personId,
      about.reports?.[0]?.id ?? null,
    ]);
    return { about, history };
  }

  /** All that was done and read, newest first. */
  log(reader: Reader, input: LogInput): Promise<{ items: LogRow[]; next: string | null }> {
    return this.lines(reader, input, { name: 'moderation.log', which: 'true' });
  }

  /** What moderators did, newest first: the log without what they only read. */
  actions(reader: Reader, input: LogInput): Promise<{ items: LogRow[]; next: string | null }> {
    return this.lines(reader, input, { name: 'moderation.actions', which: `l.action <> 'look'` });
  }

  private async lines(
    reader: Reader,
    { after, limit }: LogInput,
    { name, which }: { name: string; which: string },
  ): Promise<{ items: LogRow[]; next: string | null }> {
    const [before = '999999999999999'] = fromCursor(after, 'number') ?? [];
    const rows = await this.reads.rows<LogRow>({
      name,
      text: `SELECT ${LOG}
               FROM moderation_log l ${LOG_JOINS}
              WHERE ${MODERATORS_ONLY} AND ${which} AND l.id < $2::numeric::bigint
              ORDER BY l.id DESC LIMIT $3`,
      values: [reader.keys, before, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.id]);
  }

  /** Who is suspended now; who comes back first, first. */
  suspended(actor: Actor): Promise<SuspendedRow[]> {
    return this.reads.rows<SuspendedRow>({
      name: 'moderation.suspended',
      text: `SELECT p.id, p.name, p.practitioner_role AS role, p.fictional, a.suspended_until AS until,
                    a.suspended_reason AS reason
               FROM accounts a JOIN people p ON p.id = a.person_id
              WHERE ${MODERATORS_ONLY} AND a.suspended_until > now()
              ORDER BY a.suspended_until, p.id LIMIT 100`,
      values: [actor.keys],
    });
  }

  /** A person and what was decided about them, newest first; throws PersonNotFound. Two statements. */
  async person(actor: Actor, id: string): Promise<{ person: ModeratedPersonRow; history: LogRow[] }> {
    const person = await this.reads.row<ModeratedPersonRow>({
      name: 'moderation.person',
      text: `SELECT p.id, p.name, p.practitioner_role AS role, p.fictional, p.created_at AS since,
                    ARRAY(SELECT role FROM role_grants r WHERE r.person_id = p.id AND r.scope_id IS NULL ORDER BY role) AS roles,
                    CASE WHEN a.suspended_until > now() THEN a.suspended_until END AS "suspendedUntil",
                    a.suspended_reason AS "suspendedReason"
               FROM people p JOIN accounts a ON a.person_id = p.id
              WHERE p.id = $2 AND ${MODERATORS_ONLY}`,
      values: [actor.keys, id],
    });
    if (!person) throw PersonNotFound();
    const history = await this.reads.rows<LogRow>({
      name: 'moderation.about-person',
      text: `SELECT ${LOG}
               FROM moderation_log l ${LOG_JOINS}
              WHERE ${MODERATORS_ONLY} AND l.person_id = $2 AND ${NOT_MASKED}
              ORDER BY l.id DESC LIMIT $3`,
      values: [actor.keys, id, HISTORY_MAX],
    });
    return { person, history };
  }

  /** What the actor is about to report; throws SubjectNotFound where they may not read it. */
  async reportable(actor: Actor, subject: ReportedKind, id: string): Promise<ReportableRow> {
    const row = await this.reads.row<ReportableRow>({
      name: `moderation.reportable-${subject}`,
      text: `SELECT s.*, (SELECT r.created_at FROM reports r
                           WHERE r.subject = '${subject}' AND r.subject_id = s.id AND r.reporter_id = $3
                             AND r.status = 'open') AS "reportedAt"
               FROM (${REPORTABLE[subject]}) AS s`,
      values: [id, actor.keys, actor.personId],
    });
    if (!row) throw SubjectNotFound();
    return row;
  }
}

/** $1 the id, $2 the reader's keys, $3 the reader. */
const REPORTABLE: Readonly<Record<ReportedKind, string>> = {
  post: `SELECT p.id, t.title, ${postAddressOf('t.id', 'p.number')} AS url,
                CASE p.number WHEN 1 THEN 'question' ELSE 'reply' END AS noun, p.author_id = $3::uuid AS own,
                p.hidden_at IS NOT NULL AS hidden
           FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.id = $1 AND p.gone IS NULL AND t.visible_to && $2::text[]`,
  'case-note': `SELECT n.id, n.title, '/case-notes/' || n.id AS url, 'case note' AS noun, n.author_id = $3::uuid AS own,
                       n.status = 'withdrawn' AS hidden
                  FROM case_notes n
                 WHERE n.id = $1 AND n.status IN ('published', 'withdrawn') AND n.visible_to && $2::text[]`,
  guidance: `SELECT g.id, g.title, '/guidance/' || g.slug AS url, 'guidance page' AS noun, g.owner_id = $3::uuid AS own,
                    false AS hidden
               FROM guidance_pages g WHERE g.id = $1 AND g.status = 'published' AND g.visible_to && $2::text[]`,
  'role-offer': `SELECT o.id, o.title, '/people/offers/' || o.id AS url, o.kind AS noun, o.person_id = $3::uuid AS own,
                        o.hidden_at IS NOT NULL AS hidden
                   FROM role_offers o JOIN people p ON p.id = o.person_id AND p.visible_to && $2::text[]
                  WHERE o.id = $1 AND o.visible_to && $2::text[] AND o.expires_at > now()`,
};
