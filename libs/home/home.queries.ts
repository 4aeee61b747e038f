import { Injectable } from '@nestjs/common';
import { CITATION_JSON, type CitationRow, DID_NOT_WORK, WORKED } from '#libs/case-notes';
import { type Actor, type Reader } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { INVITER, RECEIVED, unreadCount } from '#libs/threads';

export type NoteRow = CitationRow & {
  council: string | null;
  councilType: string | null;
  serviceAreas: string[];
  result: string;
  publishedOn: string;
};

export interface QuestionRow {
  id: string;
  title: string;
  serviceAreas: string[];
  replyCount: number;
  acceptedCount: number;
  followerCount: number;
  fictional: boolean;
  /** A moment, ISO 8601. */
  at: string;
}

export interface FrontRow {
  /** A published note whose service did not get worse, one where it did or that ended, the newest of each. */
  worked: NoteRow | null;
  failed: NoteRow | null;
  /** The newest question that nobody has answered, of those the reader may see. */
  open: QuestionRow | null;
  /** Published notes; null: more than are worth counting. */
  noteCount: number | null;
  /** Stage code → how many notes, questions and guidance pages the reader may see, of the newest of each. */
  stages: Record<string, number> | null;
}

export interface MemberRow {
  spinOut: { id: string; name: string; stage: string; fictional: boolean } | null;
  /** Open questions in the member's own service areas or topics that they may be able to answer. */
  mayKnow: (QuestionRow & { because: 'service' | 'topic' })[] | null;
  /** Their own questions that have answers and none accepted. */
  toSettle: QuestionRow[] | null;
  drafts: { id: string; title: string; at: string }[] | null;
  /** What somebody invited them to answer. */
  invitations: { id: string; threadId: string; title: string; by: string; note: string | null; until: string }[] | null;
  /** Discussions that they follow or have opened: first those with something new, then the latest that they follow. */
  followed: (QuestionRow & { unread: number })[] | null;
  /** Notes from services like the member's first, then the newest of any. */
  newNotes: NoteRow[] | null;
  /** The code of the council they work for, as a moderator verified it. */
  councilCode: string | null;
  /** Reports and submitted notes that wait; null for who is no moderator. */
  queue: number | null;
}

/** How many discussions that somebody follows or has opened are looked at. */
const LATEST = 200;

/** How many notes are looked at for what the front page says of them. */
const NEWEST = 1_000;

const NOTE = (n: string): string => `(${CITATION_JSON(n)}::jsonb || jsonb_build_object(
  'council', (SELECT nice_name FROM councils WHERE organisation_id = ${n}.council_id),
  'councilType', (SELECT type FROM councils WHERE organisation_id = ${n}.council_id),
  'serviceAreas', ${n}.service_areas, 'result', ${n}.result, 'publishedOn', ${n}.published_at::date))`;

const QUESTION = (t: string, at: string): string => `jsonb_build_object(
  'id', ${t}.id, 'title', ${t}.title, 'serviceAreas', ${t}.service_areas, 'replyCount', ${t}.reply_count,
  'acceptedCount', ${t}.accepted_count, 'followerCount', ${t}.follower_count, 'fictional', ${t}.fictional, 'at', ${t}.${at})`;

const list = (item: string, from: string, order: string, limit: number): string =>
  `(SELECT jsonb_agg(x.item ORDER BY x.at DESC) FROM (SELECT ${item} AS item, ${order} AS at ${from} ORDER BY ${order} DESC LIMIT ${limit}) x)`;

@Injectable()
export class HomeQueries {
  constructor(private readonly reads: Reads) {}

  /** For who is not signed in, and for the path that everyone sees. */
  async front(reader: Reader): Promise<FrontRow> {
    const row = await this.reads.row<FrontRow>({
      name: 'home.front',
      // The newest by their index, once for all that is asked of them: no visit reads every note. Who may read them is
      // asked of those alone, or the planner, which cannot know, expects so few that it would read all.
      text: `WITH newest AS MATERIALIZED (
          SELECT id, stage, verdict, evidenced, result, saving_amount, published_at, visible_to FROM case_notes
           WHERE status = 'published' ORDER BY published_at DESC, id DESC LIMIT ${NEWEST}),
        recent AS (SELECT * FROM newest WHERE visible_to && $1::text[])
        SELECT
        (SELECT ${NOTE('n')} FROM case_notes n WHERE n.id = (
           SELECT id FROM recent WHERE ${WORKED('recent')} AND saving_amount IS NOT NULL
            ORDER BY published_at DESC LIMIT 1)) AS worked,
        (SELECT ${NOTE('n')} FROM case_notes n WHERE n.id = (
           SELECT id FROM recent WHERE ${DID_NOT_WORK('recent')}
            ORDER BY published_at DESC LIMIT 1)) AS failed,
        (SELECT ${QUESTION('t', 'created_at')} FROM threads t
          WHERE t.accepted_count = 0 AND t.reply_count = 0 AND t.kind = 'question' AND t.locked_at IS NULL
            AND t.hidden_at IS NULL AND t.visible_to && $1::text[]
          ORDER BY t.last_post_at DESC LIMIT 1) AS open,
        CASE WHEN (SELECT count(*) FROM newest) < ${NEWEST} THEN (SELECT count(*)::int FROM recent) END AS "noteCount",
        (SELECT jsonb_object_agg(stage, n) FROM (
           SELECT stage, sum(n)::int AS n FROM (
             SELECT stage, count(*) AS n FROM recent GROUP BY stage
              UNION ALL
             SELECT stage, count(*) FROM guidance_pages WHERE status = 'published' AND stage IS NOT NULL GROUP BY stage
              UNION ALL
             SELECT stage, count(*) FROM (
               SELECT stage FROM threads
                WHERE stage IS NOT NULL AND merged_at IS NULL AND visible_to && $1::text[] ORDER BY last_post_at DESC LIMIT 2000) t GROUP BY stage
           ) counts GROUP BY stage) per_stage) AS stages`,
      values: [reader.keys],
    });
    return row!;
  }

  /** What waits for a member, and what is new around them. */
  async member(actor: Actor): Promise<MemberRow> {
    const row = await this.reads.row<MemberRow>({
      name: 'home.member',
      text: `WITH me AS (SELECT id, service_areas, topics_offered FROM people WHERE id = $1)
        SELECT
        (SELECT jsonb_build_object('id', o.id, 'name', o.name, 'stage', s.stage, 'fictional', o.fictional)
           FROM memberships m JOIN organisations o ON o.id = m.organisation_id JOIN spin_outs s ON s.organisation_id = o.id
          WHERE m.person_id = $1 AND m.to_on IS NULL ORDER BY m.from_on DESC NULLS LAST LIMIT 1) AS "spinOut",
        ${list(
          `${QUESTION('t', 'created_at')} || jsonb_build_object('because', CASE WHEN t.service_areas && me.service_areas THEN 'service' ELSE 'topic' END)`,
          `FROM (SELECT * FROM threads
                  WHERE accepted_count = 0 AND locked_at IS NULL AND hidden_at IS NULL AND visible_to && $2::text[]
                  ORDER BY last_post_at DESC LIMIT 200) t, me
            WHERE t.author_id <> $1 AND t.kind = 'question' AND t.reply_count = 0
              AND (t.service_areas && me.service_areas OR t.topics && me.topics_offered)`,
          't.created_at',
          3,
        )} AS "mayKnow",
        ${list(
          QUESTION('t', 'last_post_at'),
          `FROM threads t
            WHERE t.author_id = $1 AND t.kind = 'question' AND t.accepted_count = 0 AND t.reply_count > 0
              AND t.duplicate_of_id IS NULL AND t.hidden_at IS NULL AND t.visible_to && $2::text[]`,
          't.last_post_at',
          3,
        )} AS "toSettle",
        ${list(
          `jsonb_build_object('id', n.id, 'title', n.title, 'at', n.updated_at)`,
          `FROM case_notes n WHERE n.author_id = $1 AND n.status = 'draft'`,
          'n.updated_at',
          3,
        )} AS drafts,
        ${list(
          `jsonb_build_object('id', i.id, 'threadId', t.id, 'title', t.title, 'note', i.note, 'until', i.expires_at,
                              'by', ${INVITER})`,
          `FROM ${RECEIVED('$1', '$2')}`,
          'i.created_at',
          3,
        )} AS invitations,
        (SELECT jsonb_agg(x.item ORDER BY x.is_new DESC, x.at DESC) FROM (
           SELECT ${QUESTION('t', 'last_post_at')} || jsonb_build_object('unread', u.unread) AS item,
                  u.unread > 0 AS is_new, t.last_post_at AS at
             FROM (SELECT own.thread_id AS id, bool_or(own.followed) AS followed FROM (
                     (SELECT thread_id, true AS followed FROM thread_follows
                       WHERE person_id = $1 AND level IN ('every', 'first') ORDER BY at DESC LIMIT ${LATEST})
                      UNION ALL
                     (SELECT thread_id, false FROM thread_reads WHERE person_id = $1 ORDER BY at DESC LIMIT ${LATEST})
                   ) AS own GROUP BY own.thread_id) AS o
             JOIN threads t ON t.id = o.id AND t.hidden_at IS NULL AND t.merged_at IS NULL AND t.visible_to && $2::text[]
             CROSS JOIN LATERAL (SELECT coalesce(${unreadCount('t', '$1')}, 0) AS unread) AS u
            WHERE o.followed OR u.unread > 0
            ORDER BY u.unread > 0 DESC, t.last_post_at DESC LIMIT 5) AS x) AS followed,
        (SELECT jsonb_agg(x.item ORDER BY x.near DESC, x.at DESC) FROM (
           SELECT ${NOTE('n')} AS item, n.near, n.published_at AS at FROM (
             SELECT DISTINCT ON (id) * FROM (
               (SELECT c.*, true AS near FROM case_notes c, me
                 WHERE c.status = 'published' AND c.visible_to && $2::text[] AND c.service_areas && me.service_areas
                 ORDER BY c.published_at DESC LIMIT 4)
                UNION ALL
               (SELECT c.*, false FROM case_notes c WHERE c.status = 'published' AND c.visible_to && $2::text[]
                 ORDER BY c.published_at DESC LIMIT 4)
             ) both_kinds ORDER BY id, near DESC
           ) n ORDER BY n.near DESC, n.published_at DESC LIMIT 4) x) AS "newNotes",
        (SELECT c.code FROM memberships m JOIN councils c ON c.organisation_id = m.organisation_id
          WHERE m.person_id = $1 AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
          ORDER BY m.from_on DESC NULLS LAST LIMIT 1) AS "councilCode",
        CASE WHEN $3::boolean THEN
          (SELECT count(*)::int FROM reports WHERE status = 'open') +
          (SELECT count(*)::int FROM case_notes WHERE status = 'submitted') END AS queue`,
      values: [actor.personId, actor.keys, actor.roles.has('moderator')],
    });
    return row!;
  }
}
