import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Transactions } from '#libs/platform/database';
import { today } from './day.ts';

const FLUSH_MS = 60_000;
/** The first after a quiet time is written soon: a place that few look at is not lost with the process. */
const SOON_MS = 1_000;

/** Programs that read every page say nothing about whom the network has reached. */
const ROBOT = /bot|crawl|spider|slurp|preview|monitor/i;

/**
 * Counts how often the page of a council is looked at, a day: no person, no address. Counted in memory and written once a
 * minute, so that reading a page writes nothing. What a process counted since is lost where it is killed.
 */
@Injectable()
export class CouncilPageViews implements BeforeApplicationShutdown {
  private counted = new Map<string, { councilId: string; day: string; views: number }>();
  private timer: NodeJS.Timeout | null = null;
  private writtenAt = 0;

  constructor(private readonly transactions: Transactions) {}

  /** `councilId` is the council's organisation. */
  seen(councilId: string, userAgent: string | undefined, day = today()): void {
    if (userAgent !== undefined && ROBOT.test(userAgent)) return;
    const key = `${councilId} ${day}`;
    const before = this.counted.get(key)?.views ?? 0;
    this.counted.set(key, { councilId, day, views: before + 1 });
    const quiet = Date.now() - this.writtenAt > FLUSH_MS;
    this.timer ??= setTimeout(() => void this.flush().catch(() => undefined), quiet ? SOON_MS : FLUSH_MS).unref();
  }

  /** Writes what was counted; what could not be written is counted on. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writtenAt = Date.now();
    const counted = [...this.counted.values()];
    if (counted.length === 0) return;
    this.counted = new Map();
    try {
      await this.transactions.statement(
        `INSERT INTO council_page_views (council_id, day, views)
         SELECT * FROM unnest($1::uuid[], $2::date[], $3::int[])
         ON CONFLICT (council_id, day) DO UPDATE SET views = council_page_views.views + excluded.views`,
        [counted.map(({ councilId }) => councilId), counted.map(({ day }) => day), counted.map(({ views }) => views)],
      );
    } catch (error) {
      for (const { councilId, day, views } of counted) {
        const key = `${councilId} ${day}`;
        this.counted.set(key, { councilId, day, views: views + (this.counted.get(key)?.views ?? 0) });
      }
      throw error;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush().catch(() => undefined);
  }
}
