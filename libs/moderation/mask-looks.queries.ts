import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { JUDGED } from './judged.sql.ts';
import { SubjectNotFound } from './moderation.errors.ts';
import { type LogInput } from './moderation.inputs.ts';

/** A look as who asked is told of it: not by whom. */
export interface OwnLookRow {
  id: string;
  at: Date;
  reason: string;
  /** The moderator was not told, since they work where who asked works. */
  refused: boolean;
}

/** As an administrator reads it: not whom it was about. */
export interface LookRow extends OwnLookRow {
  threadId: string;
  /** Null: they may not read the discussion. */
  title: string | null;
  moderatorId: string;
  moderatorName: string;
}

/** A masked discussion before a moderator has looked. */
export interface MaskedRow {
  id: string;
  title: string;
  mask: string;
  questionId: string;
}

@Injectable()
export class MaskLooksQueries {
  constructor(private readonly reads: Reads) {}

  /** What a moderator could look behind; throws SubjectNotFound where nobody is masked. */
  async masked(actor: Actor, threadId: string): Promise<MaskedRow> {
    const row = await this.reads.row<MaskedRow>({
      name: 'moderation.masked-thread',
      text: `SELECT t.id, t.title, t.mask, q.id AS "questionId"
               FROM threads t JOIN posts q ON q.thread_id = t.id AND q.number = 1
              WHERE 'role:moderator' = ANY ($1::text[]) AND t.id = $2 AND t.mask IS NOT NULL
                AND (t.visible_to && $1::text[] OR ${JUDGED('t')})`,
      values: [actor.keys, threadId],
    });
    if (!row) throw SubjectNotFound();
    return row;
  }

  /** All of them, newest first; nothing to who is no administrator. */
  async all(actor: Actor, { after, limit }: LogInput): Promise<{ items: LookRow[]; next: string | null }> {
    const [before = '999999999999999'] = fromCursor(after, 'number') ?? [];
    const rows = await this.reads.rows<LookRow>({
      name: 'moderation.mask-looks',
      text: `SELECT l.id::text, l.at, l.reason, l.refused, l.thread_id AS "threadId", t.title,
                    l.actor_id AS "moderatorId", m.name AS "moderatorName"
               FROM mask_looks l JOIN people m ON m.id = l.actor_id
               LEFT JOIN threads t ON t.id = l.thread_id AND t.visible_to && $1::text[]
              WHERE 'role:administrator' = ANY ($1::text[]) AND l.id < $2::numeric::bigint
              ORDER BY l.id DESC LIMIT $3`,
      values: [actor.keys, before, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.id]);
  }

  /** At something the actor asked, newest first; nothing of what others asked. */
  ofOwn(actor: Actor, threadId: string): Promise<OwnLookRow[]> {
    return this.reads.rows<OwnLookRow>({
      name: 'moderation.own-mask-looks',
      text: `SELECT l.id::text, l.at, l.reason, l.refused
               FROM mask_looks l JOIN threads t ON t.id = l.thread_id AND t.author_id = $2
              WHERE l.thread_id = $1 ORDER BY l.id DESC LIMIT 100`,
      values: [threadId, actor.personId],
    });
  }
}
