import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('quoting a post', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee *Star* Marlowick' });
    moderator = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  it('begins a reply with the post, its author and its address, without a script', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(peer, id, { body: 'First line.\n\n- a point\n- another' });
    const { page, context } = await chromium.person(asker, { javaScriptEnabled: false, viewport: PHONE });
    await page.goto(`/threads/${id}`);
    await page.locator('#post-2 .wm-menu > summary').click();
    await page.locator('#post-2').getByRole('link', { name: 'Quote' }).click();
    const body = page.getByLabel('Your reply');
    expect(await body.inputValue()).toBe(
      `> Dee wrote in [post 2](/posts/${answer.id}):\n>\n> First line.\n>\n> - a point\n> - another\n\n`,
    );
    await body.fill(`${await body.inputValue()}Which of the two?`);
    await page.getByRole('button', { name: 'Post reply' }).click();
    const reply = page.locator('#post-3');
    expect(await reply.locator('blockquote li').count()).toBe(2);
    expect(await reply.textContent()).toContain('in reply to Dee');
    await reply.locator('blockquote a').click();
    expect(page.url()).toContain(`/threads/${id}#post-2`);
    await context.close();
  }, 60_000);

  it('takes what is selected, else all of it, and keeps what was written before', async () => {
    const { id } = await platform.given.thread(asker);
    await platform.given.reply(peer, id, { body: 'Ask the fund for **pass-through** before you price a bond.' });
    const { page, context } = await chromium.person(asker);
    await page.goto(`/threads/${id}`);
    const body = page.getByLabel('Your reply');
    await body.fill('My thought so far.');
    await page.locator('#post-2 strong').dblclick({ position: { x: 5, y: 5 } });
    const quote = async () => {
      await page.locator('#post-2 .wm-menu > summary').click();
      await page.locator('#post-2').getByRole('link', { name: 'Quote' }).click();
    };
    await quote();
    const holds = async (words: string) =>
      page.waitForFunction(({ field, part }) => (field as HTMLTextAreaElement).value.includes(part), {
        field: await body.elementHandle(),
        part: words,
      });
    await holds('>');
    const value = await body.inputValue();
    expect(value).toMatch(/^My thought so far\.\n\n> Dee wrote in \[post 2\]\(\/posts\/[\w-]+\):\n>\n> pass\S*\n\n$/);
    expect(await body.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByRole('heading', { level: 1 }).click();
    await quote();
    await holds('before you price a bond');
    expect(await body.inputValue()).toContain('> Ask the fund for **pass-through** before you price a bond.');
    expect(await faults(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    expect(chromium.errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('never brings in what readers of the discussion may not see', async () => {
    const open = await platform.given.thread(asker, { audience: 'public' });
    const closed = await platform.given.thread(asker, { audience: 'invited', invited: [peer.id] });
    const secret = await platform.given.reply(peer, closed.id, { body: 'The secret price' });
    const hidden = await platform.given.reply(peer, open.id, { body: 'The hidden insult' });
    const deleted = await platform.given.reply(peer, open.id, { body: 'The deleted thought' });
    await platform.api('post', '/moderation/actions', moderator).send({
      action: 'hide',
      subject: 'post',
      subjectId: hidden.id,
      reasonCode: 'abusive',
    });
    await platform.api('delete', `/posts/${deleted.id}`, peer);
    const formOf = async (by: Member, quote: string) => {
      const { status, text } = await platform.page('get', `/threads/${open.id}?quote=${quote}`, by);
      return [status, /<textarea[^>]*name="body"[^>]*>([^<]*)</.exec(text)?.[1] ?? ''];
    };
    for (const [by, quote] of [
      [asker, secret.id],
      [peer, secret.id],
      [moderator, hidden.id],
      [peer, hidden.id],
      [peer, deleted.id],
      [asker, '0199a0a0-0000-7000-8000-000000000000'],
      [asker, 'x'],
    ] as const) {
      expect(await formOf(by, quote)).toEqual([200, '']);
    }
  });
});
