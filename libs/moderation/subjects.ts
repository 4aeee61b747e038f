import { type Tx } from '#libs/platform/database';
import { postAddressOf } from '#libs/threads';
import { SubjectNotFound } from './moderation.errors.ts';
import { type ReportedKind } from './report.entity.ts';

/** What a report or a decision is about, as far as any rule or notice needs to know. */
export interface Subject {
  kind: ReportedKind;
  id: string;
  authorId: string;
  /** Whose title names it: of a post, the discussion. */
  titled: { kind: 'thread' | 'case-note' | 'guidance' | 'role-offer'; id: string };
  url: string;
  /** "question", "reply", "case note", "guidance page", "offer", "need". */
  noun: string;
  visibleTo: string[];
  hidden: boolean;
  /** A post that its author deleted. */
  deleted: boolean;
  /** It was published, so that there is something to report. */
  open: boolean;
}

const FIND: Readonly<Record<ReportedKind, string>> = {
  post: `SELECT p.author_id AS "authorId", json_build_object('kind', 'thread', 'id', t.id) AS titled,
                ${postAddressOf('t.id', 'p.number')} AS url,
                CASE p.number WHEN 1 THEN 'question' ELSE 'reply' END AS noun, t.visible_to AS "visibleTo",
                p.hidden_at IS NOT NULL AND p.gone IS NULL AS hidden, p.gone IS NULL AS open,
                coalesce(p.gone = 'deleted', false) AS deleted
           FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.id = $1 AND p.gone IS DISTINCT FROM 'moved'`,
  'case-note': `SELECT n.author_id AS "authorId", json_build_object('kind', 'case-note', 'id', n.id) AS titled,
                       '/case-notes/' || n.id AS url, 'case note' AS noun,
                       n.visible_to AS "visibleTo", n.status = 'withdrawn' AS hidden, n.status = 'published' AS open,
                       false AS deleted
                  FROM case_notes n WHERE n.id = $1`,
  guidance: `SELECT g.owner_id AS "authorId", json_build_object('kind', 'guidance', 'id', g.id) AS titled,
                    '/guidance/' || g.slug AS url, 'guidance page' AS noun,
                    g.visible_to AS "visibleTo", false AS hidden, g.status = 'published' AS open, false AS deleted
               FROM guidance_pages g WHERE g.id = $1`,
  'role-offer': `SELECT o.person_id AS "authorId", json_build_object('kind', 'role-offer', 'id', o.id) AS titled,
                        '/people/offers/' || o.id AS url, o.kind AS noun, o.visible_to AS "visibleTo",
                        o.hidden_at IS NOT NULL AS hidden, o.closed_at IS NULL AND o.expires_at > now() AS open,
                        false AS deleted
                   FROM role_offers o WHERE o.id = $1`,
};

/** Whatever its readers; the caller checks. Throws SubjectNotFound. */
export async function findSubject(tx: Tx, kind: ReportedKind, id: string): Promise<Subject> {
  const [row] = await tx.query<Omit<Subject, 'kind' | 'id'>[]>(FIND[kind], [id]);
  if (!row) throw SubjectNotFound();
  return { kind, id, ...row };
}
