import fc from 'fast-check';
import { type Pool } from 'pg';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

/** Strings that mean something to somebody: to the box, to tsquery, to LIKE, to HTML, to an address. */
const loaded = fc.constantFrom(
  '"',
  '-',
  ' OR ',
  ' or ',
  "'",
  '\\',
  '\\\\',
  '&',
  '|',
  '!',
  '<->',
  ':*',
  ':A',
  '(',
  ')',
  '%',
  '_',
  '<',
  '>',
  '<script>',
  '&amp;',
  'e\u0301',
  '\u202e',
  '👩‍👩‍👧',
  '字',
  '\u0001',
  '\u0002',
  '\u0003',
  '\0',
  '\ud800',
  'TUPE',
  'spin-out',
  "arm's",
  '”',
  '“',
  '--',
  '- ',
  '\n',
  '\t',
  '0',
  '${x}',
  '{{x}}',
  '../',
  'E10000001',
  'a@b.example',
  'https://x.example/?a=1&b=2',
  '1e999',
  'null',
  'websearch_to_tsquery',
  '$1',
);
const anything = fc.oneof(
  fc.string({ maxLength: 1_000, unit: 'binary' }),
  fc.string({ maxLength: 1_000, unit: 'grapheme' }),
  fc.array(loaded, { maxLength: 60 }).map((parts) => parts.join('').slice(0, 1_000)),
  fc
    .array(fc.oneof(loaded, fc.string({ maxLength: 20 })), { maxLength: 40 })
    .map((parts) => parts.join(' ').slice(0, 1_000)),
  fc.constantFrom(
    '字'.repeat(1_000),
    '👍'.repeat(500),
    'a '.repeat(500),
    '-a '.repeat(333),
    '"'.repeat(1_000),
    'a-'.repeat(500),
    "'".repeat(999),
    '\\'.repeat(1_000),
    'x'.repeat(1_000),
    'OR '.repeat(333),
    '('.repeat(1_000),
  ),
);

/** As a browser sends it; a half of a surrogate pair has no form there. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
const storable = (text: string): boolean => !text.includes('\0');

describe('search, whatever is typed', () => {
  let platform: TestPlatform;
  let rosa: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    rosa = await platform.given.member({ name: 'Rosa' });
    await platform.given.thread(rosa, {
      title: `What is a "TUPE" spin-out, <b>really</b>?`,
      body: `It's 字 \\ & 'so' | !\u0001\u0002 <script> E10000001`,
    });
  });
  afterAll(() => platform.stop());

  it('answers 200 on the page, and on the API 200 or the field that is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (q) => {
        const page = await platform.page('get', `/search?q=${encoded(q)}`, rosa);
        const feed = await platform.page('get', `/search.atom?q=${encoded(q)}`);
        const api = await platform.api('get', `/search?q=${encoded(q)}`, rosa);
        const likely = await platform.api(
          'get',
          `/suggestions/similar?title=${encoded(q.slice(0, 200))}&body=${encoded(q)}`,
          rosa,
        );

        expect([page.status, feed.status]).toEqual([200, 200]);
        expect(page.text).not.toMatch(/<script>|<b>really/);
        if (storable(q)) expect(api.status).toBe(200);
        else expect([api.status, api.body.errors?.[0]?.pointer]).toEqual([422, '/q']);
        expect([200, 422]).toContain(likely.status);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  it('indexes and shows a word that fills a whole post, and takes no seconds over it', async () => {
    await platform.given.thread(rosa, { title: 'Is this a zanzibar word?', body: 'a_b'.repeat(6_666) });
    const { items } = (await platform.api('get', '/search?q=zanzibar', rosa)).body;
    expect(items).toHaveLength(1);
    await platform.dataSource.transaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '1500ms'`);
      await tx.query(`SELECT search_words('en', repeat('a_b', 13333)), search_words('cy', repeat('_a', 20000))`);
    });
  });

  it('leaves out of a page what its address has wrong', async () => {
    const addresses = [
      '/search?q=tupe&type=nonsense&stage=&serviceArea=x&sort=7&after=zzz&limit=-1&evidenced=maybe&similarTo=%00',
      '/search?q=tupe&q=other&type=question&type=question',
      '/search?q[]=tupe&after[]=1',
      `/search?q=tupe&after=${Buffer.from('["1e9"]').toString('base64url')}`,
      `/search?q=tupe&after=${Buffer.from('[-5]').toString('base64url')}`,
      `/search?q=${'x'.repeat(5_000)}`,
    ];
    for (const address of addresses)
      expect([address, (await platform.page('get', address, rosa)).status]).toEqual([address, 200]);
    expect((await platform.page('get', addresses[0]!, rosa)).text).toContain('1 result for “tupe”');
  });

  it('gives no more than 200 results, however it is asked', async () => {
    await platform.dataSource.query(
      `INSERT INTO threads (title, author_id, audience) SELECT 'Lighthouse number ' || i, $1, 'public' FROM generate_series(1, 230) i`,
      [rosa.id],
    );
    await platform.dataSource.query(
      `INSERT INTO posts (thread_id, number, author_id, body, body_html) SELECT id, 1, $1, 'Lit?', '' FROM threads WHERE title LIKE 'Lighthouse%'`,
      [rosa.id],
    );
    const seen = new Set<string>();
    let after: string | null = null;
    for (let page = 0; page < 20; page += 1) {
      const { body } = await platform
        .api('get', '/search')
        .query({ q: 'lighthouse', limit: 30, ...(after === null ? {} : { after }) });
      expect(body.total).toBe(230);
      for (const { id } of body.items) seen.add(id as string);
      after = body.next as string | null;
      if (after === null) break;
    }
    expect([seen.size, after]).toEqual([200, null]);
  });
});

describe('search in a large index', () => {
  let platform: TestPlatform;
  let rosa: Member;
  const ROWS = 30_000;

  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa' });
    // Straight into the index: only its own size matters here.
    await platform.dataSource.query(`SET statement_timeout = 0`);
    await platform.dataSource.query(
      `INSERT INTO search_documents
       SELECT 'question', md5((i / 10)::text)::uuid, i % 10, 'Title ' || i / 10, '/threads/x', ARRAY['title ' || i / 10], 'en',
              ARRAY[CASE WHEN i % 3 = 0 THEN 'public' ELSE 'network' END],
              setweight(to_tsvector('search_en', 'title ' || i / 10), 'A')
                || to_tsvector('search_en', 'common word' || i % 500 || ' rare' || i || ' pension' || i % 7), NULL,
              'Common words of number ' || i, ARRAY['youth'], '{}', 'idea', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
              NULL, NULL, 'answered', false, false, now() - i * interval '1 minute'
         FROM generate_series(0, ${ROWS - 1}) AS i`,
    );
    await platform.dataSource.query(`ANALYZE search_documents`);
  }, 120_000);
  afterAll(() => platform.stop());

  /** The plan of each statement that `work` runs on the index, with the values it ran with. */
  const plansOf = async (work: () => Promise<unknown>, how = 'EXPLAIN'): Promise<string[]> => {
    const { master: pool } = platform.dataSource.driver as unknown as { master: Pool };
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<{ rows: Record<string, string>[] }>;
    const seen: { text: string; values: unknown[] }[] = [];
    pool.query = ((...args: unknown[]) => {
      const [asked] = args as [{ text?: string; values?: unknown[] }];
      if (asked.text?.includes('search_documents')) seen.push({ text: asked.text, values: asked.values ?? [] });
      return query(...args);
    }) as unknown as Pool['query'];
    try {
      await work();
    } finally {
      pool.query = query as unknown as Pool['query'];
    }
    return Promise.all(
      seen.map(async ({ text, values }) =>
        (await query(`${how} ${text}`, values)).rows.map((row) => row['QUERY PLAN']).join('\n'),
      ),
    );
  };

  it('reads a thousand rows of the index for a filter without words, not all of them, and says so', async () => {
    const [plan = ''] = await plansOf(
      () => platform.page('get', '/search?stage=idea', rosa),
      'EXPLAIN (ANALYZE, TIMING OFF)',
    );
    const read = [...plan.matchAll(/on search_documents h(?:_\d+)? .*actual rows=(\d+)/g)].map(([, rows]) =>
      Number(rows),
    );

    expect(read).toHaveLength(2);
    expect(Math.max(...read)).toBeLessThanOrEqual(1_001);
    expect(plan).not.toMatch(/Seq Scan on search_documents/);
    const { text } = await platform.page('get', '/search?stage=idea', rosa);
    expect(text).toMatch(/<h1[^>]*>1,000\+ results/);
    expect(text).toContain('The numbers are of the newest 1,000 alone.');
  });

  it.each([
    ['a rare word', '/search?q=rare77'],
    ['a word in every row', '/search?q=common'],
    ['several words', '/search?q=common+pension3+word12'],
    ['other words for the same', '/search?q=LGPS'],
    ['a name', '/search?q=title+77'],
    ['nothing that is there', '/search?q=zebrra'],
    ['no words but a filter', '/search?type=question&sort=newest'],
    ['a likely answer', '/api/v1/suggestions/similar?title=common+title+77'],
  ])('scans nothing for %s', async (_what, address) => {
    const plans = await plansOf(() => platform.page('get', address, rosa));

    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans)
      expect(plan).not.toMatch(/Seq Scan on (search_documents|threads|posts|case_notes|people)/);
  });

  // That a search is counted is a fourth only where a word is not found.
  it.each([
    '/search?q=rare77',
    '/search?q=common&stage=idea',
    '/search?q=zebrra',
    '/search?type=question',
    '/search',
    '/search.atom?q=common',
  ])('takes no more than three statements, the session among them: %s', async (address) => {
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', address, rosa));
    expect(statements.filter((text) => !text.includes('INTO rate_limits')).length).toBeLessThanOrEqual(3);
  });
});

describe('how often one may search', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let paul: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    [rosa, paul] = [await platform.given.member({ name: 'Rosa' }), await platform.given.member({ name: 'Paul' })];
  });
  afterAll(() => platform.stop());

  it('is 60 times a minute for an address, feed, page and API together, and the start of search is free', async () => {
    for (let i = 0; i < 20; i += 1) {
      const { page, api } = platform;
      const answers = [
        await page('get', '/search?q=a'),
        await page('get', '/search.atom?q=a'),
        await api('get', '/search?q=a'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
    const refused = await platform.page('get', '/search?q=a');
    expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.text).toMatch(/<h1[^>]*>Wait a little[^]*Wait \d+ seconds and try again/);
    const program = await platform.api('get', '/search?q=a');
    expect([program.status, program.body.code]).toEqual([429, 'rate-limit.too-many']);
    expect((await platform.page('get', '/search')).status).toBe(200);
    expect((await platform.page('get', '/search?q=a', rosa)).status).toBe(200);
  });

  it('is 120 times a minute for a person, whatever others do', async () => {
    for (let i = 0; i < 120; i += 1) expect((await platform.api('get', '/search?q=a', paul)).status).toBe(200);
    expect((await platform.api('get', '/search?q=a', paul)).status).toBe(429);
    expect((await platform.page('get', '/search?q=a', rosa)).status).toBe(200);
  });
});
