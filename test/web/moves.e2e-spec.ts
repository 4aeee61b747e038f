import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('the pages that move posts', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Rosa Quillfeather' });
    peer = await platform.given.member({ name: 'Dee Marlowick' });
    moderator = await platform.given.member({ name: 'Maya Caldershaw' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const get = (path: string, by: Member) => platform.page('get', path, by);
  const send = (path: string, fields: object, by: Member = moderator) =>
    platform.page('post', path, by).type('form').send(fields);
  const FILLED = { reason: 'It belongs there.' };
  const discussion = async (title = 'How did you handle the pension bond?', replies = 2) => {
    const { id } = await platform.given.thread(asker, { title });
    for (let n = 0; n < replies; n += 1)
      await platform.given.reply(peer, id, { body: `Answer ${n + 2} <b>of Dee</b>.` });
    return id;
  };

  it('are offered to moderators, of a question also to who asked, and to nobody else', async () => {
    const id = await discussion();
    const links = async (by: Member) => {
      const { text } = await get(`/threads/${id}`, by);
      return ['move', 'merge', 'duplicate'].filter((what) => text.includes(`href="/threads/${id}/${what}"`));
    };
    expect([await links(moderator), await links(asker), await links(peer)]).toEqual([
      ['move', 'merge', 'duplicate'],
      ['duplicate'],
      [],
    ]);
    for (const [by, what, status] of [
      [peer, 'move', 303],
      [peer, 'merge', 303],
      [peer, 'duplicate', 303],
      [asker, 'move', 303],
      [asker, 'duplicate', 200],
      [moderator, 'move', 200],
      [moderator, 'merge', 200],
    ] as const) {
      expect([by.name, what, (await get(`/threads/${id}/${what}`, by)).status]).toEqual([by.name, what, status]);
    }
    const { id: talk } = await platform.given.thread(asker, { kind: 'discussion' });
    expect((await get(`/threads/${talk}`, asker)).text).not.toContain('/duplicate"');
    const posted = await send(
      `/threads/${id}/move`,
      { ...FILLED, post: 2, into: 'new', title: 'The bond alone' },
      peer,
    );
    expect(posted.status).toBe(403);
  });

  it('take along what was chosen on other pages', async () => {
    const id = await discussion('A long talk about the pension bond?', 25);
    const first = await get(`/threads/${id}/move`, moderator);
    expect(first.text).toContain('Posts 1 to 20 of 26');
    expect(first.text).not.toMatch(/name="post"[^>]*value="1"/);
    expect(first.text).toContain('Later posts');
    const second = await get(`/threads/${id}/move?post=3&post=4&after=20`, moderator);
    expect(second.text).toContain('2 posts chosen on other pages.');
    expect(second.text).toMatch(/<input type="hidden" name="post" value="3"/);
    const where = await get(`/threads/${id}/move?post=3&post=4&post=22&where=yes`, moderator);
    expect([where.status, where.text.includes('Move 3 posts')]).toEqual([200, true]);
  });

  it('ask again for what lacks, with a summary and all that was typed', async () => {
    const id = await discussion();
    const none = await get(`/threads/${id}/move?where=yes`, moderator);
    expect([none.status, none.text.includes('Choose the posts to move')]).toEqual([422, true]);
    const nowhere = await send(`/threads/${id}/move`, { post: 2, step: 'check' });
    expect(nowhere.status).toBe(422);
    expect(nowhere.text).toMatch(/href="#into"[^]*href="#reason"/);
    const short = await send(`/threads/${id}/move`, {
      ...FILLED,
      post: [2, 3],
      into: 'new',
      title: '<i>Short',
      step: 'check',
    });
    expect(short.status).toBe(422);
    expect(short.text).toContain('The title must be 10 characters or more');
    expect(short.text).toContain('value="&lt;i>Short"');
    expect(short.text).toMatch(/name="post" value="3"/);
    const unknown = await send(`/threads/${id}/move`, {
      ...FILLED,
      post: 2,
      into: 'other',
      target: 'Nonsuchword',
      step: 'check',
    });
    expect([unknown.status, unknown.text.includes('There is no such discussion that you can read')]).toEqual([
      422,
      true,
    ]);
    const gone = await send(`/threads/${id}/move`, { ...FILLED, post: 9, into: 'new', title: 'The bond alone' });
    expect([gone.status, gone.text.includes('is not in this discussion any more')]).toEqual([422, true]);
  });

  it('show what will be done before it is done, and do it once', async () => {
    const id = await discussion();
    const fields = {
      ...FILLED,
      post: [2, 3],
      into: 'new',
      title: 'The bond & <b>all</b> that',
      kind: 'question',
      _once: `key-${id}`,
    };
    const check = await send(`/threads/${id}/move`, { ...fields, step: 'check' });
    expect(check.status).toBe(200);
    expect(check.text).toContain('Check before you move them');
    expect(check.text).toContain('“The bond &amp; &lt;b>all&lt;/b> that”, a new question');
    expect((await platform.api('get', `/threads/${id}/posts`, asker)).text).not.toContain('"moved":true');
    const back = await send(`/threads/${id}/move`, { ...fields, step: 'back' });
    expect([back.status, back.text.includes('value="The bond &amp; &lt;b>all&lt;/b> that"')]).toEqual([200, true]);

    const done = await Promise.all([send(`/threads/${id}/move`, fields), send(`/threads/${id}/move`, fields)]);
    expect(done.map(({ status }) => status)).toEqual([303, 303]);
    expect(done[0].headers['location']).toBe(done[1].headers['location']);
    const { text } = await get(done[0].headers['location'] as string, peer);
    expect(text).toContain('The bond &amp; &lt;b>all&lt;/b> that');
    expect(text).toContain('id="post-2"');
  });

  it('find the other discussion by its address, its title, or words of it', async () => {
    const id = await discussion();
    const target = await discussion('Where do quenching funds keep their bonds?', 0);
    const twin = await discussion('Where do quenching funds buy their bonds?', 0);
    const ask = (typed: object) =>
      send(`/threads/${id}/move`, { ...FILLED, post: 2, into: 'other', step: 'check', ...typed });
    for (const typed of [
      { target: `https://waymark.example/threads/${target}-where-do#post-1` },
      { target: target.toUpperCase() },
      { target: '  where do quenching FUNDS keep their bonds? ' },
      { target: 'keep quenching' },
    ]) {
      const { status, text } = await ask(typed);
      const sure = status === 200 && text.includes(`name="to" value="${target}"`);
      const asked =
        status === 422 && text.includes('Choose which discussion you mean') && text.includes(`value="${target}"`);
      expect([typed, sure || asked]).toEqual([typed, true]);
    }
    const several = await ask({ target: 'quenching' });
    expect(several.status).toBe(422);
    for (const one of [target, twin]) expect(several.text).toContain(`value="${one}"`);
    expect(several.text).not.toContain(`value="${id}"`);
    const chosen = await ask({ target: 'quenching', to: twin });
    expect([chosen.status, chosen.text.includes('buy their bonds?')]).toEqual([200, true]);
    const done = await send(`/threads/${id}/move`, {
      ...FILLED,
      post: 2,
      into: 'other',
      target: 'quenching',
      to: twin,
    });
    expect([done.status, done.headers['location']]).toEqual([303, `/threads/${twin}#post-2`]);
  });

  it('say why a place cannot take them, beside the field', async () => {
    const { id } = await platform.given.thread(asker);
    await platform.given.reply(peer, id);
    const open = (await platform.given.thread(asker, { audience: 'public', title: 'What may everyone read of it?' }))
      .id;
    const fields = { ...FILLED, post: 2, into: 'other', target: `/threads/${open}` };
    const { status, text } = await send(`/threads/${id}/move`, fields);
    expect(status).toBe(422);
    expect(text).toMatch(/href="#target">People who cannot read this discussion can read that one/);
    expect(text).toContain(`value="/threads/${open}"`);
  });

  it('merge, after a look, and lead from the old address to the new one', async () => {
    const id = await discussion('Who insures the old <b>lease</b>?');
    const target = await discussion('Who insures any lease at all?', 1);
    const check = await send(`/threads/${id}/merge`, { ...FILLED, target: `/threads/${target}`, step: 'check' });
    expect([check.status, check.text.includes('Merge the discussions')]).toEqual([200, true]);
    const done = await send(`/threads/${id}/merge`, { ...FILLED, target: `/threads/${target}` });
    expect([done.status, done.headers['location']]).toEqual([303, `/threads/${target}#post-3`]);
    const old = (await get(`/threads/${id}`, peer)).text;
    expect(old).toMatch(
      new RegExp(`Merged into[^]{0,80}href="/threads/${target}#post-3"[^>]*>Who insures any lease at all\\?`),
    );
    expect(old).not.toContain('id="reply"');
    for (const what of ['move', 'merge', 'duplicate', 'lock', 'edit'])
      expect(old).not.toContain(`/threads/${id}/${what}"`);
    const { text } = await get(`/threads/${target}`, peer);
    expect(text).toContain('Asked as “Who insures the old &lt;b>lease&lt;/b>?”, and merged into this discussion.');
    expect((await get(`/threads/${id}/merge`, moderator)).status).toBe(303);
    expect((await send(`/threads/${id}/merge`, { ...FILLED, target: `/threads/${target}` })).status).toBe(303);
  });

  it('mark a duplicate, which both pages and the list then say', async () => {
    const id = await discussion('Does <i>anybody</i> insure a lease?', 0);
    const original = await discussion('Who insures leases, if anybody?', 1);
    const check = await send(`/threads/${id}/duplicate`, { target: `/threads/${original}`, step: 'check' }, asker);
    expect([check.status, check.text.includes('Asked before')]).toEqual([200, true]);
    const done = await send(
      `/threads/${id}/duplicate`,
      { target: `/threads/${original}`, reason: 'I <b>see</b>.' },
      asker,
    );
    expect([done.status, done.headers['location']]).toEqual([303, `/threads/${id}`]);
    const page = (await get(`/threads/${id}`, peer)).text;
    expect(page).toMatch(new RegExp(`Closed as a duplicate of[^]{0,80}href="/threads/${original}-`));
    expect(page).toContain('by who asked on');
    expect(page).toContain('I &lt;b>see&lt;/b>.');
    expect((await get(`/threads/${original}`, peer)).text).toMatch(
      /Asked also in[^]{0,120}Does &lt;i>anybody&lt;\/i> insure a lease\?/,
    );
    expect((await get('/questions', peer)).text).toContain('Question, asked before');
    const itself = await send(
      `/threads/${original}/duplicate`,
      { target: `/threads/${original}`, step: 'check' },
      asker,
    );
    expect([itself.status, itself.text.includes('Choose another discussion than this one')]).toEqual([422, true]);
  });

  it('do nothing with a discussion that was changed since, and say so', async () => {
    const id = await discussion();
    await platform.api('patch', `/threads/${id}`, asker).send({ title: 'How did you handle it in the end?' });
    const stale = await send(`/threads/${id}/move`, {
      ...FILLED,
      post: 2,
      into: 'new',
      title: 'The bond alone',
      _version: 1,
    });
    expect([stale.status, stale.text.includes('The discussion was changed meanwhile. Check it again')]).toEqual([
      409,
      true,
    ]);
    expect(stale.text).toContain('name="_version" value="2"');
  });
});
