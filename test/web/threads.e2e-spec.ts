import { statementsOf } from '../support/statements.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

type Asked = Awaited<ReturnType<TestPlatform['given']['thread']>>;

describe('the pages of threads', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
  });
  afterAll(() => platform.stop());

  const form = (path: string, by: Member | null, fields: Record<string, unknown>) =>
    platform.page('post', path, by).type('form').send(fields);

  it('asks, shows what was asked, and takes the same form once', async () => {
    const fields = {
      _once: 'k-1',
      title: 'Who pays for the IT split?',
      body: 'Ours was priced at **£22,000**.',
      audience: 'network',
    };
    const first = await form('/questions', asker, fields);
    const again = await form('/questions', asker, fields);
    expect([first.status, again.status, again.headers['location']]).toEqual([303, 303, first.headers['location']]);

    const { text } = await platform.page('get', first.headers['location']!, peer);
    expect(text).toContain('<strong>£22,000</strong>');
    expect(text).toContain('Rosa, founder or lead');
    expect(text).not.toContain('Quillfeather');
  });

  describe('take the same form twice as once, and show the same', () => {
    const kindsOf = async (id: string): Promise<string[]> => {
      const { body } = await platform.api('get', `/threads/${id}/events?afterSeq=0`, asker);
      return (body.events as { kind: string }[]).map(({ kind }) => kind);
    };
    const subjects = {
      title: 'What does a pension bond cost?',
      topics: 'pensions',
      serviceAreas: ['libraries', 'parks'],
    };
    const until = {
      'confidentialUntil-day': '1',
      'confidentialUntil-month': '4',
      'confidentialUntil-year': '2099',
    };
    it.each([
      [
        'of a changed post',
        'post-edited',
        () => ({ body: 'In other words.' }),
        ({ postId }: Asked) => `/posts/${postId}/edit`,
      ],
      ['of another title and subjects', 'thread-edited', () => subjects, ({ id }: Asked) => `/threads/${id}/edit`],
      [
        'of other readers',
        'audience-changed',
        () => ({ audience: 'invited' }),
        ({ id }: Asked) => `/threads/${id}/audience`,
      ],
      [
        'of other readers until a day',
        'audience-changed',
        (circle: string) => ({ audience: `circle:${circle}`, opensTo: 'network', ...until }),
        ({ id }: Asked) => `/threads/${id}/audience`,
      ],
    ])('%s', async (_what, kind, fields, path) => {
      const circle = await platform.given.circle(asker);
      const asked = await platform.given.thread(asker);
      const sent = { _version: '1', _once: 'pressed-twice', ...fields(circle) };
      const answers = [await form(path(asked), asker, sent), await form(path(asked), asker, sent)];
      expect(answers.map(({ status }) => status)).toEqual([303, 303]);
      expect(answers[1]!.headers['location']).toBe(answers[0]!.headers['location']);
      expect(await kindsOf(asked.id)).toEqual(['post-added', kind]);
    });

    it('but not where somebody else changed it in between', async () => {
      const asked = await platform.given.thread(asker);
      await form(`/threads/${asked.id}/edit`, asker, { _version: '1', ...subjects });
      await form(`/threads/${asked.id}/edit`, asker, {
        _version: '2',
        ...subjects,
        title: 'What does that bond cost?',
      });
      const late = await form(`/threads/${asked.id}/edit`, asker, { _version: '1', ...subjects });
      expect([late.status, late.text.includes('What does that bond cost?')]).toEqual([409, true]);
    });

    it.each([
      [
        'split off',
        'move',
        () => ({ post: ['2', '3'], into: 'new', title: 'A discussion of its own', kind: 'discussion' }),
      ],
      ['moved', 'move', (target: string) => ({ post: ['2', '3'], into: 'other', target: `/threads/${target}` })],
      ['merged', 'merge', (target: string) => ({ target: `/threads/${target}` })],
      ['marked as asked before', 'duplicate', (target: string) => ({ target: `/threads/${target}` })],
    ])('of posts that are %s', async (_what, path, fields) => {
      const moderator = await platform.given.member({}, 'moderator');
      const [from, target] = [await platform.given.thread(asker), await platform.given.thread(asker)];
      await platform.given.reply(peer, from.id);
      await platform.given.reply(peer, from.id);
      const sent = { _version: '1', _once: 'moved-twice', reason: 'It belongs there.', ...fields(target.id) };
      const send = (over: object = {}) => form(`/threads/${from.id}/${path}`, moderator, { ...sent, ...over });
      const answers = [...(await Promise.all([send(), send(), send()])), await send()];
      expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(
        answers.map(() => [303, answers[0]!.headers['location']]),
      );
      const done = await platform.dataSource.query<object[]>(`SELECT FROM moderation_log WHERE subject_id = $1`, [
        from.id,
      ]);
      expect(done).toHaveLength(1);
    });
  });

  it('takes a second text written after going back, with the same one-time key', async () => {
    const { id } = await platform.given.thread(asker);
    const send = (body: string) => form(`/threads/${id}/posts`, peer, { _once: 'k-2', body });
    await send('First thought');
    await send('First thought');
    await send('Second thought');
    const { body } = await platform.api('get', `/threads/${id}/posts`, peer);
    expect(body.items.map((post: { body: string }) => post.body)).toEqual([
      'We need a second option by May.',
      'First thought',
      'Second thought',
    ]);
  });

  it('answers a bad form with 422, what was typed, a summary, and a link to the field', async () => {
    const { status, text } = await form('/questions', asker, { title: 'Short', body: '', serviceAreas: 'libraries' });
    expect(status).toBe(422);
    expect(text).toContain('<title>Error: Ask a question – Waymark</title>');
    expect(text).toContain('<a href="#title">Your question must be 10 characters or more</a>');
    expect(text).toContain('<a href="#body">Say what you have tried and what you need to know</a>');
    expect(text).toContain('value="Short"');
    expect(text).toMatch(/value="libraries"[^>]* checked|checked[^>]* value="libraries"/);
  });

  it.each([
    ['a NUL', { body: 'a\u0000b' }],
    ['text of 20,001 characters', { body: 'x'.repeat(20_001) }],
    ['two texts for one field', 'body=a&body=b'],
    ['an answer that is not here', { body: 'To whom?', replyTo: '01990000-0000-7000-8000-000000000000' }],
  ])('refuses %s with 422 and keeps the page', async (_what, fields) => {
    const { id } = await platform.given.thread(asker);
    const { status, text } = await platform.page('post', `/threads/${id}/posts`, peer).type('form').send(fields);
    expect([status, text.includes('There is a problem')]).toEqual([422, true]);
  });

  it('never trusts raw HTML, script addresses or attributes', async () => {
    const hostile = [
      '<script>alert(1)</script> <img src=x onerror=alert(1)>',
      '[click](javascript:alert(1)) ![](https://tracker.example/pixel.png)',
      '<a href="https://x.example" onclick="alert(1)">x</a> "><svg/onload=alert(1)>',
      '[x](data:text/html;base64,PHNjcmlwdD4=) <https://example.org/"onmouseover="alert(1)>',
    ].join('\n\n');
    const { id } = await platform.given.thread(asker, { title: 'A <script>alert(2)</script> title', body: hostile });
    const { text } = await platform.page('get', `/threads/${id}`, peer);
    const post = text.slice(text.indexOf('data-posts'), text.indexOf('</ol>'));
    expect(post).not.toMatch(/<(script|img|svg|iframe)/i);
    expect(post).not.toMatch(/<a [^>]*(javascript:|data:|onclick|onmouseover)/i);
    expect(text).toContain('A &lt;script>alert(2)&lt;/script> title');
  });

  it('shows a stale edit with both texts, and overwrites nothing', async () => {
    const { id } = await platform.given.thread(asker);
    const reply = await platform.given.reply(peer, id, { body: 'As first written' });
    expect((await form(`/posts/${reply.id}/edit`, peer, { _version: '1', body: 'From the first tab' })).status).toBe(
      303,
    );
    const { status, text } = await form(`/posts/${reply.id}/edit`, peer, {
      _version: '1',
      body: 'From the second tab',
    });
    expect(status).toBe(409);
    expect(text).toContain('From the first tab');
    expect(text).toContain('From the second tab');
    expect((await platform.api('get', `/posts/${reply.id}`, peer)).body.body).toBe('From the first tab');
  });

  it('shows a stale change of the subjects with what they are now', async () => {
    const { id } = await platform.given.thread(asker);
    const save = (fields: object) => form(`/threads/${id}/edit`, asker, { _version: '1', ...fields });
    const first = { title: 'How long did the transfer take?', stage: 'idea', serviceAreas: 'libraries' };
    expect((await save(first)).status).toBe(303);
    const { status, text } = await save({ title: 'Who paid for the transfer?', stage: 'idea', topics: 'pensions' });
    expect(status).toBe(409);
    for (const words of [
      'How long did the transfer take?',
      'Who paid for the transfer?',
      'Service areas now',
      'Topics now',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Stage now');
  });

  it('shows what may answer a question before it is posted, and keeps all that was written', async () => {
    await platform.given.thread(asker, {
      title: 'Who paid for the removal of asbestos?',
      body: 'Nobody budgeted for it.',
    });
    const typed = { title: 'Asbestos removal: who paid?', body: 'We found it in the roof.', topics: ['assets'] };

    const { status, text } = await form('/questions', peer, { ...typed, check: 'yes' });

    expect(status).toBe(200);
    expect(text).toContain('<b>Who paid for the removal of asbestos?</b>');
    expect(text).toContain('value="Asbestos removal: who paid?"');
    expect(text).toContain('We found it in the roof.</textarea>');
    expect(text).toMatch(/<input[^>]*value="assets"[^>]*checked|<input[^>]*checked[^>]*value="assets"/);
    const { body } = await platform.api('get', '/threads?limit=100', peer);
    expect((body.items as { title: string }[]).map(({ title }) => title)).not.toContain(typed.title);
    const none = await form('/questions', peer, { title: 'Zyxwv?', body: '', check: 'yes' });
    expect([none.status, none.text.includes('your question may be the first of its kind')]).toEqual([200, true]);
  });

  it('sends who is signed out to sign in for a page, and keeps what they wrote in a form', async () => {
    const { id } = await platform.given.thread(asker);
    const page = await platform.page('get', '/questions/new');
    expect([page.status, page.headers['location']]).toEqual([303, '/sign-in?next=%2Fquestions%2Fnew']);
    const { status, text } = await form(`/threads/${id}/posts`, null, {
      body: 'Half an hour of writing that must not be lost.',
    });
    expect([status, text.includes('Half an hour of writing')]).toEqual([401, true]);
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1.evil.example'])(
    'refuses a form from %s',
    async (origin) => {
      const { id } = await platform.given.thread(asker);
      const { status } = await platform
        .page('post', `/threads/${id}/posts`, peer)
        .set('origin', origin)
        .type('form')
        .send({ body: 'x' });
      expect(status).toBe(403);
    },
  );

  it.each([
    ['that there is none of', '/threads/0199a0a0-0000-7000-8000-000000000000'],
    ['without an id', '/threads/x'],
    ['of nothing', '/nowhere'],
    ['with a NUL', '/threads/%00'],
    ['of a post that has no id', '/posts/1/edit'],
    ['that is no text', '/threads/%ff'],
    ['that is no text, with a query', '/guidance/%E0%A4%A?a=%ff'],
    ['that is too long for anything', `/councils/${'A'.repeat(2_000)}`],
  ])('answers an address %s with the page that says so', async (_what, path) => {
    const { status, text, headers } = await platform.page('get', path, peer);
    expect([status, /<h1[^>]*>Page not found/.test(text)]).toEqual([404, true]);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it.each(['/threads/%ff', `/councils/${'A'.repeat(2_000)}`])('answers %s of the API with a problem', async (path) => {
    const { status, body, headers } = await platform.api('get', path, peer);
    expect([status, body.requestId]).toEqual([404, headers['x-request-id']]);
    expect(headers['content-type']).toContain('application/problem+json');
  });

  it('carries its security headers on pages, errors and assets', async () => {
    for (const path of ['/', '/nowhere']) {
      const { headers } = await platform.page('get', path);
      expect(headers['content-security-policy']).toMatch(/default-src 'none';script-src 'self' 'nonce-[\w+/=-]+'/);
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
    const [, css] = /href="(\/assets\/core\.\w+\.css)"/.exec((await platform.page('get', '/')).text)!;
    const { headers } = await platform.page('get', css!).set('accept-encoding', 'br');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-encoding']).toBe('br');
  });

  it('keeps to three statements a page, however long the thread', async () => {
    const { id } = await platform.given.thread(asker);
    for (let i = 0; i < 25; i += 1) await platform.given.reply(peer, id, { body: `Reply ${i}` });
    for (const path of [`/threads/${id}`, `/threads/${id}?after=20`, '/questions', '/']) {
      const statements = await statementsOf(platform.dataSource, () => platform.page('get', path, asker));
      expect([path, statements.length <= 3]).toEqual([path, true]);
    }
    const api = await statementsOf(platform.dataSource, () => platform.api('get', `/threads/${id}`, asker));
    expect(api.length).toBeLessThanOrEqual(3);
  });
});
