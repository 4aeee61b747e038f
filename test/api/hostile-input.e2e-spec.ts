import { get } from 'node:http';
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
    '/moderation/actions',
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

  it.each(['zzz', 'W3sieCI6MX1d', 'bnVsbA', '%00'])('refuses %s, which no list could have given', async (after) => {
    const { status, body } = await platform.api('get', `/threads?after=${after}`, member);
    expect([status, body.errors?.[0]]).toEqual([
      422,
      { pointer: '/after', message: 'after must be what the list gave as next' },
    ]);
  });

  it('tells a socket that follows by an id in capitals what happens', async () => {
    const { id } = await platform.given.thread(member);
    const socket = await platform.socket(member);
    expect(await socket.emitWithAck('thread:follow', { threadId: id.toUpperCase() })).toMatchObject({ ok: true });
    const heard = new Promise((resolve) => socket.once('thread:event', resolve));
    await platform.given.reply(moderator, id);
    expect(await heard).toMatchObject({ threadId: id, seq: 2 });
  });

  it('keeps a clientMessageId to one discussion, also when it comes from two at once', async () => {
    const threads = await Promise.all([1, 2, 3, 4].map(() => platform.given.thread(member)));
    const statuses = await Promise.all(
      threads.map(async ({ id }) => {
        const sent = { body: 'Here and there', clientMessageId: 'everywhere' };
        return (await platform.api('post', `/threads/${id}/posts`, member).send(sent)).status;
      }),
    );
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 422, 422, 422]);
  });

  it('sends a browser that clicked twice at once to the one thing that was made', async () => {
    const { text } = await platform.page('get', '/questions/new', member);
    const once = /name="_once" value="([^"]+)"/.exec(text)![1];
    const form = { _once: once, title: 'Did my second click count?', body: 'I am quick.', audience: 'network' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => platform.page('post', '/questions', member).type('form').send(form)),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
  });

  it('takes a form whose one-time key cannot be kept for a form without one', async () => {
    const form = { _once: 'a\0b', title: 'Does a NUL in a key matter?', body: 'It should not.', audience: 'network' };
    const { status } = await platform.page('post', '/questions', member).type('form').send(form);
    expect(status).toBe(303);
  });

  it('refuses a body of countless fields before it looks at each', async () => {
    const fields = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`f${i}`, 1]));
    const { status, body, text } = await platform.api('post', '/session').send(fields);
    // One fault, not one for each: looking at each held up every other request for six seconds.
    expect([status, body.errors.length]).toEqual([422, 1]);
    expect(text.length).toBeLessThan(1_000);
  });

  it('keeps what one reader gets from the caches between', async () => {
    const { headers } = await platform.api('get', '/me', member);
    expect(headers).toMatchObject({ 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' });
    expect(headers['vary']).toMatch(/cookie, authorization/i);
  });

  it('answers HEAD to a token that only reads', async () => {
    const made = await platform.api('post', '/me/tokens', member).send({ name: 'reader', scope: 'read' });
    const { status } = await fetch(`${platform.url}/api/v1/threads`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${made.body.token}` },
    });
    expect(status).toBe(200);
  });

  it('answers an address that is none with no such page', async () => {
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(platform.url);
      get({ hostname, port, path: '*' }, (response) => resolve(response.resume().statusCode)).once('error', reject);
    });
    expect(status).toBe(404);
  });
});
