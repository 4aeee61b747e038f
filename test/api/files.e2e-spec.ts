import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { FilesService } from '#libs/files';
import { Config } from '#libs/platform/config';
import { Reads, Transactions } from '#libs/platform/database';
import { Housekeeping } from '../../apps/worker/housekeeping.ts';
import { DOCX, hugePng, latin1, office, PDF, photo, picture, PPTX, XLSX, zipBomb } from '../support/files.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('files', () => {
  let platform: TestPlatform;
  let amina: Member;
  let dee: Member;
  let moderator: Member;
  let png: Buffer;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wm-files-'));
  const sql = (text: string, values: unknown[] = []) => platform.dataSource.query(text, values);

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off', STORAGE_URL: `file://${folder}` });
    amina = await platform.given.member({ name: 'Amina Okafor' });
    dee = await platform.given.member({ name: 'Dee Marlowick' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    png = await picture('png');
  });
  // Who tries many kinds of files sends more than one person may within a day.
  beforeEach(() => sql(`UPDATE files SET created_at = created_at - interval '23 hours 59 minutes'`));
  beforeEach(() => sql(`DELETE FROM files f WHERE NOT EXISTS (SELECT FROM post_files p WHERE p.file_id = f.id)`));
  afterAll(async () => {
    await platform.stop();
    fs.rmSync(folder, { recursive: true });
  });

  const send = (
    bytes: Buffer,
    name: string,
    { by = amina, key, alt = 'A red field' }: { by?: Member | null; key?: string; alt?: string } = {},
  ) => {
    const asked = request(platform.url).post('/api/v1/files');
    if (by) void asked.set('authorization', `Bearer ${by.token}`);
    if (key) void asked.set('idempotency-key', key);
    return asked.field('alt', alt).attach('file', bytes, { filename: name });
  };
  const fetched = (id: string, by: Member | null) => platform.page('get', `/files/${id}`, by).responseType('blob');
  const reads = async (id: string): Promise<number[]> =>
    Promise.all([amina, dee, moderator, null].map(async (by) => (await fetched(id, by)).status));
  const posted = async (ids: string[], over: Record<string, unknown> = {}) => {
    const { id } = await platform.given.thread(amina, over);
    return platform.given.reply(amina, id, { files: ids });
  };
  const kept = (id: string): boolean => fs.existsSync(path.join(folder, id.slice(0, 2), id));

  describe('are taken by what is in them', () => {
    it.each([
      ['a PNG', () => picture('png'), 'Plan.png', 'png'],
      ['a JPEG', () => picture('jpeg'), 'photo.JPG', 'jpeg'],
      ['a WebP', () => picture('webp'), 'photo.webp', 'webp'],
      ['a PDF', () => PDF, 'Business case.pdf', 'pdf'],
      ['a Word document', () => DOCX, 'paper.docx', 'docx'],
      [
        'a Word document with a chart',
        () => office({ '[Content_Types].xml': '', 'word/document.xml': '', 'word/embeddings/Sheet1.xlsx': 'x' }),
        'chart.docx',
        'docx',
      ],
      ['an Excel workbook', () => XLSX, 'costs.xlsx', 'xlsx'],
      ['PowerPoint slides', () => PPTX, 'slides.pptx', 'pptx'],
      ['a table', () => Buffer.from('a;b\n1;2 £\n'), 'costs.csv', 'csv'],
      ['plain text', () => Buffer.from('a < b, “so” they say\n'), 'note.txt', 'txt'],
    ])('%s, and given to who may read the post', async (_what, bytes, name, kind) => {
      const { status, body } = await send(await bytes(), name);
      expect([status, body.kind, body.name]).toEqual([201, kind, name]);
      expect(await reads(body.id)).toEqual([200, 404, 404, 404]);

      const reply = await posted([body.id]);

      expect(await reads(body.id)).toEqual([200, 200, 200, 404]);
      const { headers } = await fetched(body.id, dee);
      const isPicture = ['png', 'jpeg', 'webp'].includes(kind);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("sandbox; default-src 'none'");
      expect(headers['content-disposition']).toMatch(isPicture ? /^inline;/ : /^attachment;/);
      expect(headers['cache-control']).toContain('private, no-cache');
      const { body: shown } = await platform.api('get', `/posts/${reply.id}`, dee);
      expect(shown.files).toEqual([{ ...body, alt: isPicture ? 'A red field' : null, url: `/files/${body.id}` }]);
      expect(JSON.stringify(shown.files)).not.toContain(amina.id);
      const { text } = await platform.page('get', `/threads/${reply.threadId}`, dee);
      expect(text).toContain(isPicture ? `src="/files/${body.id}"` : `href="/files/${body.id}" download="${name}"`);
    });

    it.each([
      ['a PNG called PDF', () => png, 'x.pdf', 'x.png'],
      ['a PNG called a page', () => png, 'x.html', 'x.png'],
      ['a PDF called Word', () => PDF, 'x.docx', 'x.pdf'],
      ['a PDF without an ending', () => PDF, 'Minutes 2.5', 'Minutes 2.5.pdf'],
    ])('%s is called what it is', async (_what, bytes, name, called) => {
      const { status, body } = await send(bytes(), name);
      expect([status, body.name]).toEqual([201, called]);
    });

    const withPart = (part: string): Buffer =>
      office({ '[Content_Types].xml': '', 'word/document.xml': '', [part]: 'x' });
    it.each([
      [
        'an SVG',
        () => latin1('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        'x.svg',
        'Save it as a PDF',
      ],
      ['an SVG called PNG', () => latin1('<svg onload="alert(1)"/>'), 'x.png', 'Save it as a PDF'],
      ['a page called PNG', () => latin1('<!doctype html><script>alert(1)</script>'), 'x.png', 'Save it as a PDF'],
      ['a page called text', () => latin1('\n <html><script>alert(1)</script>'), 'x.txt', 'Save it as a PDF'],
      ['a page that begins as a table', () => latin1('a;b\n<script>alert(1)</script>'), 'x.csv', 'Save it as a PDF'],
      ['a script called text', () => latin1('#!/bin/sh\nrm -rf /\n'), 'x.txt', 'Save it as a PDF'],
      ['an archive', () => office({ 'a.txt': 'x' }), 'x.zip', 'one by one'],
      ['any archive called Word', () => office({ 'a.txt': 'x' }), 'x.docx', 'one by one'],
      ['a Word document with macros', () => withPart('word/vbaProject.bin'), 'x.docm', 'Save it without them'],
      ['one that hides them', () => withPart('WORD/VBAPROJECT.BIN'), 'x.docx', 'Save it without them'],
      [
        'a document with another file inside',
        () => withPart('word/embeddings/oleObject1.bin'),
        'x.docx',
        'without them',
      ],
      ['an old Word document', () => latin1('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'), 'x.doc', 'docx'],
      ['a document that unpacks to gigabytes', zipBomb, 'x.docx', 'damaged'],
      ['half of a document', () => DOCX.subarray(0, 60), 'x.docx', 'damaged'],
      ['half of a PNG', () => png.subarray(0, 40), 'x.png', 'Save it again'],
      [
        'a PNG whose head is broken',
        () => Buffer.concat([png.subarray(0, 16), latin1('\u00ff\u00ff'), png.subarray(18)]),
        'x.png',
        'not a picture that can be read',
      ],
      [
        'a JPEG without an end',
        () => latin1(`\u00ff\u00d8\u00ff\u00e0${'\u00ff'.repeat(99)}`),
        'x.jpg',
        'Save it again',
      ],
      ['a GIF', () => picture('gif'), 'x.gif', 'JPEG or PNG'],
      ['nothing', () => Buffer.alloc(0), 'x.txt', 'empty'],
      ['text of another alphabet', () => latin1('Sir G\u00e2r;1\n'), 'x.csv', 'CSV UTF-8'],
      ['a program called text', () => latin1('MZ\0\0'), 'x.txt', 'not of a kind'],
      ['text that is no document', () => latin1('{"a":1}'), 'x.json', 'not of a kind'],
    ])('and not %s', async (_what, bytes, name, says) => {
      const { status, body } = await send(await bytes(), name);
      expect([status, body.code]).toEqual([422, 'files.not-taken']);
      expect(body.errors[0].message).toContain(says);
    });

    it.each([
      ['more than 10 MB', () => Buffer.alloc(10_000_001, 0x61), 'x.txt'],
      ['a PNG of 100 million pixels', () => hugePng(10_000, 10_000), 'x.png'],
    ])('and not %s', async (_what, bytes, name) => {
      const { status, body } = await send(bytes(), name);
      expect([status, body.code]).toEqual([422, 'files.too-large']);
    });

    it.each([
      ['../../../etc/passwd.txt', 'passwd.txt'],
      ['invoice\u202Egnp.txt', 'invoicegnp.txt'],
      [`${'x'.repeat(300)}.txt`, `${'x'.repeat(90)}.txt`],
    ])('and %j is called %j', async (name, called) => {
      const { status, body } = await send(Buffer.from(`text ${randomUUID()}`), name);
      expect([status, body.name]).toEqual([201, called]);
      const { headers } = await fetched(body.id, amina);
      expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.%~-]+$/);
    });
  });

  describe('that are pictures', () => {
    it('keep nothing but their pixels, turned as the camera said', async () => {
      const bytes = await photo();
      expect(bytes.toString('latin1')).toMatch(/SecretCamera/);
      const { body } = await send(bytes, 'photo.jpg');
      expect([body.width, body.height]).toEqual([20, 40]);
      const { body: drawn } = await fetched(body.id, amina);
      expect((drawn as Buffer).toString('latin1')).not.toMatch(/Exif|SecretCamera|Jo Wren|GPS|ICC_PROFILE/);
    });

    it('lose what lies behind them', async () => {
      const behind = latin1('<script>alert(document.domain)</script>');
      const { body } = await send(Buffer.concat([png, behind, DOCX]), 'two.png');
      expect(body.kind).toBe('png');
      expect(((await fetched(body.id, amina)).body as Buffer).toString('latin1')).not.toMatch(/script|word\/document/);
    });

    it('are no larger than a page needs', async () => {
      const { body } = await send(await picture('png', 3_000, 1_000), 'wide.png');
      expect([body.width, body.height]).toEqual([2_400, 800]);
    });

    it('are posted once somebody said what they show, or that they only decorate', async () => {
      const { body: file } = await send(png, 'plan.png', { alt: '' });
      expect(file.alt).toBeNull();
      const { id } = await platform.given.thread(dee);
      const reply = () => platform.api('post', `/threads/${id}/posts`, amina).send({ body: 'See.', files: [file.id] });
      const refused = await reply();
      expect([refused.status, refused.body.code]).toEqual([422, 'threads.picture-not-described']);
      expect(refused.body.detail).toContain('plan.png');

      const says = (by: Member, input: object) => platform.api('put', `/files/${file.id}/description`, by).send(input);
      expect((await says(dee, { alt: 'Mine' })).status).toBe(404);
      expect((await says(amina, { alt: 'x'.repeat(301) })).status).toBe(422);
      expect((await says(amina, { alt: 'The plan of the hall' })).body.alt).toBe('The plan of the hall');
      expect((await says(amina, { decorative: true })).body.alt).toBe('');
      expect((await reply()).status).toBe(201);
      expect((await says(amina, { alt: 'Something else' })).status).toBe(404);
    });
  });

  it('stay with the one post, where the message with them is sent again or twice at once', async () => {
    const files = [(await send(PDF, 'one.pdf')).body.id, (await send(PDF, 'two.pdf')).body.id];
    const { id } = await platform.given.thread(dee);
    const message = { body: 'See both.', files, clientMessageId: 'with-files' };
    const attach = () => platform.api('post', `/threads/${id}/posts`, amina).send(message);
    const answers = [...(await Promise.all([attach(), attach(), attach()])), await attach()];
    expect(answers.map(({ status, body }) => [status, body.id, body.files?.length])).toEqual(
      answers.map(() => [201, answers[0]!.body.id, 2]),
    );
    const other = await attach().send({ ...message, clientMessageId: 'with-files-again' });
    expect([other.status, other.body.code]).toEqual([422, 'threads.no-such-file']);
  });

  describe('belong to who sent them', () => {
    it('so that nobody else attaches them, and none is in two posts', async () => {
      const { body: file } = await send(PDF, 'one.pdf');
      const { id } = await platform.given.thread(dee);
      const attach = (by: Member, files: string[]) =>
        platform.api('post', `/threads/${id}/posts`, by).send({ body: 'See the file.', files });
      for (const files of [[file.id], [randomUUID()]]) {
        const { status, body } = await attach(dee, files);
        expect([status, body.code]).toEqual([422, 'threads.no-such-file']);
      }
      expect((await attach(amina, [file.id, randomUUID()])).body.code).toBe('threads.no-such-file');
      expect((await attach(amina, [file.id, file.id])).status).toBe(201);
      expect((await attach(amina, [file.id])).body.code).toBe('threads.no-such-file');
      const asked = await platform
        .api('post', '/threads', dee)
        .send({ title: 'Who has seen this paper?', body: 'It is attached.', files: [file.id] });
      expect(asked.body.code).toBe('threads.no-such-file');
      const many = Array.from({ length: 6 }, () => randomUUID());
      expect((await attach(amina, many)).body.code).toBe('input.invalid');
      expect((await platform.api('get', `/threads/${id}/posts`, dee)).body.items).toHaveLength(2);
    });

    it('and are in one of the posts that take them at once', async () => {
      const { body: file } = await send(PDF, 'race.pdf');
      const threads = await Promise.all([1, 2, 3].map(() => platform.given.thread(dee)));
      const answers = await Promise.all(
        threads.map(({ id }) =>
          platform.api('post', `/threads/${id}/posts`, amina).send({ body: 'See the file.', files: [file.id] }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422, 422]);
    });

    it('who throws them away before they are posted, and not after', async () => {
      const { body: file } = await send(PDF, 'gone.pdf');
      expect((await platform.api('delete', `/files/${file.id}`, dee)).status).toBe(404);
      expect((await platform.api('get', '/me/files', amina)).body.items).toMatchObject([{ id: file.id }]);
      expect((await platform.api('get', '/me/files', dee)).body.items).toEqual([]);
      expect((await platform.api('delete', `/files/${file.id}`, amina)).status).toBe(204);
      expect([(await fetched(file.id, amina)).status, kept(file.id)]).toEqual([404, false]);

      const { body: other } = await send(PDF, 'stays.pdf');
      await posted([other.id]);
      expect((await platform.api('delete', `/files/${other.id}`, amina)).status).toBe(404);
      expect(await reads(other.id)).toEqual([200, 200, 200, 404]);
    });
  });

  it('come with a question', async () => {
    const { body: file } = await send(PDF, 'paper.pdf');
    const { id } = await platform.given.thread(amina, { files: [file.id] });
    expect((await platform.api('get', `/threads/${id}`, dee)).body.posts[0].files).toMatchObject([{ id: file.id }]);
  });

  it('sent twice under one key are one file; under it, another is refused', async () => {
    const key = randomUUID();
    const one = await send(PDF, 'twice.pdf', { key });
    const two = await send(PDF, 'twice.pdf', { key });
    expect(two.body).toEqual(one.body);
    expect(fs.readdirSync(folder, { recursive: true }).filter((name) => String(name).length > 30)).toEqual(
      expect.arrayContaining([path.join(one.body.id.slice(0, 2), one.body.id)]),
    );
    const other = await send(DOCX, 'twice.docx', { key });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.key-reused']);
    expect((await send(PDF, 'twice.pdf')).body.id).not.toBe(one.body.id);
    const rows = await sql(`SELECT id FROM files WHERE owner_id = $1 AND name LIKE 'twice%'`, [amina.id]);
    expect(rows).toHaveLength(2);
  });

  it('sent at once under one key are one file', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2].map(() => send(PDF, 'at-once.pdf', { key })));
    const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id as string));
    expect(ids.size).toBe(1);
    expect(await sql(`SELECT id FROM files WHERE name = 'at-once.pdf'`)).toEqual([{ id: [...ids][0] }]);
  });

  describe('are read by who may read the post now', () => {
    it('whatever its audience', async () => {
      const { body: file } = await send(PDF, 'few.pdf');
      await posted([file.id], { audience: 'invited', invited: [dee.id] });
      expect(await reads(file.id)).toEqual([200, 200, 404, 404]);
      await sql(`DELETE FROM thread_invitations WHERE person_id = $1`, [dee.id]);
      expect(await reads(file.id)).toEqual([200, 404, 404, 404]);

      const { body: open } = await send(PDF, 'open.pdf');
      await posted([open.id], { audience: 'public' });
      expect(await reads(open.id)).toEqual([200, 200, 200, 200]);
    });

    it('and the same answer as for a file that does not exist is for who may not', async () => {
      const { body: file } = await send(PDF, 'secret.pdf');
      const [hidden, none] = [await fetched(file.id, dee), await fetched(randomUUID(), dee)];
      const plain = (page: Buffer): string => page.toString().replace(/nonce="[^"]*"|[0-9a-f-]{36}/g, '');
      expect(plain(hidden.body as Buffer)).toBe(plain(none.body as Buffer));
      expect(Object.keys(hidden.headers)).toEqual(Object.keys(none.headers));
      const api = await platform.api('get', `/files/${file.id}`, dee);
      expect([api.status, api.body.code]).toEqual([404, 'files.not-found']);
    });

    it('also where a browser has them already', async () => {
      const { body: file } = await send(PDF, 'cached.pdf');
      await posted([file.id], { audience: 'invited', invited: [dee.id] });
      const etag = (await fetched(file.id, dee)).headers['etag']!;
      const again = () => platform.page('get', `/files/${file.id}`, dee).set('if-none-match', etag);
      expect((await again()).status).toBe(304);
      await sql(`DELETE FROM thread_invitations WHERE person_id = $1`, [dee.id]);
      expect((await again()).status).toBe(404);
    });

    it('not of a hidden post, but for its author and who moderates', async () => {
      const { body: file } = await send(PDF, 'hidden.pdf');
      const reply = await posted([file.id], { audience: 'public' });
      await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'hide', subject: 'post', subjectId: reply.id, reasonCode: 'spam' });
      expect(await reads(file.id)).toEqual([200, 404, 200, 404]);
    });

    it('by nobody once the author deleted the post, until it is back', async () => {
      const { body: file } = await send(PDF, 'deleted.pdf');
      const reply = await posted([file.id]);
      expect((await platform.api('delete', `/posts/${reply.id}`, amina)).status).toBe(204);
      expect(await reads(file.id)).toEqual([404, 404, 404, 404]);
      expect((await platform.api('post', `/posts/${reply.id}/restore`, amina)).status).toBe(200);
      expect(await reads(file.id)).toEqual([200, 200, 200, 404]);
    });

    it('and by the readers of the discussion that the post was moved to', async () => {
      const { body: file } = await send(PDF, 'moved.pdf');
      const reply = await posted([file.id], { audience: 'public' });
      expect(await reads(file.id)).toEqual([200, 200, 200, 200]);
      const few = await platform.given.thread(amina, { audience: 'network' });
      const moved = await platform
        .api('post', `/threads/${reply.threadId}/move`, moderator)
        .send({ posts: [reply.id], to: few.id, reason: 'It belongs there.' });
      expect(moved.status).toBeLessThan(300);
      expect(await reads(file.id)).toEqual([200, 200, 200, 404]);
      const { body: post } = await platform.api('get', `/posts/${reply.id}`, dee);
      expect([post.threadId, post.files.length]).toEqual([few.id, 1]);
    });

    it('and by who judges a report of the post, whoever else may read it', async () => {
      const { body: file } = await send(PDF, 'reported.pdf');
      const reply = await posted([file.id], { audience: 'invited', invited: [dee.id] });
      expect(await reads(file.id)).toEqual([200, 200, 404, 404]);
      const report = await platform.api('post', `/posts/${reply.id}/reports`, dee).send({ reason: 'personal-data' });
      expect(report.status).toBe(201);
      expect(await reads(file.id)).toEqual([200, 200, 404, 404]);
      // The page of the case notes that they looked.
      await platform.page('get', `/moderation/posts/${reply.id}`, moderator);
      expect(await reads(file.id)).toEqual([200, 200, 200, 404]);
      await platform.api('patch', `/posts/${reply.id}`, amina).send({ body: 'Nothing to see here.', files: [] });
      expect(await reads(file.id)).toEqual([404, 404, 200, 404]);
      const { body: queue } = await platform.api('get', '/moderation/queue?limit=100', moderator);
      const item = queue.items.find(({ subjectId }: { subjectId: string }) => subjectId === reply.id);
      expect(item.files).toEqual([{ id: file.id, name: 'reported.pdf', kind: 'pdf', size: PDF.length, removed: true }]);
      const page = await platform.page('get', `/moderation/posts/${reply.id}`, moderator);
      expect(page.text).toMatch(new RegExp(`href="/files/${file.id}".*PDF, 1 KB, removed by its author`));
      const decided = await platform.api('post', '/moderation/actions', moderator).send({
        action: 'keep',
        subject: 'post',
        subjectId: reply.id,
        reasonCode: 'no-rule-broken',
        reportId: report.body.id,
      });
      expect([decided.status, await reads(file.id)]).toEqual([201, [404, 404, 404, 404]]);
    });

    it('by programs at the address of the API', async () => {
      const { body: file } = await send(PDF, 'for-programs.pdf');
      await posted([file.id]);
      const { status, headers, body } = await platform.api('get', `/files/${file.id}`, dee).responseType('blob');
      expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
      expect((body as Buffer).equals(PDF)).toBe(true);
      expect((await platform.api('get', `/files/${file.id}`, null)).status).toBe(404);
    });
  });

  describe('of a post that is edited', () => {
    it('stay where nothing is said of them, change where it is, and make a version', async () => {
      const [one, two] = [(await send(PDF, 'one.pdf')).body, (await send(DOCX, 'two.docx')).body];
      const reply = await posted([one.id]);
      const edit = (input: object) => platform.api('patch', `/posts/${reply.id}`, amina).send(input);
      expect((await edit({ body: 'Other words.' })).body.files).toMatchObject([{ id: one.id }]);
      const { body: both } = await edit({ body: 'Other words.', files: [two.id, one.id] });
      expect(both.files.map((file: { name: string }) => file.name)).toEqual(['two.docx', 'one.pdf']);
      const { body: less } = await edit({ body: 'Other words.', files: [two.id] });
      expect([less.files.length, less.version]).toEqual([1, both.version + 1]);
      expect(await reads(one.id)).toEqual([404, 404, 404, 404]);
      const same = await edit({ body: 'Other words.', files: [two.id] });
      expect(same.body.version).toBe(less.version);
      expect((await edit({ body: 'Other words.', files: [two.id, one.id] })).body.files).toHaveLength(2);
      expect(await reads(one.id)).toEqual([200, 200, 200, 404]);
    });

    it('are not those of somebody else, nor of another post', async () => {
      const { body: foreign } = await send(PDF, 'foreign.pdf', { by: dee });
      const { body: taken } = await send(PDF, 'taken.pdf');
      await posted([taken.id]);
      const reply = await posted([]);
      for (const id of [foreign.id, taken.id]) {
        const { status, body } = await platform
          .api('patch', `/posts/${reply.id}`, amina)
          .send({ body: 'Other words.', files: [id] });
        expect([status, body.code]).toEqual([422, 'threads.no-such-file']);
      }
    });
  });

  it('that nobody posted within a day, nor keeps in a draft, are removed; so is what was taken out a week ago', async () => {
    const ids: string[] = [];
    for (const name of ['left', 'drafted', 'stays', 'removed', 'reported']) {
      ids.push((await send(PDF, `${name}.pdf`)).body.id as string);
    }
    const [left, drafted, stays, removed, reported] = ids;
    await posted([stays!]);
    const posts = [await posted([removed!]), await posted([reported!])];
    await platform.api('post', `/posts/${posts[1]!.id}/reports`, dee).send({ reason: 'personal-data' });
    for (const { id } of posts) {
      await platform.api('patch', `/posts/${id}`, amina).send({ body: 'Without it.', files: [] });
    }
    await platform.api('put', '/me/drafts/question', amina).send({ fields: { body: 'Soon.', files: [drafted!] } });
    const config = Object.assign(new Config(), { STORAGE_URL: `file://${folder}` });
    const files = new FilesService(new Transactions(platform.dataSource), config);
    const hourly = async (): Promise<void> => {
      await new Housekeeping(new Reads(platform.dataSource)).run();
      await files.sweep();
    };
    const there = () => ids.map(kept);

    await hourly();
    expect(there()).toEqual([true, true, true, true, true]);

    await sql(`UPDATE files SET created_at = now() - interval '25 hours' WHERE id = ANY ($1)`, [ids]);
    await hourly();
    expect(there()).toEqual([false, true, true, true, true]);
    expect((await fetched(left!, amina)).status).toBe(404);

    await sql(`UPDATE post_files SET removed_at = now() - interval '8 days' WHERE file_id = ANY ($1)`, [
      [removed, reported],
    ]);
    await hourly();
    expect(there()).toEqual([false, true, true, false, true]);
    expect(await reads(stays!)).toEqual([200, 200, 200, 404]);
  });

  describe('are not taken', () => {
    it.each([
      ['from nobody signed in', null, 401],
      ['by a token for reading', 'reader', 403],
    ])('%s', async (_what, who, status) => {
      const reader = await platform.given.member();
      await sql(`UPDATE access_tokens SET scope = 'read' WHERE person_id = $1`, [reader.id]);
      expect((await send(PDF, 'x.pdf', { by: who === null ? null : reader })).status).toBe(status);
    });

    it.each([
      ['50 within a day', `1, 'pdf', now() - interval '1 hour'`, 50, true, /within a day/],
      ['30 that are in no post', `1, 'pdf', now() - interval '25 hours'`, 30, false, /in no post/],
      ['500 MB', `10000000, 'pdf', now() - interval '25 hours'`, 50, true, /500 MB/],
    ])('beyond %s of one person', async (_what, columns, count, inPost, says) => {
      const busy = await platform.given.member();
      const { id } = await platform.given.thread(busy);
      const made = await sql(
        `INSERT INTO files (owner_id, name, size, kind, created_at)
         SELECT $1, 'x.pdf', ${columns} FROM generate_series(1, $2) RETURNING id`,
        [busy.id, count],
      );
      if (inPost) {
        await sql(
          `INSERT INTO post_files (post_id, file_id, position)
           SELECT (SELECT id FROM posts WHERE thread_id = $1), x, 1 FROM unnest($2::uuid[]) AS x`,
          [id, made.map((row: { id: string }) => row.id)],
        );
      }
      const { status, body } = await send(PDF, 'x.pdf', { by: busy });
      expect([status, body.code]).toEqual([429, 'files.too-many']);
      expect(body.detail).toMatch(says);
    });

    it('as another kind of body, nor at an address that takes none', async () => {
      const json = await platform.api('post', '/files', amina).send({ file: 'x' });
      expect([json.status, json.body.code]).toEqual([422, 'request.too-much']);
      const { id } = await platform.given.thread(dee);
      const parts = await platform.api('post', `/threads/${id}/posts`, amina).field('body', 'In parts.');
      expect([parts.status, parts.body.code]).toEqual([415, 'http.415']);
      const page = await platform.page('post', `/threads/${id}/follow`, amina).field('following', 'yes');
      expect(page.status).toBe(415);
    });
  });

  it('leave nothing of them in logs or in temporary folders', async () => {
    const before = fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('waymark-'));
    await send(PDF, 'tidy.pdf');
    await send(latin1('<svg/>'), 'tidy.svg');
    expect(fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('waymark-'))).toEqual(before);
  });
});
