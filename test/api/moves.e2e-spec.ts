import fc from 'fast-check';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { movesGiven } from './moves.given.ts';

const REASON = 'It belongs there.';

describe('moving posts', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof movesGiven>;
  let asker: Member;
  let peer: Member;
  let other: Member;
  let moderator: Member;
  let administrator: Member;
  let circleId: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    given = movesGiven(platform);
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick' });
    other = await platform.given.member({ name: 'Ines Farrow' });
    moderator = await platform.given.member({ name: 'Maya Caldershaw' }, 'moderator');
    administrator = await platform.given.member({ name: 'Ade Torvane' }, 'administrator');
    circleId = (await sql<{ id: string }>(`INSERT INTO circles (name) VALUES ('Harbour') RETURNING id`))[0]!.id;
    for (const { id } of [asker, peer, moderator]) {
      await sql(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2)`, [circleId, id]);
    }
  });
  afterAll(() => platform.stop());

  const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query(text, values);
  const problem = (body: { code: string; errors?: { message: string }[] }) => [body.code, body.errors?.[0]?.message];

  /** A question with an answer by Dee, a reply of Ines beneath it, another answer by Ines. */
  async function discussion(over: Record<string, unknown> = {}) {
    const { id } = await platform.given.thread(asker, over);
    const first = await platform.given.reply(peer, id, { body: 'Ask the fund.' });
    const beneath = await platform.given.reply(other, id, { body: 'We did.', replyTo: first.id });
    const second = await platform.given.reply(other, id, { body: 'Buy a bond.' });
    return { id, first, beneath, second };
  }

  describe('into a discussion of their own', () => {
    it('keeps their ids, authors, times and order, and leaves a place that leads to them', async () => {
      const { id, first, beneath, second } = await discussion();
      const before = new Map((await given.posts(other, id)).map((post) => [post.id, post]));
      const made = await given.moved(moderator, 'split', id, {
        posts: [second.id, first.id, beneath.id],
        title: 'The bond and the fund',
      });

      expect([made.number, made.count]).toEqual([1, 3]);
      const there = await given.posts(other, made.threadId);
      expect(there.map(({ id: post, number }) => [post, number])).toEqual([
        [first.id, 1],
        [beneath.id, 2],
        [second.id, 3],
      ]);
      for (const { id: post, author, createdAt, body } of there) {
        const was = before.get(post)!;
        expect([author, createdAt, body]).toEqual([was.author, was.createdAt, was.body]);
      }
      expect(there[1]!.replyTo).toBe(first.id);
      const here = await given.posts(other, id);
      expect(here.map(({ number, moved, body }) => [number, moved, body === null])).toEqual([
        [1, false, false],
        [2, true, true],
        [3, true, true],
        [4, true, true],
      ]);
      expect(here[3]!.movedTo).toEqual({
        threadId: made.threadId,
        postId: second.id,
        url: `/threads/${made.threadId}#post-3`,
      });
      expect(await given.thread(other, made.threadId)).toMatchObject({
        title: 'The bond and the fund',
        kind: 'discussion',
        authorId: peer.id,
        audience: 'network',
        replyCount: 2,
      });
      expect(await given.thread(other, id)).toMatchObject({ replyCount: 0 });
    });

    it('is of their author, who can change its title and is told where their posts went', async () => {
      const { id, first } = await discussion();
      const { threadId } = await given.moved(moderator, 'split', id, { posts: [first.id], title: 'Only the fund' });
      const change = await platform
        .api('patch', `/threads/${threadId}`, peer)
        .set('if-match', '"v1"')
        .send({ title: 'The fund alone, now' });
      expect(change.status).toBe(200);
      const { body } = await platform.api('get', '/me/notifications', peer);
      expect(body.items[0]).toMatchObject({
        title: 'A moderator moved what you wrote to: The fund alone, now',
        url: `/threads/${threadId}#post-1`,
        detail: `The moderator writes: “${REASON}”`,
      });
    });

    it('has the readers of the old one, also of a circle', async () => {
      const { id } = await platform.given.thread(asker, { audience: 'circle', audienceId: circleId });
      const answer = await platform.given.reply(peer, id);
      const { threadId } = await given.moved(moderator, 'split', id, { posts: [answer.id], title: 'Among ourselves' });
      expect(await given.thread(asker, threadId)).toMatchObject({ audience: 'circle', audienceId: circleId });
      expect((await platform.api('get', `/threads/${threadId}`, other)).status).toBe(404);
    });
  });

  describe('into another discussion', () => {
    it('numbers them after what is there, with the marks, texts and bookmarks that they had', async () => {
      const { id, first } = await discussion();
      const target = (await platform.given.thread(other)).id;
      await platform.given.reply(asker, target);
      await platform.api('put', `/posts/${first.id}/tried`, asker).send({ result: 'worked' });
      await platform.api('put', `/posts/${first.id}/marks/outdated`, other).send({ comment: 'The fund has changed.' });
      await platform.api('post', `/threads/${id}/accept`, asker).send({ postId: first.id });
      await sql(`UPDATE posts SET created_at = created_at - interval '1 hour' WHERE id = $1`, [first.id]);
      await platform.api('patch', `/posts/${first.id}`, peer).send({ body: 'Ask the fund, in writing.' });
      await platform.api('put', `/me/bookmarks/${first.id}`, asker).send({ note: 'For May' });

      const made = await given.moved(moderator, 'move', id, { posts: [first.id], to: target });
      expect(made).toMatchObject({ threadId: target, number: 3, count: 1 });
      const [, , post] = await given.posts(asker, target);
      expect(post).toMatchObject({
        id: first.id,
        number: 3,
        body: 'Ask the fund, in writing.',
        tried: { worked: 1 },
        marks: { outdated: 1 },
        // The asker of the other question did not accept it.
        acceptedAt: null,
      });
      expect((await platform.api('get', `/posts/${first.id}/revisions`, asker)).body.items).toHaveLength(1);
      const bookmarks = await platform.api('get', '/me/bookmarks', asker);
      expect(bookmarks.text).toContain(target);
      expect(await given.thread(asker, target)).toMatchObject({
        workedCount: 1,
        outdatedCount: 1,
        replyCount: 2,
        acceptedCount: 0,
      });
      expect(await given.thread(asker, id)).toMatchObject({
        workedCount: 0,
        outdatedCount: 0,
        replyCount: 2,
        acceptedCount: 0,
      });
    });

    it('keeps what is left beneath the place of an answer, and makes an answer of a reply that goes alone', async () => {
      const { id, first, beneath } = await discussion();
      const target = (await platform.given.thread(other)).id;
      await given.moved(moderator, 'move', id, { posts: [first.id], to: target });
      const here = await given.posts(asker, id);
      expect(here[2]!.replyTo).toBe(here[1]!.id);
      await given.moved(moderator, 'move', id, { posts: [beneath.id], to: target });
      expect((await given.posts(asker, target)).map(({ id: post, replyTo }) => [post, replyTo]).slice(1)).toEqual([
        [first.id, null],
        [beneath.id, null],
      ]);
      const best = await platform.api('get', `/threads/${id}/posts?order=best`, asker);
      expect((best.body.items as { number: number }[]).map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([
        1, 2, 3, 4,
      ]);
    });

    it('leads from every old address to the new place', async () => {
      const { id, second } = await discussion();
      const target = (await platform.given.thread(other)).id;
      await given.moved(moderator, 'move', id, { posts: [second.id], to: target });
      const { headers } = await platform.page('get', `/posts/${second.id}`, asker);
      expect(headers['location']).toBe(`/threads/${target}#post-2`);
      const page = await platform.page('get', `/threads/${id}`, asker);
      expect(page.text).toMatch(new RegExp(`id="post-4"[^]*?Moved on [^<]+ <a[^>]+href="/threads/${target}#post-2"`));
      await platform.given.reply(peer, id, { body: 'After all that.' });
      await given.moved(moderator, 'move', target, { posts: [second.id], to: id });
      expect((await given.posts(asker, id)).map(({ number, moved }) => [number, moved]).slice(3)).toEqual([
        [4, true],
        [5, false],
        [6, false],
      ]);
      const back = await platform.page('get', `/threads/${target}`, asker);
      expect(back.text).toContain(`href="/threads/${id}#post-6"`);
    });

    it('is found in search where it is now, and nowhere else', async () => {
      const { id, second } = await discussion();
      await sql(`UPDATE posts SET body = 'Ask for a zanzibornic bond.' WHERE id = $1`, [second.id]);
      const target = (await platform.given.thread(other)).id;
      const found = async () =>
        ((await platform.api('get', '/search?q=zanzibornic', asker)).body.items as { url: string }[]).map(
          ({ url }) => url,
        );
      expect(await found()).toEqual([`/threads/${id}#post-4`]);
      await given.moved(moderator, 'move', id, { posts: [second.id], to: target });
      expect(await found()).toEqual([`/threads/${target}#post-2`]);
      const rows = await sql(
        `SELECT FROM search_documents d WHERE d.type = 'question' AND d.id = ANY ($1::uuid[])
                               EXCEPT ALL SELECT FROM search_source('question', $1::uuid[])`,
        [[id, target]],
      );
      expect(rows).toEqual([]);
    });

    it('gives the guidance that was made of it the new place', async () => {
      const { id, first } = await discussion();
      const target = (await platform.given.thread(other)).id;
      const [page] = await sql<{ id: string }>(
        `INSERT INTO guidance_pages (slug, title, summary, body, body_html, owner_id, status, published_at)
         VALUES ('fund-' || left(gen_random_uuid()::text, 8), 'Ask the fund', 'Ask.', 'Ask.', '', $1, 'published', now()) RETURNING id`,
        [moderator.id],
      );
      await sql(`INSERT INTO guidance_sources (page_id, position, post_id, credited_id) VALUES ($1, 1, $2, $3)`, [
        page!.id,
        first.id,
        peer.id,
      ]);
      await given.moved(moderator, 'move', id, { posts: [first.id], to: target });
      expect((await given.thread(asker, target))['guidance']).toHaveLength(1);
      expect((await given.thread(asker, id))['guidance']).toEqual([]);
    });
  });

  describe('all of them, as a merge', () => {
    it('puts the question and its answers after those of the other, and closes the first', async () => {
      const { id, first, beneath, second } = await discussion({ title: 'Who insures the handover?' });
      await platform.api('post', `/threads/${id}/accept`, asker).send({ postId: second.id });
      const target = await discussion({ title: 'Who insures a handover?' });
      await given.moved(moderator, 'merge', id, { to: target.id });

      const there = await given.posts(peer, target.id);
      expect(there.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(there.slice(4).map(({ id: post, replyTo, began }) => [post, replyTo, began])).toEqual([
        [there[4]!.id, null, 'Who insures the handover?'],
        [first.id, null, null],
        [beneath.id, first.id, null],
        [second.id, null, null],
      ]);
      expect(there[7]!.acceptedAt).not.toBeNull();
      expect(await given.thread(peer, target.id)).toMatchObject({ replyCount: 7, acceptedCount: 1 });
      expect(await given.thread(peer, id)).toMatchObject({
        merged: true,
        locked: true,
        replyCount: 0,
        acceptedCount: 0,
        mergedInto: { id: target.id, title: 'Who insures a handover?', url: `/threads/${target.id}#post-5` },
      });
      expect((await given.posts(peer, id)).map(({ number, moved }) => [number, moved])).toEqual([
        [1, true],
        [2, true],
        [3, true],
        [4, true],
      ]);
    });

    it('is found where it is, however long that discussion was', async () => {
      const { id, second } = await discussion();
      const target = await platform.given.thread(asker);
      for (let number = 2; number <= 20; number += 1) await platform.given.reply(peer, target.id);

      expect(await given.moved(moderator, 'move', id, { posts: [second.id], to: target.id })).toMatchObject({
        number: 21,
        url: `/threads/${target.id}?number=21`,
      });
      await given.moved(moderator, 'merge', id, { to: target.id });
      expect((await given.thread(peer, id))['mergedInto']).toMatchObject({ url: `/threads/${target.id}?number=22` });
    });

    it('cannot be accepted or tried: what was asked is no answer', async () => {
      const { id, postId } = await platform.given.thread(peer);
      const target = (await platform.given.thread(asker)).id;
      await given.moved(moderator, 'merge', id, { to: target });
      const accept = await platform.api('post', `/threads/${target}/accept`, asker).send({ postId });
      expect([accept.status, accept.body.code]).toEqual([422, 'threads.not-an-answer']);
      const tried = await platform.api('put', `/posts/${postId}/tried`, asker).send({ result: 'worked' });
      expect([tried.status, tried.body.code]).toEqual([422, 'threads.not-an-answer']);
    });

    it('leaves what is merged out of every list, feed and search, and takes no more of anything', async () => {
      const word = 'Quorvenal';
      const { id } = await discussion({ title: `How do ${word} trusts begin?` });
      const target = (await platform.given.thread(other, { title: 'How do all trusts begin, then?' })).id;
      await given.moved(moderator, 'merge', id, { to: target });
      for (const path of ['/questions', '/questions.atom', '/', `/people/${asker.id}`, '/search?q=trusts']) {
        expect([path, (await platform.page('get', path, asker)).text.includes(`/threads/${id}`)]).toEqual([
          path,
          false,
        ]);
      }
      for (const path of [
        '/threads?limit=100',
        '/threads?mine=asked&limit=100',
        '/threads?mine=answered&limit=100',
        '/threads?mine=followed&limit=100',
        '/me/follows?limit=100',
        '/search?q=trusts&limit=100',
        '/suggestions/references?q=Quorvenal',
      ]) {
        const { status, text } = await platform.api('get', path, asker);
        expect([path, status, text.includes(`/threads/${id}"`)]).toEqual([path, 200, false]);
      }
      const attempts: [string, () => Promise<{ status: number }>][] = [
        ['reply', async () => platform.api('post', `/threads/${id}/posts`, moderator).send({ body: 'Here?' })],
        [
          'open',
          async () => platform.api('post', `/threads/${id}/lock`, moderator).send({ locked: false, reason: 'Again' }),
        ],
        ['edit', async () => platform.api('patch', `/threads/${id}`, asker).send({ title: 'How do they begin?' })],
        ['merge', async () => given.move(moderator, 'merge', id, { to: target, reason: REASON })],
        ['duplicate', async () => given.move(moderator, 'duplicate', id, { to: target })],
      ];
      for (const [what, attempt] of attempts) expect([what, (await attempt()).status]).toEqual([what, 409]);
      const into = await given.move(moderator, 'merge', target, { to: id, reason: REASON });
      expect(problem(into.body)).toEqual([
        'threads.cannot-move',
        'That discussion was merged into another one. Choose that',
      ]);
    });

    it('lets its followers follow the other, but not who has left that or muted this', async () => {
      const { id } = await platform.given.thread(asker);
      const target = (await platform.given.thread(other)).id;
      const follow = (by: Member, threadId: string, level: string) =>
        platform.api('put', `/threads/${threadId}/follow`, by).send({ level });
      await follow(peer, id, 'every');
      await follow(moderator, id, 'muted');
      await follow(administrator, id, 'first');
      await follow(administrator, target, 'none');
      const [{ n: before } = { n: 0 }] = await sql<{ n: number }>(
        `SELECT follower_count AS n FROM threads WHERE id = $1`,
        [target],
      );
      await given.moved(moderator, 'merge', id, { to: target });
      const levels = new Map(
        (
          await sql<{ id: string; level: string }>(
            `SELECT person_id AS id, level FROM thread_follows WHERE thread_id = $1`,
            [target],
          )
        ).map((row) => [row.id, row.level]),
      );
      expect([peer, asker, moderator, administrator].map(({ id: who }) => levels.get(who))).toEqual([
        'every',
        'first',
        undefined,
        'none',
      ]);
      const [{ n } = { n: 0 }] = await sql<{ n: number }>(`SELECT follower_count AS n FROM threads WHERE id = $1`, [
        target,
      ]);
      expect(n).toBe(before + 2);
    });

    it('leads on from what was merged before', async () => {
      const [a, b, c] = [await discussion(), await discussion(), await discussion()];
      await given.moved(moderator, 'merge', a.id, { to: b.id });
      await given.moved(moderator, 'merge', b.id, { to: c.id });
      expect((await given.thread(peer, a.id))['mergedInto']).toMatchObject({ id: c.id });
      const here = await given.posts(peer, a.id);
      expect(here.every(({ movedTo }) => movedTo?.threadId === c.id)).toBe(true);
      expect(await given.posts(peer, c.id)).toHaveLength(12);
    });
  });

  describe('who may', () => {
    it.each([
      ['nobody', () => null, 401],
      ['a member', () => other, 403],
      ['who asked', () => asker, 403],
      ['who wrote it', () => peer, 403],
      ['a moderator', () => moderator, 200],
      ['an administrator', () => administrator, 200],
    ])('%s', async (_who, who, status) => {
      for (const what of ['split', 'move', 'merge'] as const) {
        const { id, first } = await discussion();
        const target = (await platform.given.thread(asker)).id;
        const body = {
          reason: REASON,
          ...(what === 'split'
            ? { posts: [first.id], title: 'The fund alone' }
            : what === 'move'
              ? { posts: [first.id], to: target }
              : { to: target }),
        };
        const asked = await given.move(who(), what, id, body);
        expect([what, asked.status]).toEqual([what, status === 200 && what === 'split' ? 201 : status]);
        expect((await given.posts(asker, id)).some(({ moved }) => moved)).toBe(status === 200);
      }
    });

    it('is not told whether a discussion is there that they may not read', async () => {
      const secret = (await platform.given.thread(peer, { audience: 'circle', audienceId: circleId })).id;
      const { id, first } = await discussion();
      const missing = '00000000-0000-4000-8000-000000000000';
      for (const what of ['move', 'merge', 'duplicate'] as const) {
        const answers = [];
        for (const to of [secret, missing]) {
          const { status, body } = await given.move(administrator, what, id, {
            to,
            reason: REASON,
            ...(what === 'move' && { posts: [first.id] }),
          });
          answers.push([status, body.code, body.errors]);
        }
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0]![0]).toBe(422);
        const from = [];
        for (const source of [secret, missing]) {
          const { status, body } = await given.move(administrator, what, source, {
            to: id,
            reason: REASON,
            ...(what === 'move' && { posts: [first.id] }),
          });
          from.push([status, body.code, body.detail]);
        }
        expect(from[0]).toEqual(from[1]);
        expect(from[0]![0]).toBe(404);
      }
    });

    it('is not for a token that only reads', async () => {
      const reading = await platform.given.member({ name: 'Bo Reader' }, 'moderator');
      await sql(`UPDATE access_tokens SET scope = 'read' WHERE person_id = $1`, [reading.id]);
      const { id, first } = await discussion();
      const to = (await platform.given.thread(asker)).id;
      for (const what of ['split', 'move', 'merge', 'duplicate'] as const) {
        const body = { to, posts: [first.id], title: 'The fund alone', reason: REASON };
        const chosen =
          what === 'split'
            ? ['posts', 'title', 'reason']
            : what === 'move'
              ? ['posts', 'to', 'reason']
              : ['to', 'reason'];
        const asked = await given.move(
          reading,
          what,
          id,
          Object.fromEntries(Object.entries(body).filter(([name]) => chosen.includes(name))),
        );
        expect([what, asked.status]).toEqual([what, 403]);
      }
    });
  });

  describe('what is refused', () => {
    const audiences: Record<string, () => Record<string, unknown>> = {
      public: () => ({ audience: 'public' }),
      network: () => ({ audience: 'network' }),
      circle: () => ({ audience: 'circle', audienceId: circleId }),
      'another circle': () => ({ audience: 'circle', audienceId: otherCircleId }),
      organisation: () => ({ audience: 'organisation', audienceId: organisationId }),
      invited: () => ({ audience: 'invited', invited: [moderator.id] }),
    };
    const FITS: Record<string, readonly string[]> = {
      public: ['public', 'network', 'circle', 'another circle', 'organisation', 'invited'],
      network: ['network', 'circle', 'another circle', 'organisation', 'invited'],
      circle: ['circle'],
      'another circle': ['another circle'],
      organisation: ['organisation'],
      invited: [],
    };
    let otherCircleId: string;
    let organisationId: string;
    beforeAll(async () => {
      otherCircleId = (await sql<{ id: string }>(`INSERT INTO circles (name) VALUES ('Quay') RETURNING id`))[0]!.id;
      organisationId = (
        await sql<{ id: string }>(
          `INSERT INTO organisations (kind, name) VALUES ('other_public', 'Tidewell') RETURNING id`,
        )
      )[0]!.id;
      for (const { id } of [asker, moderator]) {
        await sql(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2)`, [otherCircleId, id]);
        await sql(`INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`, [
          id,
          organisationId,
        ]);
      }
    });

    it.each(Object.keys(FITS))('is to show what was written for %s to anybody else', async (from) => {
      for (const to of Object.keys(FITS)) {
        const target = (await platform.given.thread(asker, audiences[to]!())).id;
        const { id } = await platform.given.thread(asker, audiences[from]!());
        const answer = await platform.given.reply(moderator, id);
        const fits = FITS[from]!.includes(to);
        const moved = await given.move(moderator, 'move', id, { posts: [answer.id], to: target, reason: REASON });
        expect([from, to, moved.status]).toEqual([from, to, fits ? 200 : 422]);
        if (!fits)
          expect(moved.body.errors[0].message).toContain('People who cannot read this discussion can read that one');
        const merged = await given.move(moderator, 'merge', id, { to: target, reason: REASON });
        expect([from, to, merged.status]).toEqual([from, to, fits ? 200 : 422]);
      }
    });

    it('is to begin a discussion with what only invited people read', async () => {
      const { id } = await platform.given.thread(asker, audiences['invited']!());
      const answer = await platform.given.reply(moderator, id);
      const { status, body } = await given.move(moderator, 'split', id, {
        posts: [answer.id],
        title: 'Now for others',
        reason: REASON,
      });
      expect([status, ...problem(body)]).toEqual([
        422,
        'threads.cannot-move',
        'Only who was invited reads this, so it stays as it is',
      ]);
    });

    it.each([
      ['no post', async () => ({ posts: [] }), 'Choose the posts to move'],
      [
        'the question',
        async ({ id }: { id: string }) => ({ posts: [(await given.posts(asker, id))[0]!.id] }),
        'A discussion keeps its first post',
      ],
      [
        'a post of another discussion',
        async () => ({ posts: [(await discussion()).first.id] }),
        'is not in this discussion any more',
      ],
      [
        'a post that was moved',
        async ({ id, first }: { id: string; first: { id: string } }) => {
          await given.moved(moderator, 'split', id, { posts: [first.id], title: 'It went before' });
          return { posts: [first.id] };
        },
        'is not in this discussion any more',
      ],
      [
        'the place of one that was moved',
        async ({ id, first }: { id: string; first: { id: string } }) => {
          await given.moved(moderator, 'split', id, { posts: [first.id], title: 'It went before' });
          return { posts: [(await given.posts(asker, id))[1]!.id] };
        },
        'is not in this discussion any more',
      ],
      [
        'a post that its author deleted',
        async ({ first }: { first: { id: string } }) => {
          await platform.api('delete', `/posts/${first.id}`, peer);
          return { posts: [first.id] };
        },
        'was deleted by its author',
      ],
      [
        'a title that is too short',
        async ({ first }: { first: { id: string } }) => ({ posts: [first.id], title: 'Short' }),
        'The title must be 10 characters or more',
      ],
      [
        'no reason',
        async ({ first }: { first: { id: string } }) => ({ posts: [first.id], reason: '' }),
        'Say why. Those whose posts are moved read it',
      ],
    ])('is %s', async (_what, body, message) => {
      const made = await discussion();
      const asked = await given.move(moderator, 'split', made.id, {
        title: 'The fund alone',
        reason: REASON,
        ...(await body(made)),
      });
      expect([asked.status, asked.body.errors?.[0]?.message]).toEqual([422, expect.stringContaining(message)]);
    });

    it('is more than a hundred posts at once', async () => {
      const { id } = await discussion();
      const posts = Array.from({ length: 101 }, () => crypto.randomUUID());
      const { status, body } = await given.move(moderator, 'split', id, {
        posts,
        title: 'The fund alone',
        reason: REASON,
      });
      expect([status, body.errors[0].message]).toEqual([422, 'The posts to move can hold 100 or fewer']);
    });

    it('is itself, a duplicate and what is hidden, as the place to move to', async () => {
      const { id, first } = await discussion();
      const hidden = await platform.given.thread(other);
      await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'hide', subject: 'post', subjectId: hidden.postId, reasonCode: 'spam' });
      const duplicate = (await platform.given.thread(other)).id;
      await given.moved(moderator, 'duplicate', duplicate, { to: (await platform.given.thread(other)).id });
      for (const to of [id, hidden.id, duplicate]) {
        for (const what of ['move', 'merge'] as const) {
          const asked = await given.move(moderator, what, id, {
            ...(what === 'move' && { posts: [first.id] }),
            to,
            reason: REASON,
          });
          expect([asked.status, asked.body.code]).toEqual([422, 'threads.cannot-move']);
        }
      }
      const from = await given.move(moderator, 'merge', hidden.id, { to: id, reason: REASON });
      expect(problem(from.body)).toEqual([
        'threads.cannot-move',
        'This discussion is hidden. Show it again before you merge it',
      ]);
    });

    it('is an older version of the discussion than it has now', async () => {
      const { id, first } = await discussion();
      await platform.api('patch', `/threads/${id}`, asker).send({ title: 'How did you handle it, really?' });
      const asked = await given
        .move(moderator, 'split', id, { posts: [first.id], title: 'The fund alone', reason: REASON })
        .set('if-match', '"v1"');
      expect([asked.status, asked.body.code]).toEqual([412, 'edit.stale']);
    });
  });

  describe('what is hidden or deleted', () => {
    it('stays hidden where it comes, and can be shown there again', async () => {
      const { id, first, second } = await discussion();
      const act = (action: string, subjectId: string) =>
        platform
          .api('post', '/moderation/actions', moderator)
          .send({ action, subject: 'post', subjectId, ...(action === 'hide' && { reasonCode: 'spam' }) });
      await act('hide', first.id);
      const refused = await given.move(moderator, 'split', id, {
        posts: [first.id, second.id],
        title: 'The fund alone',
        reason: REASON,
      });
      expect(refused.body.errors[0].message).toContain('is hidden. A discussion cannot begin with it');
      const target = (await platform.given.thread(other)).id;
      await given.moved(moderator, 'move', id, { posts: [first.id], to: target });
      expect((await given.posts(asker, target))[1]).toMatchObject({ hidden: true, body: null });
      expect(await given.thread(asker, target)).toMatchObject({ replyCount: 0 });
      await act('restore', first.id);
      expect((await given.posts(asker, target))[1]).toMatchObject({ hidden: false, body: 'Ask the fund.' });
      expect(await given.thread(asker, target)).toMatchObject({ replyCount: 1 });
    });

    it('goes along with a merge, and comes back there', async () => {
      const { id, first } = await discussion();
      await platform.api('delete', `/posts/${first.id}`, peer);
      const target = (await platform.given.thread(other)).id;
      await given.moved(moderator, 'merge', id, { to: target });
      expect((await given.posts(asker, target))[2]).toMatchObject({ id: first.id, deleted: true, body: null });
      await platform.page('post', `/posts/${first.id}/restore`, peer).expect(303);
      expect((await given.posts(asker, target))[2]).toMatchObject({ deleted: false, body: 'Ask the fund.' });
      expect(await given.thread(asker, target)).toMatchObject({ replyCount: 4 });
    });

    it('is decided by its report where it is now', async () => {
      const { id, first } = await discussion();
      await platform.api('post', `/posts/${first.id}/reports`, asker).send({ reason: 'spam' });
      const target = (await platform.given.thread(other)).id;
      await given.moved(moderator, 'move', id, { posts: [first.id], to: target });
      const { body } = await platform.api('get', '/moderation/queue', moderator);
      const [item] = (body.items as { subjectId: string; url: string }[]).filter(
        ({ subjectId }) => subjectId === first.id,
      );
      expect(item?.url).toBe(`/threads/${target}#post-2`);
    });
  });

  describe('masks', () => {
    async function masked() {
      const hider = await platform.given.member({ name: 'Hedda Hiddenly', practitionerRole: 'council_officer' });
      const { id } = await platform.given.thread(hider);
      await sql(`UPDATE threads SET mask = 'Council officer' WHERE id = $1`, [id]);
      await sql(`UPDATE posts SET mask = 'Council officer' WHERE thread_id = $1`, [id]);
      return { hider, id };
    }

    it('hold: what was written under one stays where it is', async () => {
      const { hider, id } = await masked();
      const own = await platform.given.reply(hider, id, { body: 'I tried that.' });
      const answer = await platform.given.reply(peer, id);
      const target = (await platform.given.thread(hider)).id;
      for (const [what, body] of [
        ['split', { posts: [own.id], title: 'What I tried myself' }],
        ['split', { posts: [own.id, answer.id], title: 'What I tried myself' }],
        ['move', { posts: [answer.id, own.id], to: target }],
      ] as const) {
        const asked = await given.move(moderator, what, id, { ...body, reason: REASON });
        expect([asked.status, asked.body.errors[0].message]).toEqual([
          422,
          'A post that you chose was written under a mask. It stays here, where the mask holds',
        ]);
      }
      const merged = await given.move(moderator, 'merge', id, { to: target, reason: REASON });
      expect([merged.status, merged.body.errors[0].message]).toEqual([
        422,
        expect.stringContaining('cannot be merged. You can mark it as a duplicate'),
      ]);
    });

    it('hold: what others wrote does not go to where somebody is masked, whoever wrote it', async () => {
      const { hider, id: target } = await masked();
      const { id } = await platform.given.thread(asker);
      for (const by of [hider, peer]) {
        const answer = await platform.given.reply(by, id);
        const asked = await given.move(moderator, 'move', id, { posts: [answer.id], to: target, reason: REASON });
        expect([asked.status, asked.body.errors[0].message]).toEqual([
          422,
          expect.stringContaining('That was asked under a mask'),
        ]);
      }
      const merged = await given.move(moderator, 'merge', id, { to: target, reason: REASON });
      expect(merged.body.errors[0].message).toContain('That was asked under a mask');
    });

    it('hold: an answer of which who asked said something stays; another goes, and names nobody', async () => {
      const { hider, id } = await masked();
      const tried = await platform.given.reply(peer, id);
      const marked = await platform.given.reply(other, id);
      const free = await platform.given.reply(other, id, { body: 'A third way.' });
      await platform.api('put', `/posts/${tried.id}/tried`, hider).send({ result: 'worked' });
      await platform.api('put', `/posts/${marked.id}/marks/risky`, hider).send({ comment: 'It failed the audit.' });
      await platform.api('put', `/posts/${free.id}/tried`, asker).send({ result: 'worked' });
      await platform.api('post', `/threads/${id}/accept`, hider).send({ postId: free.id });
      for (const post of [tried, marked]) {
        const asked = await given.move(moderator, 'split', id, {
          posts: [post.id, free.id],
          title: 'A third way out',
          reason: REASON,
        });
        expect(asked.body.errors[0].message).toContain('Who asked under a mask said what came of a post');
      }
      const { threadId } = await given.moved(moderator, 'split', id, {
        posts: [free.id],
        title: 'A third way out',
        kind: 'question',
      });
      for (const text of [
        (await platform.api('get', `/threads/${threadId}`, peer)).text,
        (await platform.api('get', `/threads/${threadId}/events?afterSeq=0`, peer)).text,
        (await platform.page('get', `/threads/${threadId}`, peer)).text,
        (await platform.api('get', `/threads/${id}/events?afterSeq=0`, peer)).text,
        (await platform.page('get', `/threads/${id}`, moderator)).text,
        (await platform.api('get', '/moderation/log', moderator)).text,
      ]) {
        expect(text).not.toContain('Hedda');
        expect(text).not.toContain(hider.id);
      }
      // What somebody masked accepted is accepted by nobody elsewhere.
      expect((await given.posts(peer, threadId))[0]!.acceptedAt).toBeNull();
    });
  });

  describe('how far people have read', () => {
    const unread = async (by: Member, threadId: string) => {
      const { body } = await platform.api('get', '/threads?limit=100', by);
      return (body.items as { id: string; unread: number | null }[]).find(({ id }) => id === threadId)?.unread;
    };
    const read = (by: Member, threadId: string, number: number) =>
      platform.api('post', `/threads/${threadId}/read`, by).send({ number });

    it('goes along: read there is read here, for who had read all that stood before', async () => {
      const { id, first, beneath, second } = await discussion();
      const target = await discussion();
      const [all, some, none] = [
        await platform.given.member({ name: 'All' }),
        await platform.given.member({ name: 'Some' }),
        await platform.given.member({ name: 'None' }),
      ];
      for (const [who, here, there] of [
        [all, 4, 4],
        [some, 3, 4],
        [none, 4, 2],
      ] as const) {
        await read(who, id, here).expect(200);
        await read(who, target.id, there).expect(200);
      }
      for (const who of [other, peer]) await read(who, target.id, 4).expect(200);
      await read(other, id, 4).expect(200);
      await given.moved(moderator, 'move', id, { posts: [first.id, beneath.id, second.id], to: target.id });
      expect([await unread(all, target.id), await unread(some, target.id), await unread(none, target.id)]).toEqual([
        0, 1, 5,
      ]);
      expect([await unread(all, id), await unread(some, id)]).toEqual([0, 1]);
      // Who wrote a post need not read it, in either place.
      expect([await unread(other, target.id), await unread(peer, target.id)]).toEqual([0, 2]);
    });

    it('is known in a discussion that is new', async () => {
      const { id, first, second } = await discussion();
      const reader = await platform.given.member({ name: 'Reader' });
      await read(reader, id, 3).expect(200);
      const { threadId } = await given.moved(moderator, 'split', id, {
        posts: [first.id, second.id],
        title: 'Two of the answers',
      });
      expect([await unread(reader, threadId), await unread(administrator, threadId)]).toEqual([1, null]);
    });
  });

  describe('events', () => {
    it('stand in both discussions, without a gap, and carry no text', async () => {
      const { id, first } = await discussion();
      const target = (await platform.given.thread(other)).id;
      const socket = await platform.socket(peer);
      const heard: { threadId: string; seq: number; kind: string; post?: { number: number } }[] = [];
      socket.on('thread:event', (event) => heard.push(event));
      await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 4 });
      await socket.emitWithAck('thread:follow', { threadId: target, afterSeq: 1 });
      await given.moved(moderator, 'move', id, { posts: [first.id], to: target });
      while (heard.length < 2) await new Promise((resolve) => socket.once('thread:event', resolve));
      expect(
        heard
          .toSorted((a, b) => b.seq - a.seq)
          .map(({ threadId, seq, kind, post }) => [threadId, seq, kind, post?.number]),
      ).toEqual([
        [id, 5, 'posts-moved', undefined],
        [target, 2, 'posts-received', 2],
      ]);
      await given.moved(moderator, 'merge', id, { to: target });
      expect(await given.kinds(peer, id)).toEqual([
        [1, 'post-added'],
        [2, 'post-added'],
        [3, 'post-added'],
        [4, 'post-added'],
        [5, 'posts-moved'],
        [6, 'posts-moved'],
        [7, 'thread-locked'],
      ]);
      expect((await given.kinds(peer, target)).slice(1)).toEqual([
        [2, 'posts-received'],
        [3, 'posts-received'],
      ]);
    });
  });

  describe('again, and at the same time', () => {
    it('is done once with one key', async () => {
      const { id, first } = await discussion();
      const ask = () =>
        given
          .move(moderator, 'split', id, { posts: [first.id], title: 'The fund alone', reason: REASON })
          .set('idempotency-key', `split-${id}`);
      const [one, two] = [await ask(), await ask()];
      expect(two.body).toEqual(one.body);
      const other2 = await given
        .move(moderator, 'split', id, { posts: [first.id], title: 'Another title', reason: REASON })
        .set('idempotency-key', `split-${id}`);
      expect([other2.status, other2.body.code]).toEqual([422, 'idempotency.key-reused']);
    });

    it('moves each post once, whoever asks at the same moment, in either direction', async () => {
      const [a, b] = [await discussion(), await discussion()];
      const asked = await Promise.all([
        given.move(moderator, 'move', a.id, { posts: [a.first.id, a.second.id], to: b.id, reason: REASON }),
        given.move(administrator, 'move', b.id, { posts: [b.first.id, b.second.id], to: a.id, reason: REASON }),
        given.move(moderator, 'split', a.id, { posts: [a.second.id], title: 'The bond alone', reason: REASON }),
        given.move(administrator, 'merge', a.id, { to: b.id, reason: REASON }),
        given.move(moderator, 'merge', b.id, { to: a.id, reason: REASON }),
        platform.api('post', `/threads/${a.id}/posts`, peer).send({ body: 'Meanwhile.' }),
        platform.api('post', `/threads/${b.id}/posts`, peer).send({ body: 'Meanwhile.' }),
      ]);
      expect(asked.map(({ status }) => status).filter((status) => ![200, 201, 409, 422].includes(status))).toEqual([]);
      await mustAddUp([a.id, b.id]);
    });

    it('leaves no half of a move where it fails', async () => {
      const { id, first } = await discussion();
      const target = (await platform.given.thread(other)).id;
      await sql(
        `CREATE FUNCTION no_events() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
      );
      await sql(
        `CREATE TRIGGER no_events BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.kind = 'posts-received') EXECUTE FUNCTION no_events()`,
      );
      const { status } = await given.move(moderator, 'move', id, { posts: [first.id], to: target, reason: REASON });
      await sql(`DROP TRIGGER no_events ON events`);
      expect(status).toBe(500);
      expect((await given.posts(asker, id)).some(({ moved }) => moved)).toBe(false);
      expect(await given.posts(asker, target)).toHaveLength(1);
      await mustAddUp([id, target]);
    });

    it('gives a retry of a reply the post where it is now', async () => {
      const { id } = await discussion();
      const clientMessageId = crypto.randomUUID();
      const sent = await platform.given.reply(peer, id, { body: 'Once.', clientMessageId });
      const target = (await platform.given.thread(other)).id;
      await given.moved(moderator, 'move', id, { posts: [sent.id], to: target });
      const again = await platform.api('post', `/threads/${id}/posts`, peer).send({ body: 'Once.', clientMessageId });
      expect([again.status, again.body.id, again.body.threadId, again.body.number]).toEqual([201, sent.id, target, 2]);
    });
  });

  /** Numbers from 1 without gaps in each thread, counts as the rows say, every event in its turn. */
  async function mustAddUp(threadIds: readonly string[]): Promise<void> {
    const wrong = await sql(
      `SELECT t.id FROM threads t,
              LATERAL (SELECT count(*) AS posts, max(p.number) AS last, count(DISTINCT p.number) AS numbers,
                              count(*) FILTER (WHERE p.number > 1 AND p.hidden_at IS NULL) AS replies,
                              count(*) FILTER (WHERE p.accepted_at IS NOT NULL AND p.hidden_at IS NULL) AS accepted
                         FROM posts p WHERE p.thread_id = t.id) AS c,
              LATERAL (SELECT count(*) AS events, max(e.seq) AS seq FROM events e WHERE e.stream_id = t.id) AS s
        WHERE t.id = ANY ($1::uuid[])
          AND (t.post_count, t.post_count, t.post_count, t.reply_count, t.accepted_count, t.last_seq, t.last_seq)
              IS DISTINCT FROM (c.posts, c.last, c.numbers, c.replies, c.accepted, s.events, s.seq)`,
      [threadIds],
    );
    expect(wrong).toEqual([]);
    const astray = await sql(
      `SELECT stone.id FROM posts stone LEFT JOIN posts p ON p.id = stone.moved_to_id AND p.gone IS DISTINCT FROM 'moved'
        WHERE stone.thread_id = ANY ($1::uuid[]) AND stone.gone = 'moved' AND p.id IS NULL`,
      [threadIds],
    );
    expect(astray).toEqual([]);
    const beside = await sql(
      `SELECT p.id FROM posts p JOIN posts a ON a.id = p.reply_to_id WHERE p.thread_id = ANY ($1::uuid[]) AND a.thread_id <> p.thread_id`,
      [threadIds],
    );
    expect(beside).toEqual([]);
  }

  it('keeps numbers without gaps and every post once, whatever is moved in whatever order', async () => {
    const step = fc.record({
      what: fc.constantFrom('split', 'move', 'merge', 'reply', 'beneath' as const),
      from: fc.nat(7),
      to: fc.nat(7),
      chosen: fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const threads = [(await discussion()).id, (await discussion()).id, (await platform.given.thread(other)).id];
        const posts = new Set<string>();
        const look = async () => {
          for (const id of threads)
            for (const post of await given.posts(asker, id)) if (!post.moved) posts.add(post.id);
        };
        await look();
        for (const { what, from, to, chosen } of steps) {
          const [source, target] = [threads[from % threads.length]!, threads[to % threads.length]!];
          const there = await given.posts(asker, source);
          const ids = [...new Set(chosen.map((n) => there[n % there.length]!.id))];
          if (what === 'reply' || what === 'beneath') {
            await platform
              .api('post', `/threads/${source}/posts`, peer)
              .send({ body: 'More.', ...(what === 'beneath' && { replyTo: ids[0] }) });
          } else {
            const body =
              what === 'split'
                ? { posts: ids, title: 'Out of all this' }
                : what === 'move'
                  ? { posts: ids, to: target }
                  : { to: target };
            const made = await given.move(moderator, what, source, { ...body, reason: REASON });
            expect([200, 201, 409, 422]).toContain(made.status);
            if (what === 'split' && made.status === 201) threads.push(made.body.threadId as string);
          }
          await look();
        }
        await mustAddUp(threads);
        const standing = (await Promise.all(threads.map((id) => given.posts(asker, id))))
          .flat()
          .filter(({ moved }) => !moved);
        expect(standing.map(({ id }) => id).toSorted()).toEqual([...posts].toSorted());
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
