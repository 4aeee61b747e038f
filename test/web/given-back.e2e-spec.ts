import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const WRITTEN = 'What we wrote over half an hour, with “quotes” & <b>marks</b>.';
const IN_PAGE = '>What we wrote over half an hour, with “quotes” &amp; &lt;b>marks&lt;/b>.</textarea>';

/** In the form of a browser without a script, as it is since files can come with it, and as it was before. */
describe.each(['with parts', 'urlencoded'])('what was typed into a form %s', (how) => {
  let platform: TestPlatform;
  let asker: Member;
  let author: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Dee Marlowick' });
    author = await platform.given.member({ name: 'Amina Okafor' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const send = (address: string, fields: Readonly<Record<string, string>>, by = author) => {
    const asked = platform.page('post', address, by);
    if (how === 'urlencoded') return asked.type('form').send(fields);
    for (const [name, value] of Object.entries(fields)) void asked.field(name, value);
    return asked;
  };

  /** With its question a discussion is hidden. */
  const hide = (subjectId: string) =>
    platform
      .api('post', '/moderation/actions', moderator)
      .send({ action: 'hide', subject: 'post', subjectId, reasonCode: 'spam', note: 'Nothing else.' });
  const lock = (id: string) =>
    platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: true, reason: 'Settled' });

  const changes: [string, number, (thread: { id: string; postId: string }) => Promise<{ status: number }>][] = [
    ['closed', 409, async ({ id }) => lock(id)],
    ['taken back', 404, async ({ postId }) => platform.api('delete', `/posts/${postId}`, asker)],
    ['hidden', 404, async ({ postId }) => hide(postId)],
    [
      'merged',
      409,
      async ({ id }) => {
        const { id: into } = await platform.given.thread(asker);
        return platform.api('post', `/threads/${id}/merge`, moderator).send({ to: into, reason: 'The same' });
      },
    ],
  ];

  it.each(changes)('of a discussion that was %s meanwhile is given back', async (_what, status, change) => {
    const thread = await platform.given.thread(asker);
    expect((await change(thread)).status).toBeLessThan(300);
    const sent = await send(`/threads/${thread.id}/posts`, { body: WRITTEN, draft: `thread:${thread.id}` });
    expect(sent.status).toBe(status);
    expect(sent.text).toContain(IN_PAGE);
    expect(sent.text.match(/What you wrote, to copy/g)).toHaveLength(1);
  });

  it.each([
    ['for its preview', { preview: 'yes' }, 200],
    ['to be filled in again', { _again: 'yes' }, 200],
    ['with a fault', { replyTo: 'x' }, 422],
  ])('of a closed discussion is given back: sent %s', async (_why, fields, status) => {
    const { id } = await platform.given.thread(asker);
    await lock(id);
    const sent = await send(`/threads/${id}/posts`, { body: WRITTEN, ...fields });
    expect(sent.status).toBe(status);
    expect(sent.text).toContain(IN_PAGE);
    expect(sent.text).toContain('What you wrote, to copy');
  });

  it('by who asked and took the discussion back is given back', async () => {
    const { id, postId } = await platform.given.thread(asker);
    await platform.api('delete', `/posts/${postId}`, asker);
    expect((await send(`/threads/${id}/posts`, { body: WRITTEN, preview: 'yes' }, asker)).text).toContain(IN_PAGE);
  });

  it.each([
    ['deleted', async (id: string) => platform.api('delete', `/posts/${id}`, author)],
    ['hidden with its discussion', async (_id: string, questionId: string) => hide(questionId)],
  ])('of a post that was %s meanwhile is given back', async (_what, change) => {
    const { id: threadId, postId } = await platform.given.thread(asker);
    const { id } = await platform.given.reply(author, threadId);
    expect((await change(id, postId)).status).toBeLessThan(300);
    const fields = { body: WRITTEN, _version: '1' };
    expect((await send(`/posts/${id}/edit`, { ...fields, preview: 'yes' })).text).toContain(IN_PAGE);
    const sent = await send(`/posts/${id}/edit`, fields);
    expect(sent.status).toBeGreaterThanOrEqual(400);
    expect(sent.text).toContain(IN_PAGE);
  });
});
