import { PDF } from '../support/files.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('pages of masks', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  let colleague: Member;
  let administrator: Member;
  const form = { title: 'What did pass-through cost you?', body: 'We need a figure by May.', audience: 'network' };
  const post = (path: string, by: Member, fields: Record<string, string>) =>
    platform.page('post', path, by).type('form').send(fields);
  const get = (path: string, by: Member | null = asker) => platform.page('get', path, by);

  beforeAll(async () => {
    platform = await startTestPlatform();
    const { given, dataSource } = platform;
    asker = await given.member({ name: 'Zephyrine Quillfeather' });
    peer = await given.member({ name: 'Dee Marsh' });
    moderator = await given.member({ name: 'Maya Birch' }, 'moderator');
    colleague = await given.member({ name: 'Colm Harrow' }, 'moderator');
    administrator = await given.member({ name: 'Ada Lowe' }, 'administrator');
    const [tidewell] = await dataSource.query<{ id: string }[]>(
      `INSERT INTO organisations (kind, name) VALUES ('other_public', 'Tidewell') RETURNING id`,
    );
    for (const { id } of [asker, colleague]) {
      await dataSource.query(
        `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
        [id, tidewell!.id],
      );
    }
  });
  afterAll(() => platform.stop());

  const masked = async (over: Record<string, string> = {}): Promise<string> => {
    const { status, headers, text } = await post('/questions', asker, { ...form, masked: 'yes', ...over });
    if (status !== 303) throw new Error(`${status} ${text}`);
    return /\/threads\/[0-9a-f-]{36}/.exec(headers['location'] as string)![0];
  };

  it('shows on the page where one asks how one would stand there', async () => {
    const { text } = await get('/questions/new');
    expect(text).toContain('Ask under a mask');
    expect(text).toContain('You are shown as <b class="wm-mask">Founder or lead</b>');
    const adviser = await platform.given.member({ practitionerRole: 'paid_adviser' });
    expect((await get('/questions/new', adviser)).text).toContain('You cannot ask under a mask yet');
  });

  it('asks by form, and shows the label to others and to oneself', async () => {
    const address = await masked();
    const own = await get(address);
    expect(own.text).toContain('You, as Founder or lead');
    expect(own.text).toContain('You asked under a mask');
    expect(own.text).toContain('You write as <b class="wm-mask">Founder or lead</b>');
    // In place it would be posted before they are warned.
    expect(own.text).not.toContain('data-reply-form');
    const others = await get(address, peer);
    expect(others.text).toContain('<h2 class="wm-mask">Founder or lead</h2>');
    expect(others.text).not.toMatch(/Zephyrine|You asked under|You write as/);
    expect(others.text).toContain('data-reply-form');
  });

  it('says no where a mask hides nobody', async () => {
    const adviser = await platform.given.member({ practitionerRole: 'paid_adviser' });
    const { status, text } = await post('/questions', adviser, { ...form, masked: 'yes' });
    expect([status, text.includes('Too few people like you')]).toEqual([422, true]);
  });

  it('asks again before a text is posted that names who asks, in a question, a reply and an edit', async () => {
    const naming = { ...form, masked: 'yes', body: 'We at Tidewell ask. Zephyrine' };
    const again = await post('/questions', asker, naming);
    expect(again.status).toBe(422);
    expect(again.text).toContain('“Zephyrine” and “Tidewell” in your text may say who you are');
    expect(again.text).toContain('Post it as it is');
    expect(again.text).toContain('We at Tidewell ask. Zephyrine');
    expect((await get('/questions')).text).not.toContain('Tidewell ask');

    const address = await masked({ body: naming.body, keepWords: 'yes' });
    const reply = { body: 'Zephyrine again', masked: 'yes' };
    const posts = await post(`${address}/posts`, asker, reply);
    expect([posts.status, posts.text.includes('“Zephyrine” in your text')]).toEqual([422, true]);
    expect((await post(`${address}/posts`, asker, { ...reply, keepWords: 'yes' })).status).toBe(303);

    const own = await platform.api('get', `${address}/posts`, asker);
    const { id } = own.body.items[1] as { id: string };
    expect((await get(`/posts/${id}/edit`)).text).toContain('name="masked" value="yes"');
    const edit = { body: 'Tidewell again', masked: 'yes', _version: '1' };
    const edited = await post(`/posts/${id}/edit`, asker, edit);
    expect([edited.status, edited.text.includes('“Tidewell” in your text')]).toEqual([422, true]);
    expect((await post(`/posts/${id}/edit`, asker, { ...edit, keepWords: 'yes' })).status).toBe(303);

    // Nobody else is asked such a thing.
    expect((await post(`${address}/posts`, peer, { body: 'Dee of Tidewell, Zephyrine' })).status).toBe(303);
  });

  it('asks again before a file is posted that may name who asks, in a question, a reply and an edit', async () => {
    const upload = async (name: string, bytes: Buffer): Promise<string> =>
      (await platform.api('post', '/files', asker).attach('file', bytes, { filename: name })).body.id;
    const named = () => upload('Zephyrine Quillfeather bond.csv', Buffer.from('a;b\n'));
    const [table, paper, clean] = [
      await named(),
      await upload('bond.pdf', PDF),
      await upload('bond.csv', Buffer.from('c;d\n')),
    ];
    const inName = '“Zephyrine Quillfeather” in the name of a file may say who you are';
    const inPaper = '“bond.pdf” may hold your name: PDF and Office files often keep their author’s';
    const said = ({ status, text }: { status: number; text: string }) =>
      [status, [inName, inPaper].filter((one) => text.includes(one))] as const;

    const ask = { ...form, masked: 'yes' };
    expect(said(await post('/questions', asker, { ...ask, files: table }))).toEqual([422, [inName]]);
    const again = await post('/questions', asker, { ...ask, files: paper });
    expect(said(again)).toEqual([422, [inPaper]]);
    expect(again.text).toContain('Post it as it is');
    const address = await masked({ files: paper, keepWords: 'yes' });
    // A table holds no author, and this one's name says nothing.
    await masked({ files: clean });

    const reply = { body: 'With the figures', masked: 'yes', files: table };
    expect(said(await post(`${address}/posts`, asker, reply))).toEqual([422, [inName]]);
    expect((await post(`${address}/posts`, asker, { ...reply, keepWords: 'yes' })).status).toBe(303);
    const { id } = (await platform.api('get', `${address}/posts`, asker)).body.items[1] as { id: string };
    const edit = { body: 'With other figures', masked: 'yes', files: await named(), _version: '1' };
    expect(said(await post(`/posts/${id}/edit`, asker, edit))).toEqual([422, [inName]]);
    expect((await post(`/posts/${id}/edit`, asker, { ...edit, keepWords: 'yes' })).status).toBe(303);

    expect((await post('/questions', asker, { ...form, files: await upload('again.pdf', PDF) })).status).toBe(303);
  });

  it('shows a moderator who asked for a reason, once, and tells who asked', async () => {
    const address = await masked();
    const id = address.slice('/threads/'.length);
    const asked = `/moderation${address}/asker`;
    expect((await get(address, moderator)).text).toContain(asked);
    expect((await get(address, peer)).text).not.toContain(asked);

    const before = await get(asked, moderator);
    expect(before.text).toContain('Why do you have to know?');
    expect(before.text).not.toContain('Quillfeather');
    const none = await post(asked, moderator, { reason: '' });
    expect([none.status, none.text.includes('Say why you have to know who asked')]).toEqual([422, true]);
    expect(none.text).not.toContain('Quillfeather');

    const shown = await post(asked, moderator, { reason: 'A threat stands in it', _once: id });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Zephyrine Quillfeather');
    expect(shown.headers['cache-control']).toContain('no-store');
    expect((await get(asked, moderator)).text).not.toContain('Quillfeather');

    const own = await get(`${address}/mask`);
    expect(own.text).toMatch(/A moderator looked on \d+ \w+ \d{4}/);
    expect(own.text).toContain('Reason: “A threat stands in it”');
    expect(own.text).not.toContain('Maya');
    const log = await get('/moderation/looks', administrator);
    expect(log.text).toContain('Maya saw who asked');
    expect(log.text).not.toContain('Quillfeather');
    expect((await get('/settings', administrator)).text).toContain('/moderation/looks');
    expect((await get('/moderation/looks', moderator)).status).toBe(403);
  });

  it('does not tell a moderator who works with them', async () => {
    const address = await masked();
    const { status, text } = await post(`/moderation${address}/asker`, colleague, {
      reason: 'I only wonder who it is',
    });
    expect([status, /Quillfeather/.test(text)]).toEqual([403, false]);
    expect(text).toContain('another moderator has to look');
    expect((await get(`${address}/mask`)).text).toContain('A moderator who works where you work was not told');
  });

  it('is lifted by who asked alone, who is asked again first', async () => {
    const address = await masked();
    for (const path of ['mask', 'unmask']) {
      for (const by of [peer, moderator]) expect((await get(`${address}/${path}`, by)).status).toBe(404);
    }
    expect((await post(`${address}/unmask`, moderator, {})).status).toBe(403);
    expect((await get(`${address}/unmask`)).text).toContain('You cannot take this back');
    expect((await post(`${address}/unmask`, asker, {})).headers['location']).toBe(address);
    expect((await get(address, peer)).text).toContain('Zephyrine, founder or lead');
    expect((await get(`${address}/unmask`)).headers['location']).toBe(address);
    expect((await get(`${address}/mask`)).status).toBe(404);
  });
});
