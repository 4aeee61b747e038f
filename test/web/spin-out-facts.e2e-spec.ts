import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { FACT_KINDS } from '#libs/spin-out-facts';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('the pages of facts about a spin-out', () => {
  let platform: TestPlatform;
  let steward: Member;
  let editor: Member;
  let member: Member;
  let spinOut: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
    await new CouncilsImport(new Transactions(platform.dataSource)).importCouncils(
      path.resolve('test/fixtures/councils.csv'),
    );
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    editor = await platform.given.member({ name: 'Edda' });
    member = await platform.given.member({ name: 'Rosa' });
    const { body } = await platform.api('post', '/spin-outs', steward).send({
      name: 'Soonford Libraries Society',
      parent: 'SOO',
      stage: 'go-live',
      stageOn: '2024-04-01',
      legalForm: 'cic_shares',
    });
    spinOut = body.id as string;
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, spinOut],
    );
  });
  afterAll(() => platform.stop());

  const record = async (kind: string, fields: object): Promise<string> => {
    const sent = { fromOn: '2025-04-01', sourceKind: 'self', source: 'The board', ...fields };
    const { status, body } = await platform.api('post', `/spin-outs/${spinOut}/${kind}`, editor).send(sent);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const text = async (at: string, by: Member | null = null): Promise<string> => {
    const { status, text: html } = await platform.page('get', at, by);
    expect([at, status]).toEqual([at, 200]);
    return html;
  };
  const DATES = { 'fromOn-day': '1', 'fromOn-month': '4', 'fromOn-year': '2025' };
  const SOURCE = { sourceKind: 'audited_accounts', source: 'Accounts 2025-26' };
  const send = (at: string, form: object, by: Member | null = editor) =>
    platform.page('post', `/spin-outs/${spinOut}/facts${at}`, by).type('form').send(form);

  it('K41: a profile shows three answers, not known until given, and never that anybody certified them', async () => {
    const html = await text(`/spin-outs/${spinOut}`);
    expect(html).toContain('(a) Operates to deliver public services');
    expect(html.match(/>Not known</g)!.length).toBeGreaterThanOrEqual(3);
    const tests = async (): Promise<string> =>
      (await text(`/spin-outs/${spinOut}/facts`, editor)).split('id="mutual-test"')[1]!.split('</section>')[0]!;
    // Its table says itself what is not known.
    expect(await tests()).toContain('Not known');
    expect(await tests()).not.toContain('Nothing is recorded');
    await record('tests-of-a-public-service-mutual', {
      publicServices: 'yes',
      publicServicesNote: 'Libraries are on the list.',
      profits: 'yes',
      employeeControl: 'unknown',
    });
    for (const at of [`/spin-outs/${spinOut}`, `/spin-outs/${spinOut}/facts`, '/definition', '/legal-forms']) {
      expect(await text(at)).not.toMatch(/certif/i);
    }
    expect(await text(`/spin-outs/${spinOut}/facts`)).toContain('Libraries are on the list.');
  });

  it('a form keeps what was typed, names what is wrong at its field, and is taken once', async () => {
    const form = {
      ...DATES,
      ...SOURCE,
      _once: 'deal',
      asset: 'Sports hall',
      tenure: 'peppercorn',
      atUndervalue: 'yes',
    };
    const refused = await send('/new/asset-deal', form);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="Sports hall"');
    expect(refused.text).toContain('href="#bestConsideration"');
    expect(refused.text).toContain('id="subsidyAssessment-error"');

    const full = { ...form, bestConsideration: 'not known', subsidyAssessment: 'not_known' };
    const [first, second] = [await send('/new/asset-deal', full), await send('/new/asset-deal', full)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await text(`/spin-outs/${spinOut}/facts`)).toContain('Accounts 2025-26');
  });

  it('stakes are typed in rows, add up, and come back into the form', async () => {
    const stakes = {
      stakeHolder: ['Staff trust', 'Partner', '', '', '', ''],
      stakePercent: ['25', '40', '', '', '', ''],
    };
    const wrong = await send('/new/partnership', {
      ...DATES,
      ...SOURCE,
      ...stakes,
      name: 'JV',
      form: 'joint_venture',
      stakePercent: ['x', '40', '', '', '', ''],
    });
    expect([wrong.status, wrong.text.includes('href="#stakes"'), wrong.text.includes('value="Staff trust"')]).toEqual([
      422,
      true,
      true,
    ]);
    const saved = await send('/new/partnership', { ...DATES, ...SOURCE, ...stakes, name: 'JV', form: 'joint_venture' });
    const id = saved.headers['location']!.split('#fact-')[1]!;
    expect(await text(`/spin-outs/${spinOut}/facts/${id}`)).toContain(
      'Incomplete: these stakes add up to 65%, not 100%.',
    );
    const edit = await text(`/spin-outs/${spinOut}/facts/${id}/edit`, editor);
    expect(edit).toContain('value="Partner"');
    const full = {
      ...DATES,
      ...SOURCE,
      name: 'JV',
      form: 'joint_venture',
      _version: '1',
      stakeHolder: ['Staff trust', 'Partner', 'Government'],
      stakePercent: ['25', '40', '35'],
    };
    expect((await send(`/${id}/edit`, full)).status).toBe(303);
    expect(await text(`/spin-outs/${spinOut}/facts/${id}`)).not.toContain('Incomplete');
    expect(await text(`/spin-outs/${spinOut}/facts/${id}`, editor)).toMatch(/What it said before.*add up to 65%/s);
    expect(await text(`/spin-outs/${spinOut}/facts/${id}`, member)).not.toContain('What it said before');
    const stale = await send(`/${id}/edit`, { ...full, name: 'Mine' });
    expect([stale.status, stale.text.includes('value="Mine"')]).toEqual([409, true]);
  });

  it('K48: the form of staff benefit begins from the asset lock', async () => {
    expect(await text(`/spin-outs/${spinOut}/facts/new/staff-benefit`, editor)).toContain('No distribution on sale');
  });

  it('K22: reserves stand in months of costs, and the tender check says what fails', async () => {
    const year = {
      fromOn: '2024-04-01',
      toOn: '2025-03-31',
      turnover: '3000000',
      costs: '2400000',
      reserves: '600000',
    };
    await record('financial-years', year);
    const html = await text(`/spin-outs/${spinOut}/facts?contract=2000000`);
    expect(html).toContain('3 months');
    expect(html).toMatch(/£4,000,000.*£3,000,000.*Fails.*A performance bond/s);
    expect((await platform.page('get', `/spin-outs/${spinOut}/facts?contract=lots`)).status).toBe(422);
  });

  it('a member challenges, an editor answers, and others see nothing of it', async () => {
    const id = await record('workforce', { headcount: 68 });
    const at = `/spin-outs/${spinOut}/facts/${id}`;
    expect((await send(`/${id}/challenges`, { reason: ' ' }, member)).status).toBe(422);
    expect((await send(`/${id}/challenges`, { reason: 'The accounts say 60.' }, member)).status).toBe(303);
    expect(await text(at, member)).toContain('The accounts say 60.');
    expect(await text(at)).not.toContain('The accounts say 60.');
    expect(await text('/fact-challenges', steward)).toContain('The accounts say 60.');
    const page = await text(at, editor);
    const action = /action="[^"]*\/facts(\/[^"]+\/answer)"/.exec(page)![1]!;
    expect((await send(action, { outcome: 'stands' })).status).toBe(422);
    expect((await send(action, { outcome: 'stands', answer: 'Of the day itself.' })).status).toBe(303);
    expect(await text(at, member)).toContain('Of the day itself.');
  });

  it.each([
    ['nobody', () => null, 303],
    ['a member', () => member, 403],
    ['its editor', () => editor, 200],
    ['a data steward', () => steward, 200],
  ])('the form is for its editors and data stewards: %s', async (_who, who, status) => {
    expect((await platform.page('get', `/spin-outs/${spinOut}/facts/new/pension`, who())).status).toBe(status);
  });

  it('a kind that there is not, and a fact of another spin-out, are not found', async () => {
    expect((await platform.page('get', `/spin-outs/${spinOut}/facts/new/constructor`, editor)).status).toBe(404);
    const id = await record('workforce', { headcount: 1 });
    expect((await platform.page('get', `/spin-outs/${editor.id}/facts/${id}`, editor)).status).toBe(404);
  });

  it.each([
    ['', 2],
    ['/facts', 2],
  ])('%s asks the database little beside the session', async (at, budget) => {
    const statements = await statementsOf(platform.dataSource, () => text(`/spin-outs/${spinOut}${at}`, member));
    expect(statements).toHaveLength(budget + 1);
  });

  it('stand up to axe and to 320 pixels', async () => {
    const id = await record('pensions', { admission: 'open' });
    const browser = await openBrowser(platform.url);
    const { page, context } = await browser.person(editor, { viewport: PHONE });
    const kinds = Object.keys(FACT_KINDS).map((kind) => `/spin-outs/${spinOut}/facts/new/${kind}`);
    for (const at of [
      `/spin-outs/${spinOut}`,
      `/spin-outs/${spinOut}/facts?contract=2000000`,
      `/spin-outs/${spinOut}/facts/${id}`,
      `/spin-outs/${spinOut}/facts/${id}/edit`,
      ...kinds,
      '/legal-forms',
      '/definition',
      '/fact-challenges',
    ]) {
      await page.goto(at);
      expect([at, await faults(page), await overflows(page)]).toEqual([at, [], false]);
    }
    await context.close();
    await browser.close();
  }, 120_000);
});
