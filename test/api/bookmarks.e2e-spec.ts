import { setTimeout as sleep } from 'node:timers/promises';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const DAY = 86_400_000;
const dayFrom = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

describe('bookmarks', () => {
  let platform: TestPlatform;
  let asker: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker', RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa' });
  });
  afterAll(() => platform.stop());

  const save = (who: Member | null, postId: string, body: object = {}) =>
    platform.api('put', `/me/bookmarks/${postId}`, who).send(body);
  const list = async (who: Member) =>
    (await platform.api('get', '/me/bookmarks', who)).body.items as {
      postId: string;
      note: string | null;
      post: { threadId: string; title: string; number: number } | null;
    }[];
  const given = async (over: Record<string, unknown> = {}) => {
    const who = await platform.given.member();
    const thread = await platform.given.thread(asker, { title: 'Who owns the archive after a transfer?', ...over });
    const reply = await platform.given.reply(asker, thread.id);
    return { who, thread, reply };
  };

  it('keeps questions and replies with a note and a day, newest first, and changes and removes them', async () => {
    const { who, thread, reply } = await given();
    const first = await save(who, thread.postId);
    expect([first.status, first.body.note, first.body.remindOn, first.headers['etag']]).toEqual([
      200,
      null,
      null,
      '"v1"',
    ]);
    const second = await save(who, reply.id, { note: 'For the board', remindOn: dayFrom(30) });
    expect(second.body).toMatchObject({ note: 'For the board', remindOn: dayFrom(30), remindedAt: null, version: 2 });
    expect(await list(who)).toMatchObject([
      { postId: reply.id, post: { threadId: thread.id, title: 'Who owns the archive after a transfer?', number: 2 } },
      { postId: thread.postId, post: { threadId: thread.id, number: 1 } },
    ]);
    expect((await platform.api('get', '/threads?mine=bookmarked', who)).body.items).toMatchObject([{ id: thread.id }]);
    expect((await save(who, reply.id, { note: 'For the next board' })).body).toMatchObject({
      note: 'For the next board',
      remindOn: null,
    });
    for (const again of [204, 204]) {
      expect((await platform.api('delete', `/me/bookmarks/${reply.id}`, who)).status).toBe(again);
    }
    expect((await list(who)).map(({ postId }) => postId)).toEqual([thread.postId]);
    expect((await platform.api('get', `/me/bookmarks/${reply.id}`, who)).status).toBe(404);
  });

  it('goes by keyset', async () => {
    const { who, thread } = await given();
    const posts = [thread.postId];
    for (let i = 0; i < 4; i += 1) posts.unshift((await platform.given.reply(asker, thread.id)).id);
    for (const id of posts.toReversed()) await save(who, id);
    const first = (await platform.api('get', '/me/bookmarks?limit=3', who)).body;
    const rest = (await platform.api('get', `/me/bookmarks?limit=3&after=${first.next}`, who)).body;
    expect([...first.items, ...rest.items].map(({ postId }: { postId: string }) => postId)).toEqual(posts);
    expect(rest.next).toBeNull();
  });

  it('overwrites nothing that was changed meanwhile', async () => {
    const { who, thread } = await given();
    await save(who, thread.postId, { note: 'First' });
    const { status, body } = await save(who, thread.postId, { note: 'Second' }).set('if-match', '"v1"');
    expect([status, body.current]).toEqual([412, { note: 'First', remindOn: null }]);
    expect((await save(who, thread.postId, { note: 'Second' }).set('if-match', '"v2"')).status).toBe(200);
  });

  it('is nobody else’s to see, on any surface', async () => {
    const { who, thread } = await given();
    const other = await platform.given.member({}, 'moderator', 'administrator');
    const before = (await platform.api('get', `/threads/${thread.id}`, other)).body;
    await save(who, thread.postId, { note: 'A secret thought' });
    expect(await list(other)).toEqual([]);
    expect((await platform.api('get', `/me/bookmarks/${thread.postId}`, other)).status).toBe(404);
    expect((await platform.page('get', `/posts/${thread.postId}/bookmark`, other)).status).toBe(404);
    expect((await platform.api('get', `/threads/${thread.id}`, other)).body).toEqual(before);
    const page = (await platform.page('get', `/threads/${thread.id}`, other)).text;
    expect([page.includes('Your bookmark'), page.includes('secret')]).toEqual([false, false]);
    expect((await platform.page('get', `/threads/${thread.id}`, who)).text).toContain('Your bookmark');
    expect((await platform.api('get', '/me/bookmarks')).status).toBe(401);
    expect((await save(null, thread.postId)).status).toBe(401);
  });

  it.each<[string, (given: { who: Member; thread: { postId: string } }) => Promise<unknown>]>([
    [
      'is no longer invited',
      ({ who }) => platform.dataSource.query(`DELETE FROM thread_invitations WHERE person_id = $1`, [who.id]),
    ],
    [
      'cannot read what a moderator hid',
      ({ thread }) =>
        platform.dataSource.query(
          `UPDATE threads SET hidden_at = now() WHERE id = (SELECT thread_id FROM posts WHERE id = $1)`,
          [thread.postId],
        ),
    ],
  ])('names nothing to who %s, and keeps their own note for them to remove', async (_how, lose) => {
    const who = await platform.given.member();
    const thread = await platform.given.thread(asker, {
      title: 'Who owns the Marlow archive?',
      audience: 'invited',
      invited: [who.id],
    });
    await save(who, thread.postId, { note: 'Ask again in May', remindOn: dayFrom(0) });
    await lose({ who, thread });

    expect(await list(who)).toMatchObject([{ postId: thread.postId, note: 'Ask again in May', post: null }]);
    const { text } = await platform.page('get', '/me/bookmarks', who);
    expect([text.includes('No longer available'), text.includes('Ask again in May')]).toEqual([true, true]);
    const reminder = await reminded(who);
    for (const shown of [text, JSON.stringify(reminder), (await platform.page('get', '/notifications', who)).text]) {
      expect([shown.includes('Marlow'), shown.includes(thread.id)]).toEqual([false, false]);
    }
    expect((await save(who, thread.postId, { note: 'More' })).status).toBe(404);
    const removed = await platform.page('post', `/posts/${thread.postId}/bookmark/remove`, who).type('form').send({});
    expect([removed.status, await list(who)]).toEqual([303, []]);
  });

  it('takes none of what one may not read', async () => {
    const { who, thread } = await given({ audience: 'invited', invited: [] });
    expect((await save(who, thread.postId)).status).toBe(404);
    expect((await platform.page('post', `/posts/${thread.postId}/bookmark`, who).type('form').send({})).status).toBe(
      404,
    );
    expect(await list(who)).toEqual([]);
  });

  it.each([
    [{ note: 'x'.repeat(1_001) }],
    [{ note: 'a\u0000b' }],
    [{ remindOn: '2026-02-30' }],
    [{ remindOn: '2020-01-01' }],
    [{ remindOn: 'tomorrow' }],
  ])('refuses %j', async (body) => {
    const { who, thread } = await given();
    expect((await save(who, thread.postId, body)).status).toBe(422);
  });

  /** What the hourly job tells, and what it tells when it runs again. */
  const reminded = async (who: Member): Promise<{ title: string; detail: string | null; url: string }[]> => {
    await platform.dataSource.query(
      `INSERT INTO pgboss.job_common (name, data, policy) VALUES ('platform.housekeeping', '{}', 'short')`,
    );
    const waiting = () =>
      platform.dataSource.query<object[]>(
        `SELECT FROM pgboss.job WHERE name = 'platform.housekeeping' AND state < 'completed'`,
      );
    while ((await waiting()).length > 0) await sleep(50);
    const { items } = (await platform.api('get', '/me/notifications', who)).body as {
      items: { kind: string; title: string; detail: string | null; url: string }[];
    };
    return items.filter(({ kind }) => kind === 'bookmark-due');
  };

  it('reminds once, on its day, and again where another day is set', async () => {
    const { who, thread, reply } = await given();
    await save(who, reply.id, { note: 'Call the fund', remindOn: dayFrom(0) });
    await save(who, thread.postId, { remindOn: dayFrom(3) });
    const expected = {
      title: 'You wanted to be reminded: Who owns the archive after a transfer?',
      detail: 'Call the fund',
      url: `/threads/${thread.id}#post-2`,
    };
    expect(await reminded(who)).toMatchObject([expected]);
    expect(await reminded(who)).toHaveLength(1);
    await save(who, reply.id, { note: 'Call them again', remindOn: dayFrom(0) });
    expect(await reminded(who)).toHaveLength(1);
    await platform.dataSource.query(`UPDATE bookmarks SET remind_on = current_date WHERE post_id = $1`, [
      thread.postId,
    ]);
    expect(await reminded(who)).toHaveLength(2);
  });

  it('works on pages without a script: kept by one press, then a note, refused and saved', async () => {
    const { who, thread, reply } = await given();
    const post = (path: string, fields: object) => platform.page('post', path, who).type('form').send(fields);
    const kept = await post(`/posts/${reply.id}/bookmark`, {});
    expect([kept.status, kept.headers['location']]).toEqual([303, `/threads/${thread.id}?number=2`]);
    await post(`/posts/${reply.id}/bookmark`, {});
    const form = {
      _version: '1',
      note: 'For May',
      'remindOn-day': '31',
      'remindOn-month': '2',
      'remindOn-year': '2027',
    };
    const bad = await post(`/posts/${reply.id}/bookmark/note`, form);
    expect([bad.status, bad.text.includes('There is a problem'), bad.text.includes('For May')]).toEqual([
      422,
      true,
      true,
    ]);
    const past = await post(`/posts/${reply.id}/bookmark/note`, {
      ...form,
      'remindOn-day': '1',
      'remindOn-year': '2020',
    });
    expect([past.status, past.text.includes('must be today or later')]).toEqual([422, true]);
    const saved = await post(`/posts/${reply.id}/bookmark/note`, { _version: '1', note: 'For <b>May</b>' });
    expect([saved.status, saved.headers['location']]).toEqual([303, '/me/bookmarks']);
    const stale = await post(`/posts/${reply.id}/bookmark/note`, { _version: '1', note: 'From another tab' });
    expect([stale.status, stale.text.includes('From another tab'), stale.text.includes('For &lt;b>May')]).toEqual([
      409,
      true,
      true,
    ]);
    const statements = await statementsOf(platform.dataSource, async () => {
      expect((await platform.page('get', '/me/bookmarks', who)).text).toContain('For &lt;b>May');
    });
    expect(statements.length).toBeLessThanOrEqual(2);
    const questions = await platform.page('get', '/questions?mine=bookmarked', who);
    expect([questions.status, questions.headers['location']]).toEqual([303, '/me/bookmarks']);
  });
});
