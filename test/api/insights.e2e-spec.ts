import path from 'node:path';
import { CouncilsImport, NEXT_PROVIDER_KINDS } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

interface Described {
  components: { schemas: Record<string, { properties: { nextProviderKind: { enum: string[] } } }> };
}

describe('insights', () => {
  let platform: TestPlatform;
  let steward: Member;
  const ids: string[] = [];
  beforeAll(async () => {
    platform = await startTestPlatform();
    await new CouncilsImport(new Transactions(platform.dataSource)).importCouncils(
      path.resolve('test/fixtures/councils.csv'),
    );
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    for (const [name, wentLive, areas] of [
      ['Alder', '2011-04-01', ['libraries']],
      ['Birch', '2011-06-01', ['libraries', 'youth']],
      ['Cedar', '2014-04-01', ['youth']],
      ['Dogwood', '2016-04-01', ['parks']],
      ['Elder', '2016-05-01', ['libraries']],
    ] as const) {
      const { body } = await platform.api('post', '/spin-outs', steward).send({
        name,
        parent: 'SOO',
        stage: 'go-live',
        stageOn: wentLive,
        wentLiveOn: wentLive,
        serviceAreas: areas,
        source: 'Register',
      });
      ids.push(body.id as string);
    }
    await end(ids[0]!, '2020-03-31', 'private');
    await end(ids[1]!, '2020-06-30', 'in_house');
    await end(ids[2]!, '2022-03-31', 'private');
    await platform.dataSource.query(
      `UPDATE spin_outs SET stage = 'ended', ended_on = '2022-05-01', ended_how = 'closed' WHERE organisation_id = $1`,
      [ids[3]],
    );
  });
  afterAll(() => platform.stop());

  const end = async (id: string, on: string, nextProviderKind: string): Promise<void> => {
    const { status } = await platform
      .api('post', `/spin-outs/${id}/stage-events`, steward)
      .send({ stage: 'ended', happenedOn: on, endedHow: 'closed', nextProviderKind, source: 'Minutes' });
    if (status !== 201) throw new Error(`not ended: ${status}`);
  };
  const contract = (spinOut: string, kind: string, over = ''): Promise<unknown> =>
    platform.dataSource
      .query(
        `WITH r AS (INSERT INTO contract_registers (spin_out_id) VALUES ($1) ON CONFLICT DO NOTHING)
       SELECT 1`,
        [spinOut],
      )
      .then(() =>
        platform.dataSource.query(
          `INSERT INTO contracts (spin_out_id, payer, title, starts_on, ends_on, route, next_provider_kind${over && ', confidential_until'})
         VALUES ($1, 'Secret payer', 'Secret title', '2018-04-01', '2021-03-31', 'open', $2${over})`,
          [spinOut, kind],
        ),
      );

  describe('K31: who won instead', () => {
    it('is asked for whenever a spin-out ends; not knowing it is an answer', async () => {
      const ask = (more: object) =>
        platform
          .api('post', `/spin-outs/${ids[4]}/stage-events`, steward)
          .send({ stage: 'ended', happenedOn: '2023-03-31', endedHow: 'closed', source: 'Minutes', ...more });
      const refused = await ask({});
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/nextProviderKind']);
      const form = await platform.page('post', `/spin-outs/${ids[4]}/stage-events`, steward).type('form').send({
        stage: 'ended',
        endedHow: 'closed',
        source: 'x',
        'happenedOn-day': '1',
        'happenedOn-month': '4',
        'happenedOn-year': '2023',
      });
      expect(form.text).toContain('href="#nextProviderKind"');
    });

    it('is asked for when a contract is said to have ended', async () => {
      const editor = await platform.given.member({ name: 'Edda' });
      await platform.dataSource.query(
        `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
        [editor.id, ids[4]],
      );
      const ask = (more: object) =>
        platform.api('post', `/spin-outs/${ids[4]}/contracts`, editor).send({
          payer: 'A council',
          title: 'Libraries',
          start: '2016-05-01',
          end: '2019-04-30',
          annualValue: '100000',
          route: 'open',
          endedReason: 'Lost on price',
          ...more,
        });
      const refused = await ask({});
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/nextProviderKind']);
      expect((await ask({ nextProviderKind: 'none' })).status).toBe(422);
      const added = await ask({ nextProviderKind: 'nobody' });
      expect(added.status).toBe(201);
      const edited = await platform
        .api('patch', `/spin-outs/${ids[4]}/contracts/${added.body.id}`, editor)
        .send({ nextProviderKind: '' });
      expect([edited.status, edited.body.errors[0].pointer]).toEqual([422, '/nextProviderKind']);
    });

    it('has one list of kinds for contracts and spin-outs', async () => {
      const { text } = await platform.page('get', '/api/openapi.json');
      const { schemas } = (JSON.parse(text) as Described).components;
      const kinds = Object.keys(NEXT_PROVIDER_KINDS).toSorted();
      expect(schemas['StageEventInput']!.properties.nextProviderKind.enum.toSorted()).toEqual(kinds);
      expect(schemas['NewContractInput']!.properties.nextProviderKind.enum.toSorted()).toEqual(kinds);
      const checks = await platform.dataSource.query<{ def: string }[]>(
        `SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint
          WHERE contype = 'c' AND pg_get_constraintdef(oid) LIKE '%next_provider_kind%'`,
      );
      expect(checks.length).toBeGreaterThanOrEqual(3);
      for (const { def } of checks) {
        expect([...def.matchAll(/'(\w+)'::text/g)].map(([, kind]) => kind!).toSorted()).toEqual(kinds);
      }
    });

    it('counts by year and kind, not recorded among them, with the list behind each number', async () => {
      const { body } = await platform.api('get', '/insights/who-won-instead');
      const counted: Record<string, number> = {};
      for (const { year, nextProviderKind } of body.spinOuts as { year: number; nextProviderKind: string | null }[]) {
        const key = `${year} ${nextProviderKind}`;
        counted[key] = (counted[key] ?? 0) + 1;
      }
      const expected = await platform.dataSource.query<{ key: string; n: number }[]>(
        `SELECT concat(extract(year FROM ended_on), ' ', coalesce(next_provider_kind, 'null')) AS key, count(*)::int AS n
           FROM spin_outs WHERE ended_on IS NOT NULL GROUP BY 1`,
      );
      expect(counted).toEqual(Object.fromEntries(expected.map(({ key, n }) => [key, n])));
      const html = (await platform.page('get', '/insights/who-won-instead?year=2020&kind=private')).text;
      const behind = html.slice(html.indexOf('id="behind"'), html.indexOf('id="contracts"'));
      expect(behind).toContain('1 spin-out: A private company, 2020');
      expect(behind).toContain('Alder');
      expect(behind).not.toContain('Birch');
      const bare = (await platform.page('get', '/insights/who-won-instead?kind=not_recorded')).text;
      expect(bare).toContain('Dogwood');
      const { text } = await platform.page('get', '/insights/who-won-instead.csv');
      expect(text.split('\r\n')).toEqual(
        expect.arrayContaining([
          'spin-outs,2020,private,1',
          'spin-outs,2020,in_house,1',
          'spin-outs,2022,not_recorded,1',
        ]),
      );
    });

    it('leaves out what fewer than five spin-outs stand behind, where the contracts are private', async () => {
      for (const id of ids.slice(0, 4)) await contract(id, 'charity');
      // Two of one spin-out are no fifth.
      await contract(ids[0]!, 'charity');
      await contract(ids[4]!, 'charity', ", '2999-01-01'");
      const cell = async (): Promise<unknown> => {
        const { body } = await platform.api('get', '/insights/who-won-instead');
        const rows = body.contracts as { year: number; nextProviderKind: string; contracts: number | null }[];
        return rows.find(({ year, nextProviderKind }) => year === 2021 && nextProviderKind === 'charity')?.contracts;
      };
      expect(await cell()).toBeNull();
      expect((await platform.page('get', '/insights/who-won-instead')).text).toContain('Fewer than 5');
      expect((await platform.page('get', '/insights/who-won-instead.csv')).text).toContain(
        'contracts,2021,charity,under 5',
      );
      await contract(ids[4]!, 'charity');
      expect(await cell()).toBe(6);
      for (const at of ['/insights/who-won-instead', '/insights/who-won-instead.csv']) {
        expect((await platform.page('get', at, steward)).text).not.toMatch(/Secret/);
      }
    });
  });

  describe('K49: the curve of adopters', () => {
    it.each([
      ['', [[2011, 2, 2], [2012, 0, 2], [2013, 0, 2], [2014, 1, 3], [2015, 0, 3], [2016, 2, 5]]], // prettier-ignore
      ['?serviceArea=youth', [[2011, 1, 1], [2012, 0, 1], [2013, 0, 1], [2014, 1, 2]]], // prettier-ignore
      ['?serviceArea=housing', []],
    ])('counts each in the year of its first go-live: %s', async (query, expected) => {
      const { body } = await platform.api('get', `/insights/adoption${query}`);
      const items = body.items as { year: number; adopters: number; cumulative: number }[];
      expect(items.map(({ year, adopters, cumulative }) => [year, adopters, cumulative])).toEqual(expected);
      expect((await platform.page('get', `/insights/adoption${query}`)).text.includes('<polyline')).toBe(
        expected.length > 0,
      );
    });

    it('has the same numbers in the table, and by service in the file', async () => {
      const { text } = await platform.page('get', '/insights/adoption');
      expect(text).toMatch(/2014<\/th><td[^>]*>1<\/td><td[^>]*>3<\/td>/);
      const csv = (await platform.page('get', '/insights/adoption.csv')).text.split('\r\n');
      expect(csv).toEqual(expect.arrayContaining(['all,2016,2,5', 'youth,2014,1,2', 'libraries,2016,1,3']));
    });
  });

  it('stays within three statements, and is sound at every width', async () => {
    const browser = await openBrowser(platform.url);
    const { page, context } = await browser.person(null);
    const { page: phone } = await browser.person(null, { viewport: PHONE });
    for (const address of ['/insights', '/insights/adoption', '/insights/who-won-instead?year=2020']) {
      const statements = await statementsOf(platform.dataSource, () => platform.page('get', address));
      expect([address, statements.length <= 3]).toEqual([address, true]);
      await page.goto(address);
      expect([address, await faults(page)]).toEqual([address, []]);
      await phone.goto(address);
      expect([address, await overflows(phone)]).toEqual([address, false]);
    }
    await context.close();
    await browser.close();
  }, 60_000);
});
