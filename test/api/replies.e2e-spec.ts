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

  describe('sent again because no answer had come are the same post, whatever became of the discussion', () => {
    const set = (column: string, value: string) => (id: string) =>
      platform.dataSource.query(`UPDATE threads SET ${column} = $2 WHERE id = $1`, [id, value]);
    const delivered: Record<string, (id: string, reply: string) => Promise<unknown>> = {
      'it was closed': set('locked_at', '2026-01-05'),
      'it was hidden': set('hidden_at', '2026-01-05'),
      'it is for others now': set('audience', 'invited'),
      'it was merged': async (id) => {
        await set('locked_at', '2026-01-05')(id);
        await set('merged_at', '2026-01-05')(id);
      },
      'the answer that it stands under is gone': (id) =>
        platform.dataSource.query(
          `UPDATE posts SET gone = 'deleted', hidden_at = now() WHERE thread_id = $1 AND number = 2`,
          [id],
        ),
    };

    it.each(Object.entries(delivered))('%s', async (what, happens) => {
      const { id } = await platform.given.thread(asker);
      const answer = await platform.given.reply(asker, id);
      const message = { body: 'Said *once*.', replyTo: answer.id, clientMessageId: `again: ${what}`.slice(0, 50) };
      const first = await post(peer, id, message);
      expect(first.status).toBe(201);
      await happens(id, first.body.id);

      const again = await post(peer, id, message);

      expect([again.status, again.body]).toEqual([201, first.body]);
      const posts = await platform.dataSource.query<object[]>(`SELECT FROM posts WHERE thread_id = $1`, [id]);
      expect(posts).toHaveLength(3);
    });

    it('and tell who can no longer read there nothing that others said of it since', async () => {
      const { id } = await platform.given.thread(asker);
      const message = { body: 'Ask the fund.', clientMessageId: 'and-left' };
      const first = await post(peer, id, message);
      await platform.api('post', `/threads/${id}/accept`, asker).send({ postId: first.body.id, accepted: true });
      await platform.dataSource.query(`UPDATE posts SET worked_count = 3 WHERE id = $1`, [first.body.id]);
      expect((await post(peer, id, message)).body).toMatchObject({ tried: { worked: 3 } });
      await set('audience', 'invited')(id);
      expect((await post(peer, id, message)).body).toEqual(first.body);
      expect((await platform.api('get', `/posts/${first.body.id}`, peer)).status).toBe(404);
      // Nobody else gets it by the id of the message.
      const stranger = await platform.given.member();
      expect((await post(stranger, id, message)).status).toBe(404);
    });

    it('and a message that was not posted is refused as before', async () => {
      const { id } = await platform.given.thread(asker);
      await post(peer, id, { body: 'In time.', clientMessageId: 'in-time' });
      await set('locked_at', '2026-01-05')(id);
      const late = await post(peer, id, { body: 'Too late.', clientMessageId: 'too-late' });
      expect([late.status, late.body.code]).toEqual([409, 'threads.thread-locked']);
      await set('hidden_at', '2026-01-05')(id);
      const unseen = await post(peer, id, { body: 'Too late.', clientMessageId: 'too-late' });
      expect([unseen.status, unseen.body.code]).toEqual([404, 'threads.thread-not-found']);
    });
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
      const { threadId, seq, warnings, ...made } = body;
      expect(warnings).toEqual([]);
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
    const told = async (who: Member): Promise<string[]> => {
      const { body } = await platform.api('get', '/me/notifications', who);
      return (body.items as { url: string }[])
        .map(({ url }) => url)
        .filter((url) => threads.some(({ id }) => url.startsWith(`/threads/${id}#`)));
    };
    const waiting = () =>
      platform.dataSource.query<object[]>(
        `SELECT FROM pgboss.job WHERE name = 'threads.tell-followers' AND state < 'completed'`,
      );
    while ((await waiting()).length > 0) await sleep(50);
    expect((await told(asker)).toSorted()).toEqual(threads.map(({ id }) => `/threads/${id}#post-2`).toSorted());
    expect(await told(peer)).toEqual([]);
  });

  it('enqueue what pg-boss itself would', async () => {
    const boss = new PgBoss({ connectionString: platform.databaseUrl, supervise: false, schedule: false, max: 1 });
    await boss.start();
    const sent = await boss.send('threads.tell-followers', { replies: [] });
    await boss.stop({ graceful: false });
    const { id } = await platform.given.thread(asker);
    await platform.given.reply(peer, id);
    const rows = await platform.dataSource.query<Record<string, unknown>[]>(
      `SELECT to_jsonb(j) - '{id, data, output, state, created_on, start_after, started_on, completed_on, keep_until,
                              retry_count}'::text[]
              || jsonb_build_object('kept', j.keep_until - j.start_after) AS job
         FROM pgboss.job j WHERE j.id = $1 OR j.data @> jsonb_build_object('replies', jsonb_build_array(jsonb_build_object('threadId', $2::text)))`,
      [sent, id],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual(rows[1]);
  });

  describe('that come at the same moment', () => {
    const numbers = (answers: { body: { number: number } }[]) => answers.map(({ body }) => body.number);
    const upTo = (last: number) => Array.from({ length: last - 1 }, (_, i) => i + 2);
    const ascending = (a: number, b: number) => a - b;

    it('are numbered without a gap, each with the event of its own post', async () => {
      const { id } = await platform.given.thread(asker);
      const byForm = async (n: number) => {
        const sent = await platform
          .page('post', `/threads/${id}/posts`, peer)
          .type('form')
          .send({ body: `Form ${n}` });
        const [, number] = /#post-(\d+)$/.exec(sent.headers['location'] as string)!;
        const { body } = await platform.api('get', `/threads/${id}/posts?after=${Number(number) - 1}&limit=1`, peer);
        return { body: body.items[0] as { id: string; number: number; body: string } };
      };
      // The pages and the API are programs of their own: each has its groups, and they meet at the thread's row.
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, n) => (n % 2 ? byForm(n) : post(asker, id, { body: `Point ${n}` }))),
      );
      expect(answers.map(({ body }) => body.body)).toEqual(
        Array.from({ length: 40 }, (_, n) => (n % 2 ? `Form ${n}` : `Point ${n}`)),
      );
      expect(numbers(answers).toSorted(ascending)).toEqual(upTo(41));
      const { body } = await platform.api('get', `/threads/${id}/events?limit=100`, peer);
      const events = body.events as { seq: number; post: { id: string; number: number } }[];
      expect(events.map(({ seq }) => seq)).toEqual([1, ...upTo(41)]);
      expect(events.map(({ seq, post: made }) => [seq, made.number])).toEqual(events.map(({ seq }) => [seq, seq]));
      expect(new Set(events.slice(1).map(({ post: made }) => made.id))).toEqual(
        new Set(answers.map(({ body: made }) => made.id)),
      );
      expect((await platform.api('get', `/threads/${id}`, peer)).body).toMatchObject({ replyCount: 40, lastSeq: 41 });
    });

    it('each get their own answer: what one may not do keeps nobody else from doing it', async () => {
      const moderator = await platform.given.member({}, 'moderator');
      const open = await platform.given.thread(asker);
      const other = await platform.given.thread(asker);
      const closed = await platform.given.thread(asker, { audience: 'invited', invited: [] });
      const locked = await platform.given.thread(asker);
      await platform.api('post', `/threads/${locked.id}/lock`, moderator).send({ locked: true, reason: 'Settled' });
      const taken = { body: 'Said before', clientMessageId: 'group-taken' };
      const before = await platform.given.reply(peer, other.id, taken);

      const round = () => [
        post(peer, open.id, { body: 'An answer' }),
        post(peer, closed.id, { body: 'May I?' }),
        post(peer, locked.id, { body: 'Too late?' }),
        post(moderator, locked.id, { body: 'The last word' }),
        post(peer, open.id, { body: 'To whom?', replyTo: other.postId }),
        post(asker, open.id, { body: 'A reply', replyTo: open.postId }),
        post(peer, '0199a000-0000-7000-8000-000000000000', { body: 'Where?' }),
        post(peer, open.id, taken),
        post(peer, other.id, taken),
        post(asker, closed.id, { body: 'My own' }),
      ];
      const wanted = [201, 404, 409, 201, 422, 201, 404, 422, 201, 201];
      const answers = await Promise.all([...round(), ...round(), ...round()]);

      expect(answers.map(({ status }) => status)).toEqual([...wanted, ...wanted, ...wanted]);
      expect([answers[1]!.body.code, answers[2]!.body.code, answers[4]!.body.code, answers[7]!.body.code]).toEqual([
        'threads.thread-not-found',
        'threads.thread-locked',
        'threads.no-such-answer',
        'threads.message-id-reused',
      ]);
      for (const at of [8, 18, 28]) expect(answers[at]!.body.id).toBe(before.id);
      const counts = [];
      for (const { id } of [open, other, closed, locked]) {
        counts.push((await platform.api('get', `/threads/${id}`, asker)).body.replyCount);
      }
      expect(counts).toEqual([6, 1, 3, 3]);
      const made = answers.filter(({ status }) => status === 201).map(({ body }) => [body.threadId, body.number]);
      const gaps = await platform.dataSource.query<object[]>(
        `SELECT t.id FROM threads t WHERE t.id = ANY ($1::uuid[])
            AND (t.post_count <> (SELECT count(*) FROM posts p WHERE p.thread_id = t.id)
                 OR t.last_seq <> (SELECT max(seq) FROM events e WHERE e.stream_id = t.id)
                 OR t.last_seq <> (SELECT count(*) FROM events e WHERE e.stream_id = t.id))`,
        [[...new Set(made.map(([id]) => id))]],
      );
      expect(gaps).toEqual([]);
    });

    it('with one Idempotency-Key are one post, and with others go their own way', async () => {
      const { id } = await platform.given.thread(asker);
      const send = (key: string, body: string) => post(peer, id, { body }).set('idempotency-key', key);
      const answers = await Promise.all([
        ...Array.from({ length: 6 }, () => send('same', 'Once')),
        send('another', 'Also once'),
        send('same', 'Not what the key was for'),
      ]);
      const again = [await send('same', 'Once'), await send('another', 'Also once')];

      expect(again.map(({ status }) => status)).toEqual([201, 201]);
      const once = answers.slice(0, 6).filter(({ status }) => status === 201);
      expect(once.length).toBeGreaterThan(0);
      expect(new Set(once.map(({ body }) => body.id))).toEqual(new Set([again[0]!.body.id]));
      for (const { status, body } of answers.slice(0, 6)) {
        expect(status === 201 || body.code === 'idempotency.under-way').toBe(true);
      }
      expect(answers[6]!.body.id).toBe(again[1]!.body.id);
      expect(['idempotency.under-way', 'idempotency.key-reused']).toContain(answers[7]!.body.code);
      expect((await platform.api('get', `/threads/${id}`, peer)).body.replyCount).toBe(2);
    });

    it('with the key of one form are shown the same post', async () => {
      const { id } = await platform.given.thread(asker);
      const page = await platform.page('get', `/threads/${id}`, peer);
      const [, key] = /name="_once" value="([^"]+)"/.exec(page.text)!;
      const answers = await Promise.all(
        Array.from({ length: 4 }, () =>
          platform.page('post', `/threads/${id}/posts`, peer).type('form').send({ body: 'Pressed twice', _once: key }),
        ),
      );
      expect(new Set(answers.map(({ status, headers }) => `${status} ${headers['location']}`)).size).toBe(1);
      expect(answers[0]!.status).toBe(303);
      expect((await platform.api('get', `/threads/${id}`, peer)).body.replyCount).toBe(1);
    });

    it('do not wait for a discussion that somebody holds, and those in it are kept when it is free', async () => {
      const [held, free] = [await platform.given.thread(asker), await platform.given.thread(asker)];
      const holder = platform.dataSource.createQueryRunner();
      await holder.startTransaction();
      await holder.query(`SELECT FROM threads WHERE id = $1 FOR UPDATE`, [held.id]);
      const waiting = Promise.all(Array.from({ length: 12 }, (_, n) => post(peer, held.id, { body: `Held ${n}` })));
      const passing = await Promise.all(
        Array.from({ length: 12 }, (_, n) => post(asker, free.id, { body: `Free ${n}` })),
      );
      const meanwhile = await platform.api('get', `/threads/${held.id}`, asker);
      await holder.commitTransaction();
      await holder.release();

      expect(numbers(passing).toSorted(ascending)).toEqual(upTo(13));
      expect(meanwhile.body.replyCount).toBe(0);
      expect(numbers(await waiting).toSorted(ascending)).toEqual(upTo(13));
    });

    it('are each by who sent them, and nobody comes in with a cookie that does not stand', async () => {
      const { id } = await platform.given.thread(asker);
      const writers = [asker, peer, await platform.given.member({ name: 'Maya Chen' })];
      const gone = await platform.given.member();
      await platform.dataSource.query(`UPDATE sessions SET ended_at = now() WHERE person_id = $1`, [gone.id]);
      const withCookie = ({ cookie }: { cookie: string }) =>
        platform.api('post', `/threads/${id}/posts`).set('cookie', cookie).send({ body: 'By me' });
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => [...writers, gone])
          .flat()
          .map(withCookie),
      );
      const said = answers.map(({ status, body }) => [status, body.author?.id]);
      const wanted = [...writers.map((by) => [201, by.id]), [401, undefined]];
      expect(said).toEqual([...wanted, ...wanted, ...wanted, ...wanted]);
    });
  });
});
