import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('what cases say to those who decide', () => {
  let platform: TestPlatform;
  let steward: Member;
  let member: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    await new CouncilsImport(new Transactions(platform.dataSource)).importCouncils(
      path.resolve('test/fixtures/councils.csv'),
    );
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    member = await platform.given.member({ name: 'Rosa' });
  });
  afterAll(() => platform.stop());

  const add = async (name: string, over: object = {}): Promise<string> => {
    const sent = { name, parent: 'SOO', stage: 'go-live', stageOn: '2012-04-01', wentLiveOn: '2012-04-01', ...over };
    const { status, body } = await platform.api('post', '/spin-outs', steward).send(sent);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const record = async (id: string, kind: string, fields: object): Promise<string> => {
    const { status, body } = await platform
      .api('post', `/spin-outs/${id}/${kind}`, steward)
      .send({ fromOn: '2024-04-01', sourceKind: 'self', source: 'The board', ...fields });
    if (status !== 201) throw new Error(`${kind}: ${JSON.stringify(body)}`);
    return body.id as string;
  };
  const end = async (id: string, on: string, endedHow: string, succeededBy?: string): Promise<unknown> =>
    platform
      .api('post', `/spin-outs/${id}/stage-events`, steward)
      .send({ stage: 'ended', happenedOn: on, endedHow, succeededBy, nextProviderKind: 'psm', source: 'Minutes' })
      .expect(201);

  describe('K22: the tender-fit check', () => {
    let id: string;
    const check = async (by: Member | null = null): Promise<string> =>
      (await platform.page('get', `/spin-outs/${id}/facts?contract=2000000`, by)).text;
    beforeAll(async () => {
      id = await add('Small Balance Society');
      const year = {
        fromOn: '2025-04-01',
        toOn: '2026-03-31',
        turnover: '3000000',
        netAssets: '40000',
        reserves: '60000',
      };
      await record(id, 'financial-years', year);
    });

    it('fails the twofold test with 3.0m for 2.0m a year; without a case it says that the list is a general one', async () => {
      const html = await check();
      expect(html).toMatch(/Turnover of twice[^]*?£4,000,000[^]*?£3,000,000[^]*?Fails/);
      expect(html).toMatch(/Net assets above nothing[^]*?Passes/);
      expect(html).toMatch(/A bond of a tenth[^]*?£200,000[^]*?£60,000[^]*?Fails/);
      expect(html).toContain('No case on record says what a buyer accepted');
    });

    it('lists accepted alternatives from cases, for the tests that fail alone', async () => {
      const alternatives = ['guarantee', 'bond', 'consortium', 'lots'];
      for (const accepted of alternatives) {
        const other = await add(`Got a ${accepted}`);
        await record(other, 'accepted-in-tenders', { test: 'turnover', accepted, buyer: 'A county council' });
      }
      const passing = await add('Net assets only');
      await record(passing, 'accepted-in-tenders', { test: 'net-assets', accepted: 'guarantee' });
      const secret = await add('Told its own people');
      await record(secret, 'accepted-in-tenders', { test: 'turnover', accepted: 'lots', audience: 'organisation' });
      const html = await check();
      for (const accepted of alternatives) expect(html).toContain(`Got a ${accepted}`);
      expect(html).not.toContain('No case on record says');
      expect(html).not.toContain('Net assets only');
      expect(html).not.toContain('Told its own people');
      expect(await check(steward)).toContain('Told its own people');
    });

    it('asks the database no more than it may', async () => {
      expect((await statementsOf(platform.dataSource, () => check(member))).length).toBeLessThanOrEqual(3);
    });
  });

  describe('K27: staying independent, or not', () => {
    const text = async (by: Member | null = null): Promise<string> =>
      (await platform.page('get', '/independence', by)).text;
    const section = async (option: string): Promise<string> => {
      const html = await text();
      const from = html.indexOf(`aria-labelledby="${option}"`);
      const next = html.indexOf('aria-labelledby=', from + 20);
      return html.slice(from, next < 0 ? undefined : next);
    };

    it('each option links a case or says that there is none', async () => {
      for (const option of ['consortium', 'joint-venture', 'merge', 'wind-up']) {
        expect(await section(option)).toContain('No case of this is on record.');
      }
      expect(await section('stay')).toMatch(/href="\/spin-outs\//);
      const heir = await add('Larger Group');
      const merged = await add('Was Merged');
      await end(merged, '2016-03-31', 'merged', heir);
      const fell = await add('Merged Into What Closed');
      const gone = await add('Closed Group');
      await end(gone, '2018-01-01', 'closed');
      await end(fell, '2016-03-31', 'merged', gone);
      const young = await add('Merged Lately');
      await end(young, new Date().toISOString().slice(0, 10), 'merged', heir);
      await record(merged, 'what-was-kept-or-lost', {
        staffSeats: 'lost',
        name: 'kept',
        assetLock: 'kept',
        surplus: 'changed',
      });
      const allied = await add('In A Consortium');
      await record(allied, 'partnerships', { name: 'Care together', form: 'consortium', fromOn: '2015-04-01' });
      const merge = await section('merge');
      expect(merge).toMatch(
        /Was Merged[^]*?Trading<\/td><td[^>]*>Lost<\/td><td[^>]*>Kept<\/td><td[^>]*>Kept<\/td><td[^>]*>Changed/,
      );
      expect(merge).toMatch(/Merged Into What Closed[^]*?Closed<\/td>/);
      expect(merge).toMatch(/Merged Lately[^]*?Too early to say/);
      expect(await section('consortium')).toContain('In A Consortium');
      expect(await section('stay')).not.toContain('In A Consortium');
      expect(await section('wind-up')).toContain('Closed Group');
      expect(await section('joint-venture')).toContain('No case of this is on record.');
      // It keeps its profile, its history, and what it became part of.
      const page = (await platform.page('get', `/spin-outs/${merged}`)).text;
      expect(page).toContain('Larger Group');
      expect(page).toContain('The way so far');
    });

    it('is one statement, and sound at every width', async () => {
      expect(await statementsOf(platform.dataSource, () => text())).toHaveLength(1);
      const browser = await openBrowser(platform.url);
      const { page, context } = await browser.person(null);
      await page.goto('/independence');
      expect(await faults(page)).toEqual([]);
      const { page: phone } = await browser.person(null, { viewport: PHONE });
      await phone.goto('/independence');
      expect(await overflows(phone)).toBe(false);
      await context.close();
      await browser.close();
    }, 60_000);
  });
});
