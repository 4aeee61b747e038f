import { type Page } from 'playwright-core';
import { faults, live, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

jest.setTimeout(60_000);

describe('replies on an open page', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    chromium = await openBrowser(platform.url);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  const status = (page: Page, words: string) => page.locator('[data-live]', { hasText: words });
  const open = async (member: Member | null, id: string, options = {}) => {
    const { page, context } = await chromium.person(member, options);
    await page.goto(`/threads/${id}`);
    return { page, context };
  };
  const write = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel('Your reply').fill(text);
    await page.getByRole('button', { name: 'Post reply' }).click();
  };
  const bodies = async (id: string): Promise<string[]> => {
    const { body } = await platform.api('get', `/threads/${id}/posts?limit=100`, asker);
    return (body.items as { body: string }[]).slice(1).map((post) => post.body);
  };
  const sending = (page: Page) => page.locator('.wm-sending > li');

  it('shows an own reply at once, and as posted when it is, without moving the focus', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await open(peer, id);
    await live(page);
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/api/v1/threads/*/posts', async (route) => {
      await held;
      await route.continue();
    });

    await write(page, 'Ours took nine weeks.');
    await sending(page).getByText('Sending…').waitFor();
    expect(await page.getByRole('button', { name: 'Change it' }).isHidden()).toBe(true);
    expect(await sending(page).textContent()).toContain('Ours took nine weeks.');
    expect(await page.getByLabel('Your reply').inputValue()).toBe('');
    expect(await page.locator('#post-2').count()).toBe(0);
    go();

    await page.locator('#post-2').getByText('Ours took nine weeks.').waitFor();
    await sending(page).waitFor({ state: 'detached' });
    expect(await page.locator('[data-draft-state]').textContent()).toContain('Your reply is posted.');
    expect(await page.locator('[data-announce]').textContent()).toBe('');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Post reply');
    await context.close();
  });

  it('keeps several written while offline, and posts each once in the order they were written', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await open(peer, id);
    await live(page);
    await context.setOffline(true);
    for (const text of ['First', 'Second', 'Third']) await write(page, text);
    await sending(page).nth(2).waitFor();
    expect(await sending(page).locator('.wm-post__b').allTextContents()).toEqual(['First', 'Second', 'Third']);
    await sending(page).first().getByText('Not sent. You are offline.').waitFor();

    await context.setOffline(false);

    await page.locator('#post-4').getByText('Third').waitFor();
    await sending(page).first().waitFor({ state: 'detached' });
    expect(await bodies(id)).toEqual(['First', 'Second', 'Third']);
    await context.close();
  });

  it('posts once what was posted but not acknowledged, when it is tried again', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await open(peer, id);
    await live(page);
    let lost = 0;
    await page.route('**/api/v1/threads/*/posts', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await write(page, 'Said once.');
    await sending(page).getByText('Not sent. Waymark does not answer.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();

    await sending(page).waitFor({ state: 'detached' });
    expect(await bodies(id)).toEqual(['Said once.']);
    expect(await page.locator('[data-posts] > li[data-number]').count()).toBe(2);
    await context.close();
  });

  it('keeps what was answered by something that is not Waymark, and sends it again', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await open(peer, id);
    await live(page);
    await page.route('**/api/v1/threads/*/posts', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Log in to this network</h1>' }),
    );
    await write(page, 'Over the wireless of a train.');
    await sending(page).getByText('Not sent. Waymark does not answer.').waitFor();
    await page.unroute('**/api/v1/threads/*/posts');
    await page.getByRole('button', { name: 'Try again' }).click();
    await sending(page).waitFor({ state: 'detached' });
    expect(await bodies(id)).toEqual(['Over the wireless of a train.']);
    await context.close();
  });

  it('leaves a post alone that an event did not change', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(asker, id);
    const { page, context } = await open(peer, id);
    await live(page);
    const post = page.locator('#post-2');
    expect(await post.locator('[data-govuk-button-init]').count()).toBeGreaterThan(0);
    const before = await post.elementHandle();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const happen = async (kind: string): Promise<void> => {
      await platform.dataSource.query(
        `WITH thread AS (UPDATE threads SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq)
         INSERT INTO events (stream_id, seq, kind, facts)
         SELECT $1, last_seq, $2, jsonb_build_object('postId', $3::text, 'number', 2) FROM thread
         RETURNING pg_notify('events', $1::text)`,
        [id, kind, answer.id],
      );
    };
    for (const kind of ['marks-changed', 'tried-changed', 'post-edited']) {
      const [response] = await Promise.all([page.waitForResponse('**/threads/*/posts?after=1&limit=1'), happen(kind)]);
      await response.finished();
    }
    // What comes after them is in: so they are worked through.
    await platform.given.reply(asker, id, { body: 'The next one' });
    await page.locator('#post-3').waitFor();
    expect(await before.evaluate((shown) => shown.isConnected)).toBe(true);
    expect(asked.filter((path) => path.endsWith('/standing'))).toHaveLength(1);
    await context.close();
  });

  it('sends after a reload what was on its way, and never as somebody else', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await open(peer, id);
    await live(page);
    await page.route('**/api/v1/threads/*/posts', (route) => route.abort());
    await write(page, 'On its way.');
    await sending(page).getByText('Not sent.').waitFor();
    await page.unroute('**/api/v1/threads/*/posts');
    const signedIn = await context.cookies();
    const [name = '', value = ''] = asker.cookie.split('=');
    await context.addCookies([{ name, value, url: platform.url }]);
    await page.reload();
    await live(page);
    expect(await sending(page).count()).toBe(0);

    await context.addCookies(signedIn);
    await page.reload();

    await page.locator('#post-2').getByText('On its way.').waitFor();
    const { body } = await platform.api('get', `/threads/${id}/posts`, asker);
    expect(body.items.map((post: { author: { id: string } }) => post.author.id)).toEqual([asker.id, peer.id]);
    await context.close();
  });

  it('says why a reply was refused, and gives the text back', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await open(peer, id);
    await live(page);
    const long = 'x'.repeat(20_001);
    await write(page, long);
    await sending(page).getByText('Not sent.').waitFor();
    expect(await sending(page).locator('.wm-post__h').textContent()).toContain('characters or fewer');
    await page.getByRole('button', { name: 'Change it' }).click();
    expect(await page.getByLabel('Your reply').inputValue()).toBe(long);
    expect(await sending(page).count()).toBe(0);
    await context.close();
  });

  it('shows replies within its poll where neither transport gets through', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.route('**/socket.io/**', (route) => route.abort());
    await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
    await page.goto(`/threads/${id}`);
    await status(page, 'New replies appear here every 15 seconds').waitFor();

    await platform.given.reply(asker, id, { body: 'By the slow way.' });

    await page.getByText('By the slow way.').waitFor({ timeout: 20_000 });
    expect(await page.locator('[data-announce]').textContent()).toBe('New reply from Rosa');
    await context.close();
    chromium.errors.length = 0;
  });

  it('catches up when the tab is looked at again, though its connection seemed to stand', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    let swallowed = false;
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (!swallowed || !String(message).includes('thread:event')) socket.send(message);
      });
    });
    await page.goto(`/threads/${id}`);
    await live(page);
    swallowed = true;
    await platform.given.reply(asker, id, { body: 'While it slept.' });

    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

    await page.getByText('While it slept.').waitFor();
    await context.close();
  });

  it('notices a gap and asks for what is missing', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await chromium.person(peer);
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (!String(message).includes('The one that is lost')) socket.send(message);
      });
    });
    await page.goto(`/threads/${id}`);
    await live(page);
    await platform.given.reply(asker, id, { body: 'The one that is lost' });
    // The answer to what it asks then holds the lost one too, so it is edited before: it comes as it is by then.
    await platform.dataSource.query(
      `UPDATE posts SET version = 2, body = 'Found again', body_html = '<p>Found again</p>' WHERE thread_id = $1 AND number = 2`,
      [id],
    );
    await platform.given.reply(asker, id, { body: 'The one after' });

    await page.getByText('Found again').waitFor();
    await page.getByText('The one after').waitFor();
    await context.close();
  });

  it('loads the replies again after a longer absence than the log serves, and keeps what is being typed', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await open(peer, id);
    await live(page);
    await page.getByLabel('Your reply').fill('Half a thought');
    await context.setOffline(true);
    await page.locator('[data-live][data-state=offline]').waitFor();
    await platform.dataSource.query(
      `WITH thread AS (UPDATE threads SET last_seq = last_seq + 300, post_count = post_count + 150, reply_count = reply_count + 150
                        WHERE id = $1 RETURNING last_seq - 300 AS seq),
            post AS (INSERT INTO posts (thread_id, number, author_id, body, body_html)
                     SELECT $1, 1 + n, $2, 'Missed', '<p>Missed ' || n || '</p>' FROM generate_series(1, 150) n)
       INSERT INTO events (stream_id, seq, kind, facts) SELECT $1, seq + n, 'thread-edited', '{}' FROM thread, generate_series(1, 300) n`,
      [id, asker.id],
    );
    await context.setOffline(false);

    await page.locator('#post-151').waitFor();
    const numbers = await page
      .locator('[data-posts] > li')
      .evaluateAll((items) => items.map((li) => li.dataset['number']));
    expect(numbers).toEqual(Array.from({ length: 151 }, (_, i) => String(i + 1)));
    expect(await page.getByLabel('Your reply').inputValue()).toBe('Half a thought');
    await platform.given.reply(asker, id, { body: 'And on' });
    await page.locator('#post-152').waitFor();
    await context.close();
  });

  it('moves nothing that is being read: it says how many new replies there are, once, and leaves the focus', async () => {
    const { id } = await platform.given.thread(asker);
    for (let i = 0; i < 12; i += 1)
      await platform.given.reply(asker, id, { body: `Story ${i}. ${'Long. '.repeat(150)}` });
    const { page, context } = await open(peer, id, { viewport: PHONE });
    await live(page);
    await page.evaluate(() => {
      const voice = document.querySelector('[data-announce]')!;
      const said: string[] = [];
      new MutationObserver(() => said.push(voice.textContent ?? '')).observe(voice, { childList: true });
      Object.assign(window, { said });
      document.querySelector<HTMLElement>('#post-3 a')!.focus();
      document.querySelector('#post-4')!.scrollIntoView();
    });
    const place = () =>
      page.evaluate(() => [
        document.querySelector('#post-4')!.getBoundingClientRect().top,
        document.activeElement?.getAttribute('href'),
      ]);
    const before = await place();

    for (let i = 1; i <= 3; i += 1) await platform.given.reply(asker, id, { body: `New ${i}` });
    await page.getByRole('link', { name: '3 new replies' }).waitFor();
    // Also where something above grows.
    await platform.dataSource.query(
      `UPDATE posts SET version = 2, body_html = '<p>Much more. ${'More. '.repeat(400)}</p>' WHERE thread_id = $1 AND number = 2`,
      [id],
    );
    await platform.dataSource.query(
      `WITH thread AS (UPDATE threads SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq)
       INSERT INTO events (stream_id, seq, kind, facts) SELECT $1, last_seq, 'post-edited', jsonb_build_object('postId', p.id, 'number', 2)
         FROM thread, posts p WHERE p.thread_id = $1 AND p.number = 2 RETURNING pg_notify('events', $1::text)`,
      [id],
    );
    await page.locator('#post-2').getByText('Much more.').waitFor();

    await page.waitForFunction(
      (top) => Math.abs(document.querySelector('#post-4')!.getBoundingClientRect().top - top) < 2,
      before[0] as number,
    );
    expect((await place())[1]).toBe(before[1]);
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
    expect(
      said.filter((words) => words.includes('new repl') || words.includes('New reply')).length,
    ).toBeLessThanOrEqual(3);
    // Not by the pointer, before which the test would scroll to the replies itself.
    await page.getByRole('link', { name: '3 new replies' }).evaluate((link) => (link as HTMLElement).click());
    await page.waitForFunction(() => location.hash === '#post-14');
    expect(await overflows(page)).toBe(false);
    await context.close();
  });

  it('says who writes and how many are here, and announces neither', async () => {
    const { id } = await platform.given.thread(asker);
    const { page, context } = await open(peer, id);
    const { page: other, context: second } = await open(asker, id);
    await live(page);
    await page.getByText('2 people here').waitFor();
    await other.getByLabel('Your reply').pressSequentially('I think');
    await page.getByText('Rosa is writing…').waitFor();
    expect(await page.locator('[data-announce]').textContent()).toBe('');
    expect(
      await page.locator('[data-typing]').evaluate((line) => line.closest('[aria-live], [role=status]')),
    ).toBeNull();
    expect(await other.locator('[data-typing]').textContent()).toBe('');
    expect(await faults(page)).toEqual([]);
    await second.close();
    await page.getByText('2 people here').waitFor({ state: 'hidden' });
    await context.close();
  });

  it('says so when one may no longer read it, and keeps what was typed', async () => {
    const audienceId = await platform.given.circle(asker, peer);
    const { id } = await platform.given.thread(asker, { audience: 'circle', audienceId });
    const { page, context } = await open(peer, id);
    await live(page);
    await page.getByLabel('Your reply').fill('Half a thought');

    await platform.dataSource.query(`DELETE FROM circle_members WHERE person_id = $1`, [peer.id]);

    await status(page, 'You can no longer read this discussion.').waitFor();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('Half a thought');
    await context.close();
  });

  it('keeps the trouble with the connection in view at 320 pixels, wherever one reads', async () => {
    const { id } = await platform.given.thread(asker, { body: 'A long story. '.repeat(300) });
    const { page, context } = await open(peer, id, { viewport: PHONE });
    await live(page);
    await page.getByLabel('Your reply').fill('Half a thought');
    await page.getByLabel('Your reply').scrollIntoViewIfNeeded();
    await context.setOffline(true);
    await status(page, 'You are offline.').waitFor();
    const box = await page.locator('[data-live]').boundingBox();
    expect(box!.y).toBeGreaterThanOrEqual(0);
    expect(box!.y + box!.height).toBeLessThanOrEqual(PHONE.height);
    await write(page, 'Typed on a train');
    await sending(page).getByText('Not sent.').waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await faults(page)).toEqual([]);
    await context.close();
  });
});
