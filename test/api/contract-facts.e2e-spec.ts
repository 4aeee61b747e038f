import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NoticesImport } from '#libs/contracts';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const CONTRACT = { payer: 'Oldshire', title: 'Care', annualValue: '900000', start: '2024-04-01', route: 'open' };

const release = (cpv: readonly string[], at: number) => ({
  ocid: `ocds-test-${at}`,
  id: `release-${at}`,
  date: '2026-01-05T10:00:00Z',
  tag: ['award'],
  buyer: { id: 'b', name: 'Nowhere Trust' },
  parties: [],
  tender: {
    title: `Notice ${at}`,
    items: cpv.map((id) => ({ classification: { scheme: 'CPV', id } })),
  },
  awards: [
    {
      id: 'a',
      status: 'active',
      date: '2026-01-05T00:00:00Z',
      value: { amount: 120_000, currency: 'GBP' },
      suppliers: [{ id: '1', name: 'Arden Care CIC' }],
      contractPeriod: { startDate: '2026-04-01T00:00:00Z', endDate: '2028-03-31T00:00:00Z' },
    },
  ],
});

describe('what is known of a contract', () => {
  let platform: TestPlatform;
  let editor: Member;
  let steward: Member;
  let spinOut: string;
  let council: string;

  const add = (over: object = {}) =>
    platform.api('post', `/spin-outs/${spinOut}/contracts`, editor).send({ ...CONTRACT, ...over });
  const exposure = async (at: string) =>
    (await platform.api('get', `/spin-outs/${spinOut}/contract-exposure?at=${at}`, editor)).body;

  beforeAll(async () => {
    platform = await startTestPlatform();
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    editor = await platform.given.member({ name: 'Edith' });
    const made = await platform
      .api('post', '/spin-outs', steward)
      .send({ name: 'Arden Care CIC', stage: 'idea', stageOn: '2018-01-01' });
    spinOut = made.body.id as string;
    const body = await platform.api('post', '/organisations', steward).send({ kind: 'nhs', name: 'West Newshire' });
    council = body.body.id as string;
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, spinOut],
    );
  });
  afterAll(() => platform.stop());

  it('counts a new payer from the day of a novation: one of the register however it is spelt, and any other', async () => {
    const { status, body } = await add({ novatedTo: 'west newshire', novatedOn: '2026-04-01' });
    expect([status, body.novatedTo, body.novatedOn]).toEqual([201, 'West Newshire', '2026-04-01']);
    await add({ payer: 'WEST NEWSHIRE', title: 'More', annualValue: '100000' });
    await add({ title: 'Third', annualValue: '1000000', novatedTo: 'A free name', novatedOn: '2026-05-01' });

    const payers = async (at: string) =>
      (await exposure(at)).payers.map(({ payer, share }: { payer: string; share: number }) => [payer, share]);
    expect(await payers('2026-03-31')).toEqual([
      ['Oldshire', 95],
      ['West Newshire', 5],
    ]);
    expect(await payers('2026-04-30')).toEqual([
      ['Oldshire', 50],
      ['West Newshire', 50],
    ]);
    expect(await payers('2026-05-01')).toEqual([
      ['A free name', 50],
      ['West Newshire', 50],
    ]);
    const [kept] = await platform.dataSource.query<{ id: string }[]>(
      `SELECT novated_to_id AS id FROM contracts WHERE id = $1`,
      [body.id],
    );
    expect(kept!.id).toBe(council);
    const at = `/spin-outs/${spinOut}/contracts/${body.id}`;
    const back = await platform.api('patch', at, editor).send({ novatedTo: '', novatedOn: '' });
    expect(back.body).toMatchObject({ novatedTo: null, novatedOn: null });
    expect((await platform.api('patch', at, editor).send({ title: 'Still fine' })).status).toBe(200);
  });

  it.each([
    [{ novatedTo: 'Newshire' }, 'novatedOn'],
    [{ novatedOn: '2026-04-01' }, 'novatedTo'],
    [{ novatedTo: 'Newshire', novatedOn: '2024-04-01' }, 'novatedOn'],
    [{ novatedTo: 'Newshire', novatedOn: '2027-04-01', end: '2027-03-31' }, 'novatedOn'],
  ])('refuses %j', async (over, field) => {
    const { status, body } = await add(over);
    expect([status, body.errors[0].pointer]).toEqual([422, `/${field}`]);
  });

  it('keeps a novation that has no day until somebody changes it, and does not count it', async () => {
    const { body } = await add({ title: 'Earlier' });
    await platform.dataSource.query(`UPDATE contracts SET novated_to = 'Somebody' WHERE id = $1`, [body.id]);
    const at = `/spin-outs/${spinOut}/contracts/${body.id}`;
    expect((await platform.api('patch', at, editor).send({ title: 'Renamed' })).body.novatedTo).toBe('Somebody');
    expect((await exposure('2026-06-01')).payers.map(({ payer }: { payer: string }) => payer)).not.toContain(
      'Somebody',
    );
    expect((await platform.api('patch', at, editor).send({ novatedTo: 'Else' })).status).toBe(422);
  });

  it('takes the service area of a confirmed award from its CPV codes, where these say one, and a person corrects it', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'notices-'));
    const codes = [['92511000'], ['85310000', '92610000'], ['85310000'], ['03000000']];
    fs.writeFileSync(path.join(folder, 'n.json'), JSON.stringify({ releases: codes.map(release) }));
    await new NoticesImport(new Transactions(platform.dataSource)).importNotices([path.join(folder, 'n.json')]);
    fs.rmSync(folder, { recursive: true });
    for (let at = 0; at < codes.length; at += 1) {
      const { text } = await platform.page('get', `/spin-outs/${spinOut}/contracts/awards`, editor);
      const decision = /action="([^"]+awards\/[0-9a-f-]+)"/.exec(text)![1]!;
      expect((await platform.page('post', decision, editor).type('form').send({ decision: 'ours' })).status).toBe(303);
    }
    const { body } = await platform.api('get', `/spin-outs/${spinOut}/contracts?limit=50`, editor);
    const confirmed = body.items.filter(({ source }: { source: string }) => source === 'ocds');
    expect(
      Object.fromEntries(
        confirmed.map(({ title, serviceArea }: { title: string; serviceArea: string }) => [title, serviceArea]),
      ),
    ).toEqual({ 'Notice 0': 'libraries', 'Notice 1': 'leisure', 'Notice 2': null, 'Notice 3': null });
    const at = `/spin-outs/${spinOut}/contracts/${confirmed[0].id}`;
    const corrected = await platform.api('patch', at, editor).send({ serviceArea: 'adult-social-care' });
    expect(corrected.body.serviceArea).toBe('adult-social-care');
  });
});
