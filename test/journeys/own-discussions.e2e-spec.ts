import { embargoGiven } from '../api/embargo.given.ts';
import { live, openBrowser, unsound } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('one’s own discussions, in a browser', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let friend: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Asha Penrose' });
    friend = await platform.given.member({ name: 'Freya Lindqvist' });
    chromium = await openBrowser(platform.url);
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  it('are sound on every page: those of a person, those of a deletion, of a history, of a day', async () => {
    const { given } = platform;
    const open = await given.thread(asker);
    const own = await given.reply(asker, open.id, { body: 'The first words.' });
    await given.reply(friend, open.id);
    await platform.api('patch', `/posts/${own.id}`, asker).send({ body: 'The second words, which are better.' });
    const gone = await given.reply(asker, open.id, { body: 'A slip of the pen.' });
    await platform.api('delete', `/posts/${gone.id}`, asker);
    await platform.api('put', `/me/bookmarks/${own.id}`, asker).send({ note: 'For May' });
    const alone = await given.thread(asker);
    const withdrawn = await given.thread(asker);
    await platform.api('delete', `/threads/${withdrawn.id}`, asker);
    const until = { confidentialUntil: '2099-04-01', opensTo: 'public' };
    const later = await given.thread(asker, { audience: 'invited', invited: [friend.id], ...until });
    await given.reply(friend, later.id);
    await platform.api('put', `/threads/${later.id}/follow`, friend).send({ level: 'every' });
    expect(
      await unsound(chromium, asker, [
        ...['unread', 'asked', 'answered', 'followed', 'mentioned'].map((mine) => `/questions?mine=${mine}`),
        '/me/bookmarks',
        `/posts/${own.id}/delete`,
        `/posts/${own.id}/history`,
        `/posts/${gone.id}/restore`,
        `/posts/${open.postId}/delete`,
        `/posts/${alone.postId}/delete`,
        `/posts/${withdrawn.postId}/restore`,
        `/threads/${withdrawn.id}`,
        `/threads/${later.id}`,
        `/threads/${later.id}/audience`,
        '/settings/presence',
      ]),
    ).toEqual([]);
    expect(chromium.errors).toEqual([]);
  }, 300_000);

  it('say above the reply, without a reload, that they open on a day, and when they have', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [friend.id] });
    const { page, context } = await chromium.person(friend);
    await page.goto(`/threads/${id}`);
    await live(page);
    await page.getByLabel('Your reply').fill('Only for you: we pay too much.');
    expect(await page.locator('[data-opening]').isVisible()).toBe(false);

    await platform
      .api('put', `/threads/${id}/audience`, asker)
      .send({ audience: 'invited', confidentialUntil: '2099-04-01' });

    await page.locator('[data-opening]:visible', { hasText: 'This opens to all members on 1 April 2099' }).waitFor();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('Only for you: we pay too much.');

    await embargoGiven(platform).dayComes(id);
    await embargoGiven(platform).openDue();

    await page.locator('[data-standing]', { hasText: 'All members can read this' }).waitFor();
    expect(await page.locator('[data-opening]').isVisible()).toBe(false);
    expect(await page.locator('[data-audience-said]').textContent()).toBe('All members can read this');
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.locator('.wm-post', { hasText: 'Only for you: we pay too much.' }).waitFor();
    await context.close();
  }, 60_000);

  it('take no reply that was written for fewer people and sent off before its writer was told', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [friend.id] });
    const { page, context } = await chromium.person(friend);
    await page.goto(`/threads/${id}`);
    await live(page);
    await page.getByLabel('Your reply').fill('Only for you: we pay far too much.');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Post reply' }).click();
    await platform.api('put', `/threads/${id}/audience`, asker).send({ audience: 'public' });
    await context.setOffline(false);

    await page.getByText('More people can read this than when you began to write').waitFor();
    expect((await platform.api('get', `/threads/${id}`)).body.posts).toHaveLength(1);
    await context.close();
  }, 60_000);

  it('are taken back and restored by keyboard, without a script', async () => {
    const { id } = await platform.given.thread(asker, { title: 'Who runs the pools from April on?' });
    const { page, context } = await chromium.person(asker, { javaScriptEnabled: false });
    await page.goto(`/threads/${id}`);
    await page.getByRole('link', { name: 'Take this back' }).press('Enter');
    await page.getByRole('button', { name: 'Delete question' }).press('Enter');
    await page.getByText('You took this back, so nobody can reply.').waitFor();
    expect((await platform.page('get', `/threads/${id}`, friend)).status).toBe(404);

    await page.getByRole('link', { name: /See it or restore it/ }).press('Enter');
    await page.getByRole('button', { name: 'Restore question' }).press('Enter');
    await page.getByText('Your question is back').waitFor();
    expect((await platform.page('get', `/threads/${id}`, friend)).status).toBe(200);
    await context.close();
  }, 60_000);
});
