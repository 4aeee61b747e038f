import { setTimeout as sleep } from 'node:timers/promises';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('how far somebody has read', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa' });
    peer = await platform.given.member({ name: 'Dee' });
  });
  afterAll(() => platform.stop());

  const read = (who: Member | null, id: string, number: unknown) =>
    platform.api('post', `/threads/${id}/read`, who).send({ number });
  const unreadFrom = (who: Member | null, id: string, number: unknown) =>
    platform.api('post', `/threads/${id}/unread`, who).send({ number });
  const replies = async (who: Member, id: string, count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) await platform.given.reply(who, id, { body: `Reply ${i}` });
  };
  const listed = async (who: Member | null, id: string): Promise<number | null> =>
    ((await platform.api('get', '/threads?limit=100', who)).body.items as { id: string; unread: number | null }[]).find(
      (thread) => thread.id === id,
    )!.unread;
  /** What is written after the answer is there in a moment. */
  const becomes = async <T>(what: () => Promise<T>, expected: T): Promise<void> => {
    for (let tries = 0; tries < 100 && (await what()) !== expected; tries += 1) await sleep(20);
    expect(await what()).toBe(expected);
  };

  it('moves forward only, never beyond the last post, and counts what is left in every list', async () => {
    const { id } = await platform.given.thread(asker);
    await replies(asker, id, 4);
    expect(await listed(peer, id)).toBeNull();
    for (const [number, reached, left] of [
      [2, 2, 3],
      [1, 2, 3],
      [4, 4, 1],
      [2_147_483_647, 5, 0],
      [3, 5, 0],
    ] as const) {
      const { status, body } = await read(peer, id, number);
      expect([number, status, body, await listed(peer, id)]).toEqual([number, 200, { readNumber: reached }, left]);
    }
    expect((await platform.api('get', `/threads/${id}`, peer)).body.readNumber).toBe(5);
    await replies(asker, id, 2);
    expect(await listed(peer, id)).toBe(2);
  });

  it('is of one person alone, and nothing to who is signed out', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'public' });
    await replies(asker, id, 2);
    await read(peer, id, 1);
    const other = await platform.given.member();
    expect([await listed(peer, id), await listed(other, id), await listed(null, id)]).toEqual([2, null, null]);
    expect((await platform.api('get', `/threads/${id}`, other)).body.readNumber).toBeNull();
    expect((await platform.api('get', `/threads/${id}`)).body.readNumber).toBeNull();
  });

  it('never counts what one wrote oneself', async () => {
    const { id } = await platform.given.thread(asker);
    await becomes(() => listed(asker, id), 0);
    await replies(peer, id, 2); // 2, 3
    await replies(asker, id, 1); // 4
    await becomes(() => listed(asker, id), 2);
    // Who has opened it never, and answers, has read what they answer.
    await becomes(() => listed(peer, id), 1);
    await replies(peer, id, 1); // 5
    await becomes(() => listed(asker, id), 3);
    await read(asker, id, 3);
    await becomes(() => listed(asker, id), 1);
    await read(asker, id, 5);
    expect(await listed(asker, id)).toBe(0);
  });

  it('goes back where its owner marks posts as unread, and forward again from there', async () => {
    const { id } = await platform.given.thread(asker);
    await replies(asker, id, 2); // 2, 3
    await replies(peer, id, 1); // 4
    await replies(asker, id, 1); // 5
    await read(peer, id, 5);
    expect((await unreadFrom(peer, id, 2)).body).toEqual({ readNumber: 1 });
    expect(await listed(peer, id)).toBe(3); // 2, 3 and 5: 4 is their own.
    expect((await read(peer, id, 3)).body).toEqual({ readNumber: 3 });
    expect(await listed(peer, id)).toBe(1);
    expect((await unreadFrom(peer, id, 2_147_483_647)).body).toEqual({ readNumber: 5 });
    expect(await listed(peer, id)).toBe(0);
  });

  it('reads for who writes again at once what stood before their first post, and no more', async () => {
    const { id } = await platform.given.thread(asker);
    await replies(peer, id, 1); // 2
    await replies(asker, id, 1); // 3
    await replies(peer, id, 1); // 4
    await becomes(() => listed(peer, id), 1);
  });

  it('counts a hidden post like any other, as its place is on the page', async () => {
    const { id } = await platform.given.thread(asker);
    const reply = await platform.given.reply(asker, id);
    await read(peer, id, 1);
    await platform.dataSource.query(`UPDATE posts SET hidden_at = now() WHERE id = $1`, [reply.id]);
    expect(await listed(peer, id)).toBe(1);
  });

  it.each([
    ['nobody who is signed in', null, 401],
    ['one who may not read it', 'outsider', 404],
    ['a token for reading', 'reader', 403],
  ] as const)('takes no position from %s', async (_who, kind, expected) => {
    const outsider = await platform.given.member();
    const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [peer.id] });
    if (kind === 'reader') {
      await platform.dataSource.query(`UPDATE access_tokens SET scope = 'read' WHERE person_id = $1`, [outsider.id]);
    }
    const who = kind === null ? null : outsider;
    expect([(await read(who, id, 1)).status, (await unreadFrom(who, id, 1)).status]).toEqual([expected, expected]);
    const rows = await platform.dataSource.query(`SELECT FROM thread_reads WHERE thread_id = $1 AND person_id = $2`, [
      id,
      outsider.id,
    ]);
    expect(rows).toEqual([]);
  });

  it.each([0, -1, 1.5, '1; DROP', null, 2_147_483_648])('refuses the number %p', async (number) => {
    const { id } = await platform.given.thread(asker);
    expect((await read(peer, id, number)).status).toBe(422);
    expect((await unreadFrom(peer, id, number)).status).toBe(422);
  });

  it('takes what comes at once from many, and each ends at the last post that they saw', async () => {
    const { id } = await platform.given.thread(asker);
    await replies(asker, id, 29);
    const people: Member[] = [];
    for (let i = 0; i < 8; i += 1) people.push(await platform.given.member());
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => people.map((who) => read(who, id, ((i * 7) % 30) + 1))).flat(),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    for (const who of people) {
      expect([await listed(who, id), (await read(who, id, 1)).body.readNumber]).toEqual([0, 30]);
    }
  });

  it('writes nothing for a page that was read before', async () => {
    const { id } = await platform.given.thread(asker);
    await replies(asker, id, 3);
    await read(peer, id, 4);
    const at = () => platform.dataSource.query(`SELECT at, xmin FROM thread_reads WHERE person_id = $1`, [peer.id]);
    const before = await at();
    await read(peer, id, 2);
    await read(peer, id, 4);
    expect(await at()).toEqual(before);
  });

  it('counts from numbers, in the statement of the list itself', async () => {
    const { id } = await platform.given.thread(asker);
    await read(peer, id, 1);
    const statements = await statementsOf(platform.dataSource, () => platform.api('get', '/threads', peer));
    expect(statements.filter((text) => text.includes('thread_reads'))).toHaveLength(1);
    expect(statements.length).toBeLessThanOrEqual(2);
    // Of posts it asks only whether a hidden question was taken back.
    expect(statements.join().match(/FROM posts q? ?/g)).toEqual(['FROM posts q ']);
  });
});
