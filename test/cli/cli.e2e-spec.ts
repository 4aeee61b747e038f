import 'reflect-metadata';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { DEMO_SIGN_INS } from '#libs/demo';
import { hashToken } from '#libs/people';
import { Config, ConfigModule } from '#libs/platform/config';
import { connect, DatabaseModule } from '#libs/platform/database';
import { describeWithoutServing } from '../../apps/api/api.app.ts';
import { type DescribeApi } from '../../apps/cli/commands/openapi.ts';
import { runCli } from '../../apps/cli/run.ts';
import { type Terminal } from '../../apps/cli/terminal.ts';
import { cloneDatabase } from '../support/database.ts';
import { startTestPlatform } from '../support/platform.ts';

// Hashing passwords and loading whole networks takes a while where many tests run at once.
jest.setTimeout(60_000);

describe('the command line', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let dataSource: Awaited<ReturnType<typeof connect>>;
  beforeAll(async () => {
    database = await cloneDatabase();
    dataSource = await connect(database.url, 2);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  /** Runs one command as a shell would, and gives what it said. */
  async function run(
    line: string | string[],
    { env = {}, ...over }: Partial<Terminal> = {},
    describeApi: DescribeApi = async () => ({ openapi: {}, asyncapi: {} }),
  ) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(
      typeof line === 'string' ? line.split(' ').filter(Boolean) : line,
      {
        out: (text) => void out.push(text),
        err: (text) => void err.push(text),
        progress: null,
        askSecret: null,
        ...over,
        env: { NODE_ENV: 'test', LOG_LEVEL: 'error', DATABASE_URL: database.url, ...env },
      },
      describeApi,
    );
    return { code, out: out.join('\n'), err: err.join('\n') };
  }
  const rows = <Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    dataSource.query<Row[]>(sql, values);

  it.each([
    ['nothing', '', 2],
    ['an unknown command', 'destroy', 2],
    ['an unknown option', 'migrate --now', 2],
    ['a missing option', 'seed volume --threads 1', 2],
    ['text for a number', 'seed access --seed many', 2],
    ['a number out of range', 'seed access --seed -1', 2],
    ['fewer posts than threads', 'seed volume --threads 2 --posts 1 --people 1 --case-notes 0', 2],
    ['an unknown role', 'user role a@b.example king', 2],
    ['an address that is none', 'user create --email nobody --name Nobody', 2],
    [
      'an organisation for a role that has none',
      `user role a@b.example moderator --organisation ${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`,
      2,
    ],
    ['mails that are not named', 'mail retry', 2],
    ['a state that is none', 'mail list --state lost', 2],
    ['a mail that is no id', 'mail retry one', 2],
    ['a mail that is not there', `mail retry ${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`, 1],
    ['a person who is not there', 'user role nobody@b.example moderator', 1],
    ['a file that is not there', 'import councils no-such-file.csv', 1],
    ['help', '--help', 0],
    ['help with one command', 'seed volume --help', 0],
  ])('answers %s with the code it means', async (_what, line, code) => {
    const said = await run(line);
    expect(said.code).toBe(code);
    expect(code === 0 ? said.out : said.err).not.toBe('');
  });

  it.each([
    'migrate',
    'seed demo',
    'seed access',
    'seed volume',
    'user create',
    'user role',
    'user suspend',
    'user token',
    'import councils',
    'import council-labels',
    'search reindex',
    'mail list',
    'mail retry',
    'openapi',
  ])('explains %s', async (command) => {
    const { code, out } = await run(`${command} --help`);
    expect([code, out]).toEqual([0, expect.stringContaining(`Usage: waymark ${command}`)]);
  });

  it('names every fault of the settings', async () => {
    const { code, err } = await run('migrate', { env: { PORT: 'x', LOG_LEVEL: 'loud' } });
    expect(code).toBe(1);
    expect(err).toContain('PORT');
    expect(err).toContain('LOG_LEVEL');
  });

  it('says in a sentence that the database is away', async () => {
    const { code, err } = await run('seed demo', { env: { DATABASE_URL: 'postgres://app@127.0.0.1:9/none' } });
    expect(code).toBe(1);
    expect(err).toMatch(/^Failed: /);
  });

  it('migrates once, and says so when there is nothing to do', async () => {
    expect(await run('migrate')).toEqual({ code: 0, out: 'The database is up to date.', err: '' });
    const both = await Promise.all([run('migrate'), run('migrate')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
  });

  it('will not seed in production', async () => {
    const env = {
      NODE_ENV: 'production',
      SESSION_SECRET: 'x'.repeat(32),
      PUBLIC_URL: 'https://waymark.example',
    };
    for (const line of ['seed demo', 'seed access', 'seed volume --threads 1 --posts 1 --people 1 --case-notes 0']) {
      const { code, err } = await run(line, { env });
      expect([line, code, err]).toEqual([line, 1, expect.stringContaining('never loaded in production')]);
    }
    expect(await rows(`SELECT id FROM people`)).toEqual([]);
  });

  it('loads the demo network once and prints the sign-ins', async () => {
    const first = await run('seed demo');
    expect(first.code).toBe(0);
    for (const { email } of DEMO_SIGN_INS) expect(first.out).toContain(email);
    expect(await run('seed demo')).toMatchObject({ code: 1, err: expect.stringContaining('has people in it already') });
  });

  it('prints the access seed as JSON, twice the same, also beside other people', async () => {
    const first = await run('seed access --json --seed 5');
    expect(JSON.parse(first.out)).toMatchObject({
      seed: 5,
      people: { moderator: { token: expect.stringMatching(/^wm_/) } },
    });
    expect(await run('seed access --json --seed 5')).toEqual(first);
  });

  it('shows progress on a terminal and nowhere else, and sums up', async () => {
    const shown: string[] = [];
    const line = 'seed volume --threads 20 --posts 60 --people 5 --case-notes 4';
    const said = await run(line, { progress: (text) => void shown.push(text) });
    expect(said).toMatchObject({ code: 0, err: '', out: expect.stringContaining('20 threads, 60 posts') });
    expect(shown.some((text) => text.includes('%'))).toBe(true);
    expect(shown.at(-1)).toBe('');
  });

  describe('user', () => {
    const create = (email: string, over: Partial<Terminal> = {}, ...more: string[]) =>
      run(['user', 'create', '--email', email, '--name', 'Amina Okafor', ...more], over);

    it('creates an account with a given password, which is not printed', async () => {
      const said = await create(
        'one@waymark.example',
        { env: { WAYMARK_PASSWORD: 'correct horse' } },
        '--role',
        'moderator',
      );
      expect(said).toMatchObject({ code: 0, err: '' });
      expect(said.out).not.toContain('correct horse');
      const roles = await rows(
        `SELECT g.role FROM role_grants g JOIN accounts a USING (person_id) WHERE a.email = $1 ORDER BY g.role`,
        ['one@waymark.example'],
      );
      expect(roles).toEqual([{ role: 'member' }, { role: 'moderator' }]);
    });

    it('asks for the password on a terminal', async () => {
      const said = await create('two@waymark.example', { askSecret: async () => 'typed unseen' });
      expect(said.code).toBe(0);
      expect(said.out).not.toContain('typed unseen');
    });

    it('makes one up where nobody can be asked, and shows it once', async () => {
      const { code, out } = await create('three@waymark.example');
      expect([code, out]).toEqual([0, expect.stringMatching(/shown this once: \S{20}$/)]);
    });

    it.each([
      ['a short password', 'four@waymark.example', 'short', 2],
      ['an address that is taken', 'ONE@waymark.example', 'correct horse', 1],
    ])('refuses %s', async (_what, email, password, code) => {
      expect((await create(email, { env: { WAYMARK_PASSWORD: password } })).code).toBe(code);
    });

    it('gives a role and takes it back, saying when it was so already', async () => {
      const role = async (more = '') => (await run(`user role two@waymark.example subject_editor ${more}`)).out;
      expect(await role()).toMatch(/^Done/);
      expect(await role()).toMatch(/^Nothing to do/);
      expect(await role('--remove')).toMatch(/^Done/);
      expect(await role('--remove')).toMatch(/^Nothing to do/);
    });

    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    it('suspends in the name of a moderator, with a line in the log, and lifts it again', async () => {
      const suspended = () =>
        rows(`SELECT suspended_until > now() AS suspended FROM accounts WHERE email = 'two@waymark.example'`);
      const line = 'user suspend two@waymark.example --by one@waymark.example';

      expect(await run(`${line} --until ${until} --reason spam`)).toMatchObject({ code: 0, err: '' });
      expect(await suspended()).toEqual([{ suspended: true }]);
      expect(await run(`${line} --lift`)).toMatchObject({ code: 0, err: '' });
      expect(await suspended()).toEqual([{ suspended: null }]);
      expect(await rows(`SELECT action, reason_code AS reason FROM moderation_log ORDER BY id`)).toEqual([
        { action: 'suspend', reason: 'spam' },
        { action: 'unsuspend', reason: 'decided-wrongly' },
      ]);
    });

    it.each([
      ['without a day', '--reason spam', 2],
      ['with a rule that is none', `--until ${until} --reason dislike`, 2],
      ['in the name of somebody who is no moderator', `--until ${until} --reason spam`, 1],
    ])('suspends nobody %s', async (_what, options, code) => {
      expect((await run(`user suspend one@waymark.example --by two@waymark.example ${options}`)).code).toBe(code);
    });

    it('makes a token that is printed alone, so that a script can keep it', async () => {
      const { code, out } = await run('user token two@waymark.example --name backup --scope read --days 7');
      expect([code, out]).toEqual([0, expect.stringMatching(/^wm_[\w-]{43}$/)]);
      expect(await rows(`SELECT scope FROM access_tokens WHERE token_hash = $1`, [hashToken(out)])).toEqual([
        { scope: 'read' },
      ]);
    });
  });

  it('imports councils, says why a row was refused, and changes nothing the second time', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'wm-cli-')), 'councils.csv');
    const columns =
      'local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,region,local-authority-type';
    fs.writeFileSync(
      file,
      [
        columns,
        'ZQA,Quarrymoor Council,Quarrymoor,,2009-04-01,,,England,South West,UA',
        'ZQB,Ferrybeck Council,Ferrybeck,,2009-04-01,,,Atlantis,South West,UA',
      ].join('\n'),
    );

    const first = await run(['import', 'councils', file]);
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 council added, 0 changed, 0 unchanged, 1 row refused'),
    });
    expect(first.err).toMatch(/^Line 3 \(ZQB\): /);
    expect((await run(['import', 'councils', file])).out).toContain('0 councils added, 0 changed, 1 unchanged');

    const beside = (...lines: string[]): string => {
      fs.writeFileSync(file, lines.join('\n'));
      return file;
    };
    const names = beside('la-name,local-authority-code', 'The Quarry,ZQA');
    expect((await run(['import', 'councils', names])).out).toContain('1 spelling added, 0 changed, 0 unchanged');
    const labels = beside(
      'local_authority_code,imd_quintile,rural_urban,population_2020,area_km2,density_per_km2',
      'ZQA,2,Rural,100000,500,200',
    );
    expect((await run(['import', 'council-labels', labels])).out).toContain('1 label added, 0 changed, 0 unchanged');
    expect((await run(['import', 'council-labels', labels])).out).toContain('0 labels added, 0 changed, 1 unchanged');
    expect(await run(['import', 'council-labels', beside('la-name,local-authority-code')])).toMatchObject({ code: 1 });
  });

  it('lists mails, and has those tried again that were given up', async () => {
    const [dead] = await rows<{ id: string }>(
      `INSERT INTO mails (person_id, kind, key, state, tries, why, ended_at)
       SELECT id, 'mention', 'cli-' || n, CASE n WHEN 1 THEN 'dead' ELSE 'sent' END, 3, CASE n WHEN 1 THEN '550 No such user' END, now()
         FROM (SELECT id FROM people LIMIT 1) AS p, generate_series(1, 2) AS n RETURNING id`,
    );
    const list = await run('mail list --state dead');
    expect(list.code).toBe(0);
    expect(list.out).toMatch(new RegExp(`${dead!.id}  mention  dead  3 tries  550 No such user\\nDone: 1 mail\\.$`));
    expect((await run('mail list --limit 1')).out).toMatch(/Done: 1 mail, and there are earlier ones\.$/);

    expect(await run(`mail retry ${dead!.id}`)).toMatchObject({ code: 0, out: 'Done: 1 mail will be tried again.' });
    expect(await run(`mail retry ${dead!.id}`)).toMatchObject({ code: 1, err: expect.stringContaining(dead!.id) });
    expect(await run('mail retry --all')).toMatchObject({ code: 0, out: 'Done: 0 mails will be tried again.' });
    expect(await rows(`SELECT state, tries FROM mails WHERE id = $1`, [dead!.id])).toEqual([
      { state: 'waiting', tries: 0 },
    ]);
    await rows(`DELETE FROM mails WHERE key LIKE 'cli-%'`);
  });

  it('makes the search index anew', async () => {
    await rows(`DELETE FROM search_documents`);
    const said = await run('search reindex');
    expect(said).toMatchObject({ code: 0, err: '' });
    const [row] = await rows<{ people: number }>(
      `SELECT count(*)::int AS people FROM search_documents WHERE type = 'person'`,
    );
    expect(row!.people).toBeGreaterThan(40);
  });

  it('prints the OpenAPI document that the server serves', async () => {
    const platform = await startTestPlatform();
    const { body } = await request(platform.url).get('/api/openapi.json');
    await platform.stop();
    const closed = [ConfigModule.forRoot(new Config()), DatabaseModule.forRoot(new DataSource({ type: 'postgres' }))];

    const { code, out } = await run('openapi', {}, () => describeWithoutServing(closed));

    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(body);
  });
});
