import { type BrowserContext, type Page } from 'playwright-core';
import { DEMO_PASSWORD, DemoNetwork } from '#libs/demo';
import { Transactions } from '#libs/platform/database';
import { faults, live, openBrowser } from '../support/browser.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

const QUESTION = 'How did you keep the pension bond out of the contract price?';
const ANSWER = 'Ask the fund for its pass-through policy in week one.';

/**
 * The main job, on the demo network: an officer finds a case for a council like theirs; a founder asks; a peer answers
 * with that case; the founder accepts; a moderator makes guidance of it; search finds it.
 */
describe('the main job', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  beforeEach(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    await new DemoNetwork(new Transactions(platform.dataSource), platform.config).load();
    chromium = await openBrowser(platform.url);
  }, 60_000);
  afterEach(async () => {
    await chromium.close();
    await platform.stop();
  });

  const signIn = async (who: string, options = {}): Promise<{ page: Page; context: BrowserContext }> => {
    const person = await chromium.person(null, options);
    await person.page.goto('/sign-in');
    await person.page.getByLabel('Email address').fill(`${who}@demo.waymark.example`);
    await person.page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
    await person.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await person.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return person;
  };

  /** From the home page to what councils like the officer's own did, and the first case note of it. Its address. */
  const findCase = async (page: Page): Promise<string> => {
    await page.goto('/');
    await page.getByText('Find a case like ours', { exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/search' && url.searchParams.has('similarTo'));
    await page.locator('main a[href^="/case-notes/"]').first().click();
    await page.getByRole('heading', { name: 'Did the service get worse?' }).waitFor();
    await page.getByRole('heading', { name: 'What was saved?' }).waitFor();
    return new URL(page.url()).pathname;
  };

  const ask = async (page: Page): Promise<string> => {
    await page.goto('/questions/new');
    await page.getByLabel('Your question in one sentence').fill(QUESTION);
    await page
      .getByLabel('The background')
      .fill('The fund asks for **£640,000** and our bank wants all of it in cash.');
    await page.getByRole('button', { name: 'Post question' }).click();
    await page.waitForURL(/\/threads\//);
    await page.getByRole('heading', { level: 1, name: QUESTION }).waitFor();
    return new URL(page.url()).pathname;
  };

  const promote = async (page: Page, thread: string): Promise<void> => {
    await page.goto(thread);
    const accepted = page.locator('.wm-post', { has: page.locator('.wm-accepted') }).first();
    await accepted.locator('.wm-menu > summary').click();
    await accepted.getByRole('link', { name: /Turn into guidance/ }).click();
    await page
      .getByLabel(/Title|In one sentence/i)
      .first()
      .fill('Ask for pass-through before you price a pension bond');
    await page
      .locator('textarea[name=summary]')
      .fill('Ask the fund for its policy first. A bond may then not be needed.');
    const body = page.locator('textarea[name=body]');
    expect(await body.inputValue()).toContain(ANSWER);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.waitForURL(/\/guidance\/ask-for-pass-through/);
    await page.getByText('Dee').first().waitFor();
  };

  const searchFinds = async (page: Page): Promise<void> => {
    await page.goto('/search?q=pass-through+pension+bond&type=guidance');
    await page.getByRole('link', { name: /Ask for pass-through before you price a pension bond/ }).click();
    await page.waitForURL(/\/guidance\/ask-for-pass-through/);
  };

  it('is done by two people at once, live, and nothing is lost when the connection is cut', async () => {
    const { page: officer } = await signIn('omar');
    const note = await findCase(officer);
    expect(await faults(officer)).toEqual([]);

    const { page: founder, context: founderWindow } = await signIn('rosa');
    const { page: peer } = await signIn('dee');
    const thread = await ask(founder);
    await live(founder);

    await peer.goto(thread);
    await live(peer);
    await peer.getByLabel('Your reply').fill(`${ANSWER}\n\n${platform.url}${note}`);
    await peer.getByRole('button', { name: 'Post reply' }).click();

    await founder.getByText(ANSWER).waitFor();
    await founder.locator('#post-2 .wm-cite').waitFor();
    expect(await founder.locator('[data-announce]').textContent()).toBe('New reply from Dee');
    expect(await faults(founder)).toEqual([]);

    await founderWindow.setOffline(true);
    await founder.locator('[data-live][data-state=offline]').waitFor();
    for (const words of ['Missed one', 'Missed two', 'Missed three']) {
      await peer.getByLabel('Your reply').fill(words);
      await peer.getByRole('button', { name: 'Post reply' }).click();
      await peer.getByText('Your reply is posted.').waitFor();
      await peer.locator('[data-posts]').getByText(words).waitFor();
    }
    await founderWindow.setOffline(false);
    await founder.getByText('Missed three').waitFor();
    const numbers = await founder
      .locator('[data-posts] > li')
      .evaluateAll((items) => items.map((item) => item.dataset['number']));
    expect(numbers).toEqual(['1', '2', '3', '4', '5']);

    await founder.getByRole('button', { name: 'Accept this answer by Dee' }).first().click();
    await founder.getByText('Accepted by the asker').waitFor();
    await peer.getByText('Accepted by the asker').waitFor();

    const { page: moderator } = await signIn('maya');
    await promote(moderator, thread);
    expect(await faults(moderator)).toEqual([]);
    await searchFinds(officer);
    await founder.goto(thread);
    await founder.getByRole('link', { name: /Ask for pass-through before you price/ }).waitFor();
    expect(chromium.errors).toEqual([]);
  }, 120_000);

  it('is done without JavaScript', async () => {
    const plain = { javaScriptEnabled: false };
    const { page: officer } = await signIn('omar', plain);
    const note = await findCase(officer);
    const { page: founder } = await signIn('rosa', plain);
    const thread = await ask(founder);
    const { page: peer } = await signIn('dee', plain);
    await peer.goto(thread);
    await peer.getByLabel('Your reply').fill(`${ANSWER}\n\n${platform.url}${note}`);
    await peer.getByRole('button', { name: 'Post reply' }).click();
    await peer.getByText('Your reply is posted.').waitFor();

    await founder.getByRole('link', { name: 'Reload to see new replies' }).click();
    await founder.getByText(ANSWER).waitFor();
    await founder.locator('#post-2 .wm-cite').waitFor();
    await founder.getByRole('button', { name: 'Accept this answer by Dee' }).click();
    await founder.getByText('Accepted by the asker').waitFor();

    const { page: moderator } = await signIn('maya', plain);
    await promote(moderator, thread);
    await searchFinds(officer);
  }, 120_000);
});
