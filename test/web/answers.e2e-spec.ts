import { faults, live, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('what members say of answers, on the page', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let dee: Member;
  let jun: Member;
  let kit: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    dee = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    jun = await platform.given.member({ name: 'Jun Ito', practitionerRole: 'council_officer' });
    kit = await platform.given.member({ name: 'Kit Rowe' });
    moderator = await platform.given.member({ name: 'Maya Stone' }, 'moderator');
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  const answered = async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(dee, id);
    await platform.given.reply(kit, id, { body: 'We paid the bond in three parts.' });
    return { id, answer: answer.id };
  };
  const say = (by: Member, id: string, body: object) =>
    platform.api('put', `/posts/${id}/tried`, by).send(body).expect(200);
  const mark = (by: Member, id: string, comment: string) =>
    platform.api('put', `/posts/${id}/marks/outdated`, by).send({ comment }).expect(200);

  it('says without a script what came of it, changes it and takes it back', async () => {
    const { id, answer } = await answered();
    const { page, context } = await chromium.person(jun, { javaScriptEnabled: false });
    await page.goto(`/threads/${id}`);
    const post = page.locator('#post-2');
    await post.getByText('Nobody has said yet that they tried this. Have you?').click();

    await post.getByRole('button', { name: 'Save what came of it' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator('.govuk-error-summary a').textContent()).toBe(
      'Say whether it worked, partly worked or failed',
    );
    await page.getByLabel('It failed').check();
    await page.getByLabel('Kind of council').selectOption('Unitary authority');
    await page.getByLabel('Year (optional)').fill('2025');
    await page.getByLabel('What happened, in a sentence (optional)').fill('<b>The fund</b> said no.');
    await page.getByRole('button', { name: 'Save what came of it' }).click();

    expect(page.url()).toContain(`/threads/${id}#post-2`);
    const text = await post.innerText();
    expect(text).toContain('It failed for most of those who tried it.');
    expect(text).toContain('failed for 1');
    expect(text).toContain('You said: It failed. Unitary authority, 2025.');
    await post.getByText('Who tried it, and where').click();
    expect(await post.locator('.wm-said__who').innerText()).toContain('<b>The fund</b> said no.');

    await post.getByRole('link', { name: 'Change or take back' }).click();
    expect(await page.getByLabel('Kind of council').inputValue()).toBe('UA');
    await page.getByLabel('It worked').check();
    await page.getByRole('button', { name: 'Save what came of it' }).click();
    expect(await post.innerText()).toContain('Worked for 1');
    await post.getByRole('link', { name: 'Change or take back' }).click();
    await page.getByRole('button', { name: 'Take back what you said' }).click();
    expect(await post.innerText()).toContain('Nobody has said yet that they tried this');
    expect((await platform.api('get', `/posts/${answer}/tried`, jun)).body.items).toEqual([]);
    await context.close();
  }, 60_000);

  it('marks an answer without a script, shows who, when and why, and what its author did about it', async () => {
    const { id, answer } = await answered();
    const { page, context } = await chromium.person(jun, { javaScriptEnabled: false });
    await page.goto(`/threads/${id}`);
    const post = page.locator('#post-2');
    await post.getByText('More actions').click();
    await post.getByRole('link', { name: 'Mark as outdated or risky' }).click();
    await page.getByRole('button', { name: 'Mark the answer' }).click();
    expect(await page.locator('.govuk-error-summary a').allTextContents()).toEqual([
      'Say whether it is outdated or risky',
      'Say what is wrong with it, and how you know',
    ]);
    await page.getByLabel('Outdated').check();
    await page.getByLabel('Why?').fill('The scheme closed in 2024.');
    await page.getByRole('button', { name: 'Mark the answer' }).click();
    expect(await post.locator('.wm-said__mark').innerText()).toMatch(
      /Outdated The scheme closed in 2024\.\s+Jun, council officer\s+said on/,
    );

    await platform.api('patch', `/posts/${answer}`, dee).send({ body: 'It closed: ask the new scheme.' }).expect(200);
    await platform.dataSource.query(`UPDATE posts SET edited_at = now() + interval '1 hour' WHERE id = $1`, [answer]);
    await page.reload();
    expect(await post.locator('.wm-said__mark').innerText()).toContain('The author has changed the answer since');
    await post.getByRole('link', { name: 'Answer or take back a mark' }).click();
    await page.getByRole('button', { name: 'It is not outdated any more: take your mark back' }).click();
    expect(await post.locator('.wm-said__mark').count()).toBe(0);
    await context.close();
  }, 60_000);

  it('lets a moderator remove a mark with a reason', async () => {
    const { id, answer } = await answered();
    await mark(jun, answer, 'Dee is a fool.');
    const { page, context } = await chromium.person(moderator, { javaScriptEnabled: false });
    await page.goto(`/posts/${answer}/marks`);
    await page.getByText('Remove this').click();
    await page.getByRole('button', { name: 'Remove it and tell them' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByLabel('Why? They are told this.').fill('Argue about the matter.');
    await page.getByRole('button', { name: 'Remove it and tell them' }).click();
    expect(await page.locator('main').innerText()).not.toContain('Dee is a fool');
    await page.goto(`/threads/${id}`);
    expect(await page.locator('.wm-said__mark').count()).toBe(0);
    await context.close();
  }, 60_000);

  it.each(['tried', 'marks'])(
    'shows a reason that is wrong beside what was to be removed: %s',
    async (what) => {
      const { answer } = await answered();
      await say(jun, answer, { result: 'failed', note: 'Dee lied.' });
      await say(kit, answer, { result: 'worked' });
      await mark(jun, answer, 'Dee is a fool.');
      await mark(kit, answer, 'It is out of date.');
      const { page, context } = await chromium.person(moderator, { javaScriptEnabled: false });
      await page.goto(`/posts/${answer}/${what}`);
      const one = page.getByRole('listitem').filter({ hasText: what === 'tried' ? 'Dee lied.' : 'Dee is a fool.' });
      await one.getByText('Remove this').click();
      const typed = `Argue about the matter. ${'x'.repeat(500)}`;
      await one.getByLabel('Why? They are told this.').fill(typed);
      await one.getByRole('button', { name: 'Remove it and tell them' }).click();

      expect(await page.title()).toMatch(/^Error: /);
      expect(await page.locator('.govuk-error-message').allTextContents()).toEqual([
        'Error: Reason must be 500 characters or fewer',
      ]);
      const field = one.getByLabel('Why? They are told this.');
      expect([await field.isVisible(), await field.inputValue()]).toEqual([true, typed]);
      expect(await page.locator('details[open]').count()).toBe(1);
      const [link] = await page.locator('.govuk-error-summary a').all();
      expect(await link!.getAttribute('href')).toBe(`#${await field.getAttribute('id')}`);
      await page.setViewportSize(PHONE);
      expect(await overflows(page)).toBe(false);
      await field.fill('Argue about the matter.');
      await one.getByRole('button', { name: 'Remove it and tell them' }).click();
      expect(await page.locator('main').innerText()).not.toMatch(/Dee lied|Dee is a fool/);
      await context.close();
    },
    60_000,
  );

  it('asks the asker of each answer, one press each, and nobody else', async () => {
    const { id } = await answered();
    expect((await platform.page('get', `/threads/${id}/outcome`, jun)).status).toBe(404);
    const { page, context } = await chromium.person(asker, { javaScriptEnabled: false });
    await page.goto(`/threads/${id}/outcome`);
    await page.getByRole('button', { name: /^Partly.*by Dee/ }).click();
    expect(page.url()).toContain(`/threads/${id}/outcome`);
    expect(await page.locator('[aria-pressed=true]').allTextContents()).toEqual(['Partly: the answer by Dee']);
    await page.getByRole('button', { name: 'Accept this answer by Kit' }).click();
    expect(page.url()).toContain(`/threads/${id}#post-3`);
    expect(await page.locator('#post-3').innerText()).toContain('Accepted by the asker');
    expect(await page.locator('#post-2').innerText()).toContain('You said: It partly worked.');
    await context.close();
  }, 60_000);

  it('shows on an open page what somebody else says, and keeps a form that is open', async () => {
    const { id, answer } = await answered();
    const { page, context } = await chromium.person(kit);
    await page.goto(`/threads/${id}`);
    await live(page);
    await say(jun, answer, { result: 'worked' });
    await page.locator('#post-2').getByText('Worked for 1').waitFor();

    await page.locator('#post-2').getByText('Who tried it, and where').click();
    await page.locator('h1').click();
    await say(moderator, answer, { result: 'worked' });
    await page.locator('#post-2').getByText('Worked for 2').waitFor();
    expect(await page.locator('#post-2 .wm-said__who').getAttribute('open')).not.toBeNull();

    await page.locator('#post-2').getByText('Have you tried it too?').click();
    await page.locator('#tried-2-note').fill('We half did.');
    await page.locator('h1').click();
    await say(asker, answer, { result: 'failed' });
    await platform.given.reply(dee, id, { body: 'And one more thing.' });
    await page.getByText('And one more thing.').waitFor();
    expect(await page.locator('#tried-2-note').inputValue()).toBe('We half did.');
    // A form that lacks something is answered 422, which the browser notes.
    expect(chromium.errors.filter((error) => !error.includes('422'))).toEqual([]);
    await context.close();
  }, 60_000);

  it.each([
    ['a desk', undefined],
    ['a phone', PHONE],
  ])(
    'has no fault that axe finds on %s, and nothing to scroll sideways',
    async (_where, viewport) => {
      const { id, answer } = await answered();
      await say(jun, answer, { result: 'failed', councilType: 'UA', note: 'x'.repeat(300) });
      await say(asker, answer, { result: 'failed' });
      await mark(jun, answer, 'y'.repeat(500));
      for (const [member, paths] of [
        [
          kit,
          [
            `/threads/${id}`,
            `/threads/${id}?order=best`,
            `/posts/${answer}/tried`,
            `/posts/${answer}/marks`,
            '/questions?answered=outdated',
          ],
        ],
        [asker, [`/threads/${id}/outcome`]],
        [moderator, [`/posts/${answer}/tried`, `/posts/${answer}/marks`]],
      ] as const) {
        const { page, context } = await chromium.person(member, { viewport });
        for (const path of paths) {
          await page.goto(path);
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('main details:not(.wm-menu)'))
              details.setAttribute('open', '');
          });
          expect([path, await faults(page), await overflows(page)]).toEqual([path, [], false]);
        }
        await context.close();
      }
    },
    90_000,
  );
});
