import { type Page } from 'playwright-core';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** A question under a mask in real browsers: asked, looked at, and lifted while somebody else has it open. */
describe('a question under a mask', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    chromium = await openBrowser(platform.url);
    const { given } = platform;
    asker = await given.member({ name: 'Zephyrine Quillfeather', practitionerRole: 'council_officer' });
    peer = await given.member({ name: 'Dee Marsh' });
    moderator = await given.member({ name: 'Maya Birch' }, 'moderator');
    for (let i = 0; i < 5; i += 1) await given.member({ practitionerRole: 'council_officer' });
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  const wrongWith = async (page: Page, name: string): Promise<string[]> => {
    const found = await faults(page);
    if (await overflows(page)) found.push('scrolls sideways');
    return found.map((fault) => `${name}: ${fault}`);
  };

  it.each([
    ['with a script', undefined, true],
    ['on a phone', PHONE, true],
    ['without a script', undefined, false],
  ])(
    'is asked, answered and shown %s',
    async (how, viewport, javaScriptEnabled) => {
      const wrong: string[] = [];
      const name = (what: string): string => `${what} ${how}`;
      const settings = { javaScriptEnabled, ...(viewport && { viewport }) };
      const { page, context } = await chromium.person(asker, settings);
      await page.goto('/questions/new');
      await page.getByLabel('Your question in one sentence').fill(`What did pass-through cost, ${how}?`);
      await page.getByLabel('The background').fill('We need a figure. Zephyrine');
      await page.getByLabel('Ask under a mask').check();
      if (javaScriptEnabled) wrong.push(...(await wrongWith(page, name('ask'))));
      await page.getByRole('button', { name: 'Post question' }).click();
      await page.getByText('“Zephyrine” in your text may say who you are').first().waitFor();
      if (javaScriptEnabled) wrong.push(...(await wrongWith(page, name('warned'))));
      await page.getByLabel('The background').fill('We need a figure by May. What did yours come to?');
      await page.getByRole('button', { name: 'Post question' }).click();
      await page.waitForURL(/\/threads\//);
      const address = new URL(page.url()).pathname;
      await page.getByRole('heading', { name: 'You, as Council officer' }).first().waitFor();
      if (javaScriptEnabled) wrong.push(...(await wrongWith(page, name('asker'))));

      const theirs = await chromium.person(peer, settings);
      await theirs.page.goto(address);
      await theirs.page.getByRole('heading', { name: 'Council officer', exact: true }).waitFor();
      expect(await theirs.page.content()).not.toContain('Zephyrine');
      if (javaScriptEnabled) {
        wrong.push(...(await wrongWith(theirs.page, name('member'))));
        const desk = await chromium.person(moderator, settings);
        await desk.page.goto(address);
        wrong.push(...(await wrongWith(desk.page, name('moderator'))));
        await desk.page.goto(`/moderation${address.slice(0, 45)}/asker`);
        wrong.push(...(await wrongWith(desk.page, name('before a look'))));
        await desk.page.getByLabel('Why do you have to know?').fill('To tell them of a deadline');
        await desk.page.getByRole('button', { name: 'See who asked' }).click();
        await desk.page.getByText('Zephyrine Quillfeather').waitFor();
        wrong.push(...(await wrongWith(desk.page, name('after a look'))));
        await desk.context.close();
      }

      await page.goto(address);
      await page.getByRole('link', { name: 'Who looked, and how to lift it' }).click();
      if (javaScriptEnabled) wrong.push(...(await wrongWith(page, name('mask'))));
      await page.getByRole('link', { name: 'Lift the mask' }).click();
      if (javaScriptEnabled) wrong.push(...(await wrongWith(page, name('lift'))));
      await page.getByRole('button', { name: 'Lift the mask' }).click();
      await page.getByRole('heading', { name: 'Zephyrine, council officer' }).waitFor();
      if (!javaScriptEnabled) await theirs.page.reload();
      await theirs.page.getByRole('heading', { name: 'Zephyrine, council officer' }).waitFor();

      expect(wrong).toEqual([]);
      expect(chromium.errors.filter((error) => !error.includes('422'))).toEqual([]);
      await context.close();
      await theirs.context.close();
    },
    120_000,
  );
});
