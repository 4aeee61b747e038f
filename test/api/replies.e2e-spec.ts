import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('Replies', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;

  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker' });
    asker = await platform.given.member({ name: 'Rosa Delgado' });
    peer = await platform.given.member({ name: 'Kofi Mensah' });
  });
  afterAll(() => platform.stop());

  const post = (by: Member, threadId: string, body: object) =>
    platform.api('post', `/threads/${threadId}/posts`, by).send(body);

  it('are one post when the same message comes twice at once', async () => {
    const { id } = await platform.given.thread(asker);
    const message = { body: 'Once is enough.', clientMessageId: 'at-once' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(peer, id, message)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id} ${body.number} ${body.seq}`)).size).toBe(1);
    expect((await platform.api('get', `/threads/${id}`, peer)).body).toMatchObject({ replyCount: 1, lastSeq: 2 });
  });

  it('take a message id in one discussion only, also when both come at once', async () => {
    const [one, other] = [await platform.given.thread(asker), await platform.given.thread(asker)];
    const message = { body: 'In which of them?', clientMessageId: 'two-places' };
    const answers = await Promise.all([post(peer, one.id, message), post(peer, other.id, message)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    expect(answers.find(({ status }) => status === 422)!.body.code).toBe('threads.message-id-reused');
  });

  it('say why they are refused, and leave nothing behind', async () => {
    const moderator = await platform.given.member({}, 'moderator');
    const { id, postId } = await platform.given.thread(asker);
    const elsewhere = await platform.given.thread(asker, { audience: 'invited', invited: [] });
    expect((await post(peer, elsewhere.id, { body: 'May I?' })).status).toBe(404);
    expect((await post(peer, id, { body: 'To whom?', replyTo: elsewhere.postId })).body.code).toBe(
      'threads.no-such-answer',
    );
    expect((await post(peer, elsewhere.id, { body: 'To whom?', replyTo: elsewhere.postId })).status).toBe(404);
    await platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: true, reason: 'Settled' });
    expect((await post(peer, id, { body: 'One more thing', replyTo: postId })).status).toBe(409);
    expect((await post(moderator, id, { body: 'The last word' })).status).toBe(201);
    const { body } = await platform.api('get', `/threads/${id}/events`, peer);
    expect(body.events.map(({ kind }: { kind: string }) => kind)).toEqual([
      'post-added',
      'thread-locked',
      'post-added',
    ]);
  });

  it('stand under an answer, whichever post of it they answer', async () => {
    const { id, postId } = await platform.given.thread(asker);
    const answer = await platform.given.reply(peer, id, { replyTo: postId });
    const under = await platform.given.reply(asker, id, { replyTo: answer.id });
    const deeper = await platform.given.reply(peer, id, { replyTo: under.id });
    expect([answer, under, deeper].map((made) => (made as unknown as { replyTo: string | null }).replyTo)).toEqual([
      null,
      answer.id,
      answer.id,
    ]);
  });

  it('answer with the post as it will be read', async () => {
    const { id } = await platform.given.thread(asker);
    const first = await post(peer, id, { body: 'An *answer*.' });
    const second = await post(peer, id, { body: 'More.', replyTo: first.body.id });
    for (const { body } of [first, second]) {
      const { threadId, seq, ...made } = body;
      expect({ ...made, threadId }).toEqual((await platform.api('get', `/posts/${made.id}`, peer)).body);
      expect(seq).toBe(made.number);
    }
  });

  it('take two statements: who it is, and the reply with its event and its job', async () => {
    const { id } = await platform.given.thread(asker);
    let answered = 0;
    const statements = await statementsOf(platform.dataSource, async () => {
      answered = (await post(peer, id, { body: 'Short and sweet.' })).status;
    });
    expect(answered).toBe(201);
    expect(statements).toHaveLength(2);
  });

  it('tell a follower once for each discussion, in one go, however many come', async () => {
    const threads = [await platform.given.thread(asker), await platform.given.thread(asker)];
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => platform.given.reply(peer, threads[n % 2]!.id, { body: `Point ${n}` })),
    );
    const told = async (): Promise<string[]> => {
      const { body } = await platform.api('get', '/me/notifications', asker);
      return (body.items as { url: string }[])
        .map(({ url }) => url)
        .filter((url) => threads.some(({ id }) => url === `/threads/${id}#post-2`));
    };
    const waiting = () =>
      platform.dataSource.query<object[]>(
        `SELECT FROM pgboss.job WHERE name = 'threads.tell-followers' AND state < 'completed'`,
      );
    while ((await waiting()).length > 0) await sleep(50);
    expect((await told()).toSorted()).toEqual(threads.map(({ id }) => `/threads/${id}#post-2`).toSorted());
    expect((await platform.api('get', '/me/notifications', peer)).body.items).toEqual([]);
  });

  it('enqueue what pg-boss itself would', async () => {
    const boss = new PgBoss({ connectionString: platform.databaseUrl, supervise: false, schedule: false, max: 1 });
    await boss.start();
    const sent = await boss.send('threads.tell-followers', { threadId: 'by pg-boss' });
    await boss.stop({ graceful: false });
    const { id } = await platform.given.thread(asker);
    await platform.given.reply(peer, id);
    const rows = await platform.dataSource.query<Record<string, unknown>[]>(
      `SELECT to_jsonb(j) - '{id, data, output, state, created_on, start_after, started_on, completed_on, keep_until,
                              retry_count}'::text[]
              || jsonb_build_object('kept', j.keep_until - j.start_after) AS job
         FROM pgboss.job j WHERE j.id = $1 OR j.data ->> 'threadId' = $2`,
      [sent, id],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual(rows[1]);
  });
});
