import { caseNotesGiven } from '../api/case-notes.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('a case note, step by step', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let member: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti' });
    member = await platform.given.member({ name: 'Ben' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const send = (path: string, fields: object, by = author) => platform.page('post', path, by).type('form').send(fields);
  const versionIn = async (id: string) =>
    (await platform.api('get', `/case-notes/${id}`, author)).body.version as number;
  const step = async (id: string, slug: string, fields: object) =>
    send(`/case-notes/${id}/tasks/${slug}`, { _version: await versionIn(id), ...fields });

  it('is written, refused at the fields that lack something, mended and submitted with forms alone', async () => {
    const { body } = await platform.api('post', '/case-notes', author).send({ title: 'Twelve libraries, one society' });
    const id = body.id as string;
    const tasks = `/case-notes/${id}/tasks`;
    const answers = [
      await step(id, 'decision', { decision: 'To move twelve libraries.', whyNow: 'A 15% cut.' }),
      await step(id, 'options', { 'options.3.name': 'A trust', 'options.3.score': '61', 'options.0.chosen': 'yes' }),
      await step(id, 'story', { whatHappened: 'It went live.' }),
      await step(id, 'money', { claimsEvidenced: 'true' }),
    ];
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(
      answers.map(() => [303, tasks]),
    );

    const refused = await send(`${tasks}/submit`, { _version: await versionIn(id) });
    expect(refused.status).toBe(422);
    for (const place of ['about#summary', 'options#options.1.name', 'money#money.0.amount', 'outcomes#whyNotKnown']) {
      expect(refused.text).toContain(`href="${tasks}/${place}"`);
    }

    await step(id, 'about', {
      title: 'Twelve libraries, one society',
      summary: 'They moved.',
      stage: 'go-live',
      result: 'went-ahead',
      serviceAreas: 'libraries',
    });
    await step(id, 'options', {
      'options.0.name': 'A trust',
      'options.1.name': 'A society',
      'options.1.chosen': 'yes',
    });
    await step(id, 'money', { claimsEvidenced: 'false' });
    await step(id, 'outcomes', { whyNotKnown: 'Nobody counted.' });
    const done = await send(`${tasks}/submit`, { _version: await versionIn(id) });
    expect([done.status, done.headers['location']]).toEqual([303, `/case-notes/${id}`]);

    await platform.api('post', `/case-notes/${id}/publish`, moderator).send({});
    const { text } = await platform.page('get', `/case-notes/${id}`);
    expect(text).toMatch(/<caption[^>]*>Options considered<\/caption>/);
    expect(text).toContain('To move twelve libraries.');
    expect(text).toContain('Not recorded');
  });

  it('keeps what was typed where a row is wrong, and where the note was saved elsewhere', async () => {
    const { id } = await given.draft(author);
    const wrong = await step(id, 'documents', { 'documents.0.title': 'Paper', 'documents.0.address': 'javascript:1' });
    expect([wrong.status, wrong.text.includes('value="javascript:1"')]).toEqual([422, true]);
    expect(wrong.text).toContain('href="#documents.0.address"');

    await step(id, 'decision', { decision: 'First.' });
    const stale = await send(`/case-notes/${id}/tasks/decision`, { _version: 1, decision: 'Second.' });
    expect([stale.status, stale.text.includes('Second.')]).toEqual([409, true]);
  });

  it('keeps these parts when the form on one page is saved', async () => {
    const { id, version } = await given.draft(author, { decision: 'To move.', politicalTags: ['opposed'] });
    await send(`/case-notes/${id}/edit`, { _version: version, title: 'Another title for it', act: 'save' });
    const { body } = await platform.api('get', `/case-notes/${id}`, author);
    expect(body).toMatchObject({ title: 'Another title for it', decision: 'To move.', politicalTags: ['opposed'] });
  });

  it.each(['', '/about', '/decision', '/options', '/outcomes', '/money', '/capacity', '/story', '/objections'])(
    'is for its author alone: tasks%s',
    async (path) => {
      const { id } = await given.draft(author);
      expect((await platform.page('get', `/case-notes/${id}/tasks${path}`, author)).status).toBe(200);
      expect((await platform.page('get', `/case-notes/${id}/tasks${path}`, member)).status).toBe(404);
    },
  );

  it('shows both figures where sources disagree', async () => {
    const figure = { kind: 'saving', label: 'Saved', per: 'year', from: '2025-04-01', to: '2026-03-31' };
    const { id } = await given.published(author, moderator, {
      money: [
        { ...figure, amount: '412000', source: 'Accounts' },
        { ...figure, amount: '300000', source: 'Minutes' },
      ],
    });
    const { text } = await platform.page('get', `/case-notes/${id}`);
    expect(text).toMatch(/Sources disagree on “Saved”: £412,000[^<]*\(Accounts\) and £300,000[^<]*\(Minutes\)/);
  });

  it('is sound for everybody, on a desk and on a phone', async () => {
    const { id } = await given.draft(author, { options: [{ name: 'A trust' }, { name: 'A society', chosen: 'yes' }] });
    const chromium = await openBrowser(platform.url);
    const found: string[] = [];
    for (const viewport of [DESKTOP, PHONE]) {
      const { page } = await chromium.person(author, { viewport });
      for (const path of ['/tasks', '/tasks/about', '/tasks/options', '/tasks/money', '']) {
        await page.goto(`/case-notes/${id}${path}`);
        found.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
        if (await overflows(page)) found.push(`${path} scrolls sideways at ${viewport.width}`);
      }
    }
    await chromium.close();
    expect([...found, ...chromium.errors]).toEqual([]);
  }, 120_000);
});
