import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const SECRET = 'xylophonic';

describe('deleting a post', () => {
  let platform: TestPlatform;
  let asker: Member;
  let author: Member;
  let other: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    author = await platform.given.member({ name: 'Dee Marlowick' });
    other = await platform.given.member({ name: 'Bea Thornfield' });
    moderator = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const remove = (by: Member | null, id: string) => platform.api('delete', `/posts/${id}`, by);
  const posts = async (threadId: string, by: Member | null = other) =>
    (await platform.api('get', `/threads/${threadId}/posts`, by)).body.items as Record<string, unknown>[];
  const standing = async (threadId: string) => {
    const [row] = await platform.dataSource.query<object[]>(
      `SELECT post_count AS posts, reply_count AS replies, accepted_count AS accepted, last_seq AS seq FROM threads WHERE id = $1`,
      [threadId],
    );
    return row;
  };

  it('keeps the place and the order, and the counts right', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(author, id, { body: `Ask for ${SECRET} terms.` });
    await platform.given.reply(other, id, { body: 'Did that work?', replyTo: answer.id });
    await platform.api('post', `/threads/${id}/accept`, asker).send({ postId: answer.id });
    expect(await standing(id)).toEqual({ posts: 3, replies: 2, accepted: 1, seq: 4 });

    expect((await remove(author, answer.id)).status).toBe(204);
    expect(await standing(id)).toEqual({ posts: 3, replies: 1, accepted: 0, seq: 5 });
    expect((await remove(author, answer.id)).status).toBe(204);
    expect(await standing(id)).toEqual({ posts: 3, replies: 1, accepted: 0, seq: 5 });

    const shown = await posts(id);
    expect(shown.map(({ number, deleted, body }) => [number, deleted, body])).toEqual([
      [1, false, 'We need a second option by May.'],
      [2, true, null],
      [3, false, 'Did that work?'],
    ]);
    const { text } = await platform.page('get', `/threads/${id}`, other);
    expect(text).toMatch(/Deleted by its author, \d+ \w+ \d{4}/);
    expect(text.indexOf('post-2')).toBeLessThan(text.indexOf('post-3'));

    expect((await platform.api('post', `/posts/${answer.id}/restore`, author)).body.body).toContain(SECRET);
    expect((await platform.api('post', `/posts/${answer.id}/restore`, author)).status).toBe(200);
    expect(await standing(id)).toEqual({ posts: 3, replies: 2, accepted: 1, seq: 6 });
  });

  it('takes the text from everybody and everywhere at once', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'public' });
    const note = '0199a0a0-0000-7000-8000-000000000000';
    const answer = await platform.given.reply(author, id, { body: `The word is ${SECRET}, see /case-notes/${note}` });
    await platform.api('patch', `/posts/${answer.id}`, author).send({ body: `The better word is ${SECRET}.` });
    await platform.api('patch', `/posts/${answer.id}`, author).send({ body: `The best word is ${SECRET}.` });
    const socket = await platform.socket(other);
    await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 0 });
    const heard = new Promise<{ kind: string }>((resolve) => socket.once('thread:event', resolve));
    const found = async () =>
      (await platform.api('get', `/search?q=${SECRET}`, other)).body.items as { id: string; url: string }[];
    expect((await found()).some(({ url }) => url.includes(id))).toBe(true);

    await remove(author, answer.id);

    expect(await heard).toMatchObject({ kind: 'post-deleted', post: { id: answer.id, body: null, html: null } });
    expect((await found()).some(({ url }) => url.includes(id))).toBe(false);
    for (const reader of [null, asker, author, other, moderator]) {
      const answers = await Promise.all([
        platform.page('get', `/threads/${id}`, reader),
        platform.page('get', `/threads/${id}/posts?after=0`, reader),
        platform.api('get', `/threads/${id}`, reader),
        platform.api('get', `/threads/${id}/posts`, reader),
        platform.api('get', `/threads/${id}/events?afterSeq=0`, reader),
        platform.api('get', `/posts/${answer.id}`, reader),
        platform.api('get', `/posts/${answer.id}/revisions`, reader),
        platform.page('get', `/posts/${answer.id}/edit`, reader),
        platform.page('get', `/posts/${answer.id}/delete`, reader),
        platform.page('get', `/posts/${answer.id}/history`, reader),
        platform.page('get', `/search?q=${SECRET}`, reader),
        platform.page('get', `/moderation/posts/${answer.id}`, reader),
        platform.api('get', '/me/notifications', reader),
      ]);
      for (const { text, req } of answers.map((answered) => ({
        text: answered.text.replaceAll(`q=${SECRET}`, '').replaceAll(/value="xylophonic"|“xylophonic”/g, ''),
        req: (answered as unknown as { request: { url: string } }).request.url,
      }))) {
        expect([req, text.includes(`word is ${SECRET}`)]).toEqual([req, false]);
      }
    }
    const kept = await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 0 });
    expect(JSON.stringify(kept)).not.toContain(SECRET);
  });

  it.each([
    ['nobody', () => null, 401],
    ['another member', () => other, 403],
    ['the asker', () => asker, 403],
    ['a moderator', () => moderator, 403],
    ['its author', () => author, 204],
  ])('is for its author: %s', async (_who, who, status) => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(author, id);
    expect((await remove(who(), answer.id)).status).toBe(status);
    expect((await posts(id))[1]!['deleted']).toBe(status === 204);
  });

  it('does not tell a post that one may not read from one that does not exist', async () => {
    const { id, postId } = await platform.given.thread(asker, { audience: 'invited', invited: [author.id] });
    const answer = await platform.given.reply(author, id);
    for (const path of ['delete', 'restore', 'history', 'edit', 'report']) {
      expect((await platform.page('get', `/posts/${answer.id}/${path}`, other)).status).toBe(404);
    }
    expect((await platform.page('get', `/posts/${postId}`, other)).status).toBe(404);
    expect((await remove(other, answer.id)).status).toBe(404);
    expect((await remove(author, answer.id)).status).toBe(204);
    expect((await platform.api('post', `/posts/${answer.id}/restore`, other)).status).toBe(404);
    // Moderators who are not in the group do not come to it by its deletion either.
    expect((await platform.page('get', `/moderation/posts/${answer.id}`, moderator)).status).toBe(404);
  });

  it('says before it is done that what members say of an answer goes with it', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(author, id);
    const ask = async () => (await platform.page('get', `/posts/${answer.id}/delete`, author)).text;
    expect(await ask()).not.toContain('What members say of it here');
    await platform.api('put', `/posts/${answer.id}/tried`, other).send({ result: 'worked' });
    expect(await ask()).toContain('What members say of it here');
  });

  it('refuses a stale deletion with the text as it is now', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(author, id);
    await platform.api('patch', `/posts/${answer.id}`, author).send({ body: 'Changed in another tab.' });
    const { status } = await remove(author, answer.id).set('if-match', '"v1"');
    expect(status).toBe(412);
    const again = await platform
      .page('post', `/posts/${answer.id}/delete`, author)
      .type('form')
      .send({ _version: '1' });
    expect([again.status, again.text.includes('Changed in another tab.')]).toEqual([409, true]);
    expect((await posts(id))[1]!['deleted']).toBe(false);
  });

  it('takes a question with its discussion, while nobody has replied', async () => {
    const { id, postId } = await platform.given.thread(author, { title: 'Who insures a climbing wall here?' });
    expect((await remove(author, postId)).status).toBe(204);
    expect((await platform.page('get', `/threads/${id}`, other)).status).toBe(404);
    expect((await platform.api('get', '/threads?limit=100', other)).text).not.toContain('climbing wall here');
    expect((await platform.page('get', `/posts/${postId}/restore`, author)).status).toBe(200);
    expect((await platform.api('post', `/posts/${postId}/restore`, author)).status).toBe(200);
    expect((await platform.page('get', `/threads/${id}`, other)).status).toBe(200);

    await platform.given.reply(other, id);
    const refused = await remove(author, postId);
    expect([refused.status, refused.body.code]).toEqual([409, 'threads.question-answered']);
    const page = await platform.page('get', `/posts/${postId}/delete`, author);
    expect(page.text).toContain('Others have replied, so your question stays');
  });

  it('comes back by its author for a week, and by a moderator only with a reason', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(author, id);
    await remove(author, answer.id);
    await platform.dataSource.query(`UPDATE posts SET hidden_at = now() - interval '8 days' WHERE id = $1`, [
      answer.id,
    ]);
    const late = await platform.api('post', `/posts/${answer.id}/restore`, author);
    expect([late.status, late.body.code]).toEqual([409, 'threads.not-restorable']);

    const restore = (note?: string) =>
      platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'restore', subject: 'post', subjectId: answer.id, note });
    expect((await restore()).status).toBe(422);
    expect((await posts(id))[1]!['deleted']).toBe(true);
    expect((await restore('Its author wrote to us: it was a slip.')).status).toBe(201);
    expect((await posts(id))[1]!['deleted']).toBe(false);
    const log = await platform.api('get', '/moderation/log', moderator);
    expect(log.body.items[0]).toMatchObject({ action: 'restore', note: 'Its author wrote to us: it was a slip.' });
    const told = await platform.api('get', '/me/notifications', author);
    expect(told.text).toContain('A moderator restored your reply');
  });

  it('leaves what a moderator hid to moderators, and lets them hide what was reported before it was deleted', async () => {
    const { id } = await platform.given.thread(asker);
    const hidden = await platform.given.reply(author, id);
    const act = (subjectId: string, action: string, note?: string) =>
      platform.api('post', '/moderation/actions', moderator).send({
        action,
        subject: 'post',
        subjectId,
        reasonCode: action === 'hide' ? 'abusive' : 'decided-wrongly',
        note,
      });
    await act(hidden.id, 'hide');
    expect((await remove(author, hidden.id)).body.code).toBe('threads.post-hidden');
    expect((await platform.api('post', `/posts/${hidden.id}/restore`, author)).body.code).toBe('threads.post-hidden');

    const reported = await platform.given.reply(author, id, { body: `A ${SECRET} insult.` });
    await platform.api('post', `/posts/${reported.id}/reports`, other).send({ reason: 'abusive' });
    await remove(author, reported.id);
    expect((await platform.api('get', '/moderation/queue', moderator)).text).toContain(`A ${SECRET} insult.`);
    expect((await act(reported.id, 'hide')).status).toBe(201);
    expect((await platform.api('post', `/posts/${reported.id}/restore`, author)).status).toBe(409);
    expect(await standing(id)).toMatchObject({ replies: 0 });
    // It is still what its author deleted: nobody shows it by saying only that the hiding was wrong.
    expect((await act(reported.id, 'restore')).status).toBe(422);
    expect(await standing(id)).toMatchObject({ replies: 0 });
    expect((await platform.api('get', `/posts/${reported.id}`, moderator)).text).not.toContain(SECRET);
    expect((await act(reported.id, 'hide')).status).toBe(409);
    expect((await act(reported.id, 'restore', 'Its author asked us to.')).status).toBe(201);
    expect(await standing(id)).toMatchObject({ replies: 1 });
  });

  it('cannot be edited, accepted or reported once it is deleted', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(author, id);
    await remove(author, answer.id);
    const codes = await Promise.all([
      platform.api('patch', `/posts/${answer.id}`, author).send({ body: 'Back again?' }),
      platform.api('post', `/threads/${id}/accept`, asker).send({ postId: answer.id }),
      platform.api('post', `/posts/${answer.id}/reports`, other).send({ reason: 'abusive' }),
    ]);
    expect(codes.map(({ body }) => body.code)).toEqual([
      'threads.post-deleted',
      'threads.post-deleted',
      'moderation.subject-not-found',
    ]);
  });

  it('is one deletion however many come at once, and gapless beside replies and edits', async () => {
    const { id } = await platform.given.thread(asker);
    const answer = await platform.given.reply(author, id);
    await Promise.all([
      ...Array.from({ length: 5 }, () => remove(author, answer.id)),
      ...Array.from({ length: 5 }, (_, i) => platform.given.reply(other, id, { body: `Reply ${i}` })),
    ]);
    const { body } = await platform.api('get', `/threads/${id}/events?afterSeq=0`, other);
    const events = body.events as { seq: number; kind: string }[];
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter(({ kind }) => kind === 'post-deleted').length).toBe(1);
    expect(await standing(id)).toMatchObject({ posts: 7, replies: 5 });
  });
});
