import { Injectable } from '@nestjs/common';
import { type Tx } from '#libs/platform/database';

/** Facts are ids, codes and numbers, never text: whoever hears of it reads the row again, with its own rights. */
export interface StreamEvent<Kind extends string = string, Facts extends object = object> {
  streamId: string;
  seq: number;
  kind: Kind;
  facts: Facts;
}

/** What happened, written by the transaction that made it happen. */
@Injectable()
export class Events {
  /**
   * `event.seq` comes from the stream's parent row, locked by this transaction: so it has no gaps and follows commit
   * order. PostgreSQL delivers the NOTIFY when, and only when, the transaction commits.
   */
  async append(tx: Tx, actorId: string | null, { streamId, seq, kind, facts }: StreamEvent): Promise<void> {
    await tx.query(
      `WITH event AS (
         INSERT INTO events (stream_id, seq, kind, facts, actor_id) VALUES ($1, $2, $3, $4, $5)
       ) SELECT pg_notify('events', $1::text)`,
      [streamId, seq, kind, facts, actorId],
    );
  }
}
