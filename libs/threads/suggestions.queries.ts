import { Injectable } from '@nestjs/common';
import { type Actor, aWordBegins } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { Id, Text } from '#libs/platform/inputs';
import { labelOf, PRACTITIONER_ROLES } from '#libs/taxonomy';
import { plain } from './post-text.ts';
import { ThreadNotFound } from './threads.errors.ts';

const TYPED = { label: 'q', min: 1, max: 60, ask: 'Write a letter or more' };

export class MentionsInput {
  /** How a name begins: any word of it. */
  @Text(TYPED)
  readonly q!: string;

  /** The thread in which it is written: only who may read it is suggested. Absent: a new question. */
  @Id({ label: 'threadId', optional: true })
  readonly threadId?: string;
}

export class ReferencesInput {
  /** Words of a title, or how one begins. */
  @Text(TYPED)
  readonly q!: string;
}

export interface MentionSuggestion {
  kind: 'person' | 'organisation' | 'role';
  name: string;
  /** What tells two of the same name apart. */
  detail: string;
  /** The Markdown to put into the text. */
  insert: string;
}

export interface ReferenceSuggestion {
  kind: 'case-note' | 'guidance' | 'council' | 'spin-out' | 'organisation' | 'question' | 'tactic';
  title: string;
  /** The address to put into the text. */
  url: string;
}

const MOST_PEOPLE = 6;
const MOST_ORGANISATIONS = 3;
const MOST_ROLES = 3;
const MOST_REFERENCES = 8;

const ORGANISATION: Readonly<Record<string, string>> = { council: 'Council', spin_out: 'Spin-out' };

/** What may be meant while somebody types a name. Only what they may see themselves, and few. */
@Injectable()
export class SuggestionsQueries {
  constructor(private readonly reads: Reads) {}

  /** People who may read the thread, organisations and roles; throws ThreadNotFound. */
  async mentions(actor: Actor, { q, threadId }: MentionsInput): Promise<MentionSuggestion[]> {
    const rows = await this.reads.rows<{
      kind: 'thread' | 'person' | 'organisation';
      id: string;
      name: string;
      detail: string;
    }>({
      name: 'threads.mentions',
      text: `SELECT 'thread' AS kind, t.id, '' AS name, '' AS detail, '' AS sort
               FROM threads t WHERE t.id = $4::uuid AND t.visible_to && $1::text[]
              UNION ALL
             (SELECT 'person', p.id, p.name, p.practitioner_role, p.sort_name
                FROM people p, (SELECT lower(normalize($2, NFKD)) AS q) AS typed
               WHERE ${aWordBegins('$2::text', 'p.sort_name')}
                 AND p.visible_to && $1::text[] AND p.id <> $3
                 AND ($4::uuid IS NULL OR p.reader_keys && (SELECT t.visible_to FROM threads t WHERE t.id = $4))
               ORDER BY position(typed.q IN p.sort_name) <> 1, p.sort_name, p.id LIMIT ${MOST_PEOPLE})
              UNION ALL
             (SELECT 'organisation', o.id, o.name, o.kind, lower(o.name)
                FROM organisations o
               WHERE (position(lower($2) IN lower(o.name)) = 1 OR position(' ' || lower($2) IN lower(o.name)) > 0)
                 AND o.visible_to && $1::text[]
               ORDER BY position(lower($2) IN lower(o.name)) <> 1, o.name, o.id LIMIT ${MOST_ORGANISATIONS})`,
      values: [actor.keys, q, actor.personId, threadId ?? null],
    });
    if (threadId !== undefined && !rows.some(({ kind }) => kind === 'thread')) throw ThreadNotFound();
    return [
      ...rows.flatMap(({ kind, id, name, detail }) =>
        kind === 'thread'
          ? []
          : [
              {
                kind,
                name,
                detail:
                  kind === 'person' ? labelOf(PRACTITIONER_ROLES, detail) : (ORGANISATION[detail] ?? 'Organisation'),
                insert: `@[${plain(name)}](${kind}:${id})`,
              },
            ],
      ),
      ...rolesLike(q),
    ];
  }

  /** Case notes, guidance, organisations, discussions and tactics by their title. */
  references(actor: Actor, { q }: ReferencesInput): Promise<ReferenceSuggestion[]> {
    return this.reads.rows({
      name: 'threads.references',
      text: `SELECT x.kind, x.title, x.url FROM (
               (SELECT 'case-note' AS kind, n.title, '/case-notes/' || n.id AS url FROM case_notes n
                 WHERE n.status = 'published' AND ${LIKE('n.title')} AND n.visible_to && $1::text[]
                 ORDER BY n.published_at DESC LIMIT ${MOST_REFERENCES})
                UNION ALL
               (SELECT 'guidance', g.title, '/guidance/' || g.slug FROM guidance_pages g
                 WHERE g.status = 'published' AND ${LIKE('g.title')} AND g.visible_to && $1::text[]
                 ORDER BY g.published_at DESC LIMIT ${MOST_REFERENCES})
                UNION ALL
               (SELECT CASE o.kind WHEN 'council' THEN 'council' WHEN 'spin_out' THEN 'spin-out' ELSE 'organisation' END, o.name,
                       coalesce('/councils/' || c.code, CASE o.kind WHEN 'spin_out' THEN '/spin-outs/' ELSE '/organisations/' END || o.id)
                  FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id
                 WHERE ${LIKE('o.name')} AND o.visible_to && $1::text[]
                 ORDER BY o.name LIMIT ${MOST_REFERENCES})
                UNION ALL
               (SELECT 'question', t.title, '/threads/' || t.id FROM (
                  SELECT * FROM threads ORDER BY last_post_at DESC LIMIT 5000) t
                 WHERE t.hidden_at IS NULL AND t.merged_at IS NULL AND ${LIKE('t.title')} AND t.visible_to && $1::text[]
                 ORDER BY t.last_post_at DESC LIMIT ${MOST_REFERENCES})
                UNION ALL
               (SELECT 'tactic', t.title, '/tactics/' || t.id FROM tactics t
                 WHERE t.status = 'published' AND ${LIKE('t.title')} AND t.visible_to && $1::text[]
                 ORDER BY t.title LIMIT ${MOST_REFERENCES})) x
              ORDER BY position(lower($2) IN lower(x.title)), length(x.title), x.title, x.url
              LIMIT ${MOST_REFERENCES}`,
      values: [actor.keys, q],
    });
  }
}

/** Some word of it begins so. */
const LIKE = (column: string): string => `position(' ' || lower($2) IN ' ' || lower(${column})) > 0`;

function rolesLike(q: string): MentionSuggestion[] {
  const typed = q.toLowerCase();
  return Object.entries(PRACTITIONER_ROLES)
    .filter(([, label]) => ` ${label.toLowerCase()}`.includes(` ${typed}`))
    .slice(0, MOST_ROLES)
    .map(([code, name]) => ({
      kind: 'role',
      name,
      detail: 'A role: tells nobody, shows who can help',
      insert: `@[${plain(name)}](role:${code})`,
    }));
}
