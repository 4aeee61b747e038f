import { OutcomeNudges } from '#libs/threads';
import { Notifications } from '#libs/notifications';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('what members say of answers', () => {
  let platform: TestPlatform;
  let asker: Member;
  let dee: Member;
  let jun: Member;
  let kit: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa Delgado' });
    dee = await platform.given.member({ name: 'Dee Marsh', practitionerRole: 'finance' });
    jun = await platform.given.member({ name: 'Jun Ito', practitionerRole: 'council_officer' });
    kit = await platform.given.member({ name: 'Kit Rowe', practitionerRole: 'founder' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const answered = async (over: Record<string, unknown> = {}) => {
    const { id } = await platform.given.thread(asker, over);
    const answer = await platform.given.reply(dee, id);
    return { id, answer: answer.id };
  };
  const say = (by: Member, id: string, body: object) => platform.api('put', `/posts/${id}/tried`, by).send(body);
  const mark = (by: Member, id: string, kind: string, comment = 'The scheme closed in 2024.') =>
    platform.api('put', `/posts/${id}/marks/${kind}`, by).send({ comment });
  const triesOf = async (id: string, by: Member | null = asker) =>
    (await platform.api('get', `/posts/${id}/tried`, by)).body.items as Record<string, unknown>[];
  const inboxOf = async (by: Member, kind: string, threadId: string) =>
    (
      (await platform.api('get', '/me/notifications', by)).body.items as {
        kind: string;
        title: string;
        url: string;
        detail: string | null;
      }[]
    ).filter((notice) => notice.kind === kind && notice.url.includes(threadId));

  describe('we tried it', () => {
    it('counts each member once, who may change it and take it back, with where they tried it', async () => {
      const { answer } = await answered();
      const where = { councilType: 'UA', serviceArea: 'libraries', year: 2025, note: 'It took nine days.' };

      const first = await say(jun, answer, { result: 'worked', ...where });
      await say(kit, answer, { result: 'failed' }).expect(200);
      const changed = await say(jun, answer, { result: 'partly', ...where });

      expect([first.status, first.body.tried, first.body.seq]).toEqual([
        200,
        { worked: 1, partly: 0, failed: 0, failedForMost: false },
        3,
      ]);
      expect(changed.body.tried).toEqual({ worked: 0, partly: 1, failed: 1, failedForMost: false });
      expect(await triesOf(answer)).toMatchObject([
        { result: 'partly', ...where, by: { name: 'Jun', role: 'council_officer', masked: false } },
        { result: 'failed', councilType: null, serviceArea: null, year: null, note: null, by: { name: 'Kit' } },
      ]);

      const back = await platform.api('delete', `/posts/${answer}/tried`, jun);
      expect(back.body.tried).toEqual({ worked: 0, partly: 0, failed: 1, failedForMost: true });
      expect(await triesOf(answer)).toHaveLength(1);
    });

    it('tells open pages of each change, and of none where nothing changed', async () => {
      const { id, answer } = await answered();
      const follower = await platform.socket(kit);
      await follower.emitWithAck('thread:follow', { threadId: id, afterSeq: 0 });
      const heard: { seq: number; kind: string; post?: { tried: object } }[] = [];
      follower.on('thread:event', (event) => heard.push(event as (typeof heard)[number]));

      await say(jun, answer, { result: 'worked' }).expect(200);
      await say(jun, answer, { result: 'worked' }).expect(200);
      await mark(jun, answer, 'risky').expect(200);
      await mark(jun, answer, 'risky').expect(200);
      await platform.api('delete', `/posts/${answer}/tried`, jun).expect(200);
      await platform.api('delete', `/posts/${answer}/tried`, jun).expect(200);
      const { body } = await platform.api('get', `/threads/${id}/events?afterSeq=2`, asker);

      expect((body.events as { kind: string }[]).map(({ kind }) => kind)).toEqual([
        'tried-changed',
        'marks-changed',
        'tried-changed',
      ]);
      while (heard.length < 3) await new Promise((resolve) => follower.once('thread:event', resolve));
      expect(heard.map(({ seq, kind }) => [seq, kind])).toEqual([
        [3, 'tried-changed'],
        [4, 'marks-changed'],
        [5, 'tried-changed'],
      ]);
    });

    it('fills in kind of council and service from the profile where that is asked for', async () => {
      const { answer } = await answered({ serviceAreas: ['libraries'] });
      const [council] = await platform.dataSource.query<{ id: string }[]>(
        `WITH o AS (INSERT INTO organisations (kind, name) VALUES ('council', 'Wealdmere') RETURNING id)
         INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
         SELECT id, 'WLD', 'Wealdmere Council', 'Wealdmere', 'NMD', 'England', 'South East' FROM o RETURNING organisation_id AS id`,
      );
      const [spinOut] = await platform.dataSource.query<{ id: string }[]>(
        `WITH o AS (INSERT INTO organisations (kind, name) VALUES ('spin_out', 'Wealdmere Pools') RETURNING id)
         INSERT INTO spin_outs (organisation_id, parent_id, stage) SELECT id, $1, 'go-live' FROM o
         RETURNING organisation_id AS id`,
        [council!.id],
      );
      const officer = await platform.given.member({
        name: 'Ola',
        serviceAreas: ['sport_leisure', 'libraries'],
      });
      const founder = await platform.given.member({ name: 'Fay' });
      await platform.dataSource.query(
        `INSERT INTO memberships (person_id, organisation_id) VALUES ($1, $2), ($3, $4)`,
        [officer.id, council!.id, founder.id, spinOut!.id],
      );

      await say(officer, answer, { result: 'worked', fromProfile: true }).expect(200);
      await say(founder, answer, { result: 'worked', fromProfile: true, councilType: 'CTY' }).expect(200);
      await say(jun, answer, { result: 'worked', fromProfile: true }).expect(200);
      await say(kit, answer, { result: 'worked' }).expect(200);

      expect(
        (await triesOf(answer))
          .map(({ by, councilType, serviceArea }) => [(by as { name: string }).name, councilType, serviceArea])
          .toSorted(([a = ''], [b = '']) => String(a).localeCompare(String(b))),
      ).toEqual([
        ['Fay', 'CTY', null],
        ['Jun', null, null],
        ['Kit', null, null],
        ['Ola', 'NMD', 'libraries'],
      ]);
      await say(founder, answer, { result: 'worked', fromProfile: true }).expect(200);
      expect(await triesOf(answer)).toContainEqual(
        expect.objectContaining({ councilType: 'NMD', by: expect.objectContaining({ name: 'Fay' }) }),
      );
    });

    it('counts right where several say something at the same moment, also the same member twice', async () => {
      const { id, answer } = await answered();
      const results = ['worked', 'failed', 'partly'] as const;
      const answers = await Promise.all(
        [jun, kit, asker, moderator, jun, kit].map((by, i) => say(by, answer, { result: results[i % 3] })),
      );

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
      const { body: post } = await platform.api('get', `/posts/${answer}`, asker);
      const said = await triesOf(answer);
      expect(said).toHaveLength(4);
      expect(post.tried).toMatchObject(
        Object.fromEntries(results.map((result) => [result, said.filter((one) => one['result'] === result).length])),
      );
      const { body } = await platform.api('get', `/threads/${id}/events?afterSeq=0`, asker);
      const seqs = (body.events as { seq: number }[]).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, i) => i + 1));
    });

    it('refuses what is not so', async () => {
      const { answer } = await answered();
      const wrong = async (body: object) => {
        const { status, body: problem } = await say(jun, answer, body);
        return [status, (problem.errors as { pointer: string }[])[0]?.pointer];
      };

      expect(await wrong({})).toEqual([422, '/result']);
      expect(await wrong({ result: 'brilliant' })).toEqual([422, '/result']);
      expect(await wrong({ result: 'worked', councilType: 'MOON' })).toEqual([422, '/councilType']);
      expect(await wrong({ result: 'worked', serviceArea: 'magic' })).toEqual([422, '/serviceArea']);
      expect(await wrong({ result: 'worked', year: 1066 })).toEqual([422, '/year']);
      expect(await wrong({ result: 'worked', year: new Date().getUTCFullYear() + 1 })).toEqual([422, '/year']);
      expect(await wrong({ result: 'worked', note: 'x'.repeat(301) })).toEqual([422, '/note']);
      expect(await triesOf(answer)).toEqual([]);
    });

    it('tells the author once for each answer until they have read it, and not of a change', async () => {
      const { id, answer } = await answered();
      await say(jun, answer, { result: 'worked' }).expect(200);
      await say(kit, answer, { result: 'failed' }).expect(200);
      expect(await inboxOf(dee, 'answer-tried', id)).toMatchObject([
        {
          title: 'Members tried your answer: How did you handle the pension bond?',
          url: `/threads/${id}#post-2`,
          readAt: null,
        },
      ]);

      await platform
        .api('post', '/me/notifications/read', dee)
        .send({})
        .expect(({ status }) => expect(status).toBeLessThan(300));
      await say(kit, answer, { result: 'partly' }).expect(200);
      expect(await inboxOf(dee, 'answer-tried', id)).not.toMatchObject([{ readAt: null }]);
      await say(asker, answer, { result: 'worked' }).expect(200);
      expect(await inboxOf(dee, 'answer-tried', id)).toMatchObject([{ readAt: null }]);
    });

    it('tells nothing to an author who muted the discussion', async () => {
      const { id, answer } = await answered();
      await platform.api('put', `/threads/${id}/follow`, dee).send({ level: 'muted' });
      await say(jun, answer, { result: 'worked' }).expect(200);
      await platform
        .api('put', `/posts/${answer}/marks/outdated`, jun)
        .send({ comment: 'The fund closed.' })
        .expect(200);
      expect(await inboxOf(dee, 'answer-tried', id)).toEqual([]);
      expect(await inboxOf(dee, 'answer-outdated', id)).toEqual([]);
    });

    it('leads to the answer, also on a later page', async () => {
      const { id } = await platform.given.thread(asker);
      for (let n = 0; n < 20; n += 1) await platform.given.reply(jun, id);
      const { id: last } = await platform.given.reply(dee, id);
      await say(jun, last, { result: 'worked' }).expect(200);
      await platform.api('post', `/threads/${id}/accept`, asker).send({ postId: last }).expect(200);
      expect(await inboxOf(dee, 'answer-tried', id)).toMatchObject([{ url: `/threads/${id}?number=22` }]);
      expect(await inboxOf(dee, 'answer-accepted', id)).toMatchObject([{ url: `/threads/${id}?number=22` }]);
    });

    it('under a mask is said under it', async () => {
      const { id, answer } = await answered();
      for (const sql of [
        `UPDATE threads SET mask = $2 WHERE id = $1`,
        `UPDATE posts SET mask = $2 WHERE thread_id = $1 AND number = 1`,
      ]) {
        await platform.dataSource.query(sql, [id, 'Council officer, unitary']);
      }
      await say(asker, answer, { result: 'failed', fromProfile: true }).expect(200);
      await mark(asker, answer, 'outdated').expect(200);

      for (const reader of [jun, moderator]) {
        const [tried] = await triesOf(answer, reader);
        const { body } = await platform.api('get', `/posts/${answer}/marks`, reader);
        const by = { name: 'Council officer, unitary', role: null, masked: true, fictional: false };
        expect([tried!['by'], body.items[0].by]).toEqual([by, by]);
        expect([tried!['at'], body.items[0].at]).toEqual([
          expect.stringMatching(/:00:00\.000Z$/),
          expect.stringMatching(/:00:00\.000Z$/),
        ]);
        expect(tried).not.toHaveProperty('authorId');
        const { text } = await platform.page('get', `/threads/${id}`, reader);
        expect(text).toContain('Council officer, unitary');
        expect(text).not.toContain('Rosa');
      }
    });
  });

  describe('who may', () => {
    type Case = [string, () => Promise<{ by: Member; id: string; token?: 'read' }>, number];
    const hidden = async (id: string) => {
      await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'hide', subject: 'post', subjectId: id, reasonCode: 'spam' })
        .expect(({ status }) => expect(status).toBeLessThan(300));
    };
    const cases: Case[] = [
      ['a member who may read it', async () => ({ by: jun, id: (await answered()).answer }), 200],
      ['the asker', async () => ({ by: asker, id: (await answered()).answer }), 200],
      ['a moderator', async () => ({ by: moderator, id: (await answered()).answer }), 200],
      ['not who wrote it', async () => ({ by: dee, id: (await answered()).answer }), 403],
      [
        'in a discussion that is closed',
        async () => {
          const { id, answer } = await answered();
          await platform
            .api('post', `/threads/${id}/lock`, moderator)
            .send({ locked: true, reason: 'Settled' })
            .expect(200);
          return { by: jun, id: answer };
        },
        200,
      ],
      [
        'not of a hidden answer',
        async () => {
          const { answer } = await answered();
          await hidden(answer);
          return { by: jun, id: answer };
        },
        409,
      ],
      ['not where they may not read', async () => ({ by: jun, id: (await answeredIn('invited')).answer }), 404],
      ['not of the question', async () => ({ by: jun, id: (await platform.given.thread(asker)).postId }), 422],
      [
        'not of a reply beneath an answer',
        async () => {
          const { id, answer } = await answered();
          return { by: jun, id: (await platform.given.reply(kit, id, { replyTo: answer })).id };
        },
        422,
      ],
      [
        'not in a discussion that asks nothing',
        async () => ({ by: jun, id: (await answered({ kind: 'discussion' })).answer }),
        422,
      ],
      [
        'nobody who is suspended',
        async () => {
          const gone = await platform.given.member({ name: 'Gone' });
          await platform.dataSource.query(
            `UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`,
            [gone.id],
          );
          return { by: gone, id: (await answered()).answer };
        },
        401,
      ],
      [
        'nobody by a token for reading',
        async () => {
          const reads = await platform.given.member({ name: 'Reads' });
          await platform.dataSource.query(`UPDATE access_tokens SET scope = 'read' WHERE person_id = $1`, [reads.id]);
          return { by: reads, id: (await answered()).answer };
        },
        403,
      ],
    ];
    const answeredIn = async (audience: string) => {
      const { id } = await platform.given.thread(asker, { audience, invited: [dee.id] });
      return { id, answer: (await platform.given.reply(dee, id)).id };
    };

    it.each(cases)('%s', async (_who, given, expected) => {
      const { by, id } = await given();
      expect((await say(by, id, { result: 'worked' })).status).toBe(expected);
      expect((await mark(by, id, 'outdated')).status).toBe(expected);
      const allowed = expected === 200 ? 1 : 0;
      const [{ tries, marks } = { tries: -1, marks: -1 }] = await platform.dataSource.query<
        { tries: number; marks: number }[]
      >(
        `SELECT (SELECT count(*)::int FROM post_tries WHERE post_id = $1) AS tries,
                (SELECT count(*)::int FROM post_marks WHERE post_id = $1) AS marks`,
        [id],
      );
      expect([tries, marks]).toEqual([allowed, allowed]);
    });

    it('nobody without an account', async () => {
      const { answer } = await answered({ audience: 'public' });
      expect((await platform.api('put', `/posts/${answer}/tried`).send({ result: 'worked' })).status).toBe(401);
      expect((await platform.api('put', `/posts/${answer}/marks/risky`).send({ comment: 'No.' })).status).toBe(401);
    });

    it('reads what was said by the rule of the discussion, and of a hidden answer nothing', async () => {
      const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [dee.id, kit.id] });
      const { id: answer } = await platform.given.reply(dee, id);
      await say(kit, answer, { result: 'failed', note: 'We lost a year.' }).expect(200);
      await mark(kit, answer, 'risky', 'It breaks the rule.').expect(200);
      for (const at of [`/posts/${answer}/tried`, `/posts/${answer}/marks`]) {
        expect((await platform.api('get', at, kit)).body.items).toHaveLength(1);
        expect((await platform.api('get', at, jun)).status).toBe(404);
        expect((await platform.api('get', at)).status).toBe(404);
      }

      const open = await answered();
      await say(kit, open.answer, { result: 'failed', note: 'We lost a year.' }).expect(200);
      await mark(kit, open.answer, 'risky', 'It breaks the rule.').expect(200);
      await hidden(open.answer);
      for (const at of [`/posts/${open.answer}/tried`, `/posts/${open.answer}/marks`]) {
        expect((await platform.api('get', at, jun)).body.items).toEqual([]);
      }
      const { text } = await platform.page('get', `/threads/${open.id}`, jun);
      expect(text).not.toContain('We lost a year');
      expect(text).not.toContain('It breaks the rule');
    });
  });

  describe('marks', () => {
    it('need a reason, stand once for each member and kind, and tell the author', async () => {
      const { id, answer } = await answered();
      const without = await platform.api('put', `/posts/${answer}/marks/outdated`, jun).send({});
      await mark(jun, answer, 'outdated', 'The fund closed.').expect(200);
      await mark(jun, answer, 'outdated', 'The fund closed in 2024.').expect(200);
      await mark(jun, answer, 'risky', 'It needs a lawyer.').expect(200);
      const both = await mark(kit, answer, 'outdated', 'So it did.');

      expect([without.status, without.body.errors]).toEqual([
        422,
        [{ pointer: '/comment', message: 'Say what is wrong with it, and how you know' }],
      ]);
      expect(both.body.marks).toEqual({ outdated: 2, risky: 1 });
      const { body } = await platform.api('get', `/posts/${answer}/marks`, asker);
      expect(body.items).toMatchObject([
        { kind: 'outdated', comment: 'So it did.', by: { name: 'Kit' } },
        { kind: 'risky', comment: 'It needs a lawyer.', by: { name: 'Jun' } },
        { kind: 'outdated', comment: 'The fund closed in 2024.', by: { name: 'Jun' } },
      ]);
      expect(await inboxOf(dee, 'answer-outdated', id)).toHaveLength(2);
      expect(await inboxOf(dee, 'answer-risky', id)).toMatchObject([
        { title: 'A member marked your answer as risky: How did you handle the pension bond?' },
      ]);
      expect((await mark(jun, answer, 'ugly')).status).toBe(404);
    });

    it('are taken back by who made them, and by nobody else in that way', async () => {
      const { answer } = await answered();
      await mark(jun, answer, 'outdated').expect(200);
      const other = await platform.api('delete', `/posts/${answer}/marks/outdated`, kit);
      expect([other.status, other.body.marks]).toEqual([200, { outdated: 1, risky: 0 }]);
      const own = await platform.api('delete', `/posts/${answer}/marks/outdated`, jun);
      expect([own.status, own.body.marks]).toEqual([200, { outdated: 0, risky: 0 }]);
    });

    it('are removed by a moderator with a reason, which their maker and the log are told', async () => {
      const { id, answer } = await answered();
      await mark(jun, answer, 'risky', 'Dee is a fool.').expect(200);
      await say(jun, answer, { result: 'failed', note: 'Dee is a fool.' }).expect(200);
      const { body: marks } = await platform.api('get', `/posts/${answer}/marks`, moderator);
      const [tried] = await triesOf(answer, moderator);
      const remove = (by: Member, what: string, saidId: string, reason?: string) =>
        platform.api('post', `/posts/${answer}/${what}/${saidId}/remove`, by).send({ reason });
      const removed = 'Argue about the matter.';

      expect((await remove(kit, 'marks', marks.items[0].id, removed)).status).toBe(403);
      expect((await remove(moderator, 'marks', marks.items[0].id)).status).toBe(422);
      expect((await remove(moderator, 'marks', String(tried!['id']), removed)).status).toBe(404);
      expect((await remove(moderator, 'marks', marks.items[0].id, removed)).body.marks.risky).toBe(0);
      expect((await remove(moderator, 'tried', String(tried!['id']), removed)).body.tried.failed).toBe(0);

      expect(await inboxOf(jun, 'answer-word-removed', id)).toMatchObject([
        { detail: `The moderator writes: “${removed}”` },
        { detail: `The moderator writes: “${removed}”` },
      ]);
      const { body: log } = await platform.api('get', '/moderation/log', moderator);
      expect(log.items.slice(0, 2)).toMatchObject([
        { action: 'remove-words', subjectId: answer, note: removed },
        { action: 'remove-words', subjectId: answer, note: removed },
      ]);
    });
  });

  describe('lists', () => {
    it('are narrowed to what is unanswered, answered, accepted and outdated', async () => {
      const topic = { topics: ['tupe'] };
      const unanswered = await platform.given.thread(asker, topic);
      const open = await answered(topic);
      const accepted = await answered(topic);
      const outdated = await answered(topic);
      await platform.api('post', `/threads/${accepted.id}/accept`, asker).send({ postId: accepted.answer }).expect(200);
      await say(jun, accepted.answer, { result: 'worked' }).expect(200);
      await say(kit, accepted.answer, { result: 'failed' }).expect(200);
      await mark(jun, outdated.answer, 'outdated').expect(200);
      const list = async (answeredAs: string) =>
        (await platform.api('get', `/threads?topic=tupe&answered=${answeredAs}`, jun)).body.items as { id: string }[];
      const ids = async (answeredAs: string) => (await list(answeredAs)).map(({ id }) => id);

      expect(await ids('all')).toEqual([outdated.id, accepted.id, open.id, unanswered.id]);
      expect(await ids('unanswered')).toEqual([unanswered.id]);
      expect(await ids('answered')).toEqual([outdated.id, open.id]);
      expect(await list('accepted')).toMatchObject([
        { id: accepted.id, acceptedCount: 1, workedCount: 1, failedCount: 1, outdatedCount: 0 },
      ]);
      expect(await ids('outdated')).toEqual([outdated.id]);

      const hide = { action: 'hide', subject: 'post', reasonCode: 'spam' };
      for (const subjectId of [outdated.answer, accepted.answer]) {
        await platform.api('post', '/moderation/actions', moderator).send({ ...hide, subjectId });
      }
      expect(await ids('outdated')).toEqual([]);
      expect(await list('all')).toContainEqual(
        expect.objectContaining({ id: accepted.id, workedCount: 0, failedCount: 0 }),
      );
      await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'restore', subject: 'post', subjectId: accepted.answer, reasonCode: 'decided-wrongly' });
      expect(await list('accepted')).toMatchObject([{ id: accepted.id, workedCount: 1, failedCount: 1 }]);
    });
  });

  describe('the asker is asked what came of it', () => {
    const A_MONTH = 31;
    const aged = async (over: Record<string, unknown> = {}, days = A_MONTH) => {
      const made = await answered(over);
      await age(made.id, days);
      return made;
    };
    const age = (id: string, days: number) =>
      platform.dataSource.query(
        `WITH t AS (UPDATE threads SET created_at = now() - make_interval(days => $2),
                           last_post_at = now() - make_interval(days => $2) WHERE id = $1)
         UPDATE posts SET created_at = now() - make_interval(days => $2) WHERE thread_id = $1`,
        [id, days],
      );
    const ask = () => {
      const transactions = new Transactions(platform.dataSource);
      return new OutcomeNudges(transactions, new Notifications(transactions)).askDue();
    };
    const asked = (id: string, by = asker) => inboxOf(by, 'what-happened', id);

    it('once, after 30 days', async () => {
      const young = await aged({}, 29);
      const due = await aged();
      await Promise.all([ask(), ask()]);
      await ask();

      expect(await asked(young.id)).toEqual([]);
      expect(await asked(due.id)).toMatchObject([
        { title: 'What came of it? How did you handle the pension bond?', url: `/threads/${due.id}/outcome` },
      ]);
      await age(young.id, A_MONTH);
      await ask();
      expect(await asked(young.id)).toHaveLength(1);
    });

    it.each<[string, (made: { id: string; answer: string }) => Promise<unknown>]>([
      [
        'where an answer is accepted',
        ({ id, answer }) => platform.api('post', `/threads/${id}/accept`, asker).send({ postId: answer }),
      ],
      ['where they said what came of one', ({ answer }) => say(asker, answer, { result: 'failed' })],
      [
        'where it is closed',
        ({ id }) => platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: true, reason: 'Settled' }),
      ],
      [
        'where it is hidden',
        async ({ id }) => {
          const { body } = await platform.api('get', `/threads/${id}`, asker);
          return platform
            .api('post', '/moderation/actions', moderator)
            .send({ action: 'hide', subject: 'post', subjectId: body.posts[0].id, reasonCode: 'spam' });
        },
      ],
      [
        'where its one answer is hidden',
        ({ answer }) =>
          platform
            .api('post', '/moderation/actions', moderator)
            .send({ action: 'hide', subject: 'post', subjectId: answer, reasonCode: 'spam' }),
      ],
      ['after half a year', ({ id }) => age(id, 200)],
      ['where they muted it', ({ id }) => platform.api('put', `/threads/${id}/follow`, asker).send({ level: 'muted' })],
      [
        'while people still talk',
        async ({ id }) => {
          await platform.given.reply(jun, id);
        },
      ],
    ])('not %s', async (_when, change) => {
      const made = await aged();
      await change(made);
      await ask();
      expect(await asked(made.id)).toEqual([]);
    });

    it('not where nobody else has answered, nor of a discussion that asks nothing', async () => {
      const { id } = await platform.given.thread(asker);
      await platform.given.reply(asker, id);
      await age(id, A_MONTH);
      const talk = await aged({ kind: 'discussion' });
      await ask();
      expect([await asked(id), await asked(talk.id)]).toEqual([[], []]);
    });

    it('not while they are suspended', async () => {
      const gone = await platform.given.member({ name: 'Gone' });
      const { id } = await platform.given.thread(gone);
      await platform.given.reply(dee, id);
      await age(id, A_MONTH);
      await platform.dataSource.query(
        `UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`,
        [gone.id],
      );
      await ask();
      const notices = `SELECT count(*)::int AS n FROM notifications WHERE person_id = $1 AND kind = 'what-happened'`;
      expect(await platform.dataSource.query(notices, [gone.id])).toEqual([{ n: 0 }]);
    });
  });
});
