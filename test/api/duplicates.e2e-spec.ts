import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { movesGiven } from './moves.given.ts';

describe('a question that was asked before', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof movesGiven>;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  let administrator: Member;
  let circleId: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    given = movesGiven(platform);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick' });
    moderator = await platform.given.member({ name: 'Maya Caldershaw' }, 'moderator');
    administrator = await platform.given.member({ name: 'Ade Torvane' }, 'administrator');
    circleId = (await sql<{ id: string }>(`INSERT INTO circles (name) VALUES ('Harbour') RETURNING id`))[0]!.id;
    await sql(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2), ($1, $3)`, [
      circleId,
      asker.id,
      moderator.id,
    ]);
  });
  afterAll(() => platform.stop());

  const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query(text, values);
  const two = async () => ({
    original: (await platform.given.thread(peer, { title: 'Who insures the handover of a lease?' })).id,
    id: (await platform.given.thread(asker, { title: 'Which insurer takes a handover?' })).id,
  });
  const lock = (by: Member, id: string, locked: boolean) =>
    platform.api('post', `/threads/${id}/lock`, by).send({ locked, reason: 'There is more to it.' });
  const log = async () =>
    (await platform.api('get', '/moderation/log', moderator)).body.items as {
      action: string;
      subject: string;
      subjectId: string;
      targetId: string | null;
      note: string;
      title: string | null;
      person: unknown;
    }[];

  it.each([
    ['nobody', () => null, 401],
    ['another member', () => peer, 403],
    ['who asked', () => asker, 200],
    ['a moderator', () => moderator, 200],
    ['an administrator', () => administrator, 200],
  ])('is marked by who asked and by moderators: %s', async (_who, who, status) => {
    const { id, original } = await two();
    const asked = await given.move(who(), 'duplicate', id, { to: original });
    expect(asked.status).toBe(status);
    const done = status === 200;
    expect(await given.thread(asker, id)).toMatchObject({
      duplicate: done,
      locked: done,
      lockedBy: done ? (who() === asker ? 'asker' : 'moderator') : null,
      duplicateOf: done
        ? { id: original, title: 'Who insures the handover of a lease?', url: `/threads/${original}` }
        : null,
    });
    expect(await given.thread(asker, original)).toMatchObject({
      askedAlsoIn: done ? [{ id, title: 'Which insurer takes a handover?', url: `/threads/${id}` }] : [],
    });
    const lines = (await log()).filter(({ subjectId }) => subjectId === id);
    expect(lines.map(({ action, subject, targetId, person }) => [action, subject, targetId, person])).toEqual(
      done && who() !== asker ? [['mark-duplicate', 'thread', original, null]] : [],
    );
  });

  it('takes no answers, says so in the list, and is opened again by who closed it', async () => {
    const { id, original } = await two();
    await given.moved(asker, 'duplicate', id, { to: original });
    const reply = await platform.api('post', `/threads/${id}/posts`, peer).send({ body: 'Still?' });
    expect([reply.status, reply.body.code]).toEqual([409, 'threads.thread-locked']);
    const { body } = await platform.api('get', '/threads?limit=100', peer);
    const listed = (body.items as { id: string; duplicate: boolean }[]).filter((item) => item.duplicate);
    expect(listed.map((item) => item.id)).toContain(id);
    const unanswered = await platform.api('get', '/threads?answered=unanswered&limit=100', peer);
    expect(unanswered.text).not.toContain(id);

    await lock(asker, id, false).expect(200);
    expect(await given.thread(peer, id)).toMatchObject({ duplicate: false, duplicateOf: null, locked: false });
    expect(await given.thread(peer, original)).toMatchObject({ askedAlsoIn: [] });
    expect((await given.kinds(peer, id)).map(([, kind]) => kind)).toEqual([
      'post-added',
      'thread-locked',
      'thread-unlocked',
    ]);
    expect((await given.kinds(peer, original)).map(([, kind]) => kind)).toEqual([
      'post-added',
      'duplicates-changed',
      'duplicates-changed',
    ]);
    await given.moved(moderator, 'duplicate', id, { to: original });
    expect((await lock(asker, id, false)).status).toBe(403);
    expect((await lock(moderator, id, false)).status).toBe(200);
    expect((await platform.api('get', '/me/notifications', asker)).text).toContain(
      'A moderator marked your question as one that was asked before',
    );
  });

  it('is one once, however often it is said', async () => {
    const { id, original } = await two();
    const asked = await Promise.all(
      Array.from({ length: 4 }, () => given.move(moderator, 'duplicate', id, { to: original })),
    );
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await log()).filter(({ subjectId }) => subjectId === id)).toHaveLength(1);
    expect(await given.kinds(peer, original)).toHaveLength(2);
  });

  it('shows each of the two to those alone who may read it', async () => {
    const secret = (
      await platform.given.thread(asker, {
        audience: 'circle',
        audienceId: circleId,
        title: 'Who insures our Vexillorn lease?',
      })
    ).id;
    const { id, original } = await two();
    await given.moved(moderator, 'duplicate', id, { to: secret });
    await given.moved(moderator, 'duplicate', original, { to: secret }).catch(() => undefined);
    const second = (
      await platform.given.thread(asker, {
        audience: 'circle',
        audienceId: circleId,
        title: 'And Quorbane leases, too?',
      })
    ).id;
    await lock(moderator, original, false);
    await given.moved(moderator, 'duplicate', second, { to: original });

    expect((await given.thread(asker, id))['duplicateOf']).toMatchObject({ id: secret });
    expect(await given.thread(peer, id)).toMatchObject({ duplicate: true, duplicateOf: null });
    expect((await given.thread(asker, original))['askedAlsoIn']).toMatchObject([{ id: second }]);
    expect((await given.thread(peer, original))['askedAlsoIn']).toEqual([]);
    for (const path of [
      `/threads/${id}`,
      `/threads/${original}`,
      `/threads/${id}/standing`,
      `/threads/${original}/standing`,
    ]) {
      const { text } = await platform.page('get', path, peer);
      expect([path, /Vexillorn|Quorbane/.test(text), text.includes(secret), text.includes(second)]).toEqual([
        path,
        false,
        false,
        false,
      ]);
    }
    const { text } = await platform.page('get', `/threads/${id}`, peer);
    expect(text).toContain('Closed as a duplicate of another question');
  });

  it('is refused what would lead in a circle, or nowhere', async () => {
    const { id, original } = await two();
    const talk = (await platform.given.thread(asker, { kind: 'discussion' })).id;
    const third = (await platform.given.thread(asker)).id;
    await given.moved(moderator, 'duplicate', id, { to: original });
    for (const [from, to, message] of [
      [third, third, 'Choose another question than this one'],
      [third, talk, 'That is an open discussion. Choose a question'],
      [talk, original, 'Only a question can be a duplicate'],
      [third, id, 'That question is itself marked as a duplicate'],
      [original, third, 'Other questions are marked as duplicates of this one'],
      [id, third, 'This is marked as a duplicate of another question'],
    ] as const) {
      const { status, body } = await given.move(moderator, 'duplicate', from, { to });
      expect([status, body.code, body.errors?.[0]?.message]).toEqual([
        422,
        'threads.cannot-be-duplicate',
        expect.stringContaining(message),
      ]);
    }
  });

  it('repeats what takes the other question in, when that is merged', async () => {
    const { id, original } = await two();
    await given.moved(asker, 'duplicate', id, { to: original });
    const target = (await platform.given.thread(peer, { title: 'Insurance of all handovers' })).id;
    await given.moved(moderator, 'merge', original, { to: target });
    expect((await given.thread(peer, id))['duplicateOf']).toMatchObject({ id: target });
    expect((await given.thread(peer, target))['askedAlsoIn']).toMatchObject([{ id }]);
    await given.moved(moderator, 'merge', id, { to: target });
    expect(await given.thread(peer, target)).toMatchObject({ askedAlsoIn: [] });
    expect(await given.thread(peer, id)).toMatchObject({ merged: true, duplicate: false });
  });

  it('stands in the log when a moderator closes or opens something, and not when who asked does', async () => {
    const { id } = await two();
    await lock(asker, id, true);
    await lock(asker, id, false);
    await lock(moderator, id, true);
    await lock(moderator, id, true);
    await lock(moderator, id, false);
    const lines = (await log()).filter(({ subjectId }) => subjectId === id);
    expect(lines.map(({ action, subject, note, title, person }) => [action, subject, note, title, person])).toEqual([
      ['reopen-thread', 'thread', 'There is more to it.', 'Which insurer takes a handover?', null],
      ['close-thread', 'thread', 'There is more to it.', 'Which insurer takes a handover?', null],
    ]);
    const { text } = await platform.page('get', '/moderation/log', moderator);
    expect(text).toMatch(/Maya closed\s*<a[^>]*href="\/threads\//);
  });

  it('names in the log no discussion to a moderator who may not read it', async () => {
    const stranger = await platform.given.member({ name: 'Kit Elsewhere' }, 'moderator');
    const secret = (
      await platform.given.thread(asker, {
        audience: 'circle',
        audienceId: circleId,
        title: 'Our own Zorbulent lease, then?',
      })
    ).id;
    const { id } = await two();
    await lock(moderator, secret, true);
    await given.moved(moderator, 'merge', id, { to: secret }).catch(() => undefined);
    await lock(moderator, secret, false);
    await given.moved(moderator, 'duplicate', id, { to: secret }).catch(() => undefined);
    expect((await platform.page('get', '/moderation/log', moderator)).text).toContain('Zorbulent');
    for (const text of [
      (await platform.page('get', '/moderation/log', stranger)).text,
      (await platform.api('get', '/moderation/log', stranger)).text,
      (await platform.api('get', '/moderation/actions', stranger)).text,
    ]) {
      expect(text).not.toContain('Zorbulent');
    }
  });
});
