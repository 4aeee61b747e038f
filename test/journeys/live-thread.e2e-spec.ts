import { faults, live, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('a thread that two people have open', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  it('shows a reply without reloading, announces it once, and loses nothing while the connection is cut', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(asker);
    await page.goto(`/threads/${id}`);
    await live(page);

    await platform.given.reply(peer, id, { body: 'First, by another hand.' });
    await page.getByText('First, by another hand.').waitFor();
    expect(await page.locator('[data-announce]').textContent()).toBe('New reply from Dee');

    await context.setOffline(true);
    await page.locator('[data-live][data-state=offline]').waitFor();
    for (const body of ['Missed one', 'Missed two', 'Missed three']) await platform.given.reply(peer, id, { body });
    await context.setOffline(false);
    await page.getByText('Missed three').waitFor();

    const numbers = await page
      .locator('[data-posts] > li')
      .evaluateAll((items) => items.map((li) => li.dataset['number']));
    expect(numbers).toEqual(['1', '2', '3', '4', '5']);
    expect(chromium.errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('shows how the discussion stands, also while it changes', async () => {
    const { id } = await platform.given.thread(asker, { title: 'Who pays for the pension bond?' });
    const moderator = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
    const { page, context } = await chromium.person(peer);
    await page.goto(`/threads/${id}`);
    await live(page);
    const head = page.locator('[data-standing]');
    expect(await head.textContent()).toContain('No answer yet');

    const { id: postId } = await platform.given.reply(moderator, id, {
      body: 'The council did, after a year of asking.',
    });
    await head.getByText('1 reply').waitFor();
    expect(await head.textContent()).toContain('Not settled yet');
    expect(await page.locator('#post-2 .wm-new').textContent()).toBe('New');
    await platform.api('post', `/threads/${id}/accept`, asker).send({ postId, accepted: true });
    await head.getByText('Answered').waitFor();
    await platform
      .api('patch', `/threads/${id}`, asker)
      .send({ title: 'Who paid for the pension bond?', serviceAreas: ['libraries'], topics: [] });
    await page.getByRole('heading', { level: 1, name: 'Who paid for the pension bond?' }).waitFor();

    await page.getByLabel('Your reply').fill('Half a thought');
    await platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: true, reason: 'It is settled.' });
    await page.getByText('It is settled. Your text is kept on this device.').waitFor();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('Half a thought');
    expect(await page.getByRole('button', { name: 'Post reply' }).isDisabled()).toBe(true);
    await platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: false, reason: 'There is news.' });
    await page.getByText('Open for replies again.', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Post reply' }).isDisabled()).toBe(false);
    await page.getByLabel('Your reply').fill('');
    await platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: true, reason: 'It is settled.' });
    const closed = page.locator('[data-reply-area] > .govuk-inset-text').getByText('It is settled.');
    await closed.waitFor();
    expect(await page.getByLabel('Your reply').isHidden()).toBe(true);
    await platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: false, reason: 'There is news.' });
    await closed.waitFor({ state: 'detached' });
    await page.getByLabel('Your reply').fill('And it is open again');
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.locator('#post-3').getByText('And it is open again').waitFor();
    expect(chromium.errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('gives back what came too late for a discussion that was closed', async () => {
    const moderator = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer, { viewport: PHONE });
    await page.goto(`/threads/${id}`);
    await live(page);
    await page.route('**/api/v1/threads/*/posts', async (route) => {
      await platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: true, reason: 'It is settled.' });
      await page.locator('[data-reply-area] > .govuk-inset-text').waitFor();
      await route.continue();
    });
    await page.getByLabel('Your reply').fill('A thought that came too late');
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.getByRole('button', { name: 'Change it' }).click();
    const box = page.getByLabel('Your reply');
    expect([await box.isVisible(), await box.inputValue()]).toEqual([true, 'A thought that came too late']);
    expect(await page.getByRole('button', { name: 'Post reply' }).isDisabled()).toBe(true);
    expect(await page.locator('[data-reply-area]').textContent()).toContain('It is settled.');
    expect(await overflows(page)).toBe(false);
    await page.unroute('**/api/v1/threads/*/posts');
    await platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: false, reason: 'There is news.' });
    await page.getByText('Open for replies again.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.locator('#post-2').getByText('A thought that came too late').waitFor();
    await context.close();
    chromium.errors.length = 0;
  }, 60_000);

  it('takes the note about records as read when something is posted with it, and not before', async () => {
    const officer = await platform.given.member({ name: 'Rae Ellory', practitionerRole: 'commissioner' });
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(officer);
    await page.goto(`/threads/${id}`);
    await live(page);
    const note = page.locator('[data-records-note]');
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.getByText('Enter your reply', { exact: true }).waitFor();
    expect(await note.isVisible()).toBe(true);
    await page.getByLabel('Your reply').fill('Ask the fund.');
    await Promise.all([
      page.waitForResponse('**/me/records/noted'),
      page.getByRole('button', { name: 'Post reply' }).click(),
    ]);
    await page.locator('#post-2').getByText('Ask the fund.').waitFor();
    expect(await note.count()).toBe(0);
    await page.reload();
    expect(await note.count()).toBe(0);
    await context.close();
  }, 60_000);

  it('keeps unsent text through a reload and a lost connection, and posts it once', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.goto(`/threads/${id}`);
    await live(page);
    await page.getByLabel('Your reply').fill('A long thought that must not be lost.');
    await page.waitForTimeout(400);
    await page.reload();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('A long thought that must not be lost.');

    await context.setOffline(true);
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.getByText('Not sent. You are offline.').waitFor();
    await context.setOffline(false);
    await page.reload();
    await page.locator('#post-2').waitFor();
    // Where the page before had sent it but not heard of it, this one sends it again before it lets go of the text.
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#reply textarea')?.value === '');

    const { body } = await platform.api('get', `/threads/${id}/posts`, peer);
    expect(body.items.length).toBe(2);
    await context.close();
  }, 60_000);

  it('suggests likely answers while a question is written, and says how many', async () => {
    await platform.given.thread(asker, {
      title: 'How did you insure the climbing wall?',
      body: 'Two insurers refused.',
    });
    const { page, context } = await chromium.person(peer);
    await page.goto('/questions/new');
    await page.getByLabel('Your question in one sentence').pressSequentially('Insuring a climbing wall', { delay: 5 });
    await page.getByRole('link', { name: 'How did you insure the climbing wall?' }).waitFor();
    expect(await page.locator('[data-similar-count]').textContent()).toBe('1 likely answer');
    expect(
      await page.getByLabel('Your question in one sentence').evaluate((field) => field === document.activeElement),
    ).toBe(true);
    expect(await faults(page)).toEqual([]);
    await context.close();
  }, 60_000);

  it('keeps a question that was not taken, as its asker had been signed out', async () => {
    const { page, context } = await chromium.person(asker);
    const signedIn = await context.cookies();
    await page.goto('/questions/new');
    await page.getByLabel('Your question in one sentence').fill('Who pays for the pension bond?');
    await page.getByLabel('The background').fill('We have asked the fund, the council and the bank.');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Post question' }).click();
    await page.getByRole('heading', { name: 'Sign in first' }).waitFor();

    await context.addCookies(signedIn);
    await page.goto('/questions/new');
    expect(await page.getByLabel('The background').inputValue()).toBe(
      'We have asked the fund, the council and the bank.',
    );
    await page.getByRole('button', { name: 'Post question' }).click();
    await page.getByText('Your question is posted.').waitFor();
    await page.goto('/questions/new');
    expect(await page.getByLabel('The background').inputValue()).toBe('');
    await context.close();
  }, 60_000);

  it('shows a reply also where it could not be fetched at first', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.goto(`/threads/${id}`);
    await live(page);
    let asked = 0;
    await page.route('**/threads/*/posts?*', (route) => ((asked += 1) === 1 ? route.abort() : route.continue()));

    await platform.given.reply(asker, id, { body: 'On the second try.' });

    await page.getByText('On the second try.').waitFor();
    await live(page);
    expect(asked).toBe(2);
    await context.close();
  }, 60_000);

  it('works without JavaScript, at 320 pixels, and has nothing for axe to find', async () => {
    const { id } = await platform.given.thread(asker);
    await platform.given.reply(peer, id, {
      body: `A [link](https://example.org/${'x'.repeat(120)}) and \`${'y'.repeat(90)}\``,
    });
    const { page, context } = await chromium.person(peer, { viewport: PHONE, javaScriptEnabled: false });
    await page.goto(`/threads/${id}`);
    await page.getByLabel('Your reply').fill('Sent by a plain form.');
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.getByText('Sent by a plain form.').waitFor();
    await context.close();

    const { page: phone, context: other } = await chromium.person(asker, { viewport: PHONE });
    await phone.goto(`/threads/${id}`);
    await live(phone);
    expect(await faults(phone)).toEqual([]);
    expect(await overflows(phone)).toBe(false);
    await other.close();
  }, 60_000);
});
