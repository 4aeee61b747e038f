import { AccessSeed } from '#libs/demo';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** What opens a seeded account follows from the seed, which anybody can guess. */
describe('the sign-ins of seeded accounts, in production', () => {
  let platform: TestPlatform;
  let production: TestPlatform;
  let seeded: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    production = await startTestPlatform({
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      SESSION_SECRET: 'x'.repeat(32),
      PUBLIC_URL: 'https://waymark.example',
      RATE_LIMITS: 'on',
    });
    seeded = await production.given.member({ name: 'Seeded' });
  });
  afterAll(async () => {
    await production.stop();
    await platform.stop();
  });
  const demo = (is: boolean): Promise<unknown> =>
    production.dataSource.query(`UPDATE accounts SET demo = $2 WHERE person_id = $1`, [seeded.id, is]);

  it('belong to accounts that say they are seeded', async () => {
    const { people } = await new AccessSeed(new Transactions(platform.dataSource), platform.config).load(7);
    const rows = await platform.dataSource.query(`SELECT count(*)::int AS n FROM accounts WHERE demo`);
    expect(rows).toEqual([{ n: Object.keys(people).length }]);
  });

  it('are nobody, by token, by cookie and by socket', async () => {
    await demo(false);
    expect((await production.api('get', '/me', seeded)).status).toBe(200);
    expect((await production.page('get', '/settings', seeded)).status).toBe(200);

    await demo(true);
    expect((await production.api('get', '/me', seeded)).status).toBe(401);
    expect((await production.page('get', '/settings', seeded)).status).toBe(303);
    await expect(production.socket(seeded)).rejects.toThrow();
  });

  it('hear nothing on a socket that is open already', async () => {
    const rosa = await production.given.member({ name: 'Rosa' });
    const { id } = await production.given.thread(rosa, { audience: 'network' });
    await demo(false);
    const [theirs, hers] = [await production.socket(seeded), await production.socket(rosa)];
    for (const socket of [theirs, hers]) {
      expect(await socket.emitWithAck('thread:follow', { threadId: id })).toMatchObject({ ok: true });
    }
    const heard: unknown[] = [];
    theirs.on('thread:event', (event) => heard.push(event));

    await demo(true);
    const told = new Promise((resolve) => hers.once('thread:event', resolve));
    await production.given.reply(rosa, id);
    await told;

    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard).toEqual([]);
  });
});
