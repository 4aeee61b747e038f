import fc from 'fast-check';
import { Reads, Transactions } from '#libs/platform/database';
import { SearchService } from '#libs/search';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { differences, searchGiven } from './search.given.ts';

describe('the search index', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let given: ReturnType<typeof searchGiven>;
  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa' });
    given = searchGiven(platform.dataSource, rosa);
  });
  afterAll(() => platform.stop());

  const sql = (text: string, values: unknown[] = []): Promise<unknown> => platform.dataSource.query(text, values);
  const finds = async (q: string, by: Member | null = rosa): Promise<number> =>
    (await platform.api('get', '/search', by).query({ q })).body.total as number;

  it('follows a question, its answers and what becomes of them, at once', async () => {
    const { id, postId } = await platform.given.thread(rosa, {
      title: 'Who insures a gangplank?',
      body: 'It wobbles.',
    });
    const reply = await platform.given.reply(rosa, id, { body: 'The harbourmaster does.' });
    expect(await Promise.all([finds('gangplank'), finds('wobbles'), finds('harbourmaster')])).toEqual([1, 1, 1]);

    const edit = { body: 'The boatswain does.' };
    await platform.api('patch', `/posts/${reply.id}`, rosa).set('if-match', '"v1"').send(edit);
    expect([await finds('harbourmaster'), await finds('boatswain')]).toEqual([0, 1]);

    const title = { title: 'Who insures a drawbridge?' };
    await platform.api('patch', `/threads/${id}`, rosa).set('if-match', '"v1"').send(title);
    expect([await finds('gangplank'), await finds('drawbridge boatswain')]).toEqual([0, 1]);

    await sql(`UPDATE posts SET hidden_at = now() WHERE id = $1`, [reply.id]);
    expect([await finds('boatswain'), await finds('drawbridge')]).toEqual([0, 1]);
    await sql(`UPDATE posts SET hidden_at = NULL WHERE id = $1`, [reply.id]);
    expect(await finds('boatswain')).toBe(1);

    await sql(`UPDATE posts SET hidden_at = now() WHERE id = $1`, [postId]);
    expect([await finds('drawbridge'), await finds('boatswain')]).toEqual([0, 0]);
  });

  it('leaves no trace of a change that was rolled back', async () => {
    const { id } = await platform.given.thread(rosa, {
      title: 'Is there a beacon here?',
      body: 'Asking for a friend.',
    });
    const runner = platform.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`UPDATE threads SET title = 'Is there a foghorn here?' WHERE id = $1`, [id]);
    const inside = await runner.query(`SELECT title FROM search_documents WHERE id = $1`, [id]);
    await runner.rollbackTransaction();
    await runner.release();

    expect(inside).toEqual([{ title: 'Is there a foghorn here?' }]);
    expect([await finds('foghorn'), await finds('beacon')]).toEqual([0, 1]);
    expect(await differences(platform.dataSource)).toBe(0);
  });

  it('costs a reply one row, however long the thread', async () => {
    const { id } = await platform.given.thread(rosa, { title: 'How long is a piece of string?' });
    for (let i = 0; i < 5; i += 1) await platform.given.reply(rosa, id, { body: `About ${i} metres.` });
    const stamps = () =>
      platform.dataSource.query<{ part: number; at: string }[]>(
        `SELECT part, xmin::text AS at FROM search_documents WHERE id = $1 ORDER BY part`,
        [id],
      );
    const before = await stamps();
    await platform.given.reply(rosa, id, { body: 'Longer.' });
    const after = await stamps();

    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
  });

  it('is what a fresh rebuild would make it, after any series of changes', async () => {
    const fenmarch = await given.council('ZFEN', 'Fenmarch', {}, ['E10000001']);
    const society = await given.spinOut('Fenmarch Libraries Society', fenmarch);
    let n = 0;
    const one = (table: string, where = 'true') =>
      `(SELECT id FROM ${table} WHERE ${where} ORDER BY md5(id::text || $1::text) LIMIT 1)`;
    // Each takes a whole number that stands for everything it could do differently.
    const changes: Record<string, (k: number) => Promise<unknown>> = {
      ask: (k) =>
        platform.given.thread(rosa, {
          title: `Question number ${k}?`,
          audience: k % 2 ? 'public' : 'network',
          topics: ['vat'],
        }),
      reply: async (k) => {
        const [thread] = (await sql(
          `SELECT id FROM threads WHERE hidden_at IS NULL ORDER BY md5(id::text || $1::text) LIMIT 1`,
          [k],
        )) as { id: string }[];
        if (thread) await platform.given.reply(rosa, thread.id, { body: `Reply **${k}** [here](https://example.org)` });
      },
      'edit a post': (k) =>
        sql(`UPDATE posts SET body = 'Edited ' || $1, edited_at = now() WHERE id = ${one('posts')}`, [k]),
      'hide a post': (k) => sql(`UPDATE posts SET hidden_at = now() WHERE id = ${one('posts')}`, [k]),
      'restore a post': (k) =>
        sql(`UPDATE posts SET hidden_at = NULL WHERE id = ${one('posts', 'hidden_at IS NOT NULL')}`, [k]),
      'hide a thread': (k) => sql(`UPDATE threads SET hidden_at = now() WHERE id = ${one('threads')}`, [k]),
      'restore a thread': (k) => sql(`UPDATE threads SET hidden_at = NULL WHERE id = ${one('threads')}`, [k]),
      'accept an answer': (k) =>
        sql(`UPDATE posts SET accepted_at = now() WHERE id = ${one('posts', 'number > 1')}`, [k]),
      'take acceptance back': (k) => sql(`UPDATE posts SET accepted_at = NULL WHERE id = ${one('posts')}`, [k]),
      'count what was accepted': (k) =>
        sql(`UPDATE threads SET accepted_count = $1::int % 3, reply_count = $1::int % 2 WHERE id = ${one('threads')}`, [
          k,
        ]),
      'retitle a thread': (k) =>
        sql(`UPDATE threads SET title = 'Retitled ' || $1, service_areas = '{youth}' WHERE id = ${one('threads')}`, [
          k,
        ]),
      'open a thread': (k) => sql(`UPDATE threads SET audience = 'public' WHERE id = ${one('threads')}`, [k]),
      'delete a post': (k) =>
        sql(
          `DELETE FROM posts p WHERE id = ${one('posts')} AND number > 1 AND NOT EXISTS (SELECT FROM posts r WHERE r.reply_to_id = p.id) AND NOT EXISTS (SELECT FROM post_revisions r WHERE r.post_id = p.id)`,
          [k],
        ),
      'write a note': (k) =>
        given.caseNote({
          title: `Note ${k}`,
          spin_out_id: k % 2 ? society : null,
          council_id: k % 3 ? fenmarch : null,
        }),
      'change a note': (k) =>
        sql(
          `UPDATE case_notes SET summary = 'Changed ' || $1, verdict = 'worse', evidenced = true WHERE id = ${one('case_notes')}`,
          [k],
        ),
      'withdraw a note': (k) => sql(`UPDATE case_notes SET status = 'withdrawn' WHERE id = ${one('case_notes')}`, [k]),
      'publish a note': (k) => sql(`UPDATE case_notes SET status = 'published' WHERE id = ${one('case_notes')}`, [k]),
      'measure something': (k) =>
        sql(
          `INSERT INTO outcome_measures (case_note_id, position, name, better) SELECT id, 1 + $1::int % 20, 'Visits ' || $1, 'up' FROM case_notes WHERE id = ${one('case_notes')} ON CONFLICT (case_note_id, position) DO UPDATE SET name = 'Loans ' || $1`,
          [k],
        ),
      'forget a measure': (k) => sql(`DELETE FROM outcome_measures WHERE case_note_id = ${one('case_notes')}`, [k]),
      'delete a note': (k) => sql(`DELETE FROM case_notes WHERE id = ${one('case_notes')}`, [k]),
      'rename a body': (k) =>
        sql(`UPDATE organisations SET name = 'Renamed ' || $1, summary = 'So' WHERE id = ${one('organisations')}`, [k]),
      'import a council again': (k) =>
        sql(
          `UPDATE councils SET type = CASE $1::int % 2 WHEN 0 THEN 'UA' ELSE 'CTY' END, region = 'R' || $1, alternative_names = ARRAY['Alias ' || $1]`,
          [k],
        ),
      'give a GSS code': (k) =>
        sql(`INSERT INTO council_gss_codes VALUES ($2, 'E' || (10000000 + $1::int), true) ON CONFLICT DO NOTHING`, [
          k,
          fenmarch,
        ]),
      'take GSS codes': () => sql(`DELETE FROM council_gss_codes WHERE NOT is_current OR random() < 0.5`),
      'convert a spin-out': (k) =>
        sql(`UPDATE spin_outs SET legal_form = 'llp', parent_id = CASE WHEN $1::int % 2 = 0 THEN $2::uuid END`, [
          k,
          fenmarch,
        ]),
      'write guidance': (k) => given.guidance({ slug: `guide-${(n += 1)}`, title: `Guide ${k}` }),
      'change guidance': (k) =>
        sql(
          `UPDATE guidance_pages SET body = 'Body ' || $1, status = CASE $1::int % 3 WHEN 0 THEN 'withdrawn' ELSE 'published' END WHERE id = ${one('guidance_pages')}`,
          [k],
        ),
      'change a profile': (k) =>
        sql(
          `UPDATE people SET bio = 'Bio ' || $1, visible_to = CASE $1::int % 2 WHEN 0 THEN '{network}' ELSE '{role:moderator}' END::text[] WHERE id = ${one('people')}`,
          [k],
        ),
    };
    const names = Object.keys(changes);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(9_999)), { minLength: 5, maxLength: 25 }),
        async (series) => {
          for (const [name, k] of series) await changes[name]!(k);
          expect(await differences(platform.dataSource)).toBe(0);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);

  it('holds what was committed last when two change what one row is made of', async () => {
    const council = await given.council('ZTWO', 'Twofold');
    const id = await given.caseNote({ title: 'Made by two', council_id: council });
    const [one, two] = [platform.dataSource.createQueryRunner(), platform.dataSource.createQueryRunner()];
    await one.startTransaction();
    await two.startTransaction();
    await one.query(`UPDATE case_notes SET summary = 'Of the lighthouse.' WHERE id = $1`, [id]);
    const second = two.query(`UPDATE councils SET nice_name = 'Threefold' WHERE organisation_id = $1`, [council]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await one.commitTransaction();
    await second;
    await two.commitTransaction();
    await Promise.all([one.release(), two.release()]);

    expect([await finds('lighthouse threefold'), await differences(platform.dataSource)]).toEqual([1, 0]);
  });

  it('is made right again by a rebuild, which says how far it is', async () => {
    const before = await platform.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM search_documents`);
    await sql(`DELETE FROM search_documents WHERE part > 0`);
    await sql(
      `UPDATE search_documents SET title = 'Wrong', visible_to = '{public}' WHERE type IN ('person', 'question')`,
    );
    await sql(`INSERT INTO search_documents
               SELECT type, uuid_v7(), part, 'Orphan', url, exact, lang, '{public}', tsv, lead, body, service_areas, topics,
                      stage, nation, region, council_type, legal_form, verdict, evidenced, saving_amount, saving_per, grade,
                      evidence_rank, result, answered, accepted, fictional, updated_at
                 FROM search_documents WHERE type = 'guidance' LIMIT 1`);
    expect(await differences(platform.dataSource)).toBeGreaterThan(0);

    const said: number[] = [];
    const service = new SearchService(new Transactions(platform.dataSource), new Reads(platform.dataSource));
    const done = await service.reindex((progress) => said.push(progress.done));

    expect(await differences(platform.dataSource)).toBe(0);
    expect(await platform.dataSource.query(`SELECT count(*)::int AS n FROM search_documents`)).toEqual(before);
    expect([said.at(-1), said.toSorted((a, b) => a - b)]).toEqual([done, said]);
  });

  it('writes nothing again that is right already', async () => {
    const stamps = () =>
      platform.dataSource.query<object[]>(`SELECT id, part, xmin::text FROM search_documents ORDER BY 1, 2`);
    const before = await stamps();
    await sql(`SELECT search_reindex()`);
    expect(await stamps()).toEqual(before);
  });
});
