import { DIRECTORY_FACETS } from '#libs/people';
import { Reads } from '#libs/platform/database';
import { Housekeeping } from '../../apps/worker/housekeeping.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('the directory', () => {
  let platform: TestPlatform;
  let reader: Member;
  let ada: Member;
  let council: string;
  let spinOut: string;

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const { given, dataSource } = platform;
    reader = await given.member({ name: 'The Reader', practitionerRole: 'researcher' });
    ada = await given.member({
      name: 'Ada',
      practitionerRole: 'founder',
      serviceAreas: ['youth', 'libraries'],
      stagesLived: ['go-live'],
      topicsOffered: ['vat'],
      topicsWanted: ['tupe'],
    });
    await given.member({ name: 'Bea', practitionerRole: 'finance', serviceAreas: ['youth'], topicsOffered: ['vat'] });
    await given.member({ name: 'Cy', practitionerRole: 'paid_adviser', topicsOffered: ['vat', 'tupe'] });
    [{ id: council }] = await dataSource.query(
      `INSERT INTO organisations (kind, name, nation) VALUES ('council', 'Fenmarch County Council', 'England') RETURNING id`,
    );
    await dataSource.query(
      `INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
       VALUES ($1, 'FEN', 'Fenmarch County Council', 'Fenmarch', 'CTY', 'England', 'East of England')`,
      [council],
    );
    [{ id: spinOut }] = await dataSource.query(
      `INSERT INTO organisations (kind, name) VALUES ('spin_out', 'Fenmarch Libraries') RETURNING id`,
    );
    await dataSource.query(`INSERT INTO spin_outs (organisation_id, stage, parent_id) VALUES ($1, 'go-live', $2)`, [
      spinOut,
      council,
    ]);
    await works(ada, spinOut);
  });
  afterAll(() => platform.stop());

  const works = (person: Member, organisation: string, to: string | null = null) =>
    platform.dataSource.query(`INSERT INTO memberships (person_id, organisation_id, to_on) VALUES ($1, $2, $3)`, [
      person.id,
      organisation,
      to,
    ]);
  const names = async (query: string, by: Member | null = reader): Promise<string[]> => {
    const { body } = await platform.api('get', `/people?${query}&limit=100`, by);
    return (body.items as { name: string }[]).map(({ name }) => name);
  };
  const counts = async (query: string, by: Member | null = reader) => {
    const { status, body } = await platform.api('get', `/people/facets?${query}`, by);
    expect(status).toBe(200);
    const facets = body.facets as Record<string, { value: string; count: number }[]>;
    return {
      total: body.total as number,
      ...Object.fromEntries(
        Object.entries(facets).map(([name, values]) => [
          name,
          Object.fromEntries(values.map(({ value, count }) => [value, count])),
        ]),
      ),
    } as { total: number } & Record<string, Record<string, number>>;
  };

  it.each([
    ['role=founder', ['Ada']],
    ['role=founder&role=finance', ['Ada', 'Bea']],
    ['kind=supplier', ['Cy']],
    ['kind=peer&topic=vat', ['Ada', 'Bea']],
    ['serviceArea=youth', ['Ada', 'Bea']],
    ['serviceArea=youth&stage=go-live', ['Ada']],
    ['topic=vat', ['Ada', 'Bea', 'Cy']],
    ['wants=tupe', ['Ada']],
    ['topic=tupe', ['Cy']],
    // A spin-out is where its council is.
    ['councilType=CTY', ['Ada']],
    ['region=East+of+England&nation=England', ['Ada']],
    ['region=London', []],
    ['councilType=CTY&role=finance', []],
  ])('finds by %s', async (query, found) => {
    expect(await names(query)).toEqual(found);
    expect((await counts(query)).total).toBe(found.length);
  });

  it('counts what each choice would find beside the others', async () => {
    expect(await counts('')).toMatchObject({
      total: 4,
      kind: { peer: 3, supplier: 1 },
      role: { founder: 1, finance: 1, paid_adviser: 1, researcher: 1 },
      serviceArea: { youth: 2, libraries: 1 },
      topic: { vat: 3, tupe: 1 },
      wants: { tupe: 1 },
      region: { 'East of England': 1 },
    });
    const narrowed = await counts('topic=vat&role=finance');
    // Of the roles: who offers VAT; of the topics: what finance leads offer; of all else: finance leads who offer VAT.
    expect(narrowed).toMatchObject({
      total: 1,
      role: { founder: 1, finance: 1, paid_adviser: 1 },
      topic: { vat: 1 },
      kind: { peer: 1 },
      serviceArea: { youth: 1 },
      wants: {},
      region: {},
    });
  });

  it('is for members alone, and refuses what is no filter', async () => {
    expect([await names('topic=vat', null), (await counts('topic=vat', null)).total]).toEqual([[], 0]);
    for (const query of ['topic=gossip', 'kind=hidden', 'region=Atlantis', 'visibleTo=x', 'role=founder%00']) {
      for (const path of ['/people', '/people/facets']) {
        expect([query, (await platform.api('get', `${path}?${query}`, reader)).status]).toEqual([query, 422]);
      }
    }
  });

  it('does not tell of hidden people or fields by any count', async () => {
    const { given, api, dataSource } = platform;
    const before = await counts('');
    const each = {
      practitionerRole: 'funder',
      serviceAreas: ['parks'],
      stagesLived: ['ended'],
      topicsOffered: ['foi'],
      topicsWanted: ['risk'],
    };
    const hidden = await given.member({ name: 'Hidden', ...each });
    await api('patch', '/me', hidden).send({ listedTo: 'nobody' }).expect(200);
    await works(hidden, council);
    expect(await counts('')).toEqual(before);
    expect(await counts('topic=foi')).toMatchObject({ total: 0 });

    // Seen, but with every field for themself: a person of whom the directory knows the role.
    const shy = await given.member({ name: 'Shy', ...each });
    const fields = ['serviceAreas', 'stagesLived', 'topicsOffered', 'topicsWanted', 'organisations'];
    const narrow = (audience: string) =>
      api('patch', '/me', shy)
        .send({ audiences: fields.map((field) => `${field}:${audience}`) })
        .expect(200);
    await narrow('me');
    await works(shy, council);
    const after = await counts('');
    expect(after.total).toBe(before.total + 1);
    for (const facet of DIRECTORY_FACETS.filter((one) => one !== 'role' && one !== 'kind')) {
      expect([facet, after[facet]]).toEqual([facet, before[facet]]);
    }
    const queries = ['topic=foi', 'wants=risk', 'serviceArea=parks', 'stage=ended'];
    for (const query of queries) expect([query, await names(query, shy)]).toEqual([query, []]);

    // For who shares a circle: found and counted by them, by nobody else.
    await narrow('shared');
    const mate = await given.member();
    await given.circle(shy, mate);
    for (const query of [...queries, 'councilType=CTY&role=funder']) {
      expect([query, await names(query, mate), (await counts(query, mate)).total]).toEqual([query, ['Shy'], 1]);
      expect([query, await names(query), (await counts(query)).total]).toEqual([query, [], 0]);
    }
    await dataSource.query(`DELETE FROM circle_members WHERE person_id = $1`, [mate.id]);
    expect([await names('topic=foi', mate), (await counts('topic=foi', mate)).total]).toEqual([[], 0]);
  });

  it('follows what organisations are, and when somebody leaves', async () => {
    const { given, dataSource } = platform;
    const person = await given.member({ name: 'Zed', practitionerRole: 'elected_member' });
    const found = () => names('councilType=UA&role=elected_member');
    await works(person, spinOut);
    expect(await found()).toEqual([]);
    await dataSource.query(`UPDATE councils SET type = 'UA' WHERE organisation_id = $1`, [council]);
    expect(await found()).toEqual(['Zed']);
    await dataSource.query(`UPDATE organisations SET visible_to = '{role:administrator}' WHERE id = $1`, [spinOut]);
    expect(await found()).toEqual([]);
    await dataSource.query(`UPDATE organisations SET visible_to = '{public}' WHERE id = $1`, [spinOut]);
    expect(await found()).toEqual(['Zed']);
    await dataSource.query(`UPDATE spin_outs SET parent_id = NULL WHERE organisation_id = $1`, [spinOut]);
    expect(await found()).toEqual([]);
    await dataSource.query(`UPDATE spin_outs SET parent_id = $2 WHERE organisation_id = $1`, [spinOut, council]);
    expect(await found()).toEqual(['Zed']);

    // The last day passes without a row being written.
    await dataSource.query(`UPDATE memberships SET to_on = current_date WHERE person_id = $1`, [person.id]);
    expect(await found()).toEqual(['Zed']);
    await dataSource.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      await tx.query(`UPDATE memberships SET to_on = current_date - 1 WHERE person_id = $1`, [person.id]);
    });
    await new Housekeeping(new Reads(dataSource)).run();
    expect(await found()).toEqual([]);
    await dataSource.query(`UPDATE councils SET type = 'CTY' WHERE organisation_id = $1`, [council]);
  });

  it('goes on where it stopped, with what was chosen', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const after = next === '' ? '' : `&after=${next}`;
      const { body } = (await platform.api('get', `/people?topic=vat&limit=1${after}`, reader)) as {
        body: { items: { name: string }[]; next: string | null };
      };
      seen.push(...body.items.map(({ name }) => name));
      next = body.next;
    }
    expect(seen).toEqual(['Ada', 'Bea', 'Cy']);
  });

  describe('as a page', () => {
    const page = async (query: string) => {
      const { status, text } = await platform.page('get', `/people${query}`, reader);
      expect(status).toBe(200);
      return text;
    };

    it('shows what was chosen as links that take it away, and the rest with its counts', async () => {
      const text = await page('?topic=vat&topic=tupe&role=founder');
      expect(text).toContain('href="/people?topic=tupe&amp;role=founder"');
      expect(text).toContain('href="/people?topic=vat&amp;topic=tupe"');
      expect(text).toMatch(/value="founder" checked/);
      expect(text).toContain('Ada, founder');
      expect(text).not.toContain('Bea, finance');
    });

    it('tells suppliers apart, with what they declare', async () => {
      const text = await page('?kind=supplier');
      expect(text).toMatch(/Cy, adviser[^]*govuk-tag">Paid adviser<[^]*Has not declared any interest/);
    });

    it('takes an address that was changed by hand for what can be read of it', async () => {
      expect(await page('?topic=vat&role=king&kind=<script>&after=nonsense')).toContain('Ada');
      expect(await page('?topic=vat&role=king')).not.toContain('The Reader');
    });

    it.each(['', '?topic=vat&role=founder&kind=peer&region=London'])('takes three statements: %s', async (query) => {
      const statements = await statementsOf(platform.dataSource, () => page(query));
      expect(statements.length).toBe(3);
    });
  });

  it('reads a narrowed list by index', async () => {
    await platform.dataSource.query(
      `INSERT INTO people (name, service_areas) SELECT 'Volume ' || n, ARRAY['housing'] FROM generate_series(1, 3000) AS n`,
    );
    await platform.dataSource.query(`ANALYZE people`);
    const [asked] = (
      await statementsOf(platform.dataSource, () => platform.api('get', '/people?topic=foi&serviceArea=parks', reader))
    ).filter((text) => text.includes('p.facets &&'));
    const plan = await platform.dataSource.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${asked!}`, [
      ['public', 'network'],
      reader.id,
      '',
      '00000000-0000-0000-0000-000000000000',
      21,
      ['offers:foi'],
      ['service:parks'],
    ]);
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(/Seq Scan on people/);
  });
});
