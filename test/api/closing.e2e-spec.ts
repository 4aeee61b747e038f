import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('closing a discussion', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick' });
    moderator = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const lock = async (by: Member | null, id: string, locked: boolean, reason?: string) =>
    (await platform.api('post', `/threads/${id}/lock`, by).send({ locked, reason })).status;
  const standing = async (id: string) => {
    const { body } = await platform.api('get', `/threads/${id}`, peer);
    return [body.locked, body.lockedBy, body.lockedReason];
  };

  it.each([
    ['nobody', () => null, 'Enough', 401],
    ['a peer', () => peer, 'Enough', 403],
    ['who asked, without a reason', () => asker, undefined, 200],
    ['who asked', () => asker, 'We have what we need.', 200],
    ['a moderator, without a reason', () => moderator, undefined, 422],
    ['a moderator', () => moderator, 'It goes in circles.', 200],
  ])('is for who asked and for moderators who say why: %s', async (_who, who, reason, status) => {
    const { id } = await platform.given.thread(asker);
    expect(await lock(who(), id, true, reason)).toBe(status);
    const by = status === 200 ? (who() === asker ? 'asker' : 'moderator') : null;
    expect(await standing(id)).toEqual([status === 200, by, status === 200 ? (reason ?? null) : null]);
    const { status: replied } = await platform.api('post', `/threads/${id}/posts`, peer).send({ body: 'Still?' });
    expect(replied).toBe(status === 200 ? 409 : 201);
  });

  it('lets who asked open again only what they closed themselves', async () => {
    const { id } = await platform.given.thread(asker);
    await lock(asker, id, true);
    expect(await lock(asker, id, false)).toBe(200);
    await lock(moderator, id, true, 'It goes in circles.');
    expect(await lock(asker, id, false)).toBe(403);
    expect(await standing(id)).toEqual([true, 'moderator', 'It goes in circles.']);
    expect(await lock(moderator, id, false)).toBe(422);
    expect(await lock(moderator, id, false, 'There is news.')).toBe(200);
    expect(await standing(id)).toEqual([false, null, null]);
  });

  it('is done once however often it is asked, and tells who asked what a moderator did', async () => {
    const fresh = await platform.given.member({ name: 'Ines Farrow' });
    const { id } = await platform.given.thread(fresh);
    await Promise.all(Array.from({ length: 4 }, () => lock(moderator, id, true, 'It goes in circles.')));
    const { body } = await platform.api('get', `/threads/${id}/events?afterSeq=0`, peer);
    expect((body.events as { kind: string }[]).map(({ kind }) => kind)).toEqual(['post-added', 'thread-locked']);
    const told = (await platform.api('get', '/me/notifications', fresh)).text;
    expect(told.match(/A moderator closed your discussion/g)).toHaveLength(1);
    expect(told).toContain('It goes in circles.');
  });

  it('says on the page who closed it, when and why, and keeps a form that lacks the reason', async () => {
    const { id } = await platform.given.thread(asker);
    const send = (by: Member, fields: object) =>
      platform.page('post', `/threads/${id}/lock`, by).type('form').send(fields);
    const refused = await send(moderator, { locked: 'yes' });
    expect([refused.status, refused.text.includes('Say why. Who asked reads it')]).toEqual([422, true]);
    expect((await platform.page('get', `/threads/${id}/lock`, peer)).status).toBe(303);
    expect((await send(asker, { locked: 'yes', reason: 'We have <what> we need.' })).status).toBe(303);
    for (const reader of [asker, peer, moderator]) {
      const { text } = await platform.page('get', `/threads/${id}`, reader);
      expect(text).toMatch(/Closed to new replies by who asked on \d+ \w+ \d{4}\. We have &lt;what> we need\./);
      expect(text.includes(`/threads/${id}/lock`)).toBe(reader !== peer);
    }
  });
});
