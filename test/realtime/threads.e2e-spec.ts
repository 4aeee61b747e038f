import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { anotherProcess, heardBy, seqs, type Told, until } from './listening.ts';

describe('following a thread by socket', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    asker = await platform.given.member({ name: 'Rosa' });
    peer = await platform.given.member({ name: 'Dee' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(() => platform.stop());

  it.each([['websocket' as const], ['polling' as const]])('hears all of it in order by %s', async (transport) => {
    const { id } = await platform.given.thread(asker);
    const socket = await platform.socket(peer, [transport]);
    const heard = heardBy(socket);
    await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 1 });
    await Promise.all(Array.from({ length: 20 }, (_, i) => platform.given.reply(asker, id, { body: `Reply ${i}` })));
    await until(() => heard.length >= 20, 'twenty replies heard');
    expect(seqs(heard)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
  });

  it('serves the same range by acknowledgement and by GET …/events', async () => {
    const { id } = await platform.given.thread(asker);
    for (const body of ['one', 'two', 'three']) await platform.given.reply(peer, id, { body });
    const socket = await platform.socket(asker);
    const ack = await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 2 });
    const { body } = await platform.api('get', `/threads/${id}/events?afterSeq=2`, asker);
    expect(ack).toEqual({ ok: true, lastSeq: 4, events: body.events });
    expect(seqs(body.events)).toEqual([3, 4]);
    const { text: html } = await platform.page('get', `/threads/${id}`, asker);
    expect(/data-seq="(\d+)"/.exec(html)?.[1]).toBe('4');
  });

  it('says resync when the range cannot be served, and never stays silent', async () => {
    const { id } = await platform.given.thread(asker);
    await platform.dataSource.query(
      `INSERT INTO events (stream_id, seq, kind, facts) SELECT $1, n, 'thread-edited', '{}' FROM generate_series(2, 300) n`,
      [id],
    );
    await platform.dataSource.query(`UPDATE threads SET last_seq = 300 WHERE id = $1`, [id]);
    const socket = await platform.socket(asker);
    expect(await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 5 })).toEqual({
      ok: true,
      resync: true,
      lastSeq: 300,
    });
    expect(await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 301 })).toMatchObject({ resync: true });
    expect(await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 100 })).not.toHaveProperty('resync');
    const asked = async (afterSeq: number) =>
      (await platform.api('get', `/threads/${id}/events?afterSeq=${afterSeq}`, asker)).body as Record<string, unknown>;
    expect(await asked(301)).toEqual({ lastSeq: 300, resync: true, events: [] });
    expect(await asked(5)).toMatchObject({ lastSeq: 300, resync: true, events: { length: 200 } });
    expect(await asked(100)).not.toHaveProperty('resync');
  });

  it.each([
    ['nothing', undefined],
    ['a number', 5],
    ['a bad id', { threadId: 'x' }],
    ['an object for an id', { threadId: { $gt: '' } }],
    ['a fraction', { threadId: '01990000-0000-7000-8000-000000000000', afterSeq: 1.5 }],
  ])('refuses %s without a stack', async (_what, message) => {
    const socket = await platform.socket(peer);
    expect(await socket.emitWithAck('thread:follow', message)).toEqual({ ok: false, code: 'input.invalid' });
  });

  it('tells a thread that one may not read apart from none in no way', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'invited' });
    const socket = await platform.socket(peer);
    const hidden = await socket.emitWithAck('thread:follow', { threadId: id });
    const absent = await socket.emitWithAck('thread:follow', { threadId: '01990000-0000-7000-8000-000000000000' });
    expect(hidden).toEqual({ ok: false, code: 'threads.thread-not-found' });
    expect(hidden).toEqual(absent);
  });

  it('serves what is public to who is not signed in, and nothing else', async () => {
    const open = await platform.given.thread(asker, { audience: 'public' });
    const network = await platform.given.thread(asker);
    const socket = await platform.socket(null);
    expect(await socket.emitWithAck('thread:follow', { threadId: open.id })).toMatchObject({ ok: true });
    expect(await socket.emitWithAck('thread:follow', { threadId: network.id })).toMatchObject({ ok: false });
  });

  it('refuses a socket from another site, and one with a token that does not stand', async () => {
    const foreign = io(platform.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin: 'https://evil.example', cookie: peer.cookie },
    });
    await expect(new Promise((_, reject) => foreign.once('connect_error', reject))).rejects.toThrow();
    foreign.close();
    await expect(platform.socket({ ...peer, token: 'wm_not-a-token' })).rejects.toThrow('people.sign-in-needed');
  });

  it('reads by the rights of now, not by those with which the socket came', async () => {
    const audienceId = await platform.given.circle(asker, peer);
    const { id } = await platform.given.thread(asker, { audience: 'circle', audienceId });
    const socket = await platform.socket(peer);
    const other = await platform.socket(moderator);

    await platform.dataSource.query(`DELETE FROM circle_members WHERE person_id = $1`, [peer.id]);
    await platform.given.join(audienceId, moderator.id);

    expect(await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 0 })).toEqual({
      ok: false,
      code: 'threads.thread-not-found',
    });
    expect(await other.emitWithAck('thread:follow', { threadId: id, afterSeq: 0 })).toMatchObject({ ok: true });
  });

  it('keeps a hidden text from everyone in the room, and from who catches up', async () => {
    const { id } = await platform.given.thread(asker);
    const reply = await platform.given.reply(peer, id, { body: 'A name that should not stand here' });
    await platform.dataSource.query(
      `UPDATE posts SET hidden_at = now(), hidden_reason = 'personal-data' WHERE id = $1`,
      [reply.id],
    );
    const caught = async (by: Member) => {
      const socket = await platform.socket(by);
      const { events } = await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 1 });
      return (events as Told[])[0]!.post;
    };
    expect(await caught(asker)).toMatchObject({ hidden: true, body: null, html: null });
    expect(await caught(peer)).toMatchObject({ hidden: true, body: 'A name that should not stand here' });
    expect(await caught(moderator)).toMatchObject({ hidden: true, body: 'A name that should not stand here' });
  });

  it('loses nothing when the LISTEN connection is lost', async () => {
    const { id } = await platform.given.thread(asker);
    const socket = await platform.socket(peer);
    const heard = heardBy(socket);
    await socket.emitWithAck('thread:follow', { threadId: id });
    await platform.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'waymark-listen' AND datname = current_database()`,
    );
    await platform.given.reply(asker, id, { body: 'Still there?' });
    await until(() => heard.length === 1, 'the reply');
    expect(heard[0]).toMatchObject({ seq: 2 });
  });

  it('hears nothing of what was rolled back', async () => {
    const { id } = await platform.given.thread(asker);
    const socket = await platform.socket(peer);
    const heard = heardBy(socket);
    await socket.emitWithAck('thread:follow', { threadId: id });
    const rolledBack = platform.dataSource.transaction(async (tx) => {
      await tx.query(`INSERT INTO events (stream_id, seq, kind, facts) VALUES ($1, 2, 'post-added', '{}')`, [id]);
      await tx.query(`SELECT pg_notify('events', $1)`, [id]);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await sleep(300);
    expect(heard).toEqual([]);
  });

  it('reaches the followers on another process', async () => {
    const other = await anotherProcess(platform);
    const { id } = await platform.given.thread(asker);
    const socket = await other.socket(peer);
    const heard = heardBy(socket);
    await socket.emitWithAck('thread:follow', { threadId: id });
    await platform.given.reply(asker, id, { body: 'Posted elsewhere' });
    await until(() => heard.length === 1, 'the reply from the other process');
    await other.stop();
  });

  it('tells a person, and nobody else, that they have something to read', async () => {
    const { id } = await platform.given.thread(asker);
    const reply = await platform.given.reply(peer, id);
    const socket = await platform.socket(peer);
    const other = await platform.socket(moderator);
    const told: unknown[] = [];
    const wrong: unknown[] = [];
    socket.on('me:notification', (notice) => told.push(notice));
    other.on('me:notification', (notice) => wrong.push(notice));
    await platform.api('post', `/threads/${id}/accept`, asker).send({ postId: reply.id });
    await until(() => told.length === 1, 'the notice');
    expect(told).toEqual([
      {
        unread: 1,
        latest: { title: expect.stringContaining('Your answer was accepted'), url: `/threads/${id}#post-2` },
      },
    ]);
    expect(wrong).toEqual([]);
  });
});
