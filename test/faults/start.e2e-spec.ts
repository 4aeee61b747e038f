import fs from 'node:fs';
import path from 'node:path';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:http';
import { cutOffWhenSlow, REQUEST_MS, SLOW_SENDERS } from '../../apps/start.ts';
import { cloneDatabase } from '../support/database.ts';
import { type BuiltProgram, buildProgram, freePort, postmasterOf, type Started, until } from './built-program.ts';

jest.setTimeout(60_000);

describe('starting and ending', () => {
  let program: BuiltProgram;
  let folders = 0;
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  beforeAll(async () => {
    program = buildProgram();
    database = await cloneDatabase();
  });
  afterAll(async () => {
    await program.remove();
    await database.drop();
  });

  const emptyFolder = (): string => path.join(program.root, `data-${(folders += 1)}`);
  const answer = async (url: string): Promise<number> => (await fetch(url)).status;
  const post = async (url: string, resource: string, body: object): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`${url}/api/v1/${resource}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return status;
  };
  const amina = { email: 'amina@waymark.example', password: 'correct horse battery' };
  const signUp = (url: string): Promise<number> =>
    post(url, 'accounts', { ...amina, name: 'Amina Okafor', practitionerRole: 'founder' });
  const signIn = (url: string): Promise<number> => post(url, 'session', amina);
  const lines = (started: Started): string[] => started.output().trim().split('\n');

  describe('is refused in plain words, with exit code 1 and no stack', () => {
    const faulty: Record<string, Record<string, string>> = {
      'the data folder has too long a name': { DATA_DIR: `/tmp/${'long-'.repeat(17)}` },
      'the data folder cannot be written': { DATA_DIR: '/etc/passwd/waymark' },
      'the database does not answer': { DATABASE_URL: 'postgres://app:secret@127.0.0.1:9/waymark' },
      'the address is not of this machine': { HOST: '192.0.2.1' },
    };
    const production = { NODE_ENV: 'production', PORT: 'high', ROLES: 'web,cook', RATE_LIMITS: 'off' };
    let refused: Started;
    const started = new Map<string, Started>();
    beforeAll(() => {
      refused = program.start(production);
      for (const [what, settings] of Object.entries(faulty)) {
        const DATABASE_URL = 'DATA_DIR' in settings ? '' : database.url;
        started.set(
          what,
          program.start({ PORT: '0', ROLES: 'api', ...(DATABASE_URL && { DATABASE_URL }), ...settings }),
        );
      }
    });

    it('where settings are wrong, naming all of them at once', async () => {
      expect(await refused.ended()).toBe(1);
      expect(lines(refused)).toEqual([
        'The settings are wrong:',
        '- PORT must be a whole number from 0 to 65535',
        '- ROLES must be some of web, api, realtime, worker',
        '- SESSION_SECRET is required in production',
        '- DATABASE_URL is required in production',
        '- RATE_LIMITS cannot be off in production',
        '- PUBLIC_URL must be an https address in production',
      ]);
    });

    it.each([
      ['the data folder has too long a name', /^DATA_DIR is too long for a unix socket/],
      ['the data folder cannot be written', /^Nothing can be written to \/etc\//],
      ['the database does not answer', /^The database does not answer \(ECONNREFUSED\)/],
      ['the address is not of this machine', /^Nothing can listen on 192\.0\.2\.1:/],
    ])('where %s', async (what, sentence) => {
      const process = started.get(what)!;

      expect(await process.ended()).toBe(1);
      expect(lines(process)).toEqual([expect.stringMatching(sentence)]);
      expect(process.output()).not.toContain('secret');
    });
  });

  it('serves from an empty folder, keeps its data through kill -9, refuses a port in use, ends on Ctrl-C', async () => {
    const settings = { DATA_DIR: emptyFolder(), PORT: String(await freePort()), ROLES: 'api' };
    const first = program.start(settings);
    const url = await first.ready();
    expect(await signIn(url)).toBe(422);
    expect(await signUp(url)).toBe(201);

    const second = program.start(settings);
    expect(await second.ended()).toBe(1);
    expect(lines(second)).toEqual([expect.stringMatching(/^Port \d+ is in use: .* set PORT to another port\.$/)]);
    expect(await answer(`${url}/readyz`)).toBe(200);

    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    const third = program.start(settings);
    await third.ready();
    expect(await signIn(url)).toBe(201);

    const postmaster = postmasterOf(settings.DATA_DIR);
    expect(await third.end('SIGINT')).toBe(0);
    expect(() => process.kill(postmaster, 0)).toThrow('ESRCH');
    expect(fs.readdirSync(settings.DATA_DIR)).toEqual(['postgres']);
  });

  it('lets two first starts at once share one database, and the second outlive the first and PostgreSQL', async () => {
    const DATA_DIR = emptyFolder();
    const both = [0, 1].map(() => program.start({ DATA_DIR, PORT: '0', ROLES: 'api' }));
    const urls = await Promise.all(both.map((started) => started.ready()));
    expect(await signUp(urls[0]!)).toBe(201);
    expect(await signIn(urls[1]!)).toBe(201);
    const started = postmasterOf(DATA_DIR);

    process.kill(started, 'SIGKILL');
    await until(async () => (await answer(`${urls[0]}/readyz`)) === 200 && postmasterOf(DATA_DIR) !== started, 15_000);

    expect(await both[0]!.end('SIGINT')).toBe(0);
    await until(async () => (await answer(`${urls[1]}/readyz`)) === 200, 15_000);
    expect(await signIn(urls[1]!)).toBe(201);
    expect(await both[1]!.end('SIGTERM')).toBe(0);
  });

  it('takes no harm from what killed starts left behind', async () => {
    const DATA_DIR = emptyFolder();
    const left = path.join(DATA_DIR, 'postgres.new');
    fs.mkdirSync(left, { recursive: true });
    fs.writeFileSync(path.join(left, 'PG_VERSION'), '18\n');
    fs.symlinkSync(`${process.pid}-1`, path.join(DATA_DIR, 'postgres.starting')); // A pid that was given away since.
    const first = program.start({ DATA_DIR, PORT: '0', ROLES: 'api' });
    await first.ready();
    await first.end('SIGTERM');

    // After the machine was restarted, the pid of the old server may be that of any program.
    fs.writeFileSync(path.join(DATA_DIR, 'postgres/postmaster.pid'), `${process.pid}\n${DATA_DIR}/postgres\n`);
    const second = program.start({ DATA_DIR, PORT: '0', ROLES: 'api' });
    await second.ready();
    expect(await second.end('SIGTERM')).toBe(0);
  });
});

describe('slow senders', () => {
  it('are cut off within 30 s, both in headers and in bodies, and with files within two minutes', () => {
    const { headersTimeout, requestTimeout, connectionsCheckingInterval } = SLOW_SENDERS;

    expect(headersTimeout).toBeLessThanOrEqual(REQUEST_MS);
    expect(REQUEST_MS).toBeLessThan(30_000);
    expect(requestTimeout + connectionsCheckingInterval).toBeLessThan(120_000);
  });

  it.each([
    ['of text are not waited for', 'application/json', true],
    ['of files are', 'multipart/form-data; boundary=x', false],
  ])('%s', async (_what, type, isCut) => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setInterval', 'queueMicrotask', 'performance'] });
    try {
      const server = createServer((request) => {
        cutOffWhenSlow(request);
        jest.advanceTimersByTime(REQUEST_MS + 1);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 100\r\n\r\nhalf`);
      for (let turn = 0; turn < 2_000 && !socket.closed; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
      expect(socket.closed).toBe(isCut);
      socket.destroy();
      server.close();
    } finally {
      jest.useRealTimers();
    }
  });
});
