import 'reflect-metadata';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { IN_RECORDS, ROW_TABLES } from '#libs/content';
import { contentGiven, type ContentGiven, filesIn, recordsIn } from './content.given.ts';
import { rowsOfEveryTable } from './rows.given.ts';

jest.setTimeout(180_000);

describe('export and restore', () => {
  let site: ContentGiven;
  const others: ContentGiven[] = [];
  const another = async (): Promise<ContentGiven> => {
    const given = await contentGiven();
    others.push(given);
    return given;
  };
  beforeAll(async () => {
    site = await contentGiven();
    await site.run('seed', 'demo');
    await beyondTheDemo(site);
    await rowsOfEveryTable(site);
  });
  afterAll(async () => {
    for (const given of [site, ...others]) await given.stop();
  });

  it.each([[['--with-confidential']], [[]]])(
    'writes the same bytes again after a restore, with %j',
    async (options) => {
      const first = path.join(site.folder, `first${options.length}`);
      expect(await site.run('export', first, ...options)).toMatchObject({ code: 0, err: '' });

      const copy = await another();
      expect(await copy.run('restore', first)).toMatchObject({ code: 0, err: '' });
      const second = path.join(copy.folder, 'second');
      expect(await copy.run('export', second, ...options)).toMatchObject({ code: 0, err: '' });

      const [before, after] = [filesIn(first), filesIn(second)];
      for (const name of Object.keys(before)) expect([name, after[name] === before[name]]).toEqual([name, true]);
      expect(Object.keys(after)).toEqual(Object.keys(before));
      const manifest = JSON.parse(before['manifest.json']!);
      for (const { type, records } of manifest.files) expect([type, records > 0]).toEqual([type, true]);
      // What a register keeps to itself for a while is left out with the figures of notes.
      expect(before['rows.ndjson']!.includes('999999999999.90')).toBe(options.length > 0);
      const notes = before['case-note.jsonl']!;
      expect(notes.includes('"confidentialUntil":"2099-01-01"')).toBe(options.length > 0);
    },
  );

  it('keeps what the files say in the tables as it was: counts, hidden posts, credits, citations, accepted answers', async () => {
    const folder = path.join(site.folder, 'tables');
    await site.run('export', folder, '--with-confidential');
    const copy = await another();
    await copy.run('restore', folder);

    for (const [table, columns] of [
      [
        'threads',
        'id, post_count, reply_count, accepted_count, follower_count, last_post_at, visible_to, lang, version',
      ],
      [
        'posts',
        'id, thread_id, number, reply_to_id, body_html, hidden_at, hidden_reason, accepted_at, edited_at, version',
      ],
      ['post_citations', 'post_id, case_note_id, position'],
      ['post_revisions', 'post_id, version, body, edited_by, at'],
      ['guidance_sources', 'page_id, position, post_id, thread_id, case_note_id, credited_id'],
      [
        // What nobody may know yet was set behind the back of what computes the evidence.
        `(SELECT * FROM case_notes WHERE id NOT IN (SELECT case_note_id FROM outcome_measures WHERE confidential_until IS NOT NULL
            UNION SELECT case_note_id FROM money_figures WHERE confidential_until IS NOT NULL)) AS n`,
        'id, status, visible_to, evidenced, verdict, saving_amount, evidence_grade, what_happened_html, figures_open_on',
      ],
      ['outcome_measures', '*'],
      ['money_figures', '*'],
      ['tactic_tries', '*'],
      ['objection_meetings', '*'],
      ['memberships', '*'],
      ['people', 'id, name, reader_keys'],
      ['search_documents', 'type, id, part, title, visible_to, answered, accepted, body'],
    ] as const) {
      const of = async (given: ContentGiven): Promise<string[]> =>
        (await given.rows<{ row: string }>(`SELECT t::text AS row FROM (SELECT ${columns} FROM ${table}) AS t`)).map(
          ({ row }) => row,
        );
      // Roles belong to accounts and are given again.
      if (table === 'people') await site.rows(`DELETE FROM role_grants`);
      if (table === 'people') await copy.rows(`DELETE FROM role_grants`);
      const was = new Set(await of(site));
      const is = await of(copy);
      expect([table, is.length, is.filter((row) => !was.has(row))]).toEqual([table, was.size, []]);
    }
  });

  it('carries every column that it says it carries, and each of them had something to carry', async () => {
    const folder = path.join(site.folder, 'columns');
    await site.run('export', folder, '--with-confidential');
    const copy = await another();
    expect(await copy.run('restore', folder)).toMatchObject({ code: 0, err: '' });

    const carried = [
      ...Object.entries(IN_RECORDS).map(([table, columns]) => ({ table, columns, of: 'true' })),
      ...ROW_TABLES.map(({ table, key, columns, of = 'true' }) => ({ table, columns: `${key} ${columns}`, of })),
    ];
    const [lost, added]: [string[], string[]] = [[], []];
    const silent: string[] = [];
    for (const { table, columns, of } of carried) {
      const names = columns.split(' ').map((name) => `"${name}"`);
      const select = `SELECT t::text AS row FROM (SELECT ${names.join(', ')} FROM ${table} WHERE ${of}) AS t ORDER BY 1`;
      const rowsOf = async (given: ContentGiven): Promise<string[]> =>
        (await given.rows<{ row: string }>(select)).map(({ row }) => withPence(row));
      const [is, was] = [new Set(await rowsOf(copy)), new Set(await rowsOf(site))];
      lost.push(...[...was].filter((row) => !is.has(row)).map((row) => `${table} ${row}`));
      added.push(...[...is].filter((row) => !was.has(row)).map((row) => `${table} ${row}`));
      silent.push(...(await silentColumns(site, table, columns.split(' '), of)));
    }
    // There is one licence, so far.
    expect(silent).toEqual(['case_notes.licence']);
    expect([lost, added]).toEqual([[], []]);
    expect(await copy.rows(`SELECT body_html FROM case_note_replies WHERE body LIKE 'We see it%'`)).toEqual([
      { body_html: '<p>We see it <strong>otherwise</strong>.</p>\n' },
    ]);
  });

  it('restores an export that has no rows yet, and names each row that cannot be kept', async () => {
    const folder = path.join(site.folder, 'rows');
    await site.run('export', folder, '--with-confidential');
    const [file, manifest] = [path.join(folder, 'rows.ndjson'), path.join(folder, 'manifest.json')];
    const text = fs.readFileSync(file, 'utf8');
    const whole = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { files: { type: string; sha256: string }[] };
    const restored = async (change: (lines: string[]) => string[] | null) => {
      const lines = change(text.split('\n').slice(0, -1));
      fs.writeFileSync(file, (lines ?? []).map((line) => `${line}\n`).join(''));
      const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
      const files = whole.files
        .filter(({ type }) => lines !== null || type !== 'row')
        .map((of) => (of.type === 'row' ? { ...of, sha256 } : of));
      fs.writeFileSync(manifest, JSON.stringify({ ...whole, files }));
      const copy = await another();
      return { ...(await copy.run('restore', folder)), copy };
    };
    expect(await restored(() => null)).toMatchObject({ code: 0, err: '' });

    const { code, err, out, copy } = await restored((lines) => [
      '{"table":"sessions","id":"1"}',
      '[]',
      ...lines.map((line) => {
        if (!line.startsWith('{"table":"case_note_marks"')) return line;
        if (line.includes('"helped"')) return line.replace('"helped"', '"adored"');
        if (line.includes('"out-of-date"')) return line.replace('"case_note_id":"', '"case_note_id":"x');
        return line.replace('}', ',"body_html":"<script>"}');
      }),
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/row: \d+ added/);
    for (const why of [
      'rows.ndjson: 1 (row): table must be one of those',
      'rows.ndjson: 2 (row): A row is an object',
      'A row of case_note_marks has the columns id, case_note_id',
      'It breaks a rule of the database (case_note_marks_',
      'A value is not of its kind',
    ])
      expect(err).toContain(why);
    expect(await copy.rows(`SELECT kind FROM case_note_marks`)).toEqual([]);
    expect(await copy.rows(`SELECT section FROM case_note_comments`)).toEqual([{ section: 'money' }]);
  });

  it('is in no hurry to write over something, or to restore over it', async () => {
    const folder = path.join(site.folder, 'taken');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'diary.txt'), 'Dear diary');
    expect(await site.run('export', folder)).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') });
    expect(await site.run('export', folder, '--force')).toMatchObject({ code: 0 });
    expect(fs.readFileSync(path.join(folder, 'diary.txt'), 'utf8')).toBe('Dear diary');
    expect(await site.run('restore', folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is content'),
    });
  });

  it('restores nothing from a folder that is not whole', async () => {
    const folder = path.join(site.folder, 'broken');
    await site.run('export', folder);
    const copy = await another();
    const refused = async (why: string) =>
      expect(await copy.run('restore', folder)).toMatchObject({ code: 1, err: expect.stringContaining(why) });
    const tactics = path.join(folder, 'tactic.jsonl');
    fs.appendFileSync(tactics, '\n');
    await refused('not as it was written');
    fs.rmSync(tactics);
    await refused('tactic.jsonl is named');
    fs.rmSync(path.join(folder, 'manifest.json'));
    await refused('holds no export');
    expect(await copy.rows(`SELECT id FROM organisations`)).toEqual([]);
  });

  it('writes no address and no password, and addresses only where they are asked for', async () => {
    const folder = path.join(site.folder, 'private');
    await site.run('export', folder);
    const all = Object.values(filesIn(folder)).join('');
    expect(/@demo\.waymark|\$argon2/.test(all)).toBe(false);
    expect(fs.statSync(path.join(folder, 'practitioner.jsonl')).mode & 0o077).toBe(0);
    const open = path.join(site.folder, 'addresses');
    await site.run('export', open, '--with-emails');
    expect(
      recordsIn(path.join(open, 'practitioner.jsonl')).every(({ email }) => String(email).endsWith('.example')),
    ).toBe(true);
  });

  it('takes its own files again as unchanged, all of them', async () => {
    const folder = path.join(site.folder, 'again');
    await site.run('export', folder, '--with-confidential');
    const files = fs.readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    const { code, out, err } = await site.run('import', 'content', ...files.map((name) => path.join(folder, name)));
    expect([code, err]).toEqual([0, '']);
    for (const line of out.split('\n').slice(0, -1)) expect(line).toMatch(/: 0 added, 0 changed, \d+ unchanged$/);
  });
});

/** Amounts in earlier texts come back with pence, as the export writes them all. */
const withPence = (row: string): string => row.replace(/(""amount"": ""\d+)""/g, '$1.00""');

/** Those that hold nothing but what they hold where nobody says anything. */
async function silentColumns({ rows }: ContentGiven, table: string, columns: string[], of: string): Promise<string[]> {
  const defaults = await rows<{ name: string; value: string }>(
    `SELECT a.attname AS name, coalesce(pg_get_expr(d.adbin, d.adrelid), 'NULL') AS value
       FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = $1::regclass AND a.attname = ANY ($2::text[])`,
    [table, columns],
  );
  const said = defaults.map(
    ({ name, value }) => `count(*) FILTER (WHERE "${name}" IS DISTINCT FROM ${value})::int AS "${name}"`,
  );
  const [counts] = await rows<Record<string, number>>(`SELECT ${said.join(', ')} FROM ${table} WHERE ${of}`);
  return Object.keys(counts!)
    .filter((name) => counts![name] === 0)
    .map((name) => `${table}.${name}`);
}

/** What the demo network has nothing of. */
async function beyondTheDemo({ rows }: ContentGiven): Promise<void> {
  const [asker, other] = await rows<{ id: string }>(`SELECT id FROM people ORDER BY id LIMIT 2`);
  const [circle] = await rows<{ id: string }>(
    `INSERT INTO circles (name, purpose, fictional, version) VALUES ('Pensions', 'To ask', true, 3) RETURNING id`,
  );
  await rows(
    `INSERT INTO circle_members (circle_id, person_id, role) VALUES ($1, $2, 'member'), ($1, $3, 'facilitator')`,
    [circle!.id, asker!.id, other!.id],
  );
  for (const [audience, of] of [
    ['circle', circle!.id],
    ['invited', null],
  ]) {
    const [thread] = await rows<{ id: string }>(
      `INSERT INTO threads (title, author_id, audience, audience_id, post_count, reply_count, lang)
       VALUES ('How do we price the bond?', $1, $2, $3, 2, 0, 'cy') RETURNING id`,
      [asker!.id, audience, of],
    );
    await rows(
      `INSERT INTO posts (thread_id, number, author_id, body, body_html, lang, version, edited_at, hidden_at, hidden_reason)
       VALUES ($1, 1, $2, 'Once more.', E'<p>Once more.</p>\\n', 'cy', 2, now(), NULL, NULL),
              ($1, 2, $3, 'Hidden words', E'<p>Hidden words</p>\\n', 'en', 1, NULL, now(), 'abusive')`,
      [thread!.id, asker!.id, other!.id],
    );
    await rows(
      `INSERT INTO post_revisions (post_id, version, body, edited_by)
       SELECT id, 1, 'At first.', author_id FROM posts WHERE thread_id = $1 AND number = 1`,
      [thread!.id],
    );
    // As a question is asked: in one transaction with its first post.
    await rows(
      `UPDATE posts p SET created_at = t.created_at FROM threads t WHERE t.id = p.thread_id AND p.number = 1 AND t.id = $1`,
      [thread!.id],
    );
    await rows(
      `UPDATE threads SET last_post_at = (SELECT max(created_at) FROM posts WHERE thread_id = $1) WHERE id = $1`,
      [thread!.id],
    );
    if (audience === 'invited') {
      await rows(`INSERT INTO thread_invitations (thread_id, person_id) VALUES ($1, $2), ($1, $3)`, [
        thread!.id,
        asker!.id,
        other!.id,
      ]);
    }
  }
  await rows(
    `UPDATE outcome_measures SET confidential_until = '2099-01-01'
      WHERE (case_note_id, position) = (SELECT case_note_id, position FROM outcome_measures ORDER BY 1, 2 LIMIT 1)`,
  );
  await rows(
    `UPDATE money_figures SET confidential_until = '2099-01-01'
      WHERE (case_note_id, position) = (SELECT case_note_id, position FROM money_figures ORDER BY 1 DESC, 2 LIMIT 1)`,
  );
  await rows(
    `UPDATE case_notes SET status = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'Wrong figures'
      WHERE id = (SELECT id FROM case_notes WHERE status = 'published' ORDER BY id LIMIT 1)`,
  );
}
