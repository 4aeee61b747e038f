import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** What came of somebody's contributions, as each reader may know it. */
describe('the contribution record', () => {
  let platform: TestPlatform;
  let writer: Member;
  let asker: Member;
  let stranger: Member;
  let mate: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const { given, api, dataSource } = platform;
    [writer, asker, stranger, mate] = [
      await given.member({ name: 'Writer' }),
      await given.member({ name: 'Asker' }),
      await given.member({ name: 'Stranger' }),
      await given.member({ name: 'Mate' }),
    ];
    const circle = await given.circle(writer, asker, mate);
    const answered = async (title: string, over: object, settle: 'worked' | 'accepted' | 'both') => {
      const thread = await given.thread(asker, { title, ...over });
      const { id } = await given.reply(writer, thread.id);
      if (settle !== 'worked')
        await api('post', `/threads/${thread.id}/accept`, asker).send({ postId: id }).expect(200);
      if (settle !== 'accepted') {
        await api('put', `/posts/${id}/tried`, asker).send({ result: 'worked' }).expect(200);
      }
      return id;
    };
    const open = await answered('An open question here', {}, 'both');
    await answered('A question of the circle', { audience: 'circle', audienceId: circle }, 'both');
    const hidden = await answered('A hidden answer here', {}, 'both');
    await dataSource.query(`UPDATE posts SET hidden_at = now() WHERE id = $1`, [hidden]);
    const masked = await answered('A masked answer here', {}, 'both');
    await dataSource.query(`UPDATE posts SET mask = 'A founder' WHERE id = $1`, [masked]);
    // What one says in one's own question is no answer to anybody.
    const own = await given.thread(writer, { title: 'A question of their own' });
    await given.reply(writer, own.id);
    for (const [title, postId, status] of [
      ['Guidance of the answer', open, 'published'],
      ['Guidance of the mask', masked, 'published'],
      ['A draft of guidance', open, 'draft'],
    ]) {
      const [page] = await dataSource.query<{ id: string }[]>(
        `INSERT INTO guidance_pages (slug, title, summary, body, body_html, stage, owner_id, status, published_at)
         VALUES (replace(lower($1), ' ', '-'), $1, 'S', 'B', '<p>B</p>', 'idea', $2, $3::text, CASE $3::text WHEN 'published' THEN now() END)
         RETURNING id`,
        [title, asker.id, status],
      );
      await dataSource.query(
        `INSERT INTO guidance_sources (page_id, position, post_id, credited_id) VALUES ($1, 1, $2, $3)`,
        [page!.id, postId, writer.id],
      );
    }
  });
  afterAll(() => platform.stop());

  const OPEN = { worked: 1, accepted: 1, guidance: 1 };
  const OF_CIRCLE = { worked: 2, accepted: 2, guidance: 1 };

  it.each([
    ['a member', () => stranger, OPEN],
    ['who shares the circle', () => mate, OF_CIRCLE],
    ['the writer', () => writer, OF_CIRCLE],
  ])('counts for %s what they may read, and nothing masked or hidden', async (_who, reader, counts) => {
    const { status, body } = await platform.api('get', `/people/${writer.id}/contributions`, reader());
    expect(status).toBe(200);
    const record = body.record as { kind: string; count: number; latest: { title: string; url: string }[] }[];
    expect(Object.fromEntries(record.map(({ kind, count }) => [kind, count]))).toEqual(counts);
    const said = JSON.stringify(record);
    expect(said).toContain('An open question here');
    expect(said).not.toMatch(/hidden|mask|draft|their own/);
    expect(said.includes('of the circle')).toBe(counts === OF_CIRCLE);
    for (const { url } of record.flatMap(({ latest }) => latest)) {
      expect([url, (await platform.page('get', url.replace(/#.*/, ''), reader())).status]).toEqual([url, 200]);
    }
    const { text } = await platform.page('get', `/people/${writer.id}`, reader());
    expect(text).toContain(`${counts.worked} answer${counts.worked === 1 ? '' : 's'} that worked for others`);
  });

  it('is as absent as the person to who may not see them', async () => {
    expect((await platform.api('get', `/people/${writer.id}/contributions`)).status).toBe(404);
    await platform.api('patch', '/me', mate).send({ listedTo: 'nobody' }).expect(200);
    expect((await platform.api('get', `/people/${mate.id}/contributions`, stranger)).status).toBe(404);
  });
});
