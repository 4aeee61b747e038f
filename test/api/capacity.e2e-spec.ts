import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

interface Reported {
  stage: string;
  role: string;
  cases: number;
  min: string | null;
  median: string | null;
  max: string | null;
}

describe('K14: the capacity planner', () => {
  let platform: TestPlatform;
  let officer: Member;
  let colleague: Member;
  let moderator: Member;
  const DAYS = ['1', '2.5', '4', '0.5', '3'];

  beforeAll(async () => {
    platform = await startTestPlatform();
    officer = await platform.given.member({ name: 'Olu' });
    colleague = await platform.given.member({ name: 'Cass' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator', 'data_steward', 'administrator');
    for (const [i, daysPerWeek] of DAYS.entries()) {
      await note(
        `Case ${i}`,
        [{ stage: 'business-case', role: i % 2 ? 'finance lead' : 'Finance lead', daysPerWeek }],
        {
          route: i < 3 ? 'open' : 'grant',
          areas: i < 2 ? ['libraries'] : ['youth'],
        },
      );
    }
    await note('Rare one', [{ stage: 'business-case', role: 'Actuary', daysPerWeek: '1' }]);
    await note('Rare two', [{ stage: 'business-case', role: 'Actuary', daysPerWeek: '2' }]);
    await note('Says no days', [{ stage: 'business-case', role: 'Finance lead', daysPerWeek: null }]);
    await note('Draft', [{ stage: 'business-case', role: 'Finance lead', daysPerWeek: '50' }], { status: 'draft' });
    for (const who of [1, 2]) {
      await note(`Twice ${who}`, [
        { stage: 'transition', role: 'HR', daysPerWeek: '1' },
        { stage: 'transition', role: 'HR', daysPerWeek: '1' },
      ]);
    }
  });
  afterAll(() => platform.stop());

  const note = (
    title: string,
    capacity: object[],
    { route = null as string | null, areas = [] as string[], status = 'published' } = {},
  ): Promise<unknown> =>
    platform.dataSource.query(
      `INSERT INTO case_notes (title, summary, author_id, stage, result, what_happened, status, published_at, capacity,
                               route, service_areas)
       VALUES ($1, 'x', $2, 'business-case', 'went-ahead', 'x', $5, CASE WHEN $5 = 'published' THEN now() END, $3, $4, $6)`,
      [title, officer.id, JSON.stringify(capacity), route, status, areas],
    );
  const reported = async (query = ''): Promise<Reported[]> =>
    (await platform.api('get', `/capacity${query}`)).body.items as Reported[];
  const finance = async (query = ''): Promise<Reported | undefined> =>
    (await reported(query)).find(({ role }) => role.toLowerCase() === 'finance lead');

  it('gives the median, least and most of the stored values, as SQL has them', async () => {
    const [expected] = await platform.dataSource.query<Record<string, string>[]>(
      `WITH days AS (
         SELECT (c ->> 'daysPerWeek')::numeric AS d, row_number() OVER (ORDER BY (c ->> 'daysPerWeek')::numeric) AS place,
                count(*) OVER () AS n
           FROM case_notes, jsonb_array_elements(capacity) c
          WHERE status = 'published' AND lower(c ->> 'role') = 'finance lead' AND c ->> 'daysPerWeek' IS NOT NULL)
       SELECT trim_scale(min(d))::text AS min, trim_scale(max(d))::text AS max, max(n)::int AS cases,
              trim_scale(avg(d) FILTER (WHERE place IN ((n + 1) / 2, n / 2 + 1)))::text AS median
         FROM days`,
    );
    expect(await finance()).toMatchObject({ ...expected, cases: 5, median: '2.5' });
    // An even number of cases: between the two in the middle.
    await note('One more', [{ stage: 'business-case', role: 'FINANCE LEAD', daysPerWeek: '3.5' }]);
    expect((await finance())!.median).toBe('2.75');
    await platform.dataSource.query(`DELETE FROM case_notes WHERE title = 'One more'`);
  });

  it('says “too few cases” below three, and no figure of them', async () => {
    const rows = await reported();
    expect(rows.find(({ role }) => role === 'Actuary')).toMatchObject({ cases: 2, min: null, median: null, max: null });
    // Four rows of two cases are two cases.
    expect(rows.find(({ role }) => role === 'HR')).toMatchObject({ cases: 2, median: null });
    expect((await platform.page('get', '/planner')).text).toContain('Too few cases');
  });

  it.each([
    ['?route=open', 3, '2.5'],
    ['?serviceArea=youth', 3, '3'],
    ['?route=grant', 2, null],
    ['?stage=business-case', 5, '2.5'],
    ['?stage=idea', undefined, undefined],
  ])('for the chosen cases: %s', async (query, cases, median) => {
    const row = await finance(query);
    expect([row?.cases, row?.median]).toEqual([cases, median]);
  });

  it('marks the gap against what one entered', async () => {
    const keep = (daysPerWeek: string) =>
      platform
        .page('post', '/planner', officer)
        .type('form')
        .send({ stage: 'business-case', role: 'finance lead', daysPerWeek });
    expect((await keep('')).status).toBe(422);
    expect((await keep('71')).text).toContain('Days a week must be between 0 and 70');
    expect([(await keep('1')).status, (await keep('1.5')).status]).toEqual([303, 303]);
    expect((await platform.page('get', '/planner', officer)).text).toContain('1 day a week short');
    await keep('3');
    expect((await platform.page('get', '/planner', officer)).text).toContain('No gap');
  });

  it.each<[string, () => Member | null]>([
    ['nobody', () => null],
    ['a colleague', () => colleague],
    ['a moderator, data steward and administrator', () => moderator],
  ])('shows nothing of what one entered to %s', async (_who, by) => {
    const secret = 'Secret undertaker of the mayor';
    await platform
      .api('put', '/me/capacity', officer)
      .send({ stage: 'business-case', role: secret, daysPerWeek: '1' })
      .expect(200);
    const { body } = await platform.api('get', '/me/capacity', officer);
    const { id } = (body.items as { id: string; role: string }[]).find(({ role }) => role === secret)!;
    expect((await platform.page('get', '/planner', by())).text).not.toContain(secret);
    expect(JSON.stringify((await platform.api('get', '/capacity', by())).body)).not.toContain(secret);
    const own = await platform.api('get', '/me/capacity', by());
    expect(by() === null ? own.status : own.body.items).toEqual(by() === null ? 401 : []);
    expect((await platform.api('delete', `/me/capacity/${id}`, by())).status).toBe(by() === null ? 401 : 404);
  });

  it('asks the database no more than it may, and is sound at every width', async () => {
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', '/planner', officer));
    expect(statements.length).toBeLessThanOrEqual(3);
    const browser = await openBrowser(platform.url);
    const { page, context } = await browser.person(officer);
    await page.goto('/planner');
    expect(await faults(page)).toEqual([]);
    const { page: phone } = await browser.person(officer, { viewport: PHONE });
    await phone.goto('/planner');
    expect(await overflows(phone)).toBe(false);
    await context.close();
    await browser.close();
  }, 60_000);
});
