import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { fromCursor, pageOf, Reads } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { type IntroductionListInput } from './peers.inputs.ts';

export const IntroductionNotFound = (): NotFound => new NotFound('peers.introduction-not-found', 'introduction');

/** `no-answer`: 14 days went by. */
export type IntroductionState = 'open' | 'agreed' | 'declined' | 'no-answer' | 'withdrawn';

export interface IntroductionRow {
  id: string;
  /** Whether the reader asked; else they were asked. */
  mine: boolean;
  /** The other of the two. */
  personId: string;
  personName: string;
  practitionerRole: string;
  fictional: boolean;
  reason: string;
  state: IntroductionState;
  answerNote: string | null;
  /** The other's address, once both have agreed; else null. */
  email: string | null;
  createdAt: Date;
  answeredAt: Date | null;
  expiresAt: Date;
}

export const STATE = `
  CASE WHEN i.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN i.answer IS NOT NULL THEN i.answer
       WHEN i.expires_at <= now() THEN 'no-answer' ELSE 'open' END`;

/** $1 the reader, $2 their keys. One that was taken back is shown to who asked alone. */
const ROW = `
  i.id, i.asked_by = $1::uuid AS mine, p.id AS "personId", p.name AS "personName",
  p.practitioner_role AS "practitionerRole", p.fictional, i.reason, ${STATE} AS state, i.answer_note AS "answerNote",
  CASE WHEN i.answer = 'agreed' THEN (SELECT a.email FROM accounts a WHERE a.person_id = p.id) END AS email,
  i.created_at AS "createdAt", i.answered_at AS "answeredAt", i.expires_at AS "expiresAt"
  FROM introductions i
  JOIN people p ON p.id = CASE WHEN i.asked_by = $1::uuid THEN i.person_id ELSE i.asked_by END
 WHERE i.visible_to && $2::text[] AND (i.asked_by = $1::uuid OR i.withdrawn_at IS NULL)`;

/** Each side from its own index: an OR would read both whole. */
const oneSide = (column: string): string => `
  (SELECT id, created_at FROM introductions
    WHERE ${column} = $1::uuid AND (created_at, id) < ($3::timestamptz, $4::uuid)
    ORDER BY created_at DESC, id DESC LIMIT $5)`;

@Injectable()
export class IntroductionsQueries {
  constructor(private readonly reads: Reads) {}

  /** One's own, of either side, newest first. */
  async list(
    actor: Actor,
    { side, after, limit }: IntroductionListInput,
  ): Promise<{ items: IntroductionRow[]; next: string | null }> {
    const [at = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = fromCursor(after, 'time', 'id') ?? [];
    const sides = [side !== 'asked-of-me' && oneSide('asked_by'), side !== 'asked' && oneSide('person_id')];
    const rows = await this.reads.rows<IntroductionRow>({
      name: null,
      text: `SELECT ${ROW} AND i.id IN (SELECT id FROM (${sides.filter(Boolean).join(' UNION ALL ')}) AS both_sides)
              ORDER BY i.created_at DESC, i.id DESC LIMIT $5`,
      values: [actor.personId, actor.keys, at, id, limit + 1],
    });
    return pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  }

  /** Throws IntroductionNotFound, also for everybody but the two. */
  async introduction(actor: Actor, id: string): Promise<IntroductionRow> {
    const row = await this.reads.row<IntroductionRow>({
      name: 'peers.introduction',
      text: `SELECT ${ROW} AND i.id = $3`,
      values: [actor.personId, actor.keys, id],
    });
    if (!row) throw IntroductionNotFound();
    return row;
  }
}
