import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('writing without JavaScript', () => {
  let platform: TestPlatform;
  let amina: Member;
  let dee: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    amina = await platform.given.member({ name: 'Amina Okafor' });
    dee = await platform.given.member({ name: 'Dee Marlowick' });
  });
  afterAll(() => platform.stop());

  const send = (path: string, fields: object) => platform.page('post', path, amina).type('form').send(fields);
  const TEXT = 'Ask **twice** & <b>wait</b>.';
  const SHOWN = 'Ask <strong>twice</strong> &amp; &lt;b&gt;wait&lt;/b&gt;.';

  it.each([
    ['a reply', async () => `/threads/${(await platform.given.thread(dee)).id}/posts`],
    ['a question', async () => '/questions'],
    ['an edit', async () => `/posts/${(await platform.given.thread(amina)).postId}/edit`],
  ])('of %s can be looked at before it is posted, and nothing is posted', async (_what, path) => {
    const at = await path();
    const before = await platform.dataSource.query<object[]>(`SELECT FROM posts`);
    const { status, text } = await send(at, {
      body: TEXT,
      title: 'Bond?',
      preview: 'yes',
      _version: '1',
      draft: 'question',
    });
    expect(status).toBe(200);
    expect(text).toContain(SHOWN);
    expect(text).toContain('Preview: not posted yet');
    expect(text).toContain('>Ask **twice** &amp; &lt;b>wait&lt;/b>.</textarea>');
    expect(await platform.dataSource.query<object[]>(`SELECT FROM posts`)).toHaveLength(before.length);
  });

  it('says whom a post would name, and shows hidden people nowhere', async () => {
    const hidden = await platform.given.member({ name: 'Hidden Hand' });
    await platform.dataSource.query(`UPDATE people SET visible_to = '{role:moderator}' WHERE id = $1`, [hidden.id]);
    const { text } = await send('/preview', { body: `@[x](person:${dee.id}) @[y](person:${hidden.id})` });
    expect(text).toContain('>@Dee</a>');
    expect(text).toContain('1 person is told');
    expect(text).not.toContain(hidden.id);
    expect((await platform.page('post', '/preview').type('form').send({ body: 'x' })).status).toBe(401);
  });

  it('takes an empty and a too long text for a preview', async () => {
    expect((await send('/preview', {})).status).toBe(200);
    expect((await send('/preview', { body: 'x'.repeat(20_001) })).text).toContain('too long');
  });

  it('has a page of help with examples', async () => {
    const { status, text } = await platform.page('get', '/help/writing');
    expect(status).toBe(200);
    expect(text).toContain('<strong>nine days</strong>');
    expect((await platform.page('get', '/questions/new', amina)).text).toContain('href="/help/writing"');
  });
});
