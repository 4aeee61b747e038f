import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NoticesImport } from '#libs/contracts';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const TABLE = `award_ref,buyer_name,supplier_name,supplier_id_scheme,supplier_id,award_value,currency,award_date,start_date,end_date
one,Nowhere Trust,Arden Care C.I.C. Limited,GB-COH,01234567,900000.0,GBP,2022-01-05,2022-04-01,2026-03-31
two,Nowhere Trust,Another Name Ltd,GB-COH,01234567,1.0,GBP,2021-01-05,,
three,Elsewhere Trust,Arden Caring,,,5,GBP,2022-01-01,,
four,Elsewhere Trust,Arden Care,,,5,GBP,2020-01-01,,
`;

describe('published awards', () => {
  let platform: TestPlatform;
  let editor: Member;
  let steward: Member;
  let stranger: Member;
  let at: string;
  let spinOut: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    editor = await platform.given.member({ name: 'Edith' });
    stranger = await platform.given.member({ name: 'Sam' });
    const { body } = await platform
      .api('post', '/spin-outs', steward)
      .send({ name: 'Arden Care CIC', stage: 'idea', stageOn: '2018-01-01' });
    spinOut = body.id as string;
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, spinOut],
    );
    at = `/spin-outs/${spinOut}/contracts/awards`;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'awards-'));
    fs.writeFileSync(path.join(folder, 'awards.csv'), TABLE);
    await new NoticesImport(new Transactions(platform.dataSource)).importAwards(path.join(folder, 'awards.csv'));
    fs.rmSync(folder, { recursive: true });
  });
  afterAll(() => platform.stop());

  const send = (to: string, form: object, by = editor) => platform.page('post', to, by).type('form').send(form);
  const suppliers = async (query = ''): Promise<string[]> => {
    const { text } = await platform.page('get', `${at}${query}`, editor);
    return ['C.I.C.', 'Another Name', 'Arden Caring', 'to Arden Care<'].filter((name) => text.includes(name));
  };
  const decisionAt = async (): Promise<string> => {
    const { text } = await platform.page('get', at, editor);
    return /action="([^"]+awards\/[^"]+)"/.exec(text)![1]!;
  };
  const contracts = async () => (await platform.api('get', `/spin-outs/${spinOut}/contracts`, editor)).body.items;

  it('are for the editors of the spin-out alone', async () => {
    const statuses = [];
    for (const by of [stranger, steward, editor]) statuses.push((await platform.page('get', at, by)).status);
    expect(statuses).toEqual([404, 404, 200]);
    expect((await send(await decisionAt(), { decision: 'ours' }, stranger)).status).toBe(404);
  });

  it('are suggested by the supplier’s name, and found by number', async () => {
    expect(await suppliers()).toEqual(['C.I.C.', 'to Arden Care<']);
    expect(await suppliers('?q=01234567')).toEqual(['C.I.C.', 'Another Name']);
    expect(
      (await statementsOf(platform.dataSource, () => platform.page('get', at, editor))).length,
    ).toBeLessThanOrEqual(3);
  });

  it('become a contract only when confirmed, once; and then others of that number are suggested', async () => {
    expect(await contracts()).toEqual([]);
    const decision = await decisionAt();
    const confirmed = await send(decision, { decision: 'ours' });
    expect(confirmed.status).toBe(303);
    expect((await send(decision, { decision: 'ours' })).headers['location']).toBe(confirmed.headers['location']);
    expect(await contracts()).toEqual([
      expect.objectContaining({
        payer: 'Nowhere Trust',
        totalValue: { amount: '900000.00', currency: 'GBP' },
        start: '2022-04-01',
        end: '2026-03-31',
        source: 'award-table',
        serviceArea: null,
        route: 'unknown',
      }),
    ]);
    expect(await suppliers()).toEqual(['Another Name', 'to Arden Care<']);
  });

  it('are not asked about again when they are not ours', async () => {
    expect((await send(await decisionAt(), { decision: 'not-ours' })).status).toBe(303);
    expect((await send(await decisionAt(), { decision: 'perhaps' })).status).toBe(422);
    expect(await suppliers()).toEqual(['to Arden Care<']);
    expect((await contracts()).length).toBe(1);
  });

  it('have buyers that data stewards resolve', async () => {
    expect((await platform.page('get', '/unmatched-buyers', editor)).status).toBe(403);
    const { text } = await platform.page('get', '/unmatched-buyers', steward);
    expect(text).toContain('Nowhere Trust');
    const resolve = (form: object) => send('/unmatched-buyers', form, steward);
    const wrong = await resolve({ name: 'nowhere trust', organisation: 'None such' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('There is no one council or organisation');

    const { body } = await platform.api('post', '/organisations', steward).send({ kind: 'nhs', name: 'Nowhere NHS' });
    expect((await resolve({ name: 'nowhere trust', organisation: 'Nowhere NHS' })).status).toBe(303);
    expect((await resolve({ name: 'elsewhere trust' })).status).toBe(303);
    expect((await platform.page('get', '/unmatched-buyers', steward)).text).toContain('No names to resolve');
    const linked = await platform.dataSource.query<object[]>(
      `SELECT ref FROM contract_awards WHERE buyer_id = $1 ORDER BY ref`,
      [body.id],
    );
    expect(linked).toEqual([{ ref: 'one' }, { ref: 'two' }]);
  });
});
