import argon2 from '@node-rs/argon2';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type request from 'supertest';
import { AccountsService, PeopleModule } from '#libs/people';
import { ConfigModule } from '#libs/platform/config';
import { DatabaseModule, Transactions } from '#libs/platform/database';
import { type Member, PASSWORD, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const SIGN_UP = {
  name: 'Rosa Velthorne',
  email: 'rosa@waymark.example',
  password: 'a long enough password',
  practitionerRole: 'founder',
};

/** The cookie of an answer as a browser sends it back. */
const cookieOf = (answer: request.Response): string =>
  (answer.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;

@Module({})
class Alone {}

/** As a moderator's decision does it, without the decision. */
async function suspend({ config, dataSource }: TestPlatform, { id }: Member, reason: string): Promise<void> {
  const imports = [ConfigModule.forRoot(config), DatabaseModule.forRoot(dataSource), PeopleModule];
  const app = await NestFactory.createApplicationContext({ module: Alone, imports }, { logger: false });
  const until = new Date(Date.now() + 86_400_000);
  await app.get(Transactions).run((tx) => app.get(AccountsService).suspend(tx, id, until, reason));
  await app.close();
}

describe('sign-in through the API', () => {
  let platform: TestPlatform;
  let member: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    member = await platform.given.member({ name: 'Rosa' });
  });
  afterAll(() => platform.stop());

  const signIn = (email: string, password: string, cookie = '') =>
    platform.api('post', '/session').set('cookie', cookie).send({ email, password });
  const whoAmI = (cookie: string) => platform.api('get', '/session').set('cookie', cookie);

  describe('signing up', () => {
    const signUp = (over: object = {}) => platform.api('post', '/accounts').send({ ...SIGN_UP, ...over });

    it('makes a member who can sign in, with the address in lower case', async () => {
      const { status, body, headers } = await signUp({ email: ' Rosa@Waymark.Example ' });
      expect([status, body.email, headers['location']]).toEqual([201, SIGN_UP.email, `/api/v1/people/${body.id}`]);
      const { status: signedIn, body: session } = await signIn('ROSA@waymark.example', SIGN_UP.password);
      expect([signedIn, session]).toMatchObject([201, { personId: body.id, platformRoles: ['member'], unread: 0 }]);
    });

    it('is one account when the same form is sent twice, also at the same moment', async () => {
      const twice = { email: 'twice@waymark.example' };
      const answers = await Promise.all([signUp(twice), signUp(twice), signUp(twice)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      const [{ count }] = await platform.dataSource.query(`SELECT count(*)::int FROM people WHERE name = $1`, [
        SIGN_UP.name,
      ]);
      expect(count).toBe(2); // The one of the test before, and this one: no person was left without an account.
    });

    it('refuses an address that is somebody else’s', async () => {
      const { status, body } = await signUp({ email: member.email });
      expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'people.address-taken', '/email']);
    });

    it.each<[string, unknown, string, string]>([
      ['nothing', {}, '/name', 'Enter the name that other members will see'],
      ['a list where an object belongs', [SIGN_UP], '/name', 'Enter the name that other members will see'],
      ['a NUL byte in a name', { ...SIGN_UP, name: 'Ro\0sa' }, '/name', 'cannot be kept'],
      ['half a surrogate pair', { ...SIGN_UP, name: 'Rosa \ud83d' }, '/name', 'cannot be kept'],
      ['a name of two lines', { ...SIGN_UP, name: 'Rosa\nmoderator' }, '/name', 'on one line'],
      ['a name that turns the text around', { ...SIGN_UP, name: 'Rosa \u202easo' }, '/name', 'on one line'],
      ['a name without a letter', { ...SIGN_UP, name: '\u200b\u200b' }, '/name', 'Enter the name'],
      ['a name that is too long', { ...SIGN_UP, name: 'x'.repeat(101) }, '/name', '100 characters or fewer'],
      ['a list for text', { ...SIGN_UP, name: ['Rosa'] }, '/name', 'Enter the name'],
      ['an object for an address', { ...SIGN_UP, email: { a: 1 } }, '/email', 'Enter your email address'],
      ['an address that is none', { ...SIGN_UP, email: 'rosa at home' }, '/email', 'name@example.org'],
      ['a number for a password', { ...SIGN_UP, password: 1234567890 }, '/password', 'Choose a password'],
      ['a short password', { ...SIGN_UP, password: 'short' }, '/password', '10 characters or more'],
      ['a NUL byte in a password', { ...SIGN_UP, password: 'long enough\0' }, '/password', 'cannot be kept'],
      ['an unknown role', { ...SIGN_UP, practitionerRole: 'king' }, '/practitionerRole', 'describes you best'],
      ['null for a role', { ...SIGN_UP, practitionerRole: null }, '/practitionerRole', 'describes you best'],
      ['a field that is not there', { ...SIGN_UP, roles: ['administrator'] }, '/roles', 'no field of this name'],
      ['a field with a slash in its name', { ...SIGN_UP, 'a/b': 1 }, '/a~1b', 'no field of this name'],
    ])('refuses %s with the field and a sentence', async (_what, sent, pointer, words) => {
      const { status, headers, body } = await platform.api('post', '/accounts').send(sent as object);
      expect([status, headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8']);
      const problem = body.errors.find((error: { pointer: string }) => error.pointer === pointer);
      expect(problem?.message).toContain(words);
    });

    it.each([
      ['more than 1 MB', JSON.stringify({ ...SIGN_UP, name: 'x'.repeat(1_100_000) }), 'application/json', 413],
      ['JSON that is broken', '{"name": ', 'application/json', 400],
      ['JSON nested 100,000 deep', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'application/json', 422],
      ['a prototype', '{"__proto__": {"isAdmin": true}}', 'application/json', 400],
      ['text for an object', 'name=Rosa', 'text/plain', 415],
      ['another kind of body', 'PNG', 'image/png', 415],
    ])('refuses %s', async (_what, sent, type, expected) => {
      const { status, headers, body } = await platform.api('post', '/accounts').set('content-type', type).send(sent);
      expect([status, headers['content-type']]).toEqual([expected, 'application/problem+json; charset=utf-8']);
      expect(body.requestId).toBe(headers['x-request-id']);
    });
  });

  it('changes the password: other sessions end, this one gets a new cookie, a token goes on', async () => {
    const person = await platform.given.member({ name: 'Pia' });
    const cookie = async () => (await signIn(person.email, PASSWORD)).headers['set-cookie']![0]!.split(';')[0]!;
    const [here, elsewhere] = [await cookie(), await cookie()];
    const change = (currentPassword: string) =>
      platform
        .page('put', '/api/v1/me/password')
        .set('cookie', here)
        .send({ currentPassword, newPassword: 'three words apart' });
    const who = async (session: string) =>
      (await platform.page('get', '/api/v1/session').set('cookie', session)).status;

    const wrong = await change('not mine at all');
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/currentPassword']);
    const { status, headers } = await change(PASSWORD);

    expect(status).toBe(204);
    const renewed = headers['set-cookie']![0]!.split(';')[0]!;
    expect([await who(renewed), await who(here), await who(elsewhere)]).toEqual([200, 401, 401]);
    expect((await platform.api('get', '/me', person)).status).toBe(200);
    expect((await signIn(person.email, PASSWORD)).status).toBe(422);
    expect((await signIn(person.email, 'three words apart')).status).toBe(201);
  });

  describe('the session', () => {
    it('is a cookie that scripts cannot read and other sites do not send', async () => {
      const answer = await signIn(member.email, PASSWORD);
      expect(answer.headers['set-cookie']).toEqual([
        expect.stringMatching(/^waymark=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
      ]);
    });

    it('is kept as a hash alone', async () => {
      const token = cookieOf(await signIn(member.email, PASSWORD)).split('=')[1]!;
      const [{ found }] = await platform.dataSource.query(
        `SELECT count(*)::int AS found FROM sessions WHERE encode(token_hash, 'escape') LIKE '%' || $1 || '%'`,
        [token],
      );
      expect(found).toBe(0);
    });

    it('is a new one at every sign-in, and the one that the browser came with is dead', async () => {
      const old = cookieOf(await signIn(member.email, PASSWORD));
      const fresh = cookieOf(await signIn(member.email, PASSWORD, old));
      expect(fresh).not.toBe(old);
      expect([(await whoAmI(old)).status, (await whoAmI(fresh)).status]).toEqual([401, 200]);
    });

    it('ends at sign-out, for the server too', async () => {
      const cookie = cookieOf(await signIn(member.email, PASSWORD));
      const out = await platform.api('delete', '/session').set('cookie', cookie);
      expect([out.status, out.headers['set-cookie']?.[0]]).toEqual([
        204,
        expect.stringMatching(/^waymark=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970/),
      ]);
      expect((await whoAmI(cookie)).status).toBe(401);
    });

    it('can be ended from elsewhere, at once, by its owner alone', async () => {
      const other = await platform.given.member();
      const [here, there] = [
        cookieOf(await signIn(member.email, PASSWORD)),
        cookieOf(await signIn(member.email, PASSWORD)),
      ];
      const listed = await platform.api('get', '/me/sessions').set('cookie', there);
      const { id } = listed.body.items.find(({ current }: { current: boolean }) => current);

      expect((await platform.api('delete', `/me/sessions/${id}`, other)).status).toBe(404);
      expect((await platform.api('delete', `/me/sessions/${id}`).set('cookie', here)).status).toBe(204);
      expect([(await whoAmI(there)).status, (await whoAmI(here)).status]).toEqual([401, 200]);
    });

    it('stays alone when all others are ended', async () => {
      const owner = await platform.given.member();
      const cookies = [];
      for (let i = 0; i < 3; i += 1) cookies.push(cookieOf(await signIn(owner.email, PASSWORD)));
      await platform.api('delete', '/me/sessions').set('cookie', cookies[0]!);
      expect(await Promise.all(cookies.map(async (cookie) => (await whoAmI(cookie)).status))).toEqual([200, 401, 401]);
    });

    it('is noted as used, but not at every request', async () => {
      const owner = await platform.given.member();
      const seenAt = async (): Promise<string> =>
        (await platform.api('get', '/me/sessions', owner)).body.items[0].lastSeenAt;
      const back = `UPDATE sessions SET last_seen_at = now() - interval '11 minutes' WHERE person_id = $1`;
      await platform.dataSource.query(back, [owner.id]);
      const before = await seenAt();
      await whoAmI(owner.cookie);
      for (let tries = 0; tries < 50 && (await seenAt()) === before; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const after = await seenAt();
      expect(Date.parse(after)).toBeGreaterThan(Date.parse(before));
      await whoAmI(owner.cookie);
      expect(await seenAt()).toBe(after);
    });
  });

  describe('a refusal', () => {
    it('is the same for a wrong password and for an address nobody has', async () => {
      const wrong = await signIn(member.email, 'not the password');
      const unknown = await signIn('nobody@waymark.example', 'not the password');
      expect([wrong.status, wrong.body.code]).toEqual([422, 'people.sign-in-refused']);
      expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
      expect([unknown.status, unknown.headers['set-cookie'], wrong.headers['set-cookie']]).toEqual([
        422,
        undefined,
        undefined,
      ]);
    });

    it('costs as much work for one as for the other', async () => {
      const verify = jest.spyOn(argon2, 'verify');
      try {
        for (const email of ['nobody@waymark.example', member.email]) await signIn(email, 'not the password');
        const parameters = verify.mock.calls.map(([hash]) => String(hash).split('$').slice(0, 4).join('$'));
        expect(parameters).toEqual(Array(2).fill('$argon2id$v=19$m=19456,t=2,p=1'));
      } finally {
        verify.mockRestore();
      }
    });

    it.each([
      ['nothing', {}, ['/email', '/password']],
      ['empty text', { email: '', password: '' }, ['/email', '/password']],
      ['a list', { email: ['a@b.example'], password: 'x' }, ['/email']],
      ['an unknown field', { email: 'a@b.example', password: 'x', admin: true }, ['/admin']],
    ])('names the fields of %s', async (_what, sent, pointers) => {
      const { status, body } = await platform.api('post', '/session').send(sent);
      expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([422, pointers]);
    });

    it('takes no password from the address', async () => {
      const { status } = await platform
        .api('post', `/session?email=${member.email}&password=${PASSWORD.replaceAll(' ', '+')}`)
        .send({});
      expect(status).toBe(422);
    });

    it.each([
      ['another site', { origin: 'https://evil.example' }],
      ['a page without an origin', { origin: 'null' }],
      ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ])('meets a sign-in that comes from %s', async (_what, headers) => {
      const { status, body, headers: answered } = await signIn(member.email, PASSWORD).set(headers);
      expect([status, body.code, answered['set-cookie']]).toEqual([403, 'request.foreign-origin', undefined]);
    });
  });

  describe('a suspended person', () => {
    it('loses sessions, tokens and sockets at once, and reads why when they sign in', async () => {
      const person = await platform.given.member({ name: 'Loud' });
      const socket = await platform.socket(person);
      const ended = new Promise<void>((resolve) => socket.once('session:ended', () => resolve()));
      await suspend(platform, person, 'No abuse and no discrimination.');

      expect((await whoAmI(person.cookie)).status).toBe(401);
      expect((await platform.api('get', '/session', person)).status).toBe(401);
      await ended;
      const told = await signIn(person.email, PASSWORD);
      expect([told.status, told.body.code]).toEqual([403, 'people.account-suspended']);
      expect(told.body.detail).toMatch(/^This account is suspended until .+ The reason given: No abuse/);
      expect((await signIn(person.email, 'not the password')).body.code).toBe('people.sign-in-refused');
    });
  });

  describe('a token', () => {
    const make = (by: Member, over: object = {}) =>
      platform
        .api('post', '/me/tokens')
        .set('cookie', by.cookie)
        .send({ name: 'monthly report', ...over });
    const use = (token: string) => platform.api('get', '/session').set('authorization', `Bearer ${token}`);

    it('is shown once, and signs in until it is revoked', async () => {
      const owner = await platform.given.member();
      const { status, body } = await make(owner, { scope: 'write', days: 30 });
      expect([status, body.token]).toEqual([201, expect.stringMatching(/^wm_[\w-]{43}$/)]);
      expect((await use(body.token)).body).toMatchObject({ personId: owner.id, signedInBy: 'token' });
      const list = await platform.api('get', '/me/tokens').set('cookie', owner.cookie);
      expect(list.text).not.toContain(body.token);

      expect((await platform.api('delete', `/me/tokens/${body.id}`, member)).status).toBe(404);
      await platform.api('delete', `/me/tokens/${body.id}`).set('cookie', owner.cookie);
      expect((await use(body.token)).status).toBe(401);
    });

    it('for reading writes nothing', async () => {
      const { body } = await make(member, { scope: 'read' });
      const bearer = `Bearer ${body.token}`;
      expect((await platform.api('get', '/me').set('authorization', bearer)).status).toBe(200);
      const refused = await Promise.all([
        platform.api('patch', '/me').set('authorization', bearer).send({ bio: 'x' }),
        platform.api('post', '/me/tokens').set('authorization', bearer).send({ name: 'more' }),
        platform.api('delete', '/me/sessions').set('authorization', bearer),
        platform.api('post', '/threads').set('authorization', bearer).send({ title: 'May I write at all?', body: 'x' }),
      ]);
      expect(refused.map(({ status, body: { code } }) => [status, code])).toEqual(
        refused.map(() => [403, 'people.not-allowed']),
      );
    });

    it('made with a token ends with it', async () => {
      const owner = await platform.given.member();
      const parent = (await make(owner, { days: 10 })).body;
      const child = (
        await platform
          .api('post', '/me/tokens')
          .set('authorization', `Bearer ${parent.token}`)
          .send({ name: 'child', days: 300 })
      ).body;
      expect(child.expiresAt).toBe(parent.expiresAt);
      expect((await use(child.token)).status).toBe(200);
      await platform.api('delete', `/me/tokens/${parent.id}`).set('cookie', owner.cookie);
      expect((await use(child.token)).status).toBe(401);
    });

    it('is made once for one key, and its secret is not kept to be shown again', async () => {
      const owner = await platform.given.member();
      const [first, again] = [
        await make(owner).set('idempotency-key', 'k1'),
        await make(owner).set('idempotency-key', 'k1'),
      ];
      expect([again.status, again.body]).toEqual([201, { ...first.body, token: null }]);
      const [{ kept }] = await platform.dataSource.query(
        `SELECT result::text AS kept FROM idempotency_keys WHERE person_id = $1`,
        [owner.id],
      );
      expect(kept).not.toContain(first.body.token);
      expect((await make(owner, { name: 'other' }).set('idempotency-key', 'k1')).body.code).toBe(
        'idempotency.key-reused',
      );
    });

    it.each([
      ['no scope', { scope: null }, 201],
      ['no days', { days: null }, 201],
      ['too many days', { days: 366 }, 422],
      ['an unknown scope', { scope: 'all' }, 422],
      ['a name of two lines', { name: 'a\nb' }, 422],
    ])('with %s', async (_what, over, status) => {
      expect((await make(await platform.given.member(), over)).status).toBe(status);
    });

    it('is one of twenty at most', async () => {
      const owner = await platform.given.member(); // Who has one already.
      for (let i = 1; i < 20; i += 1) await make(owner);
      const { status, body } = await make(owner);
      expect([status, body.code]).toEqual([422, 'people.too-many-tokens']);
    });

    it.each([
      ['that nobody has', 'Bearer wm_nobody'],
      ['of another kind', 'Bearer xyz'],
      ['that is none', 'Basic cm9zYTpyb3Nh'],
      ['with words too many', 'Bearer wm_a b'],
    ])('%s is refused, also beside a cookie that stands', async (_what, authorization) => {
      const { status } = await platform.api('get', '/session').set({ authorization, cookie: member.cookie });
      expect(status).toBe(401);
    });

    it('counts in the header alone', async () => {
      const { token } = (await make(member)).body;
      const byAddress = await platform.api('get', `/session?access_token=${token}`).set('cookie', 'other=1');
      const besideOther = await platform.api('get', `/session?access_token=${token}`).set('authorization', 'Basic x');
      expect([byAddress.status, besideOther.status]).toEqual([401, 401]);
    });
  });
});

describe('sign-in that is tried too often', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ TRUST_PROXY: '1' });
  });
  afterAll(() => platform.stop());

  const signIn = (email: string, password: string, from: string) =>
    platform.api('post', '/session').set('x-forwarded-for', from).send({ email, password });

  /** As if so many had been counted: trying for real takes a password check each time. */
  const counted = (limit: string, used: number) =>
    platform.dataSource.query(`UPDATE rate_limits SET used = $2 WHERE key LIKE $1 || ':%'`, [limit, used]);

  it('waits for the account, whatever address the tries come from', async () => {
    const { email } = await platform.given.member();
    for (let i = 1; i <= 10; i += 1) expect((await signIn(email, 'wrong', `192.0.2.${i}`)).status).toBe(422);
    const { status, body, headers } = await signIn(email, PASSWORD, '192.0.2.99');
    expect([status, body.code]).toEqual([429, 'rate-limit.too-many']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(900);
  });

  it('counts an address that nobody has like any other', async () => {
    await signIn('nobody@waymark.example', 'wrong', '192.0.2.97');
    await counted('sign-in.account', 10);
    expect((await signIn('nobody@waymark.example', 'wrong', '192.0.2.98')).status).toBe(429);
  });

  it('waits for the network, whatever accounts are tried, and for all of an IPv6 network together', async () => {
    const { email } = await platform.given.member();
    await signIn('guess@waymark.example', 'wrong', '2001:db8:5::1');
    await counted('sign-in.address', 59);
    expect((await signIn('other@waymark.example', 'wrong', '2001:db8:5::2')).status).toBe(422);
    const { status, headers } = await signIn(email, PASSWORD, '2001:db8:5::ffff');
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await signIn(email, PASSWORD, '2001:db8:6::1')).status).toBe(201);
  });

  it('does not count what went well: a whole council signs in from one address', async () => {
    const { email } = await platform.given.member();
    await signIn(email, 'wrong', '198.51.100.7');
    await counted('sign-in.address', 58);
    for (let i = 1; i <= 4; i += 1) expect((await signIn(email, PASSWORD, '198.51.100.7')).status).toBe(201);
  });

  it('keeps no address, only hashes', async () => {
    const rows = await platform.dataSource.query(`SELECT key FROM rate_limits`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/@|192\.0|2001:db8/);
  });

  it('signs nobody up without end from one network', async () => {
    const from = '203.0.113.9';
    await platform.dataSource.query(`DELETE FROM rate_limits`);
    await platform
      .api('post', '/accounts')
      .set('x-forwarded-for', from)
      .send({ ...SIGN_UP, email: 'one@waymark.example' });
    await counted('sign-up.address', 60);
    const { status, headers } = await platform
      .api('post', '/accounts')
      .set('x-forwarded-for', from)
      .send({ ...SIGN_UP, email: 'two@waymark.example' });
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
  });
});

describe('sign-in over https', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ PUBLIC_URL: 'https://waymark.example', RATE_LIMITS: 'off' });
  });
  afterAll(() => platform.stop());

  it('binds the cookie to this host and to https', async () => {
    const { email } = await platform.given.member();
    const answer = await platform.api('post', '/session').send({ email, password: PASSWORD });
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-waymark=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect((await platform.api('get', '/session').set('cookie', cookieOf(answer))).status).toBe(200);
  });

  it('binds what it says once to this host too', async () => {
    const out = await platform.page('post', '/sign-out');
    const said = (out.headers['set-cookie'] as unknown as string[]).find((cookie) => cookie.includes('notice'))!;
    expect(said).toMatch(/^__Host-waymark-notice=signed-out; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const next = await platform.page('get', '/').set('cookie', said.split(';')[0]!);
    expect(next.text).toContain('You are signed out.');
  });

  it('takes requests from its public address and no other', async () => {
    const { email } = await platform.given.member();
    const from = (origin: string) =>
      platform.api('post', '/session').set('origin', origin).send({ email, password: PASSWORD });
    expect([(await from('https://waymark.example')).status, (await from('https://evil.example')).status]).toEqual([
      201, 403,
    ]);
  });
});
