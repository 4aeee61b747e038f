import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('what somebody takes part in', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa' });
    peer = await platform.given.member({ name: 'Dee' });
  });
  afterAll(() => platform.stop());

  interface Listed {
    items: { id: string; unread: number | null }[];
    next: string | null;
  }
  const list = async (who: Member, query: string): Promise<Listed> => {
    const { status, body } = await platform.api('get', `/threads?${query}`, who);
    expect(status).toBe(200);
    return body as Listed;
  };
  const ids = async (who: Member, query: string): Promise<string[]> =>
    (await list(who, query)).items.map(({ id }) => id);

  it('is listed by what they did, newest activity first, with what is new in each', async () => {
    const who = await platform.given.member();
    const { id: asked } = await platform.given.thread(who);
    const { id: answered } = await platform.given.thread(asker);
    const { id: followed } = await platform.given.thread(asker);
    await platform.given.thread(asker);
    await platform.given.reply(who, answered);
    await platform.given.reply(who, answered);
    await platform.api('put', `/threads/${followed}/follow`, who).send({ level: 'every' });
    await platform.given.reply(peer, asked);

    expect(await list(who, 'mine=asked')).toMatchObject({ items: [{ id: asked, unread: 1 }], next: null });
    expect(await ids(who, 'mine=answered')).toEqual([answered]);
    expect(await ids(who, 'mine=followed')).toEqual([asked, followed]);
    expect(await ids(who, 'mine=unread')).toEqual([asked]);
    await platform.given.reply(peer, followed);
    expect(await ids(who, 'mine=followed')).toEqual([followed, asked]);
    await platform.api('post', `/threads/${asked}/read`, who).send({ number: 2 });
    expect(await ids(who, 'mine=unread')).toEqual([]);
    const stranger = await platform.given.member();
    for (const mine of ['asked', 'answered', 'followed', 'unread'])
      expect(await ids(stranger, `mine=${mine}`)).toEqual([]);
  });

  it('has as answered neither what one adds to one’s own question nor what one took back', async () => {
    const who = await platform.given.member();
    const { id: own } = await platform.given.thread(who);
    await platform.given.reply(who, own);
    const { id } = await platform.given.thread(asker);
    const slip = await platform.given.reply(who, id);
    expect(await ids(who, 'mine=answered')).toEqual([id]);
    await platform.api('delete', `/posts/${slip.id}`, who);
    expect(await ids(who, 'mine=answered')).toEqual([]);
  });

  it('never holds what they may no longer read', async () => {
    const who = await platform.given.member();
    const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [who.id] });
    await platform.given.reply(who, id);
    await platform.api('put', `/threads/${id}/follow`, who).send({ level: 'first' });
    await platform.api('post', `/threads/${id}/unread`, who).send({ number: 1 });
    const everywhere = async () =>
      (await Promise.all(['answered', 'followed', 'unread'].map((mine) => ids(who, `mine=${mine}`)))).flat();
    expect(await everywhere()).toEqual([id, id, id]);
    await platform.dataSource.query(`DELETE FROM thread_invitations WHERE person_id = $1`, [who.id]);
    expect(await everywhere()).toEqual([]);
  });

  it('goes by keyset and takes the other filters', async () => {
    const who = await platform.given.member();
    const asked: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      asked.unshift((await platform.given.thread(who, { topics: i % 2 ? ['pensions'] : ['vat'] })).id);
    }
    const got: string[] = [];
    for (let after = ''; ;) {
      const { items, next } = await list(who, `mine=asked&limit=3${after}`);
      got.push(...items.map(({ id }) => id));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(got).toEqual(asked);
    expect(await ids(who, 'mine=asked&topic=pensions')).toEqual(asked.filter((_, i) => i % 2 === 1));
    await platform.given.reply(peer, asked[0]!);
    expect(await ids(who, 'mine=asked&answered=unanswered')).toEqual(asked.slice(1));
  });

  it('is for who is signed in, and of the kinds there are', async () => {
    expect((await platform.api('get', '/threads?mine=asked')).status).toBe(401);
    const page = await platform.page('get', '/questions?mine=asked');
    expect([page.status, page.headers['location']]).toEqual([303, '/sign-in?next=%2Fquestions%3Fmine%3Dasked']);
    expect((await platform.api('get', '/threads?mine=everything', peer)).status).toBe(422);
  });

  it.each(['unread', 'asked', 'answered', 'followed', 'mentioned'])('stands on a page of its own: %s', async (mine) => {
    const who = await platform.given.member();
    const empty = await platform.page('get', `/questions?mine=${mine}`, who);
    expect([empty.status, empty.text.includes('wm-row"')]).toEqual([200, false]);
    const { id, postId } = await platform.given.thread(mine === 'asked' ? who : asker, {
      title: 'Who audits the first accounts?',
    });
    if (mine === 'mentioned') {
      await platform.dataSource.query(`INSERT INTO post_mentions (post_id, person_id) VALUES ($1, $2)`, [
        postId,
        who.id,
      ]);
    }
    if (mine === 'answered') await platform.given.reply(who, id);
    if (mine === 'followed') await platform.api('post', `/threads/${id}/follow`, who).send({});
    if (mine === 'unread') await platform.api('post', `/threads/${id}/unread`, who).send({ number: 1 });
    const statements = await statementsOf(platform.dataSource, async () => {
      expect((await platform.page('get', `/questions?mine=${mine}`, who)).text).toContain(
        'Who audits the first accounts?',
      );
    });
    expect(statements.length).toBeLessThanOrEqual(2);
  });

  it('is read by indexes, however much else there is', async () => {
    const { dataSource } = platform;
    await dataSource.query(
      `INSERT INTO threads (title, author_id, audience, post_count, last_post_at)
       SELECT 'Thread ' || n, $1, 'network', 3, now() - n * interval '1 minute' FROM generate_series(1, 20000) AS n`,
      [asker.id],
    );
    await dataSource.query(
      `INSERT INTO thread_reads (person_id, thread_id, read_number)
       SELECT p.id, t.id, 1 FROM threads t CROSS JOIN (VALUES ($1::uuid, 40), ($2::uuid, 1)) AS p (id, nth)
        WHERE t.title LIKE 'Thread %' AND (hashtext(t.id::text) % p.nth) = 0`,
      [peer.id, asker.id],
    );
    await dataSource.query('ANALYZE threads');
    await dataSource.query('ANALYZE thread_reads');
    for (const mine of ['unread', 'asked', 'answered', 'followed', 'mentioned', 'bookmarked']) {
      const [text] = (await statementsOf(dataSource, () => list(peer, `mine=${mine}`))).filter((sql) =>
        sql.includes('WITH own'),
      );
      const values = [`'${peer.id}'`, `'{network}'`, `'infinity'`, `'ffffffff-ffff-ffff-ffff-ffffffffffff'`, '21'];
      const plan = await dataSource.query<{ 'QUERY PLAN': string }[]>(
        `EXPLAIN ${text!.replace(/\$(\d)/g, (_all, n: string) => values[Number(n) - 1]!)}`,
      );
      const lines = plan.map((line) => line['QUERY PLAN']);
      expect([mine, lines.filter((line) => /Seq Scan on (threads|thread_reads|posts)/.test(line))]).toEqual([mine, []]);
    }
  }, 60_000);
});
