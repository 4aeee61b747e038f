import { readFileSync } from 'node:fs';
import { hashToken, newToken } from '#libs/people';
import { Client } from 'pg';
import { cloneDatabase } from '../support/database.ts';
import { hugePng, picture } from '../support/files.ts';
import { type BuiltProgram, buildProgram, type Started } from './built-program.ts';

jest.setTimeout(120_000);

/** Pictures in the program as it is built: each is drawn anew in a process of its own. */
describe('pictures in the built program', () => {
  let program: BuiltProgram;
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let started: Started | undefined;
  let url: string;
  const token = newToken('wm_');
  beforeAll(async () => {
    program = buildProgram();
    database = await cloneDatabase();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `WITH person AS (INSERT INTO people (name) VALUES ('Amina Okafor') RETURNING id),
            account AS (INSERT INTO accounts (person_id, email, password_hash)
                        SELECT id, 'amina@waymark.example', '-' FROM person),
            role AS (INSERT INTO role_grants (person_id, role) SELECT id, 'member' FROM person)
       INSERT INTO access_tokens (person_id, name, token_hash, expires_at)
       SELECT id, 'test', $1, now() + interval '1 day' FROM person`,
      [hashToken(token)],
    );
    await client.end();
    const running = program.start({
      PORT: '0',
      ROLES: 'web,api',
      DATABASE_URL: database.url,
      DATA_DIR: `${program.root}/d`,
    });
    started = running;
    url = await running.ready();
  });
  afterAll(async () => {
    await started?.end('SIGTERM');
    await program.remove();
    await database.drop();
  });

  const send = async (
    bytes: Buffer,
  ): Promise<{ status: number; body: { width: number; code: string; url: string } }> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), 'x.png');
    const answer = await fetch(`${url}/api/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    return { status: answer.status, body: (await answer.json()) as { width: number; code: string; url: string } };
  };

  it('are drawn, one after the other, and what breaks the drawing breaks nothing else', async () => {
    const png = await picture('png', 3_000, 2_000);
    const broken = hugePng(6_000, 6_000);
    const answers = await Promise.all([send(png), send(broken), send(png)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 422, 201]);
    expect(answers[0].body.width).toBe(2_400);
    expect(answers[1].body.code).toBe('files.not-taken');
    const file = await fetch(url + answers[0].body.url.replace('/files', '/api/v1/files'), {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(file.headers.get('content-type')).toBe('image/png');
    expect((await picture('png')).subarray(0, 8)).toEqual(Buffer.from(await file.arrayBuffer()).subarray(0, 8));
  });

  it('and the server itself never loads what draws them', async () => {
    await send(await picture('png', 3_000, 2_000));
    const loaded = readFileSync(`/proc/${started!.process.pid}/maps`, 'utf8');
    expect(loaded).not.toContain('libvips');
    expect(loaded).toContain('node');
  });
});
