import { DemoNetwork } from '#libs/demo';
import { Transactions } from '#libs/platform/database';
import { openBrowser, unsound } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('choosing who reads, in a browser', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let officer: Member;
  let circle: string;
  let thread: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    await new DemoNetwork(new Transactions(platform.dataSource), platform.config).load();
    officer = await platform.given.member({ name: 'Olwen Tarrant', practitionerRole: 'council_officer' });
    const [row] = await platform.dataSource.query(`SELECT id FROM circles LIMIT 1`);
    circle = row.id;
    await platform.dataSource.query(
      `INSERT INTO circle_members (circle_id, person_id, role) VALUES ($1, $2, 'facilitator')`,
      [circle, officer.id],
    );
    ({ id: thread } = await platform.given.thread(officer, { audience: 'circle', audienceId: circle }));
    chromium = await openBrowser(platform.url);
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  it('is sound on every page of it, wide and at 320 pixels', async () => {
    expect(
      await unsound(chromium, officer, [
        `/questions/new?circle=${circle}`,
        '/circles',
        '/circles/new',
        `/circles/${circle}?q=h`,
        `/threads/${thread}`,
        `/threads/${thread}/audience`,
        `/threads/${thread}/invite?q=h`,
        '/settings/records',
      ]),
    ).toEqual([]);
    expect(chromium.errors).toEqual([]);
  }, 120_000);

  it('opens the questions by themselves where what one writes seems to need one, and says which', async () => {
    const { page, context } = await chromium.person(officer);
    await page.goto('/questions/new');
    const questions = page.locator('[data-before]');
    await page.waitForFunction(() => document.querySelector('[data-before]')?.hasAttribute('open') === false);
    await page.fill('textarea[name=body]', 'Cllr Harding asked what Arden Care Ltd charges: £41 an hour.');
    await page.waitForFunction(() => document.querySelector('[data-before]')?.hasAttribute('open') === true);
    expect(await questions.locator('.is-likely b').allTextContents()).toEqual([
      'Does it give away a price?',
      'Does it name somebody?',
    ]);
    // Closed by the writer it stays closed for what they have seen.
    await questions.locator('summary').click();
    await page.fill('textarea[name=body]', 'Cllr Harding asked what Arden Care Ltd charges: £42 an hour.');
    await page.waitForTimeout(600);
    expect(await questions.getAttribute('open')).toBeNull();
    await context.close();
  }, 60_000);
});
