import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('who may read a discussion', () => {
  let platform: TestPlatform;
  let asker: Member;
  let friend: Member;
  let other: Member;
  let moderator: Member;
  let circle: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Asha Penrose' });
    friend = await platform.given.member({ name: 'Freya Lindqvist' });
    other = await platform.given.member({ name: 'Otto' });
    moderator = await platform.given.member({ name: 'Mo' }, 'moderator');
    circle = (await platform.api('post', '/circles', asker).send({ name: 'Pension leads' })).body.id;
    await platform.given.join(circle, friend.id);
  });
  afterAll(() => platform.stop());

  const change = (by: Member, id: string, body: object) =>
    platform.api('put', `/threads/${id}/audience`, by).send(body);
  const reads = async (who: Member, id: string): Promise<boolean> =>
    (await platform.api('get', `/threads/${id}`, who)).status === 200;
  const told = async (who: Member): Promise<{ title: string; detail: string | null }[]> =>
    (await platform.api('get', '/me/notifications', who)).body.items;
  const ask = (by: Member, fields: object) =>
    platform
      .page('post', '/questions', by)
      .type('form')
      .send({
        title: 'How did you handle the pension bond?',
        body: 'We need a second option by May.',
        ...fields,
      });
  const askedId = ({ headers }: { headers: Record<string, string> }): string => headers['location']!.slice(9, 45);

  describe('when it is asked', () => {
    it('is one of the groups that one belongs to, and of no other', async () => {
      const { text } = await platform.page('get', `/questions/new?circle=${circle}`, asker);
      expect(text).toMatch(new RegExp(`<input[^>]*value="circle:${circle}"[^>]*checked`));
      expect((await platform.page('get', '/questions/new', other)).text).not.toContain(circle);

      const posted = await ask(asker, { audience: `circle:${circle}` });
      expect(posted.status).toBe(303);
      const id = askedId(posted);
      expect([await reads(friend, id), await reads(other, id), await reads(moderator, id)]).toEqual([
        true,
        false,
        false,
      ]);

      const refused = await ask(other, { audience: `circle:${circle}` });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('a group that you belong to');
      expect((await ask(asker, { audience: 'circle:' })).status).toBe(422);
    });

    it('is people found by name, a step of the form that needs no script', async () => {
      const step = await ask(asker, { audience: 'invited', who: 'lindq', find: 'yes' });
      expect(step.status).toBe(200);
      expect(step.text).toContain(`value="${friend.id}"`);
      expect(step.text).toContain('We need a second option by May.');
      const next = await ask(asker, { audience: 'invited', invited: friend.id, who: 'nobody at all', find: 'yes' });
      expect(next.text).toMatch(new RegExp(`<input[^>]*value="${friend.id}"[^>]*checked`));

      const id = askedId(await ask(asker, { audience: 'invited', invited: friend.id, who: 'lindq' }));

      expect([await reads(friend, id), await reads(asker, id), await reads(other, id)]).toEqual([true, true, false]);
      expect((await platform.page('get', `/threads/${id}`, friend)).text).toContain(
        'Only people who were invited can read',
      );
      expect((await told(friend))[0]!.title).toBe(
        'You were invited to a discussion: How did you handle the pension bond?',
      );
    });

    it('keeps what was chosen where something else was wrong', async () => {
      const { status, text } = await ask(asker, { title: 'Short', audience: `circle:${circle}` });
      expect(status).toBe(422);
      expect(text).toMatch(new RegExp(`<input[^>]*value="circle:${circle}"[^>]*checked`));
    });
  });

  describe('later', () => {
    it('is narrowed by the asker at any time; who wrote and cannot read it any more is told so, without its title', async () => {
      const { id } = await platform.given.thread(asker, { title: 'Which bond would you take now?' });
      await platform.given.reply(other, id);
      await platform.given.reply(friend, id);

      const form = await platform.page('get', `/threads/${id}/audience`, asker);
      expect(form.text).toContain('2 other people have written here');
      const saved = await platform
        .page('post', `/threads/${id}/audience`, asker)
        .type('form')
        .send({ _version: 1, audience: `circle:${circle}` });
      expect([saved.status, saved.headers['location']]).toEqual([303, `/threads/${id}`]);

      expect([await reads(friend, id), await reads(other, id)]).toEqual([true, false]);
      expect((await told(other))[0]!.title).toBe(
        'A discussion that you wrote in is for fewer people now, and you can no longer read it',
      );
      expect((await told(friend))[0]!.title).toContain('Which bond would you take now?');
      const { body } = await platform.api('get', `/threads/${id}/events`, friend);
      expect(body.events.at(-1)).toMatchObject({ kind: 'audience-changed', seq: body.lastSeq });
    });

    it('is opened by the asker only while nobody else has written', async () => {
      const { id } = await platform.given.thread(asker, { audience: 'circle', audienceId: circle });
      expect((await change(asker, id, { audience: 'network' })).status).toBe(200);
      expect(await reads(other, id)).toBe(true);
      await platform.given.reply(other, id);
      const refused = await change(asker, id, { audience: 'public' });
      expect([refused.status, refused.body.code]).toEqual([409, 'threads.others-have-written']);
      const page = await platform
        .page('post', `/threads/${id}/audience`, asker)
        .type('form')
        .send({ _version: 2, audience: 'public' });
      expect(page.status).toBe(409);
      expect(page.text).toContain('cannot be opened to anybody else');
    });

    it('counts another group as opening, since others read it there', async () => {
      const second = (await platform.api('post', '/circles', asker).send({ name: 'Others' })).body.id;
      const { id } = await platform.given.thread(asker, { audience: 'circle', audienceId: circle });
      await platform.given.reply(friend, id);
      expect((await change(asker, id, { audience: 'circle', audienceId: second })).status).toBe(409);
      expect((await change(asker, id, { audience: 'invited' })).status).toBe(409);
    });

    it('is opened by a moderator with a reason, which who wrote reads', async () => {
      const { id } = await platform.given.thread(asker);
      await platform.given.reply(other, id);
      const without = await change(moderator, id, { audience: 'public' });
      expect([without.status, without.body.errors[0].pointer]).toEqual([422, '/reason']);
      const group = await change(moderator, id, { audience: 'invited', reason: 'x' });
      expect([group.status, group.body.code]).toEqual([422, 'threads.not-in-audience']);
      expect((await change(moderator, id, { audience: 'public', reason: 'Everyone can use it.' })).status).toBe(200);
      expect((await platform.api('get', `/threads/${id}`)).status).toBe(200);
      for (const who of [asker, other]) expect((await told(who))[0]!.detail).toBe('Everyone can use it.');
    });

    it('is not opened by a moderator who reads it as one of the group, for whom others wrote', async () => {
      const { id: group } = (await platform.api('post', '/circles', asker).send({ name: 'With a moderator' })).body;
      for (const { id } of [friend, moderator]) await platform.given.join(group, id);
      for (const by of [asker, moderator]) {
        const { id } = await platform.given.thread(by, { audience: 'circle', audienceId: group });
        await platform.given.reply(friend, id);
        const refused = await change(moderator, id, { audience: 'network', reason: 'All should read it.' });
        expect([refused.status, refused.body.code]).toEqual([409, 'threads.others-have-written']);
        expect(await reads(other, id)).toBe(false);
      }
    });

    it('lets everybody who wrote stay where it is narrowed to people who are invited', async () => {
      const { id } = await platform.given.thread(asker);
      await platform.given.reply(other, id);
      expect((await change(asker, id, { audience: 'invited', invited: [friend.id] })).body.invited).toHaveLength(2);
      expect([await reads(other, id), await reads(friend, id), await reads(moderator, id)]).toEqual([
        true,
        true,
        false,
      ]);
    });

    it('is not changed by others, nor over another change', async () => {
      const { id } = await platform.given.thread(asker);
      expect((await change(other, id, { audience: 'public' })).status).toBe(403);
      await change(asker, id, { audience: 'public' });
      const stale = await platform
        .api('put', `/threads/${id}/audience`, asker)
        .set('if-match', '"v1"')
        .send({ audience: 'network' });
      expect([stale.status, stale.body.current]).toMatchObject([412, { audience: 'public', audienceId: null }]);
      const { id: hidden } = await platform.given.thread(asker, { audience: 'invited' });
      expect((await change(other, hidden, { audience: 'public' })).status).toBe(404);
      expect((await platform.page('get', `/threads/${hidden}/audience`, other)).status).toBe(404);
    });
  });

  describe('of invited people', () => {
    it('is added to and taken from by the asker; who is taken out reads nothing from then on', async () => {
      const { id } = await platform.given.thread(asker, { audience: 'invited' });
      expect((await platform.api('put', `/threads/${id}/invited/${other.id}`, asker)).status).toBe(204);
      expect(await reads(other, id)).toBe(true);
      await platform.given.reply(other, id);
      expect((await platform.api('put', `/threads/${id}/invited/${friend.id}`, other)).status).toBe(403);
      expect((await platform.page('get', `/threads/${id}/audience`, asker)).text).toContain('Otto');

      const removed = await platform
        .page('post', `/threads/${id}/invited/${other.id}/remove`, asker)
        .type('form')
        .send({});

      expect(removed.status).toBe(303);
      expect(await reads(other, id)).toBe(false);
      expect((await platform.api('post', `/threads/${id}/posts`, other).send({ body: 'Still?' })).status).toBe(404);
      expect((await platform.api('get', `/threads/${id}/posts`, asker)).body.items).toHaveLength(2);
    });

    it('can be left by who was invited, and not by who asked', async () => {
      const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [other.id] });
      await platform.api('post', `/threads/${id}/follow`, other).send({});
      expect((await platform.page('get', `/threads/${id}`, other)).text).toContain('Leave this discussion');
      expect((await platform.page('get', `/threads/${id}`, asker)).text).not.toContain('Leave this discussion');
      const left = await platform.page('post', `/threads/${id}/leave`, other).type('form').send({});
      expect([left.status, left.headers['location']]).toEqual([303, '/questions']);
      expect(await reads(other, id)).toBe(false);
      expect((await platform.api('delete', `/threads/${id}/invited/${asker.id}`, asker)).status).toBe(403);
      const [{ follower_count: followers }] = await platform.dataSource.query(
        `SELECT follower_count FROM threads WHERE id = $1`,
        [id],
      );
      expect(followers).toBe(1);
    });

    it('leaves the count of followers as it is where who leaves was told nothing', async () => {
      const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [other.id] });
      await platform.api('put', `/threads/${id}/follow`, other).send({ level: 'muted' });
      expect((await platform.api('delete', `/threads/${id}/invited/${other.id}`, other)).status).toBe(204);
      const [{ follower_count: followers }] = await platform.dataSource.query(
        `SELECT follower_count FROM threads WHERE id = $1`,
        [id],
      );
      expect(followers).toBe(1);
    });

    it('invites nobody into what is for others', async () => {
      const { id } = await platform.given.thread(asker);
      const answer = await platform.api('put', `/threads/${id}/invited/${other.id}`, asker);
      expect([answer.status, answer.body.code]).toEqual([409, 'threads.not-for-invited']);
    });

    it('holds 50 at most, and two at once do not pass that', async () => {
      const people = [];
      for (let n = 0; n < 51; n += 1) people.push((await platform.given.member({ name: `Guest ${n}` })).id);
      const { id } = await platform.given.thread(asker, { audience: 'invited', invited: people.slice(0, 49) });
      const both = await Promise.all(
        people.slice(49).map((personId) => platform.api('put', `/threads/${id}/invited/${personId}`, asker)),
      );
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 422]);
      const late = await platform.given.member({ name: 'Late guest' });
      const { status, body } = await platform
        .api('post', `/threads/${id}/answer-invitations`, asker)
        .send({ personId: late.id });
      expect([status, body.code]).toEqual([422, 'threads.too-many-invited']);
    });
  });
});
