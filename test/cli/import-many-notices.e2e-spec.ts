import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { cloneDatabase } from '../support/database.ts';
import { type BuiltProgram, buildProgram } from '../faults/built-program.ts';

// A minute of work where nothing else runs, and several where other tests do.
jest.setTimeout(600_000);

const MANY = 100_000;
/** What the program itself holds is some 45 MB, so this leaves room for little more than a batch. */
const SMALL_HEAP = '--max-old-space-size=96';
const DESCRIPTION = 'Help at home for people who ask for it, in their own words and at their own pace. '.repeat(3);

/** Some buyers are councils of the register; most are names that nobody knows. */
const release = (n: number): object => ({
  ocid: `ocds-test-${n}`,
  id: `release-${n}`,
  date: '2026-02-18T00:00:00Z',
  tag: ['award'],
  parties: [
    { id: 'b', roles: ['buyer'], name: n % 10 === 0 ? 'Ardenshire' : `Buyer ${n % 470}` },
    { id: 's', roles: ['supplier'], name: `Supplier ${n % 997}`, identifier: { scheme: 'GB-COH', id: `${n % 997}` } },
  ],
  buyer: { id: 'b' },
  tender: { title: `Help at home, lot ${n}`, description: DESCRIPTION, value: { amount: n, currency: 'GBP' } },
  awards: [{ id: 'a', status: 'active', date: '2026-02-18T00:00:00Z', value: { amount: n }, suppliers: [{ id: 's' }] }],
});

function writePackage(file: string, releases: number): void {
  const out = fs.openSync(file, 'w');
  fs.writeSync(out, '{"uri":"x","releases":[');
  for (let from = 1; from <= releases; from += 1_000) {
    const some = Array.from({ length: 1_000 }, (_, n) => JSON.stringify(release(from + n)));
    fs.writeSync(out, `${from > 1 ? ',' : ''}${some.join(',')}`);
  }
  fs.writeSync(out, ']}');
  fs.closeSync(out);
}

describe('import notices, a hundred thousand of them in a heap of 96 MB', () => {
  let program: BuiltProgram;
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let client: Client;
  beforeAll(async () => {
    program = buildProgram();
    database = await cloneDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    await waymark('import', 'councils', path.resolve('test/fixtures/councils.csv'));
  });
  afterAll(async () => {
    await client.end();
    await program.remove();
    await database.drop();
  });

  async function waymark(...args: string[]): Promise<{ code: number | string | null; output: string }> {
    const started = program.start({ DATABASE_URL: database.url }, [SMALL_HEAP, 'dist/apps/cli.js', ...args]);
    const code = await started.ended();
    return { code, output: started.output() };
  }
  const kept = async (): Promise<unknown> => {
    const { rows } = await client.query(`
      SELECT (SELECT count(*)::int FROM procurement_notices) AS notices,
             (SELECT count(*)::int FROM procurement_notices WHERE buyer_id IS NOT NULL) AS "ofCouncils",
             (SELECT count(*)::int FROM contract_awards) AS awards,
             (SELECT count(*)::int FROM unmatched_buyers) AS unmatched,
             (SELECT max(imported_at)::text FROM procurement_notices) AS last`);
    return rows[0];
  };

  it('takes all of them, and the first ten thousand again change nothing', async () => {
    const [all, first] = [path.join(program.root, 'all.json'), path.join(program.root, 'first.json')];
    writePackage(all, MANY);
    expect(await waymark('import', 'notices', all)).toEqual({
      code: 0,
      output: expect.stringContaining('100,000 notices added, 0 changed, 0 unchanged, 0 refused.'),
    });
    const before = await kept();
    expect(before).toMatchObject({ notices: MANY, ofCouncils: MANY / 10, awards: MANY, unmatched: 423 });

    writePackage(first, MANY / 10);
    expect(await waymark('import', 'notices', first)).toEqual({
      code: 0,
      output: expect.stringContaining('0 notices added, 0 changed, 10000 unchanged, 0 refused.'),
    });
    expect(await kept()).toEqual(before);
  });
});
