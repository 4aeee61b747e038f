import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { io, type Socket } from 'socket.io-client';
import { hashToken, newToken } from '#libs/people';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '#libs/platform/database';
import { installJobs } from '#libs/platform/jobs';
import { Sequence, type ThreadEvent } from '../../apps/web/assets/live/sequence.ts';
import { migrations } from '../../migrations/index.ts';
import { type BuiltProgram, buildProgram, freePort, type Started, until } from './built-program.ts';

jest.setTimeout(240_000);

const WRITERS = 20;
const POSTS_OF_EACH = 50;
const POSTS = WRITERS * POSTS_OF_EACH;
const READERS = 10;
const LONG_MS = 120_000;

interface Acknowledged {
  body: string;
  id: string;
  number: number;
}

/** The same numbers in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Somebody with an open page, as the page's script does it, whose connection is lost again and again. */
class Reader {
  readonly numbers: number[] = [];
  private readonly sequence = new Sequence(0);
  private socket: Socket | undefined;
  private busy: Promise<void> = Promise.resolve();
  private at: number;
  over = false;

  constructor(
    private readonly urls: readonly string[],
    private readonly threadId: string,
    private readonly token: string,
    private readonly random: () => number,
  ) {
    this.at = Math.floor(random() * urls.length);
  }

  get seq(): number {
    return this.sequence.seq;
  }

  connect(): void {
    const url = this.urls[this.at % this.urls.length]!;
    this.at += 1;
    const socket = io(url, {
      auth: { token: this.token },
      transports: [this.random() < 0.8 ? 'websocket' : 'polling'],
      forceNew: true,
      reconnection: false,
      timeout: 5_000,
    });
    this.socket = socket;
    socket.on('connect', () => this.catchUp(socket));
    socket.on('thread:event', (event: ThreadEvent) => this.take(socket, [event]));
    const again = (): void => void (this.socket === socket && this.reconnectSoon());
    socket.once('connect_error', again).once('disconnect', again);
  }

  /** The connection is lost, and is there again a little later, on whichever process. */
  lose(): void {
    // One that is only being made says nothing when it ends.
    if (this.socket?.connected) this.socket.disconnect();
  }

  end(): void {
    this.over = true;
    this.socket?.disconnect();
  }

  private reconnectSoon(): void {
    this.socket = undefined;
    if (!this.over) setTimeout(() => this.connect(), 20 + this.random() * 200);
  }

  private take(socket: Socket, events: readonly ThreadEvent[]): void {
    const { apply, gap } = this.sequence.take(events);
    for (const { kind, post } of apply) if (kind === 'post-added') this.numbers.push(post!.number);
    if (gap) this.catchUp(socket);
  }

  private catchUp(socket: Socket): void {
    this.busy = this.busy.then(() => this.ask(socket)).catch(() => socket.disconnect() as unknown as void);
  }

  private async ask(socket: Socket): Promise<void> {
    if (this.socket !== socket || !socket.connected) return;
    const { threadId } = this;
    const ack = await socket.timeout(5_000).emitWithAck('thread:follow', { threadId, afterSeq: this.seq });
    if (!ack.ok) throw new Error(ack.code);
    if (!ack.resync) return this.take(socket, ack.events);
    // A page would load afresh; here every event counts, so the range is paged through.
    for (let more = true; more;) {
      const address = `${(socket.io as unknown as { uri: string }).uri}/api/v1/threads/${threadId}/events?afterSeq=${this.seq}`;
      const answer = await fetch(address, { headers: { authorization: `Bearer ${this.token}` } });
      const { events, lastSeq } = (await answer.json()) as { events: ThreadEvent[]; lastSeq: number };
      this.take(socket, events);
      more = this.seq < lastSeq;
    }
  }
}

describe('a discussion while all of it fails in turn', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let program: BuiltProgram;
  let processes: Started[];
  let ports: number[];
  let urls: string[];
  let threadId: string;
  const tokens = Array.from({ length: WRITERS + READERS }, () => newToken('wm_'));

  const startDatabase = async (): Promise<void> => {
    postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres') });
  };
  const query = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const client = new Client({ connectionString: postgres.url() });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  const start = (port: number): Started => program.start({ DATABASE_URL: postgres.url(), PORT: String(port) });

  beforeAll(async () => {
    program = buildProgram();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wm-ld-'));
    fs.chmodSync(folder, 0o755);
    await startDatabase();
    await migrate(postgres.url(), migrations);
    await installJobs(postgres.url());
    await query(
      `WITH person AS (INSERT INTO people (name) SELECT 'Amina Okafor' FROM unnest($1::bytea[]) RETURNING id),
            numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM person),
            account AS (INSERT INTO accounts (person_id, email, password_hash)
                        SELECT id, 'amina-' || n || '@waymark.example', '-' FROM numbered),
            role AS (INSERT INTO role_grants (person_id, role) SELECT id, 'member' FROM numbered)
       INSERT INTO access_tokens (person_id, name, token_hash, expires_at)
       SELECT id, 'test', ($1::bytea[])[n], now() + interval '1 day' FROM numbered`,
      [tokens.map(hashToken)],
    );
    ports = [await freePort(), await freePort()];
    processes = ports.map(start);
    urls = await Promise.all(processes.map((started) => started.ready()));
    const asked = await fetch(`${urls[0]}/api/v1/threads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens[0]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Who has moved a library?', body: 'We decide in May.', audience: 'network' }),
    });
    threadId = ((await asked.json()) as { id: string }).id;
  });
  afterAll(async () => {
    await program.remove();
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('gives every reader every post once and in order, and keeps each acknowledged reply, and each retried one once', async () => {
    const random = dice(20_261_130);
    const acknowledged: Acknowledged[] = [];
    let retried = 0;
    // Half of them before the process is back: none of the faults comes when all is written.
    const gate = { begun: 0, allowed: POSTS / 2 };

    const write = async (writer: number): Promise<void> => {
      for (let n = 0; n < POSTS_OF_EACH; n += 1) {
        while (gate.begun >= gate.allowed) await sleep(20);
        gate.begun += 1;
        const body = `Reply ${n} of writer ${writer}`;
        for (let tries = 0; ; tries += 1) {
          const answer = await fetch(`${urls[(writer + n + tries) % 2]}/api/v1/threads/${threadId}/posts`, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${tokens[writer]}`,
              'content-type': 'application/json',
              'idempotency-key': body,
            },
            body: JSON.stringify({ body }),
            signal: AbortSignal.timeout(15_000),
          })
            .then(async (response) => (response.status === 201 ? ((await response.json()) as Acknowledged) : null))
            .catch(() => null);
          if (answer) {
            acknowledged.push({ body, id: answer.id, number: answer.number });
            break;
          }
          retried += 1;
          await sleep(100);
        }
      }
    };

    const readers = tokens.slice(WRITERS).map((token) => new Reader(urls, threadId, token, random));
    readers.forEach((reader) => reader.connect());
    const losing = { on: true };
    const lose = async (reader: Reader): Promise<void> => {
      while (losing.on) {
        await sleep(100 + random() * 900);
        reader.lose();
      }
    };
    const losses = readers.map(lose);
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));

    await until(() => acknowledged.length >= POSTS / 4, LONG_MS);
    await processes[0]!.end('SIGKILL');
    processes[0] = start(ports[0]!);
    await processes[0].ready();
    gate.allowed = POSTS;
    await until(() => acknowledged.length >= (POSTS * 5) / 8, LONG_MS);
    process.kill(postgres.pid, 'SIGKILL');
    await sleep(500);
    await startDatabase();
    await writing;
    losing.on = false;
    await Promise.all(losses);

    // The question is the first event.
    await until(() => readers.every(({ seq }) => seq === POSTS + 1), LONG_MS);
    readers.forEach((reader) => reader.end());

    const all = Array.from({ length: POSTS + 1 }, (_, i) => i + 1);
    for (const { numbers } of readers) expect(numbers).toEqual(all);
    const posts = await query<Acknowledged>(
      `SELECT body, id, number FROM posts WHERE thread_id = $1 AND number > 1 ORDER BY number`,
      [threadId],
    );
    expect(retried).toBeGreaterThan(0);
    expect(posts).toEqual(acknowledged.toSorted((a, b) => a.number - b.number));
    expect(new Set(posts.map(({ body }) => body)).size).toBe(POSTS);
  });
});
