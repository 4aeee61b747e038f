import { io, type Socket } from 'socket.io-client';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { heardBy, next, until } from './listening.ts';

const NONE = '01990000-0000-7000-8000-000000000000';

describe('sockets that ask for too much', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    asker = await platform.given.member({ name: 'Rosa' });
    peer = await platform.given.member({ name: 'Dee' });
  });
  afterAll(() => platform.stop());

  it('cuts off one that sends too many messages', async () => {
    const socket = await platform.socket(await platform.given.member());
    const gone = next(socket, 'disconnect');
    for (let i = 0; i < 200; i += 1) socket.emit('thread:unfollow', { threadId: NONE });
    expect(await gone).toBe('io server disconnect');
  });

  it('counts the messages of a person over all of their sockets', async () => {
    const member = await platform.given.member();
    const sockets = await Promise.all(Array.from({ length: 5 }, () => platform.socket(member)));
    const gone = sockets.map((socket) => next(socket, 'disconnect'));
    // None sends more than one may; together they do.
    for (const socket of sockets) for (let i = 0; i < 100; i += 1) socket.emit('thread:unfollow', { threadId: NONE });
    expect(await Promise.race(gone)).toBe('io server disconnect');
    for (const socket of sockets) socket.close();
    await Promise.all(gone);
  });

  it('lets a person in only so often, and again when they have left', async () => {
    const member = await platform.given.member();
    const sockets = await Promise.all(Array.from({ length: 40 }, () => platform.socket(member)));
    await expect(platform.socket(member)).rejects.toThrow('realtime.too-many-connections');
    expect((await platform.socket(peer)).connected).toBe(true);
    sockets[0]!.close();
    await until(async () => {
      const socket = await platform.socket(member).catch(() => null);
      return socket !== null;
    }, 'let in again');
  });

  it('follows so many discussions and no more, and another when one is left', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 51; i += 1) ids.push((await platform.given.thread(asker)).id);
    const socket = await platform.socket(peer);
    const follow = (threadId: string) => socket.emitWithAck('thread:follow', { threadId });
    for (const id of ids.slice(0, 50)) expect(await follow(id)).toMatchObject({ ok: true });
    expect(await follow(ids[50]!)).toEqual({ ok: false, code: 'realtime.too-many-threads' });
    expect(await follow(ids[0]!)).toMatchObject({ ok: true });
    await socket.emitWithAck('thread:unfollow', { threadId: ids[0] });
    expect(await follow(ids[50]!)).toMatchObject({ ok: true });
  });

  it.each([['websocket' as const], ['polling' as const]])(
    'closes one that sends too much at once by %s',
    async (by) => {
      const socket = await platform.socket(peer, [by]);
      socket.io.reconnection(false);
      const gone = next(socket, 'disconnect');
      socket.emit('thread:follow', { threadId: 'x'.repeat(100_000) });
      await gone;
    },
  );

  it('counts the messages of all who are not signed in at one address', async () => {
    const sockets = await Promise.all(Array.from({ length: 12 }, () => platform.socket(null)));
    const gone = sockets.map((socket) => next(socket, 'disconnect'));
    // None sends more than one may; together they do.
    for (const socket of sockets) for (let i = 0; i < 110; i += 1) socket.emit('thread:unfollow', { threadId: NONE });
    expect(await Promise.race(gone)).toBe('io server disconnect');
    for (const socket of sockets) socket.close();
    await Promise.all(gone);
  });

  it('says resync where what was missed is long, and catches up on what is not', async () => {
    const { id } = await platform.given.thread(asker);
    for (let i = 0; i < 12; i += 1) await platform.given.reply(asker, id, { body: `${i} ${'so on '.repeat(3_300)}` });
    const socket = await platform.socket(peer);
    const { events } = (await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 1 })) as {
      events: object[];
    };
    expect(events).toHaveLength(12);
    await platform.given.reply(asker, id, { body: `One more ${'so on '.repeat(3_300)}` });
    expect(await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 1 })).toEqual({
      ok: true,
      resync: true,
      lastSeq: 14,
    });
  });

  it.each([['websocket' as const], ['polling' as const]])(
    'drops one by %s that asks again and again and takes nothing',
    async (by) => {
      const { id } = await platform.given.thread(asker);
      for (let i = 0; i < 10; i += 1) await platform.given.reply(asker, id, { body: `${i} ${'so on '.repeat(3_300)}` });
      const watching = await platform.socket(asker);
      let people = 0;
      watching.on('thread:presence', (present: { people: number }) => (people = present.people));
      await watching.emitWithAck('thread:follow', { threadId: id });
      const socket = await platform.socket(peer, [by]);
      await socket.emitWithAck('thread:follow', { threadId: id });
      await until(() => people === 2, 'both there');
      socket.io.reconnection(false);
      const { transport } = socket.io.engine as unknown as {
        transport: { ws?: { pause(): void; resume(): void } };
      };
      if (transport.ws) transport.ws.pause();
      else Reflect.set(transport, '_poll', () => undefined);
      for (let i = 0; i < 100; i += 1) socket.emit('thread:follow', { threadId: id, afterSeq: 1 }, () => undefined);
      await until(() => people === 1, 'let go');
      transport.ws?.resume();
      socket.close();
    },
  );

  it('drops one that does not read, keeps telling the others, and says resync when it comes back', async () => {
    const { id, postId } = await platform.given.thread(asker, { body: 'A long story. '.repeat(1_400) });
    const [slow, quick] = [await platform.socket(peer), await platform.socket(asker)];
    const [had, heard] = [heardBy(slow), heardBy(quick)];
    for (const socket of [slow, quick]) await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 1 });
    slow.io.reconnection(false);
    const gone = next(slow, 'disconnect', 60_000);
    const connection = (slow.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws;
    connection.pause();

    // Each event carries the post as it is, 40 KB of it: far more in all than the system takes for a client.
    let seq = 1;
    for (let batch = 0; batch < 6; batch += 1) {
      await platform.dataSource.query(
        `WITH thread AS (UPDATE threads SET last_seq = last_seq + 200 WHERE id = $1 RETURNING last_seq - 200 AS had),
              event AS (INSERT INTO events (stream_id, seq, kind, facts)
                        SELECT $1, had + n, 'post-edited', jsonb_build_object('postId', $2::text, 'number', 1)
                          FROM thread, generate_series(1, 200) n RETURNING seq)
         SELECT pg_notify('events', $1::text) FROM event LIMIT 1`,
        [id, postId],
      );
      seq += 200;
      await until(() => heard.at(-1)?.seq === seq, 'all of it, by who reads');
    }
    connection.resume();
    await gone;

    expect(had.length).toBeLessThan(heard.length);
    expect(heard.map((told) => told.seq)).toEqual(Array.from({ length: seq - 1 }, (_, i) => i + 2));
    const back = await platform.socket(peer);
    expect(await back.emitWithAck('thread:follow', { threadId: id, afterSeq: 1 })).toEqual({
      ok: true,
      resync: true,
      lastSeq: seq,
    });
  }, 90_000);
});

describe('sockets of one address', () => {
  const MOST = 1_000;
  const OFFICE = '203.0.113.7';
  let platform: TestPlatform;
  const opened: Socket[] = [];
  beforeAll(async () => {
    platform = await startTestPlatform({ TRUST_PROXY: '1' });
  });
  afterAll(async () => {
    for (const socket of opened) socket.close();
    await platform.stop();
  });

  /** As a proxy passes it on: whatever the client said first, the proxy's own word comes last. */
  const openFrom = async (forwarded: string): Promise<Socket> => {
    const socket = io(platform.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { 'x-forwarded-for': forwarded },
    });
    opened.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('connect_error', reject);
    });
    return socket;
  };
  const isLetIn = (forwarded: string): Promise<boolean> =>
    openFrom(forwarded).then(
      () => true,
      () => false,
    );

  it('are so many, however many come at once, and no more; others are let in, and again when one has left', async () => {
    const letIn: boolean[] = [];
    for (let n = 0; n < MOST - 20; n += 70) {
      letIn.push(...(await Promise.all(Array.from({ length: 70 }, () => isLetIn(OFFICE)))));
    }
    expect(letIn).toEqual(Array.from({ length: MOST - 20 }, () => true));

    const last = await Promise.all(Array.from({ length: 50 }, () => isLetIn(OFFICE)));

    expect(last.filter(Boolean).length).toBe(20);
    expect(await isLetIn(OFFICE)).toBe(false);
    // What a client says of itself changes nothing.
    expect(await isLetIn(`198.51.100.9, ${OFFICE}`)).toBe(false);
    expect(await isLetIn('203.0.113.8')).toBe(true);
    const poll = await fetch(`${platform.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { 'x-forwarded-for': OFFICE },
    });
    expect(poll.status).toBe(403);
    // Pages of that address are still served.
    expect((await platform.page('get', '/about').set('x-forwarded-for', OFFICE)).status).toBe(200);

    opened[0]!.close();
    await until(() => isLetIn(OFFICE), 'let in again');
    expect(await isLetIn(OFFICE)).toBe(false);
  }, 120_000);
});
