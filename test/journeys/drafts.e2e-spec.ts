import { type Page } from 'playwright-core';
import { faults, live, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, PASSWORD, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const TEXT = 'A long thought that must not be lost.';

describe('what somebody writes in a browser', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  const box = (page: Page) => page.getByLabel('Your reply');
  const saved = (page: Page) => page.locator('[data-draft-kept]').getByText('Draft saved at').waitFor();
  const kept = (page: Page): Promise<string[]> =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('waymark-draft:')));
  const atServer = async (by = peer) =>
    (await platform.api('get', '/me/drafts/posts', by)).body.items as { place: string; preview: string }[];

  it('is there again in another browser, after the first crashed, and goes when it is posted', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.goto(`/threads/${id}`);
    await box(page).fill(TEXT);
    await saved(page);
    await context.close();

    const { page: other, context: phone } = await chromium.person(peer, { viewport: PHONE });
    await other.goto(`/threads/${id}`);
    await other.getByText('This is your draft from').waitFor();
    expect(await box(other).inputValue()).toBe(TEXT);
    expect(await faults(other)).toEqual([]);
    expect(await overflows(other)).toBe(false);
    await other.getByRole('button', { name: 'Post reply' }).click();
    await other.locator('#post-2').waitFor();
    expect(await box(other).inputValue()).toBe('');
    expect(await kept(other)).toEqual([]);
    expect(await atServer()).toEqual([]);
    await phone.close();
  }, 60_000);

  const LONG = `${'We asked the fund, and this is what they told us. '.repeat(8)}Its end.`;
  const toCopy = (page: Page) => page.getByLabel('What you wrote, to copy');

  it('can be copied when its discussion is closed, from the page and from the list of drafts', async () => {
    const writer = await platform.given.member({ name: 'Ben Sallow' });
    const moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    const { id } = await platform.given.thread(asker);
    const { id: answer } = await platform.given.reply(asker, id);
    await platform.api('put', `/me/drafts/reply:${answer}`, writer).send({ fields: { body: 'To the answer.' } });
    const { page, context } = await chromium.person(writer, { viewport: PHONE });
    await page.goto(`/threads/${id}`);
    await live(page);
    await box(page).fill(LONG);
    await saved(page);
    await platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: true, reason: 'Settled' });
    await page.getByText('Your text is kept on this device.').waitFor();

    await page.reload();
    await toCopy(page).nth(1).waitFor();
    expect(await toCopy(page).evaluateAll((fields: HTMLTextAreaElement[]) => fields.map(({ value }) => value))).toEqual(
      [LONG, 'To the answer.'],
    );
    expect(await faults(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);

    await page.goto('/settings/drafts');
    await page.getByText(LONG).waitFor();
    await page.getByRole('link', { name: 'Reply in: ' }).click();
    await page.waitForURL(/draft=yes/);
    await toCopy(page).nth(1).waitFor();
    expect(await toCopy(page).count()).toBe(2);
    await context.close();
  }, 60_000);

  it('can be copied from a closed discussion also where only this device has it', async () => {
    const writer = await platform.given.member({ name: 'Ben Sallow' });
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(writer);
    await page.goto(`/threads/${id}`);
    await box(page).fill(LONG);
    await saved(page);
    await page.goto('/about');
    await platform.dataSource.query(`DELETE FROM drafts WHERE person_id = $1`, [writer.id]);
    await platform.api('post', `/threads/${id}/lock`, asker).send({ locked: true, reason: 'Settled' });
    await page.goto(`/threads/${id}`);
    await toCopy(page).waitFor();
    expect(await toCopy(page).inputValue()).toBe(LONG);
    await context.close();
  }, 60_000);

  it('is on this device before the server has it, and a page that is left with it says so', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.route('**/api/v1/me/drafts/**', (route) => route.abort());
    await page.goto(`/threads/${id}`);
    await live(page);
    await box(page).fill(TEXT);
    await page.getByText('Not saved yet: Waymark does not answer.').waitFor();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.getByRole('heading', { level: 1 }).click();
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
    expect(await box(page).inputValue()).toBe(TEXT);

    await page.unroute('**/api/v1/me/drafts/**');
    await box(page).press('End');
    await box(page).pressSequentially(' Still here.');
    await saved(page);
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
    expect(await atServer()).toMatchObject([{ place: `thread:${id}`, preview: `${TEXT} Still here.` }]);
    await page.getByRole('button', { name: 'Delete draft' }).click();
    await page.getByText('The draft is deleted.').waitFor();
    expect([await box(page).inputValue(), await atServer(), await kept(page)]).toEqual(['', [], []]);
    await context.close();
  }, 60_000);

  it('in two tabs is never overwritten: the second shows the newer one and leaves the choice', async () => {
    const { id } = await platform.given.thread(asker);
    const { page: one, context } = await chromium.person(peer);
    const two = await context.newPage();
    for (const page of [one, two]) {
      await page.goto(`/threads/${id}`);
      await live(page);
    }
    await box(one).fill('From the first tab');
    await saved(one);
    await box(two).fill('From the second tab');
    await two.getByText('Another window or device saved a newer draft of this.', { exact: false }).first().waitFor();
    expect(await atServer()).toMatchObject([{ preview: 'From the first tab' }]);
    expect(await box(two).inputValue()).toBe('From the second tab');
    expect(await faults(two)).toEqual([]);

    await two.getByRole('button', { name: 'Show the other' }).click();
    expect(await box(two).inputValue()).toBe('From the first tab');
    await two.getByRole('button', { name: 'Back to what was here' }).click();
    expect(await box(two).inputValue()).toBe('From the second tab');
    expect(await atServer()).toMatchObject([{ preview: 'From the first tab' }]);
    await two.getByRole('button', { name: 'Keep this one' }).click();
    await saved(two);
    expect(await atServer()).toMatchObject([{ preview: 'From the second tab' }]);

    await box(one).press('End');
    await box(one).pressSequentially(' again');
    await one.getByRole('button', { name: 'Keep this one' }).click();
    await saved(one);
    expect(await atServer()).toMatchObject([{ preview: 'From the first tab again' }]);
    await context.close();
  }, 60_000);

  it('in two tabs is not lost by what is done before somebody chose', async () => {
    const { id } = await platform.given.thread(asker);
    const { page: one, context } = await chromium.person(peer);
    const two = await context.newPage();
    for (const page of [one, two]) {
      await page.goto(`/threads/${id}`);
      await live(page);
    }
    const here = async (): Promise<string[]> =>
      (await atServer()).filter(({ place }) => place === `thread:${id}`).map(({ preview }) => preview);
    await box(one).fill('From the first tab');
    await saved(one);
    await box(two).fill('From the second tab');
    const show = two.getByRole('button', { name: 'Show the other' });
    await show.click();
    // Only looked at, the other one does not stand in the place of this one on the device.
    await two.reload();
    await show.waitFor();
    expect(await box(two).inputValue()).toBe('From the second tab');
    expect(await here()).toEqual(['From the first tab']);

    await two.getByRole('button', { name: 'Post reply' }).click();
    await two.locator('#post-2').getByText('From the second tab').waitFor();
    expect(await here()).toEqual(['From the first tab']);
    await context.close();
  }, 60_000);

  it('goes when it is posted, also where no answer said that the server has it', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.goto(`/threads/${id}`);
    await live(page);
    await page.route('**/api/v1/me/drafts/thread:*', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await box(page).fill('Kept without a word');
    await page.getByText('Not saved yet: Waymark does not answer.').waitFor();
    await page.unroute('**/api/v1/me/drafts/thread:*');
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.getByText('Your reply is posted.').waitFor();
    expect((await atServer()).filter(({ place }) => place === `thread:${id}`)).toEqual([]);
    await context.close();
    chromium.errors.length = 0;
  }, 60_000);

  it('that is a reply to an answer says so when it comes back, and takes it back', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(asker, id);
    const { page, context } = await chromium.person(peer);
    await page.goto(`/threads/${id}`);
    await live(page);
    await page.locator('#post-2').getByRole('link', { name: 'Reply to Rosa' }).click();
    await box(page).fill(TEXT);
    await saved(page);
    for (const where of ['this browser', 'another browser']) {
      if (where === 'another browser') await page.evaluate(() => localStorage.clear());
      await page.reload();
      await page.getByText('Replying to Rosa.').waitFor();
      expect(await box(page).inputValue()).toBe(TEXT);
    }
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.locator('#post-3').getByRole('link', { name: 'in reply to Rosa' }).waitFor();
    expect(await page.locator('[data-replying-to]').isHidden()).toBe(true);
    expect(await page.getByRole('button', { name: 'Save draft' }).isHidden()).toBe(true);

    await page.route('**/api/v1/threads/*/posts', (route) => route.fulfill({ status: 409, json: { detail: 'No.' } }));
    await page.locator('#post-2').getByRole('link', { name: 'Reply to Rosa' }).click();
    await box(page).fill('Once more');
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('Replying to Rosa.').waitFor();
    expect(await page.locator('input[name=replyTo]').inputValue()).toBe(answer.id);
    await context.close();
    chromium.errors.length = 0;
  }, 60_000);

  it('goes to the server and from the device at sign-out, is never shown to who comes next, and comes back', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.goto('/questions/new');
    await page.getByLabel('Your question in one sentence').fill('Half a question');
    await page.getByText('Choose topics').click();
    await page.getByLabel('Pensions', { exact: true }).check();
    // Signed out before a second is over.
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    expect(await kept(page)).toEqual([]);

    const signIn = async (member: Member): Promise<void> => {
      await page.goto('/sign-in?next=/questions/new');
      await page.getByLabel('Email address').fill(member.email);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Ask people who did it' }).waitFor();
    };
    await signIn(asker);
    expect(await page.getByLabel('Your question in one sentence').inputValue()).toBe('');
    await page.goto(`/threads/${id}`);
    await live(page);
    await box(page).fill('Of the asker alone');
    // Their session ends behind their back: it stays on the device, under their name.
    await page.route('**/api/v1/me/drafts/**', (route) => route.abort());
    await context.clearCookies();
    await signIn(peer);
    expect(await page.getByLabel('Your question in one sentence').inputValue()).toBe('Half a question');
    expect(await page.getByLabel('Pensions', { exact: true }).isChecked()).toBe(true);
    await page.goto(`/threads/${id}`);
    await live(page);
    expect(await box(page).inputValue()).toBe('');
    await context.close();
  }, 60_000);

  it('of a change to a post stays on this device, and goes when it is saved or thrown away', async () => {
    const writer = await platform.given.member({ name: 'Hal Fennimore' });
    const { postId } = await platform.given.thread(writer, { body: 'As it was asked first.' });
    const { page, context } = await chromium.person(writer);
    const edit = () => page.getByLabel('Your post');
    const warned: string[] = [];
    page.on('dialog', (dialog) => {
      warned.push(dialog.type());
      void dialog.accept();
    });
    const change = async (text: string): Promise<void> => {
      await page.goto(`/posts/${postId}/edit`);
      await edit().click();
      await edit().fill(text);
      expect(await kept(page)).toHaveLength(1);
      await page.goto('/about');
      await page.goto(`/posts/${postId}/edit`);
      await page.getByText('What you wrote before is still here.').waitFor();
      expect(await edit().inputValue()).toBe(text);
    };
    await change('Half a change');
    expect(warned).toEqual(['beforeunload']);
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Throw it away' }).click();
    await loaded;
    expect([await edit().inputValue(), await kept(page)]).toEqual(['As it was asked first.', []]);

    await change('The whole change');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.waitForURL(/threads/);
    await page.goto(`/posts/${postId}/edit`);
    expect([await edit().inputValue(), await kept(page)]).toEqual(['The whole change', []]);

    // Saved elsewhere meanwhile: what this device kept is offered, and takes nothing's place by itself.
    await edit().fill('Of this window');
    await page.goto('/about');
    await platform.api('patch', `/posts/${postId}`, writer).send({ body: 'Of another window' });
    await page.goto(`/posts/${postId}/edit`);
    await page.getByText('This device kept something else that you wrote here.').waitFor();
    expect(await edit().inputValue()).toBe('Of another window');
    await page.getByRole('button', { name: 'Show it' }).click();
    expect(await edit().inputValue()).toBe('Of this window');
    await context.close();
  }, 60_000);

  it('of a question is posted once and leaves no draft, however fast it was', async () => {
    const { page, context } = await chromium.person(asker);
    await page.goto('/questions/new');
    await page.getByLabel('Your question in one sentence').fill('Who pays for the pension bond?');
    await page.getByLabel('The background').fill('We have asked the fund, the council and the bank.');
    await page.waitForRequest((request) => request.url().includes('/me/drafts/question'));
    await page.getByRole('button', { name: 'Post question' }).click();
    await page.getByText('Your question is posted.').waitFor();
    expect(await atServer(asker)).toEqual([]);
    await page.goto('/questions/new');
    expect(await page.getByLabel('The background').inputValue()).toBe('');
    expect(await kept(page)).toEqual([]);
    await context.close();
  }, 60_000);
});
