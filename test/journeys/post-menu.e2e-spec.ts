import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('the menu of a post', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  let threadId: string;
  beforeAll(async () => {
    platform = await startTestPlatform();
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick' });
    moderator = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
    threadId = (await platform.given.thread(asker)).id;
    await platform.given.reply(peer, threadId, { body: 'Ask the fund for pass-through.' });
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  it('opens and closes by keyboard, one at a time, and leaves replying and accepting in sight', async () => {
    const { page, context } = await chromium.person(asker);
    await page.goto(`/threads/${threadId}`);
    const answer = page.locator('#post-2');
    expect(await answer.getByRole('link', { name: 'Reply to Dee' }).isVisible()).toBe(true);
    expect(await answer.getByRole('button', { name: 'Accept this answer' }).isVisible()).toBe(true);
    const report = answer.getByRole('link', { name: 'Report' });
    expect(await report.isVisible()).toBe(false);

    const more = answer.locator('.wm-menu > summary');
    await more.focus();
    await page.keyboard.press('Enter');
    expect(await report.isVisible()).toBe(true);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await report.isVisible()).toBe(false);
    expect(await more.evaluate((summary) => summary === document.activeElement)).toBe(true);

    await page.keyboard.press('Enter');
    await page.locator('#post-1 .wm-menu > summary').click();
    expect(await page.locator('#post-1').getByRole('link', { name: 'Edit your post 1' }).isVisible()).toBe(true);
    expect(await report.isVisible()).toBe(false);
    await page.getByRole('heading', { level: 1 }).click();
    expect(await page.locator('details[data-menu][open]').count()).toBe(0);
    expect(chromium.errors).toEqual([]);
    await context.close();
  }, 60_000);

  it.each([true, false])(
    'fits a phone, with a script: %s',
    async (javaScriptEnabled) => {
      const { page, context } = await chromium.person(moderator, { viewport: PHONE, javaScriptEnabled });
      await page.goto(`/threads/${threadId}`);
      await page.locator('#post-2 .wm-menu > summary').click();
      await page.locator('#post-2').getByRole('link', { name: 'Moderate' }).waitFor();
      if (javaScriptEnabled) {
        expect(await overflows(page)).toBe(false);
        expect(await faults(page)).toEqual([]);
      }
      await page.locator('#post-2').getByRole('link', { name: 'Moderate' }).click();
      await page.waitForURL(/\/moderation\/posts\//);
      await context.close();
    },
    60_000,
  );
});
