import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions, type Tx } from '#libs/platform/database';
import { DomainError, Stale } from '#libs/platform/errors';
import { mustBeAllowedToWrite } from '../thread-changes.ts';
import { PostNotFound, ThreadNotFound } from '../threads.errors.ts';
import { type DraftFields } from './drafts.inputs.ts';
import { type Place, placeOf } from './place.ts';

/** So many places may one person have a draft for. */
const MOST_DRAFTS = 50;

class TooManyDrafts extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'drafts.too-many';
  constructor() {
    super(`You have ${MOST_DRAFTS} drafts. Post or delete one in your settings, then this can be kept.`);
  }
}

export interface KeptDraft {
  readonly version: number;
  readonly savedAt: Date;
}

/** The draft that was posted; with a version, only if it is still that one: another window may have written on. */
export interface PostedDraft {
  readonly draft?: string;
  readonly draftVersion?: number;
}

/**
 * What people write and have not posted, one text for each place that it can be posted to. It is theirs alone, and is
 * never overwritten by a window that has not seen it.
 */
@Injectable()
export class DraftsService {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Keeps the text. `version`: what it was written over; 0: nothing was there; null: whatever is there. Throws Stale with
   * what is there instead, NotFound where the actor may not read the place.
   */
  keep(actor: Actor, place: string, fields: DraftFields, version: number | null): Promise<KeptDraft> {
    const at = placeOf(place);
    return this.transactions.run(async (tx) => {
      mustBeAllowedToWrite(actor);
      await mustReadPlace(tx, actor, at);
      const there = await lockDraft(tx, actor, at, version);
      if (there && isSame(there.fields, fields)) return { version: there.version, savedAt: there.savedAt };
      if (!there) await mustHaveRoom(tx, actor);
      const [kept] = await tx.query<KeptDraft[]>(
        `INSERT INTO drafts (person_id, place, fields) VALUES ($1, $2, $3)
         ON CONFLICT (person_id, place) DO UPDATE
           SET fields = excluded.fields, version = excluded.version, saved_at = now()
         RETURNING version, saved_at AS "savedAt"`,
        [actor.personId, at.text, JSON.stringify(fields)],
      );
      return kept!;
    });
  }

  /** Throws the text away. That there is none is fine; throws Stale where it is not the one of `version`. */
  forget(actor: Actor, place: string, version: number | null): Promise<void> {
    const at = placeOf(place);
    return this.transactions.run(async (tx) => {
      mustBeAllowedToWrite(actor);
      const there = await lockDraft(tx, actor, at, null);
      if (!there) return;
      if (version !== null && version !== there.version) throw staleBy(there);
      await tx.query(`DELETE FROM drafts WHERE person_id = $1 AND place = $2`, [actor.personId, at.text]);
    });
  }
}

/**
 * Whether a draft holds the text that is posted, whatever its version: of one that was saved by a page that is gone, the
 * page after it never heard. As SQL.
 */
export const IS_THE_SAME = (draft: string, body: string): string =>
  `btrim(${draft}.fields ->> 'body') = btrim(${body})`;

/** In the transaction in which the text is posted. */
export async function forgetPosted(
  tx: Tx,
  actor: Actor,
  { draft, draftVersion, title, body }: PostedDraft & { title: string; body: string },
): Promise<void> {
  if (draft === undefined) return;
  await tx.query(
    `DELETE FROM drafts d WHERE person_id = $1 AND place = $2
        AND (version = coalesce($3::int, version) OR ${IS_THE_SAME('d', '$4')} AND btrim(fields ->> 'title') = btrim($5))`,
    [actor.personId, draft, draftVersion ?? null, body, title],
  );
}

interface DraftThere extends KeptDraft {
  readonly fields: DraftFields;
}

/** All changes of one person's drafts go one after the other, also those of a draft that is not there yet. */
async function lockDraft(tx: Tx, actor: Actor, at: Place, version: number | null): Promise<DraftThere | null> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('drafts:' || $1, 0))`, [actor.personId]);
  const [there = null] = await tx.query<DraftThere[]>(
    `SELECT fields, version, saved_at AS "savedAt" FROM drafts WHERE person_id = $1 AND place = $2`,
    [actor.personId, at.text],
  );
  if (version !== null && version !== (there?.version ?? 0)) throw staleBy(there);
  return there;
}

const staleBy = (there: DraftThere | null): Stale =>
  new Stale(there?.version ?? 0, {
    version: there?.version ?? 0,
    fields: there?.fields ?? null,
    savedAt: there?.savedAt.toISOString() ?? null,
  });

const isSame = (a: DraftFields, b: DraftFields): boolean => sorted(a) === sorted(b);

/** jsonb sorts the names of fields its own way. */
const sorted = (fields: DraftFields): string =>
  JSON.stringify(Object.entries(fields).toSorted(([x], [y]) => (x < y ? -1 : 1)));

async function mustReadPlace(tx: Tx, { keys }: Actor, { kind, id }: Place): Promise<void> {
  if (kind === 'question') return;
  const [found] = await tx.query<object[]>(
    kind === 'thread'
      ? `SELECT FROM threads t WHERE t.id = $1 AND t.visible_to && $2::text[]`
      : `SELECT FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.id = $1 AND t.visible_to && $2::text[]`,
    [id, keys],
  );
  if (!found) throw kind === 'thread' ? ThreadNotFound() : PostNotFound();
}

async function mustHaveRoom(tx: Tx, { personId }: Actor): Promise<void> {
  const [row] = await tx.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM drafts WHERE person_id = $1`, [
    personId,
  ]);
  if (row!.count >= MOST_DRAFTS) throw new TooManyDrafts();
}
