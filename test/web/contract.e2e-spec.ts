import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const EVERYTHING = {
  payer: 'Oldshire',
  title: 'Reablement in the valley',
  serviceArea: 'adult-social-care',
  annualValue: '250000',
  totalValue: '750000',
  valueBasis: 'derived',
  start: '2022-04-01',
  end: '2025-03-31',
  extensionTo: '2027-03-31',
  noticePeriodMonths: 6,
  route: 'reserved_pcr_77',
  reservedBasis: 'A first contract for staff',
  lightTouch: true,
  role: 'consortium',
  source: 'document',
  ocid: 'ocds-b5fd17-0001',
  noticeUrl: 'https://notices.example/0001',
  novatedTo: 'West Newshire',
  novatedOn: '2023-04-01',
  endedReason: 'Lost on price',
  nextProviderKind: 'private',
  confidentialUntil: '2024-01-01',
};

describe('the page of one contract', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let editor: Member;
  let reader: Member;
  let steward: Member;
  let spinOut: string;

  const add = async (over: object): Promise<string> => {
    const { body } = await platform
      .api('post', `/spin-outs/${spinOut}/contracts`, editor)
      .send({ payer: 'Oldshire', title: 'Care', start: '2022-04-01', route: 'open', ...over });
    return `/spin-outs/${spinOut}/contracts/${body.id}`;
  };
  const send = (at: string, form: object) => platform.page('post', at, editor).type('form').send(form);

  beforeAll(async () => {
    platform = await startTestPlatform();
    chromium = await openBrowser(platform.url);
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    editor = await platform.given.member({ name: 'Edith' });
    reader = await platform.given.member({ name: 'Rosa' });
    const { body } = await platform
      .api('post', '/spin-outs', steward)
      .send({ name: 'Arden Care', stage: 'idea', stageOn: '2018-01-01', wentLiveOn: '2020-04-01' });
    spinOut = body.id as string;
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, spinOut],
    );
    await send(`/spin-outs/${spinOut}/contracts/readers`, { person: reader.id });
  });
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  it('shows its readers everything that is known of it, in three statements at most', async () => {
    const at = await add(EVERYTHING);
    const { status, text } = await platform.page('get', at, reader);
    expect(status).toBe(200);
    for (const said of [
      'Oldshire',
      'To West Newshire from 1 April 2023',
      'Adult social care',
      '£250,000',
      '£750,000',
      'Worked out from another figure',
      '1 April 2022',
      '31 March 2025; extension possible to 31 March 2027',
      '6 months',
      'Reserved under regulation 77 (2015)',
      'A first contract for staff',
      'Light touch regime',
      'Member of a consortium',
      'From a document',
      'ocds-b5fd17-0001',
      'href="https://notices.example/0001"',
      'Lost on price',
      'A private company',
      '1 January 2024',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain(`${at}/edit`);
    expect((await platform.page('get', at, editor)).text).toContain(`${at}/edit`);
    expect((await platform.page('get', at, steward)).status).toBe(404);
    expect((await platform.page('get', `${at}/ended`, reader)).status).toBe(403);
    const list = await platform.page('get', `/spin-outs/${spinOut}/contracts`, reader);
    expect(list.text).toContain(`href="${at}"`);
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', at, reader));
    expect(statements.length).toBeLessThanOrEqual(3);
  });

  it('says what is not known in words', async () => {
    const { text } = await platform.page('get', await add({ title: 'Little known' }), reader);
    expect(text.match(/Not recorded/g)!.length).toBeGreaterThanOrEqual(5);
    expect(text).toContain('No end recorded');
  });

  it('K31: asks the editors of an ended contract why, and what kind of provider came next', async () => {
    const at = await add({ title: 'Over now', end: '2025-03-31' });
    const list = () => platform.page('get', `/spin-outs/${spinOut}/contracts`, editor);
    expect((await list()).text).toContain(`href="${at}/ended"`);
    expect((await platform.page('get', at, editor)).text).toContain(`href="${at}/ended"`);
    expect((await platform.page('get', at, reader)).text).not.toContain(`${at}/ended`);

    const form = await platform.page('get', `${at}/ended`, editor);
    expect(form.text).toContain('What kind of provider came next?');
    const bad = await send(`${at}/ended`, { endedReason: 'Merged away', _version: '1' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Choose who provides the service now');
    expect(bad.text).toContain('value="Merged away"');
    const good = await send(`${at}/ended`, { endedReason: 'Insourced', nextProviderKind: 'in_house', _version: '1' });
    expect([good.status, good.headers['location']]).toEqual([303, at]);
    const late = await send(`${at}/ended`, { endedReason: 'Other', nextProviderKind: 'charity', _version: '1' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Insourced');
    expect((await list()).text).not.toContain(`href="${at}/ended"`);
    const { body } = await platform.api('get', at, reader);
    expect(body).toMatchObject({ endedReason: 'Insourced', nextProviderKind: 'in_house' });
  });

  it('and all pages of contracts, awards and buyers are sound for axe, on a desk and at 320 pixels', async () => {
    const contract = await add({ ...EVERYTHING, title: 'A contract with a very long name: '.repeat(6) });
    const open = await add({ title: 'Ended just now', end: '2025-03-31', endedReason: undefined });
    await platform.dataSource.query(
      `INSERT INTO unmatched_buyers (name_key, name) VALUES ('nowhere trust', 'Nowhere Trust')`,
    );
    await platform.dataSource.query(
      `INSERT INTO contract_awards (origin, ref, buyer_name, supplier_name, supplier_key, value, awarded_on, hash)
       SELECT 'table', 'r', 'Nowhere Trust', 'Arden Care', name_key, 90000, '2025-01-01', '\\x00'
         FROM (VALUES ('arden care')) AS n (name_key)`,
    );
    const register = `/spin-outs/${spinOut}/contracts`;
    const wrong: string[] = [];
    for (const [by, paths] of [
      [
        editor,
        [
          register,
          `${register}/new`,
          `${register}/readers`,
          `${register}/awards`,
          contract,
          `${contract}/edit`,
          `${open}/ended`,
        ],
      ],
      [steward, ['/unmatched-buyers']],
    ] as const) {
      const { page, context } = await chromium.person(by);
      const { page: phone, context: pocket } = await chromium.person(by, { viewport: PHONE });
      for (const path of paths) {
        expect((await page.goto(path))!.status()).toBe(200);
        for (const fault of await faults(page)) wrong.push(`${path}: ${fault}`);
        await phone.goto(path);
        if (await overflows(phone)) wrong.push(`${path}: scrolls sideways`);
        for (const fault of await faults(phone)) wrong.push(`${path} at 320: ${fault}`);
      }
      await context.close();
      await pocket.close();
    }
    expect(wrong).toEqual([]);
    expect(chromium.errors).toEqual([]);
  }, 120_000);
});
