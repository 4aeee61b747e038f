import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const LABEL = 'Council officer, unitary, South West';

describe('who wrote under a mask', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  let thread: { id: string; postId: string };
  beforeAll(async () => {
    platform = await startTestPlatform();
    const { given, dataSource } = platform;
    asker = await given.member({
      name: 'Zephyrine Quillfeather',
      practitionerRole: 'council_officer',
      fictional: true,
    });
    peer = await given.member({ name: 'Dee Marlow' });
    moderator = await given.member({ name: 'Maya Thornbury' }, 'moderator');
    thread = await given.thread(asker, { audience: 'public' });
    await dataSource.query(`UPDATE threads SET mask = $2 WHERE id = $1`, [thread.id, LABEL]);
    await dataSource.query(`UPDATE posts SET mask = $2 WHERE thread_id = $1`, [thread.id, LABEL]);
  });
  afterAll(() => platform.stop());

  it.each([
    ['nobody', () => null],
    ['a member', () => peer],
    ['a moderator', () => moderator],
  ])('is a label and nothing more to %s', async (_who, reader) => {
    const { body } = await platform.api('get', `/posts/${thread.postId}`, reader());

    expect(body.author).toEqual({
      id: null,
      name: LABEL,
      role: null,
      masked: true,
      organisation: null,
      paidAdviser: false,
      fictional: false,
    });
    expect(body.createdAt).toMatch(/:00:00\.000Z$/);
    const page = await platform.page('get', `/threads/${thread.id}`, reader());
    expect(page.text).toContain(LABEL);
    expect(page.text).not.toContain('You, as');
    expect(page.text).not.toContain(`/posts/${thread.postId}/edit`);
  });

  it('is known to themself', async () => {
    const { body } = await platform.api('get', `/posts/${thread.postId}`, asker);
    expect(body.author).toMatchObject({ id: asker.id, name: LABEL, masked: true });
    const { text } = await platform.page('get', `/threads/${thread.id}`, asker);
    expect(text).toContain(`You, as ${LABEL}`);
    expect(text).toContain(`/posts/${thread.postId}/edit`);
    expect((await platform.page('get', '/questions', asker)).text).toContain(`You, as ${LABEL}`);
  });

  it('is masked in all they write there, and nobody else is', async () => {
    const own = await platform.given.reply(asker, thread.id, { body: 'More about this.' });
    const other = await platform.given.reply(peer, thread.id, { replyTo: own.id });
    const { body } = await platform.api('get', `/threads/${thread.id}/posts?after=1`, moderator);

    expect(body.items.map(({ author }: { author: object }) => author)).toMatchObject([
      { id: null, name: LABEL, masked: true },
      { id: peer.id, name: 'Dee', masked: false },
    ]);
    const { text } = await platform.page('get', `/threads/${thread.id}`, peer);
    expect(text).toContain(`in reply to ${LABEL}`);
    // An id of version 7 begins with the millisecond.
    expect([own.id[14], other.id[14]]).toEqual(['4', '7']);
  });

  it('lets nobody without an account do what the masked author may', async () => {
    // Both have no id that anybody is told: that must not make them one.
    const { text } = await platform.page('get', `/threads/${thread.id}`);
    expect(text).not.toContain('Accept this answer');
    expect(text).not.toContain('Change title and subjects');
  });
});
