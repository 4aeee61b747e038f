import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('the history of a post', () => {
  let platform: TestPlatform;
  let asker: Member;
  let author: Member;
  let other: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    author = await platform.given.member({ name: 'Dee Marlowick' });
    other = await platform.given.member({ name: 'Bea Thornfield' });
    moderator = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const edit = async (id: string, body: string, version?: number) => {
    const asked = platform.api('patch', `/posts/${id}`, author).send({ body });
    return version === undefined ? asked : asked.set('if-match', `"v${version}"`);
  };
  const revisions = async (id: string, by: Member | null = other, query = '') =>
    platform.api('get', `/posts/${id}/revisions${query}`, by);
  const writtenBefore = (id: string, minutes: number) =>
    platform.dataSource.query(`UPDATE posts SET created_at = now() - make_interval(mins => $2) WHERE id = $1`, [
      id,
      minutes,
    ]);

  it('says nothing of a slip put right in the first five minutes, and still refuses a stale edit', async () => {
    const { id: threadId } = await platform.given.thread(asker);
    const { id } = await platform.given.reply(author, threadId, { body: 'We payed £400.' });
    const { status, body, headers } = await edit(id, 'We paid £400.', 1);
    expect([status, body.body, body.editedAt, headers['etag']]).toEqual([200, 'We paid £400.', null, '"v2"']);
    expect((await edit(id, 'From a stale tab', 1)).status).toBe(412);
    expect((await revisions(id)).body).toEqual({ items: [], next: null });
    const { text } = await platform.page('get', `/threads/${threadId}`, other);
    expect(text).not.toContain(`/posts/${id}/history`);
    const page = await platform.page('get', `/posts/${id}/history`, other);
    expect([page.status, page.text.includes('It still reads as it was first written')]).toEqual([200, true]);
    expect(page.text).not.toContain('payed');
  });

  it.each([
    ['later than that', async (id: string) => writtenBefore(id, 6)],
    ['once somebody replied after it', async (_id: string, threadId: string) => platform.given.reply(other, threadId)],
    [
      'once it was accepted',
      async (id: string, threadId: string) =>
        platform.api('post', `/threads/${threadId}/accept`, asker).send({ postId: id }),
    ],
  ])('says that it was edited %s, and keeps what it said', async (_when, then) => {
    const { id: threadId } = await platform.given.thread(asker);
    const { id } = await platform.given.reply(author, threadId, { body: 'Ask the fund for nine days.' });
    await then(id, threadId);
    const { body } = await edit(id, 'Ask the fund for ten days.');
    expect(body.editedAt).not.toBeNull();
    expect((await revisions(id)).body.items).toMatchObject([{ version: 1, body: 'Ask the fund for nine days.' }]);

    const { text } = await platform.page('get', `/threads/${threadId}`, other);
    expect(text).toMatch(new RegExp(`href="/posts/${id}/history"[^>]*>\\s*edited \\d`));
    const history = (await platform.page('get', `/posts/${id}/history`, other)).text;
    expect(history).toMatch(/Ask the fund for <del[^>]*>.*nine<\/del>.*<ins[^>]*>.*ten<\/ins> days\./);
    expect(history).toContain('First written');
  });

  it('says which files an edit took away or added, also where the text stayed', async () => {
    const upload = async (name: string): Promise<string> =>
      (await platform.api('post', '/files', author).attach('file', Buffer.from(`${name};1\n`), { filename: name })).body
        .id;
    const [plan, costs, more] = [await upload('plan.csv'), await upload('costs.csv'), await upload('more.csv')];
    const { id: threadId } = await platform.given.thread(asker);
    const { id } = await platform.given.reply(author, threadId, { body: 'As said', files: [plan, costs] });
    await writtenBefore(id, 60);
    const files = (ids: string[], body = 'As said') =>
      platform.api('patch', `/posts/${id}`, author).send({ body, files: ids });
    await files([costs]);
    await files([more, costs], 'As said before');
    await files([costs, more], 'As said before');
    await edit(id, 'As said before\n\nagain');
    await edit(id, 'As said before\n\n\nagain');

    const { text } = await platform.page('get', `/posts/${id}/history`, other);
    const saidOf = (version: number): string => text.split(`id="v${version}"`)[1]!.split('</section>')[0]!;
    expect(saidOf(2)).toContain('Files changed: plan.csv removed.');
    expect(saidOf(2)).not.toContain('Only spaces');
    expect(saidOf(3)).toMatch(/before[^]*Files changed: more.csv added\./);
    expect(saidOf(4)).toContain('The order of the files changed.');
    expect(saidOf(5)).not.toContain('Files changed');
    expect(saidOf(6)).toContain('Only spaces or empty lines changed.');
    expect((await revisions(id)).body.items).toMatchObject([
      { version: 5, fileNames: ['costs.csv', 'more.csv'] },
      { version: 4, fileNames: ['costs.csv', 'more.csv'] },
      { version: 3, fileNames: ['more.csv', 'costs.csv'] },
      { version: 2, fileNames: ['costs.csv'] },
      { version: 1, fileNames: ['plan.csv', 'costs.csv'] },
    ]);

    // Of edits from before the names were kept nothing is said that may be untrue.
    await platform.dataSource.query(`UPDATE post_revisions SET file_names = NULL WHERE post_id = $1`, [id]);
    const old = (await platform.page('get', `/posts/${id}/history`, other)).text;
    expect(old).not.toContain('Files changed');
    expect(old).toContain('Only spaces, empty lines or files changed.');
  });

  it('shows many edits by pages, each against the one before, with nothing twice and nothing left out', async () => {
    const { id: threadId } = await platform.given.thread(asker);
    const { id } = await platform.given.reply(author, threadId, { body: 'Draft 1' });
    await writtenBefore(id, 60);
    for (let n = 2; n <= 24; n += 1) await edit(id, `Draft ${n}`);
    const seen: number[] = [];
    let address: string | undefined = `/posts/${id}/history`;
    for (let pages = 0; address && pages < 5; pages += 1) {
      const { text } = await platform.page('get', address, other);
      seen.push(...[...text.matchAll(/id="v(\d+)"/g)].map(([, version]) => Number(version)));
      address = /href="(\/posts\/[^"]+\/history\?before=\d+)"/.exec(text)?.[1];
      expect(text.includes('First written')).toBe(address === undefined);
    }
    expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => 24 - i));

    const first = (await revisions(id, other, '?limit=20')).body;
    const rest = (await revisions(id, other, `?limit=20&before=${first.next}`)).body;
    const versions = [...first.items, ...rest.items].map(({ version }: { version: number }) => version);
    expect([versions, rest.next]).toEqual([Array.from({ length: 23 }, (_, i) => 23 - i), null]);
    for (const before of ['1', '0', 'x', '99999999999']) {
      expect((await platform.page('get', `/posts/${id}/history?before=${before}`, other)).status).toBe(200);
    }
  });

  it.each([
    ['public', null, 200],
    ['network', null, 404],
    ['network', 'other', 200],
    ['invited', 'other', 404],
    ['invited', 'author', 200],
    ['invited', 'moderator', 404],
  ] as const)('of a post for %s is read by who may read the post: %s', async (audience, who, status) => {
    const people = { other, author, moderator };
    const { id: threadId } = await platform.given.thread(asker, {
      audience,
      ...(audience === 'invited' ? { invited: [author.id] } : {}),
    });
    const { id } = await platform.given.reply(author, threadId, { body: 'The first words' });
    await writtenBefore(id, 60);
    await edit(id, 'The second words');
    const reader = who && people[who];
    expect((await platform.page('get', `/posts/${id}/history`, reader)).status).toBe(status);
    expect((await revisions(id, reader)).status).toBe(status);
  });

  it.each(['hidden', 'deleted'] as const)('is closed to everybody while the post is %s', async (how) => {
    const { id: threadId } = await platform.given.thread(asker);
    const { id } = await platform.given.reply(author, threadId, { body: 'The secret first words' });
    await writtenBefore(id, 60);
    await edit(id, 'The second words');
    if (how === 'deleted') await platform.api('delete', `/posts/${id}`, author);
    else {
      await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'hide', subject: 'post', subjectId: id, reasonCode: 'personal-data' });
    }
    for (const reader of [author, asker, other, moderator]) {
      expect((await platform.page('get', `/posts/${id}/history`, reader)).status).toBe(404);
      expect((await revisions(id, reader)).text).not.toContain('secret');
    }
  });

  it('escapes what was written', async () => {
    const { id: threadId } = await platform.given.thread(asker);
    const { id } = await platform.given.reply(author, threadId, { body: 'A <script>alert(1)</script> text' });
    await writtenBefore(id, 60);
    await edit(id, 'A <script>alert(2)</script> text');
    const { text } = await platform.page('get', `/posts/${id}/history`, other);
    expect(text.match(/<script>alert/g)).toBeNull();
    expect(text).toContain('&lt;script>');
  });
});
