import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';
import { caseNotesGiven, FIGURES, NOTE, WORSE } from './case-notes.given.ts';

const FAR = '2999-01-01';
const visits = NOTE.outcomes[0]!;
const saving = NOTE.money[0]!;

describe('case notes side by side', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let moderator: Member;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    await given.council('ZFEN', 'Fenmarch County Council');
    const published = async (name: string, over: object) => {
      ids[name] = (await given.published(author, moderator, { title: `Side by side: ${name}`, ...over })).id;
    };
    await published('first', {
      council: 'ZFEN',
      route: 'reserved_pa23_33',
      options: [
        { name: 'Society', chosen: 'yes', score: '74' },
        { name: 'Stay in-house', chosen: 'no', score: '61' },
      ],
      money: [saving, { kind: 'setup', label: 'Set-up, all of it', amount: '188000', per: 'once' }],
    });
    await published('second', {
      outcomes: [
        // The same measure in other letters and spaces, and another of the same name in another unit.
        { ...WORSE[0]!, name: '  visits  PER open Hour ', unit: 'Visits' },
        { ...visits, unit: '% of 2019' },
      ],
      money: [
        { ...saving, label: 'saved a year  by year 3', amount: '96000.50' },
        { ...saving, label: 'Rent', amount: '7' },
      ],
      result: 'insourced',
      costOfDoingNothing: 'Three branches would have closed.',
    });
    await published('third', { outcomes: [], money: [], whyNotKnown: 'Nobody counted', whatWentWrong: '' });
    await published('secret', {
      outcomes: [visits, { ...visits, name: 'Complaints', confidentialUntil: FAR }],
      money: [{ ...saving, label: 'Price in the bid', amount: '987654', confidentialUntil: FAR }],
    });
    ids['draft'] = (await given.draft(author, { title: 'Side by side: a draft' })).id;
    ids['submitted'] = (await given.submitted(author, { title: 'Side by side: waiting' })).id;
    ids['withdrawn'] = (await given.withdrawn(author, moderator, { title: 'Side by side: taken back' })).id;
    ids['nobody'] = '00000000-0000-4000-8000-000000000000';
  });
  afterAll(() => platform.stop());

  const query = (...names: string[]) => `ids=${names.map((name) => ids[name] ?? name).join(',')}`;
  const compare = async (by: Member | null, ...names: string[]) => {
    const { status, body } = await platform.api('get', `/case-notes/compare?${query(...names)}`, by);
    return { status, body };
  };
  const page = (by: Member | null, ...names: string[]) =>
    platform.page('get', `/case-notes/compare?${query(...names)}`, by);
  const csv = async (by: Member | null, ...names: string[]) =>
    platform.page('get', `/case-notes/compare.csv?${query(...names)}`, by);

  it('aligns measures by name and unit, whatever their case and spaces', async () => {
    const { body } = await compare(null, 'first', 'second', 'third');
    const rows = body.measures.map(({ name, unit, agreement, cells }: never) => [
      name,
      unit,
      agreement,
      (cells as { laterValue: string }[][]).map((cell) => cell.map(({ laterValue }) => laterValue)),
    ]);
    expect(rows).toEqual([
      ['Visits per open hour', 'visits', 'differs', [['16.9'], ['12'], []]],
      ['Visits per open hour', '% of 2019', 'partly', [[], ['16.9'], []]],
    ]);
  });

  it('aligns money by kind, and by label where more than one note has it', async () => {
    const { body } = await compare(null, 'first', 'second', 'third');
    const rows = body.money.map(({ kind, label, agreement, cells }: never) => [
      kind,
      label,
      agreement,
      (cells as { amount: { amount: string } }[][]).map((cell) => cell.map(({ amount }) => amount.amount)),
    ]);
    expect(rows).toEqual([
      ['saving', 'Saved a year by year 3', 'differs', [['412000.00'], ['96000.50'], []]],
      ['saving', null, 'partly', [[], ['7.00'], []]],
      ['setup', null, 'partly', [['188000.00'], [], []]],
    ]);
  });

  it('keeps the order that was asked for, and each note once', async () => {
    const { body } = await compare(null, 'third', 'first', 'third');
    expect(body.notes.map(({ id }: { id: string }) => id)).toEqual([ids['third'], ids['first']]);
    const repeated = await platform.api('get', `/case-notes/compare?ids=${ids['second']}&ids=${ids['first']}`);
    expect(repeated.body.notes.map(({ id }: { id: string }) => id)).toEqual([ids['second'], ids['first']]);
  });

  it('takes at most three statements', async () => {
    const statements = await statementsOf(platform.dataSource, () =>
      page(author, 'first', 'second', 'third', 'secret'),
    );
    expect(statements).toHaveLength(2);
  });

  const tooManyOrFew: [string, string[]][] = [
    ['none', []],
    ['one', ['first']],
    ['one, twice', ['first', 'first']],
    ['five', ['first', 'second', 'third', 'secret', 'nobody']],
    ['what is no id', ['first', 'x']],
    ['an id that is a formula', ['first', "'; DROP TABLE case_notes; --"]],
  ];
  it.each(tooManyOrFew)('refuses %s, with a page that leads to the list', async (_what, names) => {
    expect((await compare(null, ...names)).status).toBe(422);
    for (const answer of [await page(null, ...names), await csv(null, ...names)]) {
      expect(answer.status).toBe(422);
      expect(answer.text).toMatch(/href="\/case-notes(\?with=[0-9a-f-]{36})?"[^>]*>Choose case notes/);
    }
  });

  it('answers 422 also where ids are missing or nonsense altogether', async () => {
    for (const path of ['/case-notes/compare', '/case-notes/compare?ids', '/case-notes/compare?ids[x]=1']) {
      expect([path, (await platform.page('get', path)).status]).toEqual([path, 422]);
      expect([path, (await platform.api('get', path)).status]).toEqual([path, 422]);
    }
  });

  describe('who may see what', () => {
    const cases: [string, () => Member | null, string[], string[] | 404][] = [
      ['nobody, a draft among three', () => null, ['first', 'draft', 'second'], ['first', 'second']],
      ['nobody, a submitted note among three', () => null, ['first', 'submitted', 'second'], ['first', 'second']],
      ['nobody, a note that never was', () => null, ['first', 'nobody', 'second'], ['first', 'second']],
      ['nobody, a draft and one other', () => null, ['first', 'draft'], 404],
      ['nobody, a note that never was and one other', () => null, ['first', 'nobody'], 404],
      ['nobody, two that are not there', () => null, ['draft', 'nobody'], 404],
      ['its author, a draft', () => author, ['first', 'draft'], ['first', 'draft']],
      ['a moderator, a submitted note', () => moderator, ['first', 'submitted'], ['first', 'submitted']],
      ['a moderator, another’s draft', () => moderator, ['first', 'draft'], 404],
      ['nobody, a withdrawn note', () => null, ['first', 'withdrawn'], ['first', 'withdrawn']],
    ];
    it.each(cases)('%s', async (_what, who, names, expected) => {
      const { status, body } = await compare(who(), ...names);
      const shown = await page(who(), ...names);
      const file = await csv(who(), ...names);
      if (expected === 404) {
        expect([status, shown.status, file.status]).toEqual([404, 404, 404]);
      } else {
        expect([status, shown.status, file.status]).toEqual([200, 200, 200]);
        expect(body.notes.map(({ id }: { id: string }) => id)).toEqual(expected.map((name) => ids[name]));
        expect(shown.text.includes('not there, or not for you to see')).toBe(expected.length < names.length);
      }
      for (const text of [JSON.stringify(body), shown.text, file.text]) {
        if (expected === 404 || !expected.includes('draft')) expect(text).not.toContain('Side by side: a draft');
        if (expected === 404 || !expected.includes('submitted')) expect(text).not.toContain('Side by side: waiting');
      }
    });

    it('shows no word and no figure of a withdrawn note, and says when it was withdrawn', async () => {
      const beside = ['third', 'withdrawn'];
      const shown = await page(null, ...beside);
      expect(shown.text).toMatch(/Side by side: taken back.*Withdrawn on \d+ \w+ \d{4}/s);
      const { body } = await compare(null, ...beside);
      expect(body.measures).toEqual([]);
      for (const text of [shown.text, (await csv(null, ...beside)).text, JSON.stringify(body.notes[1])]) {
        expect(text).not.toMatch(FIGURES);
      }
    });

    it.each([
      ['nobody', () => null],
      ['a moderator', () => moderator],
      ['the author', () => author],
    ])('shows no figure that is not to be known yet: %s', async (_who, who) => {
      const { body } = await compare(who(), 'first', 'secret');
      for (const text of [
        JSON.stringify(body),
        (await page(who(), 'first', 'secret')).text,
        (await csv(who(), 'first', 'secret')).text,
      ]) {
        expect(text).not.toMatch(/Complaints|987,?654|Price in the bid/);
      }
    });
  });

  describe('the page', () => {
    it('has the two questions first, then who checked it, then the measures', async () => {
      const { text } = await page(null, 'first', 'second', 'third');
      const rows = [...text.matchAll(/<th role="rowheader" scope="row">([^<]+)/g)].map(([, label]) => label);
      expect(rows.slice(0, 4)).toEqual([
        'Did the service get worse?',
        'What was saved?',
        'Who checked it',
        'Visits per open hour',
      ]);
      expect(rows).toEqual(
        expect.arrayContaining([
          'Options considered',
          'Cost of doing nothing',
          'What went wrong',
          'Where it is now',
          'What became of it',
          'Legal form',
          'How it was contracted',
        ]),
      );
    });

    const row = (html: string, label: string): string =>
      new RegExp(`<tr role="row"[^>]*><th[^>]*>${label}.*?</tr>`, 's').exec(html)?.[0] ?? '';

    it('marks in words what differs, what is the same and what not all say', async () => {
      const { text } = await page(null, 'first', 'second', 'third');
      expect(row(text, 'Did the service get worse')).toContain('>Differs<');
      expect(row(text, 'Legal form')).toContain('>Same<');
      expect(row(text, 'How it was contracted')).toContain('>Not all say<');
      expect(row(text, 'What went wrong')).not.toMatch(/Differs|>Same</);
    });

    it('says "Not recorded" where a note says nothing, and never a nought', async () => {
      const { text } = await page(null, 'first', 'second', 'third');
      expect(row(text, 'Cost of doing nothing').match(/Not recorded/g)).toHaveLength(2);
      expect(row(text, 'What was saved').match(/Not known/g)).toHaveLength(1);
    });

    it('leads to itself without one of the notes, and to the list for another', async () => {
      const { text } = await page(null, 'first', 'second', 'third');
      expect(text).toContain(`/case-notes/compare?${query('first', 'third')}"`);
      expect(text).toContain(`/case-notes?with=${[ids['first'], ids['second'], ids['third']].join('%2C')}"`);
    });
  });

  describe('the CSV', () => {
    const rowsOf = (text: string): string[] => text.replace(/^\u{FEFF}/u, '').split('\r\n');

    it('has of each note what it says, its source, and who checked it', async () => {
      const answer = await csv(null, 'first', 'second');
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(answer.headers['content-disposition']).toContain('case-notes-compared.csv');
      const rows = rowsOf(answer.text);
      expect(rows[0]).toMatch(
        /^,Unit,Compared,([^,]*),\1: source,\1: who checked it,([^,]*),\2: source,\2: who checked it$/,
      );
      expect(rows.find((line) => line.startsWith('Visits per open hour,'))).toBe(
        'Visits per open hour,,Differs,Better: 14.2 (2022-23) to 16.9 (2025-26),Commissioner’s review,Commissioner confirmed,Worse: 14.2 (2022-23) to 12 (2025-26),Commissioner’s review,Commissioner confirmed',
      );
    });

    it('lets no spreadsheet run what an author wrote', async () => {
      const evil = '=HYPERLINK("http://evil.example","Click")';
      const { id } = await given.published(author, moderator, {
        title: `=1+1, a title that counts`,
        whatWentWrong: `@SUM(A1)`,
        costOfDoingNothing: evil,
        outcomes: [{ ...visits, name: '+44 calls', source: '-2+3' }],
        options: [{ name: '\t=2+2' }, { name: 'Other' }],
      });
      const { text } = await platform.page('get', `/case-notes/compare.csv?ids=${id},${ids['first']}`);
      const cells = rowsOf(text).flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
      const bare = cells.map((cell) => cell.replace(/^"|"$/g, ''));
      expect(bare.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
      expect(bare).toEqual(expect.arrayContaining([`'=1+1, a title that counts`, `'@SUM(A1)`, `'+44 calls`, `'-2+3`]));
      expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""Click"")"`);
    });
  });
});
