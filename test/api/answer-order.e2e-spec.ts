import { type AnswerStanding, answerScore } from '#libs/threads';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('answers best first', () => {
  let platform: TestPlatform;
  let asker: Member;
  let dee: Member;
  let peers: Member[];
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa' });
    dee = await platform.given.member({ name: 'Dee' });
    peers = [];
    for (const name of ['Jun', 'Kit', 'Lea', 'Mo', 'Nia']) peers.push(await platform.given.member({ name }));
  });
  afterAll(() => platform.stop());

  const say = async (id: string, ...results: ('worked' | 'partly' | 'failed')[]): Promise<void> => {
    for (const [index, result] of results.entries()) {
      await platform.api('put', `/posts/${id}/tried`, peers[index]).send({ result }).expect(200);
    }
  };
  const numbersOf = async (threadId: string, query: string): Promise<{ numbers: number[]; next: string | null }> => {
    const { body } = await platform.api('get', `/threads/${threadId}/posts?${query}`, asker);
    return {
      numbers: (body.items as { number: number }[]).map(({ number }) => number),
      next: body.next as string | null,
    };
  };
  const all = async (threadId: string, limit: number): Promise<number[]> => {
    const numbers: number[] = [];
    for (let after: string | null = '0'; after !== null;) {
      const page: { numbers: number[]; next: string | null } = await numbersOf(
        threadId,
        `order=best&limit=${limit}&after=${after}`,
      );
      expect(page.numbers.length).toBeGreaterThan(0);
      expect(page.numbers.length).toBeLessThanOrEqual(limit);
      numbers.push(...page.numbers);
      after = page.next;
    }
    return numbers;
  };

  it('stand by what worked, with their replies beneath them, and accepting one moves nothing', async () => {
    const { id } = await platform.given.thread(asker);
    const [failed, worked, best] = [
      await platform.given.reply(dee, id),
      await platform.given.reply(dee, id),
      await platform.given.reply(dee, id),
    ];
    await platform.given.reply(asker, id, { replyTo: failed.id });
    await platform.given.reply(asker, id, { replyTo: best.id });
    await platform.given.reply(dee, id, { replyTo: best.id });
    await platform.given.reply(dee, id);
    await say(failed.id, 'failed', 'failed');
    await say(worked.id, 'worked', 'failed', 'worked');
    await say(best.id, 'worked', 'worked', 'partly');
    await platform.api('post', `/threads/${id}/accept`, asker).send({ postId: failed.id }).expect(200);

    expect((await numbersOf(id, '')).numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await numbersOf(id, 'order=best')).numbers).toEqual([1, 4, 6, 7, 3, 8, 2, 5]);
    await platform
      .api('put', `/posts/${best.id}/marks/outdated`, peers[4])
      .send({ comment: 'It is gone.' })
      .expect(200);
    await platform.api('put', `/posts/${best.id}/marks/outdated`, peers[3]).send({ comment: 'It is.' }).expect(200);
    expect((await numbersOf(id, 'order=best')).numbers).toEqual([1, 3, 8, 4, 6, 7, 2, 5]);
  });

  it('come page by page, each post once, wherever a page ends', async () => {
    const { id } = await platform.given.thread(asker);
    const answers: string[] = [];
    for (let i = 0; i < 5; i += 1) answers.push((await platform.given.reply(dee, id)).id);
    for (const [index, answer] of answers.entries()) {
      for (let i = 0; i < index; i += 1) await platform.given.reply(asker, id, { replyTo: answer });
      await say(answer, ...Array<'worked'>(index % 3).fill('worked'));
    }
    const whole = await all(id, 100);

    expect(whole.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    for (const limit of [1, 2, 3, 5, 15]) expect(await all(id, limit)).toEqual(whole);
  });

  it('has what is hidden at the end', async () => {
    const { id } = await platform.given.thread(asker);
    const [first, second] = [await platform.given.reply(dee, id), await platform.given.reply(dee, id)];
    await say(second.id, 'worked', 'worked');
    await platform.dataSource.query(`UPDATE posts SET hidden_at = now() WHERE id = $1`, [second.id]);
    expect((await numbersOf(id, 'order=best')).numbers).toEqual([1, first.number, second.number]);
  });

  it('has what worked lately before what worked as often long ago', async () => {
    const { id } = await platform.given.thread(asker);
    const [old, young] = [await platform.given.reply(dee, id), await platform.given.reply(dee, id)];
    await platform.dataSource.query(`UPDATE posts SET created_at = '2019-03-01' WHERE thread_id = $1`, [id]);
    await platform.api('put', `/posts/${old.id}/tried`, peers[0]).send({ result: 'worked' }).expect(200);
    await platform.api('put', `/posts/${young.id}/tried`, peers[0]).send({ result: 'worked', year: 2021 }).expect(200);
    expect((await numbersOf(id, 'order=best')).numbers).toEqual([1, old.number, young.number]);
    // That it fails lately does not make it newer.
    await say(young.id, 'worked', 'failed', 'failed');
    expect((await numbersOf(id, 'order=best')).numbers).toEqual([1, old.number, young.number]);
  });

  it('is worked out alike in the program and in the database', async () => {
    let state = 7;
    const upTo = (most: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * (most + 1));
    };
    const cases: AnswerStanding[] = Array.from({ length: 300 }, () => ({
      worked: upTo(60),
      partly: upTo(20),
      failed: upTo(60),
      marks: upTo(5),
      since: new Date(Date.UTC(2005 + upTo(40), upTo(11), 1 + upTo(27), upTo(23), upTo(59), upTo(59), upTo(999))),
      hidden: upTo(9) === 0,
    }));
    const rows = await platform.dataSource.query<{ score: number }[]>(
      `SELECT answer_score(c.worked, c.partly, c.failed, c.marks, c.since, c.hidden) AS score
         FROM json_to_recordset($1) AS c (worked int, partly int, failed int, marks int,
                                                           since timestamptz, hidden boolean, place int)
        ORDER BY c.place`,
      [JSON.stringify(cases.map((one, place) => ({ ...one, place })))],
    );
    const apart = rows.map(({ score }, i) => Math.abs(score - answerScore(cases[i]!)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  });

  it('reads an index, not the whole discussion, and two statements make the page', async () => {
    const { id } = await platform.given.thread(asker);
    await platform.dataSource.query(
      `INSERT INTO posts (thread_id, number, author_id, body, body_html)
       SELECT $1, n, $2, 'Answer ' || n, '<p>Answer</p>' FROM generate_series(2, 3000) n`,
      [id, dee.id],
    );
    await platform.dataSource.query(`UPDATE threads SET post_count = 3000, reply_count = 2999 WHERE id = $1`, [id]);
    await platform.dataSource.query('ANALYZE posts');
    const statements = await statementsOf(platform.dataSource, () =>
      platform.page('get', `/threads/${id}?order=best`, asker),
    );
    expect(statements.length).toBeLessThanOrEqual(3);
    const best = statements.find((text) => text.includes('answer_score'))!;
    const plan = await platform.dataSource.transaction(async (tx) => {
      await tx.query(`SET LOCAL enable_seqscan = on`);
      return tx.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${best}`, [
        id,
        0,
        20,
        asker.id,
        false,
        ['public', 'network'],
      ]);
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\\n');
    expect(text).toContain('posts_best');
    expect(text).not.toMatch(/Seq Scan on posts/);
  });

  it('is offered on the page where there are two answers, and its address can be shared', async () => {
    const { id } = await platform.given.thread(asker, { audience: 'public' });
    const first = await platform.given.reply(dee, id);
    expect((await platform.page('get', `/threads/${id}`)).text).not.toContain('Best first');
    const second = await platform.given.reply(dee, id);
    await say(first.id, 'failed');
    await say(second.id, 'worked');
    const { text: oldest } = await platform.page('get', `/threads/${id}`);
    const { text: best } = await platform.page('get', `/threads/${id}?order=best`);

    expect(oldest).toMatch(/aria-current="true"[^>]*>Oldest first</);
    expect(best).toMatch(/aria-current="true"[^>]*>Best first</);
    expect(best).toContain('How “best first” is worked out');
    expect(oldest.indexOf('id="post-2"')).toBeLessThan(oldest.indexOf('id="post-3"'));
    expect(best.indexOf('id="post-3"')).toBeLessThan(best.indexOf('id="post-2"'));
    expect((await platform.page('get', `/threads/${id}?order=worst`)).status).toBe(200);
  });
});
