import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const HEART = '❤\ufe0f';
const cursor = (...values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** What a program or a person can send that a rule of the database would refuse: refused before, never a 500. */
describe('input that the database would refuse', () => {
  let platform: TestPlatform;
  let member: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    member = await platform.given.member();
    moderator = await platform.given.member({}, 'moderator');
  });
  afterAll(() => platform.stop());

  it.each([
    ['a question', '/threads', { title: 'How do we begin with this?', body: HEART.repeat(10_001) }, '/body'],
    ['a case note', '/case-notes', { title: HEART.repeat(200) }, '/title'],
    ['a figure', '/case-notes', { title: 'A note of ours', outcomes: [[]] }, '/outcomes'],
    ['a day', '/case-notes', { title: 'A note of ours', periodFrom: '0000-01-01' }, '/periodFrom'],
  ])('names the field of %s that cannot be kept', async (_what, path, sent, pointer) => {
    const { status, body } = await platform.api('post', path, member).send(sent);
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  it.each([
    '/threads',
    '/case-notes',
    '/guidance',
    '/councils',
    '/people',
    '/me/follows',
    '/me/notifications',
    '/moderation/queue',
    '/moderation/log',
  ])('begins %s again for a cursor that nobody was given', async (path) => {
    const id = '0199a000-0000-7000-8000-000000000000';
    const cursors = [
      cursor('0000-01-01T00:00:00.000Z', id),
      cursor('2026-02-30T00:00:00.000Z', id),
      cursor(999_999_999_999_999, 'x'),
      cursor('-999999999999999', 'x'),
      cursor(999_999_999_999_999),
      cursor(999_999_999_999_999, 'x', 'x'),
    ];
    const statuses = await Promise.all(
      cursors.map(async (after) => (await platform.api('get', `${path}?after=${after}`, moderator)).status),
    );
    expect(statuses).toEqual(cursors.map(() => 200));
  });

  it('tells a socket that follows by an id in capitals what happens', async () => {
    const { id } = await platform.given.thread(member);
    const socket = await platform.socket(member);
    expect(await socket.emitWithAck('thread:follow', { threadId: id.toUpperCase() })).toMatchObject({ ok: true });
    const heard = new Promise((resolve) => socket.once('thread:event', resolve));
    await platform.given.reply(moderator, id);
    expect(await heard).toMatchObject({ threadId: id, seq: 2 });
  });
});
