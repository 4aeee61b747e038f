import { setTimeout as sleep } from 'node:timers/promises';
import { startMailServer } from '../support/mail-server.ts';
import { type Member, PASSWORD, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('guests and mail of circles', () => {
  let platform: TestPlatform;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  let lead: Member;
  let member: Member;
  let circle: string;
  let people = 0;
  beforeAll(async () => {
    server = await startMailServer();
    platform = await startTestPlatform({
      ROLES: 'web,api,realtime,worker',
      RATE_LIMITS: 'off',
      SMTP_URL: server.url,
      PUBLIC_URL: 'https://waymark.example',
      SESSION_SECRET: 'at least thirty-two characters long',
    });
    lead = await platform.given.member({ name: 'Lena Harcastle' });
    member = await platform.given.member({ name: 'Siân Morgan' });
    circle = await made({ name: 'Zorbulent circle', purpose: 'For those who close pools' });
    await platform.given.join(circle, member.id);
  });
  afterAll(async () => {
    await platform.stop();
    await server.stop();
  });

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const post = (path: string, by: Member | null, body: object = {}) => platform.api('post', path, by).send(body);
  const made = async (input: object): Promise<string> => (await post('/circles', lead, input)).body.id as string;
  const address = (): string => `guest-${(people += 1)}@elsewhere.example`;
  const send = async (): Promise<void> => {
    await sql(`UPDATE mails SET next_at = now() WHERE state = 'waiting'`);
    await sql(
      `INSERT INTO pgboss.job_common (name, data, policy) VALUES ('notifications.send-mail', '{}', 'standard')`,
    );
    const waiting = () => sql(`SELECT FROM pgboss.job WHERE name = 'notifications.send-mail' AND state < 'completed'`);
    while ((await waiting()).length > 0) await sleep(50);
  };
  const mailTo = async (to: string): Promise<string> => {
    await send();
    const { source } = server.received.findLast((mail) => mail.to === to) ?? { source: '' };
    return Buffer.from(
      source
        .replace(/=\r\n/g, '')
        .replace(/(=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString())
        .replaceAll('_', ' '),
    ).toString();
  };
  /** The token of the mail that went to this address. */
  const invited = async (email: string, to = circle): Promise<string> => {
    const { status, body } = await post(`/circles/${to}/guests`, lead, { email });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return tokenIn(await mailTo(email));
  };
  const tokenIn = (mail: string): string => {
    // A mark of its own stands where a space was put for the one of the header.
    const found = /waymark\.example\/invitations\/([\w -]{43})/.exec(mail.replace(/\r\n/g, ''))?.[1];
    if (found === undefined) throw new Error(`No link in ${mail.slice(0, 3_000)}`);
    return found.replaceAll(' ', '_');
  };
  const NEW = { name: 'Gwil Ansty', practitionerRole: 'researcher', password: 'three long words' };

  it('are asked by a mail, say yes by its link, and have an account for that circle alone', async () => {
    const email = address();
    const token = await invited(email);
    const opened = await platform.page('get', `/invitations/${token}`);
    expect([opened.status, opened.text.includes('Zorbulent circle'), opened.text.includes('Lena invites you')]).toEqual(
      [200, true, true],
    );

    const short = await platform
      .page('post', `/invitations/${token}`)
      .type('form')
      .send({ name: 'Gwil Ansty', password: 'x' });
    expect([short.status, short.text.includes('10 characters or more')]).toEqual([422, true]);
    const joined = await platform.page('post', `/invitations/${token}`).type('form').send(NEW);

    expect([joined.status, joined.headers['location']]).toEqual([303, `/circles/${circle}`]);
    const cookie = String(joined.headers['set-cookie']).split(';')[0]!;
    const page = await platform.page('get', `/circles/${circle}`).set('cookie', cookie);
    expect([page.status, page.text.includes('Start a discussion')]).toEqual([200, true]);
    const [kept] = await sql<{ email: string | null; state: string }>(
      `SELECT email, state FROM circle_guest_invitations ORDER BY created_at DESC LIMIT 1`,
    );
    expect(kept).toEqual({ email: null, state: 'accepted' });
    expect((await platform.page('get', `/invitations/${token}`)).status).toBe(404);
    expect((await platform.page('post', `/invitations/${token}`).type('form').send(NEW)).status).toBe(404);
    const { members } = (await platform.api('get', `/circles/${circle}`, lead)).body;
    expect(members.map(({ name, isGuest }: { name: string; isGuest: boolean }) => [name, isGuest])).toContainEqual([
      'Gwil',
      true,
    ]);
  });

  it('are one, however often the form is sent at the same moment', async () => {
    const email = address();
    const token = await invited(email);
    const sent = await Promise.all(
      Array.from({ length: 4 }, () => platform.page('post', `/invitations/${token}`).type('form').send(NEW)),
    );
    expect(sent.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await sql(`SELECT FROM accounts WHERE email = $1`, [email])).toHaveLength(1);
  });

  it('are told nothing of a confidential circle in the mail, not even its name', async () => {
    const email = address();
    await invited(email);
    const mail = await mailTo(email);
    expect(mail).toContain('You are invited to a circle on Waymark');
    expect(mail).not.toMatch(/Zorbulent|Lena|Harcastle|pools/);
    const restricted = await made({ name: 'Quillfernum circle', visibility: 'restricted' });
    const other = address();
    await invited(other, restricted);
    expect(await mailTo(other)).toContain('Lena invites you to Quillfernum circle');
  });

  it('may decline in one click without signing in, after which the address is forgotten', async () => {
    const email = address();
    const token = await invited(email);
    expect((await platform.page('get', `/invitations/${token}/decline`)).status).toBe(200);
    expect((await platform.page('get', `/invitations/${token}`)).status).toBe(200);
    const { status } = await platform
      .page('post', `/invitations/${token}/decline`)
      .type('form')
      .send('List-Unsubscribe=One-Click');
    expect([status, (await platform.page('get', `/invitations/${token}`)).status]).toEqual([200, 404]);
    expect(await sql(`SELECT FROM circle_guest_invitations WHERE email = $1`, [email])).toEqual([]);
  });

  it('cannot come any more once the invitation was taken back, is too old or the circle is full', async () => {
    const peers = await made({ name: 'Six of us', kind: 'peer' });
    const [back, old, full] = [await invited(address()), await invited(address()), await invited(address(), peers)];
    const { guests } = (await platform.api('get', `/circles/${circle}/door`, lead)).body;
    expect(guests.map(({ email }: { email: string }) => email)).toEqual(
      expect.arrayContaining([expect.stringContaining('@elsewhere.example')]),
    );
    await platform.api('delete', `/circles/${circle}/guests/${guests.at(-2).id}`, lead);
    await sql(`UPDATE circle_guest_invitations SET expires_at = now() - interval '1 s' WHERE id = $1`, [
      guests.at(-1).id,
    ]);
    for (let n = 0; n < 7; n += 1) await platform.given.join(peers, (await platform.given.member()).id);
    expect((await post(`/invitations/${back}/accept`, null, NEW)).status).toBe(404);
    expect((await post(`/invitations/${old}/accept`, null, NEW)).status).toBe(404);
    const refused = await post(`/invitations/${full}/accept`, null, NEW);
    expect([refused.status, refused.body.code]).toEqual([409, 'circles.full']);
  });

  it('who have an account join with its password, and as what they are', async () => {
    const known = await platform.given.member({ name: 'Known Already' });
    const token = await invited(known.email);
    expect((await platform.page('get', `/invitations/${token}`)).text).toContain('has an account on Waymark');
    const wrong = await post(`/invitations/${token}/accept`, null, { password: 'not the password' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'people.sign-in-refused']);
    // Who has the link and another account does not get in by it.
    expect((await post(`/invitations/${token}/accept`, member, {})).status).toBe(422);

    const joined = await post(`/invitations/${token}/accept`, null, { password: PASSWORD });

    expect([joined.status, joined.body]).toEqual([200, { id: circle }]);
    const { members } = (await platform.api('get', `/circles/${circle}`, lead)).body;
    const { isGuest } = members.find(({ personId }: { personId: string }) => personId === known.id);
    expect(isGuest).toBe(false);
  });

  it('become members of the network by signing up, with the password of their account', async () => {
    const email = address();
    await post(`/invitations/${await invited(email)}/accept`, null, NEW);
    const [guest] = await sql<{ id: string }>(`SELECT person_id AS id FROM accounts WHERE email = $1`, [email]);
    const keys = async (): Promise<string[]> =>
      (await sql<{ keys: string[] }>(`SELECT reader_keys AS keys FROM people WHERE id = $1`, [guest!.id]))[0]!.keys;
    expect((await keys()).toSorted()).toEqual([`circle:${circle}`, `person:${guest!.id}`, 'public'].toSorted());
    const wrong = await post('/accounts', null, { ...NEW, email, password: 'a wrong password' });
    expect([wrong.status, (await keys()).includes('network')]).toEqual([422, false]);

    const right = await post('/accounts', null, { ...NEW, email, practitionerRole: 'founder' });

    expect([right.status, (await keys()).includes('network')]).toEqual([201, true]);
    expect((await platform.api('get', `/people/${guest!.id}`, member)).body.role).toBe('founder');
  });

  it('are invited by facilitators alone, 20 a day, and one address not without end', async () => {
    expect((await post(`/circles/${circle}/guests`, member, { email: address() })).status).toBe(403);
    const eager = await platform.given.member({ name: 'Eager' });
    const own = (await post('/circles', eager, { name: 'Eager circle' })).body.id;
    const sent: number[] = [];
    for (let n = 0; n < 21; n += 1)
      sent.push((await post(`/circles/${own}/guests`, eager, { email: address() })).status);
    expect(sent).toEqual([...Array.from({ length: 20 }, () => 201), 422]);
    const victim = address();
    const again: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const by = await platform.given.member({ name: `Eager ${n}` });
      const theirs = (await post('/circles', by, { name: 'Eager circle' })).body.id;
      again.push((await post(`/circles/${theirs}/guests`, by, { email: victim })).status);
      again.push((await post(`/circles/${theirs}/guests`, by, { email: victim })).status);
    }
    // The same twice is one; the sixth circle is refused.
    expect(again).toEqual([...Array.from({ length: 10 }, () => 201), 422, 422]);
    expect(await sql(`SELECT FROM circle_guest_invitations WHERE email = $1`, [victim])).toHaveLength(5);
  });

  describe('once in', () => {
    let guest: Member;
    beforeAll(async () => {
      guest = await platform.given.guest('Gwil Ansty', circle);
    });

    it('write where they were invited, and nowhere else', async () => {
      const open = await platform.given.thread(member, { audience: 'public' });
      const inside = await platform.given.thread(guest, { audience: 'circle', audienceId: circle });
      expect((await post(`/threads/${inside.id}/posts`, guest, { body: 'And who pays?' })).status).toBe(201);
      expect((await platform.api('get', `/threads/${open.id}`, guest)).status).toBe(200);
      for (const [path, body] of [
        [`/threads/${open.id}/posts`, { body: 'May I?' }],
        ['/threads', { title: 'How is this asked of all?', body: 'Like so.', audience: 'public' }],
        ['/threads', { title: 'How is this asked of all?', body: 'Like so.', audience: 'network' }],
        [
          '/threads',
          { title: 'How is this asked of some?', body: 'Like so.', audience: 'invited', invited: [lead.id] },
        ],
        ['/case-notes', { title: 'What a guest would like to say' }],
        ['/circles', { name: 'A circle of a guest' }],
        [`/people/${member.id}/introductions`, { reason: 'Hello' }],
      ] as const) {
        const { status, body: said } = await post(path, guest, body);
        expect([path, status, said.code]).toEqual([path, 403, 'people.not-for-guests']);
      }
      const form = await platform.page('post', '/case-notes', guest).type('form').send({ title: 'By a guest' });
      expect([form.status, form.text.includes('You are here as a guest')]).toEqual([403, true]);
    });

    it('see of the network what who is not signed in sees', async () => {
      const secret = await platform.given.thread(member, { title: 'How do harrowgate teams price a lease?' });
      expect((await platform.api('get', `/threads/${secret.id}`, guest)).status).toBe(404);
      expect((await platform.page('get', '/search?q=harrowgate', guest)).text).not.toContain('How do harrowgate');
      expect((await platform.api('get', '/people', guest)).body.items ?? []).toEqual([]);
      expect((await platform.api('get', `/people/${member.id}`, guest)).status).toBe(404);
      expect((await platform.api('get', `/circles?of=listed`, guest)).body.items).toEqual([]);
      const shown = (await platform.api('get', `/circles/${circle}`, guest)).body;
      expect(shown.members.map(({ name }: { name: string }) => name).toSorted()).toEqual(['Gwil', 'Lena']);
      expect((await platform.page('get', `/circles/${circle}/members`, guest)).text).not.toContain('Siân');
    });

    it('are seen by nobody outside, and nobody can ask or invite them elsewhere', async () => {
      const outsider = await platform.given.member({ name: 'Omar Field' });
      for (const who of [outsider, member]) {
        expect((await platform.api('get', `/people/${guest.id}`, who)).status).toBe(404);
        expect((await platform.page('get', '/people', who)).text).not.toContain('Ansty');
      }
      const other = (await post('/circles', outsider, { name: 'Another circle' })).body.id;
      expect((await post(`/circles/${other}/invitations`, outsider, { personId: guest.id })).status).toBe(404);
      expect((await post(`/people/${guest.id}/introduction`, outsider, { reason: 'Hello' })).status).toBe(404);
    });

    it('never facilitate, and can leave', async () => {
      const lead1 = await platform
        .api('put', `/circles/${circle}/members/${guest.id}`, lead)
        .send({ role: 'facilitator' });
      expect([lead1.status, lead1.body.code]).toEqual([409, 'circles.not-that-way']);
      const left = await platform.page('post', `/circles/${circle}/members/${guest.id}/remove`, guest);
      expect([left.status, (await platform.api('get', `/circles/${circle}`, guest)).status]).toEqual([303, 404]);
      expect((await platform.page('get', '/circles', guest)).text).toContain('You are here as a guest');
    });
  });

  it('nobody is told by mail of an invitation that was taken back before it was sent', async () => {
    const nour = await platform.given.member({ name: 'Nour Ashby' });
    const id = await made({ name: 'Brackenfold circle' });
    await post(`/circles/${id}/invitations`, lead, { personId: nour.id });
    await platform.api('delete', `/circles/${id}/invitations/${nour.id}`, lead);
    expect(await mailTo(nour.email)).toBe('');
  });

  it.each([
    ['restricted', 'names the circle', true],
    ['private', 'does not name it', false],
    ['confidential', 'does not name it', false],
  ])('a member is told of a %s circle by a mail that %s', async (visibility, _how, named) => {
    const nour = await platform.given.member({ name: 'Nour Ashby' });
    const id = await made({ name: 'Marrowvane circle', visibility });
    await post(`/circles/${id}/invitations`, lead, { personId: nour.id, note: 'Thistlewock' });
    const mail = await mailTo(nour.email);
    expect(mail).toContain(named ? 'Marrowvane circle' : 'You were invited to a circle');
    expect(/Marrowvane|Thistlewock|Lena/.test(mail)).toBe(named);
    expect(mail).toContain(`/circles/${id}`);
  });
});
