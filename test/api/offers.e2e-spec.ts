import { setTimeout as sleep } from 'node:timers/promises';
import { Notifications } from '#libs/notifications';
import { OffersService } from '#libs/offers';
import { Transactions } from '#libs/platform/database';
import { openBrowser, unsound } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const CHAIR = {
  kind: 'offer',
  role: 'chair',
  title: 'Chair for a library mutual',
  body: 'Two days a month, from April.',
  serviceAreas: ['libraries'],
  nation: 'England',
  pay: 'unpaid',
  declares: 'some',
  interests: 'Trustee of a school trust in Quillmarsh.',
};

describe('K46: roles offered and needed', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  let paul: Member;
  let maya: Member;
  let guest: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker', RATE_LIMITS: 'off' });
    rosa = await platform.given.member({ name: 'Rosa Velthorne' });
    dee = await platform.given.member({ name: 'Dee Marrowby' });
    paul = await platform.given.member({ name: 'Paul Advisor', practitionerRole: 'paid_adviser' });
    maya = await platform.given.member({ name: 'Maya' }, 'moderator');
    guest = await platform.given.guest('Gus', await platform.given.circle(dee));
  });
  afterAll(() => platform.stop());

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const make = async (by: Member, over: object = {}): Promise<string> => {
    const { status, body } = await platform.api('post', '/role-offers', by).send({ ...CHAIR, ...over });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const titles = async (by: Member | null, query = ''): Promise<string[]> =>
    (await platform.api('get', `/role-offers${query}`, by)).body.items.map(({ title }: { title: string }) => title);
  const clear = () => sql(`DELETE FROM role_offers`);
  const chores = async (): Promise<void> => {
    await sql(`INSERT INTO pgboss.job_common (name, data, policy) VALUES ('platform.housekeeping', '{}', 'standard')`);
    while (
      (await sql(`SELECT FROM pgboss.job WHERE name = 'platform.housekeeping' AND state < 'completed'`)).length > 0
    )
      await sleep(30);
  };
  const told = async (who: Member): Promise<{ kind: string; title: string; url: string }[]> =>
    sql(`SELECT kind, title, url FROM notifications WHERE person_id = $1 ORDER BY created_at`, [who.id]);

  describe('who reads what', () => {
    type State = 'open' | 'ended' | 'closed' | 'hidden';
    const bring: Record<State, string> = {
      open: `UPDATE role_offers SET version = version WHERE id = $1`,
      ended: `UPDATE role_offers SET expires_at = now() WHERE id = $1`,
      closed: `UPDATE role_offers SET closed_at = now() WHERE id = $1`,
      hidden: `UPDATE role_offers SET hidden_at = now() WHERE id = $1`,
    };
    afterEach(clear);

    it.each<[State, string]>([
      ['open', 'owner member moderator'],
      ['ended', 'owner'],
      ['closed', 'owner moderator'],
      ['hidden', 'owner moderator'],
    ])('one that is %s is read by %s', async (state, readers) => {
      const id = await make(rosa);
      await sql(bring[state], [id]);
      const all: [string, Member | null][] = [
        ['owner', rosa],
        ['member', dee],
        ['moderator', maya],
        ['guest', guest],
        ['nobody', null],
      ];
      for (const [who, reader] of all) {
        const reads = readers.split(' ').includes(who);
        const [api, page] = await Promise.all([
          platform.api('get', `/role-offers/${id}`, reader),
          platform.page('get', `/people/offers/${id}`, reader),
        ]);
        expect([who, api.status, page.status]).toEqual([who, reads ? 200 : 404, reads ? 200 : 404]);
        for (const text of [api.text, page.text]) expect(text.includes('Quillmarsh')).toBe(reads);
        // In a list it stands while it is open; its owner has a list of their own.
        const listed = state === 'open' && reads;
        expect((await titles(reader)).length).toBe(listed ? 1 : 0);
        const list = (await platform.page('get', '/people/offers', reader)).text;
        expect([who, list.includes(CHAIR.title)]).toEqual([who, listed]);
        expect([who, list.includes('This page is for members')]).toEqual([who, ['guest', 'nobody'].includes(who)]);
        const { body } = await platform.api('get', '/role-offers', reader);
        expect([body.total, body.facets.role]).toEqual(listed ? [1, { chair: 1 }] : [0, {}]);
        expect((await titles(reader, `?by=${rosa.id}`)).length).toBe(who === 'owner' || listed ? 1 : 0);
      }
    });

    it('is not there when its owner is not', async () => {
      const hidden = await platform.given.member({ name: 'Hester' });
      const id = await make(hidden);
      await sql(`UPDATE people SET visible_to = ARRAY['person:' || id::text] WHERE id = $1`, [hidden.id]);
      expect(await titles(dee)).toEqual([]);
      expect((await platform.api('get', `/role-offers/${id}`, dee)).status).toBe(404);
      expect((await platform.page('get', `/people/offers/${id}/report`, dee)).status).toBe(404);
    });

    it('shows nothing that its owner can be reached by; contact is by asking', async () => {
      const id = await make(rosa);
      const page = (await platform.page('get', `/people/offers/${id}`, dee)).text;
      const api = (await platform.api('get', `/role-offers/${id}`, dee)).text;
      for (const text of [page, api]) expect(text).not.toContain(rosa.email);
      expect(page).toContain(`href="/people/${rosa.id}/introduction"`);
    });

    it('always marks a paid adviser', async () => {
      const id = await make(paul, { title: 'Interim for hire', pay: 'paid' });
      expect((await platform.api('get', `/role-offers/${id}`, dee)).body.paidAdviser).toBe(true);
      for (const at of ['/people/offers', `/people/offers/${id}`]) {
        expect((await platform.page('get', at, dee)).text).toContain('<span class="govuk-tag">Paid adviser</span>');
      }
    });
  });

  describe('a declaration of interests', () => {
    afterEach(clear);
    it('has to be made, and is shown with its date', async () => {
      const post = (over: object) => platform.api('post', '/role-offers', rosa).send({ ...CHAIR, ...over });
      expect((await post({ declares: undefined })).body.errors[0].pointer).toBe('/declares');
      const empty = await post({ interests: '' });
      expect([empty.status, empty.body.code, empty.body.errors[0].pointer]).toEqual([
        422,
        'offers.bad-offer',
        '/interests',
      ]);
      const id = await make(rosa);
      await sql(`UPDATE role_offers SET declared_on = '2026-02-03' WHERE id = $1`, [id]);
      const { text } = await platform.page('get', `/people/offers/${id}`, dee);
      expect(text).toMatch(/Trustee of a school trust[^]*Declared on 3 February 2026/);
    });

    it('says that there is none, and keeps no text beside that', async () => {
      const id = await make(rosa, { declares: 'none' });
      expect((await platform.api('get', `/role-offers/${id}`, dee)).body.interests).toBeNull();
      expect((await platform.page('get', `/people/offers/${id}`, dee)).text).toContain('None to declare');
      expect((await platform.page('get', '/people/offers', dee)).text).toContain('Has no interests to declare');
    });
  });

  describe('the list', () => {
    beforeAll(async () => {
      await clear();
      await make(rosa, { title: 'A' });
      await make(rosa, { title: 'B', kind: 'need', role: 'mentor', serviceAreas: ['youth'], nation: undefined });
      await make(dee, { title: 'C', role: 'mentor', serviceAreas: [], nation: undefined, region: 'Wales' });
    });
    afterAll(clear);

    it.each([
      ['', ['C', 'B', 'A']],
      ['?kind=need', ['B']],
      ['?role=mentor', ['C', 'B']],
      ['?serviceArea=libraries&serviceArea=youth', ['B', 'A']],
      // What is for all of the UK is for Wales too.
      ['?nation=Wales', ['C', 'B']],
      ['?role=chair&kind=need', []],
    ])('narrowed by %s has %j', async (query, expected) => {
      expect(await titles(dee, query)).toEqual(expected);
      const { body } = await platform.api('get', `/role-offers${query}`, dee);
      expect(body.total).toBe(expected.length);
      const { text } = await platform.page('get', `/people/offers${query}`, dee);
      for (const title of ['A', 'B', 'C']) expect(text.includes(`>${title}</a>`)).toBe(expected.includes(title));
    });

    it('counts what each choice would find beside the others', async () => {
      const { facets } = (await platform.api('get', '/role-offers?role=mentor', dee)).body;
      expect(facets.role).toEqual({ chair: 1, mentor: 2 });
      expect(facets.kind).toEqual({ need: 1, offer: 1 });
      expect(facets.nation).toEqual({ England: 1, Wales: 2, Scotland: 1, 'Northern Ireland': 1 });
    });

    it('goes on where it stopped, also among those of one moment', async () => {
      await sql(`UPDATE role_offers SET listed_at = '2026-11-01T10:00:00.123Z'`);
      const seen: string[] = [];
      let after = '';
      for (let i = 0; i < 4 && after !== 'null'; i += 1) {
        const { body } = await platform.api('get', `/role-offers?limit=1${after && `&after=${after}`}`, dee);
        seen.push(...body.items.map(({ title }: { title: string }) => title));
        after = String(body.next);
      }
      expect(seen.toSorted()).toEqual(['A', 'B', 'C']);
      expect((await platform.page('get', '/people/offers?limit=1', dee)).text).toContain('after=');
    });

    it('takes an address that cannot be read for one without that', async () => {
      const { status, text } = await platform.page('get', '/people/offers?role=wizard&after=x&by=1', dee);
      expect([status, text.includes('3 are open')]).toEqual([200, true]);
    });

    it('asks the database no more than three times', async () => {
      const statements = await statementsOf(platform.dataSource, () => platform.page('get', '/people/offers', dee));
      expect(statements.length).toBeLessThanOrEqual(3);
    });
  });

  describe('is changed by its owner alone', () => {
    let id: string;
    beforeEach(async () => {
      await clear();
      id = await make(rosa);
    });

    it.each<[string, () => Member | null, number]>([
      ['its owner', () => rosa, 200],
      ['a member', () => dee, 404],
      ['a moderator', () => maya, 404],
      ['a guest of a circle', () => guest, 403],
      ['nobody', () => null, 401],
    ])('%s', async (_who, by, status) => {
      const sent = { ...CHAIR, title: 'Changed' };
      expect((await platform.api('put', `/role-offers/${id}`, by()).send(sent)).status).toBe(status);
      expect((await platform.api('post', `/role-offers/${id}/close`, by())).status).toBe(status);
      expect((await platform.api('post', `/role-offers/${id}/renew`, by())).status).toBe(status);
      if (status === 404) expect((await platform.page('get', `/people/offers/${id}/edit`, by())).status).toBe(404);
    });

    it('a guest makes none', async () => {
      expect((await platform.api('post', '/role-offers', guest).send(CHAIR)).status).toBe(403);
    });

    it('by the version that was read, and shows both texts', async () => {
      const put = (title: string) =>
        platform
          .api('put', `/role-offers/${id}`, rosa)
          .set('if-match', '"v1"')
          .send({ ...CHAIR, title });
      expect((await put('The first')).headers['etag']).toBe('"v2"');
      const { status, body } = await put('The second');
      expect([status, body.code]).toEqual([412, 'edit.stale']);
      const { kind, role, body: words, serviceAreas, nation, pay, declares, interests } = CHAIR;
      expect(body.current).toMatchObject({ title: 'The first', kind, role, body: words, serviceAreas, nation, pay });
      expect(body.current).toMatchObject({ declares, interests });
      const form = await platform
        .page('post', `/people/offers/${id}/edit`, rosa)
        .type('form')
        .send({ ...CHAIR, title: 'Mine', _version: '1' });
      expect(form.status).toBe(409);
      expect(form.text).toContain('The first');
      expect(form.text).toContain('value="Mine"');
    });

    it('once, when the same form is sent twice', async () => {
      await clear();
      const send = () =>
        platform
          .page('post', '/people/offers', rosa)
          .type('form')
          .send({ ...CHAIR, _once: 'a-key' });
      const [first, second] = await Promise.all([send(), send()]);
      expect([first.status, second.status]).toEqual([303, 303]);
      expect(first.headers['location']).toBe(second.headers['location']);
      expect(await titles(dee)).toHaveLength(1);
    });

    it('within a bound, also for several at once', async () => {
      await Promise.all(Array.from({ length: 14 }, () => platform.api('post', '/role-offers', rosa).send(CHAIR)));
      expect(await titles(dee)).toHaveLength(10);
      const { status, body } = await platform.api('post', '/role-offers', rosa).send(CHAIR);
      expect([status, body.code]).toEqual([422, 'offers.bad-offer']);
      await platform.api('post', `/role-offers/${id}/close`, rosa);
      await make(rosa);
      expect((await platform.api('post', `/role-offers/${id}/renew`, rosa)).status).toBe(422);
      // The page says why.
      const { text, status: again } = await platform.page('post', `/people/offers/${id}/renew`, rosa);
      expect([again, text.includes('Close one of them first')]).toEqual([422, true]);
    });
  });

  it('takes a form, says what is wrong with it, and shows hostile text as text', async () => {
    await clear();
    const send = (form: object) => platform.page('post', '/people/offers', rosa).type('form').send(form);
    const bad = await send({ kind: 'offer', title: '' });
    expect(bad.status).toBe(422);
    for (const words of ['Choose the role', 'Choose whether it is paid', 'Say whether you have interests to declare']) {
      expect(bad.text).toContain(words);
    }
    const mixed = await send({ ...CHAIR, nation: 'Scotland', region: 'South West' });
    expect([mixed.status, mixed.text.includes('Choose a region of Scotland')]).toEqual([422, true]);
    const made = await send({ ...CHAIR, title: '<script>1</script>', interests: '<img src=x>', region: 'South West' });
    expect(made.status).toBe(303);
    for (const at of [made.headers['location'] as string, '/people/offers']) {
      const { text } = await platform.page('get', at, dee);
      expect(text).toContain('&lt;script>1&lt;/script>');
      expect(text).not.toMatch(/<script>1|<img src=x/);
    }
  });

  describe('ends after 12 months', () => {
    let id: string;
    beforeEach(async () => {
      await clear();
      await sql(`DELETE FROM notifications`);
      id = await make(rosa);
    });
    const endsIn = (days: number) =>
      sql(`UPDATE role_offers SET expires_at = now() + make_interval(days => $2) WHERE id = $1`, [id, days]);

    it('that is, one year', async () => {
      const [row] = await sql<{ year: boolean }>(
        `SELECT expires_at = listed_at + interval '12 months' AS year FROM role_offers WHERE id = $1`,
        [id],
      );
      expect(row!.year).toBe(true);
    });

    it.each([
      [15, 0],
      [14, 1],
      [1, 1],
      [0, 0],
    ])('in %i days: %i notice, however often the clock asks', async (days, notices) => {
      await endsIn(days);
      await chores();
      await chores();
      const all = await told(rosa);
      expect(all).toHaveLength(notices);
      if (notices) expect(all[0]).toMatchObject({ kind: 'role-offer-ends', url: `/people/offers/${id}` });
      // It is a line in the inbox and no mail.
      expect(await sql(`SELECT FROM mails WHERE person_id = $1`, [rosa.id])).toEqual([]);
    });

    it('with one notice also from two workers at once', async () => {
      await endsIn(10);
      const transactions = new Transactions(platform.dataSource);
      const workers = [1, 2, 3].map(() => new OffersService(transactions, new Notifications(transactions)));
      await Promise.all(workers.map((worker) => worker.remindDue()));
      expect(await told(rosa)).toHaveLength(1);
    });

    it('unless it is renewed: then it stands, is declared anew, and ends with a notice again', async () => {
      await endsIn(10);
      await sql(`UPDATE role_offers SET declared_on = '2026-01-01' WHERE id = $1`, [id]);
      await chores();
      const { body } = await platform.api('post', `/role-offers/${id}/renew`, rosa);
      expect([body.state, body.declaredOn > '2026-01-01']).toEqual(['open', true]);
      const [unread] = await sql<{ count: number }>(
        `SELECT count(*)::int AS count FROM notifications WHERE person_id = $1 AND read_at IS NULL`,
        [rosa.id],
      );
      expect(unread!.count).toBe(0);
      await endsIn(9);
      await chores();
      expect(await told(rosa)).toHaveLength(2);
    });

    it('and is renewed when it has ended or was closed, never when it was hidden', async () => {
      await endsIn(0);
      expect(await titles(dee)).toEqual([]);
      await platform.page('post', `/people/offers/${id}/renew`, rosa);
      expect(await titles(dee)).toEqual([CHAIR.title]);
      await platform.page('post', `/people/offers/${id}/close`, rosa);
      expect(await titles(dee)).toEqual([]);
      await platform.page('post', `/people/offers/${id}/renew`, rosa);
      expect(await titles(dee)).toEqual([CHAIR.title]);
      await sql(`UPDATE role_offers SET hidden_at = now() WHERE id = $1`, [id]);
      const { status, body } = await platform.api('post', `/role-offers/${id}/renew`, rosa);
      expect([status, body.code]).toEqual([409, 'offers.hidden']);
    });
  });

  it('is reported, hidden with a reason that its owner reads, and shown again', async () => {
    await clear();
    const id = await make(rosa);
    const report = (by: Member) =>
      platform.page('post', `/people/offers/${id}/report`, by).type('form').send({ reason: 'spam' });
    expect((await platform.page('get', `/people/offers/${id}/report`, dee)).text).toContain('Report this offer');
    expect((await report(guest)).status).toBe(404);
    const reported = await report(dee);
    expect([reported.status, reported.headers['location']]).toEqual([303, `/people/offers/${id}`]);
    const queue = (await platform.page('get', '/moderation', maya)).text;
    expect(queue).toContain('Offer or need reported');
    expect(queue).toContain(CHAIR.title);
    const act = (action: string, reasonCode: string) =>
      platform
        .api('post', '/moderation/actions', maya)
        .send({ action, subject: 'role-offer', subjectId: id, reasonCode, note: 'Not here.' });
    expect((await act('hide', 'spam')).status).toBe(201);
    expect(await titles(dee)).toEqual([]);
    expect((await platform.page('get', '/notifications', rosa)).text).toContain(`hid your offer “${CHAIR.title}”`);
    // Who reported it may not read it any more: they are told without its title.
    const reporter = (await platform.page('get', '/notifications', dee)).text;
    expect(reporter).toContain('A moderator hid the offer that you reported');
    expect(reporter).not.toContain(CHAIR.title);
    const desk = (await platform.page('get', `/people/offers/${id}`, maya)).text;
    expect(desk).toContain('Show it again');
    const shown = await platform
      .page('post', '/moderation', maya)
      .type('form')
      .send({ action: 'restore', subject: 'role-offer', subjectId: id });
    expect(shown.status).toBe(303);
    expect(await titles(dee)).toEqual([CHAIR.title]);
    expect((await platform.page('get', '/moderation/log', maya)).text).toContain(CHAIR.title);
  });

  it('looks right on a screen and a phone', async () => {
    await clear();
    const id = await make(rosa);
    await make(paul, { kind: 'need', role: 'mentor', title: 'Somebody who has let a contract end, and says so' });
    const browser = await openBrowser(platform.url);
    try {
      const paths = [
        '/people/offers',
        '/people/offers/new?kind=need',
        `/people/offers/${id}`,
        `/people/offers/${id}/edit`,
      ];
      expect(await unsound(browser, rosa, paths)).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
