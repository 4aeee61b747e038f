import { type Socket } from 'socket.io-client';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { anotherProcess, type AnotherProcess, until } from './listening.ts';

interface Present {
  threadId: string;
  people: number;
  typing: string[];
}

describe('who has a discussion open, and who writes', () => {
  let platform: TestPlatform;
  let other: AnotherProcess;
  let asker: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    other = await anotherProcess(platform);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
  });
  afterAll(async () => {
    await other.stop();
    await platform.stop();
  });

  const told = (socket: Socket): Present[] => {
    const heard: Present[] = [];
    socket.on('thread:presence', (present: Present) => heard.push(present));
    return heard;
  };
  const follow = async (on: { socket(by: Member | null): Promise<Socket> }, by: Member | null, threadId: string) => {
    const socket = await on.socket(by);
    const present = told(socket);
    expect(await socket.emitWithAck('thread:follow', { threadId })).toMatchObject({ ok: true });
    return { socket, present };
  };

  it('counts the people, not their windows, over all processes, and those who leave no more', async () => {
    const { id } = await platform.given.thread(asker);
    const [dee, sam] = [await platform.given.member({ name: 'Dee' }), await platform.given.member({ name: 'Sam' })];
    const first = await follow(platform, asker, id);
    await follow(platform, asker, id);
    const second = await follow(other, dee, id);
    const third = await follow(other, sam, id);
    await until(() => first.present.at(-1)?.people === 3, 'three, told on the first process');
    await until(() => third.present.at(-1)?.people === 3, 'three, told on the second process');

    second.socket.close();

    await until(() => first.present.at(-1)?.people === 2, 'two, when one has left');
    expect(first.present.at(-1)).toEqual({ threadId: id, people: 2, typing: [] });
  });

  it('names at most three who write, by their first name, to the others, and stops when they stop', async () => {
    const { id } = await platform.given.thread(asker);
    const reader = await follow(platform, asker, id);
    const names = ['Dee Marlowick', 'Sam Orchard', 'Ines Caldershaw', 'Tom Abara'];
    const writers: Awaited<ReturnType<typeof follow>>[] = [];
    for (const name of names) writers.push(await follow(other, await platform.given.member({ name }), id));
    for (const { socket } of writers) socket.emit('thread:typing', { threadId: id });

    await until(() => reader.present.at(-1)?.typing.length === 3, 'three names');
    expect(names.map((name) => name.split(' ')[0])).toEqual(expect.arrayContaining(reader.present.at(-1)!.typing));
    await until(() => writers.every(({ present }) => present.some(({ typing }) => typing.length > 0)), 'told to all');
    const ownName = (n: number): string => names[n]!.split(' ')[0]!;
    for (const [n, { present }] of writers.entries()) {
      expect(present.flatMap(({ typing }) => typing)).not.toContain(ownName(n));
    }
    await until(() => reader.present.at(-1)?.typing.length === 0, 'nobody writes any more');
  });

  it('says one thing at most a second, however much is typed', async () => {
    const { id } = await platform.given.thread(asker);
    const reader = await follow(platform, asker, id);
    const writer = await follow(platform, await platform.given.member({ name: 'Dee' }), id);
    const at: number[] = [];
    reader.socket.on('thread:presence', () => at.push(Date.now()));
    for (let i = 0; i < 100; i += 1) writer.socket.emit('thread:typing', { threadId: id });
    await until(() => reader.present.some(({ typing }) => typing.length > 0), 'the name');
    await until(() => reader.present.at(-1)?.typing.length === 0, 'its end');
    expect(at.length).toBeLessThanOrEqual(4);
  });

  it('counts and names nobody to who is not signed in, and no one who is not', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'public' });
    const nobody = await follow(platform, null, id);
    const reader = await follow(platform, asker, id);
    nobody.socket.emit('thread:typing', { threadId: id });
    const dee = await follow(platform, await platform.given.member({ name: 'Dee' }), id);
    dee.socket.emit('thread:typing', { threadId: id });
    await until(() => reader.present.at(-1)?.typing[0] === 'Dee', 'that Dee writes');
    expect(reader.present.at(-1)).toEqual({ threadId: id, people: 2, typing: ['Dee'] });
    expect(nobody.present).toEqual([]);
  });

  it('takes no typing from who does not follow, and tells nobody of a discussion that they may not read', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'invited' });
    const reader = await follow(platform, asker, id);
    const stranger = await platform.socket(await platform.given.member({ name: 'Sam' }));
    const heard = told(stranger);
    await stranger.emitWithAck('thread:follow', { threadId: id });
    stranger.emit('thread:typing', { threadId: id });
    const friend = await platform.given.member({ name: 'Dee' });
    await platform.dataSource.query(`INSERT INTO thread_invitations (thread_id, person_id) VALUES ($1, $2)`, [
      id,
      friend.id,
    ]);
    const invited = await follow(platform, friend, id);
    invited.socket.emit('thread:typing', { threadId: id });
    await until(() => reader.present.at(-1)?.typing.length === 1, 'that Dee writes');
    expect(reader.present.flatMap(({ typing }) => typing)).not.toContain('Sam');
    expect(reader.present.at(-1)?.people).toBe(2);
    expect(heard).toEqual([]);
  });

  it('shows nobody who does not want to be seen, on every process, from the moment that they say so', async () => {
    const { id } = await platform.given.thread(asker);
    const dee = await platform.given.member({ name: 'Dee' });
    const shy = await follow(other, dee, id);
    const readers = [await follow(platform, asker, id), await follow(other, asker, id)];
    shy.socket.emit('thread:typing', { threadId: id });
    for (const { present } of readers) await until(() => present.at(-1)?.typing[0] === 'Dee', 'that Dee writes');

    // By the other process than the one that has their socket.
    const hidden = await platform.api('put', '/me/presence', dee).send({ seen: false });

    expect([hidden.status, hidden.body.seen]).toEqual([200, false]);
    for (const { present } of readers) {
      await until(() => present.at(-1)?.people === 1, 'one person');
      expect(present.at(-1)).toEqual({ threadId: id, people: 1, typing: [] });
    }
    const before = readers.map(({ present }) => present.length);
    shy.socket.emit('thread:typing', { threadId: id });
    await follow(platform, dee, id);
    readers[0]!.socket.emit('thread:typing', { threadId: id });
    await until(() => shy.present.at(-1)?.typing[0] === 'Rosa', 'that they still see others');
    for (const [n, { present }] of readers.entries()) {
      expect(present.slice(before[n]).filter(({ people, typing }) => people > 1 || typing.includes('Dee'))).toEqual([]);
    }

    expect((await platform.api('put', '/me/presence', dee).send({ seen: true })).body.seen).toBe(true);
    for (const { present } of readers) await until(() => present.at(-1)?.people === 2, 'two again');
  });

  it('neither counts nor names who is masked there, from the moment that they are', async () => {
    const { id } = await platform.given.thread(asker);
    const [dee, sam] = [await platform.given.member({ name: 'Dee' }), await platform.given.member({ name: 'Sam' })];
    const masked = await follow(other, asker, id);
    const reader = await follow(platform, dee, id);
    const replier = await follow(platform, sam, id);
    await until(() => reader.present.at(-1)?.people === 3, 'three people');

    await platform.dataSource.query(`UPDATE threads SET mask = 'Council officer, unitary' WHERE id = $1`, [id]);
    await platform.dataSource.query(
      `INSERT INTO posts (thread_id, number, author_id, body, body_html, mask) VALUES ($1, 2, $2, 'x', 'x', 'A finance lead')`,
      [id, sam.id],
    );
    for (const { socket } of [masked, replier]) socket.emit('thread:typing', { threadId: id });

    await until(() => reader.present.at(-1)?.people === 1, 'one person');
    reader.socket.emit('thread:typing', { threadId: id });
    await until(() => masked.present.at(-1)?.typing[0] === 'Dee', 'that Dee writes');
    expect(reader.present.flatMap(({ typing }) => typing)).toEqual([]);
    expect(masked.present.at(-1)).toEqual({ threadId: id, people: 1, typing: ['Dee'] });
  });
});
