import { postAddressOf } from '#libs/threads';
import { NotASource } from './guidance.errors.ts';

/** What guidance can be made from, as the editor sees it before and while it is made. */
export interface SourceRow {
  id: string;
  /** Of the discussion the answer stands in; null for a case note. */
  threadId: string | null;
  title: string;
  body: string;
  creditedId: string;
  creditedName: string;
  /** Null: masked; the name then is what stands for it. */
  creditedRole: string | null;
  masked: boolean;
  stage: string | null;
  serviceAreas: string[];
  topics: string[];
  fictional: boolean;
  url: string;
  /** Whether everyone who will read the page may also read where it comes from. */
  open: boolean;
  /** Null: it can be used; otherwise why not. */
  problem: string | null;
}

/** $1 the post, $2 the reader's keys. */
export const ANSWER_SOURCE = `
  SELECT p.id, t.id AS "threadId", t.title, p.body, a.id AS "creditedId", coalesce(p.mask, a.name) AS "creditedName",
         CASE WHEN p.mask IS NULL THEN a.practitioner_role END AS "creditedRole", p.mask IS NOT NULL AS masked, t.stage, t.service_areas AS "serviceAreas", t.topics,
         a.fictional AND p.mask IS NULL AS fictional,
         ${postAddressOf('t.id', 'p.number')} AS url, t.visible_to && ARRAY['public'] AS open,
         CASE WHEN p.gone IS NOT NULL THEN 'Its author has deleted this answer'
              WHEN p.hidden_at IS NOT NULL THEN 'A moderator has hidden this answer'
              WHEN p.accepted_at IS NULL THEN 'Only an accepted answer can become guidance'
              WHEN t.audience NOT IN ('public', 'network') THEN 'This answer was given to a smaller group, so it cannot become guidance for everyone'
         END AS problem
    FROM posts p JOIN threads t ON t.id = p.thread_id JOIN people a ON a.id = p.author_id
   WHERE p.id = $1 AND p.gone IS DISTINCT FROM 'moved' AND t.visible_to && $2::text[]`;

/** $1 the case note, $2 the reader's keys. */
export const CASE_NOTE_SOURCE = `
  SELECT n.id, NULL::uuid AS "threadId", n.title,
         concat_ws(E'\\n\\n', n.summary, nullif(n.what_happened, ''), nullif(n.what_we_would_do_again, '')) AS body,
         a.id AS "creditedId", a.name AS "creditedName", a.practitioner_role AS "creditedRole", false AS masked, n.stage,
         n.service_areas AS "serviceAreas", n.topics, n.fictional, '/case-notes/' || n.id AS url, true AS open,
         CASE WHEN n.status <> 'published' THEN 'Only a published case note can become guidance' END AS problem
    FROM case_notes n JOIN people a ON a.id = n.author_id
   WHERE n.id = $1 AND n.visible_to && $2::text[]`;

/** A source that stands, or a refusal that names the field it was asked for by. */
export function usable(field: 'postId' | 'caseNoteId', source: SourceRow | null | undefined): SourceRow {
  if (!source) {
    throw NotASource(field, `There is no such ${field === 'postId' ? 'answer' : 'case note'}, or you may not see it`);
  }
  if (source.problem !== null) throw NotASource(field, source.problem);
  return source;
}
