import { Injectable } from '@nestjs/common';
import { citedCaseNotes } from '#libs/case-notes';
import { type Actor, firstNameOf } from '#libs/people';
import { Reads, type Tx } from '#libs/platform/database';
import { insertJobs } from '#libs/platform/jobs';
import { InvalidInput } from '#libs/platform/inputs';
import { BODY_MAX } from './threads.inputs.ts';
import { type Named, namedIn, type ReferenceKind, renderPost, withNames } from './post-text.ts';

/** A text as it is kept, and what of others it names. */
export interface PostText {
  readonly body: string;
  readonly html: string;
  /** Case notes, in the order they stand in the text. */
  readonly caseNotes: readonly string[];
  readonly references: readonly { readonly kind: ReferenceKind; readonly id: string; readonly position: number }[];
  /** People to be told, the writer aside. */
  readonly mentioned: readonly string[];
}

/** Names and addresses of those who are mentioned count, too. */
const TOO_LONG = `What you wrote must be ${BODY_MAX.toLocaleString('en-GB')} characters or fewer`;

interface Found {
  kind: 'person' | 'mentioned' | ReferenceKind;
  key: string;
  id: string;
  name: string;
  editors: string[] | null;
}

/** At most so many are told of one post. */
const MOST_TOLD = 10;
/** Of an organisation that is mentioned. */
const MOST_EDITORS = 5;

/** What somebody wrote, made ready to be kept or to be shown to them first. */
@Injectable()
export class PostTexts {
  constructor(private readonly reads: Reads) {}

  /** Asks the database only for a text that names something; what the writer may not see is as if it were not there. */
  async prepare(actor: Actor, text: string): Promise<PostText> {
    const named = namedIn(text);
    const found = isNothing(named) ? [] : await this.found(actor, named);
    const names = new Map<string, string>();
    for (const { kind, key, name } of found) {
      if (kind === 'person') names.set(key, firstNameOf(name));
      if (kind === 'mentioned') names.set(key, name);
    }
    const body = withNames(text, names);
    const told = [
      ...named.people.filter((id) => names.has(id)),
      ...found.flatMap(({ kind, editors }) => (kind === 'mentioned' ? (editors ?? []) : [])),
    ];
    const references = named.references.flatMap(({ kind, key }) => {
      const target = found.find((one) => one.kind === kind && one.key === key);
      return target ? [{ kind, id: target.id }] : [];
    });
    const unique = new Map(references.map((one) => [`${one.kind}:${one.id}`, one]));
    if ([...body].length > BODY_MAX) throw new InvalidInput([{ field: 'body', message: TOO_LONG }]);
    return {
      body,
      html: renderPost(body),
      caseNotes: citedCaseNotes(body),
      references: [...unique.values()].map((one, index) => ({ ...one, position: index + 1 })),
      mentioned: [...new Set(told)].filter((id) => id !== actor.personId).slice(0, MOST_TOLD),
    };
  }

  private found({ keys }: Actor, { people, organisations, references }: Named): Promise<Found[]> {
    const of = (kind: ReferenceKind, by: string): string[] =>
      references.filter((one) => one.kind === kind && one.by === by).map(({ key }) => key);
    return this.reads.rows({
      name: 'threads.named',
      text: `SELECT 'person' AS kind, p.id::text AS key, p.id, p.name, NULL::uuid[] AS editors
               FROM people p WHERE p.id = ANY ($2::uuid[]) AND p.visible_to && $1::text[]
              UNION ALL
             SELECT 'mentioned', o.id::text, o.id, o.name, ARRAY(
                      SELECT r.person_id FROM role_grants r
                        JOIN memberships m ON m.person_id = r.person_id AND m.organisation_id = o.id
                         AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
                       WHERE r.role = 'organisation_editor' AND r.scope_id = o.id
                       ORDER BY r.granted_at, r.person_id LIMIT ${MOST_EDITORS})
               FROM organisations o WHERE o.id = ANY ($3::uuid[]) AND o.visible_to && $1::text[]
              UNION ALL
             SELECT 'organisation', o.id::text, o.id, o.name, NULL
               FROM organisations o WHERE o.id = ANY ($4::uuid[]) AND o.visible_to && $1::text[]
              UNION ALL
             SELECT 'organisation', c.code, o.id, o.name, NULL
               FROM councils c JOIN organisations o ON o.id = c.organisation_id AND o.visible_to && $1::text[]
              WHERE c.code = ANY ($5::text[])
              UNION ALL
             SELECT 'guidance', g.slug, g.id, g.title, NULL
               FROM guidance_pages g WHERE g.slug = ANY ($6::text[]) AND g.visible_to && $1::text[]
              UNION ALL
             SELECT 'thread', t.id::text, t.id, t.title, NULL
               FROM threads t WHERE t.id = ANY ($7::uuid[]) AND t.visible_to && $1::text[]
              UNION ALL
             SELECT 'tactic', t.id::text, t.id, t.title, NULL
               FROM tactics t WHERE t.id = ANY ($8::uuid[]) AND t.visible_to && $1::text[]`,
      values: [
        keys,
        people,
        organisations,
        of('organisation', 'id'),
        of('organisation', 'code'),
        of('guidance', 'slug'),
        of('thread', 'id'),
        of('tactic', 'id'),
      ],
    });
  }
}

const isNothing = ({ people, organisations, references }: Named): boolean =>
  people.length + organisations.length + references.length === 0;

/** Keeps what a post names, in the transaction in which the post is kept; who was told of it before is not told again. */
export async function keepNamed(tx: Tx, postId: string, { caseNotes, references, mentioned }: PostText): Promise<void> {
  await tx.query(`DELETE FROM post_citations WHERE post_id = $1 AND case_note_id <> ALL ($2::uuid[])`, [
    postId,
    caseNotes,
  ]);
  if (caseNotes.length > 0) {
    await tx.query(
      `INSERT INTO post_citations (post_id, case_note_id, position)
       SELECT $1, n.id, cited.position FROM unnest($2::uuid[]) WITH ORDINALITY AS cited (id, position)
         JOIN case_notes n ON n.id = cited.id
       ON CONFLICT (post_id, case_note_id) DO UPDATE SET position = excluded.position`,
      [postId, caseNotes],
    );
  }
  await tx.query(`DELETE FROM post_references WHERE post_id = $1`, [postId]);
  await tx.query(
    `WITH kept AS (
       INSERT INTO post_references (post_id, kind, target_id, position)
       SELECT p.id, x.kind, x.id, x.position
         FROM posts p, jsonb_to_recordset($2) AS x (kind text, id uuid, position int)
        WHERE p.id = $1 AND x.id <> p.thread_id
       RETURNING post_id)
     UPDATE posts SET has_references = EXISTS (SELECT FROM kept) WHERE id = $1`,
    [postId, JSON.stringify(references)],
  );
  if (mentioned.length === 0) return;
  await tx.query(
    `WITH told AS (
       INSERT INTO post_mentions (post_id, person_id) SELECT $1, id FROM unnest($2::uuid[]) AS m (id)
       ON CONFLICT DO NOTHING RETURNING person_id)
     ${insertJobs('threads.tell-mentioned', {
       data: `jsonb_build_object('posts', jsonb_build_array($1::uuid))`,
       from: '(SELECT FROM told LIMIT 1) AS one',
     })}`,
    [postId, mentioned],
  );
}
