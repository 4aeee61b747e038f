import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const FORM = {
  payer: 'Bella Trust',
  title: 'Second',
  annualValue: '500,000',
  route: 'open',
  'start-day': '1',
  'start-month': '7',
  'start-year': '2025',
  'end-day': '30',
  'end-month': '6',
  'end-year': '2090',
};

describe('the pages of contracts', () => {
  let platform: TestPlatform;
  let editor: Member;
  let stranger: Member;
  let steward: Member;
  let at: string;
  let spinOut: string;

  const made = async (name: string, wentLiveOn?: string): Promise<string> => {
    const { body } = await platform
      .api('post', '/spin-outs', steward)
      .send({ name, stage: 'idea', stageOn: '2018-01-01', wentLiveOn });
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, body.id],
    );
    return body.id as string;
  };
  const send = (path: string, form: object, by = editor) => platform.page('post', path, by).type('form').send(form);

  beforeAll(async () => {
    platform = await startTestPlatform();
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    editor = await platform.given.member({ name: 'Edith' });
    stranger = await platform.given.member({ name: 'Sam' });
    spinOut = await made('Arden Care', '2020-04-01');
    at = `/spin-outs/${spinOut}/contracts`;
  });
  afterAll(() => platform.stop());

  it('begin with what is missing and what to do, and never say 0 %', async () => {
    const { text } = await platform.page('get', at, editor);
    expect(text).toContain('No current contracts');
    expect(text).toContain('Add the first contract');
    expect(text).not.toContain('0.0%');
  });

  it('take a contract in a form, keep what was typed, and show the figures', async () => {
    const bad = await send(at, { ...FORM, title: '' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Enter what the contract is for');
    expect(bad.text).toContain('value="500,000"');
    const good = await send(at, FORM);
    expect([good.status, good.headers['location']]).toEqual([303, `${at}#contracts`]);
    const { text } = await platform.page('get', at, editor);
    expect(text).toContain('All of the active income comes from one payer, Bella Trust.');
    expect(text).toContain('10,000 of 10,000');
    expect(text).toContain('2090-91');
    expect(text).toMatch(/<svg[^>]* role="img"[^>]*aria-label="Contracted income by financial year: 20/);
    expect(text.match(/<h1/g)).toHaveLength(1);
  });

  it('change and remove a contract by version', async () => {
    const { text } = await platform.page('get', at, editor);
    const edit = /href="([^"]+\/edit)">Change/.exec(text)![1]!;
    const form = await platform.page('get', edit, editor);
    expect(form.text).toContain('value="500000.00"');
    expect((await send(edit, { ...FORM, title: 'Renamed', _version: '1' })).status).toBe(303);
    const late = await send(edit, { ...FORM, title: 'Late', _version: '1' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Renamed');
    expect((await send(edit.replace('/edit', '/remove'), { _version: '2' })).status).toBe(303);
    expect((await platform.page('get', at, editor)).text).not.toContain('Renamed');
  });

  it('are not there for anybody else, until the editors allow a person or an organisation', async () => {
    const status = async (by: Member | null) => (await platform.page('get', at, by)).status;
    expect([await status(null), await status(stranger), await status(steward)]).toEqual([404, 404, 404]);

    const opened = await send(`${at}/readers`, { person: `${platform.url}/people/${stranger.id}-sam` });
    expect(opened.status).toBe(303);
    expect([await status(stranger), await status(steward)]).toEqual([200, 404]);
    expect((await platform.page('get', `${at}/readers`, stranger)).status).toBe(404);
    expect((await platform.page('get', `${at}/new`, stranger)).status).toBe(403);
    expect((await send(`${at}/readers/${stranger.id}/remove`, {})).status).toBe(303);
    expect(await status(stranger)).toBe(404);

    const { body } = await platform.api('post', '/organisations', steward).send({ kind: 'funder', name: 'Arden Fund' });
    await platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
      [stranger.id, body.id],
    );
    expect((await send(`${at}/readers`, { organisation: 'arden fund' })).status).toBe(303);
    expect(await status(stranger)).toBe(200);
    expect((await send(`${at}/readers`, { organisation: 'Nobody' })).status).toBe(422);
  });

  it('keep a confidential contract from whom they allow until its day', async () => {
    const far = { 'confidentialUntil-day': '1', 'confidentialUntil-month': '1', 'confidentialUntil-year': '2999' };
    await send(at, { ...FORM, title: 'Secret so far', ...far });
    expect((await platform.page('get', at, editor)).text).toContain('Secret so far');
    expect((await platform.page('get', at, stranger)).text).not.toContain('Secret so far');
    const { body } = await platform.api('get', `/spin-outs/${spinOut}/contract-exposure`, stranger);
    expect(body.activeContracts).toBe(0);
  });

  it('K20: name peers who diversified from a similar share only where these tell it', async () => {
    const peer = await made('Braden Parks', '2010-04-01');
    const day = (name: string, date: string) => {
      const [year, month, of] = date.split('-');
      return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
    };
    const contracts = `/spin-outs/${peer}/contracts`;
    await send(contracts, { ...FORM, ...day('start', '2010-04-01') });
    await send(contracts, { ...FORM, payer: 'Cary ICB', route: 'grant', ...day('start', '2019-04-01') });
    const seen = async (): Promise<string> => (await platform.page('get', at, editor)).text;
    expect(await seen()).toContain('Braden Parks'); // its editor is the same person and may read both
    const other = await made('Other Reader', '2020-04-01');
    await platform.dataSource.query(`DELETE FROM role_grants WHERE scope_id = $1`, [peer]);
    const theirs = async (): Promise<string> => (await platform.page('get', at, editor)).text;
    expect(other).not.toBe(peer);
    expect(await theirs()).not.toContain('Braden Parks');
    expect(await theirs()).toContain('Nobody yet who had 90.0% to 100.0% with one payer');
    await platform.dataSource.query(`UPDATE contract_registers SET tells_peers = true WHERE spin_out_id = $1`, [peer]);
    const text = await theirs();
    expect(text).toContain('Braden Parks');
    expect(text).toMatch(/100\.0%.*50\.0%.*108.*Grant/s);
    expect((await platform.page('get', contracts, editor)).status).toBe(404);
  });

  it('need three statements at most', async () => {
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', at, editor));
    expect(statements.length).toBeLessThanOrEqual(3);
  });
});
