import { setTimeout as sleep } from 'node:timers/promises';
import { Notifications } from '#libs/notifications';
import { PledgesService } from '#libs/pledges';
import { Transactions } from '#libs/platform/database';
import { openBrowser, unsound } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const dayFrom = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now() + days * 86_400_000);

describe('K40: pledges', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  let maya: Member;
  let guest: Member;
  let circle: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker', RATE_LIMITS: 'off' });
    rosa = await platform.given.member({ name: 'Rosa Velthorne' });
    dee = await platform.given.member({ name: 'Dee Marrowby' });
    maya = await platform.given.member({ name: 'Maya' }, 'moderator', 'administrator');
    circle = await platform.given.circle(rosa);
    guest = await platform.given.guest('Gus', circle);
  });
  afterAll(() => platform.stop());
  beforeEach(() => sql(`DELETE FROM notifications`));
  afterEach(() => sql(`DELETE FROM pledges`));

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const STEP = { text: 'Ring the fund about Quillmarsh', dueOn: dayFrom(30), audience: 'network' };
  const post = (by: Member | null, over: object = {}) =>
    platform.api('post', '/me/pledges', by).send({ ...STEP, ...over });
  const make = async (by: Member, over: object = {}): Promise<string> => {
    const { status, body } = await post(by, over);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const setState = (by: Member | null, id: string, state: string) =>
    platform.api('put', `/me/pledges/${id}/state`, by).send({ state });
  const chores = async (): Promise<void> => {
    await sql(`INSERT INTO pgboss.job_common (name, data, policy) VALUES ('platform.housekeeping', '{}', 'standard')`);
    while (
      (await sql(`SELECT FROM pgboss.job WHERE name = 'platform.housekeeping' AND state < 'completed'`)).length > 0
    )
      await sleep(30);
  };
  const told = (): Promise<{ personId: string; kind: string; title: string; unread: boolean }[]> =>
    sql(
      `SELECT person_id AS "personId", kind, title, read_at IS NULL AS unread FROM notifications WHERE kind = 'pledge-due' ORDER BY created_at`,
    );

  describe.each([
    ['network', 'open', 'owner member moderator'],
    ['network', 'done', 'owner member moderator'],
    ['network', 'dropped', ''],
    ['me', 'open', ''],
    ['me', 'done', ''],
  ])('one for %s that is %s', (audience, state, readers) => {
    it.each<[string, () => Member | null]>([
      ['owner', () => rosa],
      ['member', () => dee],
      ['moderator', () => maya],
      ['guest', () => guest],
      ['nobody', () => null],
    ])('stands on the profile or not, for %s', async (who, by) => {
      const id = await make(rosa, { audience });
      await setState(rosa, id, state);
      const reads = readers.split(' ').includes(who);
      const page = (await platform.page('get', `/people/${rosa.id}/pledges`, by())).text;
      const api = (await platform.api('get', `/people/${rosa.id}/pledges`, by())).text;
      expect([page.includes('Quillmarsh'), api.includes('Quillmarsh')]).toEqual([reads, reads]);
      // The thing itself is its owner’s alone, to read and to change.
      const own = who === 'owner';
      const [denied] = who === 'nobody' ? [401] : [404];
      for (const answer of [
        await platform.api('get', `/me/pledges/${id}`, by()),
        await platform.api('put', `/me/pledges/${id}`, by()).send(STEP),
        await setState(by(), id, 'done'),
        await platform.api('delete', `/me/pledges/${id}`, by()),
      ]) {
        expect(own ? answer.status < 300 : [denied, 403].includes(answer.status)).toBe(true);
      }
    });
  });

  it('is not on the profile of somebody whom the reader may not see', async () => {
    const hester = await platform.given.member({ name: 'Hester' });
    await make(hester);
    await sql(`UPDATE people SET visible_to = ARRAY['person:' || id::text] WHERE id = $1`, [hester.id]);
    expect((await platform.api('get', `/people/${hester.id}/pledges`, dee)).body.items).toEqual([]);
  });

  describe('is about something', () => {
    const subjectFor = async (by: Member): Promise<unknown> =>
      (await platform.api('get', `/people/${rosa.id}/pledges`, by)).body.items[0].about;

    it('that is named to whoever may read that, and to nobody else', async () => {
      const { id } = await platform.given.thread(rosa, {
        title: 'Closed talk',
        audience: 'circle',
        audienceId: circle,
      });
      const sent = await post(rosa, { about: 'thread', aboutId: id });
      expect([sent.status, sent.body.about?.title]).toEqual([201, 'Closed talk']);
      expect(await subjectFor(dee)).toBeNull();
      expect((await platform.page('get', `/people/${rosa.id}/pledges`, dee)).text).not.toContain('Closed talk');
      expect((await platform.page('get', `/people/${rosa.id}/pledges`, rosa)).text).toContain('Closed talk');
    });

    it('that its owner may read: of all else it is not said whether it is there', async () => {
      const { id } = await platform.given.thread(rosa, { audience: 'circle', audienceId: circle });
      const closed = await post(dee, { about: 'thread', aboutId: id });
      const none = await post(dee, { about: 'thread', aboutId: dee.id });
      expect([closed.status, closed.body.errors]).toEqual([422, none.body.errors]);
      expect((await post(dee, { about: 'thread' })).status).toBe(422);
      const page = await platform.page('get', `/settings/pledges/new?about=thread&aboutId=${id}`, dee);
      expect([page.status, page.text.includes('name="aboutId"')]).toEqual([200, false]);
    });

    it('and never tells who asked under a mask', async () => {
      const { id } = await platform.given.thread(rosa, { title: 'Who pays for it?', masked: true });
      await make(rosa, { about: 'thread', aboutId: id });
      expect(await subjectFor(dee)).toBeNull();
      expect(await subjectFor(rosa)).toMatchObject({ title: 'Who pays for it?' });
    });
  });

  describe('on its day', () => {
    const due = (id: string, days: number) =>
      sql(`UPDATE pledges SET due_on = (now() AT TIME ZONE 'Europe/London')::date + $2::int WHERE id = $1`, [id, days]);

    it.each([
      [1, 'open', 0],
      [0, 'open', 1],
      // The clock stood still for some days.
      [-3, 'open', 1],
      [0, 'done', 0],
      [0, 'dropped', 0],
    ])('in %i days and %s, nudges %#: %i time, however often the clock asks', async (days, state, times) => {
      const id = await make(rosa, { audience: 'me' });
      await due(id, days);
      await setState(rosa, id, state);
      await chores();
      await chores();
      const all = await told();
      expect(all.map(({ kind, personId }) => [kind, personId])).toEqual(
        Array.from({ length: times }, () => ['pledge-due', rosa.id]),
      );
      expect(await sql(`SELECT FROM mails WHERE kind <> 'circle'`)).toEqual([]);
    });

    it('nudges once, by however many workers at once', async () => {
      for (const id of [await make(rosa), await make(rosa), await make(dee)]) await due(id, 0);
      const transactions = new Transactions(platform.dataSource);
      const workers = [1, 2, 3].map(() => new PledgesService(transactions, new Notifications(transactions)));
      await Promise.all(workers.map((worker) => worker.nudgeDue()));
      expect(await told()).toHaveLength(3);
    });

    it.each(['done', 'dropped'])('is quiet once it is %s, and another day is another nudge', async (state) => {
      const id = await make(rosa);
      await due(id, 0);
      await chores();
      await setState(rosa, id, state);
      expect((await told()).map(({ unread }) => unread)).toEqual([false]);
      await setState(rosa, id, 'open');
      await chores();
      expect(await told()).toHaveLength(1);
      await platform.api('put', `/me/pledges/${id}`, rosa).send({ ...STEP, dueOn: dayFrom(9) });
      await due(id, -1);
      await chores();
      expect(await told()).toHaveLength(2);
    });
  });

  it('keeps its bounds: a day to come, thirty to do, also for many at once', async () => {
    expect((await post(rosa, { dueOn: dayFrom(-1) })).body.errors[0].pointer).toBe('/dueOn');
    expect((await post(rosa, { dueOn: dayFrom(4000) })).body.errors[0].pointer).toBe('/dueOn');
    expect((await post(rosa, { text: 'x'.repeat(301) })).status).toBe(422);
    expect((await post(guest)).status).toBe(403);
    await Promise.all(Array.from({ length: 33 }, () => post(rosa)));
    const { body } = await platform.api('get', '/me/pledges?state=open&limit=100', rosa);
    expect(body.items).toHaveLength(30);
  });

  it('is paged, each once', async () => {
    for (const text of ['A', 'B', 'C']) await make(rosa, { text });
    await sql(`UPDATE pledges SET created_at = '2026-11-01T10:00:00.123Z'`);
    const seen: string[] = [];
    for (let after = ''; after !== 'null';) {
      const { body } = await platform.api('get', `/me/pledges?limit=2${after && `&after=${after}`}`, rosa);
      seen.push(...body.items.map(({ text }: { text: string }) => text));
      after = String(body.next);
    }
    expect(seen.toSorted()).toEqual(['A', 'B', 'C']);
  });

  it('is edited from the version that was read', async () => {
    const id = await make(rosa);
    const put = (text: string) =>
      platform
        .api('put', `/me/pledges/${id}`, rosa)
        .set('if-match', '"v1"')
        .send({ ...STEP, text });
    expect((await put('First')).headers['etag']).toBe('"v2"');
    const stale = await put('Second');
    expect([stale.status, stale.body.current]).toEqual([
      412,
      { text: 'First', dueOn: STEP.dueOn, audience: 'network', about: null, aboutId: null },
    ]);
  });

  it('works by forms: set, changed, done, removed', async () => {
    const [year, month, day] = dayFrom(40).split('-');
    const days = { 'dueOn-day': day, 'dueOn-month': month, 'dueOn-year': year };
    const send = (at: string, form: object) => platform.page('post', at, rosa).type('form').send(form);
    const bad = await send('/settings/pledges', { audience: 'me' });
    expect([bad.status, bad.text.includes('href="#text"'), bad.text.includes('href="#dueOn"')]).toEqual([
      422,
      true,
      true,
    ]);
    const form = { text: '<b>Ring</b>', audience: 'me', ...days, _once: 'k' };
    expect([(await send('/settings/pledges', form)).status, (await send('/settings/pledges', form)).status]).toEqual([
      303, 303,
    ]);
    const { items } = (await platform.api('get', '/me/pledges', rosa)).body;
    expect(items).toHaveLength(1);
    const { id } = items[0];
    const list = (await platform.page('get', '/settings/pledges', rosa)).text;
    expect(list).toContain('&lt;b>Ring');
    expect(list).not.toContain('<b>Ring');
    expect((await platform.page('get', `/settings/pledges/${id}/edit`, rosa)).text).toContain(`value="${Number(day)}"`);
    const edit = () => send(`/settings/pledges/${id}/edit`, { ...form, text: 'Ring twice', _version: '1' });
    expect([(await edit()).status, (await edit()).status]).toEqual([303, 409]);
    expect((await send(`/settings/pledges/${id}/state`, { state: 'dropped' })).status).toBe(303);
    expect((await platform.page('get', '/settings/pledges', rosa)).text).toMatch(/Dropped<\/strong>[^]*Ring twice/);
    expect((await send(`/settings/pledges/${id}/remove`, {})).status).toBe(303);
    expect((await platform.api('get', '/me/pledges', rosa)).body.items).toEqual([]);
  });

  it('costs a page no more than three statements, and looks right at every width', async () => {
    const id = await make(rosa, { text: 'Write down what happened at the meeting, and send it round' });
    await setState(rosa, await make(rosa), 'done');
    for (const at of ['/settings/pledges', `/people/${rosa.id}/pledges`]) {
      expect((await statementsOf(platform.dataSource, () => platform.page('get', at, dee))).length).toBeLessThanOrEqual(
        3,
      );
    }
    const browser = await openBrowser(platform.url);
    try {
      const paths = [
        '/settings/pledges',
        '/settings/pledges/new',
        `/settings/pledges/${id}/edit`,
        `/people/${rosa.id}`,
      ];
      expect(await unsound(browser, rosa, paths)).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
