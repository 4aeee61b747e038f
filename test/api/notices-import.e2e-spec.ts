import 'reflect-metadata';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NoticesImport } from '#libs/contracts';
import { CouncilsImport } from '#libs/organisations';
import { connect, Transactions } from '#libs/platform/database';
import { cloneDatabase } from '../support/database.ts';

const REAL = path.resolve('../shared/data');
const withReal = fs.existsSync(path.join(REAL, 'ocds')) ? describe : describe.skip;
if (!fs.existsSync(path.join(REAL, 'ocds'))) process.stderr.write(`skipped: the real notices are not in ${REAL}\n`);

const TABLES = ['procurement_notices', 'contract_awards', 'unmatched_buyers', 'contracts', 'award_decisions'];

/** In the shape of 2020. */
const old = (n: number, over: object = {}) => ({
  ocid: `ocds-test-${n}`,
  id: `release-${n}`,
  date: '2020-02-18T00:00:00Z',
  tag: ['tender'],
  parties: [
    {
      id: 'b',
      roles: ['buyer'],
      name: 'Ardenshire County Council',
      address: { streetAddress: '4 Secret Street', postalCode: 'ZZ9 9ZZ' },
      contactPoint: { name: 'Petra Private', email: 'petra@ardenshire.example', telephone: '01632 960 001' },
    },
    {
      id: '1',
      roles: ['supplier'],
      name: 'Arden Care CIC',
      sme: true,
      vco: true,
      identifier: { scheme: 'GB-COH', id: '012' },
    },
  ],
  buyer: { id: 'b', name: 'Ardenshire County Council' },
  tender: {
    title: 'Care &amp;amp; support &#039;at home&#039;, ask petra@ardenshire.example or 01632 960001',
    description: 'Petra Private decides.',
    items: [{ id: 1, classification: { scheme: 'CPV', id: '85000000' } }],
    value: { amount: 100, currency: 'GBP' },
  },
  awards: [
    {
      id: 'a',
      status: 'active',
      date: '2020-02-18T00:00:00Z',
      value: { amount: 93527, currency: 'GBP' },
      suppliers: [
        { id: '1', name: 'Arden Care CIC' },
        { id: '2', name: 'Bella Trust' },
      ],
      contractPeriod: { startDate: '2019-12-09T00:00:00Z', endDate: '2025-04-23T23:59:59+01:00' },
    },
  ],
  ...over,
});

describe('importing notices', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let dataSource: Awaited<ReturnType<typeof connect>>;
  let notices: NoticesImport;
  let folder: string;

  beforeEach(async () => {
    database = await cloneDatabase();
    dataSource = await connect(database.url, 5);
    notices = new NoticesImport(new Transactions(dataSource));
    await new CouncilsImport(new Transactions(dataSource)).importCouncils(path.resolve('test/fixtures/councils.csv'));
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'notices-'));
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
    fs.rmSync(folder, { recursive: true });
  });

  const file = (text: string, name = 'notices.json'): string => {
    const at = path.join(folder, name);
    fs.writeFileSync(at, text);
    return at;
  };
  let packs = 0;
  const pack = (...releases: unknown[]): string =>
    file(JSON.stringify({ uri: 'x', releases, version: '1.1' }), `notices-${(packs += 1)}.json`);
  const rows = (text: string): Promise<Record<string, unknown>[]> => dataSource.query(text);
  const everything = async (): Promise<string> =>
    JSON.stringify(
      await Promise.all(TABLES.map((table) => rows(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY t::text`))),
    );

  it('takes a release with its awards, one row a supplier, text made readable and days as they were written', async () => {
    const { kept, awards } = await notices.importNotices([pack(old(1))]);
    expect([kept, awards]).toEqual([
      { added: 1, changed: 0, unchanged: 0 },
      { added: 2, changed: 0, unchanged: 0 },
    ]);
    const [notice] = await rows(
      `SELECT n.title, n.cpv, c.code FROM procurement_notices n JOIN councils c ON c.organisation_id = n.buyer_id`,
    );
    expect(notice).toEqual({
      title: "Care & support 'at home', ask [removed] or [removed]",
      cpv: ['85000000'],
      code: 'ARD',
    });
    expect(
      await rows(`SELECT supplier_name, supplier_scheme, supplier_number, sme, vcse, value::text, ends_on::text
                    FROM contract_awards ORDER BY 1`),
    ).toEqual([
      {
        supplier_name: 'Arden Care CIC',
        supplier_scheme: 'GB-COH',
        supplier_number: '012',
        sme: true,
        vcse: true,
        value: '93527.00',
        ends_on: '2025-04-23',
      },
      {
        supplier_name: 'Bella Trust',
        supplier_scheme: null,
        supplier_number: null,
        sme: null,
        vcse: null,
        value: '93527.00',
        ends_on: '2025-04-23',
      },
    ]);
    expect(await rows('SELECT FROM contracts')).toEqual([]);
  });

  it('never keeps a contact point, an address, an e-mail or a telephone', async () => {
    await notices.importNotices([pack(old(1), old(2, { title: 'Write to petra@ardenshire.example' }))]);
    expect(await everything()).not.toMatch(/petra|private|secret street|ZZ9|960 ?001|@|contactPoint|streetAddress/i);
  });

  it('changes nothing the second time, takes what is newer, and leaves what is older', async () => {
    const same = pack(old(1), old(2));
    await notices.importNotices([same]);
    const before = await everything();
    const again = await notices.importNotices([same, same]);
    expect(again.kept).toEqual({ added: 0, changed: 0, unchanged: 4 });
    expect(again.awards).toEqual({ added: 0, changed: 0, unchanged: 0 });
    expect(await everything()).toBe(before);

    const newer = await notices.importNotices([pack(old(1, { date: '2021-01-01T00:00:00+01:00', tag: ['award'] }))]);
    expect(newer.kept.changed).toBe(1);
    expect((await notices.importNotices([same])).kept).toEqual({ added: 0, changed: 0, unchanged: 2 });
  });

  it.each(['.Ardenshire County Council', '“Ardenshire County Council” -', ' ( ardenshire county council ).'])(
    'finds a council by its name whatever stands around it: %s',
    async (name) => {
      const { unmatchedBuyers } = await notices.importNotices([pack(old(1, { buyer: { id: 'z', name } }))]);
      expect(unmatchedBuyers).toBe(0);
      const found = `JOIN councils c ON c.organisation_id = t.buyer_id`;
      expect(await rows(`SELECT c.code FROM procurement_notices t ${found}`)).toEqual([{ code: 'ARD' }]);
      expect(await rows(`SELECT DISTINCT c.code FROM contract_awards t ${found}`)).toEqual([{ code: 'ARD' }]);
    },
  );

  it('keeps buyers that nobody knows for a data steward, once each', async () => {
    const buyer = { buyer: { id: 'z', name: 'Nowhere NHS Trust' } };
    const { unmatchedBuyers } = await notices.importNotices([pack(old(1, buyer), old(2, buyer))]);
    expect(unmatchedBuyers).toBe(1);
    expect(await rows('SELECT name FROM unmatched_buyers')).toEqual([{ name: 'Nowhere NHS Trust' }]);
  });

  it.each<[string, unknown, string]>([
    ['text', 'a release?', 'it is not an object'],
    ['one without ocid', { id: '1' }, 'it has no ocid'],
    ['one without id', { ocid: 'o' }, 'it has no release id'],
    ['one with a date that is none', { ocid: 'o', id: '1', date: 'soon' }, 'its date is not a date'],
  ])('refuses %s and takes the others', async (_what, release, why) => {
    const { refused, kept } = await notices.importNotices([pack(old(1), release, old(2))]);
    expect(refused).toEqual([expect.objectContaining({ entry: 2, why })]);
    expect(kept.added).toBe(2);
  });

  it('takes what is sound of a file that breaks off, and says where', async () => {
    const whole = JSON.stringify({ releases: [old(1), old(2), old(3)] });
    const { kept, refused } = await notices.importNotices([file(whole.slice(0, whole.indexOf('ocds-test-3') + 40))]);
    expect(kept.added).toBe(2);
    expect(refused).toEqual([expect.objectContaining({ entry: 3, why: expect.stringMatching(/cannot be read on/) })]);
  });

  it('takes odd releases: no tender, no value, awards with nothing in them', async () => {
    const odd = [
      { ocid: 'o', id: '1' },
      {
        ocid: 'o',
        id: '2',
        tender: null,
        awards: [null, {}, { id: 3, suppliers: [{}, { name: '' }] }],
        parties: 'none',
      },
      { ocid: 'o', id: '3', tag: 'planning', tender: { value: { amount: -1 }, contractPeriod: { startDate: 'x' } } },
    ];
    const { kept, refusedCount } = await notices.importNotices([pack(...odd)]);
    expect([kept.added, refusedCount]).toEqual([3, 0]);
  });

  it('streams: of thousands of releases only a batch and a chunk are held at once', async () => {
    const at = path.join(folder, 'large.json');
    const out = fs.openSync(at, 'w');
    fs.writeSync(out, '{"releases":[');
    for (let n = 1; n <= 5_000; n += 1) fs.writeSync(out, `${n > 1 ? ',' : ''}${JSON.stringify(old(n))}`);
    fs.writeSync(out, ']}');
    fs.closeSync(out);
    let most = 0;
    const { kept } = await notices.importNotices([at], ({ held }) => {
      most = Math.max(most, held);
    });
    expect(kept.added).toBe(5_000);
    // 200 in a batch, and what 64 KB can hold of releases of more than 1 KB.
    expect(most).toBeLessThanOrEqual(264);
  });

  it('runs one at a time, and says which file is not there', async () => {
    const one = notices.importNotices([pack(...Array.from({ length: 300 }, (_, n) => old(n)))]);
    const both = await Promise.allSettled([one, notices.importNotices([pack(old(1))])]);
    expect(both.filter(({ status }) => status === 'rejected').length).toBeLessThanOrEqual(1);
    await expect(notices.importNotices([path.join(folder, 'none.json')])).rejects.toThrow(/There is no file/);
  });

  describe('the award table', () => {
    const HEAD =
      'award_ref,local_authority_code,gss_code,buyer_name,supplier_name,supplier_id_scheme,supplier_id,sme,vcse,award_value,currency,award_date,start_date,end_date,published_date';
    const row = (ref: string, over: Partial<Record<string, string>> = {}): string =>
      HEAD.split(',')
        .map(
          (name) =>
            over[name] ??
            {
              award_ref: ref,
              local_authority_code: 'ARD',
              buyer_name: 'Ardenshire',
              supplier_name: 'Arden Care CIC',
              award_value: '100.0',
              currency: 'GBP',
              award_date: '2022-01-01',
            }[name] ??
            '',
        )
        .join(',');

    it('is taken row by row; what is wrong is refused with its line', async () => {
      const text = [
        HEAD,
        row('a'),
        row('b', { award_date: 'soon' }),
        row('c', { award_value: 'lots' }),
        row('a'),
        row('d', { supplier_name: '[individual supplier name removed]' }),
      ];
      const { kept, refused } = await notices.importAwards(file(text.join('\n'), 'a.csv'));
      expect(kept.added).toBe(1);
      expect(refused.map(({ entry, id, why }) => [entry, id, why])).toEqual([
        [3, 'b', 'award_date is not a day'],
        [4, 'c', 'award_value is not an amount'],
        [5, 'a', 'this award stands further up already'],
        [6, 'd', 'the supplier is a private person'],
      ]);
    });

    it('is told from another file', async () => {
      await expect(notices.importAwards(file('a,b\n1,2', 'b.csv'))).rejects.toThrow(/not the award table/);
    });
  });

  withReal('the real files', () => {
    const samples = fs.existsSync(path.join(REAL, 'ocds'))
      ? fs
          .readdirSync(path.join(REAL, 'ocds'))
          .filter((name) => name.endsWith('.json'))
          .map((name) => path.join(REAL, 'ocds', name))
      : [];

    it('import cleanly, twice, with no change the second time, and hold no address of a person', async () => {
      const first = await notices.importNotices(samples);
      expect([first.refusedCount, first.kept.added]).toEqual([0, 150]);
      const before = await everything();
      const again = await notices.importNotices(samples);
      expect(again.kept).toEqual({ added: 0, changed: 0, unchanged: 150 });
      expect(again.awards).toEqual({ added: 0, changed: 0, unchanged: 0 });
      expect(await everything()).toBe(before);
      expect(before).not.toMatch(
        /[^\s"@]+@[^\s"@]+\.[a-z]{2,}|01234 345|procurement-team|North London Business|&#\d+;|&amp;|contactPoint/i,
      );
      const [buyer] = await rows(`SELECT count(*)::int AS n FROM procurement_notices WHERE title IS NULL`);
      expect(buyer!['n']).toBeLessThan(10);
    });

    it('of awards have 2,131 rows, twice, with no change the second time', async () => {
      const table = path.join(REAL, 'council_awards.csv');
      const first = await notices.importAwards(table);
      const again = await notices.importAwards(table);
      expect(first.kept.added + first.refusedCount).toBe(2_131);
      expect(again.kept).toEqual({ added: 0, changed: 0, unchanged: first.kept.added });
      expect(first.refusedCount).toBe(0);
    });
  });
});
