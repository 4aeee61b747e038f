import { setTimeout as sleep } from 'node:timers/promises';
import { statementsOf } from '../support/statements.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

interface Item {
  id: string;
  kind: string;
  title: string;
  threadId: string | null;
  count: number;
  readAt: string | null;
}

describe('the inbox, grouped', () => {
  let platform: TestPlatform;
  let bob: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker', RATE_LIMITS: 'off' });
    bob = await platform.given.member({ name: 'Bob' });
  });
  afterAll(() => platform.stop());

  const told = async (): Promise<void> => {
    const waiting = () =>
      platform.dataSource.query<object[]>(`SELECT FROM pgboss.job WHERE name LIKE 'threads.%' AND state < 'completed'`);
    while ((await waiting()).length > 0) await sleep(50);
  };
  const inbox = async (who: Member, query = '?grouped=yes'): Promise<Item[]> =>
    (await platform.api('get', `/me/notifications${query}`, who)).body.items;
  const follow = (who: Member, threadId: string, level: string) =>
    platform.api('put', `/threads/${threadId}/follow`, who).send({ level });
  /** A discussion of Bob, each reply to which they are told of. */
  const followed = async (who: Member, title = 'Who pays for the pension bond?') => {
    const thread = await platform.given.thread(bob, { title });
    const { status } = await follow(who, thread.id, 'every');
    expect(status).toBeLessThan(300);
    return thread;
  };
  const replies = async (threadId: string, many: number): Promise<void> => {
    for (let n = 0; n < many; n += 1) await platform.given.reply(bob, threadId, { body: `Reply ${n}` });
    await told();
  };

  it('has one row for the replies in a discussion, with how many and the newest', async () => {
    const dee = await platform.given.member({ name: 'Dee' });
    const one = await followed(dee, 'The first question of all');
    const two = await followed(dee, 'The second question of all');
    await replies(one.id, 3);
    await replies(two.id, 1);

    expect((await inbox(dee)).map(({ title, count }) => [title, count])).toEqual([
      ['New reply: The second question of all', 1],
      ['3 new replies: The first question of all', 3],
    ]);
    expect((await inbox(dee, '')).length).toBe(4);
    const { text } = await platform.page('get', '/notifications', dee);
    expect(text).toContain('3 new replies: The first question of all');
    expect(text.match(/<li class="wm-row/g)).toHaveLength(2);
  });

  it('says how many more there are where they are of several kinds', async () => {
    const dee = await platform.given.member({ name: 'Dee' });
    const thread = await followed(dee);
    await replies(thread.id, 2);
    await platform.given.reply(bob, thread.id, { body: `@[Dee](person:${dee.id})` });
    await told();

    const [first, ...more] = await inbox(dee);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ kind: 'mentioned', count: 3, threadId: thread.id });
    expect((await platform.page('get', '/notifications', dee)).text).toContain(
      '2 more notifications of this discussion',
    );
  });

  it('marks one as read with what was told before of the same discussion, and shows what is new apart', async () => {
    const dee = await platform.given.member({ name: 'Dee' });
    const [one, two] = [await followed(dee), await followed(dee, 'Another question of it')];
    await replies(one.id, 2);
    await replies(two.id, 1);
    const ofOne = (await inbox(dee)).find(({ threadId }) => threadId === one.id)!;
    const read = await platform
      .page('post', `/notifications/${ofOne.id}/read`, dee)
      .type('form')
      .send({ unread: 'yes' });

    expect([read.status, read.headers['location']]).toEqual([303, '/notifications?unread=yes']);
    expect((await inbox(dee, '?grouped=yes&unread=yes')).map(({ threadId }) => threadId)).toEqual([two.id]);
    expect((await platform.api('get', '/me', dee)).body.unread).toBe(1);
    await replies(one.id, 1);
    expect((await inbox(dee)).map(({ threadId, count, readAt }) => [threadId, count, readAt === null])).toEqual([
      [one.id, 1, true],
      [two.id, 1, true],
      [one.id, 2, false],
    ]);
    await platform.page('post', '/notifications/read', dee).type('form').send({});
    expect(await inbox(dee, '?grouped=yes&unread=yes')).toEqual([]);
    expect((await platform.page('get', '/notifications?unread=yes', dee)).text).toContain('You have read everything');
  });

  it('mutes a discussion from its row: nothing more is told of it', async () => {
    const dee = await platform.given.member({ name: 'Dee' });
    const thread = await followed(dee);
    await replies(thread.id, 1);
    const [row] = await inbox(dee);
    expect((await platform.page('post', `/notifications/${row!.id}/mute`, dee).type('form').send({})).status).toBe(303);
    await replies(thread.id, 2);
    await platform.given.reply(bob, thread.id, { body: `@[Dee](person:${dee.id})` });
    await told();

    expect((await inbox(dee)).map(({ count, readAt }) => [count, readAt !== null])).toEqual([[1, true]]);
  });

  it('is one’s own: nobody marks or mutes by the notice of another, and none that may not be read is muted', async () => {
    const [dee, eve] = [await platform.given.member({ name: 'Dee' }), await platform.given.member({ name: 'Eve' })];
    const thread = await followed(dee);
    await replies(thread.id, 1);
    const [row] = await inbox(dee);
    for (const act of ['read', 'mute']) {
      expect((await platform.page('post', `/notifications/${row!.id}/${act}`, eve).type('form').send({})).status).toBe(
        404,
      );
      expect((await platform.page('post', `/notifications/${row!.id}/${act}`).type('form').send({})).status).toBe(401);
    }
    expect((await inbox(dee))[0]!.readAt).toBeNull();
    const circle = await platform.given.circle(bob);
    await platform.dataSource.query(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [
      thread.id,
      circle,
    ]);

    expect((await inbox(dee))[0]).toMatchObject({ threadId: null });
    expect(JSON.stringify(await inbox(dee))).not.toContain('pension bond');
    expect((await platform.page('get', '/notifications', dee)).text).not.toMatch(/pension bond|Mute this discussion/);
    expect((await platform.page('post', `/notifications/${row!.id}/mute`, dee).type('form').send({})).status).toBe(404);
  });

  it('tells of one thing once, however many follows find it, and never of what somebody does themselves', async () => {
    const dee = await platform.given.member({ name: 'Dee' });
    for (const [kind, code] of [
      ['topic', 'pensions'],
      ['service-area', 'libraries'],
      ['topic', 'finance'],
    ]) {
      await platform.dataSource.query(
        `INSERT INTO subject_follows (person_id, kind, code, level) VALUES ($1, $2, $3, 'every')`,
        [dee.id, kind, code],
      );
    }
    const thread = await platform.given.thread(bob, { topics: ['pensions'], serviceAreas: ['libraries'] });
    await told();
    await follow(dee, thread.id, 'every');
    await platform.given.reply(bob, thread.id, { body: `For @[Dee](person:${dee.id}): ask the fund.` });
    await platform.given.reply(dee, thread.id, { body: `I, @[Dee](person:${dee.id}), did.` });
    await platform.given.thread(dee, { topics: ['pensions'] });
    await told();

    expect((await inbox(dee, '')).map(({ kind }) => kind).toSorted()).toEqual(['mentioned', 'new-question']);
    expect((await inbox(dee)).map(({ count }) => count)).toEqual([2]);
  });

  it('is paged without a row twice or left out', async () => {
    const dee = await platform.given.member({ name: 'Dee' });
    const threads = [];
    for (let n = 0; n < 5; n += 1) threads.push(await followed(dee, `Question number ${n} of five`));
    for (const { id } of [...threads, ...threads]) await replies(id, 1);
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { body } = await platform.api(
        'get',
        `/me/notifications?grouped=yes&limit=2${after && `&after=${after}`}`,
        dee,
      );
      seen.push(...body.items.map(({ threadId }: Item) => threadId!));
      after = body.next;
    }

    expect(seen).toEqual(threads.map(({ id }) => id).toReversed());
  });

  it('costs three statements at most', async () => {
    const dee = await platform.given.member({ name: 'Dee' });
    const thread = await followed(dee);
    await replies(thread.id, 3);
    const page = await statementsOf(platform.dataSource, () => platform.page('get', '/notifications', dee));

    expect(page.length).toBeGreaterThan(0);
    expect(page.length).toBeLessThanOrEqual(3);
  });
});
