import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { Reads } from '#libs/platform/database';
import { log } from '#libs/platform/logging';

const POLL_MS = 2_000;

/** Told that a stream has events after this seq; answers with the seq it has dealt with, or null to stop following. */
type Listener = (streamId: string, afterSeq: number) => Promise<number | null>;
/** Told whose rights changed: a person's id, or what `stream:` names, whose readers may be others now; null: anybody's. */
type AccessListener = (subject: string | null) => Promise<void>;
/** Told that a person has something new to read, or has read it. A hint: nothing is lost where it is. */
type NoticeListener = (personId: string) => Promise<void>;
/** Told what another process said by Murmurs; null: from now on, so what was said before may have been missed. */
type MurmurListener = (payload: string | null) => void;

/**
 * Tells of what has been committed to the streams followed here, each in order of seq.
 *
 * A NOTIFY only says "look": what happened is read from the table. So a lost NOTIFY, or a lost connection, costs at
 * most one poll, never an event. Streams are independent: a slow one holds up no other; and notices that come while one
 * is being told are told together.
 */
@Injectable()
export class CommittedEvents implements OnModuleInit, OnApplicationShutdown {
  private readonly told = new Map<string, number>();
  private readonly busy = new Map<string, { again: boolean; done: Promise<void> }>();
  private listener: Listener = async () => null;
  private accessListener: AccessListener = async () => undefined;
  private noticeListener: NoticeListener = async () => undefined;
  private murmurListener: MurmurListener = () => undefined;
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly reads: Reads,
  ) {}

  onModuleInit(): void {
    void this.listen();
    this.timer = setInterval(() => void this.poll(), POLL_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.client?.end().catch(() => undefined);
    await Promise.all([...this.busy.values()].map(({ done }) => done));
  }

  hear(listener: Listener): void {
    this.listener = listener;
  }

  hearNotices(listener: NoticeListener): void {
    this.noticeListener = listener;
  }

  hearAccess(listener: AccessListener): void {
    this.accessListener = listener;
  }

  hearMurmurs(listener: MurmurListener): void {
    this.murmurListener = listener;
  }

  /** Events after `seq` will be told. Following again does not move it back. */
  follow(streamId: string, seq: number): void {
    if (!this.told.has(streamId)) this.told.set(streamId, seq);
  }

  /** Nobody is left to tell. */
  unfollow(streamId: string): void {
    this.told.delete(streamId);
  }

  private look(streamId: string): void {
    if (!this.told.has(streamId)) return;
    const running = this.busy.get(streamId);
    if (running) {
      running.again = true;
      return;
    }
    const state = { again: false, done: Promise.resolve() };
    this.busy.set(streamId, state);
    state.done = this.tell(streamId).finally(() => {
      this.busy.delete(streamId);
      if (state.again && !this.closed) this.look(streamId);
    });
  }

  private async tell(streamId: string): Promise<void> {
    const afterSeq = this.told.get(streamId);
    if (afterSeq === undefined) return;
    try {
      const seq = await this.listener(streamId, afterSeq);
      const now = this.told.get(streamId);
      if (seq === null) this.told.delete(streamId);
      else if (now !== undefined) this.told.set(streamId, Math.max(seq, now));
    } catch (error) {
      log.error({ msg: 'events not told; the poll tries again', error });
    }
  }

  /** The net under NOTIFY: one statement for all followed streams. */
  private async poll(): Promise<void> {
    if (this.told.size === 0) return;
    try {
      const behind = await this.reads.rows<{ id: string }>({
        name: 'events.behind',
        text: `SELECT f.id FROM unnest($1::uuid[], $2::int[]) AS f (id, seq)
                WHERE EXISTS (SELECT FROM events e WHERE e.stream_id = f.id AND e.seq > f.seq)`,
        values: [[...this.told.keys()], [...this.told.values()]],
      });
      for (const { id } of behind) this.look(id);
    } catch {
      // The database is away: the next poll asks again.
    }
  }

  private async listen(): Promise<void> {
    while (!this.closed) {
      try {
        const { url } = this.dataSource.options as { url: string };
        const client = new Client({ connectionString: url, application_name: 'waymark-listen', keepAlive: true });
        const lost = new Promise<void>((resolve) => client.once('end', resolve).on('error', () => resolve()));
        await client.connect();
        this.client = client;
        client.on('notification', ({ channel, payload }) => {
          if (!payload) return;
          if (channel === 'access') void this.access(payload);
          else if (channel === 'notice') void this.notice(payload);
          else if (channel === 'murmur') this.murmurListener(payload);
          else this.look(payload);
        });
        await client.query('LISTEN events; LISTEN access; LISTEN notice; LISTEN murmur');
        // What was said while nobody listened.
        void this.poll();
        void this.access(null);
        this.murmurListener(null);
        await lost;
        await client.end();
      } catch (error) {
        if (!this.closed) log.warn({ msg: 'LISTEN failed; polling meanwhile', error });
      }
      if (!this.closed) await new Promise((resolve) => setTimeout(resolve, POLL_MS / 4).unref());
    }
  }

  private async notice(personId: string): Promise<void> {
    try {
      await this.noticeListener(personId);
    } catch (error) {
      log.warn({ msg: 'a notice was not shown; the next page shows it', error });
    }
  }

  private async access(subject: string | null): Promise<void> {
    try {
      await this.accessListener(subject);
    } catch (error) {
      log.warn({ msg: 'a change of rights was not applied; trying again', error });
      if (!this.closed) setTimeout(() => void this.access(subject), POLL_MS).unref();
    }
  }
}
