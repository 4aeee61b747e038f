import { Transactions } from '#libs/platform/database';
import { DEMO_PASSWORD, DEMO_SIGN_INS, DemoNetwork } from '#libs/demo';
import type request from 'supertest';
import { type Member, PASSWORD, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const cookiesOf = (answer: request.Response): string[] => (answer.headers['set-cookie'] ?? []) as unknown as string[];
const sessionOf = (answer: request.Response): string =>
  cookiesOf(answer)
    .find((cookie) => cookie.startsWith('waymark='))!
    .split(';')[0]!;

describe('the way in and out', () => {
  let platform: TestPlatform;
  let member: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    member = await platform.given.member({ name: 'Rosa Velthorne' });
  });
  afterAll(() => platform.stop());

  const signIn = (fields: object) =>
    platform
      .page('post', '/sign-in')
      .type('form')
      .send({ email: member.email, password: PASSWORD, ...fields });
  const signUp = (fields: object = {}) =>
    platform
      .page('post', '/sign-up')
      .type('form')
      .send({
        name: 'Jun Asakiri',
        email: 'jun@waymark.example',
        password: 'a long enough password',
        practitionerRole: 'staff_director',
        ...fields,
      });

  describe('signing in', () => {
    it('goes to what was asked for, with a cookie for thirty days', async () => {
      const { text } = await platform.page('get', '/sign-in?next=%2Fquestions%2Fnew');
      expect(text).toContain('name="next" value="/questions/new"');
      const answer = await signIn({ next: '/questions/new' });
      expect([answer.status, answer.headers['location']]).toEqual([303, '/questions/new']);
      expect(cookiesOf(answer)[0]).toMatch(/^waymark=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    });

    it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', '/sign-out'])(
      'never leads to %s',
      async (next) => {
        const { text } = await platform.page('get', `/sign-in?next=${encodeURIComponent(next)}`);
        expect(text).toContain('name="next" value="/"');
        expect((await signIn({ next })).headers['location']).toBe('/');
      },
    );

    it('replaces the session that the browser came with', async () => {
      const old = sessionOf(await signIn({}));
      const fresh = sessionOf(await signIn({}).set('cookie', old));
      expect((await platform.page('get', '/settings').set('cookie', old)).status).toBe(303);
      expect((await platform.page('get', '/settings').set('cookie', fresh)).status).toBe(200);
    });

    it('shows the form again for a wrong password and an unknown address alike, without the password', async () => {
      const wrong = await signIn({ password: 'not the password' });
      const unknown = await signIn({ email: 'nobody@waymark.example', password: 'not the password' });
      expect([wrong.status, unknown.status]).toEqual([422, 422]);
      expect(wrong.text).toContain('<title>Error: Sign in – Waymark</title>');
      expect(wrong.text).toContain('<a href="#email">The email address or password is not right</a>');
      expect(wrong.text).not.toContain('not the password');
      const bare = (text: string): string =>
        text.replaceAll('nobody@waymark.example', member.email).replaceAll(/ nonce="\w+"/g, '');
      expect(bare(unknown.text)).toBe(bare(wrong.text));
    });

    it.each([
      ['nothing', { email: '', password: '' }, ['#email', '#password']],
      ['no password', { password: '' }, ['#password']],
      ['two addresses', { email: ['a@b.example', 'c@d.example'] }, ['#email']],
      ['a NUL byte', { password: 'x\0' }, ['#password']],
    ])('asks again for what is missing or wrong: %s', async (_what, fields, links) => {
      const { status, text } = await signIn(fields);
      expect(status).toBe(422);
      for (const link of links) expect(text).toContain(`<a href="${link}">`);
    });

    it('sends who is signed in on', async () => {
      const { status, headers } = await platform.page('get', '/sign-in?next=%2Fpeople', member);
      expect([status, headers['location']]).toEqual([303, '/people']);
    });

    it('is refused when another site sends the form', async () => {
      const { status, headers } = await signIn({}).set('origin', 'https://evil.example');
      expect([status, headers['set-cookie']]).toEqual([403, undefined]);
    });

    it('tells a suspended person until when and why, and nobody else', async () => {
      const person = await platform.given.member();
      await platform.dataSource.query(
        `UPDATE accounts SET suspended_until = '2199-05-01', suspended_reason = 'No advertising.' WHERE person_id = $1`,
        [person.id],
      );
      const told = await signIn({ email: person.email });
      expect([told.status, told.text]).toEqual([
        403,
        expect.stringContaining('This account is suspended until 1 May 2199. The reason given: No advertising.'),
      ]);
      expect((await signIn({ email: person.email, password: 'wrong' })).text).not.toContain('suspended');
    });
  });

  describe('joining', () => {
    it('signs the new member in and asks about them', async () => {
      const answer = await signUp();
      expect([answer.status, answer.headers['location']]).toEqual([303, '/settings/profile']);
      const next = await platform.page('get', '/settings/profile').set('cookie', cookiesOf(answer).join('; '));
      expect(next.text).toContain('Welcome to Waymark');
      expect(next.text).toContain('value="Jun Asakiri"');
    });

    it('goes back to what the person wanted to do', async () => {
      const { headers } = await signUp({ email: 'back@waymark.example', next: '/questions/new' });
      expect(headers['location']).toBe('/questions/new');
    });

    it('takes the same form twice as one', async () => {
      const twice = { email: 'twice@waymark.example' };
      const answers = await Promise.all([signUp(twice), signUp(twice)]);
      expect(answers.map(({ status }) => status)).toEqual([303, 303]);
      const [{ count }] = await platform.dataSource.query(
        `SELECT count(DISTINCT person_id)::int FROM accounts WHERE email = $1`,
        [twice.email],
      );
      expect(count).toBe(1);
    });

    it('shows what was typed, but no password, and links each problem to its field', async () => {
      const { status, text } = await signUp({ name: '', practitionerRole: '', password: 'short' });
      expect(status).toBe(422);
      for (const field of ['name', 'practitionerRole', 'password']) expect(text).toContain(`<a href="#${field}">`);
      expect(text).toContain('value="jun@waymark.example"');
      expect(text).not.toContain('short"');
    });

    it('says when an address has an account already', async () => {
      const { status, text } = await signUp({ email: member.email });
      expect([status, text]).toEqual([
        422,
        expect.stringContaining('<a href="#email">This address has an account already'),
      ]);
    });
  });

  describe('signing out', () => {
    it('only asks, where a link was followed', async () => {
      const { status, text } = await platform.page('get', '/sign-out', member);
      expect([status, text]).toEqual([200, expect.stringContaining('<form method="post" action="/sign-out">')]);
      expect((await platform.page('get', '/settings', member)).status).toBe(200);
    });

    it('ends the session for good and clears the cookie', async () => {
      const cookie = sessionOf(await signIn({}));
      const answer = await platform.page('post', '/sign-out').set('cookie', cookie);
      expect([answer.status, answer.headers['location']]).toEqual([303, '/']);
      expect(cookiesOf(answer)).toContainEqual(expect.stringMatching(/^waymark=; Max-Age=0;/));
      expect((await platform.page('get', '/settings').set('cookie', cookie)).status).toBe(303);
    });

    it('is no error for who is signed out already', async () => {
      expect((await platform.page('post', '/sign-out')).status).toBe(303);
    });
  });
});

describe('a page of sign-in that is tried too often', () => {
  it('says how long to wait, in words and for programs', async () => {
    const platform = await startTestPlatform();
    const { email } = await platform.given.member();
    const signIn = () => platform.page('post', '/sign-in').type('form').send({ email, password: 'wrong' });
    await signIn();
    await platform.dataSource.query(`UPDATE rate_limits SET used = 10 WHERE key LIKE 'sign-in.account:%'`);
    const { status, headers, text } = await signIn();

    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    expect(text).toMatch(/Too many tries\. Wait \d+ minutes and try again\./);
    await platform.stop();
  });
});

describe('the sign-ins of the demo network', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
  });
  afterAll(() => platform.stop());

  it('are not offered where it was not loaded', async () => {
    expect((await platform.page('get', '/sign-in')).text).not.toContain(DEMO_PASSWORD);
  });

  it('are offered where it was, one press each', async () => {
    await new DemoNetwork(new Transactions(platform.dataSource), platform.config).load();
    const { text } = await platform.page('get', '/sign-in');
    for (const { email } of DEMO_SIGN_INS) expect(text).toContain(`value="${email}"`);
    const [{ email }] = DEMO_SIGN_INS as [(typeof DEMO_SIGN_INS)[number]];
    const { status } = await platform.page('post', '/sign-in').type('form').send({ email, password: DEMO_PASSWORD });
    expect(status).toBe(303);
  }, 30_000);

  it('open nothing in production, even where their rows are there', async () => {
    const url = platform.databaseUrl;
    const production = await startTestPlatform({
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      SESSION_SECRET: 'x'.repeat(32),
      PUBLIC_URL: 'https://waymark.example',
      RATE_LIMITS: 'on',
      DATABASE_URL: url,
    });
    const { text } = await production.page('get', '/sign-in');
    expect(text).not.toContain(DEMO_PASSWORD);
    const { status } = await production
      .page('post', '/sign-in')
      .type('form')
      .send({ email: DEMO_SIGN_INS[0]!.email, password: DEMO_PASSWORD });
    expect(status).toBe(422);
    await production.stop();
  }, 30_000);
});
