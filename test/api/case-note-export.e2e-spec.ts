import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { type Test } from 'supertest';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { caseNotesGiven, FIGURES, NOTE } from './case-notes.given.ts';

const FORMATS = ['html', 'md', 'docx', 'pdf'] as const;
const LATER = '2999-01-01';
const HOSTILE = {
  title: '<script>alert(1)</script> *bold* | [x](javascript:alert(1)) & "quoted" Cŵn a ŷd',
  summary: `# not a heading\u202E214\u202C <img src=x onerror=alert(1)> ${'W'.repeat(300)} שלום 😀`,
  whatHappened:
    '<b>raw</b>\n\n[bad](javascript:alert(1)) [good](https://good.example/a_b)\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  whatWentWrong: `${'unbroken'.repeat(400)}\n\n- one\n  - two\n\n\`\`\`\n</w:t><evil/>\n\`\`\``,
};

describe('a case note as a file', () => {
  let platform: TestPlatform;
  let author: Member;
  let member: Member;
  let moderator: Member;
  let given: ReturnType<typeof caseNotesGiven>;
  let open: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti' });
    member = await platform.given.member({ name: 'Ben' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    open = (await given.published(author, moderator)).id;
  });
  afterAll(() => platform.stop());

  const asBytes = (asked: Test): Test =>
    asked.buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  const file = async (id: string, query: string, by: Member | null = null) => {
    const { status, headers, body } = await asBytes(platform.api('get', `/case-notes/${id}/export?${query}`, by));
    return { status, headers, bytes: body as Buffer };
  };
  const docxText = (bytes: Buffer): string => strFromU8(unzipSync(bytes)['word/document.xml']!);
  /** What the file says: of a PDF only that it is one, as its text is compressed and coded. */
  const said = (format: string, bytes: Buffer): string =>
    format === 'docx' ? docxText(bytes).replaceAll(/<[^>]*>/g, '') : bytes.toString('utf8');

  it.each([
    ['html', 'text/html; charset=utf-8', '<!DOCTYPE html>'],
    ['md', 'text/markdown; charset=utf-8', 'Case note, evidenced'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK'],
    ['pdf', 'application/pdf', '%PDF-1.7'],
  ])('comes as %s, with a type, a safe name and no room to be taken for a page', async (format, type, beginning) => {
    const { status, headers, bytes } = await file(open, `format=${format}`);

    expect([status, headers['content-type']]).toEqual([200, type]);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="twelve-libraries-one-staff-led-society-v3.${format}"`,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(bytes.subarray(0, beginning.length).toString()).toBe(beginning);
    const page = await asBytes(platform.page('get', `/case-notes/${open}/download?format=${format}`));
    expect([page.status, (page.body as Buffer).equals(bytes)]).toEqual([200, true]);
  });

  it.each(FORMATS)('as %s is the same, byte for byte, whoever asks and however often', async (format) => {
    for (const part of ['note', 'brief']) {
      const query = `format=${format}&of=${part}`;
      const first = await file(open, query);
      for (const by of [null, author, moderator]) {
        expect((await file(open, query, by)).bytes.equals(first.bytes)).toBe(true);
      }
    }
  });

  it('numbers its sources, each once, and cites them', async () => {
    const shared = { source: 'Accounts 2025-26', confidence: 'audited' };
    const { id } = await given.published(author, moderator, {
      money: [
        { ...NOTE.money[0], ...shared },
        { ...NOTE.money[0], ...shared, kind: 'setup', label: 'Cost of moving', amount: '188000', per: 'once' },
      ],
    });
    const text = said('md', (await file(id, 'format=md')).bytes);
    const docx = docxText((await file(id, 'format=docx')).bytes);

    expect(text).toMatch(/\| Visits per open hour \| 14\.2 to 16\.9 \|.*\| Commissioner confirmed \[1\] \|/);
    expect(text.match(/Audited \[2\]/g)).toHaveLength(2);
    expect(text).toContain('1. Commissioner’s review. Commissioner confirmed. For 2022-23 to 2025-26.');
    expect(text.match(/Accounts 2025-26/g)).toHaveLength(1);
    expect(docx).toMatch(/w:bookmarkStart[^>]*w:name="source-2"/);
    expect(docx).toMatch(/w:hyperlink[^>]*w:anchor="source-2"/);
  });

  it('as Word has real headings, table headers and lists; as PDF it is tagged, titled and in our typeface', async () => {
    const docx = docxText((await file(open, 'format=docx')).bytes);
    const pdf = (await file(open, 'format=pdf')).bytes.toString('latin1');

    expect(docx).toContain('<w:pStyle w:val="Heading1"/>');
    expect(docx.match(/<w:pStyle w:val="Heading2"\/>/g)!.length).toBeGreaterThan(3);
    expect(docx).toContain('<w:tblHeader/>');
    expect(docx).toContain('<w:numPr>');
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toMatch(/\/Lang \(en-GB\)/);
    expect(pdf).toContain('/DisplayDocTitle true');
    expect(pdf).toMatch(/\/S \/H1/);
    expect(pdf).toMatch(/\/S \/Table/);
    expect(pdf).toMatch(/\/S \/TH/);
    expect(pdf).toMatch(/\/FontFile2/);
    expect(pdf).toMatch(/AtkinsonHyperlegibleNext/);
    expect(pdf).not.toMatch(/BaseFont \/Helvetica/);
  });

  it('says as at when, which version, under what licence and where it is kept', async () => {
    for (const part of ['note', 'brief']) {
      for (const format of ['html', 'md', 'docx']) {
        const text = said(format, (await file(open, `format=${format}&of=${part}`)).bytes);

        expect(text).toMatch(/Version 3, as at \d+ \w+ \d{4}\. .*Licence CC BY 4\.0\./);
        expect(text).toContain(`/case-notes/${open}`);
      }
    }
  });

  describe.each([['note'], ['brief']])('the %s', (of) => {
    it.each(FORMATS)('as %s is for whoever may see it', async (format) => {
      const draft = (await given.draft(author)).id;
      const submitted = (await given.submitted(author)).id;
      const cases: [string, string, Member | null, number][] = [
        ['published, nobody', open, null, 200],
        ['draft, nobody', draft, null, 404],
        ['draft, a member', draft, member, 404],
        ['draft, a moderator', draft, moderator, 404],
        ['draft, its author', draft, author, 200],
        ['submitted, nobody', submitted, null, 404],
        ['submitted, a member', submitted, member, 404],
        ['submitted, a moderator', submitted, moderator, 200],
        ['submitted, its author', submitted, author, 200],
      ];
      for (const [name, id, by, expected] of cases) {
        const { status, bytes } = await file(id, `format=${format}&of=${of}`, by);
        const page = await platform.page('get', `/case-notes/${id}/download?format=${format}&of=${of}`, by);
        const brief = await platform.page('get', `/case-notes/${id}/brief`, by);

        expect([name, status, page.status, brief.status]).toEqual([name, expected, expected, expected]);
        if (expected === 404) expect(said('json', bytes)).not.toMatch(FIGURES);
        else if (id !== open && format !== 'pdf') expect(said(format, bytes)).toContain('Draft, not published');
      }
    });

    it('of a withdrawn one says so and shows no figure', async () => {
      const { id } = await given.withdrawn(author, moderator);
      for (const format of ['html', 'md', 'docx']) {
        for (const by of [null, author]) {
          const text = said(format, (await file(id, `format=${format}&of=${of}`, by)).bytes);

          expect(text).toContain('This case note was withdrawn');
          expect(text).not.toMatch(FIGURES);
        }
      }
    });

    it('holds no figure that is not to be known yet, not even for its author', async () => {
      const guarded = {
        outcomes: [{ ...NOTE.outcomes[0], name: 'Zebra measure', laterValue: '777777', confidentialUntil: LATER }],
        money: [{ ...NOTE.money[0], label: 'Zebra saving', amount: '777777', confidentialUntil: LATER }],
      };
      const published = (await given.published(author, moderator, guarded)).id;
      const draft = (await given.draft(author, guarded)).id;
      for (const [id, by] of [
        [published, null],
        [published, author],
        [published, moderator],
        [draft, author],
      ] as const) {
        for (const format of ['html', 'md', 'docx']) {
          const { status, bytes } = await file(id, `format=${format}&of=${of}`, by);

          expect(status).toBe(200);
          expect(said(format, bytes)).not.toMatch(/Zebra|777,?777/);
        }
      }
    });

    it('keeps hostile text text', async () => {
      const { id } = await given.published(author, moderator, HOSTILE);
      const [html, md, docx, pdf] = await Promise.all(
        FORMATS.map(async (format) => (await file(id, `format=${format}&of=${of}`)).bytes),
      );

      expect(html!.toString()).not.toMatch(/<script|<img|<b>raw|href="javascript|\u202E/);
      expect(html!.toString()).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(md!.toString()).not.toMatch(/^# not a heading|(?<!\\)\]\(<?javascript|(?<!\\)<script|\u202E/m);
      const words = docxText(docx!);
      expect(words).not.toMatch(/<evil|\u202E/);
      expect(words).toContain('&lt;script&gt;');
      expect(pdf!.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf!.toString('latin1')).not.toContain('<script');
    });
  });

  it('drops no figure in silence: what has no room in a brief is counted', async () => {
    const { id } = await given.published(author, moderator, {
      outcomes: Array.from({ length: 20 }, (_, i) => ({
        ...NOTE.outcomes[0],
        name: `Measure of a long name that takes a whole line on its own, number ${i}`,
        source: `Source ${i} ${'with many words '.repeat(15)}`,
      })),
      money: Array.from({ length: 20 }, (_, i) => ({
        ...NOTE.money[0],
        label: `Saving ${i}`,
        amount: String(1000 + i),
      })),
      whatWentWrong: 'A sentence that goes on for a while and says little. '.repeat(150),
      costOfDoingNothing: 'A sentence that goes on for a while and says little. '.repeat(30),
    });
    const text = said('md', (await file(id, 'format=md&of=brief')).bytes);
    const pdf = (await file(id, 'format=pdf&of=brief')).bytes.toString('latin1');
    const shown = text.split('## Sources')[0]!.match(/14\.2 to 16\.9|£1,0\d\d a year/g)!.length;
    const counted = Number(/(\d+) more figures in the case note/.exec(text)![1]);

    expect(shown - 1 + counted).toBe(40); // The saving stands in the first lines as well.
    expect(text).toContain('More in the case note.');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it.each([
    ['no format', '', 'format'],
    ['another format', 'format=exe', 'format'],
    ['another audience', 'format=md&of=brief&audience=press', 'audience'],
    ['another part', 'format=md&of=all', 'of'],
  ])('is refused with the field that is wrong: %s', async (_name, query, pointer) => {
    const { status, body } = await platform.api('get', `/case-notes/${open}/export?${query}`);

    expect([status, JSON.stringify(body.errors)]).toEqual([422, expect.stringContaining(pointer)]);
  });

  it('as Word opens in LibreOffice, where there is one', async () => {
    if (spawnSync('soffice', ['--version']).status !== 0) return;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wm-docx-'));
    fs.writeFileSync(path.join(folder, 'note.docx'), (await file(open, 'format=docx')).bytes);
    execFileSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, path.join(folder, 'note.docx')]);

    expect(fs.readFileSync(path.join(folder, 'note.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    fs.rmSync(folder, { recursive: true });
  });
});
