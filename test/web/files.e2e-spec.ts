import { randomUUID } from 'node:crypto';
import { statementsOf } from '../support/statements.ts';
import { latin1, PDF, picture } from '../support/files.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** Without a script: files come with the form that they belong to. */
describe('files in a plain form', () => {
  let platform: TestPlatform;
  let amina: Member;
  let dee: Member;
  let png: Buffer;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    amina = await platform.given.member({ name: 'Amina Okafor' });
    dee = await platform.given.member({ name: 'Dee Marlowick' });
    png = await picture('png');
  });
  afterAll(() => platform.stop());

  const form = (
    address: string,
    fields: Readonly<Record<string, string>>,
    files: readonly (readonly [name: string, bytes: Buffer])[] = [],
    by: Member | null = amina,
  ) => {
    const asked = platform.page('post', address, by);
    for (const [name, value] of Object.entries(fields)) void asked.field(name, value);
    for (const [name, bytes] of files) void asked.attach('_upload', bytes, { filename: name });
    return asked;
  };
  const idsIn = (html: string): string[] => [...html.matchAll(/name="files" value="([^"]+)"/g)].map(([, id]) => id!);
  const filesOf = async (threadId: string, number: number): Promise<object[]> =>
    (await platform.api('get', `/threads/${threadId}/posts`, dee)).body.items[number - 1].files;

  it('come with a reply, once, however often it is sent', async () => {
    const { id } = await platform.given.thread(dee);
    const fields = { body: 'With a file.', _once: randomUUID() };
    const first = await form(`/threads/${id}/posts`, fields, [['plan.pdf', PDF]]);
    const second = await form(`/threads/${id}/posts`, fields, [['plan.pdf', PDF]]);
    expect([first.status, second.status, second.headers['location']]).toEqual([303, 303, first.headers['location']]);
    expect((await platform.api('get', `/threads/${id}/posts`, dee)).body.items).toHaveLength(2);
    expect(await filesOf(id, 2)).toMatchObject([{ name: 'plan.pdf' }]);
  });

  it('need none to be there: an empty field for files is no file', async () => {
    const { id } = await platform.given.thread(dee);
    const { status } = await form(`/threads/${id}/posts`, { body: 'Only words.' }, [['', Buffer.alloc(0)]]);
    expect(status).toBe(303);
    expect(await filesOf(id, 2)).toEqual([]);
  });

  it('that are pictures come back to be described, with all that was typed', async () => {
    const { id } = await platform.given.thread(dee);
    const sent = await form(`/threads/${id}/posts`, { body: 'Here is the plan.' }, [['plan.png', png]]);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('Describe the picture “plan.png”, or say that it only decorates');
    expect(sent.text).toContain('<a href="#files">');
    expect(sent.text).toContain('>Here is the plan.</textarea>');
    const [fileId] = idsIn(sent.text);
    const described = await form(`/threads/${id}/posts`, {
      body: 'Here is the plan.',
      files: fileId!,
      [`_alt:${fileId}`]: 'The plan of the hall',
    });
    expect(described.status).toBe(303);
    expect(await filesOf(id, 2)).toMatchObject([{ id: fileId, alt: 'The plan of the hall' }]);
  });

  it('can be added, described and left out before the text is posted', async () => {
    const { id } = await platform.given.thread(dee);
    const added = await form(`/threads/${id}/posts`, { body: '', _again: 'yes' }, [
      ['plan.png', png],
      ['paper.pdf', PDF],
    ]);
    expect(added.status).toBe(200);
    const [one, two] = idsIn(added.text);
    const preview = await form(`/threads/${id}/posts`, {
      body: 'x',
      files: one!,
      [`_decorative:${one}`]: 'yes',
      preview: 'yes',
    });
    expect(preview.status).toBe(200);
    expect(idsIn(preview.text)).toEqual([one]);
    expect((await form(`/threads/${id}/posts`, { body: 'Posted.', files: one! })).status).toBe(303);
    expect(await filesOf(id, 2)).toMatchObject([{ id: one, alt: '' }]);
    expect((await platform.api('get', '/me/files', amina)).body.items).toMatchObject([{ id: two }]);
    const { text } = await platform.page('get', `/threads/${id}`, dee);
    expect(text).toMatch(new RegExp(`<img src="/files/${one}" alt width="40" height="20" loading="lazy"`));
  });

  it('that cannot be taken say why beside the field, and keep the text and the other files', async () => {
    const { id } = await platform.given.thread(dee);
    const { status, text } = await form(`/threads/${id}/posts`, { body: 'My text' }, [
      ['x.svg', latin1('<svg/>')],
      ['long.txt', Buffer.alloc(10_000_001, 0x61)],
      ['two.pdf', PDF],
    ]);
    expect(status).toBe(422);
    expect(text).toContain('“x.svg” is a web page, a drawing with code');
    expect(text).toContain('“long.txt” is larger than 10 MB');
    expect(text).toContain('<a href="#_upload">');
    expect(text).toContain('>My text</textarea>');
    expect(idsIn(text)).toHaveLength(1);
  });

  it('are five at most, and the others are said not to be there', async () => {
    const { id } = await platform.given.thread(dee);
    const seven = Array.from({ length: 7 }, (_, n) => [`${n}.pdf`, PDF] as const);
    const { status, text } = await form(`/threads/${id}/posts`, { body: 'Many' }, seven);
    expect(status).toBe(422);
    expect(text).toContain('A post can have 5 files: 2 of those you chose were not added');
    expect(idsIn(text)).toHaveLength(5);
  });

  it('of a question are posted with it, and come back with its draft', async () => {
    const asked = await form('/questions', { title: 'Who has seen this paper before?', body: 'Attached.' }, [
      ['p.pdf', PDF],
    ]);
    expect(asked.status).toBe(303);
    const saved = await form('/questions', { title: 'And this one?', body: '', save: 'draft' }, [['draft.pdf', PDF]]);
    expect(saved.status).toBe(303);
    const again = await platform.page('get', '/questions/new', amina);
    expect(again.text).toContain('draft.pdf');
    expect(idsIn(again.text)).toHaveLength(1);
  });

  it('of a post are there when it is edited, and can be left out or added to', async () => {
    const { id } = await platform.given.thread(dee);
    await form(`/threads/${id}/posts`, { body: 'With a file.' }, [['plan.pdf', PDF]]);
    const [post] = (await platform.api('get', `/threads/${id}/posts`, dee)).body.items.slice(1);
    const opened = await platform.page('get', `/posts/${post.id}/edit`, amina);
    expect(idsIn(opened.text)).toEqual([post.files[0].id]);
    const both = await form(`/posts/${post.id}/edit`, { body: 'With two.', files: post.files[0].id, _version: '1' }, [
      ['second.pdf', PDF],
    ]);
    expect(both.status).toBe(303);
    expect(await filesOf(id, 2)).toMatchObject([{ name: 'plan.pdf' }, { name: 'second.pdf' }]);
    const stale = await form(`/posts/${post.id}/edit`, { body: 'Late.', files: post.files[0].id, _version: '1' });
    expect(stale.status).toBe(409);
    expect(idsIn(stale.text)).toHaveLength(2);
    expect((await form(`/posts/${post.id}/edit`, { body: 'With none.', _version: '2' })).status).toBe(303);
    expect(await filesOf(id, 2)).toEqual([]);
  });

  it('of a post that changed meanwhile are shown as they are, and what came in another window is not dropped', async () => {
    const { id } = await platform.given.thread(dee);
    await form(`/threads/${id}/posts`, { body: 'As posted.' }, [
      ['a.pdf', PDF],
      ['b.pdf', PDF],
    ]);
    const [post] = (await platform.api('get', `/threads/${id}/posts`, dee)).body.items.slice(1);
    const [a, b] = post.files.map((file: { id: string }) => file.id);
    const edit = (html: string, files: readonly string[]) => {
      const asked = platform.page('post', `/posts/${post.id}/edit`, amina).field('body', 'As this window has it.');
      for (const name of ['_version', '_had']) {
        for (const [, value] of html.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g')))
          void asked.field(name, value!);
      }
      for (const file of files) void asked.field('files', file);
      return asked;
    };
    const opened = await platform.page('get', `/posts/${post.id}/edit`, amina);
    await form(`/posts/${post.id}/edit`, { body: 'As posted.', files: a!, _version: '1' }, [['came.pdf', PDF]]);
    const came = (await filesOf(id, 2)).map((file) => (file as { id: string }).id).find((one) => one !== a)!;

    const patched = await platform
      .api('patch', `/posts/${post.id}`, amina)
      .set('if-match', '"v1"')
      .send({ body: 'Late', files: [a] });
    expect([patched.status, patched.body.current]).toEqual([412, { body: 'As posted.', files: [a, came] }]);

    // This window takes a.pdf out, and knows nothing of came.pdf.
    const stale = await edit(opened.text, [b!]);
    expect(stale.status).toBe(409);
    expect(stale.text).toMatch(/The files as they are now[^]*a\.pdf[^]*came\.pdf[^]*<form/);
    expect(idsIn(stale.text)).toEqual([b, came]);
    // Asked again for something else, the form still knows which files stood there when it was filled in.
    expect((await edit(stale.text, idsIn(stale.text))).status).toBe(303);
    expect(await filesOf(id, 2)).toMatchObject([{ name: 'b.pdf' }, { name: 'came.pdf' }]);
  });

  it('of somebody else are not shown in a form', async () => {
    const { id } = await platform.given.thread(dee);
    const added = await form(`/threads/${id}/posts`, { body: '', _again: 'yes' }, [['mine.pdf', PDF]]);
    const [fileId] = idsIn(added.text);
    const stolen = await form(`/threads/${id}/posts`, { body: '', files: fileId!, _again: 'yes' }, [], dee);
    expect(stolen.text).not.toContain('mine.pdf');
    expect((await form(`/threads/${id}/posts`, { body: 'x', files: fileId! }, [], dee)).status).toBe(422);
  });

  it('of who is signed out by then are not kept, and the text is', async () => {
    const { id } = await platform.given.thread(dee);
    const body = 'A long thought that must not be lost at all.';
    const { status, text } = await form(`/threads/${id}/posts`, { body }, [['p.pdf', PDF]], null);
    expect(status).toBe(401);
    expect(text).toContain(body);
    expect(text).toContain('The files that you had chosen were not sent');
    expect((await form(`/threads/${id}/posts`, { body }, [], null)).text).not.toContain(
      'The files that you had chosen',
    );
  });

  it('do not cost the page of a discussion a statement', async () => {
    const { id } = await platform.given.thread(dee);
    await form(`/threads/${id}/posts`, { body: 'With a file.' }, [['plan.pdf', PDF]]);
    const counted = await statementsOf(platform.dataSource, () => platform.page('get', `/threads/${id}`, dee));
    expect(counted.length).toBeLessThanOrEqual(3);
  });
});
