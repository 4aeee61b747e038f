import { type Page } from 'playwright-core';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** Someone has done this, in real browsers: asked, found beside the question, told, declined, answered. */
describe('helpers', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    chromium = await openBrowser(platform.url);
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
    ['with a script', undefined, true, 'vat', 'VAT'],
    ['on a phone', PHONE, true, 'it', 'IT'],
    ['without a script', undefined, false, 'unions', 'unions'],
  ])(
    'stand beside a new question, and are asked in one press, %s',
    async (how, viewport, javaScriptEnabled, topic, said) => {
      const wrong: string[] = [];
      const look = async (page: Page, name: string): Promise<void> => {
        if (javaScriptEnabled) wrong.push(...(await wrongWith(page, `${name} ${how}`)));
      };
      const settings = { javaScriptEnabled, ...(viewport && { viewport }) };
      const of = (name: string): Promise<Member> => platform.given.member({ name, topicsOffered: [topic] });
      const [dee, sian, moss] = [await of('Dee Marlowick'), await of('Siân Pryddle'), await of('Moss Harten')];
      await platform.dataSource.query(`UPDATE people SET practitioner_role = 'paid_adviser' WHERE id = $1`, [moss.id]);
      const asker = await platform.given.member({ name: 'Rosa Velthorne' });
      // Facts that lead to where they can be read, one under the other.
      await platform.dataSource.query(
        `INSERT INTO case_notes (title, author_id, status, published_at, topics, summary, what_happened, stage, result)
         VALUES ('What we settled', $1, 'published', now(), ARRAY[$2], 'What we did', 'We asked.', 'approval', 'went-ahead')`,
        [dee.id, topic],
      );
      const before = await platform.given.thread(moss, { title: `A word about ${said} from before`, topics: [topic] });
      const { id: postId } = await platform.given.reply(dee, before.id);
      await platform.api('post', `/threads/${before.id}/accept`, moss).send({ postId, accepted: true });
      const thread = await platform.given.thread(asker, {
        title: `What should we settle first, ${how}?`,
        topics: [topic],
      });

      const { page } = await chromium.person(asker, settings);
      await page.goto(`/threads/${thread.id}`);
      if (javaScriptEnabled)
        await page.locator('[data-helpers]').getByText(`offers help with ${said}`).first().waitFor();
      await look(page, 'question');
      await page.getByRole('link', { name: 'See who has done this' }).click();
      await page.getByRole('heading', { name: 'Someone has done this' }).waitFor();
      await page.getByText('Paid advisers who know this').waitFor();
      await look(page, 'suggested');
      await page.getByRole('button', { name: 'Ask these people' }).click();
      await page.getByText('Choose at least one person').first().waitFor();
      await look(page, 'nobody chosen');
      for (const name of ['Dee, founder or lead', 'Siân, founder or lead']) await page.getByLabel(name).check();
      await page.getByLabel('A few words to them').fill('You know this best.');
      await page.getByRole('button', { name: 'Ask these people' }).click();
      await page.getByText('They are told').waitFor();
      expect(await page.getByText('No answer yet').count()).toBe(2);
      await look(page, 'asked');

      const first = await chromium.person(dee, settings);
      await first.page.goto('/');
      await first.page.getByText('Rosa invites you to answer').waitFor();
      await first.page.getByRole('button', { name: 'I cannot' }).click();
      await first.page.waitForURL(/\/$/);
      const second = await chromium.person(sian, settings);
      await second.page.goto(`/threads/${thread.id}`);
      await second.page.getByLabel('Your reply').fill('All of it, but on the building.');
      await second.page.getByRole('button', { name: 'Post reply' }).click();
      await second.page.locator('#post-2').getByText('All of it, but on the building.').waitFor();

      // One has answered. The other waits, whatever they said.
      await page.reload();
      const sent = page.getByRole('region', { name: 'Whom you invited' });
      const lines = (await sent.getByRole('listitem').allInnerTexts()).toSorted();
      expect(lines).toEqual([expect.stringMatching(/^Dee.*No answer yet/), expect.stringMatching(/^Siân.*Answered/)]);
      await page.getByRole('link', { name: 'How these people were chosen' }).click();
      await page.getByRole('heading', { name: 'How helpers are chosen' }).waitFor();
      await look(page, 'explained');

      expect(wrong).toEqual([]);
      expect(chromium.errors.filter((error) => !error.includes('422'))).toEqual([]);
      for (const { page: each } of [first, second]) await each.context().close();
      await page.context().close();
    },
    120_000,
  );
});
