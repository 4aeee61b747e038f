import type request from 'supertest';
import { type Member, PASSWORD, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('settings', () => {
  let platform: TestPlatform;
  let member: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    member = await platform.given.member({ name: 'Rosa Velthorne' });
  });
  afterAll(() => platform.stop());

  const sessionOf = (answer: request.Response): string =>
    (answer.headers['set-cookie'] as unknown as string[])
      .find((cookie) => cookie.startsWith('waymark='))!
      .split(';')[0]!;
  const newSession = async ({ email }: Member): Promise<string> =>
    sessionOf(await platform.page('post', '/sign-in').type('form').send({ email, password: PASSWORD }));
  const statusOf = async (cookie: string): Promise<number> =>
    (await platform.page('get', '/settings').set('cookie', cookie)).status;
  const post = (path: string, by: Member, fields: object = {}) =>
    platform.page('post', path, by).type('form').send(fields);

  it.each(['', '/profile', '/password', '/presence', '/sessions', '/tokens'])(
    'sends who is signed out of %s to sign in',
    async (path) => {
      const { status, headers } = await platform.page('get', `/settings${path}`);
      expect([status, headers['location']]).toEqual([303, `/sign-in?next=${encodeURIComponent(`/settings${path}`)}`]);
    },
  );

  it('shows the address to its owner', async () => {
    expect((await platform.page('get', '/settings', member)).text).toContain(member.email);
  });

  it('let one be unseen while one reads or types, and seen again', async () => {
    const checked = async (): Promise<boolean> =>
      /name="unseen"[^>]*checked/.test((await platform.page('get', '/settings/presence', member)).text);
    expect(await checked()).toBe(false);
    for (const [fields, unseen] of [
      [{ unseen: 'yes' }, true],
      [{ unseen: 'yes' }, true],
      [{}, false],
    ] as const) {
      const { status, headers } = await post('/settings/presence', member, fields);
      expect([status, headers['location']]).toEqual([303, '/settings/presence']);
      expect(await checked()).toBe(unseen);
      expect((await platform.api('get', '/me', member)).body.seen).toBe(!unseen);
    }
    expect((await platform.api('put', '/me/presence', member).send({})).status).toBe(422);
    expect((await platform.api('put', '/me/presence').send({ seen: false })).status).toBe(401);
  });

  describe('the profile', () => {
    const profile = { name: 'Rosa Velthorne', practitionerRole: 'founder' };

    it('takes lists, empties what was emptied, and shows the result', async () => {
      const person = await platform.given.member({ name: 'Jun', bio: 'Old words' });
      const { status, headers } = await post('/settings/profile', person, {
        ...profile,
        _version: 1,
        bio: '',
        serviceAreas: 'youth',
        topicsOffered: ['pensions', 'tupe'],
      });
      expect([status, headers['location']]).toEqual([303, `/people/${person.id}`]);
      const { text } = await platform.page('get', `/people/${person.id}`, member);
      expect(text).toContain('Youth services');
      expect(text).not.toContain('Old words');
    });

    it('says what is wrong where it is wrong, and keeps what was typed', async () => {
      const { status, text } = await post('/settings/profile', member, {
        ...profile,
        _version: 1,
        name: '',
        jobTitle: 'Youth worker',
        topicsOffered: ['gossip'],
      });
      expect(status).toBe(422);
      expect(text).toContain('<a href="#name">');
      expect(text).toContain('<a href="#topicsOffered">');
      expect(text).toContain('value="Youth worker"');
    });

    it('never saves over a change made elsewhere: both texts stand on the page', async () => {
      const person = await platform.given.member({ name: 'Ade' });
      const save = (version: number | string, bio: string) =>
        post('/settings/profile', person, { ...profile, _version: version, bio });
      expect((await save(1, 'The first words')).status).toBe(303);
      const stale = await save(1, 'The second words');
      expect(stale.status).toBe(409);
      expect(stale.text).toContain('The first words');
      expect(stale.text).toContain('The second words');
      expect(stale.text).toContain('name="_version" value="2"');

      expect((await save('', 'No version')).status).toBe(409);
      expect((await save(2, 'The second words')).status).toBe(303);
    });
  });

  describe('the password', () => {
    const change = (by: Member, currentPassword: string, newPassword: string) =>
      post('/settings/password', by, { currentPassword, newPassword });

    it('ends every other session, also a copy of this one, and this browser stays signed in', async () => {
      const person = await platform.given.member();
      const elsewhere = await newSession(person);
      const answer = await change(person, PASSWORD, 'another long password');
      expect([answer.status, answer.headers['location']]).toEqual([303, '/settings']);
      expect([await statusOf(elsewhere), await statusOf(person.cookie), await statusOf(sessionOf(answer))]).toEqual([
        303, 303, 200,
      ]);
      const signIn = (password: string) =>
        platform.page('post', '/sign-in').type('form').send({ email: person.email, password });
      expect([(await signIn(PASSWORD)).status, (await signIn('another long password')).status]).toEqual([422, 303]);
    });

    it.each([
      ['the current one is wrong', 'not it', 'another long password', '#currentPassword'],
      ['the new one is short', PASSWORD, 'short', '#newPassword'],
      ['nothing is given', '', '', '#currentPassword'],
    ])('stays as it is where %s', async (_what, current, fresh, link) => {
      const { status, text } = await change(member, current, fresh);
      expect([status, text]).toEqual([422, expect.stringContaining(`<a href="${link}">`)]);
      expect(await statusOf(member.cookie)).toBe(200);
    });
  });

  describe('sessions', () => {
    it('are listed by browser, and end at once where they are told to', async () => {
      const person = await platform.given.member();
      const answer = await platform
        .page('post', '/sign-in')
        .set('user-agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0')
        .type('form')
        .send({ email: person.email, password: PASSWORD });
      const { text } = await platform.page('get', '/settings/sessions', person);
      expect(text).toContain('Firefox on Windows');
      const [, id] = /\/settings\/sessions\/([0-9a-f-]{36})\/end/.exec(text)!;

      expect((await post(`/settings/sessions/${id}/end`, member)).status).toBe(404);
      expect((await post(`/settings/sessions/${id}/end`, person)).status).toBe(303);
      expect([await statusOf(sessionOf(answer)), await statusOf(person.cookie)]).toEqual([303, 200]);
    });

    it('all end but this one', async () => {
      const person = await platform.given.member();
      const others = [await newSession(person), await newSession(person)];
      expect((await post('/settings/sessions/end-others', person)).status).toBe(303);
      expect(await Promise.all([...others, person.cookie].map(statusOf))).toEqual([303, 303, 200]);
    });
  });

  describe('tokens', () => {
    it('show their secret once, work, and stop at once when revoked', async () => {
      const person = await platform.given.member();
      const made = await post('/settings/tokens', person, { name: 'report', scope: 'read', days: '30', _once: 'one' });
      const [secret] = /wm_[\w-]{43}/.exec(made.text)!;
      const use = () => platform.api('get', '/session').set('authorization', `Bearer ${secret}`);
      expect([made.status, (await use()).status]).toEqual([200, 200]);

      const again = await post('/settings/tokens', person, { name: 'report', scope: 'read', days: '30', _once: 'one' });
      expect([again.status, again.text]).toEqual([200, expect.not.stringContaining('wm_')]);
      const list = await platform.page('get', '/settings/tokens', person);
      expect(list.text).not.toContain('wm_');
      expect(list.text.match(/>report</g)).toHaveLength(1);

      const [, id] = /\/settings\/tokens\/([0-9a-f-]{36})\/revoke/.exec(list.text)!;
      expect((await post(`/settings/tokens/${id}/revoke`, member)).status).toBe(404);
      expect((await post(`/settings/tokens/${id}/revoke`, person)).status).toBe(303);
      expect((await use()).status).toBe(401);
    });

    it('need a name', async () => {
      const { status, text } = await post('/settings/tokens', member, { scope: 'read', days: '30' });
      expect([status, text]).toEqual([422, expect.stringContaining('<a href="#name">Say what the token is for</a>')]);
    });
  });

  it('refuses every change that another site sends', async () => {
    const paths = [
      '/sign-out',
      '/settings/profile',
      '/settings/password',
      '/settings/tokens',
      '/settings/sessions/end-others',
    ];
    const statuses = paths.map(async (path) => (await post(path, member).set('origin', 'https://evil.example')).status);
    expect(await Promise.all(statuses)).toEqual(paths.map(() => 403));
    expect(await statusOf(member.cookie)).toBe(200);
  });
});
