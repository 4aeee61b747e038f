import { Reads } from '#libs/platform/database';
import { Housekeeping } from '../../apps/worker/housekeeping.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('getting into a circle', () => {
  let platform: TestPlatform;
  let lead: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
  });
  // One facilitates at most 20 circles.
  beforeEach(async () => {
    lead = await platform.given.member({ name: 'Lena Harcastle' });
  });
  afterAll(() => platform.stop());

  const person = (name = 'Nour Ashby'): Promise<Member> => platform.given.member({ name });
  const circle = async (over: object = {}): Promise<string> => {
    const { status, body } = await platform.api('post', '/circles', lead).send({ name: 'Pool leads', ...over });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const post = (path: string, by: Member, body: object = {}) => platform.api('post', path, by).send(body);
  const standing = async (id: string, who: Member): Promise<string> => {
    const { status, body } = await platform.api('get', `/circles/${id}`, who);
    return status === 200 ? body.standing : String(status);
  };
  const noticesOf = async (who: Member): Promise<string[]> =>
    (await platform.api('get', '/me/notifications', who)).body.items.map(({ title }: { title: string }) => title);
  const linkTo = async (id: string, body: object = {}): Promise<{ id: string; token: string; url: string }> =>
    (await post(`/circles/${id}/links`, lead, body)).body;

  describe.each([
    // Who is outside may know: that it is there, who facilitates it and how many are in it; may join; may ask.
    ['open', { listed: true, led: true, join: 204, ask: 409 }],
    ['restricted', { listed: true, led: true, join: 409, ask: 201 }],
    ['private', { listed: true, led: false, join: 409, ask: 409 }],
    ['confidential', { listed: false, led: false, join: 404, ask: 404 }],
  ] as const)('that is %s', (visibility, may) => {
    it('shows to who is outside what its form says, and nothing that is inside', async () => {
      const nour = await person();
      const name = `Quellhaven ${visibility}`;
      const id = await circle({ name, purpose: 'For pools', visibility });
      await platform.given.thread(lead, { title: 'Umbrafell lease', audience: 'circle', audienceId: id });

      const shown = await platform.api('get', `/circles/${id}`, nour);
      const { items } = (await platform.api('get', '/circles?of=listed&limit=100', nour)).body;
      const page = await platform.page('get', `/circles/${id}`, nour);

      expect(items.some((item: { id: string }) => item.id === id)).toBe(may.listed);
      expect((await platform.page('get', '/circles', nour)).text.includes(name)).toBe(may.listed);
      expect([shown.status, page.status]).toEqual(may.listed ? [200, 200] : [404, 404]);
      expect(page.text.includes('Facilitated by Lena')).toBe(may.led);
      expect(shown.text + page.text).not.toContain('Umbrafell');
      if (may.listed) {
        expect([shown.body.members.length, shown.body.memberCount, shown.body.agenda]).toEqual(
          may.led ? [1, 1, null] : [0, null, null],
        );
      }
      // It is listed for members of the network alone.
      expect((await platform.api('get', `/circles/${id}`)).status).toBe(401);
      expect((await platform.page('get', '/search?q=Quellhaven')).text).not.toContain(name);
    });

    it('is joined and asked as it says, and no other way', async () => {
      const [nour, omar] = [await person(), await person('Omar Field')];
      const id = await circle({ visibility });

      const joined = await post(`/circles/${id}/join`, nour);
      const asked = await post(`/circles/${id}/requests`, omar);

      expect([joined.status, asked.status]).toEqual([may.join, may.ask]);
      expect(await standing(id, nour)).toBe(may.join === 204 ? 'member' : may.listed ? 'none' : '404');
    });

    it('lets in who has a link, once they say so', async () => {
      const nour = await person();
      const id = await circle({ visibility });
      const { token, url } = await linkTo(id);

      const page = await platform.page('get', new URL(url).pathname, nour);
      expect([page.status, await standing(id, nour)]).toEqual([200, may.listed ? 'none' : '404']);
      const joined = await platform.page('post', new URL(url).pathname, nour);

      expect([joined.status, joined.headers['location']]).toEqual([303, `/circles/${id}`]);
      expect(await standing(id, nour)).toBe('member');
      expect((await post(`/circle-links/${token}`, nour)).body).toEqual({ id });
    });
  });

  describe('by a request', () => {
    const QUESTIONS = ['Whose accounts do you keep?', 'What would you compare?'];

    it('asks for an answer to each question, and shows them to facilitators alone', async () => {
      const [nour, member] = [await person(), await person('Siân Morgan')];
      const id = await circle({ visibility: 'restricted', questions: QUESTIONS });
      await platform.given.join(id, member.id);
      const form = await platform
        .page('post', `/circles/${id}/requests`, nour)
        .type('form')
        .send({ 'answers-2': 'Reserves <b>' });
      expect([
        form.status,
        form.text.includes('Answer: Whose accounts'),
        form.text.includes('Reserves &lt;b>'),
      ]).toEqual([422, true, true]);

      const sent = await platform
        .page('post', `/circles/${id}/requests`, nour)
        .type('form')
        .send({ 'answers-1': 'A leisure trust’s', 'answers-2': 'Reserves' });

      expect(sent.status).toBe(303);
      expect(await standing(id, nour)).toBe('requested');
      expect((await platform.page('get', `/circles/${id}`, nour)).text).toContain('You asked to join');
      expect((await platform.page('get', `/circles/${id}/members`, lead)).text).toContain('A leisure trust’s');
      expect((await platform.page('get', `/circles/${id}/members`, member)).text).not.toContain('A leisure trust’s');
      expect((await platform.api('get', `/circles/${id}/door`, member)).status).toBe(403);
      expect((await platform.api('get', `/circles/${id}/door`, nour)).status).toBe(403);
      expect(await noticesOf(lead)).toContain('Somebody asks to join Pool leads');
      expect(await noticesOf(member)).toEqual([]);
    });

    it.each([
      ['accepted', 'member', 'You are in: Pool leads'],
      ['declined', 'none', 'Your request to join was declined: Pool leads'],
    ])('is %s once, and who asked is told with a sentence', async (answer, then, title) => {
      const nour = await person();
      const id = await circle({ visibility: 'restricted' });
      const { body } = await post(`/circles/${id}/requests`, nour);
      const decide = (by: Member) =>
        post(`/circles/${id}/requests/${body.id}/answer`, by, { answer, sentence: 'As we said on Monday.' });
      expect((await decide(nour)).status).toBe(403);

      const [first, again] = [await decide(lead), await decide(lead)];

      expect([first.status, again.status, again.body.code]).toEqual([204, 409, 'circles.answered-already']);
      expect(await standing(id, nour)).toBe(then);
      const { items } = (await platform.api('get', '/me/notifications', nour)).body;
      expect([items[0].title, items[0].detail]).toEqual([title, 'As we said on Monday.']);
    });

    it('is one at a time, can be taken back, and not made again soon after it was declined', async () => {
      const nour = await person();
      const id = await circle({ visibility: 'restricted' });
      const both = await Promise.all([post(`/circles/${id}/requests`, nour), post(`/circles/${id}/requests`, nour)]);
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
      await platform.api('delete', `/circles/${id}/requests/mine`, nour);
      expect(await standing(id, nour)).toBe('none');
      const { body } = await post(`/circles/${id}/requests`, nour);
      await post(`/circles/${id}/requests/${body.id}/answer`, lead, { answer: 'declined' });
      const again = await post(`/circles/${id}/requests`, nour);
      expect([again.status, again.body.code]).toEqual([409, 'circles.not-again-yet']);
      expect((await platform.page('get', `/circles/${id}`, nour)).text).toContain('Your request was declined');
    });

    it('is one of ten that may wait', async () => {
      const nour = await person();
      const sent: number[] = [];
      for (let n = 0; n < 11; n += 1) {
        sent.push((await post(`/circles/${await circle({ visibility: 'restricted' })}/requests`, nour)).status);
      }
      expect(sent).toEqual([...Array.from({ length: 10 }, () => 201), 422]);
    });

    it('taken back at the same moment as it is accepted is one of the two', async () => {
      for (let n = 0; n < 5; n += 1) {
        const nour = await person();
        const id = await circle({ visibility: 'restricted' });
        const { body } = await post(`/circles/${id}/requests`, nour);
        const [accepted] = await Promise.all([
          post(`/circles/${id}/requests/${body.id}/answer`, lead, { answer: 'accepted' }),
          platform.api('delete', `/circles/${id}/requests/mine`, nour),
        ]);
        expect(await standing(id, nour)).toBe(accepted.status === 204 ? 'member' : 'none');
      }
    });
  });

  describe('by an invitation', () => {
    it('shows nothing of a confidential circle any more once it was declined or taken back', async () => {
      for (const end of ['declined', 'taken back']) {
        const nour = await person();
        const id = await circle({ name: 'Sealed pool', visibility: 'confidential' });
        await post(`/circles/${id}/invitations`, lead, { personId: nour.id });
        expect(await standing(id, nour)).toBe('invited');
        expect((await platform.page('get', '/circles', nour)).text).toContain('Sealed pool');

        if (end === 'declined') await post(`/circles/${id}/invitation/answer`, nour, { answer: 'declined' });
        else await platform.api('delete', `/circles/${id}/invitations/${nour.id}`, lead);

        expect(await standing(id, nour)).toBe('404');
        expect((await platform.page('get', '/circles', nour)).text).not.toContain('Sealed pool');
        expect(await noticesOf(nour)).toEqual(['You were invited to a circle']);
        expect((await post(`/circles/${id}/invitation/answer`, nour, { answer: 'accepted' })).status).toBe(404);
      }
    });

    it('is for facilitators to send, to people whom they may see', async () => {
      const [nour, member] = [await person(), await person('Siân Morgan')];
      const id = await circle();
      await platform.given.join(id, member.id);
      expect((await post(`/circles/${id}/invitations`, member, { personId: nour.id })).status).toBe(403);
      await platform.dataSource.query(`UPDATE people SET visible_to = '{}' WHERE id = $1`, [nour.id]);
      expect((await post(`/circles/${id}/invitations`, lead, { personId: nour.id })).status).toBe(404);
      const inIt = await post(`/circles/${id}/invitations`, lead, { personId: member.id });
      expect([inIt.status, inIt.body.code]).toEqual([409, 'circles.in-it-already']);
    });

    it('lapses after 30 days', async () => {
      const nour = await person();
      const id = await circle({ visibility: 'confidential' });
      await post(`/circles/${id}/invitations`, lead, { personId: nour.id });
      await platform.dataSource.query(
        `UPDATE circle_invitations SET created_at = now() - interval '31 days' WHERE person_id = $1`,
        [nour.id],
      );
      await new Housekeeping(new Reads(platform.dataSource)).run();
      expect(await standing(id, nour)).toBe('404');
    });
  });

  describe('by a link', () => {
    it('is used as often as it may be, however many come at once', async () => {
      const people = await Promise.all(Array.from({ length: 6 }, () => person()));
      const id = await circle();
      const { token } = await linkTo(id, { uses: 2 });

      const joined = await Promise.all(people.map((who) => post(`/circle-links/${token}`, who)));

      expect(joined.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 409, 409, 409, 409]);
      expect(joined.find(({ status }) => status === 409)!.body.code).toBe('circles.link-used-up');
      const inIt = await Promise.all(people.map((who) => standing(id, who)));
      expect(inIt.filter((one) => one === 'member')).toHaveLength(2);
      expect((await platform.api('get', `/circles/${id}/door`, lead)).body.links).toEqual([]);
    });

    it('opens nothing once it was taken back or has expired, and is kept as a hash alone', async () => {
      const nour = await person();
      const id = await circle();
      const [revoked, expired] = [await linkTo(id), await linkTo(id)];
      const [kept] = await platform.dataSource.query<{ all: string }[]>(
        `SELECT string_agg(l::text, ' ') AS all FROM circle_links l WHERE circle_id = $1`,
        [id],
      );
      expect(kept!.all).not.toContain(revoked.token);
      await platform.api('delete', `/circles/${id}/links/${revoked.id}`, lead);
      await platform.dataSource.query(`UPDATE circle_links SET expires_at = now() - interval '1 s' WHERE id = $1`, [
        expired.id,
      ]);
      for (const token of [revoked.token, expired.token, 'no-such-token']) {
        expect((await platform.api('get', `/circle-links/${token}`, nour)).status).toBe(404);
        expect((await post(`/circle-links/${token}`, nour)).status).toBe(404);
        expect((await platform.page('get', `/circles/join/${token}`, nour)).status).toBe(404);
      }
    });

    it('is made and taken back by facilitators alone, ten at most', async () => {
      const member = await person();
      const id = await circle();
      await platform.given.join(id, member.id);
      expect((await post(`/circles/${id}/links`, member)).status).toBe(403);
      const made: number[] = [];
      for (let n = 0; n < 11; n += 1) made.push((await post(`/circles/${id}/links`, lead)).status);
      expect(made).toEqual([...Array.from({ length: 10 }, () => 201), 422]);
      const { body } = await platform.api('get', `/circles/${id}/door`, lead);
      expect((await platform.api('delete', `/circles/${id}/links/${body.links[0].id}`, member)).status).toBe(403);
    });

    it('is shown once on a page of its own, to be copied', async () => {
      const id = await circle();
      const made = await platform.page('post', `/circles/${id}/links`, lead).type('form').send({ uses: 3, days: 5 });
      expect([made.status, /value="http[^"]+\/circles\/join\/[\w-]{43}"/.test(made.text)]).toEqual([200, true]);
      const wrong = await platform.page('post', `/circles/${id}/links`, lead).type('form').send({ uses: 0 });
      expect([wrong.status, wrong.text.includes('There is a problem')]).toEqual([422, true]);
    });
  });

  describe('into a peer circle', () => {
    it('takes eight, however many come at once', async () => {
      const people = await Promise.all(Array.from({ length: 10 }, () => person()));
      const id = await circle({ kind: 'peer', visibility: 'open' });

      const joined = await Promise.all(people.map((who) => post(`/circles/${id}/join`, who)));

      expect(joined.filter(({ status }) => status === 204)).toHaveLength(7);
      expect(joined.find(({ status }) => status === 409)!.body.code).toBe('circles.full');
      expect((await platform.api('get', `/circles/${id}`, lead)).body.memberCount).toBe(8);
      const changed = await platform.api('patch', `/circles/${id}`, lead).send({ visibility: 'restricted' });
      expect(changed.status).toBe(200);
      const last = people[joined.findIndex(({ status }) => status === 409)]!;
      const { body } = await post(`/circles/${id}/requests`, last);
      const refused = await post(`/circles/${id}/requests/${body.id}/answer`, lead, { answer: 'accepted' });
      expect([refused.status, refused.body.code, await standing(id, last)]).toEqual([409, 'circles.full', 'requested']);
    });

    it('is not made of a circle that has more', async () => {
      const id = await circle({ visibility: 'open' });
      for (let n = 0; n < 8; n += 1) await post(`/circles/${id}/join`, await person());
      const { status, body } = await platform.api('patch', `/circles/${id}`, lead).send({ kind: 'peer' });
      expect([status, body.code]).toEqual([422, 'circles.too-large']);
    });
  });

  describe('changing who may know of it', () => {
    it('opens nothing that was written to anybody, and its members are told', async () => {
      const [nour, member] = [await person(), await person('Siân Morgan')];
      const id = await circle({ visibility: 'confidential' });
      await platform.given.join(id, member.id);
      const thread = await platform.given.thread(lead, {
        title: 'Umbrafell lease',
        audience: 'circle',
        audienceId: id,
      });

      for (const visibility of ['private', 'restricted']) {
        expect((await platform.api('patch', `/circles/${id}`, lead).send({ visibility })).status).toBe(200);
        expect((await platform.api('get', `/threads/${thread.id}`, nour)).status).toBe(404);
      }
      const opened = await platform.api('patch', `/circles/${id}`, lead).send({ visibility: 'open' });

      expect([opened.status, opened.body.code]).toEqual([409, 'circles.written-for']);
      expect(await noticesOf(member)).toEqual(
        Array.from({ length: 2 }, () => 'More people can know of a circle of yours: Pool leads'),
      );
      expect(await noticesOf(lead)).toEqual([]);
    });

    it('back to confidential hides it from that moment on, also from who had asked', async () => {
      const nour = await person();
      const id = await circle({ name: 'Sealed again', visibility: 'restricted' });
      await post(`/circles/${id}/requests`, nour);
      await platform.api('patch', `/circles/${id}`, lead).send({ visibility: 'confidential' });
      expect(await standing(id, nour)).toBe('404');
      expect((await platform.page('get', '/circles', nour)).text).not.toContain('Sealed again');
    });
  });

  it('at the same moment as it is taken back or left again is one of the two', async () => {
    const id = await circle({ visibility: 'private' });
    for (let n = 0; n < 5; n += 1) {
      const nour = await person();
      await post(`/circles/${id}/invitations`, lead, { personId: nour.id });
      const [yes] = await Promise.all([
        post(`/circles/${id}/invitation/answer`, nour, { answer: 'accepted' }),
        platform.api('delete', `/circles/${id}/invitations/${nour.id}`, lead),
      ]);
      expect([yes.status, await standing(id, nour)]).toEqual(yes.status === 204 ? [204, 'member'] : [404, 'none']);
      const [again, left] = await Promise.all([
        post(`/circles/${id}/invitation/answer`, nour, { answer: 'accepted' }),
        platform.api('delete', `/circles/${id}/members/${nour.id}`, nour),
      ]);
      expect([[204, 404].includes(again.status), [204, 403].includes(left.status)]).toEqual([true, true]);
      expect(await standing(id, nour)).toBe('none');
    }
  });

  it('ends for who is removed while they write: what they wrote stays or was not written, and they read nothing', async () => {
    const id = await circle();
    for (let n = 0; n < 5; n += 1) {
      const nour = await person();
      await platform.given.join(id, nour.id);
      const thread = await platform.given.thread(lead, { audience: 'circle', audienceId: id });
      const note = { title: 'Thursday', metOn: '2026-11-05', body: 'We met.' };
      const [reply, written] = await Promise.all([
        post(`/threads/${thread.id}/posts`, nour, { body: 'And who pays?' }),
        post(`/circles/${id}/notes`, nour, note),
        platform.api('delete', `/circles/${id}/members/${nour.id}`, lead),
      ]);
      expect([201, 404]).toContain(reply.status);
      expect([201, 404]).toContain(written.status);
      expect((await platform.api('get', `/threads/${thread.id}`, nour)).status).toBe(404);
      expect((await post(`/threads/${thread.id}/posts`, nour, { body: 'Still here?' })).status).toBe(404);
      expect((await post(`/circles/${id}/notes`, nour, note)).status).toBe(404);
      const { posts } = (await platform.api('get', `/threads/${thread.id}`, lead)).body;
      expect(posts).toHaveLength(reply.status === 201 ? 2 : 1);
    }
  });

  it('is not possible any more once everybody has left', async () => {
    const nour = await person();
    const id = await circle({ visibility: 'open' });
    const { token } = await linkTo(id);
    await platform.api('delete', `/circles/${id}/members/${lead.id}`, lead);
    expect([await standing(id, nour), (await post(`/circle-links/${token}`, nour)).status]).toEqual(['404', 404]);
    expect((await post(`/circles/${id}/join`, nour)).status).toBe(404);
  });

  it('goes by who facilitates it when its turn comes, not when it was asked for', async () => {
    const second = await person('Second Lead');
    const id = await circle({ visibility: 'restricted' });
    await platform.given.join(id, second.id);
    await platform.api('put', `/circles/${id}/members/${second.id}`, lead).send({ role: 'facilitator' });
    const nour = await person();
    // Holds the circle as a removal does, until the invitation waits behind it.
    const held = platform.dataSource.createQueryRunner();
    await held.startTransaction();
    await held.query(`SELECT FROM circles WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    const invited = post(`/circles/${id}/invitations`, second, { personId: nour.id }).then((answer) => answer);
    await until(async () => {
      const waiting = await platform.dataSource.query<object[]>(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    await held.query(`DELETE FROM circle_members WHERE circle_id = $1 AND person_id = $2`, [id, second.id]);
    await held.commitTransaction();
    await held.release();

    expect((await invited).status).toBe(403);
    expect(await noticesOf(nour)).toEqual([]);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 400) throw new Error('It did not come to be so.');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
