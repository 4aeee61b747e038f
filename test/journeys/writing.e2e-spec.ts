import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('writing in a browser', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    await platform.given.member({ name: 'Deepak Averly' });
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  it('names somebody by the keyboard alone', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(asker, { viewport: PHONE });
    await page.goto(`/threads/${id}`);
    const box = page.getByLabel('Your reply');
    await box.focus();
    await page.keyboard.type('Thank you @dee');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await list.waitFor();
    expect(await list.getByRole('option').allTextContents()).toEqual([
      'Dee Marlowick Finance lead',
      'Deepak Averly Founder or lead',
    ]);
    expect(await page.getByText('2 suggestions. Up and down to choose').count()).toBe(1);
    expect(await faults(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await page.keyboard.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).textContent()).toContain('Deepak');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toBe(`Thank you @[Dee Marlowick](person:${peer.id}) `);
    expect(await list.isHidden()).toBe(true);

    await page.keyboard.type('and @dee');
    await list.waitFor();
    await page.keyboard.press('Escape');
    expect(await list.isHidden()).toBe(true);
    expect(await box.inputValue()).toContain('and @dee');
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.locator('#post-2').getByRole('link', { name: '@Dee', exact: true }).waitFor();
    expect(chromium.errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('says so where no preview comes, and shows nobody the page for signing in within the form', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(asker);
    await page.goto(`/threads/${id}`);
    await page.getByLabel('Your reply').fill('**Nine** days');
    const failed = page.getByRole('status').getByText('No preview now. Try again.');
    const ways = [
      () => page.route('**/preview', (route) => route.abort()),
      () => page.route('**/preview', (route) => route.fulfill({ status: 503 })),
    ];
    for (const begin of ways) {
      await begin();
      await page.getByRole('button', { name: 'Preview' }).click();
      await failed.waitFor();
      await page.unroute('**/preview');
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('region', { name: 'Preview: not posted yet' }).getByText('Nine').waitFor();
      expect(await failed.count()).toBe(0);
    }
    expect(await faults(page)).toEqual([]);

    await page.goto('/questions/new');
    await context.clearCookies();
    const [asked] = await Promise.all([
      page.waitForRequest('**/questions/similar?*'),
      page.getByLabel('Your question in one sentence').fill('Who pays for the pension bond?'),
    ]);
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('No preview now. Try again.').waitFor();
    // The answer, or the refusal to follow it, is in by then.
    await asked.response().catch(() => null);
    expect(await page.getByRole('button', { name: 'Sign in' }).count()).toBe(0);
    expect(await page.getByLabel('Your question in one sentence').inputValue()).toBe('Who pays for the pension bond?');
    await context.close();
    chromium.errors.length = 0;
  }, 60_000);

  it('cites a discussion by words of its title, and shows what a post will look like', async () => {
    const other = await platform.given.thread(asker, { title: 'Who kept the climbing wall open?' });
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.goto(`/threads/${id}`);
    const box = page.getByLabel('Your reply');
    await box.focus();
    await page.keyboard.type('As in #climbing');
    await page.getByRole('option', { name: /Who kept the climbing wall open/ }).click();
    expect(await box.inputValue()).toBe(`As in [Who kept the climbing wall open?](/threads/${other.id}) `);
    await page.getByRole('button', { name: 'Preview' }).click();
    const preview = page.getByRole('region', { name: 'Preview: not posted yet' });
    await preview.waitFor();
    expect(await preview.textContent()).toContain('What you cite is shown as a card under your post.');
    expect(await preview.evaluate((section) => section === document.activeElement)).toBe(true);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Post reply' }).click();
    await page.locator('#post-2 .wm-cite').getByRole('link', { name: 'Who kept the climbing wall open?' }).waitFor();
    await page.goto(`/threads/${other.id}`);
    await page.getByRole('heading', { name: 'Discussed in' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goto('/help/writing');
    expect(await faults(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await overflows(page)).toBe(false);
    expect(chromium.errors).toEqual([]);
    await context.close();
  }, 60_000);
});
