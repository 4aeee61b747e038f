import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('inviting somebody to answer', () => {
  let platform: TestPlatform;
  let asker: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Asha Penrose' });
    moderator = await platform.given.member({ name: 'Mo' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const person = (name = 'Ines Expert') => platform.given.member({ name });
  const invite = (by: Member, thread: { id: string }, who: Member, over: object = {}) =>
    platform.api('post', `/threads/${thread.id}/answer-invitations`, by).send({ personId: who.id, ...over });
  const states = async (by: Member, thread: { id: string }): Promise<string[]> =>
    (await platform.api('get', `/threads/${thread.id}/answer-invitations`, by)).body.items.map(
      ({ state }: { state: string }) => state,
    );
  const received = async (who: Member): Promise<{ id: string; title: string; by: string; note: string | null }[]> =>
    (await platform.api('get', '/me/answer-invitations', who)).body.items;
  const told = async (who: Member): Promise<string[]> =>
    (await platform.api('get', '/me/notifications', who)).body.items.map(({ title }: { title: string }) => title);
  const home = async (who: Member): Promise<string> => (await platform.page('get', '/', who)).text;

  it('tells them once, and stands on their home page until they answer', async () => {
    const [inviter, expert] = [await person('Ravi Inviter'), await person()];
    const thread = await platform.given.thread(asker, { title: 'Who has priced a bond like this?' });

    expect((await invite(inviter, thread, expert, { note: 'You did this in 2024' })).status).toBe(201);

    expect(await told(expert)).toEqual(['You are invited to answer: Who has priced a bond like this?']);
    expect(await received(expert)).toMatchObject([{ by: 'Ravi', note: 'You did this in 2024', threadId: thread.id }]);
    expect(await home(expert)).toContain('Ravi invites you to answer');
    expect(await states(inviter, thread)).toEqual(['waiting']);
    await platform.given.reply(expert, thread.id);
    expect(await states(inviter, thread)).toEqual(['answered']);
    expect(await received(expert)).toEqual([]);
    expect(await home(expert)).not.toContain('invites you to answer');
  });

  it('is declined without a trace: to who invited it waits, as any other, until it lapses', async () => {
    const [inviter, declines, silent] = [await person(), await person('Declines'), await person('Silent')];
    const thread = await platform.given.thread(asker);
    await invite(inviter, thread, declines);
    await invite(inviter, thread, silent);
    const seen = async (): Promise<unknown[]> =>
      (await platform.api('get', `/threads/${thread.id}/answer-invitations`, inviter)).body.items.map(
        ({ state, expiresAt }: { state: string; expiresAt: string }) => [state, expiresAt.slice(0, 10)],
      );

    const { id } = (await received(declines))[0]!;
    const answer = await platform.page('post', `/answer-invitations/${id}/decline`, declines).type('form').send({});
    expect([answer.status, answer.headers['location']]).toEqual([303, '/']);

    expect(await received(declines)).toEqual([]);
    const [one, other] = await seen();
    expect(one).toEqual(other);
    expect(await told(inviter)).toEqual([]);
    expect((await invite(inviter, thread, declines)).body.code).toBe('threads.invited-already');
    expect((await invite(inviter, thread, silent)).body.code).toBe('threads.invited-already');
    await platform.dataSource.query(`UPDATE answer_invitations SET expires_at = now() WHERE thread_id = $1`, [
      thread.id,
    ]);
    expect(await states(inviter, thread)).toEqual(['lapsed', 'lapsed']);
    expect(await received(silent)).toEqual([]);
    // Another's is not there.
    expect((await platform.api('post', `/me/answer-invitations/${id}/decline`, silent)).status).toBe(404);
  });

  it('has limits that what was declined does not loosen, also for two at once', async () => {
    const inviter = await person();
    const thread = await platform.given.thread(asker);
    const experts: Member[] = [];
    for (let n = 0; n < 5; n += 1) experts.push(await person());
    await invite(inviter, thread, experts[0]!);
    const { id } = (await received(experts[0]!))[0]!;
    await platform.api('post', `/me/answer-invitations/${id}/decline`, experts[0]);
    await invite(inviter, thread, experts[1]!);

    const both = await Promise.all([invite(inviter, thread, experts[2]!), invite(inviter, thread, experts[3]!)]);

    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    // Another member has a limit of their own.
    expect((await invite(await person(), thread, experts[4]!)).status).toBe(201);
  });

  it('asks one member at most ten times a week, and nobody more often than they want, nor who is away', async () => {
    const inviter = await person();
    const expert = await platform.given.member({ name: 'Dee Expert', helpsAWeek: 3 });
    for (let n = 0; n < 3; n += 1) {
      const by = await person();
      expect((await invite(by, await platform.given.thread(asker), expert)).status).toBe(201);
    }
    const fourth = await invite(inviter, await platform.given.thread(asker), expert);
    expect([fourth.status, fourth.body.code]).toEqual([422, 'threads.not-invited']);
    const away = await platform.given.member({ name: 'Dee Away', availability: 'away' });
    expect((await invite(inviter, await platform.given.thread(asker), away)).body.errors[0].message).toBe(
      'They are away. Invite somebody else',
    );
    for (let n = 0; n < 10; n += 1) {
      expect((await invite(inviter, await platform.given.thread(asker), await person())).status).toBe(201);
    }
    const eleventh = await invite(inviter, await platform.given.thread(asker), await person());
    expect(eleventh.body.errors[0].message).toContain('10 people in a week');
  });

  it('is for those who can read it, by those who can', async () => {
    const [inside, outside] = [await person(), await person()];
    const circle = (await platform.api('post', '/circles', asker).send({ name: 'Bond leads' })).body.id;
    await platform.given.join(circle, inside.id);
    const thread = await platform.given.thread(asker, { audience: 'circle', audienceId: circle });

    expect((await invite(outside, thread, inside)).status).toBe(404);
    expect((await platform.page('get', `/threads/${thread.id}/invite`, outside)).status).toBe(404);
    expect((await invite(moderator, thread, inside)).status).toBe(404);
    expect((await invite(inside, thread, outside)).body.errors[0].message).toContain('cannot read this discussion');
    expect((await invite(inside, thread, asker)).body.errors[0].message).toContain('asked this themselves');
    expect((await invite(inside, thread, inside)).status).toBe(422);
    expect((await invite(asker, thread, inside)).status).toBe(201);
    // What is open to them no more is nothing they are invited to.
    await platform.api('delete', `/circles/${circle}/members/${inside.id}`, inside);
    expect(await received(inside)).toEqual([]);
    expect(await told(inside)).not.toContainEqual(expect.stringContaining('pension bond'));
    expect(await home(inside)).not.toContain('invites you to answer');
  });

  it('lets them in where who asked chose the readers, and only then', async () => {
    const [guest, expert] = [await person(), await person()];
    const thread = await platform.given.thread(asker, { audience: 'invited', invited: [guest.id] });
    expect((await invite(guest, thread, expert)).status).toBe(422);
    expect((await invite(asker, thread, expert)).status).toBe(201);
    expect((await platform.api('get', `/threads/${thread.id}`, expert)).status).toBe(200);
  });

  it('never reaches who works with a masked asker, and does not tell who invites', async () => {
    const [{ id: council }] = await platform.dataSource.query(
      `INSERT INTO organisations (kind, name) VALUES ('council', 'Hidden Council') RETURNING id`,
    );
    const [masked, colleague, other, inviter] = [await person('Mask'), await person(), await person(), await person()];
    for (const { id } of [masked, colleague]) {
      await platform.dataSource.query(
        `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
        [id, council],
      );
    }
    const thread = await platform.given.thread(masked, { title: 'What would you do about our director?' });
    await platform.dataSource.query(`UPDATE threads SET mask = 'A council officer' WHERE id = $1`, [thread.id]);
    await platform.dataSource.query(`UPDATE posts SET mask = 'A council officer' WHERE thread_id = $1`, [thread.id]);

    const answers = [];
    for (const who of [colleague, masked, other]) answers.push(await invite(inviter, thread, who));

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await states(inviter, thread)).toEqual(['waiting', 'waiting', 'waiting']);
    for (const who of [colleague, masked]) {
      expect(await told(who)).toEqual([]);
      expect(await received(who)).toEqual([]);
      expect(await home(who)).not.toContain('invites you to answer');
    }
    expect(await told(other)).toHaveLength(1);
    // Who asked may not do it either, and invites others under the mask.
    expect((await invite(masked, thread, colleague)).status).toBe(422);
    const expert = await person();
    expect((await invite(masked, thread, expert)).status).toBe(201);
    const { by } = (await received(expert))[0]!;
    expect(by).toBe('A council officer');
    expect(
      JSON.stringify(await platform.api('get', '/me/notifications', expert).then(({ body }) => body)),
    ).not.toContain('Mask');
  });

  it('is done on a page without a script', async () => {
    const [inviter, expert] = [await person(), await person('Quentin Ashdown')];
    const thread = await platform.given.thread(asker);
    const path = `/threads/${thread.id}/invite`;
    expect((await platform.page('get', `${path}?q=ashd`, inviter)).text).toContain(`value="${expert.id}"`);
    const bad = await platform.page('post', path, inviter).type('form').send({ q: 'ashd', personId: asker.id });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('They asked this themselves');
    for (let twice = 0; twice < 2; twice += 1) {
      const sent = await platform
        .page('post', path, inviter)
        .type('form')
        .send({ _once: 'one', q: 'ashd', personId: expert.id });
      expect([sent.status, sent.headers['location']]).toEqual([303, path]);
    }
    const { text } = await platform.page('get', path, inviter);
    expect(text).toContain('No answer yet');
    expect(text.split('Quentin').length).toBe(2);
  });
});
