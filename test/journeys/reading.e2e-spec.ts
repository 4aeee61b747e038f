import { setTimeout as sleep } from 'node:timers/promises';
import { DESKTOP, faults, live, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('reading in a browser', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick' });
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  const thread = async (posts: number): Promise<string> => {
    const { id } = await platform.given.thread(asker);
    for (let n = 2; n <= posts; n += 1) {
      await platform.given.reply(asker, id, {
        body: `Reply ${n}.\n\n${'It took longer than we thought. '.repeat(20)}`,
      });
    }
    return id;
  };
  const read = async (who: Member, id: string): Promise<number | null> =>
    (await platform.api('get', `/threads/${id}`, who)).body.readNumber as number | null;
  const becomes = async (ask: () => Promise<unknown>, expected: (got: unknown) => boolean): Promise<void> => {
    for (let tries = 0; tries < 200 && !expected(await ask()); tries += 1) await sleep(50);
    expect(expected(await ask())).toBe(true);
  };

  it('keeps what was really seen with a script, and no more', async () => {
    const id = await thread(15);
    const { page, context } = await chromium.person(peer);
    await page.goto('/questions'); // From here the server knows that scripts run.
    await page.goto(`/threads/${id}`);
    await becomes(
      () => read(peer, id),
      (number) => typeof number === 'number' && number >= 1,
    );
    expect(await read(peer, id)).toBeLessThan(10);
    await page.locator('#post-15').scrollIntoViewIfNeeded();
    await becomes(
      () => read(peer, id),
      (number) => number === 15,
    );
    // What arrives in view while the page is open is seen, too.
    await live(page);
    await page.locator('textarea[name=body]').scrollIntoViewIfNeeded();
    await platform.given.reply(asker, id, { body: 'Short.' });
    await page.locator('#post-16').scrollIntoViewIfNeeded();
    await becomes(
      () => read(peer, id),
      (number) => number === 16,
    );
    expect(chromium.errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('marks as unread for good, although the posts still stand in view', async () => {
    const id = await thread(4);
    await platform.api('post', `/threads/${id}/read`, peer).send({ number: 4 });
    const { page, context } = await chromium.person(peer);
    await page.goto('/questions');
    await page.goto(`/threads/${id}`);
    await page.locator('#post-2 .wm-menu > summary').click();
    await page.locator('#post-2').getByRole('button', { name: 'Mark unread from here' }).click();
    await page.getByText('Marked as unread').waitFor();
    expect(await read(peer, id)).toBe(1);
    await page.getByRole('link', { name: 'How did you handle the pension bond?' }).first().click();
    await page.getByText('New since your last visit').waitFor();
    expect(await page.locator('#new + li').getAttribute('data-number')).toBe('2');
    await context.close();
  }, 60_000);

  it.each([
    ['at a desk', DESKTOP, true],
    ['on a phone', PHONE, true],
    ['without a script', PHONE, false],
  ])(
    'opens a long discussion at what is new, %s',
    async (_where, viewport, javaScriptEnabled) => {
      const id = await thread(24);
      await platform.api('post', `/threads/${id}/read`, peer).send({ number: 21 });
      const { page, context } = await chromium.person(peer, { viewport, javaScriptEnabled });
      await page.goto('/questions');
      const row = page.locator('.wm-row', { hasText: '3 new' }).first();
      if (javaScriptEnabled) expect([await overflows(page), await faults(page)]).toEqual([false, []]);
      await row.getByRole('link').first().click();
      await page.getByText('New since your last visit').waitFor();
      expect(await page.locator('#new').evaluate((line) => line.getBoundingClientRect().top < innerHeight)).toBe(true);
      if (javaScriptEnabled) expect([await overflows(page), await faults(page)]).toEqual([false, []]);
      await page.getByLabel(/^Go to post/).fill('3');
      await page.getByRole('button', { name: 'Go to that post' }).click();
      await page.waitForURL(/#post-3$/);
      expect(await page.locator('#post-3').evaluate((post) => post.getBoundingClientRect().top < innerHeight)).toBe(
        true,
      );
      await context.close();
    },
    60_000,
  );

  it('leads from "1 new reply" on an early page to that reply', async () => {
    const id = await thread(21);
    const { page, context } = await chromium.person(peer);
    await page.goto(`/threads/${id}`);
    await live(page);
    await platform.given.reply(asker, id, { body: 'The newest.' });
    await page.getByRole('link', { name: '1 new reply' }).click();
    await page.waitForURL(/\?after=20#post-22$/);
    await page.getByText('The newest.').waitFor();
    await context.close();
  }, 60_000);
});
