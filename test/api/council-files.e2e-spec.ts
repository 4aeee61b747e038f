import 'reflect-metadata';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CouncilsImport, type CouncilPage, CouncilsQueries } from '#libs/organisations';
import { ANONYMOUS } from '#libs/people';
import { connect, Reads, Transactions } from '#libs/platform/database';
import { cloneDatabase } from '../support/database.ts';

const DATA = path.resolve('../shared/data');
const data = (name: string): string => path.join(DATA, name);
const withData = fs.existsSync(DATA) ? describe : describe.skip;
if (!fs.existsSync(DATA)) process.stderr.write(`skipped: the real files of councils are not at ${DATA}\n`);

describe('importing what goes with the register', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let dataSource: Awaited<ReturnType<typeof connect>>;
  let councils: CouncilsQueries;
  let register: CouncilsImport;
  let folder: string;

  beforeEach(async () => {
    database = await cloneDatabase();
    dataSource = await connect(database.url, 5);
    register = new CouncilsImport(new Transactions(dataSource));
    councils = new CouncilsQueries(new Reads(dataSource));
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'council-files-'));
    await register.importCouncils(path.resolve('test/fixtures/councils.csv'));
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
    fs.rmSync(folder, { recursive: true });
  });

  const file = (...lines: string[]): string => {
    const at = path.join(folder, 'file.csv');
    fs.writeFileSync(at, `${lines.join('\n')}\n`);
    return at;
  };
  const council = (code: string, day?: string): Promise<CouncilPage> => councils.page(ANONYMOUS, code, day);
  const codes = async (q: string): Promise<string[]> =>
    (await councils.list(ANONYMOUS, { q, limit: 20 })).items.map(({ code }) => code);
  const none = { added: 0, changed: 0, unchanged: 0, refused: [] };

  it('dates GSS codes: by the file where it has days, else as far as the council’s own say', async () => {
    const header = 'gss-code,local-authority-code,start-date,end-date';
    const rows = ['E10000801,ARD,2009-04-01,2013-03-31', 'E10000802,ARD,2013-04-01,2013-03-31'];
    const first = await register.importCouncils(file(header, ...rows));
    expect(first).toMatchObject({ added: 1, changed: 0, refused: [{ line: 3, why: 'end-date is before start-date' }] });
    expect((await council('ARD')).gssCodes).toContainEqual({
      code: 'E10000801',
      current: false,
      from: '2009-04-01',
      to: '2013-03-31',
    });
    const later = file(header, 'E10000801,ARD,2009-04-02,2013-03-31');
    expect(await register.importCouncils(later)).toMatchObject({ added: 0, changed: 1 });
    expect(await register.importCouncils(later)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  });

  it('takes spellings, by which councils are found', async () => {
    const at = file('la-name,local-authority-code', 'The Ardens,ARD', 'The Ardens,ARD', 'Mï¿½n,YNY', 'Nowhere,ZED');
    const refused = [
      { line: 4, code: 'YNY', why: 'la-name is garbled: its letters were lost before it came here' },
      { line: 5, code: 'ZED', why: 'There is no council ZED in the register. Import the register first' },
    ];
    expect(await register.importCouncils(at)).toEqual({ ...none, what: 'spellings', added: 1, unchanged: 1, refused });
    expect(await register.importCouncils(at)).toEqual({ ...none, what: 'spellings', unchanged: 2, refused });
    expect(await codes('the ardens')).toEqual(['ARD']);
    const [row] = await dataSource.query<{ found: boolean }[]>(
      `SELECT tsv @@ search_words_query AS found FROM search_documents, plainto_tsquery('search_en', 'ardens') AS search_words_query
        WHERE type = 'council' AND url = '/councils/ARD'`,
    );
    expect(row?.found).toBe(true);
  });

  it('takes former GSS codes and keeps them when the register comes again', async () => {
    const at = file('gss-code,local-authority-code', 'E10000901,ARD', 'E10000800,ARD', ',NIR-A', 'X1,ARD');
    expect(await register.importCouncils(at)).toMatchObject({
      what: 'GSS codes',
      added: 1,
      unchanged: 2,
      refused: [{ line: 5, why: 'gss-code must be a letter and eight digits, like E07000207' }],
    });
    await register.importCouncils(path.resolve('test/fixtures/councils-changed.csv'));
    expect((await council('ARD')).gssCodes).toContainEqual({
      code: 'E10000800',
      current: false,
      from: null,
      to: null,
    });
    expect(await councils.ofGssCode(ANONYMOUS, 'E10000800')).toMatchObject({ code: 'ARD' });
  });

  it('takes neighbours, whichever way round the file says it', async () => {
    const at = file('local_authority_code,touches_or_overlaps', 'ARD,BEC', 'BEC,ARD', 'ARD,ARD', 'ARD,ZED', 'OLD,ARD');
    const first = await register.importCouncils(at);
    expect(first).toMatchObject({ what: 'pairs of neighbours', added: 2, unchanged: 1 });
    expect(first.refused.map(({ line, why }) => [line, why])).toEqual([
      [4, 'A council does not touch itself'],
      [5, 'There is no council ZED in the register. Import the register first'],
    ]);
    expect(await register.importCouncils(at)).toMatchObject({ added: 0, unchanged: 3 });
    expect((await council('BEC')).neighbours).toMatchObject([{ code: 'ARD' }]);
    // OLD ended, so it is no neighbour today.
    expect((await council('ARD')).neighbours.map(({ code }) => code)).toEqual(['BEC']);
  });

  it('takes labels, changes what changed, and refuses other files', async () => {
    const header = 'local_authority_code,gss_code,imd_quintile,rural_urban,population_2020,area_km2,density_per_km2';
    const at = file(header, 'ARD,,2,Rural,612400,2010,305', 'BEC,,9,Seaside,,,', 'NEA,,,,,,', 'ARD,,3,,,,');
    expect(await register.importLabels(at)).toMatchObject({
      what: 'labels',
      added: 2,
      refused: [
        {
          line: 3,
          why: expect.stringMatching(/imd_quintile must be a whole number from 1 to 5; rural_urban must be one of/),
        },
        { line: 5, why: 'ARD stands on line 2 already' },
      ],
    });
    expect(await register.importLabels(file(header, 'ARD,,1,Rural,612400,2010,305', 'NEA,,,,,,'))).toEqual({
      ...none,
      what: 'labels',
      changed: 1,
      unchanged: 1,
    });
    expect(await council('ARD')).toMatchObject({ deprivation: 1, ruralUrban: 'Rural' });
    await expect(register.importLabels(path.resolve('test/fixtures/councils.csv'))).rejects.toThrow(
      /^These are not council labels: the first row lacks local_authority_code,/,
    );
  });

  describe('successions', () => {
    const header = 'predecessor_code,predecessor_name,successor_name,vesting_date,status,source';
    const announced = 'announced 2025-10-28, subject to Parliament';
    const beckham = `BEC,Beckham Vale,North Ardens Council,2027-04-01,"${announced}",a site`;

    it('show an announced change before its day and after it, and give the successor a page', async () => {
      expect(await register.importCouncils(file(header, beckham))).toMatchObject({ what: 'successions', added: 1 });
      expect(await register.importCouncils(file(header, beckham))).toMatchObject({ added: 0, unchanged: 1 });

      expect(await council('BEC', '2027-03-31')).toMatchObject({
        ended: false,
        endedOn: '2027-04-01',
        successors: [{ code: 'NORTH-ARDENS', name: 'North Ardens Council', on: '2027-04-01', status: announced }],
      });
      expect(await council('BEC', '2027-04-01')).toMatchObject({ ended: true, endedOn: '2027-04-01' });
      expect(await council('north-ardens')).toMatchObject({
        name: 'North Ardens Council',
        provisional: true,
        startedOn: '2027-04-01',
        type: 'UA',
        predecessors: [{ code: 'BEC' }],
      });
    });

    it('give way to the register when it has the successor, whose first address still leads there', async () => {
      await register.importCouncils(file(header, beckham));
      const before = await council('NORTH-ARDENS');
      const [names] = fs.readFileSync('test/fixtures/councils.csv', 'utf8').split('\n');
      const row = 'NAR,North Ardens Council,North Ardens,E06000999,2027-04-01,,,England,West Midlands,UA,,,,,,,,,';
      expect(await register.importCouncils(file(names!, row))).toMatchObject({ changed: 1, refused: [] });

      expect(await council('NAR')).toMatchObject({
        id: before.id,
        provisional: false,
        predecessors: [{ code: 'BEC' }],
      });
      expect(await council('north-ardens')).toMatchObject({ code: 'NAR' });
      expect((await council('BEC')).successors).toMatchObject([{ code: 'NAR' }]);
      expect(await register.importCouncils(file(header, beckham))).toMatchObject({ added: 0, unchanged: 1 });
    });

    it('refuse who is not there, and a successor that is neither there nor announced', async () => {
      const at = file(
        header,
        `ZED,Zed,Ardenshire County Council,2027-04-01,done,`,
        'BEC,Beckham,Nowhere Council,2020-04-01,done,',
        'BEC,Beckham,Ardenshire County Council,soon,done,',
      );
      expect((await register.importCouncils(at)).refused.map(({ line, why }) => [line, why])).toEqual([
        [2, 'There is no council ZED in the register. Import the register first'],
        [3, 'There is no council Nowhere Council in the register'],
        [4, 'vesting_date must be a real date, like 2026-04-01'],
      ]);
    });

    it('keep a case with the council that existed then, and show it under those that came after', async () => {
      await register.importCouncils(
        file(
          header,
          'BEC,,Oldshire County Council,2009-04-01,done,',
          'NEA,,North Ardens Council,2027-04-01,announced,',
        ),
      );
      await dataSource.query(
        `WITH a AS (INSERT INTO people (name, practitioner_role) VALUES ('A', 'founder') RETURNING id)
         INSERT INTO case_notes (title, summary, author_id, council_id, stage, result, what_happened, status, published_at)
         SELECT 'Parks of Beckham', 'x', a.id, c.organisation_id, 'idea', 'went-ahead', 'x', 'published', now()
           FROM a, councils c WHERE c.code = 'BEC'`,
      );
      // BEC became OLD, OLD became NEA and NEB, and NEA is to become North Ardens.
      for (const code of ['BEC', 'OLD', 'NEA', 'NEB', 'NORTH-ARDENS']) {
        expect((await council(code)).caseNotes).toMatchObject([{ title: 'Parks of Beckham', about: { code: 'BEC' } }]);
      }
    });
  });

  withData('the real files', () => {
    it('are taken, and change nothing the second time', async () => {
      const own = await cloneDatabase();
      const source = await connect(own.url, 5);
      try {
        const real = new CouncilsImport(new Transactions(source));
        const take = async (name: string) => {
          const { refused, ...done } =
            name === 'council_labels.csv' ? await real.importLabels(data(name)) : await real.importCouncils(data(name));
          return { ...done, refused: refused.length };
        };
        const files: [string, string, number, number][] = [
          ['uk_local_authorities.csv', 'councils', 470, 0],
          ['uk_local_authority_names.csv', 'spellings', 1_774, 2],
          ['uk_local_authority_gss.csv', 'GSS codes', 483, 0],
          ['council_adjacency.csv', 'pairs of neighbours', 3_166, 0],
          ['council_labels.csv', 'labels', 470, 0],
          ['council_succession.csv', 'successions', 63, 0],
        ];
        for (const [name, what, rows, refused] of files) {
          const { added, changed, unchanged, ...done } = await take(name);
          expect([name, done, added + changed + unchanged]).toEqual([name, { what, refused }, rows - refused]);
        }
        for (const [name, what, rows, refused] of files) {
          const again = { what, added: 0, changed: 0, unchanged: rows - refused, refused };
          expect([name, await take(name)]).toEqual([name, again]);
        }

        const queries = new CouncilsQueries(new Reads(source));
        const surrey = ['ELM', 'EPS', 'MOL', 'REI', 'TAN', 'GRT', 'RUN', 'SPE', 'SUR', 'WAE', 'WOI', 'SRY'];
        for (const code of surrey) {
          expect(await queries.page(ANONYMOUS, code, '2027-03-31')).toMatchObject({
            ended: false,
            endedOn: '2027-04-01',
          });
          expect(await queries.page(ANONYMOUS, code, '2027-04-01')).toMatchObject({ ended: true });
        }
        expect((await queries.page(ANONYMOUS, 'sry')).successors.map(({ name }) => name)).toEqual([
          'East Surrey Council',
          'West Surrey Council',
        ]);
        expect((await queries.page(ANONYMOUS, 'west-surrey')).predecessors).toHaveLength(7);
      } finally {
        await source.destroy();
        await own.drop();
      }
    }, 60_000);
  });
});
