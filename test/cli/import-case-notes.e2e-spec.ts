import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { contentGiven, type ContentGiven } from './content.given.ts';

jest.setTimeout(60_000);

const COLUMNS =
  'key,title,summary,council,service-areas,stage,result,what-happened,why-not-known,outcome-1-name,outcome-1-better,' +
  'outcome-1-baseline-value,outcome-1-later-value,outcome-1-source,outcome-2-name,outcome-2-better,' +
  'money-1-kind,money-1-label,money-1-amount,money-1-per,money-1-from,money-1-to';
const FULL =
  'n1,Nine branches one society,Visits rose.,ZFWK,libraries; culture,go-live,went-ahead,"Nine branches\nmoved, at last.",,' +
  'Visits,up,10,12,Counters,Loans,up,saving,Running cost,"£1,200",year,2024-04-01,2025-03-31';
const THIN = 'n2,A second note with little,,,,,,,,,,,,,,,,,,,,';

describe('import case-notes', () => {
  let site: ContentGiven;
  beforeAll(async () => {
    site = await contentGiven();
    await site.run(
      'import',
      'content',
      site.file(
        'site.jsonl',
        {
          type: 'organisation',
          key: 'fenwick',
          kind: 'council',
          name: 'Fenwick County Council',
          nation: 'England',
          council: { code: 'ZFWK', officialName: 'Fenwick County Council', niceName: 'Fenwick', type: 'CTY' },
        },
        { type: 'practitioner', key: 'asha', name: 'Asha Brightwater', email: 'asha@waymark.example' },
        { type: 'practitioner', key: 'ben', name: 'Ben Lowfield', email: 'ben@waymark.example' },
      ),
    );
  });
  afterAll(() => site.stop());
  const take = (file: string, ...args: string[]) =>
    site.run('import', 'case-notes', file, ...(args.includes('--as') ? [] : ['--as', 'asha@waymark.example']), ...args);
  const csv = (name: string, ...lines: string[]): string => {
    const file = path.join(site.folder, name);
    fs.writeFileSync(file, lines.join('\n'));
    return file;
  };
  const notes = () => site.rows(`SELECT title, status FROM case_notes ORDER BY title`);

  it('says in a dry run what it would do, and changes nothing', async () => {
    const said = await take(csv('notes.csv', COLUMNS, FULL, THIN), '--dry-run');
    expect(said).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/case-note: 2 added[^]*dry run/) });
    expect(await notes()).toEqual([]);
  });

  it('takes a table as drafts of one author, and the same table again adds nothing', async () => {
    const file = csv('notes.csv', COLUMNS, FULL, THIN);
    expect(await take(file)).toMatchObject({ code: 0, err: '' });
    expect(await notes()).toEqual([
      { title: 'A second note with little', status: 'draft' },
      { title: 'Nine branches one society', status: 'draft' },
    ]);
    const [note] = await site.rows(
      `SELECT n.service_areas, n.what_happened, c.code, p.name,
              (SELECT json_agg(json_build_array(m.name, m.later_value) ORDER BY m.position) FROM outcome_measures m
                WHERE m.case_note_id = n.id) AS outcomes,
              (SELECT json_agg(json_build_array(f.amount, f.from_on)) FROM money_figures f WHERE f.case_note_id = n.id) AS money
         FROM case_notes n JOIN people p ON p.id = n.author_id JOIN councils c ON c.organisation_id = n.council_id`,
    );
    expect(note).toEqual({
      service_areas: ['libraries', 'culture'],
      what_happened: 'Nine branches\nmoved, at last.',
      code: 'ZFWK',
      name: 'Asha Brightwater',
      outcomes: [
        ['Visits', 12],
        ['Loans', null],
      ],
      money: [[1200, '2024-04-01']],
    });
    expect((await take(file)).out).toContain('case-note: 0 added, 0 changed, 2 unchanged');
  });

  it('submits what is complete, and says of the others what they lack', async () => {
    const { code, out, err } = await take(csv('notes.csv', COLUMNS, FULL, THIN), '--submit');
    expect([code, out]).toEqual([0, expect.stringContaining('0 added, 1 changed, 0 unchanged')]);
    expect(err).toMatch(/notes\.csv: 4 \(case-note n2\): .*\/summary: Enter a summary.*\/stage: Choose the stage/);
    expect(
      await site.rows(`SELECT status, submitted_at IS NOT NULL AS since FROM case_notes WHERE title LIKE 'Nine%'`),
    ).toEqual([{ status: 'submitted', since: true }]);
  });

  it('refuses rows with their line and reason, and takes the others', async () => {
    const file = csv(
      'odd.csv',
      'key,title,stage,money-1-kind,money-1-label,money-1-amount,money-1-per,council',
      'a,Short,,,,,,',
      'b,A title that is long enough,nowhere,,,,,',
      'c,A title that is long enough,,saving,Cost,lots,year,',
      'd,A title that is long enough,,,,,,ATLANTIS',
      'e,A title that is long enough',
      'f,A title that is long enough,,,,,,ZFWK',
    );
    const { code, out, err } = await take(file);
    expect([code, out]).toEqual([0, expect.stringContaining('1 added, 0 changed, 0 unchanged')]);
    for (const [line, why] of [
      [2, '/title: Title must be 10 characters or more'],
      [3, '/stage: Stage must be one of'],
      [4, '/money/0/amount: Amount must be a number'],
      [5, '/council: There is no organisation ATLANTIS'],
      [6, 'The row has 2 cells'],
    ] as const) {
      expect(err.split('\n').find((told) => told.startsWith(`${file}: ${line}`))).toContain(why);
    }
  });

  it('knows a note without a key by its author and title, from JSON as from lines', async () => {
    const note = { title: 'A note without any key', summary: 'So.', author: 'ben', status: 'published' };
    const list = path.join(site.folder, 'notes.json');
    fs.writeFileSync(list, JSON.stringify([note, 7]));
    const first = await take(list);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('1 added') });
    expect(first.err).toContain('notes.json: 2: A record is an object');
    expect((await take(site.file('notes.jsonl', { type: 'case-note', ...note }))).out).toContain(
      '0 added, 0 changed, 1 unchanged',
    );
    expect(
      await site.rows(
        `SELECT p.name, n.status FROM case_notes n JOIN people p ON p.id = n.author_id WHERE title = $1`,
        [note.title],
      ),
    ).toEqual([{ name: 'Asha Brightwater', status: 'draft' }]);
  });

  it('changes neither somebody else’s note nor one that is out', async () => {
    const file = csv('notes.csv', 'key,title', 'n1,Taken over by somebody else');
    expect((await take(file, '--as', 'ben@waymark.example')).err).toContain('somebody else’s case note');
    await site.rows(`UPDATE case_notes SET status = 'published', published_at = now() WHERE title LIKE 'Nine%'`);
    expect((await take(file)).err).toContain('published already');
    expect((await take(csv('same.csv', 'key,title', 'n1,Nine branches one society'))).out).toContain('1 unchanged');
  });

  it.each([
    ['without an author', ['x.csv'], 2, '--as'],
    ['by somebody who is not there', ['x.csv', '--as', 'nobody@waymark.example'], 1, 'no such person'],
    ['from a file of another kind', ['README.md', '--as', 'asha@waymark.example'], 1, 'neither .csv nor .json'],
  ])('answers %s with the code it means', async (_what, args, code, why) => {
    const said = await site.run('import', 'case-notes', ...args);
    expect([said.code, said.err]).toEqual([code, expect.stringContaining(why)]);
  });

  it.each([
    ['a column that is none', 'title,colour', 'There is no column colour'],
    ['a column that is there twice', 'title,title', 'is there twice'],
    ['no title', 'summary', 'has no column title'],
  ])('takes nothing from a table with %s', async (_what, head, why) => {
    expect(await take(csv('head.csv', head, 'x,y'))).toMatchObject({ code: 1, err: expect.stringContaining(why) });
  });
});
