import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { type DraftFields } from './drafts.inputs.ts';
import { DraftNotFound, placeOf } from './place.ts';

export interface DraftRow {
  place: string;
  kind: 'question' | 'thread' | 'reply';
  fields: DraftFields;
  version: number;
  savedAt: Date;
  /** Of the discussion it is for. Null: it is a question, or its writer may not read the discussion any more. */
  threadId: string | null;
  threadTitle: string | null;
  /** Of the post there that it replies to, where it is kept as a reply to one. */
  answerNumber: number | null;
  locked: boolean;
  /** By a moderator, or taken back by its writer. */
  hidden: boolean;
}

/** One's own texts that are not posted yet; nobody else's. */
@Injectable()
export class DraftsQueries {
  constructor(private readonly reads: Reads) {}

  /** Latest first; all of them, as there are few. With a place, that one alone. */
  list(actor: Actor, place?: string): Promise<DraftRow[]> {
    return this.reads.rows({
      name: 'drafts.list',
      text: `SELECT d.place, split_part(d.place, ':', 1) AS kind, d.fields, d.version, d.saved_at AS "savedAt",
                    t.id AS "threadId", t.title AS "threadTitle", t.locked_at IS NOT NULL AS locked,
                    t.hidden_at IS NOT NULL AS hidden,
                    CASE WHEN t.id = p.thread_id THEN p.number END AS "answerNumber"
               FROM (SELECT *, nullif(split_part(place, ':', 2), '')::uuid AS at FROM drafts
                      WHERE person_id = $1 AND place = coalesce($3, place)) AS d
               LEFT JOIN posts p ON p.id = d.at AND d.place LIKE 'reply:%'
               LEFT JOIN threads t ON t.id = CASE WHEN d.place LIKE 'thread:%' THEN d.at ELSE p.thread_id END
                    AND t.visible_to && $2::text[]
              ORDER BY d.saved_at DESC, d.place
              LIMIT 100`,
      values: [actor.personId, actor.keys, place ?? null],
    });
  }

  /** Throws NotFound. */
  async one(actor: Actor, place: string): Promise<DraftRow> {
    const draft = await this.at(actor, place);
    if (!draft) throw DraftNotFound();
    return draft;
  }

  /** As one(); null where there is none. */
  async at(actor: Actor, place: string): Promise<DraftRow | null> {
    return (await this.list(actor, placeOf(place).text))[0] ?? null;
  }
}

const PREVIEW = 200;

/** How the text begins, title and all, in one line. */
export function draftPreview({ title, body }: DraftFields): string {
  const typed = [title, body].filter((field) => typeof field === 'string').join(' ');
  return [...typed.replace(/\s+/g, ' ').trim()].slice(0, PREVIEW).join('');
}
