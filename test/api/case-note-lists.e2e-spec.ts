import { startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { listGiven } from './case-note-lists.given.ts';

interface Counted {
  items: { id: string }[];
  next: string | null;
  total: number;
  facets: Record<string, { value: string; count: number }[]>;
}

describe('the filters of the list of case notes', () => {
  let platform: TestPlatform;
  let given: Awaited<ReturnType<typeof listGiven>>;
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = await listGiven(platform);
  });
  afterAll(() => platform.stop());

  const list = async (query: string, by: Parameters<TestPlatform['api']>[2] = null): Promise<Counted> => {
    const { status, body } = await platform.api('get', `/case-notes?limit=100&counts=true&${query}`, by);
    expect([query, status]).toEqual([query, 200]);
    return body as Counted;
  };
  const found = async (query: string): Promise<string[]> => given.named((await list(query)).items);

  const ALL = ['outline', 'bid', 'worse', 'self', 'commissioner', 'audited'];
  const FILTERS: [string, string[]][] = [
    ['', ALL],
    ['serviceArea=youth', ['self']],
    ['serviceArea=youth&serviceArea=libraries', ALL],
    ['topic=vat', ['commissioner']],
    ['topic=vat&topic=savings', ALL],
    ['stage=ended', ['self']],
    ['stage=ended&stage=options-appraisal', ['outline', 'self']],
    ['legalForm=llp', ['worse']],
    ['nation=Wales', ['self']],
    ['nation=England', ['bid', 'worse', 'commissioner', 'audited']],
    ['nation=Scotland', []],
    ['region=Wales', ['self']],
    ['region=East+of+England', ['bid', 'worse', 'commissioner', 'audited']],
    ['councilType=WPA', ['self']],
    ['councilType=CTY', ['bid', 'worse', 'commissioner', 'audited']],
    ['outcome=better', ['self', 'commissioner', 'audited']],
    ['outcome=same', []],
    ['outcome=unknown', ['outline', 'bid']],
    ['outcome=worse&outcome=unknown', ['outline', 'bid', 'worse']],
    ['evidenced=true', ['worse', 'self', 'commissioner', 'audited']],
    ['evidenced=false', ['outline', 'bid']],
    ['route=grant', ['commissioner']],
    ['route=grant&route=reserved_pa23_33', ['commissioner', 'audited']],
    ['year=2020', ['self']],
    ['year=2019&year=2026', ['worse', 'self', 'commissioner', 'audited']],
    ['year=2023', ['outline', 'worse', 'commissioner', 'audited']],
    ['year=2018', []],
    ['spinOut=$spinOut', ['audited']],
    ['council=ZTWI', ['bid']],
    ['council=zeld', ['worse']],
    ['council=ZOLD', ['worse', 'commissioner']],
    ['council=ZFEN', ['worse', 'commissioner', 'audited']],
    ['council=ZNONE', []],
    ['like=ZCWM', ['self']],
    ['like=ZTWI', ['bid', 'worse', 'commissioner', 'audited']],
    ['like=twinfen', ['bid', 'worse', 'commissioner', 'audited']],
    ['like=Nowhere', []],
    ['like=mine', []],
    ['nation=England&outcome=better&route=grant', ['commissioner']],
  ];
  it.each(FILTERS)('filtered by "%s"', async (query, expected) => {
    expect(await found(query.replace('$spinOut', given.spinOut))).toEqual(expected);
  });

  it.each([
    ['politicalTag=opposed', ['worse', 'self']],
    ['politicalTag=no_overall_control', ['self']],
    ['politicalTag=all_party_support&politicalTag=no_overall_control', ['self', 'audited']],
    ['politicalTag=reversed_after_election', []],
  ])('K09: filtered by "%s"', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it.each(['politicalTag=labour', 'party=labour', 'politicalParty=labour'])(
    'K09: a party is no tag and no field: %s',
    async (query) => {
      expect((await platform.api('get', `/case-notes?${query}`)).status).toBe(422);
    },
  );

  it.each([
    ['doneWhileCutting=25', ['worse']],
    ['doneWhileCutting=24', ['bid', 'worse']],
    ['doneWhileCutting=26', []],
    ['doneWhileCutting=0', ['bid', 'worse', 'commissioner']],
    ['doneWhileCutting=100', []],
  ])('K17: filtered by "%s"; absent is not 0', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('K04: the strongest evidence first: audited before confirmed by a commissioner before self-reported', async () => {
    const sorted = await found('sort=evidence&outcome=better');
    expect(sorted).toEqual(['audited', 'commissioner', 'self']);
  });

  it('K04: a note of a service that got worse is found by that outcome', async () => {
    expect(await found('outcome=worse')).toEqual(['worse']);
  });

  it.each([
    ['outcome=lost', ['bid', 'worse']],
    ['result=lost', ['bid', 'worse']],
    ['result=lost-bid', ['bid']],
    ['result=lost-contract&result=insourced', ['worse', 'self']],
  ])('K44: filtered by "%s"', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it.each([
    'doneWhileCutting=101',
    'doneWhileCutting=-1',
    'doneWhileCutting=x',
    'year=20x',
    'year=1',
    'region=Mordor',
    'route=x',
  ])('refuses %s', async (query) => {
    expect((await platform.api('get', `/case-notes?${query}`)).status).toBe(422);
  });

  describe('counts', () => {
    const CHOSEN = [
      '',
      'outcome=better',
      'outcome=lost',
      'result=lost&nation=England',
      'evidenced=false',
      'doneWhileCutting=10',
      'politicalTag=opposed&year=2019',
      'serviceArea=youth&topic=savings&stage=ended',
      'council=ZFEN&route=grant',
      'like=ZFEN&outcome=worse',
      'nation=Scotland&councilType=CTY',
    ];
    it.each(CHOSEN)('are what each value would list under the other filters: "%s"', async (chosen) => {
      const { facets, total, items } = await list(chosen);
      expect(total).toBe(items.length);
      for (const [name, counts] of Object.entries(facets)) {
        const others = new URLSearchParams(chosen);
        others.delete(name);
        if (name === 'like') continue;
        for (const { value, count } of counts) {
          const asked = new URLSearchParams(others);
          asked.set(name, value);
          expect([chosen, name, value, count]).toEqual([chosen, name, value, (await list(`${asked}`)).items.length]);
        }
      }
    });

    it.each(CHOSEN)('leave out no value that would list something: "%s"', async (chosen) => {
      const { facets } = await list(chosen);
      const values: Record<string, string[]> = {
        outcome: ['better', 'same', 'worse', 'unknown', 'lost'],
        result: ['went-ahead', 'insourced', 'lost-bid', 'lost-contract', 'lost', 'decided-not-to'],
        nation: ['England', 'Wales'],
        politicalTag: ['opposed', 'no_overall_control', 'all_party_support'],
        doneWhileCutting: ['0', '24', '25'],
        year: ['2019', '2020', '2023', '2026'],
        evidenced: ['true', 'false'],
        topic: ['vat', 'savings'],
      };
      for (const [name, all] of Object.entries(values)) {
        const counted = new Map(facets[name]!.map(({ value, count }) => [value, count]));
        for (const value of all) {
          const asked = new URLSearchParams(chosen);
          asked.delete(name);
          asked.set(name, value);
          expect([name, value, counted.get(value) ?? 0]).toEqual([name, value, (await list(`${asked}`)).items.length]);
        }
      }
    });

    it('are given only to who asks for them', async () => {
      const { body } = await platform.api('get', '/case-notes');
      expect(Object.keys(body).toSorted()).toEqual(['items', 'next']);
    });
  });

  describe('like my council', () => {
    it('is that of a member whose place of work was verified, and counted', async () => {
      const officer = await given.officer();
      const mine = await list('like=mine', officer);
      expect(given.named(mine.items)).toEqual(['bid', 'worse', 'commissioner', 'audited']);
      expect(mine.facets['like']).toEqual([{ value: 'mine', count: 4 }]);
      expect((await list('like=ZCWM&outcome=worse', officer)).facets['like']).toEqual([{ value: 'mine', count: 1 }]);
    });

    it('is nobody’s who only says that they work there', async () => {
      const member = await platform.given.member();
      await platform.dataSource.query(`INSERT INTO memberships (organisation_id, person_id) VALUES ($1, $2)`, [
        given.fenmarch,
        member.id,
      ]);
      expect((await list('like=mine', member)).items).toEqual([]);
      expect((await list('', member)).facets['like']).toEqual([]);
    });
  });

  it.each(['newest', 'evidence'])('goes on without a gap or a repeat under filters, by %s', async (sort) => {
    const query = `sort=${sort}&nation=England&topic=savings&topic=vat`;
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await platform.api('get', `/case-notes?${query}&limit=1&after=${after}`);
      seen.push(...given.named(body.items));
      after = body.next ?? '';
    } while (after !== '');
    expect(seen).toEqual(await found(query));
    expect(seen).toHaveLength(4);
  });
});
