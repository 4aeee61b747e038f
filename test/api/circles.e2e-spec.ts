import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const UNKNOWN = '01990000-0000-7000-8000-000000000000';

describe('a circle', () => {
  let platform: TestPlatform;
  let lead: Member;
  let member: Member;
  let outsider: Member;
  let moderator: Member;
  let id: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    lead = await platform.given.member({ name: 'Lena Harcastle', practitionerRole: 'finance' });
    member = await platform.given.member({ name: 'Siân Morgan' });
    outsider = await platform.given.member({ name: 'Omar Field' });
    moderator = await platform.given.member({ name: 'Mo' }, 'moderator', 'administrator');
    const made = await platform
      .api('post', '/circles', lead)
      .send({ name: 'Marlow finance leads', purpose: 'To compare.' });
    id = made.body.id;
    await platform.given.join(id, member.id);
  });
  afterAll(() => platform.stop());

  const put = (by: Member, who: Member, role?: string, circle = id) =>
    platform.api('put', `/circles/${circle}/members/${who.id}`, by).send(role ? { role } : {});
  const remove = (by: Member, who: Member, circle = id) =>
    platform.api('delete', `/circles/${circle}/members/${who.id}`, by);
  const statusFor = async (who: Member | null, circle = id): Promise<number> =>
    (await platform.api('get', `/circles/${circle}`, who)).status;

  it('is facilitated by who made it', async () => {
    const { status, body } = await platform.api('post', '/circles', lead).send({ name: 'Another one' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ facilitates: true, memberCount: 1, members: [{ role: 'facilitator', name: 'Lena' }] });
  });

  it('is seen by its members alone: to others, moderators among them, it is as if it were not there', async () => {
    expect(await statusFor(member)).toBe(200);
    for (const who of [outsider, moderator]) {
      const hidden = await platform.api('get', `/circles/${id}`, who);
      const absent = await platform.api('get', `/circles/${UNKNOWN}`, who);
      const plain = ({ body: { requestId: _, ...rest } }: { body: Record<string, unknown> }): unknown => rest;
      expect([hidden.status, plain(hidden)]).toEqual([404, plain(absent)]);
      expect((await platform.page('get', `/circles/${id}`, who)).status).toBe(404);
      for (const path of ['/circles', '/questions/new', '/questions', '/']) {
        expect((await platform.page('get', path, who)).text).not.toContain('Marlow finance');
      }
      expect((await platform.api('get', '/circles', who)).body.items).toEqual([]);
      expect((await platform.api('patch', `/circles/${id}`, who).send({ name: 'Mine now' })).status).toBe(404);
      expect((await put(who, who)).status).toBe(404);
      for (const [path, body] of [
        ['join', {}],
        ['requests', {}],
        ['links', {}],
        ['invitations', { personId: who.id }],
        ['invitation/answer', { answer: 'accepted' }],
      ] as const) {
        const { status } = await platform.api('post', `/circles/${id}/${path}`, who).send(body);
        expect([path, status]).toEqual([path, 404]);
      }
      expect((await platform.api('get', `/circles/${id}/door`, who)).status).toBe(404);
      expect((await platform.page('get', `/circles/${id}/members`, who)).status).toBe(404);
      expect((await platform.api('get', '/circles?of=listed', who)).body.items).toEqual([]);
      expect((await remove(who, member)).status).toBe(404);
      expect((await platform.page('get', `/circles/${id}/edit`, who)).status).toBe(404);
      expect((await platform.api('get', `/threads?circle=${id}`, who)).body.items).toEqual([]);
    }
    expect(await statusFor(null)).toBe(401);
  });

  it('shows its members what it is for, who is in it and what was asked', async () => {
    const { id: thread } = await platform.given.thread(member, {
      title: 'What do you pay for the ledger?',
      audience: 'circle',
      audienceId: id,
    });
    await platform.given.thread(member, { title: 'Not for the circle at all' });

    const { text } = await platform.page('get', `/circles/${id}`, lead);

    expect(text).toContain('Marlow finance leads');
    expect(text).toContain('To compare.');
    expect(text).toContain('Only its 2 members can read what is written here');
    expect(text).toContain('What do you pay for the ledger?');
    expect(text).not.toContain('Not for the circle at all');
    expect((await platform.page('get', '/circles', member)).text).toContain('Marlow finance leads');
    const page = await platform.page('get', `/threads/${thread}`, lead);
    expect(page.text).toContain('Only members of Marlow finance leads can read this');
    expect(page.text).toContain(`href="/circles/${id}"`);
  });

  it('is changed by its facilitators alone, and not over another’s change', async () => {
    const refused = await platform.api('patch', `/circles/${id}`, member).send({ name: 'Marlow finance' });
    expect([refused.status, refused.body.code]).toEqual([403, 'circles.not-facilitator']);
    const changed = await platform.api('patch', `/circles/${id}`, lead).set('if-match', '"v1"').send({ purpose: null });
    expect([changed.status, changed.body.purpose, changed.body.version]).toEqual([200, null, 2]);
    const stale = await platform
      .page('post', `/circles/${id}/edit`, lead)
      .type('form')
      .send({ _version: 1, name: 'Marlow finance leads', purpose: 'Mine' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Purpose now');
  });

  it('lets a facilitator find and invite somebody by name without a script, who is told once and says yes', async () => {
    const newcomer = await platform.given.member({ name: 'Ŵyn Prosser' });
    const form = await platform.page('get', `/circles/${id}/invite?q=wyn`, lead);
    expect(form.text).toContain(`value="${newcomer.id}"`);
    expect((await platform.page('get', `/circles/${id}/invite?q=wyn`, member)).status).toBe(303);

    for (let twice = 0; twice < 2; twice += 1) {
      const asked = await platform
        .page('post', `/circles/${id}/invitations`, lead)
        .type('form')
        .send({ personId: newcomer.id, note: 'Come and compare.' });
      expect(asked.status).toBe(303);
    }

    const before = await platform.page('get', `/circles/${id}`, newcomer);
    expect(before.text).toContain('Lena invites you');
    expect(before.text).toContain('Come and compare.');
    expect(before.text).not.toContain('What do you pay for the ledger?');
    expect(before.text).not.toContain('Siân');
    const { items } = (await platform.api('get', '/me/notifications', newcomer)).body;
    expect(items.map(({ title, url }: { title: string; url: string }) => [title, url])).toEqual([
      ['Lena invites you to a circle: Marlow finance leads', `/circles/${id}`],
    ]);
    const yes = await platform
      .page('post', `/circles/${id}/invitation`, newcomer)
      .type('form')
      .send({ answer: 'accepted' });
    expect([yes.status, yes.headers['location']]).toEqual([303, `/circles/${id}`]);
    expect((await platform.page('get', `/circles/${id}`, newcomer)).text).toContain('What do you pay for the ledger?');
  });

  it('puts nobody in who was not asked', async () => {
    const { status, body } = await put(lead, outsider);
    expect([status, body.code]).toEqual([409, 'circles.not-in-it']);
    expect(await statusFor(outsider)).toBe(404);
  });

  it('takes from who leaves or is removed all that is in it, from that moment on', async () => {
    const leaver = await platform.given.member({ name: 'Leaver' });
    const thread = await platform.given.thread(lead, { audience: 'circle', audienceId: id });
    const readable = async (): Promise<number[]> =>
      Promise.all([
        statusFor(leaver),
        platform.api('get', `/threads/${thread.id}`, leaver).then(({ status }) => status),
      ]);
    for (const by of [lead, leaver]) {
      await platform.given.join(id, leaver.id);
      expect(await readable()).toEqual([200, 200]);
      expect((await remove(by, leaver)).status).toBe(204);
      expect(await readable()).toEqual([404, 404]);
    }
    expect((await remove(member, lead)).status).toBe(403);
  });

  it('is never left without a facilitator while there is a member', async () => {
    const made = await platform.api('post', '/circles', lead).send({ name: 'Two of us' });
    const circle = made.body.id;
    await platform.given.join(circle, member.id);
    for (const answer of [await remove(lead, lead, circle), await put(lead, lead, 'member', circle)]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'circles.last-facilitator']);
    }
    expect((await put(lead, member, 'facilitator', circle)).status).toBe(204);
    const both = await Promise.all([remove(lead, lead, circle), remove(member, member, circle)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 204]);
    // The last one left alone may go: then nobody reads it.
    expect([await statusFor(lead, circle), await statusFor(member, circle)]).toEqual([404, 404]);
  });

  it('gives a retry of its making nothing to who has left since', async () => {
    const key = 'the same circle';
    const body = { name: 'Made once' };
    const first = await platform.api('post', '/circles', lead).set('idempotency-key', key).send(body);
    const again = await platform.api('post', '/circles', lead).set('idempotency-key', key).send(body);
    expect(again.body).toEqual(first.body);
    await remove(lead, lead, first.body.id);
    const gone = await platform.api('post', '/circles', lead).set('idempotency-key', key).send(body);
    expect(gone.status).toBe(404);
  });

  it('says what is wrong with what was typed, on the same page', async () => {
    const { status, text } = await platform
      .page('post', '/circles', lead)
      .type('form')
      .send({ name: 'x', purpose: '<b>' });
    expect(status).toBe(422);
    expect(text).toContain('There is a problem');
    expect(text).toContain('&lt;b>');
  });

  it('writes nothing by a token that is for reading', async () => {
    await platform.dataSource.query(`UPDATE access_tokens SET scope = 'read' WHERE person_id = $1`, [outsider.id]);
    expect((await platform.api('post', '/circles', outsider).send({ name: 'By reading' })).status).toBe(403);
  });
});
