import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('drafts without JavaScript', () => {
  let platform: TestPlatform;
  let amina: Member;
  let dee: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    amina = await platform.given.member({ name: 'Amina Okafor' });
    dee = await platform.given.member({ name: 'Dee Marlowick' });
  });
  afterAll(() => platform.stop());

  const hidden = (html: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? 'none';
  const send = (path: string, fields: object, by = amina) => platform.page('post', path, by).type('form').send(fields);

  /** The answer is beyond the first page, and the last page does not begin with it. */
  const long = async () => {
    const { id } = await platform.given.thread(dee);
    const rosa = await platform.given.member({ name: 'Rosa Velthorne' });
    for (let i = 0; i < 20; i += 1) await platform.given.reply(dee, id);
    const answer = await platform.given.reply(rosa, id);
    for (let i = 0; i < 20; i += 1) await platform.given.reply(dee, id);
    return { id, answer };
  };

  it('of a reply are saved by a button, shown again, and gone when posted', async () => {
    const { id } = await platform.given.thread(dee);
    const saved = await send(`/threads/${id}/posts`, { body: 'Half a thought', draft: `thread:${id}`, save: 'draft' });
    expect([saved.status, saved.headers['location']]).toEqual([303, `/threads/${id}?draft=yes#reply`]);

    expect((await platform.page('get', `/threads/${id}`, amina)).text).not.toContain('Half a thought');
    const { text } = await platform.page('get', `/threads/${id}?draft=yes`, amina);
    expect(text).toContain('>Half a thought</textarea>');
    const form = {
      draft: hidden(text, 'draft'),
      draftVersion: hidden(text, 'draftVersion'),
      _once: hidden(text, '_once'),
    };
    expect((await send(`/threads/${id}/posts`, { ...form, body: 'A whole thought' })).status).toBe(303);
    expect((await send(`/threads/${id}/posts`, { ...form, draftVersion: '7', body: 'A whole thought' })).status).toBe(
      303,
    );
    const rows = await platform.dataSource.query<object[]>(`SELECT FROM drafts WHERE place = $1`, [`thread:${id}`]);
    expect(rows).toHaveLength(0);
    expect((await platform.api('get', `/threads/${id}/posts`, amina)).body.items).toHaveLength(2);
  });

  it('of a reply to an answer say whom they reply to', async () => {
    const { id } = await platform.given.thread(dee);
    const answer = await platform.given.reply(dee, id);
    const place = `reply:${answer.id}`;
    const saved = await send(`/threads/${id}/posts`, {
      body: 'To you',
      replyTo: answer.id,
      draft: place,
      save: 'draft',
    });
    expect(saved.headers['location']).toBe(`/threads/${id}?draft=yes&replyTo=${answer.id}#reply`);
    const { text } = await platform.page('get', String(saved.headers['location']), amina);
    expect(text).toContain('Replying to Dee.');
    expect(hidden(text, 'draft')).toBe(place);
  });

  it.each([
    ['that is wrong', { body: '' }, 422],
    ['with its preview', { body: 'To you', preview: 'yes' }, 200],
    ['after signing in', { body: 'To you', _again: 'yes' }, 200],
  ])(
    'of a reply to an answer on a later page: the form %s still says whom it replies to',
    async (_how, fields, status) => {
      const { id, answer } = await long();
      const shown = await send(`/threads/${id}/posts`, { ...fields, replyTo: answer.id });
      expect(shown.status).toBe(status);
      expect(shown.text).toContain('Replying to Rosa.');
      expect(hidden(shown.text, 'replyTo')).toBe(answer.id);
    },
  );

  it('of a posted reply lead to the answer, also where that is on another page', async () => {
    const { id, answer } = await long();
    await platform.given.reply(dee, id, { replyTo: answer.id });
    const page = async (after: number) => (await platform.page('get', `/threads/${id}?after=${after}`, amina)).text;
    const link = (html: string): string | undefined => /href="([^"]*)">in reply to Rosa/.exec(html)?.[1];
    expect(link(await page(40))).toBe(`/threads/${id}?after=20#post-22`);
    await platform.given.reply(dee, id, { replyTo: (await platform.given.reply(amina, id)).id });
    expect(/href="([^"]*)">in reply to Amina/.exec(await page(40))?.[1]).toBe('#post-44');
  });

  it('begin where the answer is that is replied to, and never name one of another discussion', async () => {
    const { id, answer } = await long();
    const { text } = await platform.page('get', `/threads/${id}?replyTo=${answer.id}`, amina);
    expect(text).toContain('Replying to Rosa.');
    expect(text).toContain('id="post-22"');
    expect(hidden(text, 'replyTo')).toBe(answer.id);
    await send(`/threads/${id}/posts`, {
      body: 'Half',
      replyTo: answer.id,
      draft: `reply:${answer.id}`,
      save: 'draft',
    });
    const draft = await platform.page('get', `/threads/${id}?draft=yes&replyTo=${answer.id}`, amina);
    expect(draft.text).toContain('Replying to Rosa.');
    expect(draft.text).toContain('>Half</textarea>');

    const other = await platform.given.thread(dee);
    for (const replyTo of [answer.id, 'x']) {
      const elsewhere = await send(`/threads/${other.id}/posts`, { body: '', replyTo });
      expect([elsewhere.status, elsewhere.text.includes('Replying to')]).toEqual([422, false]);
      const opened = await platform.page('get', `/threads/${other.id}?replyTo=${replyTo}`, amina);
      expect([opened.status, opened.text.includes('Replying to')]).toEqual([200, false]);
    }
  });

  it('that another window saved are shown beside what was typed, and overwritten only then', async () => {
    const { id } = await platform.given.thread(dee);
    const draft = `thread:${id}`;
    await platform.api('put', `/me/drafts/${draft}`, amina).send({ fields: { body: 'From the train' } });

    const { status, text } = await send(`/threads/${id}/posts`, { body: 'From the desk', draft, save: 'draft' });
    expect(status).toBe(409);
    expect(text).toContain('>From the train</textarea>');
    expect(text).toContain('>From the desk</textarea>');
    const draftVersion = hidden(text, 'draftVersion');
    // As the browser sends the form: with the text to compare with.
    const [, theirs = ''] = /<textarea[^>]* name="([^"]*)"[^>]*readonly/i.exec(text) ?? [];
    const fields = { body: 'From both', [theirs]: 'From the train', draft, draftVersion, save: 'draft' };
    const again = await send(`/threads/${id}/posts`, fields);
    expect(again.status).toBe(303);
    const { body } = await platform.api('get', `/me/drafts/${draft}`, amina);
    expect([theirs, body.fields]).toEqual(['_theirs', { body: 'From both' }]);
  });

  it('of a question come back with all that was chosen', async () => {
    const fields = {
      title: 'Bond?',
      body: 'Not yet',
      audience: 'public',
      topics: 'pensions',
      draft: 'question',
      save: 'draft',
    };
    expect((await send('/questions', fields)).headers['location']).toBe('/questions/new');
    const { text } = await platform.page('get', '/questions/new', amina);
    expect(text).toContain('value="Bond?"');
    expect(text).toContain('>Not yet</textarea>');
    expect(text).toMatch(/<input[^>]*value="public"[^>]*checked|<input[^>]*checked[^>]*value="public"/);

    const asked = await send('/questions', {
      ...fields,
      title: 'Who pays for the pension bond?',
      save: '',
      draftVersion: hidden(text, 'draftVersion'),
    });
    expect(asked.status).toBe(303);
    expect((await platform.page('get', '/questions/new', amina)).text).not.toContain('Not yet');
  });

  it.each([
    [
      'closed',
      async (by: Member, id: string) => platform.api('post', `/threads/${id}/lock`, by).send({ locked: true }),
    ],
    ['taken back', async (by: Member, _id: string, postId: string) => platform.api('delete', `/posts/${postId}`, by)],
  ])('for a discussion that was %s are shown whole: in the list, and on its page to copy', async (_what, end) => {
    const rosa = await platform.given.member({ name: 'Rosa Velthorne' });
    const { id, postId } = await platform.given.thread(rosa);
    const body = `${'A thought that goes on. '.repeat(12)}Its end.`;
    await platform.api('put', `/me/drafts/thread:${id}`, rosa).send({ fields: { body } });
    expect((await platform.page('get', '/settings/drafts', rosa)).text).not.toContain('Its end.');
    expect((await end(rosa, id, postId)).status).toBeLessThan(300);
    expect((await platform.page('get', '/settings/drafts', rosa)).text).toContain(`>${body}</p>`);
    const { text } = await platform.page('get', `/threads/${id}?draft=yes`, rosa);
    expect(text).toContain('What you wrote, to copy');
    expect(text).toContain(`>${body}</textarea>`);
    expect((await platform.page('get', `/threads/${id}?draft=yes`, amina)).text).not.toContain('Its end.');
  });

  it('are listed for their writer alone, with where they belong, and can be deleted', async () => {
    const rosa = await platform.given.member({ name: 'Rosa Velthorne' });
    const { id } = await platform.given.thread(dee, { title: 'Who keeps the <vans> after year two?' });
    await platform.api('put', `/me/drafts/thread:${id}`, rosa).send({ fields: { body: '<b>We</b> did' } });
    const closed = await platform.given.thread(dee, {
      audience: 'invited',
      invited: [rosa.id],
      title: 'Secret of the few here',
    });
    await platform.api('put', `/me/drafts/thread:${closed.id}`, rosa).send({ fields: { body: 'All of my words' } });
    await platform.dataSource.query(`DELETE FROM thread_invitations WHERE person_id = $1`, [rosa.id]);

    const { text } = await platform.page('get', '/settings/drafts', rosa);
    expect(text).toContain('Reply in: Who keeps the &lt;vans> after year two?');
    expect(text).toContain('&lt;b>We&lt;/b> did');
    expect(text).toContain('A reply in a discussion that you can no longer read');
    expect(text).toContain('All of my words');
    expect(text).not.toContain('Secret of the few');
    expect((await platform.page('get', '/settings/drafts', dee)).text).toContain('You have no drafts');
    expect((await platform.page('get', '/settings/drafts')).status).toBe(303);

    const form = { place: hidden(text, 'place'), version: hidden(text, 'version') };
    expect((await send('/settings/drafts/delete', { ...form, version: '1' }, rosa)).status).toBe(409);
    expect((await send('/settings/drafts/delete', form, rosa)).status).toBe(303);
    expect((await platform.api('get', '/me/drafts/posts', rosa)).body.items).toHaveLength(1);
  });
});
