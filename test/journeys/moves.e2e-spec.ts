import { type Page } from 'playwright-core';
import { faults, live, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('moving posts', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick' });
    moderator = await platform.given.member({ name: 'Maya Caldershaw' }, 'moderator');
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  const discussion = async (title: string, replies: number) => {
    const { id } = await platform.given.thread(asker, { title });
    for (let n = 0; n < replies; n += 1) await platform.given.reply(peer, id, { body: `Answer ${n + 2} of Dee.` });
    return id;
  };
  /** Presses what the keyboard stands on, and waits for the page that comes. */
  const press = async (page: Page, name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name }).focus();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  };
  const fine = async (page: Page): Promise<void> => {
    expect([page.url(), await overflows(page), await faults(page)]).toEqual([page.url(), false, []]);
  };

  it('by keyboard on a phone, while others have both discussions open', async () => {
    const [id, target] = [await discussion('Who insures the lease?', 3), await discussion('Who insures buildings?', 1)];
    const here = await chromium.person(asker);
    const there = await chromium.person(peer);
    await here.page.goto(`/threads/${id}`);
    await there.page.goto(`/threads/${target}`);
    await live(here.page);
    await live(there.page);

    const { page, context } = await chromium.person(moderator, { viewport: PHONE });
    await page.goto(`/threads/${id}`);
    await page.getByRole('link', { name: 'Move posts…' }).focus();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await fine(page);
    await page.getByRole('checkbox', { name: /^2\. Dee/ }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: /^4\. Dee/ }).focus();
    await page.keyboard.press('Space');
    await press(page, 'Continue');
    await fine(page);
    await press(page, 'Continue');
    expect(await page.getByRole('alert').innerText()).toContain('Choose where the posts go');
    await fine(page);
    await page.getByRole('radio', { name: 'To another discussion' }).focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Which discussion?').fill(`${platform.url}/threads/${target}`);
    await page.getByLabel('Why').fill('They are about buildings.');
    await press(page, 'Continue');
    await fine(page);
    await press(page, 'Move 2 posts');
    await page.waitForURL(new RegExp(`/threads/${target}#post-3`));
    expect(await page.locator('#post-4').innerText()).toContain('Answer 4 of Dee.');

    await here.page.locator('#post-2.wm-post--gone').waitFor();
    await here.page.locator('#post-4.wm-post--gone').waitFor();
    expect(await here.page.locator('#post-3').innerText()).toContain('Answer 3 of Dee.');
    await here.page.locator('[data-standing]').getByText('1 reply').waitFor();
    await there.page.locator('#post-4').waitFor();
    expect(await there.page.locator('#post-3').innerText()).toContain('Answer 2 of Dee.');
    await here.page.locator('#post-2').getByRole('link', { name: 'Who insures buildings?' }).click();
    await here.page.waitForURL(new RegExp(`/threads/${target}#post-3`));
    await fine(here.page);
    // A form that is shown again is no fault.
    expect(chromium.errors.filter((error) => !error.includes('422'))).toEqual([]);
    for (const one of [here.context, there.context, context]) await one.close();
  }, 90_000);

  it('merges without a script, and closes what others have open', async () => {
    const [id, target] = [
      await discussion('Who pays for the lease?', 1),
      await discussion('Who pays for buildings?', 1),
    ];
    const reader = await chromium.person(peer);
    await reader.page.goto(`/threads/${id}`);
    await live(reader.page);
    const { page, context } = await chromium.person(moderator, { javaScriptEnabled: false });
    await page.goto(`/threads/${id}`);
    await page.getByRole('link', { name: 'Merge into another discussion' }).click();
    await page.getByLabel('Which discussion?').fill('pays');
    await page.getByLabel('Why').fill('It is one question.');
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByRole('radio', { name: 'Who pays for buildings?' }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Which discussion?').fill('Who pays for buildings?');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Merge the discussions' }).click();
    await page.waitForURL(new RegExp(`/threads/${target}#post-3`));
    expect(await page.locator('#post-3').innerText()).toContain('Asked as “Who pays for the lease?”');

    await reader.page.getByText('Merged into Who pays for buildings?').first().waitFor();
    expect(await reader.page.locator('.wm-post--gone').count()).toBe(2);
    await fine(reader.page);
    for (const one of [reader.context, context]) await one.close();
  }, 90_000);
});
