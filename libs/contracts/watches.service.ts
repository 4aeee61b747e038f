import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, type Reader } from '#libs/people';
import { Reads, Transactions } from '#libs/platform/database';
import { NotFound } from '#libs/platform/errors';
import { RegisterNotFound } from './contracts.errors.ts';
import { ContractsQueries } from './contracts.queries.ts';

export interface WatchRow {
  id: string;
  kind: 'peers-who-diversified';
  /** Null: they may not see its register now. */
  spinOut: { id: string; name: string } | null;
  createdAt: Date;
  /** Null: it still waits. */
  toldAt: Date | null;
}

const WATCHES_MAX = 100;
const AT_ONCE = 200;

/** What somebody asked to be told of: once, when it comes to be so, and only as far as they may see it then. */
@Injectable()
export class WatchesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
    private readonly contracts: ContractsQueries,
    private readonly notifications: Notifications,
  ) {}

  /** Of a register that the actor may see. One that was told of begins again. */
  watchPeers(actor: Actor, spinOutId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const written = await tx.query<object[]>(
        `INSERT INTO contract_watches AS w (person_id, kind, subject_id)
         SELECT $1, 'peers-who-diversified', r.spin_out_id
           FROM contract_registers r JOIN organisations o ON o.id = r.spin_out_id
          WHERE r.spin_out_id = $2 AND r.visible_to && $3::text[] AND o.visible_to && $3::text[]
         ON CONFLICT (person_id, kind, subject_id)
         DO UPDATE SET told_at = NULL, created_at = CASE WHEN w.told_at IS NULL THEN w.created_at ELSE now() END
         RETURNING id`,
        [actor.personId, spinOutId, actor.keys],
      );
      if (written.length === 0) throw RegisterNotFound();
    });
  }

  /** Throws NotFound, also for another's. */
  unwatch(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [gone] = await tx.query<[object[], number]>(
        `DELETE FROM contract_watches WHERE id = $1 AND person_id = $2 RETURNING id`,
        [id, actor.personId],
      );
      if (gone.length === 0) throw new NotFound('contracts.watch-not-found', 'watch');
    });
  }

  /** One's own, newest first. */
  list(actor: Actor): Promise<WatchRow[]> {
    return this.reads.rows<WatchRow>({
      name: 'watches.list',
      text: `SELECT w.id, w.kind, w.created_at AS "createdAt", w.told_at AS "toldAt",
                    CASE WHEN r.spin_out_id IS NOT NULL THEN json_build_object('id', o.id, 'name', o.name) END AS "spinOut"
               FROM contract_watches w
               LEFT JOIN organisations o ON o.id = w.subject_id AND o.visible_to && $2::text[]
               LEFT JOIN contract_registers r ON r.spin_out_id = o.id AND r.visible_to && $2::text[]
              WHERE w.person_id = $1 ORDER BY w.created_at DESC, w.id DESC LIMIT ${WATCHES_MAX}`,
      values: [actor.personId, actor.keys],
    });
  }

  /** Looks for each that waits with the eyes its watcher has now, and tells those who would see a peer. For the worker. */
  async tellWatchers(): Promise<void> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const waiting = await this.reads.rows<{ id: string; personId: string; keys: string[]; subjectId: string }>({
        name: 'watches.waiting',
        text: `SELECT w.id, w.person_id AS "personId", p.reader_keys AS keys, w.subject_id AS "subjectId"
                 FROM contract_watches w JOIN people p ON p.id = w.person_id
                WHERE w.told_at IS NULL AND w.id > $1 ORDER BY w.id LIMIT ${AT_ONCE}`,
        values: [after],
      });
      for (const watch of waiting) await this.tellOf(watch);
      if (waiting.length < AT_ONCE) return;
      after = waiting.at(-1)!.id;
    }
  }

  private async tellOf(watch: { id: string; personId: string; keys: string[]; subjectId: string }): Promise<void> {
    const { id, personId, keys, subjectId } = watch;
    const reader: Reader = { personId, keys, roles: new Set() }; // No role opens a register.
    const found = await this.contracts.peersOf(reader, subjectId).catch((error: unknown) => {
      // They may not see the register any more: there is nothing to tell.
      if (error instanceof NotFound) return null;
      throw error;
    });
    if (!found || found.peers.length === 0) return;
    await this.transactions.run(async (tx) => {
      const [[told]] = await tx.query<[{ createdAt: Date }[], number]>(
        `UPDATE contract_watches SET told_at = now() WHERE id = $1 AND told_at IS NULL RETURNING created_at AS "createdAt"`,
        [id],
      );
      if (!told) return;
      await this.notifications.tell(tx, [personId], {
        kind: 'peers-found',
        cause: `peers-found:${id}:${told.createdAt.getTime()}`,
        title: 'A spin-out that you can learn from has diversified from a share like the one you watch',
        url: `/spin-outs/${subjectId}/contracts#peers`,
      });
    });
  }
}
