import { Reads, Transactions } from '#libs/platform/database';
import { PostErasure } from '#libs/threads';
import { Housekeeping } from '../../apps/worker/housekeeping.ts';
import { PDF } from '../support/files.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const SECRET = 'Ombrelant';

describe('taking a whole discussion back', () => {
  let platform: TestPlatform;
  let asker: Member;
  let other: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Asha Penrose' });
    other = await platform.given.member({ name: 'Otto Lund' });
    moderator = await platform.given.member({ name: 'Mo Calder' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const sql = (text: string, ...values: unknown[]) => platform.dataSource.query(text, values);
  const ask = (over: object = {}) =>
    platform.given.thread(asker, { title: `Who runs the ${SECRET} pool?`, body: `The ${SECRET} one.`, ...over });
  const withdraw = (id: string, by = asker) => platform.api('delete', `/threads/${id}`, by);
  const restore = (id: string, by = asker) => platform.api('post', `/threads/${id}/restore`, by);
  const kinds = async (id: string): Promise<string[]> =>
    (await platform.api('get', `/threads/${id}/events`, asker)).body.events.map(
      ({ seq, kind, post }: { seq: number; kind: string; post?: { number: number } }) =>
        `${seq} ${kind} ${post?.number ?? ''}`,
    );
  const counts = async (id: string) =>
    (
      await sql(
        `SELECT post_count AS posts, reply_count AS replies, hidden_at IS NOT NULL AS hidden FROM threads WHERE id = $1`,
        id,
      )
    )[0];

  it('is the asker’s while nobody else has written, with whatever they added, and comes back whole', async () => {
    const { id } = await ask();
    await platform.given.reply(asker, id, { body: `Also: the ${SECRET} sauna.` });
    expect((await withdraw(id, other)).status).toBe(403);
    expect((await withdraw(id)).status).toBe(204);
    expect((await withdraw(id)).status).toBe(204);

    expect(await counts(id)).toEqual({ posts: 2, replies: 0, hidden: true });
    for (const reader of [null, other]) {
      const answers = await Promise.all([
        platform.api('get', `/threads/${id}`, reader),
        platform.page('get', `/threads/${id}`, reader),
        platform.api('get', `/threads/${id}/events`, reader),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
    for (const reader of [null, other, asker, moderator]) {
      for (const path of ['/questions', '/questions.atom', `/search?q=${SECRET}&type=question`, '/']) {
        const { text } = await platform.page('get', path, reader);
        expect([path, text.replaceAll(`q=${SECRET}`, '').includes(`${SECRET} pool`)]).toEqual([path, false]);
      }
    }
    for (const reader of [asker, moderator]) {
      const { body, text } = await platform.api('get', `/threads/${id}`, reader);
      expect(body).toMatchObject({
        withdrawn: true,
        posts: [
          { deleted: true, body: null },
          { deleted: true, body: null },
        ],
      });
      expect(text).not.toContain('sauna');
    }
    expect(await kinds(id)).toEqual(['1 post-added 1', '2 post-added 2', '3 post-deleted 1', '4 post-deleted 2']);

    expect((await restore(id)).body).toMatchObject({
      withdrawn: false,
      posts: [{ deleted: false }, { deleted: false }],
    });
    expect((await restore(id)).status).toBe(200);
    expect(await counts(id)).toEqual({ posts: 2, replies: 1, hidden: false });
    expect((await platform.page('get', `/threads/${id}`, other)).text).toContain(`${SECRET} sauna`);
    expect((await kinds(id)).slice(4)).toEqual(['5 post-restored 1', '6 post-restored 2']);
  });

  it('leaves deleted what was deleted before, when it comes back', async () => {
    const { id } = await ask();
    const reply = await platform.given.reply(asker, id, { body: 'A slip.' });
    await platform.api('delete', `/posts/${reply.id}`, asker);
    await withdraw(id);
    await restore(id);
    expect((await platform.api('get', `/threads/${id}`, other)).body.posts).toMatchObject([
      { deleted: false },
      { deleted: true },
    ]);
    expect(await counts(id)).toMatchObject({ replies: 0, hidden: false });
  });

  it('is no more once others have written, also where a moderator hid that; but again when they took it back', async () => {
    const { id, postId } = await ask();
    const reply = await platform.given.reply(other, id);
    for (const path of [`/threads/${id}`, `/posts/${postId}`]) {
      const refused = await platform.api('delete', path, asker);
      expect([refused.status, refused.body.code]).toEqual([409, 'threads.question-answered']);
    }
    await platform
      .api('post', '/moderation/actions', moderator)
      .send({ action: 'hide', subject: 'post', subjectId: reply.id, reasonCode: 'off-topic' });
    expect((await withdraw(id)).status).toBe(409);
    await platform
      .api('post', '/moderation/actions', moderator)
      .send({ action: 'restore', subject: 'post', subjectId: reply.id, reasonCode: 'decided-wrongly' });
    await platform.api('delete', `/posts/${reply.id}`, other);
    expect((await withdraw(id)).status).toBe(204);
    expect((await platform.api('post', `/posts/${reply.id}/restore`, other)).status).toBe(404);
    await restore(id);
    expect((await platform.api('post', `/posts/${reply.id}/restore`, other)).status).toBe(200);
  });

  it.each([
    ['what came of an answer', 'tried', { result: 'worked', note: 'It took nine days.' }],
    ['a warning of an answer', 'marks/risky', { comment: 'The fund may refuse.' }],
  ])(
    'is no more where others wrote %s that the asker gave; but again when they took it back',
    async (_what, path, said) => {
      const { id, postId } = await ask();
      const answer = await platform.given.reply(asker, id, { body: 'We found out ourselves.' });
      const before = await platform.page('get', `/posts/${postId}/delete`, asker);
      expect(before.text).toContain('Nobody else has written in it');
      await platform.api('put', `/posts/${answer.id}/${path}`, other).send(said).expect(200);

      const refused = await withdraw(id);
      expect([refused.status, refused.body.code]).toEqual([409, 'threads.question-answered']);
      expect(refused.body.detail).toContain('Others have said what came of an answer here, or warned of it');
      const page = await platform.page('get', `/posts/${postId}/delete`, asker);
      expect(page.text).toContain('Others have added to an answer, so your question stays');
      expect(page.text).not.toContain('Nobody else has written in it');
      const pressed = await platform
        .page('post', `/posts/${postId}/delete`, asker)
        .type('form')
        .send({ _version: '1' });
      expect([pressed.status, pressed.text.includes('so your question stays')]).toEqual([409, true]);

      await platform.api('delete', `/posts/${answer.id}/${path}`, other).expect(200);
      expect((await withdraw(id)).status).toBe(204);
    },
  );

  it('is decided once where somebody replies at the same moment', async () => {
    for (let i = 0; i < 5; i += 1) {
      const { id } = await ask();
      const [gone, reply] = await Promise.all([
        withdraw(id),
        platform.api('post', `/threads/${id}/posts`, other).send({ body: 'Ask the fund.' }),
      ]);
      expect([
        [204, 404],
        [409, 201],
      ]).toContainEqual([gone.status, reply.status]);
    }
  });

  it('has its pages: what it means, why not, the way back', async () => {
    const { id, postId } = await ask();
    const aside = await platform.page('get', `/threads/${id}`, asker);
    expect(aside.text).toContain(`href="/threads/${id}/withdraw"`);
    expect((await platform.page('get', `/threads/${id}`, other)).text).not.toContain('/withdraw');
    expect((await platform.page('get', `/threads/${id}/withdraw`, asker)).headers['location']).toBe(
      `/posts/${postId}/delete`,
    );
    const means = await platform.page('get', `/posts/${postId}/delete`, asker);
    expect(means.text).toContain('The whole discussion goes with it');
    const gone = await platform.page('post', `/posts/${postId}/delete`, asker).type('form').send({ _version: 1 });
    expect(gone.status).toBe(303);
    const { text } = await platform.page('get', `/threads/${id}`, asker);
    expect(text).toContain('You took this back');
    // Who else may read it, and that nobody answered, is not so any more.
    expect(text).not.toMatch(/can read this|No answer yet/);
    expect(text).not.toContain('A moderator hid');
    expect(text).not.toContain('Post reply');
    expect(text).not.toContain(`/threads/${id}/audience`);
    expect((await platform.page('get', `/posts/${postId}/restore`, asker)).text).toContain('Restore question');
    await platform.page('post', `/posts/${postId}/restore`, asker).type('form').send({});

    await platform.given.reply(other, id);
    const late = await platform.page('post', `/posts/${postId}/delete`, asker).type('form').send({ _version: 1 });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Others have replied, so your question stays');
    expect(late.text).toContain(`href="/threads/${id}/lock"`);
  });

  describe('the text of what was deleted', () => {
    const eraseDue = () =>
      new PostErasure(new Transactions(platform.dataSource), new Reads(platform.dataSource)).eraseDue();
    const deletedAgo = (id: string, days: number) =>
      sql(`UPDATE posts SET hidden_at = now() - make_interval(days => $2) WHERE id = $1`, id, days);
    const kept = async (id: string) =>
      (
        await sql(
          `SELECT body, body_html AS html, (SELECT count(*)::int FROM post_revisions WHERE post_id = p.id) AS earlier,
                  (SELECT count(*)::int FROM post_mentions WHERE post_id = p.id) AS named FROM posts p WHERE id = $1`,
          id,
        )
      )[0];
    const ERASED = { body: '[Erased]', html: '<p>[Erased]</p>', earlier: 0, named: 0 };
    /** A reply with an earlier text and a name in it, deleted so long ago. */
    const deleted = async (days: number, by = asker) => {
      const { id } = await platform.given.thread(other);
      const reply = await platform.given.reply(by, id, { body: `The ${SECRET} one.` });
      await platform.given.reply(other, id);
      await platform
        .api('patch', `/posts/${reply.id}`, by)
        .send({ body: `The ${SECRET} two, @[Otto Lund](person:${other.id}).` });
      await platform.api('delete', `/posts/${reply.id}`, by);
      await deletedAgo(reply.id, days);
      return { id, postId: reply.id };
    };

    it('goes after 30 days with its history, once, and the tombstone stays', async () => {
      const young = await deleted(29);
      const old = await deleted(31);
      expect(await kept(old.postId)).toMatchObject({ earlier: 1, named: 1 });

      expect((await Promise.all([eraseDue(), eraseDue()])).toSorted()).toEqual([0, 1]);
      expect(await eraseDue()).toBe(0);

      expect(await kept(old.postId)).toEqual(ERASED);
      expect((await kept(young.postId)).body).toContain(SECRET);
      const { text } = await platform.page('get', `/threads/${old.id}`, other);
      expect(text).toMatch(/Deleted by its author, \d+ \w+ \d{4}/);
      const own = await platform.page('get', `/posts/${old.postId}/restore`, asker);
      expect(own.text).toContain('Its text was erased 30 days later');
      expect(own.text).not.toContain('[Erased]');
      const restored = await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'restore', subject: 'post', subjectId: old.postId, note: 'They asked.' });
      expect([restored.status, restored.body.code]).toEqual([409, 'threads.not-restorable']);
    });

    it('takes its files with it', async () => {
      const { body } = await platform.api('post', '/files', asker).attach('file', PDF, 'plan.pdf');
      const { id } = await platform.given.thread(other);
      const reply = await platform.given.reply(asker, id, { files: [body.id] });
      await platform.api('delete', `/posts/${reply.id}`, asker);
      await deletedAgo(reply.id, 31);
      await eraseDue();
      await new Housekeeping(new Reads(platform.dataSource)).run();
      expect(await sql(`SELECT FROM post_files WHERE file_id = $1`, body.id)).toEqual([]);
    });

    it('goes with the title of a question that was taken back', async () => {
      const { id, postId } = await ask();
      await withdraw(id);
      await deletedAgo(postId, 31);
      await eraseDue();
      expect(await kept(postId)).toEqual(ERASED);
      expect((await sql(`SELECT title FROM threads WHERE id = $1`, id))[0].title).toBe('Erased question');
      expect((await platform.page('get', `/threads/${id}`, moderator)).text).not.toContain(SECRET);
    });

    it('stays while it is needed: reported, just decided, asked for, or hidden by a moderator', async () => {
      const reported = await deleted(31);
      const decided = await deleted(31);
      const hidden = await deleted(31);
      const holder = await platform.given.member({ name: 'Hal' });
      await deleted(31, holder);
      await sql(
        `INSERT INTO record_keeping (person_id, hold_about, hold_since) VALUES ($1, 'the pool', now())`,
        holder.id,
      );
      for (const [post, status] of [
        [reported, 'open'],
        [decided, 'dismissed'],
      ] as const) {
        await sql(
          `INSERT INTO reports (subject, subject_id, reporter_id, reason, status, decided_at)
           VALUES ('post', $1, $2, 'abusive', $3, CASE WHEN $3 <> 'open' THEN now() - interval '29 days' END)`,
          post.postId,
          other.id,
          status,
        );
      }
      await sql(`UPDATE posts SET hidden_reason = 'Abusive' WHERE id = $1`, hidden.postId);

      expect(await eraseDue()).toBe(0);

      await sql(`UPDATE reports SET status = 'upheld', decided_at = now() - interval '31 days'`);
      await sql(`DELETE FROM record_keeping`);
      expect(await eraseDue()).toBe(3);
      expect((await kept(hidden.postId)).body).toContain(SECRET);
    });

    it('is never that of what stands or was moved or hidden', async () => {
      const { id, postId } = await ask();
      const reply = await platform.given.reply(other, id, { body: `Stays ${SECRET}.` });
      await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'hide', subject: 'post', subjectId: reply.id, reasonCode: 'off-topic' });
      await deletedAgo(reply.id, 400);
      expect(await eraseDue()).toBe(0);
      expect([(await kept(reply.id)).body, (await kept(postId)).body]).toEqual([
        `Stays ${SECRET}.`,
        `The ${SECRET} one.`,
      ]);
    });
  });
});
