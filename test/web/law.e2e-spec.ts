import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const ANSWERS =
  'nation=England&authority=Arden+Council&service=service&cpv=92511000&months=60&awardOn-day=1&awardOn-month=6' +
  '&awardOn-year=2027&publicServices=yes&profits=yes&control=yes&previous=none';

describe('the pages of the law', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let editor: Member;
  let member: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    chromium = await openBrowser(platform.url);
    editor = await platform.given.member({ name: 'Idris' }, 'subject_editor');
    member = await platform.given.member({ name: 'Rosa' });
  });
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });
  const page = (path: string, by: Member | null = null) => platform.page('get', path, by);
  const send = (path: string, form: object, by: Member | null = editor) =>
    platform.page('post', path, by).type('form').send(form);

  it('K25: the matrix is a table by way, filtered by nation and stage', async () => {
    const { text } = await page('/lawful-help');
    expect(text).toMatch(/<th scope="col"[^>]*>Law and dates/);
    for (const said of ['Shadow year', 'Subsidy Control Act 2022, section 36', 'From 24 February 2025', '£315,000']) {
      expect(text).toContain(said);
    }
    const scottish = await page('/lawful-help?nation=Scotland&stage=transition');
    expect(scottish.text).toContain('id="loan"');
    expect(scottish.text).not.toContain('id="reserved-contract"');
    expect((await page('/lawful-help?nation=Scotland&stage=ended')).text).toContain('Show all ways to help');
  });

  it('K21: a clause shows law as at, nation, and a link to what replaced its law', async () => {
    const { text } = await page('/clauses/reserved-notice-2015');
    expect(text).toContain('Law changed');
    expect(text).toMatch(/href="\/law\/pa2023-s33"[^>]*>Procurement Act 2023, section 33/);
    expect(text).toContain('23 November 2026');
    expect(text).toContain('England, Wales, Northern Ireland');
    expect(text).toContain('Model text');
    expect((await page('/clauses?family=lots')).text).not.toContain('href="/clauses/reserved-notice"');
  });

  it('K25: the check asks seven questions and answers at an address that can be shared', async () => {
    const asked = await page('/reserved-contract-check');
    expect(asked.status).toBe(200);
    expect([...asked.text.matchAll(/>(\d)\. [A-Z]/g)].map(([, number]) => number)).toEqual([...'1234567']);
    const bad = await page('/reserved-contract-check?nation=England&authority=Arden');
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('value="Arden"');
    expect(bad.text).toContain('Enter a CPV code of eight digits');
    const { status, text } = await page(`/reserved-contract-check?${ANSWERS}`);
    expect(status).toBe(200);
    expect(text).toContain('By these answers it can be reserved');
    expect(text).toMatch(/section 33\(1\)\(b\)/);
    expect(text).toContain('A listed code covers its sub-codes');
    expect(text).toContain('This is not legal advice');
    expect(text).toContain('List of services:');
    const scottish = (await page(`/reserved-contract-check?${ANSWERS.replace('England', 'Scotland')}`)).text;
    expect(scottish).toContain('Not this law');
    expect(scottish).not.toContain('List of services:');
    expect(asked.text).not.toContain('govuk-radios--small');
    const whole = ANSWERS.replace(/awardOn-day.*2027/, 'awardOn=2027-06-01');
    expect((await page(`/reserved-contract-check?${whole}`)).text).toContain('By these answers it can be reserved');
    const missing = await page(`/reserved-contract-check?${ANSWERS.replace('previous=none', 'previous=same')}`);
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('href="#previousOn"');
  });

  it('are changed by their editors in a form, by version', async () => {
    expect((await page('/law/pa2023-s32/edit')).headers['location']).toMatch('/sign-in');
    expect((await page('/law/pa2023-s32/edit', member)).status).toBe(403);
    const form = {
      title: 'Supported employment',
      topic: 'reserved',
      text: 'May be reserved.',
      statute: 'Procurement Act 2023, section 32',
      nations: ['England'],
      source: 'Read today',
      'validTo-day': '30',
      'validTo-month': '6',
      'validTo-year': '2026',
      replacedBy: 'pa2023-s33',
      _version: '1',
    };
    const bad = await send('/law/pa2023-s32/edit', { ...form, replacedBy: 'nothing' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('There is no statement of the law of this name');
    const good = await send('/law/pa2023-s32/edit', form);
    expect([good.status, good.headers['location']]).toEqual([303, '/law/pa2023-s32']);
    const { text } = await page('/law/pa2023-s32');
    expect(text).toContain('Law changed');
    expect(text).toContain('Not checked against the law yet');
    const late = await send('/law/pa2023-s32/edit', form);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Someone changed this while you were editing');
    const way = { title: 'Loan', text: 'Money', nations: ['Wales'], stages: ['go-live'], laws: 'sca2022-s36' };
    expect((await send('/lawful-help/loan/edit', { ...way, _version: '1' })).headers['location']).toBe('/lawful-help');
    const clause = { ...way, code: 'mine', family: 'lots', origin: 'contract', source: 'A contract' };
    expect((await send('/clauses', clause)).headers['location']).toBe('/clauses/mine');
    expect((await send('/clauses', clause)).status).toBe(422);
    expect((await send('/clauses', clause, member)).status).toBe(403);
    expect((await send('/clauses/mine/edit', { ...clause, title: 'Ours', _version: '1' })).status).toBe(303);
    expect((await page('/clauses/mine')).text).toContain('Ours');
    expect((await page('/law/none-such')).status).toBe(404);
  });

  it('need three statements at most, and are found from guidance', async () => {
    for (const path of [
      '/lawful-help',
      '/clauses',
      '/clauses/reserved-steps',
      '/law',
      '/law/pa2023-s33',
      `/reserved-contract-check?${ANSWERS}`,
    ]) {
      const statements = await statementsOf(platform.dataSource, () => page(path, editor));
      expect([path, statements.length <= 3]).toEqual([path, true]);
    }
    const { text } = await page('/guidance');
    for (const path of ['/lawful-help', '/clauses', '/reserved-contract-check', '/law']) {
      expect(text).toContain(`href="${path}"`);
    }
  });

  it('are sound for axe, on a desk and at 320 pixels', async () => {
    const wrong: string[] = [];
    const { page: desk } = await chromium.person(editor);
    const { page: phone } = await chromium.person(editor, { viewport: PHONE });
    for (const path of [
      '/lawful-help',
      '/lawful-help/loan/edit',
      '/clauses',
      '/clauses/new',
      '/clauses/reserved-notice-2015',
      '/law',
      '/law/pcr2015-r77',
      '/law/pa2023-s33/edit',
      '/reserved-contract-check',
      `/reserved-contract-check?${ANSWERS}`,
    ]) {
      expect((await desk.goto(path))!.status()).toBe(200);
      for (const fault of await faults(desk)) wrong.push(`${path}: ${fault}`);
      await phone.goto(path);
      if (await overflows(phone)) wrong.push(`${path}: scrolls sideways`);
      for (const fault of await faults(phone)) wrong.push(`${path} at 320: ${fault}`);
    }
    expect(wrong).toEqual([]);
    expect(chromium.errors).toEqual([]);
  }, 120_000);
});
