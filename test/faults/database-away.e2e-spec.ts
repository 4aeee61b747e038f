import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { hashToken, newToken } from '#libs/people';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '#libs/platform/database';
import { installJobs } from '#libs/platform/jobs';
import { migrations } from '../../migrations/index.ts';
import { type BuiltProgram, buildProgram, type Started, until } from './built-program.ts';

jest.setTimeout(60_000);

interface Answer {
  status: number;
  retryAfter: string | undefined;
  ms: number;
  body: string;
}

describe('while PostgreSQL is away', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let program: BuiltProgram;
  let started: Started;
  let url: string;
  const token = newToken('wm_');
  const threadIds: string[] = [];

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

  /** Never throws for a status; throws where the connection itself fails, as it would for a process that crashed. */
  const ask = (method: 'GET' | 'POST', address: string, body?: object, key?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const began = Date.now();
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      };
      const asked = request(`${url}${address}`, { method, headers }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += String(chunk)));
        response.on('end', () => {
          const { statusCode: status = 0, headers: sent } = response;
          resolve({ status, retryAfter: sent['retry-after'], ms: Date.now() - began, body: text });
        });
      });
      asked.once('error', reject).end(body && JSON.stringify(body));
    });
  const reply = (thread: number, key: string): Promise<Answer> =>
    ask('POST', `/api/v1/threads/${threadIds[thread]}/posts`, { body: `Reply ${key}` }, key);

  beforeAll(async () => {
    program = buildProgram();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wm-fd-'));
    fs.chmodSync(folder, 0o755);
    await startDatabase();
    await migrate(postgres.url(), migrations);
    await installJobs(postgres.url());
    const [person] = await query<{ id: string }>(`INSERT INTO people (name) VALUES ('Amina Okafor') RETURNING id`);
    await query(`INSERT INTO accounts (person_id, email, password_hash) VALUES ($1, 'amina@waymark.example', '-')`, [
      person!.id,
    ]);
    await query(`INSERT INTO role_grants (person_id, role) VALUES ($1, 'member')`, [person!.id]);
    await query(
      `INSERT INTO access_tokens (person_id, name, token_hash, expires_at) VALUES ($1, 'test', $2, now() + interval '1 day')`,
      [person!.id, hashToken(token)],
    );
    started = program.start({ DATABASE_URL: postgres.url(), PORT: '0' });
    url = await started.ready();
    for (const title of ['Who has moved a library?', 'Who has kept the pension?', 'Who has bought vans?']) {
      const { body } = await ask('POST', '/api/v1/threads', { title, body: 'We decide in May.', audience: 'public' });
      threadIds.push((JSON.parse(body) as { id: string }).id);
    }
  });
  afterAll(async () => {
    await program.remove();
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('answers 503 with Retry-After within 6 s, comes back by itself, and loses nothing that it acknowledged', async () => {
    const answers: Answer[] = [];
    const acknowledged: string[] = [];
    const unanswered: { thread: number; key: string }[] = [];
    const load = { on: true };
    const write = async (thread: number): Promise<void> => {
      while (load.on) {
        const key = randomUUID();
        const answer = await reply(thread, key);
        answers.push(answer);
        if (answer.status === 201) acknowledged.push((JSON.parse(answer.body) as { id: string }).id);
        else unanswered.push({ thread, key });
      }
    };
    const read = async (address: string): Promise<void> => {
      while (load.on) {
        answers.push(await ask('GET', address));
        await sleep(10);
      }
    };
    // So many that those of a moment go in one statement, which the database is killed in the middle of.
    const loads = [0, 1, 2, 0, 0, 1, 2, 0].map(write);
    loads.push(read(`/threads/${threadIds[0]}`), read('/questions'), read(`/api/v1/threads/${threadIds[1]}`));
    await until(() => acknowledged.length > 50, 20_000);

    process.kill(postgres.pid, 'SIGKILL');
    await until(() => answers.at(-1)?.status === 503, 10_000);
    await sleep(1_000);
    expect((await ask('GET', '/healthz')).status).toBe(200);
    expect((await ask('GET', '/readyz')).status).toBe(503);
    await startDatabase();
    const before = acknowledged.length;
    await until(() => acknowledged.length > before + 50, 20_000);
    load.on = false;
    await Promise.all(loads);

    const away = answers.filter(({ status }) => status === 503);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201, 503]));
    expect(away.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(6_000);
    expect(started.process.exitCode).toBeNull();

    const kept = await query<{ id: string }>(`SELECT id FROM posts WHERE id = ANY ($1)`, [acknowledged]);
    expect(kept).toHaveLength(acknowledged.length);

    // What was not acknowledged may or may not have been written: sent again under its key, it is there once.
    for (const { thread, key } of unanswered.slice(0, 20)) expect((await reply(thread, key)).status).toBe(201);
    const keys = unanswered.slice(0, 20).map(({ key }) => `Reply ${key}`);
    const again = await query(`SELECT FROM posts WHERE body = ANY ($1)`, [keys]);
    expect(again).toHaveLength(keys.length);
  });

  it('answers 503 within 6 s also where PostgreSQL takes connections and says nothing', async () => {
    // The first is stopped before the others are counted: it starts none after that, but one of them may just be ending.
    process.kill(postgres.pid, 'SIGSTOP');
    const stopped = [postgres.pid, ...childrenOf(postgres.pid)];
    stopped.forEach((pid) => signalIfThere(pid, 'SIGSTOP'));
    const answers = await Promise.all([
      ask('GET', '/questions'),
      ask('GET', `/api/v1/threads/${threadIds[0]}`),
      reply(0, randomUUID()),
      ask('GET', '/readyz'),
    ]).finally(() => stopped.forEach((pid) => signalIfThere(pid, 'SIGCONT')));

    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    expect(answers.slice(0, 3).map(({ retryAfter }) => retryAfter)).toEqual(['5', '5', '5']);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(6_000);
    await until(async () => (await ask('GET', '/questions')).status === 200, 10_000);
  });

  it('finishes what is under way on SIGTERM, says that it is not ready, and ends with 0', async () => {
    const holder = new Client({ connectionString: postgres.url() });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM threads WHERE id = $1 FOR UPDATE', [threadIds[2]]);
    const underWay = reply(2, randomUUID());
    await until(async () => {
      const waiting = await query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);
      return waiting.length > 0;
    }, 5_000);

    const ended = started.end('SIGTERM');
    await until(async () => (await ask('GET', '/readyz')).status === 503, 5_000);
    await holder.query('COMMIT');
    await holder.end();

    expect((await underWay).status).toBe(201);
    expect(await ended).toBe(0);
  });
});

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function childrenOf(parent: number): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent);
      } catch {
        return false;
      }
    });
}
