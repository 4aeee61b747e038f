import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const TITLE = 'Who pays when the Marlow fund falls short?';

interface Notice {
  id: string;
  kind: string;
  title: string;
  url: string;
  readAt: string | null;
}

describe('what people are told', () => {
  let platform: TestPlatform;
  let asker: Member;
  let moderator: Member;
  let circleId: string;
  let organisationId: string;

  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker', RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa Delgado' });
    moderator = await platform.given.member({ name: 'Maya Thistlewood' }, 'moderator');
    circleId = await idOf(`INSERT INTO circles (name) VALUES ('Pensions') RETURNING id`);
    organisationId = await idOf(
      `INSERT INTO organisations (kind, name) VALUES ('other_public', 'Tidewell') RETURNING id`,
    );
    await join(asker);
  });
  afterAll(() => platform.stop());

  const idOf = async (sql: string): Promise<string> => (await platform.dataSource.query<{ id: string }[]>(sql))[0]!.id;
  /** Into the circle and the organisation. */
  const join = async ({ id }: Member): Promise<void> => {
    await platform.dataSource.query(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2)`, [
      circleId,
      id,
    ]);
    await platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
      [id, organisationId],
    );
  };
  const inbox = async (who: Member): Promise<Notice[]> =>
    (await platform.api('get', '/me/notifications', who)).body.items as Notice[];
  const told = async (who: Member): Promise<string[]> => (await inbox(who)).map(({ title }) => title);
  const settled = async (): Promise<void> => {
    const waiting = () =>
      platform.dataSource.query<object[]>(
        `SELECT FROM pgboss.job WHERE name = 'threads.tell-followers' AND state < 'completed'`,
      );
    while ((await waiting()).length > 0) await sleep(50);
  };
  const moderate = (action: 'hide' | 'restore' | 'keep', subjectId: string) =>
    platform
      .api('post', '/moderation/actions', moderator)
      .send({ action, subject: 'post', subjectId, ...(action === 'hide' ? { reasonCode: 'spam' } : {}) });
  const remove = (table: string, { id }: Member) =>
    platform.dataSource.query(`DELETE FROM ${table} WHERE person_id = $1`, [id]);

  interface Asked {
    id: string;
    postId: string;
  }
  const WAYS: Record<
    string,
    {
      audience: (peer: Member) => object;
      lose: (peer: Member, thread: Asked) => Promise<unknown>;
      /** What they are told beside the rest, and what it says once they may no longer read it. */
      alsoTold?: [before: string, after: string];
    }
  > = {
    'the question was hidden': { audience: () => ({}), lose: (_peer, { postId }) => moderate('hide', postId) },
    'they left the circle': {
      audience: () => ({ audience: 'circle', audienceId: circleId }),
      lose: (peer) => remove('circle_members', peer),
    },
    'they left the organisation': {
      audience: () => ({ audience: 'organisation', audienceId: organisationId }),
      lose: (peer) => remove('memberships', peer),
    },
    'they are no longer invited': {
      audience: (peer) => ({ audience: 'invited', invited: [peer.id] }),
      lose: (peer) => remove('thread_invitations', peer),
      alsoTold: [
        `You were invited to a discussion: ${TITLE}`,
        'You were invited to a discussion that you can no longer read',
      ],
    },
  };

  /** A peer who was told of a reply, of an accepted answer and of a report, all in one discussion. */
  const given = async (way: string) => {
    const peer = await platform.given.member({ name: 'Kofi Mensah' });
    await join(peer);
    const thread = await platform.given.thread(asker, { title: TITLE, ...WAYS[way]!.audience(peer) });
    const answer = await platform.given.reply(peer, thread.id);
    await platform.api('post', `/threads/${thread.id}/follow`, peer).send({});
    await platform.api('post', `/threads/${thread.id}/accept`, asker).send({ postId: answer.id });
    const reply = await platform.given.reply(asker, thread.id, { body: 'We did as you said.' });
    await platform.api('post', `/posts/${reply.id}/reports`, peer).send({ reason: 'off-topic' });
    expect((await moderate('keep', reply.id)).status).toBe(201);
    await settled();
    return { peer, thread, reply };
  };
  const everywhere = async (who: Member): Promise<[string, string][]> => {
    const pages = ['/notifications', '/'].map(async (path): Promise<[string, string]> => [
      path,
      (await platform.page('get', path, who)).text,
    ]);
    return Promise.all([
      ...pages,
      platform.api('get', '/me/notifications', who).then(({ text }): [string, string] => ['api', text]),
    ]);
  };

  describe.each(Object.keys(WAYS))('where %s', (way) => {
    it('names the discussion to nobody who may not read it now, on any page or socket', async () => {
      const { peer, thread, reply } = await given(way);
      const [before, after] = (WAYS[way]!.alsoTold ?? []).map((title) => [title]);
      expect((await told(peer)).toSorted()).toEqual([
        `A moderator kept the reply in “${TITLE}”, which you reported`,
        `New reply: ${TITLE}`,
        ...(before ?? []),
        `Your answer was accepted: ${TITLE}`,
      ]);
      const addresses = (await inbox(peer)).map(({ url }) => url);
      expect(addresses.every((url) => url.startsWith(`/threads/${thread.id}`))).toBe(true);
      expect(addresses.filter((url) => url.includes('#post-'))).toHaveLength(3);
      expect((await inbox(peer)).some(({ url }) => url.endsWith(`#post-${reply.number}`))).toBe(true);

      await WAYS[way]!.lose(peer, thread);

      for (const [where, text] of await everywhere(peer))
        expect([where, text.includes('Marlow')]).toEqual([where, false]);
      expect((await told(peer)).toSorted()).toEqual([
        'A moderator kept the reply that you reported',
        'New reply in a discussion that you can no longer read',
        ...(after ?? []),
        'Your answer was accepted',
      ]);
      const socket = await platform.socket(peer);
      const heard = new Promise<{ unread: number; latest: Notice }>((resolve) =>
        socket.once('me:notification', resolve),
      );
      const oldest = (await inbox(peer)).at(-1)!;
      const opened = await platform.page('get', `/notifications/${oldest.id}/open`, peer);
      expect(opened.headers['location']).toBe('/notifications');
      const { unread, latest } = await heard;
      expect([unread, latest.title.includes('Marlow'), latest.url]).toEqual([after ? 3 : 2, false, '/notifications']);
    });
  });

  it('names it again to who may read it again, by the title it has now', async () => {
    const { peer, thread } = await given('the question was hidden');
    await moderate('hide', thread.postId);
    expect((await told(peer)).join()).not.toContain('Marlow');
    await moderate('restore', thread.postId);
    await platform
      .api('patch', `/threads/${thread.id}`, asker)
      .send({ title: 'Who guarantees the $& pension {title}?' });
    expect(await told(peer)).toContain('New reply: Who guarantees the $& pension {title}?');
  });

  it('says nothing of a guidance page that was withdrawn, nor its address, which is made of its title', async () => {
    const { peer, thread } = await given('the question was hidden');
    const { body: shown } = await platform.api('get', `/threads/${thread.id}`, peer);
    const postId = shown.posts.find(({ acceptedAt }: { acceptedAt: string | null }) => acceptedAt)?.id as string;
    const page = {
      title: 'Make Marlow name a guarantor',
      summary: 'Ask. Then ask again.',
      body: 'Text',
      publish: true,
    };
    const { body } = await platform.api('post', '/guidance', moderator).send({ ...page, postId });
    expect((await inbox(peer))[0]).toMatchObject({
      title: 'Your answer became guidance: Make Marlow name a guarantor',
      url: `/guidance/${body.slug}`,
    });

    await platform.api('post', `/guidance/${body.slug}/withdraw`, moderator);
    await moderate('hide', thread.postId);

    const [notice] = await inbox(peer);
    expect(notice).toMatchObject({ title: 'Your answer became guidance', url: '/notifications' });
    for (const [where, text] of await everywhere(peer)) expect([where, /marlow/i.test(text)]).toEqual([where, false]);
    const { headers } = await platform.page('get', `/notifications/${notice!.id}/open`, peer);
    expect(headers['location']).toBe('/notifications');
  });

  it('offers askers no question of theirs that they can no longer read', async () => {
    const peer = await platform.given.member({ name: 'Ama Boateng' });
    await join(peer);
    const { id } = await platform.given.thread(peer, { title: TITLE, audience: 'circle', audienceId: circleId });
    await platform.given.reply(asker, id);
    expect((await platform.page('get', '/', peer)).text).toContain('Marlow');
    await remove('circle_members', peer);
    expect((await platform.page('get', '/', peer)).text).not.toContain('Marlow');
  });

  describe('of replies', () => {
    const reply = async (by: Member, threadId: string, body = 'One more thing.') => {
      const made = await platform.given.reply(by, threadId, { body });
      await settled();
      return made;
    };
    const lines = async (who: Member) =>
      (await inbox(who)).map(({ title, url, readAt }) => [title, url, readAt === null]);

    it('is one line for each discussion: counted while it waits, new again at the top once it was read', async () => {
      const [follower, peer] = [await platform.given.member(), await platform.given.member()];
      const first = await platform.given.thread(follower, { title: 'How long did the transfer take?' });
      const second = await platform.given.thread(follower, { title: 'Who checked your business plan?' });
      await reply(peer, first.id);
      await reply(asker, first.id);
      await reply(follower, first.id, 'Thank you both.');
      const { id: hidden } = await reply(peer, first.id, 'Buy my book.');
      await moderate('hide', hidden);
      await reply(peer, first.id);
      await reply(peer, second.id);
      expect(await lines(follower)).toEqual([
        ['New reply: Who checked your business plan?', `/threads/${second.id}#post-2`, true],
        ['3 new replies: How long did the transfer take?', `/threads/${first.id}#post-2`, true],
      ]);

      const { id } = (await inbox(follower))[1]!;
      await platform.page('get', `/notifications/${id}/open`, follower);
      expect((await lines(follower))[1]).toEqual([
        '3 new replies: How long did the transfer take?',
        `/threads/${first.id}#post-2`,
        false,
      ]);

      await reply(asker, first.id);
      expect(await lines(follower)).toEqual([
        ['New reply: How long did the transfer take?', `/threads/${first.id}#post-7`, true],
        ['New reply: Who checked your business plan?', `/threads/${second.id}#post-2`, true],
      ]);
    });

    it('is not new again by a job that runs twice', async () => {
      const [follower, peer] = [await platform.given.member(), await platform.given.member()];
      const { id: threadId } = await platform.given.thread(follower);
      const { number } = await reply(peer, threadId);
      await platform.api('post', '/me/notifications/read', follower).send({});

      const boss = new PgBoss({ connectionString: platform.databaseUrl, supervise: false, schedule: false, max: 1 });
      await boss.start();
      await boss.send('threads.tell-followers', { threadId, number, authorId: peer.id });
      await boss.stop({ graceful: false });
      await settled();

      expect(await lines(follower)).toEqual([[expect.any(String), `/threads/${threadId}#post-2`, false]]);
    });
  });

  it('takes at most three statements a page', async () => {
    const { peer } = await given('the question was hidden');
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', '/notifications', peer));
    expect(statements.length).toBeLessThanOrEqual(3);
  });
});
