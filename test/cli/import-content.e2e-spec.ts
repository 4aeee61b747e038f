import 'reflect-metadata';
import fs from 'node:fs';
import { idOf } from '#libs/platform/database';
import { contentGiven, type ContentGiven } from './content.given.ts';

jest.setTimeout(120_000);

const council = {
  type: 'organisation',
  key: 'fenwick',
  kind: 'council',
  name: 'Fenwick County Council',
  nation: 'England',
  council: { code: 'ZFWK', officialName: 'Fenwick County Council', niceName: 'Fenwick', type: 'CTY' },
};
const society = {
  type: 'organisation',
  key: 'fenwick-books',
  kind: 'spin_out',
  name: 'Fenwick Books',
  spinOut: { parent: 'ZFWK', stage: 'go-live', stages: [{ stage: 'go-live', on: '2024-04-01' }] },
};
const asha = { type: 'practitioner', key: 'asha', name: 'Asha Brightwater', practitionerRole: 'founder' };
const ben = {
  type: 'practitioner',
  key: 'ben',
  name: 'Ben Lowfield',
  memberships: [{ organisation: 'ZFWK', verifiedAt: '2024-01-01T00:00:00Z' }],
};
const note = {
  type: 'case-note',
  key: 'books-first-year',
  title: 'Nine branches, one society: the first year',
  author: 'asha',
  council: 'ZFWK',
  spinOut: 'fenwick-books',
  status: 'published',
  summary: 'Visits rose, and the council paid less.',
  serviceAreas: ['libraries'],
  stage: 'trading-early',
  result: 'went-ahead',
  whatHappened: 'Nine branches moved.',
  outcomes: [{ name: 'Visits', better: 'up', baselineValue: '10.50', laterValue: 12, source: 'Counters' }],
  money: [{ kind: 'saving', label: 'Running cost', amount: '1200', per: 'year', from: '2024-04-01', to: '2025-03-31' }],
};
const question = {
  type: 'question',
  key: 'how-to-count',
  title: 'How do you count visits?',
  body: 'We have three kinds of counter.',
  author: 'ben',
  audience: 'public',
  createdAt: '2024-05-01T09:00:00Z',
  followers: [{ person: 'ben' }, { person: 'asha' }],
  answers: [
    {
      key: 'beams',
      author: 'asha',
      body: 'As here: /x\n\n[[case-note:books-first-year]]',
      acceptedAt: '2024-05-03T10:00:00Z',
    },
    { author: 'ben', body: 'Thank you.', replyTo: 'beams' },
  ],
};
const guide = {
  type: 'guide',
  key: 'count-visits',
  slug: 'count-visits',
  title: 'Count visits the same way for years',
  summary: 'Choose one counter.',
  body: '## First\n\nChoose one.',
  owner: 'ben',
  status: 'published',
  sources: [
    { answer: 'beams', credited: 'asha' },
    { caseNote: 'books-first-year', credited: 'asha' },
  ],
};
const tactic = {
  type: 'tactic',
  key: 'count-first',
  title: 'Count before you argue',
  author: 'asha',
  situation: 'Nobody agrees what is so.',
  move: 'Count for a month.',
  status: 'published',
  tried: [{ person: 'ben', result: 'worked', context: 'Nine branches' }],
};
const objection = {
  type: 'objection',
  key: 'nobody-counts',
  title: 'Nobody can know that',
  behind: 'Figures were wrong before.',
  author: 'ben',
  status: 'published',
  answers: [
    { side: 'for', text: 'Show the counter.' },
    { side: 'against', text: 'Counters fail.' },
  ],
  tactics: ['count-first'],
  meetings: [{ caseNote: 'books-first-year', result: 'accepted' }],
};
/** The wrong way round: each refers to something further down. */
const ALL = [objection, tactic, guide, question, note, ben, asha, society, council];

describe('import content', () => {
  let site: ContentGiven;
  beforeAll(async () => {
    site = await contentGiven();
  });
  afterAll(() => site.stop());
  const take = (...args: string[]) => site.run('import', 'content', ...args);
  const counts = async (): Promise<number[]> => {
    const tables = [
      'organisations',
      'people',
      'case_notes',
      'threads',
      'posts',
      'guidance_pages',
      'tactics',
      'objections',
    ];
    const [row] = await site.rows<Record<string, number>>(
      `SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ')}`,
    );
    return Object.values(row!);
  };

  it('says in a dry run what it would do, and changes nothing', async () => {
    const file = site.file('all.jsonl', ...ALL);
    const before = await counts();

    const said = await take(file, '--dry-run');

    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toMatch(/organisation: 2 added[^]*case-note: 1 added[^]*Nothing was changed: this was a dry run/);
    expect(await counts()).toEqual(before);
  });

  it('takes references in any order, by key, code and slug, and the same file again changes nothing', async () => {
    const file = site.file('all.jsonl', ...ALL);
    expect(await take(file)).toMatchObject({ code: 0, err: '' });
    expect(await counts()).toEqual([2, 2, 1, 1, 3, 1, 1, 1]);
    const [thread] = await site.rows(
      `SELECT reply_count, accepted_count, follower_count, last_seq, (SELECT count(*)::int FROM post_citations) AS cited,
              (SELECT count(*)::int FROM guidance_sources WHERE thread_id = t.id) AS became FROM threads t`,
    );
    expect(thread).toEqual({
      reply_count: 2,
      accepted_count: 1,
      follower_count: 2,
      last_seq: 4,
      cited: 1,
      became: 1,
    });
    expect(await site.rows(`SELECT evidenced, verdict, saving_amount FROM case_notes`)).toEqual([
      { evidenced: false, verdict: 'better', saving_amount: '1200.00' },
    ]);
    expect(await site.rows(`SELECT email FROM accounts`)).toEqual([]);

    const again = await take(file);
    expect(again).toMatchObject({ code: 0, err: '' });
    for (const line of again.out.split('\n').slice(0, -1)) expect(line).toMatch(/: 0 added, 0 changed, \d+ unchanged$/);
  });

  it('brings what has changed up to date, with a version, and leaves alone what the file does not name', async () => {
    const edited = [
      { ...note, summary: 'Visits rose a lot, and the council paid less.' },
      { ...question, answers: [{ ...question.answers[0], body: 'Beams at the door.' }] },
      {
        type: 'tactic',
        key: 'count-first',
        title: tactic.title,
        author: 'asha',
        situation: 'Two sides.',
        move: tactic.move,
      },
      { ...guide, body: '## First\n\nChoose one, and keep it.' },
    ];
    const file = site.file('edited.jsonl', ...edited);

    expect(await take(file)).toMatchObject({ code: 0, err: '' });

    expect(await site.rows(`SELECT version, summary FROM case_notes`)).toEqual([
      { version: 2, summary: 'Visits rose a lot, and the council paid less.' },
    ]);
    expect(await site.rows(`SELECT version FROM case_note_versions ORDER BY version`)).toHaveLength(2);
    expect(await site.rows(`SELECT number, version, body FROM posts ORDER BY number`)).toMatchObject([
      { number: 1, version: 1 },
      { number: 2, version: 2, body: 'Beams at the door.' },
      { number: 3, version: 1, body: 'Thank you.' },
    ]);
    expect(await site.rows(`SELECT version FROM post_revisions`)).toEqual([{ version: 1 }]);
    expect(await site.rows(`SELECT kind FROM events ORDER BY seq OFFSET 4`)).toEqual([{ kind: 'post-edited' }]);
    expect(
      await site.rows(
        `SELECT status, situation, version, (SELECT count(*)::int FROM tactic_tries) AS tried FROM tactics`,
      ),
    ).toEqual([{ status: 'published', situation: 'Two sides.', version: 2, tried: 1 }]);
    expect(await site.rows(`SELECT version FROM guidance_versions ORDER BY 1`)).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
    expect((await take(file)).out).not.toMatch(/[1-9]\d* (added|changed)/);
  });

  it('refuses what cannot be taken, with its line, key, field and reason, and keeps the rest', async () => {
    const file = site.file(
      'broken.jsonl',
      { ...asha, key: 'cleo', name: 'Cleo Marsh' },
      '{"type": "tactic", "key": ',
      { type: 'tractor', key: 'x' },
      [1, 2],
      { ...tactic, key: 'no-move', move: undefined },
      { ...tactic, key: 'by-nobody', author: 'nobody' },
      { ...tactic, key: 'odd', colour: 'red' },
      { ...objection, key: 'one-sided', answers: [{ side: 'for', text: 'Yes.' }] },
      { ...question, key: 'wrong-reply', answers: [{ author: 'ben', body: 'x', replyTo: 'nowhere' }] },
      { ...note, key: 'thin', outcomes: undefined },
      { ...asha, key: 'cleo', name: 'Cleo again' },
      { ...guide, key: 'same-address' },
      { ...asha, key: 'dan', name: 'Dan Weir' },
    );

    const { code, out, err } = await take(file);

    expect(code).toBe(0);
    expect(out).toMatch(/practitioner: 2 added[^]*2 records taken, 11 refused/);
    for (const [line, why] of [
      [2, 'not JSON'],
      [3, 'x): /type: type must be one of'],
      [4, 'A record is an object'],
      [5, 'tactic no-move): /move: Enter move'],
      [6, 'tactic by-nobody): /author: There is no practitioner nobody'],
      [7, 'tactic odd): /colour: There is no field of this name'],
      [8, 'objection one-sided): /answers: What is published has an answer on each side'],
      [9, 'question wrong-reply): /answers/0/replyTo: A reply names an answer'],
      [10, 'case-note thin): /whyNotKnown: Enter a measure'],
      [11, 'practitioner cleo): /id: This record stands further up already'],
      [12, 'guide same-address): Another record has the same'],
    ] as const) {
      expect(err.split('\n').find((told) => told.startsWith(`${file}: ${line}`))).toContain(why);
    }
    expect(await site.rows(`SELECT name FROM people WHERE name LIKE 'Cleo%' OR name LIKE 'Dan%' ORDER BY 1`)).toEqual([
      { name: 'Cleo Marsh' },
      { name: 'Dan Weir' },
    ]);
  });

  it('settles organisations that wait for each other, even in a circle', async () => {
    const body = (key: string, over: object) => ({
      type: 'organisation',
      key,
      kind: 'spin_out',
      name: key,
      spinOut: { stage: 'ended', ...over },
    });
    const file = site.file(
      'circle.jsonl',
      body('third', { parent: 'second' }),
      body('second', { parent: 'first' }),
      body('first', {}),
      body('hen', { parent: 'egg' }),
      body('egg', { succeededBy: 'hen' }),
    );

    const { code, out, err } = await take(file);

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('organisation: 5 added');
    const [row] = await site.rows(
      `SELECT (SELECT parent_id FROM spin_outs WHERE organisation_id = $1) AS egg,
              (SELECT succeeded_by FROM spin_outs WHERE organisation_id = $2) AS hen`,
      [idOf('organisation', 'hen'), idOf('organisation', 'egg')],
    );
    expect(row).toEqual({ egg: idOf('organisation', 'egg'), hen: idOf('organisation', 'hen') });
    expect((await take(file)).out).toContain('0 added, 0 changed, 5 unchanged');
  });

  it('makes an account only where an address is given, and one that nobody knows the password of', async () => {
    const file = site.file('mail.jsonl', { ...asha, key: 'eve', name: 'Eve Rush', email: 'Eve@Waymark.example' });
    await take(file);
    expect(await site.rows(`SELECT email, email_verified_at FROM accounts`)).toEqual([
      { email: 'eve@waymark.example', email_verified_at: null },
    ]);
    const other = site.file('mail.jsonl', { ...asha, key: 'fay', name: 'Fay Rush', email: 'eve@waymark.example' });
    expect((await take(other)).err).toContain('/email: Somebody else has an account with this address');
  });

  it.each([
    ['a file that is not there', ['no-such.jsonl'], 1, 'There is no file'],
    ['no file', [], 2, 'missing required argument'],
    ['an unknown option', ['x.jsonl', '--quick'], 2, 'unknown option'],
  ])('answers %s with the code it means', async (_what, args, code, why) => {
    const said = await take(...args);
    expect([said.code, said.err]).toEqual([code, expect.stringContaining(why)]);
  });

  it('fails where nothing at all can be taken', async () => {
    expect(await take(site.file('none.jsonl', 'nonsense'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing could be taken'),
    });
  });

  it('ends a line that is longer than a record can be, and reads on', async () => {
    const file = site.file('long.jsonl', asha);
    fs.appendFileSync(file, `"${'x'.repeat(65 * 1_048_576)}"\n${JSON.stringify(ben)}\n`);
    const { out, err } = await take(file);
    expect(err).toContain('The line is longer than 64 MB');
    expect(out).toContain('practitioner: 0 added, 0 changed, 2 unchanged');
  });
});
