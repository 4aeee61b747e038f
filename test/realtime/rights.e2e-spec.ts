import { io, type Socket } from 'socket.io-client';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { anotherProcess, type AnotherProcess, heardBy, next, seqs, until } from './listening.ts';

/** What is promised: a right that was lost is lost on open sockets within a second. */
const SOON_MS = 1_000;

describe('losing a right while a socket is open', () => {
  let platform: TestPlatform;
  let other: AnotherProcess;
  let asker: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    other = await anotherProcess(platform);
    asker = await platform.given.member({ name: 'Rosa' });
  });
  afterAll(async () => {
    await other.stop();
    await platform.stop();
  });

  const sql = (text: string, ...values: unknown[]) => platform.dataSource.query<{ id: string }[]>(text, values);
  const organisationOf = async (...people: Member[]): Promise<string> => {
    const [organisation] = await sql(
      `INSERT INTO organisations (kind, name) VALUES ('spin_out', 'Holmbeck Libraries') RETURNING id`,
    );
    for (const { id } of people) {
      await sql(
        `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
        id,
        organisation!.id,
      );
    }
    return organisation!.id;
  };
  /** A socket on each of two processes, both following. */
  const following = async (by: Member, threadId: string): Promise<Socket[]> => {
    const sockets = [await platform.socket(by), await other.socket(by)];
    for (const socket of sockets) {
      expect(await socket.emitWithAck('thread:follow', { threadId, afterSeq: 1 })).toMatchObject({ ok: true });
    }
    return sockets;
  };

  it.each([
    [
      'a circle',
      async (peer: Member) => ({ audience: 'circle', audienceId: await platform.given.circle(asker, peer) }),
      (peer: Member) => sql(`DELETE FROM circle_members WHERE person_id = $1`, peer.id),
    ],
    [
      'an organisation',
      async (peer: Member) => ({ audience: 'organisation', audienceId: await organisationOf(asker, peer) }),
      (peer: Member) => sql(`DELETE FROM memberships WHERE person_id = $1`, peer.id),
    ],
    [
      'those invited',
      async (peer: Member) => ({ audience: 'invited', invited: [peer.id] }),
      (peer: Member) => sql(`DELETE FROM thread_invitations WHERE person_id = $1`, peer.id),
    ],
  ])('who was removed from %s leaves its discussions on every process', async (_what, audience, remove) => {
    const peer = await platform.given.member();
    const { id } = await platform.given.thread(asker, await audience(peer));
    const { id: open } = await platform.given.thread(asker);
    const sockets = await following(peer, id);
    for (const socket of sockets) await socket.emitWithAck('thread:follow', { threadId: open });
    const heard = sockets.map(heardBy);
    const left = sockets.map((socket) => next(socket, 'thread:left', SOON_MS));

    await remove(peer);

    expect(await Promise.all(left)).toEqual([{ threadId: id }, { threadId: id }]);
    await platform.given.reply(asker, id, { body: 'For those who are left' });
    await platform.given.reply(asker, open, { body: 'For all' });
    await until(() => heard.every(({ length }) => length > 0), 'the reply that all may read');
    expect(heard.map((told) => told.map(({ threadId }) => threadId))).toEqual([[open], [open]]);
    for (const socket of sockets) {
      const again = { ok: false, code: 'threads.thread-not-found' };
      expect(await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 1 })).toEqual(again);
    }
  });

  it.each([
    ['hidden', (id: string) => sql(`UPDATE threads SET hidden_at = now() WHERE id = $1`, id)],
    ['made private', (id: string) => sql(`UPDATE threads SET audience = 'invited' WHERE id = $1`, id)],
  ])('a discussion that was %s is left by those who may no longer read it', async (_what, change) => {
    const peer = await platform.given.member();
    const { id } = await platform.given.thread(asker, { audience: 'public' });
    const own = await platform.socket(asker);
    const nobody = await other.socket(null);
    for (const socket of [own, nobody]) await socket.emitWithAck('thread:follow', { threadId: id });
    const sockets = [...(await following(peer, id)), nobody];
    const kept = heardBy(own);
    const left = sockets.map((socket) => next(socket, 'thread:left', SOON_MS));

    await change(id);

    expect(await Promise.all(left)).toEqual(sockets.map(() => ({ threadId: id })));
    await platform.given.reply(asker, id, { body: 'Still mine to read' });
    await until(() => kept.length === 1, 'the reply, to who may still read');
  });

  it.each([
    ['suspended', `UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`],
    ['without the token', `UPDATE access_tokens SET revoked_at = now() WHERE person_id = $1`],
  ])('who is %s is told so, and cut off', async (_what, statement) => {
    const peer = await platform.given.member();
    const { id } = await platform.given.thread(asker);
    const sockets = await following(peer, id);
    const ended = sockets.map((socket) => next(socket, 'session:ended', SOON_MS));
    const gone = sockets.map((socket) => next(socket, 'disconnect', SOON_MS));

    await sql(statement, peer.id);

    await Promise.all([...ended, ...gone]);
  });

  it('who signs out is cut off where the socket came by the cookie', async () => {
    const peer = await platform.given.member();
    const sockets = [platform, other].map(({ url }) =>
      io(url, { transports: ['websocket'], extraHeaders: { cookie: peer.cookie }, forceNew: true }),
    );
    await Promise.all(sockets.map((socket) => next(socket, 'connect')));
    const ended = sockets.map((socket) => next(socket, 'session:ended', SOON_MS));

    expect((await platform.page('post', '/sign-out', peer)).status).toBe(303);

    await Promise.all(ended);
    for (const socket of sockets) socket.close();
  });

  it('a right that ends by the clock ends on the socket too, and nothing is sent by it meanwhile', async () => {
    const peer = await platform.given.member();
    const { id } = await platform.given.thread(asker);
    const [socket] = await following(peer, id);
    const heard = heardBy(socket!);
    const ended = next(socket!, 'session:ended', 20_000);

    await sql(`UPDATE access_tokens SET expires_at = now() WHERE person_id = $1`, peer.id);
    await platform.given.reply(asker, id, { body: 'After the end' });

    await ended;
    expect(heard).toEqual([]);
  }, 30_000);

  it('who was removed while they were away gets nothing of what was committed after that', async () => {
    const peer = await platform.given.member();
    const { id } = await platform.given.thread(asker, {
      audience: 'circle',
      audienceId: await platform.given.circle(asker, peer),
    });
    const [socket, second] = await following(peer, id);
    const heard = heardBy(socket!);
    await platform.given.reply(asker, id, { body: 'While you were here' });
    await until(() => heard.length === 1, 'the reply before');
    for (const gone of [socket!, second!]) gone.disconnect();

    await sql(`DELETE FROM circle_members WHERE person_id = $1`, peer.id);
    for (const body of ['One', 'Two', 'Three']) await platform.given.reply(asker, id, { body });

    const back = [socket!.connect(), second!.connect()];
    const told = back.map(heardBy);
    for (const again of back) {
      await until(() => again.connected, 'the connection');
      const answer = await again.emitWithAck('thread:follow', { threadId: id, afterSeq: 2 });
      expect(answer).toEqual({ ok: false, code: 'threads.thread-not-found' });
    }
    expect((await platform.api('get', `/threads/${id}/events?afterSeq=2`, peer)).status).toBe(404);
    expect((await platform.page('get', `/threads/${id}/posts?after=2`, peer)).status).toBe(404);
    await platform.given.reply(asker, id, { body: 'Four' });
    const open = await platform.given.thread(asker);
    for (const again of back) await again.emitWithAck('thread:follow', { threadId: open.id });
    await platform.given.reply(asker, open.id);
    await until(() => told.every(({ length }) => length > 0), 'what all may read');
    expect(told.flat().every(({ threadId }) => threadId === open.id)).toBe(true);
    expect(seqs(heard).filter((seq) => seq > 2 && seq !== told[0]![0]!.seq)).toEqual([]);
  });

  it('is not missed where the connection that listens was lost at that moment', async () => {
    const peer = await platform.given.member();
    const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [peer.id] });
    const sockets = await following(peer, id);
    const left = sockets.map((socket) => next(socket, 'thread:left', 10_000));

    await sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'waymark-listen' AND datname = current_database()`,
    );
    await sql(`DELETE FROM thread_invitations WHERE person_id = $1`, peer.id);

    await Promise.all(left);
  });
});
