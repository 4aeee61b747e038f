import { setTimeout as sleep } from 'node:timers/promises';
import { startMailServer } from '../support/mail-server.ts';
import { type Member, PASSWORD, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const NEW = 'correct battery staple horse';

/** Choosing a new password by a link that is mailed to the address of the account. */
describe('a forgotten password', () => {
  let platform: TestPlatform;
  let server: Awaited<ReturnType<typeof startMailServer>>;

  beforeAll(async () => {
    server = await startMailServer();
    platform = await startTestPlatform({
      ROLES: 'web,api,realtime,worker',
      LOG_LEVEL: 'fatal',
      SMTP_URL: server.url,
      PUBLIC_URL: 'https://waymark.example',
      SESSION_SECRET: 'at least thirty-two characters long',
    });
  });
  afterAll(async () => {
    await platform.stop();
    await server.stop();
  });

  const ask = (email: string) => platform.page('post', '/reset-password').type('form').send({ email });
  const choose = (token: string, newPassword: string) =>
    platform.page('post', `/reset-password/${token}`).type('form').send({ newPassword });
  const signIn = async (by: Member, password: string): Promise<number> =>
    (await platform.api('post', '/session').send({ email: by.email, password })).status;
  const linksTo = async (by: Member, most: number): Promise<string[]> => {
    for (let i = 0; i < 200; i += 1) {
      const mails = server.received.filter(({ to }) => to === by.email);
      if (mails.length >= most) {
        return mails.map(({ source }) => /reset-password\/([\w-]{43})/.exec(source.replaceAll(/=\r?\n/g, ''))![1]!);
      }
      await sleep(50);
    }
    throw new Error(`No mail to ${by.email}`);
  };

  it('is replaced once by who has the mail, and signs everybody else out', async () => {
    const rosa = await platform.given.member({ name: 'Rosa Quillfeather' });
    expect((await platform.page('get', '/sign-in')).text).toContain('href="/reset-password"');
    expect((await ask(` ${rosa.email.toUpperCase()} `)).status).toBe(200);
    const [token] = await linksTo(rosa, 1);
    // Programs that look for viruses open links.
    for (let i = 0; i < 2; i += 1) expect((await platform.page('get', `/reset-password/${token}`)).status).toBe(200);
    const short = await choose(token!, 'short');
    expect([short.status, short.text.includes('There is a problem')]).toEqual([422, true]);
    const done = await choose(token!, NEW);
    expect([done.status, done.headers['location']]).toEqual([303, '/sign-in']);
    expect(await signIn(rosa, PASSWORD)).toBe(422);
    expect(await signIn(rosa, NEW)).toBe(201);
    expect((await platform.page('get', '/settings', rosa)).status).not.toBe(200);
    const [{ verified }] = await platform.dataSource.query<[{ verified: boolean }]>(
      `SELECT email_verified_at IS NOT NULL AS verified FROM accounts WHERE person_id = $1`,
      [rosa.id],
    );
    expect(verified).toBe(true);
    expect((await choose(token!, 'another long password')).status).toBe(404);
    expect((await platform.page('get', `/reset-password/${token}`)).text).toContain('This link does not work any more');
    expect(await signIn(rosa, NEW)).toBe(201);
  });

  it('is replaced by one of two that come at once', async () => {
    const dee = await platform.given.member({ name: 'Dee Marlowick' });
    await ask(dee.email);
    const [token] = await linksTo(dee, 1);
    const both = await Promise.all([
      choose(token!, 'the first long password'),
      choose(token!, 'the second long password'),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 404]);
  });

  it('is not replaced by a link that is too old, of which another came after it, or that we never made', async () => {
    const ben = await platform.given.member({ name: 'Ben Sallow' });
    await ask(ben.email);
    const [first] = await linksTo(ben, 1);
    await ask(ben.email);
    const second = (await linksTo(ben, 2)).find((token) => token !== first)!;
    await platform.dataSource.query(
      `UPDATE mail_tokens SET expires_at = now() WHERE person_id = $1 AND used_at IS NULL`,
      [ben.id],
    );
    for (const token of [first!, second, 'x'.repeat(43), '../../settings', '%00']) {
      const { status } = await choose(encodeURIComponent(token), NEW);
      expect([token, status]).toEqual([token, 404]);
    }
    expect(await signIn(ben, PASSWORD)).toBe(201);
  });

  it('tells nobody whether an address has an account, and fills no mailbox', async () => {
    const eve = await platform.given.member({ name: 'Eve Larkspur' });
    const answers = [await ask(eve.email), await ask('nobody@waymark.example')].map(({ status, text }) => ({
      status,
      text: text.replaceAll(/[\w-]+@waymark\.example/g, 'ADDRESS').replaceAll(/nonce-?="?[^"]*"?/g, ''),
    }));
    expect(answers[1]).toEqual(answers[0]);
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await ask('nobody@waymark.example')).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    expect(server.received.some(({ to }) => to === 'nobody@waymark.example')).toBe(false);
  });
});
