import { setTimeout as sleep } from 'node:timers/promises';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

type Level = 'not said' | 'every' | 'first' | 'none' | 'muted';
/** What they have read of the discussion when it happens. */
type State = 'has not opened it' | 'has read all' | 'waits with a notice' | 'sees it arrive';

describe('what people are told of discussions', () => {
  let platform: TestPlatform;
  let asker: Member;
  let other: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker', RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa' });
    other = await platform.given.member({ name: 'Dee' });
  });
  afterAll(() => platform.stop());

  const settled = async (): Promise<void> => {
    const waiting = () =>
      platform.dataSource.query<object[]>(
        `SELECT FROM pgboss.job WHERE name LIKE 'threads.tell-%' AND state < 'completed'`,
      );
    while ((await waiting()).length > 0) await sleep(50);
  };
  const told = async (who: Member): Promise<string[]> =>
    ((await platform.api('get', '/me/notifications', who)).body.items as { title: string }[]).map(({ title }) => title);
  const setLevel = (who: Member | null, id: string, level: unknown) =>
    platform.api('put', `/threads/${id}/follow`, who).send({ level });
  const levelOf = async (who: Member, id: string): Promise<unknown> =>
    (await platform.api('get', `/threads/${id}`, who)).body.level;
  const followers = async (id: string): Promise<number> =>
    (
      await platform.dataSource.query<{ n: number }[]>(`SELECT follower_count AS n FROM threads WHERE id = $1`, [id])
    )[0]!.n;
  const reply = (by: Member, id: string, body = 'One more thing.') => platform.given.reply(by, id, { body });
  const readAll = (who: Member, id: string) => platform.api('post', `/threads/${id}/read`, who).send({ number: 1_000 });

  const LEVELS: Level[] = ['not said', 'every', 'first', 'none', 'muted'];
  const STATES: State[] = ['has not opened it', 'has read all', 'waits with a notice', 'sees it arrive'];

  /** How many notices there are of two replies by others, by level and what the follower has read. */
  const OF_TWO_REPLIES: Record<Level, Record<State, number>> = {
    'not said': { 'has not opened it': 0, 'has read all': 0, 'waits with a notice': 0, 'sees it arrive': 0 },
    every: { 'has not opened it': 2, 'has read all': 2, 'waits with a notice': 3, 'sees it arrive': 0 },
    first: { 'has not opened it': 1, 'has read all': 1, 'waits with a notice': 1, 'sees it arrive': 0 },
    none: { 'has not opened it': 0, 'has read all': 0, 'waits with a notice': 0, 'sees it arrive': 0 },
    muted: { 'has not opened it': 0, 'has read all': 0, 'waits with a notice': 0, 'sees it arrive': 0 },
  };

  it('is of replies by others as often as they chose, by what they have read', async () => {
    const cases: { level: Level; state: State; who: Member; id: string }[] = [];
    for (const level of LEVELS) {
      for (const state of STATES) {
        const who = await platform.given.member();
        const { id } = await platform.given.thread(asker);
        if (level !== 'not said') expect((await setLevel(who, id, level)).status).toBe(200);
        if (state === 'waits with a notice') await reply(other, id);
        if (state === 'has read all') await readAll(who, id);
        if (state === 'sees it arrive') {
          // The position is ahead of the replies when the job looks.
          await platform.dataSource.query(
            `INSERT INTO thread_reads (person_id, thread_id, read_number) VALUES ($1, $2, 1000)`,
            [who.id, id],
          );
        }
        cases.push({ level, state, who, id });
      }
    }
    await settled();
    for (const { id } of cases) {
      await reply(other, id);
      await reply(asker, id);
    }
    await settled();
    const got: Record<string, Record<string, number>> = {};
    for (const { level, state, who } of cases) (got[level] ??= {})[state] = (await told(who)).length;
    expect(got).toEqual(OF_TWO_REPLIES);
  }, 60_000);

  it('is never of one’s own reply', async () => {
    const people: Member[] = [];
    for (const level of LEVELS) {
      const who = await platform.given.member();
      const { id } = await platform.given.thread(asker);
      if (level !== 'not said') await setLevel(who, id, level);
      await reply(who, id);
      people.push(who);
    }
    await settled();
    for (const who of people) expect(await told(who)).toEqual([]);
  });

  it.each<[Level, number]>([
    ['not said', 1],
    ['every', 1],
    ['first', 1],
    ['none', 1],
    ['muted', 0],
  ])('of an accepted answer of their own, at "%s": %i', async (level, expected) => {
    const who = await platform.given.member();
    const { id } = await platform.given.thread(asker);
    const { id: postId } = await reply(who, id);
    await settled();
    if (level !== 'not said') await setLevel(who, id, level);
    await platform.api('post', `/threads/${id}/accept`, asker).send({ postId });
    expect(await told(who)).toHaveLength(expected);
  });

  it('is told again after reading, by the page as by the API, and not before', async () => {
    const who = await platform.given.member();
    const { id } = await platform.given.thread(asker);
    await setLevel(who, id, 'first');
    const unread = async (): Promise<number> => (await platform.api('get', '/me', who)).body.unread;
    await reply(other, id);
    await settled();
    expect(await unread()).toBe(1);
    await platform.page('get', `/threads/${id}`, who);
    while ((await unread()) > 0) await sleep(20);
    await reply(other, id);
    await settled();
    expect(await unread()).toBe(1);
    await readAll(who, id);
    expect(await unread()).toBe(0);
  });

  it('marks each notice of a close follower as read that they have read, and no later one', async () => {
    const who = await platform.given.member();
    const { id } = await platform.given.thread(asker);
    await setLevel(who, id, 'every');
    for (let i = 0; i < 3; i += 1) await reply(other, id); // 2, 3, 4
    await settled();
    await platform.api('post', `/threads/${id}/read`, who).send({ number: 3 });
    expect((await platform.api('get', '/me', who)).body.unread).toBe(1);
  });

  it('leads to the post that it is about, also on a later page', async () => {
    const who = await platform.given.member();
    const { id } = await platform.given.thread(asker);
    await setLevel(who, id, 'first');
    await readAll(who, id);
    for (let n = 2; n <= 22; n += 1) await reply(n === 22 ? other : who, id);
    await settled();
    const { items } = (await platform.api('get', '/me/notifications', who)).body as { items: { url: string }[] };
    expect(items.map(({ url }) => url)).toEqual([`/threads/${id}?number=22`]);
    const { headers } = await platform.page('get', items[0]!.url, who);
    expect(headers['location']).toBe(`/threads/${id}?after=20#post-22`);
  });

  it('is shown nowhere as new where it is muted', async () => {
    const who = await platform.given.member();
    const { id } = await platform.given.thread(asker, { title: 'How did you value the archive?' });
    await readAll(who, id);
    await reply(other, id);
    const unread = async () => {
      const { body } = await platform.api('get', '/threads?mine=unread', who);
      const home = (await platform.page('get', '/', who)).text;
      return [(body.items as object[]).length, home.includes('1 new')];
    };
    expect(await unread()).toEqual([1, true]);
    await setLevel(who, id, 'muted');
    expect(await unread()).toEqual([0, false]);
    const { text } = await platform.page('get', '/questions', who);
    expect(text.split('How did you value the archive?')[1]!.slice(0, 200)).not.toContain('new');
  });

  it('counts followers as those who are told of replies, whatever way they came to be', async () => {
    const who = await platform.given.member();
    const { id } = await platform.given.thread(asker);
    const counts = [await followers(id)];
    for (const level of ['every', 'first', 'first', 'muted', 'none', 'every', 'none', 'muted', 'first'] as const) {
      expect((await setLevel(who, id, level)).body).toEqual({ level });
      counts.push(await followers(id));
    }
    expect(counts).toEqual([1, 2, 2, 2, 1, 1, 2, 1, 1, 2]);
    await Promise.all(Array.from({ length: 8 }, (_, i) => setLevel(who, id, i % 2 ? 'every' : 'muted')));
    const [{ n }] = (await platform.dataSource.query(
      `SELECT count(*)::int AS n FROM thread_follows WHERE thread_id = $1 AND level IN ('every', 'first')`,
      [id],
    )) as [{ n: number }];
    expect(await followers(id)).toBe(n);
  });

  it.each<[string, boolean, string]>([
    ['every', true, 'every'],
    ['every', false, 'none'],
    ['first', false, 'none'],
    ['none', true, 'first'],
    ['muted', true, 'first'],
    ['muted', false, 'muted'],
  ])('takes "%s" and following: %s to "%s"', async (before, following, after) => {
    const who = await platform.given.member();
    const { id } = await platform.given.thread(asker);
    await setLevel(who, id, before);
    await platform.api('post', `/threads/${id}/follow`, who).send({ following });
    expect(await levelOf(who, id)).toBe(after);
  });

  it.each([undefined, null, 'loud', 1, ['every']])('refuses the level %p', async (level) => {
    const { id } = await platform.given.thread(asker);
    expect((await setLevel(other, id, level)).status).toBe(422);
  });

  it('is nobody’s to choose who may not read it', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [] });
    expect([(await setLevel(other, id, 'every')).status, (await setLevel(null, id, 'every')).status]).toEqual([
      404, 401,
    ]);
  });

  describe('by what they chose once for all', () => {
    const choose = (who: Member, onAsk: string, onAnswer: string) =>
      platform.api('put', '/me/following/defaults', who).send({ onAsk, onAnswer });

    it.each(['every', 'first', 'none'])('follows what they ask and answer at "%s"', async (level) => {
      const who = await platform.given.member();
      expect((await choose(who, level, level)).status).toBe(204);
      const { id: asked } = await platform.given.thread(who);
      expect([await levelOf(who, asked), await followers(asked)]).toEqual([level, level === 'none' ? 0 : 1]);
      const { id: answered } = await platform.given.thread(asker);
      await reply(who, answered);
      await settled();
      expect([await levelOf(who, answered), await followers(answered)]).toEqual(
        level === 'none' ? [null, 1] : [level, 2],
      );
    });

    it.each(['none', 'muted'])('never overrules "%s" that they chose for one', async (level) => {
      const who = await platform.given.member();
      const { id } = await platform.given.thread(asker);
      await setLevel(who, id, level);
      await reply(who, id);
      await settled();
      expect([await levelOf(who, id), await followers(id)]).toEqual([level, 1]);
    });

    it('is theirs alone', async () => {
      const who = await platform.given.member();
      await choose(who, 'every', 'none');
      expect((await platform.api('get', '/me/following', who)).body).toEqual({
        onAsk: 'every',
        onAnswer: 'none',
        subjects: [],
      });
      expect((await platform.api('get', '/me/following', other)).body).toMatchObject({ onAsk: 'first' });
      expect((await platform.api('get', '/me/following')).status).toBe(401);
      expect((await choose(who, 'muted', 'first')).status).toBe(422);
    });
  });

  describe('of new questions about a subject', () => {
    const follow = (who: Member, kind: string, code: string, level: string) =>
      platform.api('put', '/me/following/subjects', who).send({ kind, code, level });
    const ask = async (over: Record<string, unknown>, by = asker): Promise<string> => {
      const { id } = await platform.given.thread(by, over);
      await settled();
      return id;
    };

    it.each<[string, Record<string, unknown>, number]>([
      ['every', { topics: ['pensions'] }, 2],
      ['first', { topics: ['pensions'] }, 1],
      ['every', { topics: ['vat'] }, 0],
      ['every', { serviceAreas: ['libraries'] }, 0],
      ['muted', { topics: ['pensions'] }, 0],
    ])('at "%s", asked twice with %j: %i', async (level, about, expected) => {
      const who = await platform.given.member();
      expect((await follow(who, 'topic', 'pensions', level)).status).toBe(204);
      await ask(about);
      await ask(about);
      expect(await told(who)).toHaveLength(expected);
    });

    it('tells once of a question with several of them, and again of the next after reading', async () => {
      const who = await platform.given.member();
      await follow(who, 'topic', 'pensions', 'first');
      await follow(who, 'service-area', 'libraries', 'first');
      await ask({ topics: ['pensions'], serviceAreas: ['libraries'], title: 'Who pays the pension bond?' });
      expect(await told(who)).toEqual([expect.stringMatching(/^New about .*: Who pays the pension bond\?$/)]);
      await ask({ topics: ['pensions'], serviceAreas: ['libraries'], title: 'Who pays the second bond?' });
      expect(await told(who)).toHaveLength(1);
      await platform.api('post', '/me/notifications/read', who).send({});
      await ask({ topics: ['pensions'], serviceAreas: ['libraries'], title: 'Who pays the third bond?' });
      expect(await told(who)).toEqual([expect.stringContaining('third bond')]);
    });

    it('tells nothing of a question with a muted subject, whatever else it is about', async () => {
      const who = await platform.given.member();
      await follow(who, 'topic', 'pensions', 'every');
      await follow(who, 'service-area', 'libraries', 'muted');
      await ask({ topics: ['pensions'], serviceAreas: ['libraries'] });
      expect(await told(who)).toEqual([]);
      await follow(who, 'service-area', 'libraries', 'none');
      await ask({ topics: ['pensions'], serviceAreas: ['libraries'] });
      expect(await told(who)).toHaveLength(1);
    });

    it('tells neither who asked, nor who may not read it, nor of a topic by the code of a service area', async () => {
      const [who, stranger] = [await platform.given.member(), await platform.given.member()];
      for (const person of [who, stranger]) await follow(person, 'topic', 'pensions', 'every');
      await follow(stranger, 'service-area', 'pensions', 'every');
      await ask({ topics: ['pensions'], audience: 'invited', invited: [] }, who);
      expect([await told(who), await told(stranger)]).toEqual([[], []]);
    });

    it.each([
      { kind: 'council', code: 'pensions', level: 'every' },
      { kind: 'topic', code: 'no-such-topic', level: 'every' },
      { kind: 'topic', code: 'pensions', level: 'loud' },
    ])('refuses %j', async (input) => {
      expect((await platform.api('put', '/me/following/subjects', other).send(input)).status).toBe(422);
    });
  });
});
