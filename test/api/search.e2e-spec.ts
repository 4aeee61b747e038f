import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { searchGiven } from './search.given.ts';

interface Item {
  type: string;
  id: string;
  title: string;
  url: string;
  snippet: string;
}
interface Found {
  items: Item[];
  next: string | null;
  total: number;
  facets: Record<string, { value: string; count: number }[]>;
  expanded: string[];
  didYouMean: string | null;
}

describe('search through the API', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let given: ReturnType<typeof searchGiven>;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa Quill', practitionerRole: 'finance' });
    await platform.dataSource.query(
      `UPDATE people SET bio = 'Helped two library societies out of a county.' WHERE id = $1`,
      [rosa.id],
    );
    given = searchGiven(platform.dataSource, rosa);
    ids['fenmarch'] = await given.council('ZFEN', 'Fenmarch', {}, ['E10009999', 'E10008888']);
    ids['caerwyn'] = await given.council('ZCAE', 'Caerwŷn', { type: 'WPA', nation: 'Wales', region: 'Wales' });
    ids['brindle'] = await given.council('ZBRI', 'Brindle', { type: 'UA', region: 'North West' });
    ids['society'] = await given.spinOut('Fenmarch Libraries Society', ids['fenmarch']);
    ids['better'] = await given.caseNote({
      council_id: ids['fenmarch'],
      evidenced: true,
      verdict: 'better',
      saving_amount: 412_000,
      saving_per: 'year',
      evidence_grade: 'audited',
    });
    await given.insert(
      'outcome_measures',
      { case_note_id: ids['better'], position: 1, name: 'Visits per open hour', better: 'up' },
      'case_note_id',
    );
    ids['worse'] = await given.caseNote({
      title: 'Brindle branches came back in-house',
      council_id: ids['brindle'],
      verdict: 'worse',
      evidence_grade: 'self',
      stage: 'ended',
      result: 'insourced',
      service_areas: ['libraries', 'culture'],
      updated_at: new Date('2026-09-01T12:00:00Z'),
    });
    ids['guidance'] = await given.guidance();
    const asked = await platform.given.thread(rosa, {
      title: 'Is a saving real once you count the VAT?',
      body: 'We cannot recover it. The council says **no**.',
      topics: ['vat'],
      audience: 'public',
    });
    ids['question'] = asked.id;
    const answer = await platform.given.reply(rosa, asked.id, {
      body: 'Count it on purchases only: £41,000 for our branches.',
    });
    await platform.api('post', `/threads/${asked.id}/accept`, rosa).send({ postId: answer.id });
  });
  afterAll(() => platform.stop());

  const search = async (query: Record<string, unknown>, by: Member | null = rosa): Promise<Found> => {
    const { status, body } = await platform.api('get', '/search', by).query(query);
    if (status !== 200) throw new Error(`${JSON.stringify(query)}: ${status} ${JSON.stringify(body)}`);
    return body as Found;
  };
  const found = async (query: Record<string, unknown>) => (await search(query)).items.map(({ id }) => id);
  const named = (id: string) => Object.keys(ids).find((name) => ids[name] === id) ?? 'person';

  it.each([
    ['a word of a title', { q: 'branches' }, ['better', 'worse', 'question']],
    ['words of title, summary and text together', { q: 'society branches opening' }, ['better']],
    ['the name of what was measured', { q: 'visits per open hour' }, ['better']],
    ['a stem', { q: 'counting' }, ['guidance', 'question']],
    ['a word of the question and one of its answer', { q: 'VAT purchases' }, ['question']],
    ['a subject that the question is filed under and a word of its answer', { q: 'vat branches' }, ['question']],
    ['a phrase', { q: '"shared opening"' }, ['better', 'worse']],
    ['a phrase in another order', { q: '"opening shared"' }, []],
    ['a word but not another', { q: 'branches -society' }, ['worse', 'question']],
    ['either of two', { q: 'purchases OR Visits' }, ['better', 'question']],
    ['a council by the name in a case note', { q: 'brindle branches' }, ['worse']],
    ['a person by what they did', { q: 'helped county' }, ['person']],
    ['a word without its accent', { q: 'caerwyn' }, ['caerwyn']],
    ['nothing but stop words', { q: 'the of and' }, []],
    ['only what must not be there', { q: '-branches' }, []],
    ['nothing', {}, []],
  ])('finds %s', async (_what, query, expected) => {
    expect(new Set((await found(query)).map(named))).toEqual(new Set(expected));
  });

  it.each([
    ['the code of a council', 'zfen'],
    ['a GSS code', 'E10009999'],
    ['a GSS code of the past', 'e10008888'],
    ['a name', 'Fenmarch'],
    ['an official name, whatever its spaces', '  fenmarch   county council '],
  ])('puts the council first for %s', async (_what, q) => {
    expect(named((await found({ q }))[0]!)).toBe('fenmarch');
  });

  it('puts a title before a text, and an exact name before all', async () => {
    expect((await found({ q: 'branches' })).map(named)[2]).toBe('question');
    expect(named((await found({ q: 'Fenmarch Libraries Society' }))[0]!)).toBe('society');
  });

  it.each([
    ['type', { type: 'case-note' }, ['better', 'worse']],
    ['several types', { type: ['council', 'guidance'] }, ['guidance', 'fenmarch', 'caerwyn', 'brindle']],
    ['service area', { serviceArea: 'culture' }, ['worse']],
    ['topic', { topic: ['vat', 'savings'] }, ['better', 'worse', 'question']],
    ['stage', { stage: 'ended' }, ['worse']],
    ['nation', { nation: 'Wales' }, ['caerwyn']],
    ['legal form', { legalForm: 'community_benefit_society' }, ['society']],
    ['outcome', { outcome: 'worse' }, ['worse']],
    ['who says so', { grade: ['audited', 'self'] }, ['better', 'worse']],
    ['both figures there', { evidenced: 'true' }, ['better']],
    ['answered', { answered: 'accepted' }, ['question']],
    ['councils with the same duties, by code', { similarTo: 'zcae', type: 'case-note' }, ['worse']],
    ['councils with the same duties, by name', { similarTo: 'brindle', type: 'council' }, ['caerwyn', 'brindle']],
    ['a council that is not known', { similarTo: 'nowhere' }, []],
    ['all of them at once', { q: 'branches', type: 'case-note', outcome: 'worse', nation: 'England' }, ['worse']],
  ])('filters by %s', async (_what, query, expected) => {
    expect(new Set((await found(query)).map(named))).toEqual(new Set(expected));
  });

  it('counts for each filter what its other values would find', async () => {
    const { facets, total } = await search({ q: 'branches', type: 'case-note', outcome: 'worse' });

    expect(total).toBe(1);
    expect(facets['outcome']).toEqual([
      { value: 'better', count: 1 },
      { value: 'worse', count: 1 },
    ]);
    expect(facets['type']).toEqual([{ value: 'case-note', count: 1 }]);
    expect(facets['serviceArea']).toEqual(expect.arrayContaining([{ value: 'culture', count: 1 }]));
  });

  it('sorts by the strongest evidence and by the newest', async () => {
    expect((await found({ q: 'branches', sort: 'evidence' })).map(named)).toEqual(['better', 'worse', 'question']);
    expect((await found({ q: 'branches', sort: 'newest' })).map(named)).toEqual(['question', 'worse', 'better']);
  });

  it('goes on where a page ended, without a gap or a repeat', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Found = await search({ q: 'branches', limit: 1, ...(after === null ? {} : { after }) });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== null);

    expect(seen).toEqual(await found({ q: 'branches' }));
  });

  it('says what an answer said, and leads to it', async () => {
    const [item] = (await search({ q: 'purchases' })).items;

    expect(item).toMatchObject({
      type: 'question',
      title: 'Is a saving real once you count the VAT?',
      url: `/threads/${ids['question']}#post-2`,
      snippet: 'Count it on <mark>purchases</mark> only: £41,000 for our branches.',
    });
  });

  it('shows text without its Markdown', async () => {
    expect((await search({ q: 'recover' })).items[0]!.snippet).toBe(
      'We cannot <mark>recover</mark> it. The council says no.',
    );
  });

  it('gives money as amount and currency, and only what a result is for', async () => {
    const [item] = (await search({ q: 'branches', outcome: 'better' })).items;

    expect(item).toEqual({
      type: 'case-note',
      id: ids['better'],
      title: 'Twelve branches, one staff-led society',
      url: `/case-notes/${ids['better']}`,
      snippet: expect.stringContaining('<mark>branches</mark>'),
      serviceAreas: ['libraries'],
      topics: ['savings'],
      stage: 'trading-established',
      nation: 'England',
      councilType: 'CTY',
      legalForm: null,
      outcome: 'better',
      evidenced: true,
      grade: 'audited',
      saving: { amount: '412000.00', currency: 'GBP' },
      savingPer: 'year',
      answered: null,
      fictional: false,
      updatedAt: '2026-05-01T12:00:00.000Z',
    });
  });

  it('searches other words for the same, says which, and can leave them out', async () => {
    await platform.given.thread(rosa, { title: 'Who pays into superannuation?', body: 'Nobody here knows.' });

    const wide = await search({ q: 'LGPS' });
    expect([wide.total, wide.expanded]).toEqual([1, expect.arrayContaining(['superannuation'])]);
    const own = await search({ q: 'LGPS', exact: '1' });
    expect([own.total, own.expanded]).toEqual([0, []]);
  });

  it('reads a Welsh text by Welsh rules, and finds a spin-out written any way', async () => {
    const welsh = await given.caseNote({ lang: 'cy', title: 'Y llyfrgell ar y bryn', summary: 'Gwasanaeth y plwyf.' });
    const spun = await given.caseNote({ title: 'A team that spun out', summary: 'The spin-out took a year.' });

    expect(await found({ q: 'y bryn' })).toEqual([welsh]);
    expect(await found({ q: 'bryn', lang: undefined })).toEqual([welsh]);
    for (const q of ['spin-out year', 'spinout year', 'spin out year']) expect(await found({ q })).toContain(spun);
  });

  it.each([
    ['brnaches', 'branches'],
    ['Fenmarsh', 'fenmarch'],
  ])('asks whether %s was meant for %s', async (q, meant) => {
    expect(await search({ q })).toMatchObject({ total: 0, didYouMean: meant });
  });

  it('escapes everything, also in what it marks', async () => {
    const evil = '<script>alert("branding")</script> & <img src=x onerror=alert(1)>';
    await given.caseNote({ title: `Branding ${evil}`, summary: `Our branding: ${evil} \u0002not a mark\u0003` });

    const [item] = (await search({ q: 'branding' })).items;
    const safe =
      '&lt;script&gt;alert(&quot;<mark>branding</mark>&quot;)&lt;/script&gt; &amp; &lt;img src=x onerror=alert(1)&gt; not a mark';
    expect(item!.title).toBe(`Branding ${evil}`);
    expect(item!.snippet).toContain(safe);
  });

  it.each([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['a NUL', { q: 'a\0b' }, '/q'],
    ['too many letters', { q: 'x'.repeat(1_001) }, '/q'],
    ['a type that is none', { type: 'rumour' }, '/type'],
    ['a limit that is too high', { limit: 101 }, '/limit'],
  ])('refuses %s, naming the field', async (_what, query, pointer) => {
    const { status, body } = await platform.api('get', '/search').query(query);
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });

  describe('likely answers', () => {
    const likely = async (query: Record<string, unknown>) => {
      const { status, body } = await platform.api('get', '/suggestions/similar', rosa).query(query);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return (body as { items: Item[] }).items.map(({ id }) => named(id));
    };

    it('are what shares words with the title, likeliest first', async () => {
      expect((await likely({ title: 'How do we count the VAT on a saving?' }))[0]).toBe('question');
      expect(await likely({ title: 'Twelve branches in a society', body: 'Has anybody kept them open?' })).toContain(
        'better',
      );
    });

    it('are none where only one word is shared, or none', async () => {
      expect(await likely({ title: 'A zebra crossing near our branches' })).toEqual([]);
      expect(await likely({ title: 'Zebra' })).toEqual([]);
    });

    it('are at most five', async () => {
      for (let i = 0; i < 6; i += 1) await given.caseNote({ title: `Pension bond number ${i}` });
      expect(await likely({ title: 'Pension bond' })).toHaveLength(5);
    });

    it('need a title', async () => {
      expect((await platform.api('get', '/suggestions/similar', rosa)).status).toBe(422);
    });
  });
});
