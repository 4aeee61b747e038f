import { type Locator, type Page } from 'playwright-core';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, PASSWORD, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const TITLE = 'A museum that its staff took on';
const STORY = 'Nine of us asked for the keys. We got them in May.';

describe('writing a case note', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let author: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    author = await platform.given.member({ name: 'Priti' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    chromium = await openBrowser(platform.url);
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  /** By the Tab key alone, as far as the page goes. */
  const tabTo = async (page: Page, target: Locator): Promise<void> => {
    await target.waitFor();
    for (let presses = 0; presses < 200; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The Tab key never comes to ${String(target)}`);
  };
  const press = async (page: Page, role: 'link' | 'button', name: string): Promise<void> => {
    await tabTo(page, page.getByRole(role, { name, exact: true }));
    await page.keyboard.press('Enter');
  };
  const type = async (page: Page, label: string, words: string): Promise<void> => {
    await tabTo(page, page.getByLabel(label, { exact: true }));
    await page.keyboard.type(words);
  };
  /** A page of the form, from the list and back to it. */
  const step = async (page: Page, name: string, write: () => Promise<void>): Promise<void> => {
    await press(page, 'link', name);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await write();
    await press(page, 'button', 'Save and continue');
    await page.getByText('That page is saved.').waitFor();
  };

  it('is done by keyboard alone without JavaScript: written, submitted, reviewed and published', async () => {
    const { page } = await chromium.person(author, { javaScriptEnabled: false });
    await page.goto('/case-notes/new');
    await press(page, 'link', 'Start now');
    await type(page, 'Title', TITLE);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();

    await step(page, 'Title and place', () => type(page, 'Summary', 'The staff run it now.'));
    await step(page, 'Services and topics', async () => {
      await tabTo(page, page.getByLabel('Arts, museums and heritage'));
      await page.keyboard.press('Space');
    });
    await step(page, 'How far it got, and when', async () => {
      await type(page, 'Stage they have reached', 'Go');
      await type(page, 'What became of it', 'Went');
    });
    await step(page, 'Did the service get worse?', () =>
      type(page, 'If there is no measure, why it is not known', 'Nobody counted.'),
    );
    await step(page, 'The story', () => type(page, 'What happened', STORY));

    await press(page, 'link', 'Check your answers and submit');
    await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor();
    await press(page, 'button', 'Submit for review');
    await page.getByText('Your case note is with the moderators.').waitFor();

    const { page: desk } = await chromium.person(moderator, { javaScriptEnabled: false });
    await desk.goto('/case-notes/submitted');
    await press(desk, 'link', TITLE);
    await desk.getByText(STORY).waitFor();
    await press(desk, 'button', 'Publish as an outline');
    await desk.getByText('The case note is published.').waitFor();

    const { page: reader } = await chromium.person(null, { javaScriptEnabled: false });
    await reader.goto('/case-notes');
    await press(reader, 'link', TITLE);
    await reader.getByText(STORY).waitFor();
  }, 240_000);

  it('loses nothing with JavaScript: a closed tab, a sign-out, a lost connection, another window', async () => {
    const { body } = await platform.api('post', '/case-notes', author).send({ title: TITLE });
    const address = `/case-notes/${body.id}/tasks/story`;
    const story = (page: Page) => page.getByLabel('What happened', { exact: true });
    const state = (page: Page, words: RegExp) => page.locator('[data-keep-state]', { hasText: words }).waitFor();

    const { page: first, context } = await chromium.person(author, { viewport: PHONE });
    await first.goto(address);
    await story(first).fill('Kept at once. ');
    await state(first, /^Saved at \d\d:\d\d$/);
    await first.close();

    const page = await context.newPage();
    await page.goto(address);
    expect(await story(page).inputValue()).toBe('Kept at once. ');
    await page.getByText('is kept, but not part of your note yet').waitFor();

    const cookies = await context.cookies();
    await context.clearCookies();
    await story(page).fill('Typed while signed out.');
    await state(page, /Not saved: you are signed out. It is kept on this device/);
    expect([await faults(page), await overflows(page)]).toEqual([[], false]);
    await page.getByRole('link', { name: 'Sign in to go on' }).click();
    await page.getByLabel('Email address').fill(author.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => url.pathname === address);
    expect(await story(page).inputValue()).toBe('Typed while signed out.');
    await state(page, /^Saved at/);

    await context.setOffline(true);
    await story(page).fill('Typed on a train.');
    await state(page, /Not saved: you are offline. It is kept on this device/);
    await context.setOffline(false);
    await state(page, /^Saved at/);

    const { page: other } = await chromium.person(author);
    await other.context().addCookies(cookies);
    await other.goto(address);
    expect(await story(other).inputValue()).toBe('Typed on a train.');
    await story(other).fill('From another device.');
    await state(other, /^Saved at/);
    await story(page).fill('From the train again.');
    await state(page, /changed in another window/);
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByText('In the other window: What happened').waitFor();
    expect(await page.getByLabel('In the other window: What happened').inputValue()).toBe('From another device.');
    expect(await story(page).inputValue()).toBe('From the train again.');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByText('That page is saved.').waitFor();
    await page.goto(address);
    expect(await story(page).inputValue()).toBe('From the train again.');
    expect(await page.locator('[data-keep-state]').textContent()).toBe('');
    expect(chromium.errors.filter((error) => !/401|409/.test(error))).toEqual([]);
  }, 240_000);
});
