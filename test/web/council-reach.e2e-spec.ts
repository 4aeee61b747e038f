import path from 'node:path';
import { CouncilPageViews, CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('K01: the page of a council', () => {
  let platform: TestPlatform;
  let steward: Member;
  let member: Member;
  let officer: Member;
  let neighbour: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    await new CouncilsImport(new Transactions(platform.dataSource)).importCouncils(
      path.resolve('test/fixtures/councils.csv'),
    );
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    member = await platform.given.member({ name: 'Rosa' });
    officer = await platform.given.member({ name: 'Olu' });
    neighbour = await platform.given.member({ name: 'Nia' });
    await works(officer, 'NEA', true);
    const similar = await platform.api('get', '/councils/NEA/similar?limit=1');
    await works(neighbour, similar.body.items[0].code as string, true);
    await platform.given.thread(officer, { title: 'Asked here of everybody?', audience: 'public' });
    await platform.given.thread(officer, { title: 'Asked here of members?', audience: 'network' });
    await platform.given.thread(neighbour, { title: 'Asked by one like it?', audience: 'public' });
    await platform.given.thread(member, { title: 'Asked by nobody near?', audience: 'public' });
    const { id } = await platform.given.thread(officer, { title: 'Settled already?', audience: 'public' });

    await platform.dataSource.query(`UPDATE threads SET accepted_count = 1 WHERE id = $1`, [id]);
  });
  afterAll(() => platform.stop());

  const works = (who: Member, code: string, verified: boolean): Promise<unknown> =>
    platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at)
       SELECT $1, organisation_id, CASE WHEN $3 THEN now() END FROM councils WHERE code = $2`,
      [who.id, code, verified],
    );
  const text = async (at: string, by: Member | null = null): Promise<string> =>
    (await platform.page('get', at, by).set('user-agent', 'test-monitor')).text;

  it.each<[string, () => Member | null, boolean]>([
    ['nobody', () => null, false],
    ['a member', () => member, true],
  ])('shows open questions from here and from councils like it, as far as may be seen: %s', async (_who, by, all) => {
    const html = await text('/councils/NEA', by());
    expect(html).toContain('Asked here of everybody?');
    expect(html).toContain('Asked by one like it?');
    expect(html.includes('Asked here of members?')).toBe(all);
    for (const absent of ['Asked by nobody near?', 'Settled already?']) expect(html).not.toContain(absent);
  });

  it('takes nobody’s word for where they work: who is not verified asks for no council', async () => {
    const claims = await platform.given.member({ name: 'Claims' });
    await works(claims, 'NEA', false);
    await platform.given.thread(claims, { title: 'Claimed to be from here?', audience: 'public' });
    expect(await text('/councils/NEA', member)).not.toContain('Claimed to be from here?');
  });

  it('says whether anybody there has joined, to everybody', async () => {
    expect(await text('/councils/NEA')).toContain('Somebody from here has joined');
    expect(await text('/councils/SOO')).toContain('Nobody from here has joined yet');
  });

  it('lists the councils most like it with the reasons in words, also where it has notes of its own', async () => {
    const similar = (await platform.api('get', '/councils/NEA/similar?limit=5')).body.items as {
      name: string;
      reason: string;
    }[];
    expect(similar.length).toBeGreaterThan(0);
    const listed = async () => {
      const html = await text('/councils/NEA');
      return html.slice(html.indexOf('id="similar"'));
    };
    for (const { name } of similar) expect(await listed()).toContain(name);
    for (const { reason } of similar) expect(await listed()).toContain(reason);
    await platform.dataSource.query(
      `INSERT INTO case_notes (title, summary, author_id, council_id, stage, result, what_happened, status, published_at)
       SELECT 'Its own', 'x', $1, organisation_id, 'idea', 'went-ahead', 'x', 'published', now()
         FROM councils WHERE code = 'NEA'`,
      [member.id],
    );
    const html = await text('/councils/NEA');
    expect(html).toContain('Its own');
    for (const { reason } of similar) expect(await listed()).toContain(reason);
  });

  it.each<[string, () => Member | null, number]>([
    ['nobody', () => null, 2],
    ['a member', () => member, 3],
  ])('asks the database no more than it may: %s', async (_who, by, most) => {
    const statements = await statementsOf(platform.dataSource, () => text('/councils/NEA', by()));
    expect(statements.length).toBeLessThanOrEqual(most);
  });

  it('counts who looks, and neither data stewards nor programs', async () => {
    await platform.page('get', '/councils/BEC').set('user-agent', 'a search bot').expect(200);
    await platform.page('get', '/councils/YNY', steward).expect(200);
    await platform.page('get', '/councils/SOO', member).expect(200);
    const counted = () =>
      platform.dataSource.query<{ code: string }[]>(
        `SELECT c.code FROM council_page_views v JOIN councils c ON c.organisation_id = v.council_id`,
      );
    for (let tries = 0; tries < 100 && (await counted()).length === 0; tries += 1) {
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
    expect(await counted()).toEqual([{ code: 'SOO' }]);
    const { body } = await platform.api('get', '/councils/silent?limit=100', steward);
    const silent = (body.items as { code: string }[]).map(({ code }) => code);
    expect(silent).not.toContain('SOO');
    expect(silent).toContain('YNY');
  });

  it('adds up the views of a day, and keeps nothing but the number', async () => {
    const [council] = await platform.dataSource.query<{ id: string }[]>(
      `SELECT organisation_id AS id FROM councils WHERE code = 'CAR'`,
    );
    const views = new CouncilPageViews(new Transactions(platform.dataSource));
    views.seen(council!.id, 'Firefox', '2026-01-01');
    views.seen(council!.id, undefined, '2026-01-01');
    views.seen(council!.id, 'Firefox', '2026-01-02');
    await views.flush();
    views.seen(council!.id, 'Firefox', '2026-01-01');
    await views.flush();
    const rows = await platform.dataSource.query<object[]>(
      `SELECT to_jsonb(v) - 'council_id' AS row FROM council_page_views v WHERE council_id = $1 ORDER BY day`,
      [council!.id],
    );
    expect(rows).toEqual([{ row: { day: '2026-01-01', views: 3 } }, { row: { day: '2026-01-02', views: 1 } }]);
  });
});
