import { Injectable } from '@nestjs/common';
import { Reads, Transactions } from '#libs/platform/database';
import { RESULT_TYPES, type ResultType } from './search.inputs.ts';

export interface ReindexProgress {
  type: ResultType;
  /** Things looked at so far, of all types. */
  done: number;
}

/** Few enough that a reply to one of these threads waits for its row no longer than a person would notice. */
const BATCH = 50;
const FIRST_UUID = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class SearchService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
  ) {}

  /**
   * Makes the whole index what it ought to be, a few things at a time, while everything goes on. What is right already
   * is not written again; what has no source any more goes. Returns how many things there were.
   */
  async reindex(onProgress: (progress: ReindexProgress) => void = () => undefined): Promise<number> {
    let done = 0;
    for (const type of RESULT_TYPES) {
      let last = FIRST_UUID;
      for (;;) {
        const ids = await this.next(type, last);
        if (ids.length === 0) break;
        await this.transactions.run((tx) => tx.query(`SELECT search_refresh($1, $2::uuid[])`, [type, ids]));
        last = ids.at(-1)!;
        done += ids.length;
        onProgress({ type, done });
      }
    }
    return done;
  }

  private async next(type: ResultType, after: string): Promise<string[]> {
    const rows = await this.reads.rows<{ id: string }>({
      name: 'search.ids',
      text: `SELECT id FROM search_ids($1, $2, $3) AS id ORDER BY id`,
      values: [type, after, BATCH],
    });
    return rows.map(({ id }) => id);
  }
}
