import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '#libs/platform/database';
import { eachAlone } from '#libs/platform/jobs';
import { type TriggerCode, TRIGGERS } from './triggers.ts';

/** What was written before the last look and committed after it is found by the next. */
const OVERLAP = `interval '1 hour'`;

/** Looks for what people watch for, and keeps what is found. */
@Injectable()
export class WatchLooks {
  constructor(private readonly transactions: Transactions) {}

  /** Run by the clock; may be run again, by several at once, and late: of one watch each event is kept once. */
  async lookAtAll(): Promise<void> {
    await eachAlone('a look for watchers', Object.keys(TRIGGERS) as TriggerCode[], (trigger) =>
      this.transactions.run(async (tx) => {
        const [look] = await tx.query<[{ since: Date | null }]>(
          `SELECT (SELECT looked_at - ${OVERLAP} FROM watch_looks WHERE trigger = $1) AS since`,
          [trigger],
        );
        await find(tx, trigger, { since: look.since });
        await tx.query(
          `INSERT INTO watch_looks (trigger, looked_at) VALUES ($1, now())
           ON CONFLICT (trigger) DO UPDATE SET looked_at = excluded.looked_at`,
          [trigger],
        );
      }),
    );
  }
}

/** What is so already when a watch is made is kept as known, so that only what comes to be so is news. */
export async function knowWhatIsSo(tx: Tx, trigger: TriggerCode, watchId: string): Promise<void> {
  if (TRIGGERS[trigger].is === 'state') await find(tx, trigger, { since: null, watchId });
}

async function find(
  tx: Tx,
  trigger: TriggerCode,
  { since, watchId }: { since: Date | null; watchId?: string },
): Promise<void> {
  const { events, is, about } = TRIGGERS[trigger];
  const match = about === 'service-area' || about === 'council-type' ? 'w.code = e.code' : 'w.subject_id = e.subject';
  await tx.query(
    `INSERT INTO watch_findings (watch_id, key, item_kind, item_id, known)
     SELECT w.id, e.key, e.kind, e.item, $3
       FROM watches w JOIN people p ON p.id = w.person_id JOIN (${events}) AS e ON ${match}
      WHERE $1::timestamptz IS NOT NULL AND w.trigger = $2 AND ($4::uuid IS NULL OR w.id = $4)
        ${is === 'moment' ? 'AND e.at > w.created_at' : ''}
        AND ($3 OR e.visible_to && p.reader_keys AND e.by IS DISTINCT FROM w.person_id)
     ON CONFLICT DO NOTHING`,
    [since ?? '-infinity', trigger, watchId !== undefined, watchId ?? null],
  );
}
