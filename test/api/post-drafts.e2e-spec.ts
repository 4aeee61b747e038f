import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('drafts', () => {
  let platform: TestPlatform;
  let amina: Member;
  let dee: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    amina = await platform.given.member({ name: 'Amina Okafor' });
    dee = await platform.given.member({ name: 'Dee Marlowick' });
  });
  afterAll(() => platform.stop());

  const path = (place: string): string => `/me/drafts/${place}`;
  const put = (place: string, fields: unknown, by = amina) => platform.api('put', path(place), by).send({ fields });
  const count = async (by = amina): Promise<number> =>
    (await platform.api('get', '/me/drafts/posts', by)).body.items.length;

  it('are kept for their writer alone, right or wrong, and found again', async () => {
    const fields = {
      title: 'Too sh',
      body: 'A thought, \n with a line.  ',
      topics: ['pensions', 'no-such-topic'],
      'confidentialUntil-day': '3',
    };
    const { status, headers, body } = await put('question', fields).set('if-none-match', '*');
    expect([status, headers['etag']]).toEqual([200, `"v${body.version}"`]);

    const mine = await platform.api('get', path('question'), amina);
    expect([mine.status, mine.body.fields, mine.body.url]).toEqual([200, fields, '/questions/new']);
    expect(mine.body.preview).toBe('Too sh A thought, with a line.');
    expect((await platform.api('get', path('question'), dee)).status).toBe(404);
    expect((await platform.api('get', '/me/drafts/posts', dee)).body.items).toEqual([]);
    expect((await platform.api('get', path('question'))).status).toBe(401);
  });

  it('are never overwritten by a window that has not seen them', async () => {
    const { id } = await platform.given.thread(dee);
    const place = `thread:${id}`;
    const first = await put(place, { body: 'First' }).set('if-none-match', '*');
    const tag = first.headers['etag'] as string;

    const blind = await put(place, { body: 'Other' }).set('if-none-match', '*');
    expect([blind.status, blind.body.code, blind.body.current.fields]).toEqual([412, 'edit.stale', { body: 'First' }]);
    const second = await put(place, { body: 'Second' }).set('if-match', tag);
    expect(second.status).toBe(200);
    const stale = await put(place, { body: 'Third' }).set('if-match', tag);
    expect([stale.status, stale.headers['etag'], stale.body.current.fields]).toEqual([
      412,
      second.headers['etag'],
      { body: 'Second' },
    ]);
    expect((await platform.api('delete', path(place), amina).set('if-match', tag)).status).toBe(412);

    expect(
      (await platform.api('delete', path(place), amina).set('if-match', second.headers['etag'] as string)).status,
    ).toBe(204);
    // Begun anew it is another draft: a window that knew the old one does not know it.
    await put(place, { body: 'Anew' });
    expect((await put(place, { body: 'Late' }).set('if-match', second.headers['etag'] as string)).status).toBe(412);
  });

  it('written at once by two windows, one is kept and the other told', async () => {
    const { id } = await platform.given.thread(dee);
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((body) => put(`thread:${id}`, { body }).set('if-none-match', '*')),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  });

  it('can be begun only where their writer may read, and stay theirs when they may not any more', async () => {
    const invited = await platform.given.thread(dee, { audience: 'invited', invited: [amina.id] });
    const closed = await platform.given.thread(dee, { audience: 'invited', invited: [] });
    const answer = await platform.given.reply(dee, invited.id);
    expect((await put(`thread:${closed.id}`, { body: 'x' })).body.code).toBe('threads.thread-not-found');
    expect((await put(`reply:${closed.postId}`, { body: 'x' })).body.code).toBe('threads.post-not-found');
    expect((await put(`thread:${amina.id}`, { body: 'x' })).status).toBe(404);
    expect((await put(`reply:${answer.id}`, { body: 'To an answer' })).status).toBe(200);
    expect((await put(`thread:${invited.id}`, { body: 'To all' })).status).toBe(200);

    await platform.dataSource.query(`DELETE FROM thread_invitations WHERE person_id = $1`, [amina.id]);
    const mine = await platform.api('get', path(`thread:${invited.id}`), amina);
    expect([mine.status, mine.body.fields, mine.body.threadTitle, mine.body.url]).toEqual([
      200,
      { body: 'To all' },
      null,
      null,
    ]);
    expect((await put(`thread:${invited.id}`, { body: 'More' })).status).toBe(404);
    expect((await platform.api('delete', path(`thread:${invited.id}`), amina)).status).toBe(204);
  });

  it.each(['questions', 'thread:', 'thread:1', `thread:${'0'.repeat(36)}`, 'reply:..%2f..', '%00'])(
    'are nowhere at %s',
    async (place) => {
      expect((await put(place, { body: 'x' })).status).toBe(404);
      expect((await platform.api('get', path(place), amina)).status).toBe(404);
    },
  );

  it.each([
    ['no fields', undefined],
    ['a list', ['x']],
    ['a number in a field', { body: 1 }],
    ['an object in a field', { body: { a: 'b' } }],
    ['a NUL', { body: 'a\0b' }],
    ['half of a letter', { body: '\ud83d' }],
    ['a name that is none', { 'a b': 'x' }],
    ['too much', { body: 'x'.repeat(60_001) }],
  ])('do not take %s', async (_what, fields) => {
    const { status, body } = await put('question', fields);
    expect([status, body.code]).toEqual([422, 'input.invalid']);
  });

  it('are at most 50', async () => {
    const rosa = await platform.given.member({ name: 'Rosa' });
    await platform.dataSource.query(
      `INSERT INTO drafts (person_id, place, fields) SELECT $1, 'reply:' || uuid_v7(), '{"body": "x"}' FROM generate_series(1, 50)`,
      [rosa.id],
    );
    const { status, body } = await put('question', { body: 'One more' }, rosa);
    expect([status, body.code]).toEqual([409, 'drafts.too-many']);
    expect(await count(rosa)).toBe(50);
  });

  it('need a token that may write', async () => {
    const reader = await platform.given.member();
    await platform.dataSource.query(`UPDATE access_tokens SET scope = 'read' WHERE person_id = $1`, [reader.id]);
    expect((await put('question', { body: 'x' }, reader)).status).toBe(403);
    expect((await platform.api('delete', path('question'), reader)).status).toBe(403);
  });

  describe('go when they are posted', () => {
    it.each([
      ['of the version that was posted', 0, 'Nine days.', 0],
      ['also of a version that whoever posts never heard of', -1, 'Nine days.', 0],
      ['and stay where another window wrote on', -1, 'Nine days, or ten.', 1],
    ])('%s', async (_what, behind, text, left) => {
      const { id } = await platform.given.thread(dee);
      const place = `thread:${id}`;
      const { body: draft } = await put(place, { body: text });
      await platform.given.reply(amina, id, {
        body: 'Nine days.',
        draft: place,
        draftVersion: Number(draft.version) + behind,
      });
      const rows = await platform.dataSource.query<object[]>(`SELECT FROM drafts WHERE place = $1`, [place]);
      expect(rows).toHaveLength(left);
    });

    it('with a question', async () => {
      const rosa = await platform.given.member({ name: 'Rosa' });
      const { body: draft } = await put('question', { title: 'Who pays for the bond?' }, rosa);
      await platform.given.thread(rosa, { draft: 'question', draftVersion: draft.version });
      expect(await count(rosa)).toBe(0);
    });

    it('only one’s own, and only with the reply that names them', async () => {
      const { id } = await platform.given.thread(dee);
      const place = `thread:${id}`;
      await put(place, { body: 'Mine' });
      await put(place, { body: 'Theirs' }, dee);
      await platform.given.reply(amina, id, { body: 'Something else' });
      expect((await platform.api('get', path(place), amina)).status).toBe(200);
      await platform.given.reply(amina, id, { body: 'Mine', draft: place });
      expect((await platform.api('get', path(place), amina)).status).toBe(404);
      expect((await platform.api('get', path(place), dee)).status).toBe(200);
    });

    it('not with a reply that was refused', async () => {
      const { id } = await platform.given.thread(dee);
      const place = `thread:${id}`;
      await put(place, { body: 'Mine' });
      await platform.dataSource.query(`UPDATE threads SET locked_at = now() WHERE id = $1`, [id]);
      const refused = await platform.api('post', `/threads/${id}/posts`, amina).send({ body: 'Mine', draft: place });
      expect(refused.status).toBe(409);
      expect((await platform.api('get', path(place), amina)).status).toBe(200);
    });

    it('and a reply that is tried again with its key is the same, whatever its draft has become', async () => {
      const { id } = await platform.given.thread(dee);
      const place = `thread:${id}`;
      const { body: draft } = await put(place, { body: 'Once' });
      const reply = (over: object) =>
        platform
          .api('post', `/threads/${id}/posts`, amina)
          .set('idempotency-key', `draft-${id}`)
          .send({ body: 'Once', ...over });
      const first = await reply({ draft: place, draftVersion: draft.version });
      const second = await reply({});
      expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    });
  });
});
