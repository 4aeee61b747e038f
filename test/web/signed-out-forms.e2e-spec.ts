import { caseNotesGiven } from '../api/case-notes.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, PASSWORD, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const WRITTEN = 'Half an hour of writing, with “quotes” & <b>marks</b>.';
const IN_PAGE = 'Half an hour of writing, with “quotes” &amp; &lt;b>marks&lt;/b>.';

describe('a form that was sent by who was signed out by then', () => {
  let platform: TestPlatform;
  let author: Member;
  let other: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    author = await platform.given.member({ name: 'Priti' });
    other = await platform.given.member({ name: 'Ben' });
  });
  afterAll(() => platform.stop());

  const send = (path: string, fields: object) => platform.page('post', path).type('form').send(fields);
  /** The hidden fields of the form in a page that goes to this address. */
  const hiddenIn = (text: string, action: string): Record<string, string> => {
    const form =
      new RegExp(`<form[^>]*action="${action.replaceAll('/', '\\/')}"[^>]*>(.*?)</form>`, 's').exec(text)?.[1] ?? '';
    return Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
      ]),
    );
  };
  const signIn = (carried: string, by: Member, password = PASSWORD) =>
    send('/sign-in', { carried, email: by.email, password });
  const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
    ((answer.headers['set-cookie'] ?? []) as string[]).map((cookie) => cookie.split(';')[0]!).join('; ');

  const forms: [string, () => Promise<{ action: string; fields: Record<string, string> }>][] = [
    [
      'a page of a case note',
      async () => {
        const { id } = await caseNotesGiven(platform).draft(author);
        return {
          action: `/case-notes/${id}/tasks/story`,
          fields: { _version: '1', _window: 'w1', whatHappened: WRITTEN },
        };
      },
    ],
    ['the first step of a case note', async () => ({ action: '/case-notes', fields: { title: WRITTEN } })],
    ['a question', async () => ({ action: '/questions', fields: { title: 'How did you do it?', body: WRITTEN } })],
    [
      'a reply',
      async () => {
        const { id } = await platform.given.thread(author);
        return { action: `/threads/${id}/posts`, fields: { body: WRITTEN } };
      },
    ],
    [
      'a change to a post',
      async () => {
        const { id } = await platform.given.thread(author);
        const post = await platform.given.reply(author, id);
        return { action: `/posts/${post.id}/edit`, fields: { _version: '1', body: WRITTEN } };
      },
    ],
  ];

  it.each(forms)('comes back filled in after signing in, and is sent only then: %s', async (_what, make) => {
    const { action, fields } = await make();
    const counts = async () =>
      (
        await platform.dataSource.query(
          `SELECT (SELECT count(*) FROM posts) AS posts, (SELECT sum(version) FROM posts) AS edits,
                  (SELECT count(*) FROM case_note_versions) AS versions`,
        )
      )[0];
    const before = await counts();
    const refused = await send(action, { ...fields, _by: author.id, _once: 'once-1' });
    expect(refused.status).toBe(401);
    expect(refused.text).toContain(IN_PAGE);
    const { carried = '' } = hiddenIn(refused.text, '/sign-in');

    const wrong = await signIn(carried, author, 'not the password');
    expect([wrong.status, hiddenIn(wrong.text, '/sign-in')['carried']]).toEqual([422, carried]);

    const signedIn = await signIn(carried, author);
    expect([signedIn.status, signedIn.text.includes(IN_PAGE)]).toEqual([200, true]);
    const again = hiddenIn(signedIn.text, action);
    expect(again).toMatchObject({ ...fields, _again: 'yes' });

    const shown = await send(action, again).set('cookie', cookieOf(signedIn));
    expect([shown.status, shown.text.includes(`action="${action}"`), shown.text.includes(IN_PAGE)]).toEqual([
      200,
      true,
      true,
    ]);
    expect(shown.text).not.toContain('There is a problem');
    expect(await counts()).toEqual(before);

    const sent = await send(action, { ...fields, ...hiddenIn(shown.text, action) }).set('cookie', cookieOf(signedIn));
    expect(sent.status).toBe(303);
    expect(await counts()).not.toEqual(before);
  });

  it('is sent as it is where its page cannot show it again, by a press', async () => {
    const moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    const thread = await platform.given.thread(author);
    const refused = await send(`/threads/${thread.id}/lock`, { locked: 'yes', reason: 'Settled', _by: moderator.id });
    const { carried = '' } = hiddenIn(refused.text, '/sign-in');
    const signedIn = await signIn(carried, moderator);
    expect(signedIn.text).toContain('Send it now');
    const fields = hiddenIn(signedIn.text, `/threads/${thread.id}/lock`);
    expect(fields).toEqual({ locked: 'yes', reason: 'Settled', _by: moderator.id });
    const locked = async () =>
      (await platform.dataSource.query(`SELECT locked_at FROM threads WHERE id = $1`, [thread.id]))[0].locked_at;
    expect(await locked()).toBeNull();
    await send(`/threads/${thread.id}/lock`, fields).set('cookie', cookieOf(signedIn));
    expect(await locked()).not.toBeNull();
  });

  it('is never carried on by somebody else, and waits for its writer', async () => {
    const refused = await send('/questions', { title: 'How did you do it?', body: WRITTEN, _by: author.id });
    const { carried = '' } = hiddenIn(refused.text, '/sign-in');
    const stranger = await signIn(carried, other);
    expect([stranger.status, cookieOf(stranger)]).toEqual([422, '']);
    expect(stranger.text).toContain('Sign in as the person who wrote this, or go on without it');
    expect((await signIn(hiddenIn(stranger.text, '/sign-in')['carried'] ?? '', author)).status).toBe(200);
  });

  it('says in every form whose it is', async () => {
    const { id } = await caseNotesGiven(platform).draft(author);
    const { id: thread } = await platform.given.thread(author);
    for (const path of [
      '/questions/new',
      `/threads/${thread}`,
      `/case-notes/${id}/tasks/story`,
      '/case-notes/new/title',
    ]) {
      expect((await platform.page('get', path, author)).text).toContain(`name="_by" value="${author.id}"`);
    }
  });

  it.each([
    ['a password', '/settings/account', { password: 'a long enough password', note: WRITTEN }, 'password'],
    ['more than a page can hold', '/questions', { body: 'word '.repeat(40_000) }, 'name="carried"'],
  ])('never carries %s', async (_what, path, fields, absent) => {
    const { status, text } = await send(path, fields);
    expect([401, 404]).toContain(status);
    expect(text).not.toContain(absent === 'password' ? 'a long enough password' : absent);
  });

  it.each([
    '{"action":"https://evil.example/","fields":[["a","b"]]}',
    '{"action":"//evil.example","fields":[]}',
    '{',
    '',
  ])('signs in as always where what was carried is none: %s', async (carried) => {
    const { status, headers } = await send('/sign-in', {
      carried,
      next: '/questions',
      email: author.email,
      password: PASSWORD,
    });
    expect([status, headers['location']]).toEqual([303, '/questions']);
  });

  it.each([true, false])(
    'works in a browser, with JavaScript: %s',
    async (javaScriptEnabled) => {
      const writer = await platform.given.member({ name: 'Una' });
      const chromium = await openBrowser(platform.url);
      const found: string[] = [];
      for (const viewport of [DESKTOP, PHONE]) {
        const { page, context } = await chromium.person(writer, { viewport, javaScriptEnabled });
        await page.goto('/questions/new');
        await page.getByLabel('Your question in one sentence').fill(`How did you do it, ${viewport.width}?`);
        await page.getByLabel('The background').fill(WRITTEN);
        await context.clearCookies();
        await page.getByRole('button', { name: 'Post question' }).click();
        await page.getByRole('heading', { name: 'Sign in first' }).waitFor();
        if (javaScriptEnabled) found.push(...(await faults(page)));
        if (await overflows(page)) found.push('sign in again scrolls sideways');
        await page.getByLabel('Email address').fill(writer.email);
        await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
        await page.getByRole('button', { name: 'Sign in and go on' }).click();
        await page.getByRole('heading', { name: 'You are signed in again' }).waitFor();
        if (javaScriptEnabled) found.push(...(await faults(page)));
        await page.getByRole('button', { name: 'Open the form with what I wrote' }).click();
        expect(await page.getByLabel('The background').inputValue()).toBe(WRITTEN);
        await page.getByRole('button', { name: 'Post question' }).click();
        await page.getByRole('heading', { level: 1, name: `How did you do it, ${viewport.width}?` }).waitFor();
      }
      await chromium.close();
      expect([...found, ...chromium.errors.filter((error) => !error.includes('401'))]).toEqual([]);
    },
    120_000,
  );
});
