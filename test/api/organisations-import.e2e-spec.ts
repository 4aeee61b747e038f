import 'reflect-metadata';
import fs from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { CouncilsImport, type CouncilPage, CouncilsQueries, type ImportProgress } from '#libs/organisations';
import { ANONYMOUS } from '#libs/people';
import { connect, Reads, Transactions } from '#libs/platform/database';
import { cloneDatabase } from '../support/database.ts';

const fixture = (name: string): string => path.resolve('test/fixtures', name);
const REGISTER = path.resolve('../shared/data/uk_local_authorities.csv');
const withRegister = fs.existsSync(REGISTER) ? describe : describe.skip;
if (!fs.existsSync(REGISTER)) process.stderr.write(`skipped: the real register is not at ${REGISTER}\n`);

describe('importing councils', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let dataSource: Awaited<ReturnType<typeof connect>>;
  let councils: CouncilsQueries;
  let register: CouncilsImport;
  let folder: string;
  const servers: Server[] = [];

  beforeEach(async () => {
    database = await cloneDatabase();
    dataSource = await connect(database.url, 5);
    register = new CouncilsImport(new Transactions(dataSource));
    councils = new CouncilsQueries(new Reads(dataSource));
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'councils-'));
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
    fs.rmSync(folder, { recursive: true });
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  const file = (content: string | Buffer): string => {
    const at = path.join(folder, 'councils.csv');
    fs.writeFileSync(at, content);
    return at;
  };
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const council = (code: string): Promise<CouncilPage> => councils.page(ANONYMOUS, code);

  it('takes every kind of row, and finds nothing to change the second time', async () => {
    expect(await register.importCouncils(fixture('councils.csv'))).toEqual({
      what: 'councils',
      added: 10,
      changed: 0,
      unchanged: 0,
      refused: [],
    });
    expect(await register.importCouncils(fixture('councils.csv'))).toEqual({
      what: 'councils',
      added: 0,
      changed: 0,
      unchanged: 10,
      refused: [],
    });

    expect(await council('CAR')).toMatchObject({
      name: 'Carrick, Dunmore and Elvan Council',
      type: 'NID',
      nation: 'Northern Ireland',
      population: 217_232,
      populationYear: 2020,
      areaKm2: 1338,
      startedOn: '2015-04-01',
      gssCodes: [{ code: 'N09000901', current: true }],
    });
    expect(await council('BEC')).toMatchObject({
      county: { code: 'ARD', name: 'Ardenshire County Council' },
      gssCodes: [
        { code: 'E07000901', current: true },
        { code: 'E07000900', current: false },
      ],
    });
    expect(await council('OLD')).toMatchObject({
      endedOn: '2023-04-01',
      successors: [
        { code: 'NEA', name: 'North Oldshire Council', on: '2023-04-01' },
        { code: 'NEB', name: 'South Oldshire Council', on: '2023-04-01' },
      ],
    });
    expect(await council('NEB')).toMatchObject({ population: null, predecessors: [{ code: 'OLD' }] });
    expect(await council('OCA')).toMatchObject({ gssCodes: [], areaKm2: null });
    expect(await council('YNY')).toMatchObject({ alternativeNames: ['Ynys Garreg'] });
  });

  it('changes what the register changed, and keeps what it does not mention', async () => {
    await register.importCouncils(fixture('councils.csv'));
    const before = await council('ARD');

    const result = await register.importCouncils(fixture('councils-changed.csv'));

    expect(result).toMatchObject({ added: 0, changed: 1, unchanged: 0, refused: [] });
    const after = await council('ARD');
    expect(after).toMatchObject({
      id: before.id,
      name: 'Ardenshire Council',
      population: 640_000,
      populationYear: 2024,
      gssCodes: [
        { code: 'E10000903', current: true },
        { code: 'E10000901', current: false },
      ],
    });
    expect((await council('BEC')).name).toBe('Beckham Vale District Council');
  });

  it('refuses a broken row with its line and its reason, and takes the others', async () => {
    const { refused, ...counts } = await register.importCouncils(fixture('councils-broken.csv'));

    expect(counts).toEqual({ what: 'councils', added: 3, changed: 0, unchanged: 0 });
    expect(refused.map(({ line, code, why }) => [line, code, why])).toEqual([
      [3, 'bad code', 'local-authority-code must be 2 to 12 capital letters, digits and hyphens, like ELM'],
      [4, 'GSS', 'gss-code must be a letter and eight digits, like E07000207'],
      [5, 'DAY', 'start-date must be a real date, like 2026-04-01'],
      [6, 'END', 'end-date is before start-date'],
      [7, 'TYP', expect.stringMatching(/^local-authority-type must be one of CTY, UA,/)],
      [8, 'NAT', 'nation must be one of England, Wales, Scotland, Northern Ireland'],
      [9, 'POP', 'population must be a whole number from 0 to 100000000'],
      [10, 'ARD', 'ARD stands on line 2 already'],
      [11, 'FEW', 'The row has 4 cells where the first row has 11'],
      [12, 'MAN', 'The row has 12 cells where the first row has 11'],
      [13, 'NAM', 'Enter official-name'],
      [14, 'SLF', 'replaced-by names the council itself'],
      [15, null, 'A quotation mark stands where none may be'],
      [18, null, 'A quotation mark is opened and not closed'],
    ]);
    expect((await council('LAS')).region).toBe('Yorkshire and The Humber');
    expect((await council('ZED')).name).toBe('Zedham Council');
  });

  it('reads a file from Windows: byte order mark and CRLF', async () => {
    const text = fs.readFileSync(fixture('councils.csv'), 'utf8');
    const windows = file(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(await register.importCouncils(windows)).toMatchObject({ added: 10, refused: [] });
    expect(await register.importCouncils(fixture('councils.csv'))).toMatchObject({ unchanged: 10 });
  });

  it.each([
    ['an empty file', '', 'The file is empty.'],
    ['a file of empty lines', '\n\n', 'The file is empty.'],
    [
      'something that is not CSV',
      '<!doctype html>\n<html></html>\n',
      /^This is not the council register: .* lacks every column\.$/,
    ],
    ['bytes', Buffer.from([0, 1, 2, 255, 254, 10, 7]), /lacks every column/],
    ['one long line', 'x'.repeat(200_000), /lacks every column/],
    ['another table', 'local-authority-code,official-name\nARD,Ardenshire\n', /lacks nice-name, gss-code/],
    ['a column twice', 'HEADER,region\n', 'The column region is there twice.'],
  ])('refuses %s', async (_what, content, message) => {
    const header = fs.readFileSync(fixture('councils.csv'), 'utf8').split('\n')[0]!;
    const at = file(typeof content === 'string' ? content.replace('HEADER', header) : content);
    await expect(register.importCouncils(at)).rejects.toMatchObject({
      code: 'organisations.register-unreadable',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('refuses rows with NUL or letters that are not UTF-8, and takes the others', async () => {
    const [header] = fs.readFileSync(fixture('councils.csv'), 'utf8').split('\n');
    const row = (code: string, name: string) => `${code},${name},${name},,,,,Wales,,WPA,,,,,,,,,\n`;
    const at = file(
      Buffer.concat([
        Buffer.from(`${header}\n${row('NUL', 'Nul\0ton')}`),
        Buffer.from(row('LAT', 'Sir Ynys Môn'), 'latin1'),
        Buffer.from(row('UTF', 'Sir Ynys Môn')),
      ]),
    );
    const { added, refused } = await register.importCouncils(at);
    expect([added, refused.map(({ line, code }) => [line, code])]).toEqual([
      1,
      [
        [2, 'NUL'],
        [3, 'LAT'],
      ],
    ]);
    expect((await council('utf')).name).toBe('Sir Ynys Môn');
  });

  it('says that there is no such file, and refuses a folder', async () => {
    await expect(register.importCouncils(path.join(folder, 'none.csv'))).rejects.toThrow(/^There is no file/);
    await expect(register.importCouncils(folder)).rejects.toThrow(/is not a file\.$/);
  });

  it('stops at the size limit, also where the file does not say its size', async () => {
    const limits = { size: 1_048_576, time: 5_000 };
    const at = file('x,'.repeat(600_000));
    await expect(register.importCouncils(at, undefined, limits)).rejects.toThrow('The file is larger than 1 MB.');
    const url = await serve((_request, response) => {
      const more = (): boolean => response.write('x,'.repeat(30_000), () => response.destroyed || more());
      more();
    });
    await expect(register.importCouncils(url, undefined, limits)).rejects.toThrow('The file is larger than 1 MB.');
  });

  it('reads an address, and follows three redirects but not four', async () => {
    const url = await serve((request, response) => {
      const hop = Number(request.url?.slice(1));
      if (hop > 0) response.writeHead(302, { location: `/${hop - 1}` }).end();
      else response.writeHead(200, { 'content-type': 'text/csv' }).end(fs.readFileSync(fixture('councils.csv')));
    });
    expect(await register.importCouncils(`${url}/3`)).toMatchObject({ added: 10, refused: [] });
    await expect(register.importCouncils(`${url}/4`)).rejects.toThrow(/leads on more than 3 times\.$/);
  });

  it.each([
    [
      'answers with an error',
      (_request, response) => void response.writeHead(404).end(),
      /answered with status 404\.$/,
    ],
    [
      'leads to a file',
      (_request, response) => void response.writeHead(302, { location: 'file:///etc/hosts' }).end(),
      /leads to file:/,
    ],
    ['does not answer in time', () => undefined, /did not send the whole file within 0\.3 seconds\.$/],
    [
      'breaks off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '5000' });
        response.write('local-authority-code\n', () => response.destroy());
      },
      /could not be read|lacks/,
    ],
  ] satisfies [string, RequestListener, RegExp][])('says so when the address %s', async (_what, listener, message) => {
    const url = await serve(listener);
    await expect(register.importCouncils(url, undefined, { size: 1_048_576, time: 300 })).rejects.toThrow(message);
  });

  it('tells its progress after every batch', async () => {
    const [header, row] = fs.readFileSync(fixture('councils.csv'), 'utf8').split('\n');
    const many = Array.from({ length: 250 }, (_, i) => row!.replace('ARD', `AR-${i}`)).join('\n');
    const told: ImportProgress[] = [];
    await register.importCouncils(file(`${header}\n${many}\n`), (progress) => told.push(progress));
    expect(told.map(({ added }) => added)).toEqual([100, 200, 250]);
  });

  it('gives up on a file whose rows are all broken', async () => {
    const [header] = fs.readFileSync(fixture('councils.csv'), 'utf8').split('\n');
    const at = file(`${header}\n${'no,no,no\n'.repeat(5_000)}`);
    await expect(register.importCouncils(at)).rejects.toThrow(/^More than 1000 rows cannot be taken/);
  });

  it('refuses a second import while one runs, and both leave one register', async () => {
    const other = new CouncilsImport(new Transactions(dataSource));
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const url = await serve((_request, response) => {
      const text = fs.readFileSync(fixture('councils.csv'), 'utf8');
      response.write(text.slice(0, 500));
      void held.then(() => response.end(text.slice(500)));
    });
    const first = register.importCouncils(url);
    await new Promise((resolve) => setTimeout(resolve, 200));

    await expect(other.importCouncils(fixture('councils.csv'))).rejects.toMatchObject({
      code: 'organisations.import-under-way',
    });

    release();
    expect(await first).toMatchObject({ added: 10 });
    expect(await other.importCouncils(fixture('councils.csv'))).toMatchObject({ unchanged: 10 });
  });

  withRegister('the real register', () => {
    it('is taken whole, twice, and over HTTP; every council is found', async () => {
      expect(await register.importCouncils(REGISTER)).toMatchObject({
        added: 470,
        changed: 0,
        unchanged: 0,
        refused: [],
      });
      expect(await register.importCouncils(REGISTER)).toMatchObject({
        added: 0,
        changed: 0,
        unchanged: 470,
        refused: [],
      });
      const url = await serve((_request, response) => void response.end(fs.readFileSync(REGISTER)));
      expect(await register.importCouncils(url)).toMatchObject({ unchanged: 470 });

      const pages: CouncilPage[] = [];
      let after: string | undefined;
      do {
        const { items, next } = await councils.list(ANONYMOUS, { limit: 100, after });
        for (const { code } of items) pages.push(await council(code.toLowerCase()));
        after = next ?? undefined;
      } while (after !== undefined);
      expect(new Set(pages.map(({ code }) => code)).size).toBe(470);
      expect(pages.filter(({ ended }) => !ended)).toHaveLength(397);
      expect(await council('cma')).toMatchObject({ ended: true, successors: [{ code: 'CBD' }, { code: 'WAF' }] });
      expect(await councils.ofGssCode(ANONYMOUS, 'S12000043')).toMatchObject({ code: 'GLG' });
    }, 60_000);
  });
});
