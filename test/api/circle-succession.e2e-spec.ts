import { Notifications } from '#libs/notifications';
import { CircleSuccession } from '#libs/circles';
import { Reads, Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('who looks after a circle', () => {
  let platform: TestPlatform;
  let lead: Member;
  let oldest: Member;
  let newest: Member;
  let circle: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    lead = await platform.given.member({ name: 'Lena Harcastle' });
    oldest = await platform.given.member({ name: 'Oldest' });
    newest = await platform.given.member({ name: 'Newest' });
    circle = (await platform.api('post', '/circles', lead).send({ name: 'Pool leads', visibility: 'open' })).body.id;
    await platform.given.join(circle, newest.id);
    await platform.given.join(circle, oldest.id);
    await sql(
      `UPDATE circle_members SET since = now() - interval '100 days' WHERE circle_id = $1 AND person_id <> $2`,
      [circle, newest.id],
    );
    await sql(`UPDATE accounts SET created_at = now() - interval '200 days' WHERE person_id = ANY ($1)`, [
      [lead.id, oldest.id, newest.id],
    ]);
  });

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const run = async (): Promise<void> => {
    const transactions = new Transactions(platform.dataSource);
    await new CircleSuccession(transactions, new Reads(platform.dataSource), new Notifications(transactions)).run();
  };
  const facilitators = async (): Promise<string[]> =>
    (
      await sql<{ name: string }>(
        `SELECT p.name FROM circle_members m JOIN people p ON p.id = m.person_id
          WHERE m.circle_id = $1 AND m.role = 'facilitator' ORDER BY p.name`,
        [circle],
      )
    ).map(({ name }) => name);
  const away = (who: Member, days = 61): Promise<unknown> =>
    Promise.all([
      sql(`UPDATE sessions SET last_seen_at = now() - make_interval(days => $2) WHERE person_id = $1`, [who.id, days]),
      sql(`UPDATE access_tokens SET last_used_at = now() - make_interval(days => $2) WHERE person_id = $1`, [
        who.id,
        days,
      ]),
    ]);
  const suspend = (who: Member): Promise<unknown> =>
    sql(`UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`, [who.id]);

  it.each([
    ['is suspended', () => suspend(lead)],
    ['has been away for 61 days', () => away(lead, 61)],
    ['has no account any more', () => sql(`DELETE FROM accounts WHERE person_id = $1`, [lead.id])],
  ])('is the member who has been in it the longest, once who did %s', async (_why, happens) => {
    await run();
    expect(await facilitators()).toEqual(['Lena Harcastle']);

    await happens();
    await Promise.all([run(), run()]);

    expect(await facilitators()).toEqual(['Lena Harcastle', 'Oldest']);
    const { items } = (await platform.api('get', '/me/notifications', oldest)).body;
    expect(items.map(({ title }: { title: string }) => title)).toEqual(['You are a facilitator now: Pool leads']);
    expect(await sql(`SELECT FROM circle_events WHERE circle_id = $1 AND kind = 'succeeded'`, [circle])).toHaveLength(
      1,
    );
  });

  it('stays who it is while they were here within 60 days, or another facilitator was', async () => {
    await away(lead, 59);
    await run();
    expect(await facilitators()).toEqual(['Lena Harcastle']);
    await platform.api('put', `/circles/${circle}/members/${newest.id}`, lead).send({ role: 'facilitator' });
    await suspend(lead);
    await run();
    expect(await facilitators()).toEqual(['Lena Harcastle', 'Newest']);
  });

  it('is nobody who is suspended or away themself, and no guest', async () => {
    const guest = await platform.given.guest('Gwil Ansty', circle);
    await sql(`UPDATE circle_members SET since = now() - interval '300 days' WHERE person_id = $1`, [guest.id]);
    await suspend(lead);
    await away(oldest);
    await run();
    expect(await facilitators()).toEqual(['Lena Harcastle', 'Newest']);
    await suspend(newest);
    await run();
    expect(await facilitators()).toEqual(['Lena Harcastle', 'Newest']);
  });

  describe('chosen by an administrator', () => {
    let administrator: Member;
    beforeEach(async () => {
      administrator = await platform.given.member({ name: 'Ade' }, 'administrator');
    });
    const appoint = (who: Member, by = administrator) =>
      platform.api('post', `/circles/${circle}/facilitators/${who.id}`, by);

    it('is a member of an open circle that nobody looks after; nothing of it is shown to them', async () => {
      const thread = await platform.given.thread(lead, { audience: 'circle', audienceId: circle });
      const early = await appoint(newest);
      expect([early.status, early.body.code]).toEqual([409, 'circles.not-that-way']);
      await suspend(lead);
      const page = await platform.page('get', `/circles/${circle}/appoint`, administrator);
      expect([page.status, page.text.includes('Newest,')]).toEqual([200, true]);

      const done = await platform.page('post', `/circles/${circle}/appoint/${newest.id}`, administrator);

      expect([done.status, await facilitators()]).toEqual([303, ['Lena Harcastle', 'Newest']]);
      expect((await platform.api('get', `/threads/${thread.id}`, administrator)).status).toBe(404);
      expect((await platform.page('get', `/circles/${circle}/notes`, administrator)).status).toBe(403);
    });

    it.each(['restricted', 'private', 'confidential'])('is not possible in one that is %s', async (visibility) => {
      await platform.api('patch', `/circles/${circle}`, lead).send({ visibility });
      await suspend(lead);
      expect((await appoint(newest)).status).toBe(404);
      expect((await platform.page('get', `/circles/${circle}/appoint`, administrator)).status).toBe(404);
    });

    it('is nobody from outside, and chosen by nobody else', async () => {
      await suspend(lead);
      expect((await appoint(administrator)).status).toBe(409);
      expect((await appoint(newest, oldest)).status).toBe(403);
    });
  });
});
