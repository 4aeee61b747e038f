import { caseNotesGiven, FIGURES, NOTE, WORSE } from '../api/case-notes.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const paths = (id: string): string[] => [
  '/case-notes',
  '/case-notes?outcome=better&sort=evidence',
  '/case-notes?serviceArea=libraries&nation=England',
  '/case-notes?outcome=lost&route=grant&year=2024&politicalTag=opposed&legalForm=llp&stage=idea&sort=evidence',
  '/case-notes?doneWhileCutting=25&region=London&councilType=CTY&evidenced=yes&topic=vat',
  '/case-notes?council=ZFEN',
  '/case-notes?like=ZFEN&sort=evidence',
  '/case-notes?like=mine',
  `/case-notes?with=${id}&spinOut=${id}`,
  '/case-notes.atom',
  `/case-notes/${id}`,
  '/case-notes/mine',
  '/case-notes/submitted',
  '/case-notes/new',
];

describe('the pages of case notes', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let member: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti Ashgrove' });
    member = await platform.given.member({ name: 'Ben' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    await given.council('ZFEN', 'Fenmarch County Council');
  });
  afterAll(() => platform.stop());

  const form = (path: string, by: Member | null, fields: Record<string, unknown> = {}) =>
    platform.page('post', path, by).type('form').send(fields);
  const textOf = async (path: string, by: Member | null = null): Promise<string> =>
    (await platform.page('get', path, by)).text;
  const idIn = (location: string | undefined): string => /case-notes\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? '';

  it('compares money by its label first, says a year once, and what it was compared with after', async () => {
    const cost = { kind: 'cost', label: 'Tax', amount: '9000', per: 'year', basis: 'Purchases with VAT' };
    const one = await given.published(author, moderator);
    const other = await given.published(author, moderator, { money: [cost] });
    const text = await textOf(`/case-notes/compare?ids=${one.id},${other.id}`);
    expect(text).toContain('Saved a year by year 3: £412,000, ');
    expect(text).toContain('. Compared with: 2022-23 budget');
    expect(text).toContain('Tax: £9,000 a year. Compared with: Purchases with VAT');
    expect(text).not.toContain('against ');
  });

  describe('who sees and does what', () => {
    const others = () => [null, member, author, moderator];
    const make = {
      draft: () => given.draft(author),
      submitted: () => given.submitted(author),
      published: () => given.published(author, moderator),
      withdrawn: () => given.withdrawn(author, moderator),
    };
    type Status = keyof typeof make;

    it.each<[Status, number[], string[]]>([
      // status; page for nobody, another member, author, moderator; what each of them is offered
      ['draft', [404, 404, 200, 404], ['', '', 'tasks tasks/check', '']],
      ['submitted', [404, 404, 200, 200], ['', '', 'tasks take-back', 'publish return']],
      ['published', [200, 200, 200, 200], ['', 'report', 'revisions withdraw', 'withdraw report guidance']],
      ['withdrawn', [200, 200, 200, 200], ['', '', 'revisions', '']],
    ])('%s', async (status, pages, offers) => {
      const { id } = await make[status]();
      const answers = await Promise.all(others().map((who) => platform.page('get', `/case-notes/${id}`, who)));
      expect(answers.map((answer) => answer.status)).toEqual(pages);

      const acts = ['tasks', 'tasks/check', 'take-back', 'publish', 'return', 'revisions', 'withdraw', 'report'];
      const offered = answers.map(({ text }) =>
        [
          ...acts.filter((act) => text.includes(`"/case-notes/${id}/${act}"`)),
          ...(text.includes(`/guidance/new?caseNote=${id}`) ? ['guidance'] : []),
        ].join(' '),
      );
      expect(offered).toEqual(offers);

      const listed = await Promise.all(
        others().map(async (who) => [
          (await textOf('/case-notes', who)).includes(id),
          (await textOf('/case-notes.atom', who)).includes(id),
        ]),
      );
      expect(listed).toEqual(Array(4).fill(Array(2).fill(status === 'published')));
    });

    it('keeps the form to the author', async () => {
      const { id } = await given.submitted(author);
      const { id: published } = await given.published(author, moderator);
      const status = async (path: string, by: Member) => (await platform.page('get', path, by)).status;
      expect(await status(`/case-notes/${id}/tasks`, author)).toBe(200);
      expect(await status(`/case-notes/${id}/tasks`, moderator)).toBe(403);
      expect(await status(`/case-notes/${id}/tasks`, member)).toBe(404);
      expect(await status(`/case-notes/${published}/tasks`, author)).toBe(303);
      expect(await status('/case-notes/submitted', member)).toBe(403);
    });

    it('goes from draft to published and withdrawn by forms alone', async () => {
      const { id } = await given.draft(author);
      const at = `/case-notes/${id}`;
      expect((await form(`${at}/tasks/submit`, author, { _version: '1' })).status).toBe(303);
      expect(await textOf('/case-notes/submitted', moderator)).toContain(id);

      const empty = await form(`${at}/return`, moderator, { comment: ' ' });
      expect([empty.status, empty.text.includes('href="#comment"')]).toEqual([422, true]);
      await form(`${at}/return`, moderator, { comment: 'Say where the 412 is from' });
      expect(await textOf(at, author)).toContain('Say where the 412 is from');

      await form(`${at}/tasks/submit`, author, { _version: '3' });
      expect((await form(`${at}/publish`, moderator, { _version: '2' })).status).toBe(409);
      expect((await form(`${at}/publish`, moderator, { _version: '4' })).headers['location']).toBe(at);
      expect(await textOf(at)).not.toContain('Say where the 412 is from');

      const why = await form(`${at}/withdraw`, author, { reason: '' });
      expect([why.status, why.text.includes('href="#reason"')]).toEqual([422, true]);
      await form(`${at}/withdraw`, author, { reason: 'We counted twice' });
      expect(await textOf(at)).toContain('We counted twice');
    });

    it('leads from a text that took its place to the note it is in now', async () => {
      const { id } = await given.published(author, moderator);
      const begun = await form(`/case-notes/${id}/revisions`, author, { _once: 'r-1' });
      const revision = idIn(begun.headers['location']);
      expect(await textOf(`/case-notes/${id}`, author)).toContain(`href="/case-notes/${revision}"`);
      expect(await textOf(`/case-notes/${id}`, member)).not.toContain(revision);

      await platform.api('patch', `/case-notes/${revision}`, author).send({ summary: 'Put right.' });
      await form(`/case-notes/${revision}/tasks/submit`, author, { _version: '2' });
      await form(`/case-notes/${revision}/publish`, moderator, { _version: '3' });
      expect(await textOf(`/case-notes/${id}`)).toContain('Put right.');
      expect((await platform.page('get', `/case-notes/${revision}`, author)).headers['location']).toBe(
        `/case-notes/${id}`,
      );
    });
  });

  describe('a note', () => {
    it('answers the two questions first, with figures, periods and sources', async () => {
      const { id } = await given.published(author, moderator, { council: 'ZFEN' });
      const text = await textOf(`/case-notes/${id}`);

      expect(text.indexOf('Did the service get worse?')).toBeLessThan(text.indexOf('What was saved?'));
      expect(text.indexOf('What was saved?')).toBeLessThan(text.indexOf('What happened'));
      for (const words of [
        'No, it got better',
        '2022-23 against 2025-26',
        '£412,000',
        'a year, 2025-26',
        'Fenmarch County Council',
      ]) {
        expect(text).toContain(words);
      }
      expect(text).toMatch(/The cost of doing nothing<\/h2><p class="wm-nil">Not recorded/);
      expect(text).toContain(`rel="canonical" href="${platform.config.publicUrl}/case-notes/${id}-twelve-libraries`);
      expect(text).not.toContain('Ashgrove');
    });

    it('says plainly that a service got worse, and which measure did not', async () => {
      const same = { ...NOTE.outcomes[0]!, name: 'Hours open a week', laterValue: '14.2' };
      const { id } = await given.published(author, moderator, { outcomes: [...WORSE, same] });
      const text = await textOf(`/case-notes/${id}`);
      expect(text).toContain('Yes, it got worse');
      expect(text).toContain('the same</span>');
    });

    it('does not count a saving that says for no period', async () => {
      const claimed = { ...NOTE.money[0]!, per: 'once', from: null, to: null };
      const { id } = await given.published(author, moderator, { money: [claimed] });
      const text = await textOf(`/case-notes/${id}`);
      expect(text).toContain('Case note, outline');
      expect(text).toContain('A saving without a period was expected or claimed');
      expect(text).toContain('The period that the money is for');
    });

    it.each([
      ['fresh', 200, 'Good until'],
      ['due', 20, 'Due for a check by'],
      ['stale', -1, 'and may be wrong'],
    ])('is %s by its date', async (_what, days, words) => {
      const { id } = await given.published(author, moderator);
      await platform.dataSource.query(`UPDATE case_notes SET good_until = current_date + $2::int WHERE id = $1`, [
        id,
        days,
      ]);
      expect(await textOf(`/case-notes/${id}`)).toContain(words);
    });

    it('names the questions that discuss it, but only to those who may read them', async () => {
      const { id } = await given.published(author, moderator);
      expect(await textOf(`/case-notes/${id}`)).toContain('Not discussed yet');
      await platform.given.thread(member, { title: 'Is the figure net of VAT?', body: `/case-notes/${id}` });

      expect(await textOf(`/case-notes/${id}`, author)).toContain('Discussed in 1 question');
      expect(await textOf(`/case-notes/${id}`)).not.toContain('Is the figure net of VAT?');
    });

    it('names the guidance that was made from it', async () => {
      const { id } = await given.published(author, moderator);
      await platform.api('post', '/guidance', moderator).send({
        title: 'What to count when you claim a saving',
        summary: 'Six lines that belong in every figure.',
        body: '## Count these\n\nAll of them.',
        caseNoteId: id,
        publish: true,
      });
      expect(await textOf(`/case-notes/${id}`)).toContain('What to count when you claim a saving');
    });

    it('shows hostile text as text', async () => {
      const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>';
      const outcomes = [{ ...NOTE.outcomes[0]!, name: hostile, source: hostile }];
      const { id } = await given.published(author, moderator, {
        title: hostile,
        whatHappened: hostile,
        summary: hostile,
        outcomes,
      });
      for (const path of [`/case-notes/${id}`, '/case-notes', '/case-notes.atom']) {
        expect(await textOf(path)).not.toMatch(/<script>alert|<img src=x/);
      }
    });

    it('shows no figure once it is withdrawn: not on its page, in a list, a feed, or where it is cited', async () => {
      const { id } = await given.withdrawn(author, moderator, { title: 'A note that was withdrawn' });
      const thread = await platform.given.thread(member, { audience: 'public', body: `/case-notes/${id}` });
      for (const by of [null, member, author, moderator]) {
        const text = await textOf(`/case-notes/${id}`, by);
        expect(text).toContain('This note was withdrawn on');
        expect(text).toContain('The council asked for a check');
        expect(text).not.toMatch(FIGURES);
      }
      expect(await textOf('/case-notes/mine', author)).not.toMatch(/A note that was withdrawn<\/a><\/h2><dl/);
      const cited = await textOf(`/threads/${thread.id}`);
      expect(cited).toContain('This note was withdrawn on');
      expect(cited).not.toMatch(FIGURES);
    });

    it('can be asked about in one step', async () => {
      const { id } = await given.published(author, moderator);
      expect(await textOf(`/questions/new?about=${id}`, member)).toContain(`/case-notes/${id}</textarea>`);
      expect((await platform.page('get', '/questions/new?about=<script>', member)).status).toBe(200);
    });
  });

  describe('the list', () => {
    it('narrows by the address, shows each filter with a way out of it, and never fails for a bad one', async () => {
      const { id } = await given.published(author, moderator, {
        outcomes: WORSE,
        council: 'ZFEN',
        stage: 'ended',
        result: 'merged',
      });
      const text = await textOf('/case-notes?outcome=worse&nation=England&stage=ended&topic=&evidenced=');
      expect(text).toContain(id);
      expect(text).toContain('Ended: merged');
      expect(text).toContain('href="/case-notes?stage=ended&amp;nation=England"');
      expect(text).toContain('href="/case-notes?outcome=worse&amp;nation=England"');

      expect(await textOf('/case-notes?outcome=worse&stage=idea')).toContain('No case notes match these filters');
      for (const query of ['outcome=best', 'after=W10', 'stage[]=x', 'limit=9999', '%00=1', 'outcome=%00']) {
        expect((await platform.page('get', `/case-notes?${query}`)).status).toBe(200);
      }
    });

    it('is a feed too, with the same filters', async () => {
      const { id } = await given.published(author, moderator, { serviceAreas: ['parks'] });
      const { status, headers, text } = await platform.page('get', '/case-notes.atom?serviceArea=parks');
      expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
      expect(text.match(/<entry>/g)).toHaveLength(1);
      expect(text).toContain(`urn:uuid:${id}`);
    });
  });

  it('stays within three statements a page, the session included', async () => {
    const { id } = await given.published(author, moderator, { council: 'ZFEN' });
    for (const path of paths(id)) {
      let status = 0;
      const statements = await statementsOf(platform.dataSource, async () => {
        ({ status } = await platform.page('get', path, moderator));
      });
      expect([path, status, statements.length <= 3]).toEqual([path, 200, true]);
    }
  });

  it('has no fault that axe can find, at any width', async () => {
    const { id } = await given.published(author, moderator, { council: 'ZFEN', topics: ['savings', 'vat', 'tupe'] });
    const { id: waiting } = await given.submitted(author);
    const { id: gone } = await given.withdrawn(author, moderator);
    const chromium = await openBrowser(platform.url);
    const found: string[] = [];
    for (const viewport of [DESKTOP, PHONE]) {
      const { page } = await chromium.person(moderator, { viewport });
      for (const path of [
        '/case-notes',
        `/case-notes/${id}`,
        `/case-notes/${waiting}`,
        `/case-notes/${gone}`,
        '/case-notes/new',
      ]) {
        await page.goto(path);
        found.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
        if (await overflows(page)) found.push(`${path} scrolls sideways at ${viewport.width}`);
      }
    }
    await chromium.close();
    expect([...found, ...chromium.errors]).toEqual([]);
  }, 120_000);
});

describe('the pages of case notes among 5,000', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform();
    await platform.dataSource.query(`INSERT INTO people (name) SELECT 'Person ' || n FROM generate_series(1, 500) n`);
    await platform.dataSource.transaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = 0`);
      await tx.query(
        `INSERT INTO case_notes (title, summary, author_id, stage, result, what_happened, service_areas, verdict, status, published_at)
       SELECT 'Note ' || n, 'Summary', p.id, 'idea', 'in-progress',
              -- As long as what people write: else all of a note is hardly more than what an index holds of it.
              (SELECT string_agg(md5(n || ' ' || word), ' ') FROM generate_series(1, 40) AS word),
              ARRAY[CASE WHEN n % 50 = 0 THEN 'libraries' ELSE 'parks' END],
              CASE WHEN n % 3 = 0 THEN 'better' ELSE 'unknown' END, 'published', now() - n * interval '1 hour'
         FROM generate_series(1, 10) AS i CROSS JOIN (SELECT id, row_number() OVER () FROM people) AS p (id, r)
              CROSS JOIN LATERAL (SELECT i * 500 + r AS n) AS numbered`,
      );
    });
    // As autovacuum leaves it: what an index holds is then read from it alone.
    await platform.dataSource.query('VACUUM ANALYZE');
  }, 60_000);
  afterAll(() => platform.stop());

  it('are read without a scan of all notes', async () => {
    const [{ id }, other] = await platform.dataSource.query<[{ id: string }, { id: string }]>(
      `SELECT id FROM case_notes LIMIT 2`,
    );
    const reader = await platform.given.member({}, 'moderator');
    for (const path of [...paths(id), `/case-notes/compare?ids=${id},${other.id}`]) {
      const statements = await statementsOf(platform.dataSource, () => platform.page('get', path, reader));
      for (const statement of statements.filter((text) => text.includes('case_notes'))) {
        const plan = await platform.dataSource.query<object[]>(`EXPLAIN (GENERIC_PLAN) ${statement}`);
        const scan = /Seq Scan on case_notes/.exec(JSON.stringify(plan, null, 1));
        expect([path, scan === null ? '' : JSON.stringify(plan, null, 1)]).toEqual([path, '']);
      }
    }
  });
});
