import { Injectable } from '@nestjs/common';
import { type Tx } from '#libs/platform/database';

/** Facts are ids, codes and numbers, never text: whoever hears of it reads the row again, with its own rights. */
export interface StreamEvent<Kind extends string = string, Facts extends object = object> {
  streamId: string;
  seq: number;
  kind: Kind;
  facts: Facts;
}

/**
 * The insert of an event, to stand in a statement that does more; the arguments are SQL over a row of `from`.
 *
 * `seq` comes from the stream's parent row, locked by this transaction: so it has no gaps and follows commit order.
 * PostgreSQL delivers the NOTIFY when, and only when, the transaction commits.
 */
export const insertEvent = (
  { streamId, seq, kind, facts }: Record<keyof StreamEvent, string>,
  actorId: string,
  from = '(SELECT) AS one',
): string => `
  INSERT INTO events (stream_id, seq, kind, facts, actor_id) SELECT ${streamId}, ${seq}, ${kind}, ${facts}, ${actorId}
    FROM ${from} RETURNING pg_notify('events', stream_id::text)`;

/** What happened, written by the transaction that made it happen. */
@Injectable()
export class Events {
  async append(tx: Tx, actorId: string | null, { streamId, seq, kind, facts }: StreamEvent): Promise<void> {
    await tx.query(APPEND, [streamId, seq, kind, facts, actorId]);
  }
}

const APPEND = insertEvent({ streamId: '$1::uuid', seq: '$2::int', kind: '$3', facts: '$4::jsonb' }, '$5::uuid');
