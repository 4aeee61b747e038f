import { WEEKDAYS } from '#libs/notifications';
import { dueAt } from '#libs/digests';
import { type Member, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';
import { DAY_MS, nextDay, startWithDigests } from './digests.given.ts';

const MISSING = {
  worked: 'Nothing new that worked this time.',
  failed: 'Nothing new that did not work this time.',
  asked: 'No open question that you have not seen this time.',
};

type Started = Awaited<ReturnType<typeof startWithDigests>>;

describe('digests', () => {
  let platform: TestPlatform;
  let server: Started['server'];
  let given: Started['given'];
  let end: Started['stop'];
  let amina: Member;
  beforeAll(async () => {
    ({ server, platform, given, stop: end } = await startWithDigests());
    amina = await platform.given.member({ name: 'Amina Okafor' });
  });
  afterAll(() => end());
  afterEach(() => given.forget());

  it('has one thing that worked, one that did not and one open question, each with its way there', async () => {
    const dee = await given.reader();
    const { worked, failed, asked } = await given.balance(amina);

    const text = await given.digest(dee);

    const [mail] = given.inbox(dee);
    expect(mail!.header('subject')).toBe('Your week on Waymark: Worked in libraries');
    const at = (part: string): number => text!.indexOf(part);
    const order = [
      'Something that worked\n---------------------',
      'Worked in libraries\nLibraries · The service got better · saved £412,000 a year\nVisits went up.',
      `https://waymark.example/case-notes/${worked}-worked-in-libraries`,
      'Something that did not work\n',
      'Closed in libraries\nLibraries · Closed · The service got worse',
      `https://waymark.example/case-notes/${failed}-closed-in-libraries`,
      'An open question\n',
      'Open about libraries?\nLibraries · asked on ',
      'no answer yet',
      `https://waymark.example/threads/${asked}-open-about-libraries`,
    ].map(at);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    for (const said of Object.values(MISSING)) expect(text).not.toContain(said);
    expect(text).not.toContain('In your field');
    expect(mail!.source).toContain('<h2');
  });

  it('is one mail with a Message-ID of its own, that its reader stops in one step', async () => {
    const dee = await given.reader();
    await given.balance(amina);
    await given.digest(dee);
    await given.digest(dee);

    const [mail, ...more] = given.inbox(dee);
    expect(more).toEqual([]);
    const [row] = await given.sql<{ id: string; key: string }>(`SELECT id, key FROM mails WHERE person_id = $1`, [
      dee.id,
    ]);
    expect(row!.key).toBe(`digest:${dee.id}:${given.tuesday}`);
    expect(mail!.header('message-id')).toBe(`<${row!.id}@waymark.example>`);
    expect(mail!.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const stop = new URL(mail!.header('list-unsubscribe')!.slice(1, -1)).pathname;
    expect(stop).toContain('.digest.');

    const done = await platform.page('post', stop).type('form').send('List-Unsubscribe=One-Click');

    expect([done.status, (await platform.api('get', '/me/notification-choices', dee)).body]).toEqual([
      200,
      expect.objectContaining({ digest: 'quarterly', digestDay: 'tuesday', mentionMail: true }),
    ]);
    await given.sql(`DELETE FROM digests`);
    await given.sql(`DELETE FROM digest_runs WHERE day = $1`, [given.tuesday]);
    await given.sql(`DELETE FROM mails`);
    await given.digest(dee);
    expect(given.inbox(dee)).toHaveLength(1);
  });

  it('is sent again under the same Message-ID where the server did not take it', async () => {
    const dee = await given.reader();
    await given.balance(amina);
    server.state.onRecipient = () => ({ code: 450, text: 'Later' });
    await given.digest(dee);
    expect(given.inbox(dee)).toEqual([]);
    server.state.onRecipient = () => null;
    await given.sql(`UPDATE mails SET next_at = now() WHERE state = 'waiting'`);
    await given.send();

    const [row] = await given.sql<{ id: string; tries: number }>(`SELECT id, tries FROM mails WHERE person_id = $1`, [
      dee.id,
    ]);
    expect(given.inbox(dee).map((mail) => mail.header('message-id'))).toEqual([`<${row!.id}@waymark.example>`]);
    expect(row!.tries).toBe(2);
  });

  describe('the balance', () => {
    it.each([
      [[], ['worked', 'failed', 'asked']],
      [['worked'], ['failed', 'asked']],
      [['failed'], ['worked', 'asked']],
      [['asked'], ['worked', 'failed']],
      [['worked', 'failed'], ['asked']],
      [['worked', 'asked'], ['failed']],
      [['failed', 'asked'], ['worked']],
      [['worked', 'failed', 'asked'], []],
    ] as [(keyof typeof MISSING)[], (keyof typeof MISSING)[]][])(
      'with %j new: says that %j are missing, and with nothing new there is no digest',
      async (there, missing) => {
        const dee = await given.reader();
        if (there.includes('worked')) await given.note(amina);
        if (there.includes('failed')) await given.note(amina, { result: 'insourced' });
        if (there.includes('asked')) await platform.given.thread(amina, { serviceAreas: ['libraries'] });

        const text = await given.digest(dee);

        if (there.length === 0) return expect(text).toBeNull();
        for (const part of there) expect(text).not.toContain(MISSING[part]);
        for (const part of missing) expect(text).toContain(MISSING[part]);
      },
    );

    it.each<[string, Record<string, unknown>, 'worked' | 'failed' | null]>([
      ['better, with evidence', {}, 'worked'],
      ['the same, with evidence', { verdict: 'same' }, 'worked'],
      ['better, without evidence', { evidenced: false }, null],
      ['mixed', { verdict: 'mixed' }, null],
      ['not known', { verdict: 'unknown' }, null],
      ['better, and brought back in-house', { result: 'insourced' }, 'failed'],
      ['worse', { verdict: 'worse' }, 'failed'],
      ['worse so far', { verdict: 'worse', result: 'in-progress' }, null],
      ['lost', { verdict: 'unknown', evidenced: false, result: 'lost-contract' }, 'failed'],
      ['closed', { verdict: 'unknown', evidenced: false, result: 'closed' }, 'failed'],
    ])('counts a service that is %s as it is', async (_what, over, part) => {
      const dee = await given.reader();
      await given.note(amina, { title: 'The note', ...over });
      // So that there is a digest in any case.
      await platform.given.thread(amina, { serviceAreas: ['libraries'] });

      const text = (await given.digest(dee))!;

      const [, worked, failed] = /that worked\n-+([^]*?)that did not work\n-+([^]*?)An open question/.exec(text)!;
      expect([worked!.includes('The note'), failed!.includes('The note')]).toEqual([
        part === 'worked',
        part === 'failed',
      ]);
    });
  });

  describe('who may read what', () => {
    /** What a question is, before the digest is made or between that and its sending, for it to stay out of it. */
    const QUESTIONS: [string, (id: string, dee: Member) => Promise<unknown>][] = [
      ['hidden', (id) => given.sql(`UPDATE threads SET hidden_at = now() WHERE id = $1`, [id])],
      ['closed', (id) => given.sql(`UPDATE threads SET locked_at = now() WHERE id = $1`, [id])],
      ['answered', (id) => given.sql(`UPDATE threads SET accepted_count = 1 WHERE id = $1`, [id])],
      [
        'for a circle that its reader is in',
        async (id, dee) => {
          const circle = await platform.given.circle(amina, dee);
          await given.sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [id, circle]);
          expect((await platform.api('get', `/threads/${id}`, dee)).status).toBe(200);
        },
      ],
      [
        'for a circle that its reader is not in',
        async (id) => {
          const circle = await platform.given.circle(amina);
          await given.sql(`UPDATE threads SET audience = 'circle', audience_id = $2 WHERE id = $1`, [id, circle]);
        },
      ],
      ['for those who are invited', (id) => given.sql(`UPDATE threads SET audience = 'invited' WHERE id = $1`, [id])],
      [
        'to open on a later day',
        (id) =>
          given.sql(`UPDATE threads SET confidential_until = current_date + 9, opens_to = 'public' WHERE id = $1`, [
            id,
          ]),
      ],
      [
        'merged into another',
        (id) => given.sql(`UPDATE threads SET merged_at = now(), locked_at = now() WHERE id = $1`, [id]),
      ],
      [
        'read already',
        (id, dee) => given.sql(`INSERT INTO thread_reads VALUES ($2, $1, 1) ON CONFLICT DO NOTHING`, [id, dee.id]),
      ],
      ['muted', (id, dee) => given.sql(`INSERT INTO thread_follows VALUES ($1, $2, now(), 'muted')`, [id, dee.id])],
    ];
    const NOTES: [string, (id: string) => Promise<unknown>][] = [
      [
        'withdrawn',
        (id) => given.sql(`UPDATE case_notes SET status = 'withdrawn', withdrawn_at = now() WHERE id = $1`, [id]),
      ],
      ['a draft again', (id) => given.sql(`UPDATE case_notes SET status = 'draft' WHERE id = $1`, [id])],
      ['with the moderators', (id) => given.sql(`UPDATE case_notes SET status = 'submitted' WHERE id = $1`, [id])],
    ];
    const ALL = [
      ...QUESTIONS.map(([what, change]) => ['asked', what, change] as const),
      ...NOTES.map(([what, change]) => ['worked', what, change] as const),
      ...NOTES.map(([what, change]) => ['failed', what, change] as const),
    ];

    it.each(ALL)('%s: %s when it is made, it is not in it', async (part, _what, change) => {
      const dee = await given.reader();
      const balance = await given.balance(amina);
      await change(balance[part], dee);

      const text = await given.digest(dee);

      expect(text).toContain(MISSING[part]);
      expect(text).not.toContain(balance[part]);
    });

    it.each(ALL)('%s: %s between making and sending, it is not in it', async (part, _what, change) => {
      const dee = await given.reader();
      const balance = await given.balance(amina);
      await given.make(given.tuesday);
      await change(balance[part], dee);
      await given.send();

      const [text] = given.texts(dee);
      expect(text).toContain(MISSING[part]);
      expect(text).not.toContain(balance[part]);
      expect(text).not.toContain({ worked: 'Worked in', failed: 'Closed in', asked: 'Open about' }[part]);
    });

    it('all of it gone between making and sending, there is none, and the row says why', async () => {
      const dee = await given.reader();
      const { worked, failed, asked } = await given.balance(amina);
      await given.make(given.tuesday);
      await given.sql(`UPDATE case_notes SET status = 'draft' WHERE id = ANY ($1)`, [[worked, failed]]);
      await given.sql(`UPDATE threads SET hidden_at = now() WHERE id = $1`, [asked]);
      await given.send();

      expect(given.inbox(dee)).toEqual([]);
      expect(await given.sql(`SELECT state, why FROM mails WHERE person_id = $1`, [dee.id])).toEqual([
        { state: 'dropped', why: 'Nothing in it is left to tell' },
      ]);
    });

    it('has nothing that its reader wrote or has marked', async () => {
      const dee = await given.reader();
      const own = await given.balance(dee);
      const marked = await given.note(amina, { title: 'Marked' });
      await given.sql(`INSERT INTO case_note_marks (case_note_id, person_id, kind) VALUES ($1, $2, 'helped')`, [
        marked,
        dee.id,
      ]);
      await given.note(amina, { title: 'Neither', result: 'closed' });

      const text = await given.digest(dee);

      for (const id of [own.worked, own.failed, own.asked, marked]) expect(text).not.toContain(id);
      expect(text).toContain('Neither');
    });

    it('names nobody, and leads no colleague to who asks under a mask', async () => {
      const [asker, colleague, stranger] = [
        await platform.given.member({ name: 'Nadia Quillfeather' }),
        await given.reader(),
        await given.reader(),
      ];
      const [{ id: council }] = (await given.sql<{ id: string }>(
        `INSERT INTO organisations (kind, name) VALUES ('council', 'Westmere') RETURNING id`,
      )) as [{ id: string }];
      for (const who of [asker, colleague]) {
        await given.sql(`INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`, [
          who.id,
          council,
        ]);
      }
      const { id } = await platform.given.thread(asker, {
        title: 'Can we leave by May?',
        serviceAreas: ['libraries'],
        masked: true,
      });
      await given.note(amina);
      await given.digest(stranger);

      const [text] = given.texts(stranger);
      expect(text).toContain(id);
      for (const told of [stranger, colleague].flatMap(given.texts)) {
        expect(told).not.toMatch(/Nadia|Quillfeather|Westmere/);
      }
      expect(given.texts(colleague)[0]).not.toContain(id);
    });

    it('adds no header and no markup, whatever a title is', async () => {
      const dee = await given.reader();
      await given.note(amina, { title: 'A <img src=x onerror=alert(1)>\r\nBcc: all@evil.example\u202etxt' });
      await given.digest(dee);

      const [mail] = given.inbox(dee);
      const head = mail!.source.slice(0, mail!.source.indexOf('\r\n\r\n'));
      expect(head).not.toMatch(/^bcc:/im);
      const html = mail!.source.slice(mail!.source.indexOf('<!DOCTYPE'));
      expect(html).toContain('&lt;img');
      expect(html).not.toContain('<img');
    });
  });

  describe('what is chosen', () => {
    it('is of their field first, then new elsewhere; questions of their field stand below', async () => {
      const dee = await given.reader({ topicsOffered: ['pensions'] });
      await given.note(amina, { title: 'Elsewhere, newer', service_areas: ['youth'] });
      await given.note(amina, {
        title: 'Near, and new',
        service_areas: ['libraries'],
        published_at: new Date(Date.now() - 5 * DAY_MS),
      });
      const ask = (title: string, over: object) => platform.given.thread(amina, { title, ...over });
      await ask('Is that far away?', { serviceAreas: ['youth'] });
      for (const n of [1, 2, 3, 4, 5]) await ask(`Which shelves, number ${n}?`, { serviceAreas: ['libraries'] });
      await ask('Who pays for the bond?', { topics: ['pensions'] });

      const text = (await given.digest(dee))!;

      expect(text).toContain('Near, and new');
      expect(text).not.toContain('Elsewhere');
      const [, open, field] = /An open question\n-+([^]*?)In your field, not answered yet\n-+([^]*?)Open Waymark/.exec(
        text,
      )!;
      expect(open).toContain('number 5?');
      expect([...field!.matchAll(/number \d|bond|far/g)].map(([found]) => found)).toEqual([
        'number 4',
        'number 3',
        'number 2',
      ]);
    });

    it('is never the same twice, fills up with what is older, and is quiet until something is new', async () => {
      const dee = await given.reader();
      const old = new Date(Date.now() - 200 * DAY_MS);
      const first = await given.balance(amina);
      await given.note(amina, { title: 'Old, and worked', published_at: old });
      const said = await given.digest(dee);
      expect(said).toContain(first.worked);
      const nextWeek = nextDay(2, Date.parse(given.tuesday));
      await given.digest(dee, nextWeek);
      expect(given.inbox(dee)).toHaveLength(1);

      await given.sql(`UPDATE digests SET created_at = now() - interval '7 days'`);
      const { id } = await platform.given.thread(amina, { title: 'Is this one new?', serviceAreas: ['libraries'] });
      const weekAfter = nextDay(2, Date.parse(nextWeek));
      const text = await given.digest(dee, weekAfter);

      expect(given.inbox(dee)).toHaveLength(2);
      expect(text).toContain(id);
      expect(text).toContain('Old, and worked');
      for (const before of Object.values(first)) expect(text).not.toContain(before);
    });

    it('leaves out subjects that they muted, and takes in those that they follow', async () => {
      const dee = await given.reader({ serviceAreas: [] });
      for (const [kind, code, level] of [
        ['service-area', 'libraries', 'muted'],
        ['service-area', 'youth', 'first'],
      ]) {
        await given.sql(`INSERT INTO subject_follows VALUES ($1, $2, $3, $4)`, [dee.id, kind, code, level]);
      }
      await given.balance(amina, 'libraries');
      const followed = await given.balance(amina, 'youth');

      const text = await given.digest(dee);

      expect(text).not.toContain('libraries');
      for (const id of Object.values(followed)) expect(text).toContain(id);
    });
  });

  describe('how often', () => {
    const days = WEEKDAYS.map((name, n) => [name, n + 1] as const);

    it.each(days)('weekly on %s: on that day and no other', async (digestDay, weekday) => {
      const dee = await given.reader();
      await given.choose(dee, { digest: 'weekly', digestDay });
      await given.balance(amina);
      for (const [, other] of days) {
        await given.sql(`DELETE FROM digest_runs`);
        // Only that day: what is late counts as well.
        const day = nextDay(other);
        for (const ago of [1, 2]) {
          await given.sql(`INSERT INTO digest_runs (kind, day, done_at) VALUES ('digest', $1::date - $2::int, now())`, [
            day,
            ago,
          ]);
        }
        await given.make(day);
        const made = await given.sql(`SELECT day::text FROM digests WHERE person_id = $1`, [dee.id]);
        expect([other, made]).toEqual([other, other >= weekday && made.length > 0 ? [{ day: nextDay(weekday) }] : []]);
      }
      expect(await given.sql(`SELECT FROM digests WHERE person_id = $1`, [dee.id])).toHaveLength(1);
    });

    it('daily: each day on which something is new', async () => {
      const dee = await given.reader();
      await given.choose(dee, { digest: 'daily' });
      await given.note(amina, { title: 'First' });
      const monday = nextDay(1);
      expect(await given.digest(dee, monday)).toContain('Your day on Waymark');
      await given.digest(dee, new Date(Date.parse(monday) + DAY_MS).toISOString().slice(0, 10));
      expect(given.inbox(dee)).toHaveLength(1);

      await given.sql(`UPDATE digests SET created_at = now() - interval '1 day'`);
      await given.note(amina, { title: 'Second' });
      const text = await given.digest(dee, new Date(Date.parse(monday) + 2 * DAY_MS).toISOString().slice(0, 10));

      expect(text).toContain('Second');
      expect(given.inbox(dee)).toHaveLength(2);
    });

    it.each(['quarterly', 'off'])('%s: none of these', async (digest) => {
      const dee = await given.reader();
      await given.choose(dee, { digest });
      await given.balance(amina);

      expect(await given.digest(dee)).toBeNull();
    });

    it.each<[string, (who: Member) => Promise<unknown>]>([
      [
        'is suspended',
        (who) =>
          given.sql(`UPDATE accounts SET suspended_until = now() + interval '9 days' WHERE person_id = $1`, [who.id]),
      ],
      ['has no account', (who) => given.sql(`DELETE FROM accounts WHERE person_id = $1`, [who.id])],
      [
        'joined after it was due',
        (who) =>
          given.sql(`UPDATE people SET created_at = $2 WHERE id = $1`, [who.id, new Date(Date.now() + 20 * DAY_MS)]),
      ],
      [
        'chose that day after it was due',
        async (who) => {
          await given.choose(who, { digest: 'weekly', digestDay: 'tuesday' });
          await given.sql(`UPDATE notice_choices SET updated_at = $2 WHERE person_id = $1`, [
            who.id,
            new Date(Date.now() + 20 * DAY_MS),
          ]);
        },
      ],
    ])('none for who %s', async (_who, change) => {
      const dee = await given.reader();
      await change(dee);
      await given.balance(amina);
      await given.make(given.tuesday);

      expect(await given.sql(`SELECT FROM digests WHERE person_id = $1`, [dee.id])).toEqual([]);
    });

    it('what is stopped after it was made is not sent', async () => {
      const dee = await given.reader();
      await given.balance(amina);
      await given.make(given.tuesday);
      await given.choose(dee, { digest: 'off' });
      await given.send();

      expect(given.inbox(dee)).toEqual([]);
      expect(await given.sql(`SELECT why FROM mails WHERE person_id = $1`, [dee.id])).toEqual([
        { why: 'Not wanted any more' },
      ]);
    });
  });

  describe('the choice', () => {
    it('is weekly on Tuesday for who chose nothing, and is kept beside the others', async () => {
      const dee = await given.reader();
      const of = async () => (await platform.api('get', '/me/notification-choices', dee)).body;
      expect(await of()).toMatchObject({ digest: 'weekly', digestDay: 'tuesday' });

      const { status, body } = await given.choose(dee, { mentionMail: true, digest: 'daily' });
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({ mentionMail: true, answersMail: false, digest: 'daily', digestDay: 'tuesday' }),
      ]);
      await given.choose(dee, { digestDay: 'friday' });
      expect(await of()).toMatchObject({ mentionMail: false, digest: 'daily', digestDay: 'friday' });
      await given.choose(dee, {});
      expect(await of()).toMatchObject({ digest: 'daily', digestDay: 'friday' });
      for (const digest of ['weekly', 'quarterly', 'off', 'daily']) {
        await given.choose(dee, { digest });
        expect(await of()).toMatchObject({ digest, digestDay: 'friday' });
      }
    });

    it('said again as it is counts from when it was said first', async () => {
      const dee = await given.reader();
      const since = () =>
        given.sql(`SELECT updated_at FROM notice_choices WHERE person_id = $1 AND kind = 'digest'`, [dee.id]);
      await given.choose(dee, { digest: 'weekly', digestDay: 'friday' });
      const first = await since();
      await given.choose(dee, { mentionMail: true, digest: 'weekly', digestDay: 'friday' });
      expect(await since()).toEqual(first);

      await given.choose(dee, { digestDay: 'monday' });
      expect(await since()).not.toEqual(first);
    });

    it.each([
      { digest: 'hourly' },
      { digest: ['daily'] },
      { digestDay: 'someday' },
      { digestDay: 2 },
      { digest: { every: 'day' } },
    ])('is none of %j', async (choice) => {
      expect((await given.choose(await given.reader(), choice)).status).toBe(422);
    });

    it('is made on the page, without JavaScript, and a wrong one is shown again', async () => {
      const dee = await given.reader();
      const checked = async (): Promise<string[]> =>
        [
          ...(await platform.page('get', '/settings/notifications', dee)).text.matchAll(
            /<input[^>]*type="radio"[^>]*>/g,
          ),
        ]
          .map(([radio]) => radio)
          .filter((radio) => / checked/.test(radio))
          .map((radio) => /value="(\w+)"/.exec(radio)![1]!);
      expect(await checked()).toEqual(['weekly']);

      const wrong = await platform
        .page('post', '/settings/notifications', dee)
        .type('form')
        .send({ digest: 'weekly', digestDay: 'someday' });
      expect([wrong.status, wrong.text.includes('There is a problem')]).toEqual([422, true]);
      const saved = await platform
        .page('post', '/settings/notifications', dee)
        .type('form')
        .send({ digest: 'weekly', digestDay: 'friday', answersMail: 'yes' });

      expect([saved.status, await checked()]).toEqual([303, ['weekly']]);
      expect((await platform.page('get', '/settings/notifications', dee)).text).toMatch(
        /<option value="friday" selected/,
      );
    });
  });

  describe('a run', () => {
    const people = async (count: number): Promise<void> => {
      await given.sql(
        `WITH p AS (INSERT INTO people (name, service_areas) SELECT 'Crowd ' || n, '{libraries}'
                      FROM generate_series(1, $1::int) AS n RETURNING id)
         INSERT INTO accounts (person_id, email, password_hash) SELECT id, id || '@waymark.example', 'x' FROM p`,
        [count],
      );
    };
    const made = (): Promise<object[]> =>
      given.sql(`SELECT count(*)::int AS digests, count(DISTINCT d.person_id)::int AS people, count(m.id)::int AS mails
                   FROM digests d LEFT JOIN mails m ON m.key = 'digest:' || d.person_id || ':' || d.day
                   JOIN people p ON p.id = d.person_id WHERE p.name LIKE 'Crowd %'`);
    afterEach(() =>
      given.sql(
        `WITH gone AS (DELETE FROM accounts a USING people p WHERE p.id = a.person_id AND p.name LIKE 'Crowd %' RETURNING 1)
         UPDATE mails SET state = 'dropped' WHERE state = 'waiting'`,
      ),
    );

    it('asks the database as often for each 250 people, however many things there are to choose from', async () => {
      await people(600);
      await given.balance(amina);
      for (let n = 0; n < 30; n += 1) await given.note(amina, { title: `Note ${n}` });
      // With what the clock has to do of its own.
      const dueDay = new Date(dueAt(given.tuesday).getTime() + 60_000);

      const statements = (await statementsOf(platform.dataSource, () => given.runs.makeDue(dueDay))).filter((text) =>
        /digest_runs|INSERT INTO digests/.test(text),
      );

      const batches = statements.filter((text) => text.includes('INSERT INTO digests')).length;
      const [{ people: looked }] = (await given.sql<{ people: number }>(
        `SELECT sum(people)::int AS people FROM digest_runs`,
      )) as [{ people: number }];
      expect(looked).toBeGreaterThan(600);
      expect(batches).toBeLessThanOrEqual(looked / 250 + 3);
      // Which runs are done (the worker's own clock may ask, too); of each that is not, its row; of each batch, how far it
      // is, what it makes, how far it came.
      expect(statements.length).toBeLessThanOrEqual(2 + 3 + 3 * batches);
      expect(await made()).toEqual([{ digests: 600, people: 600, mails: 600 }]);
    });

    it('by several at once makes each digest once', async () => {
      await people(700);
      await given.balance(amina);

      await Promise.all(Array.from({ length: 4 }, () => given.make(given.tuesday)));
      await given.make(given.tuesday);

      expect(await made()).toEqual([{ digests: 700, people: 700, mails: 700 }]);
    });

    it('is not begun before seven in London, and not again when it is done', async () => {
      const dee = await given.reader();
      await given.balance(amina);
      const before = new Date(dueAt(given.tuesday).getTime() - 60_000);
      await given.runs.makeDue(before);
      expect(await given.sql(`SELECT FROM digests WHERE person_id = $1`, [dee.id])).toEqual([]);
      await given.make(given.tuesday);
      await given.sql(`DELETE FROM digests`);

      expect(await given.make(given.tuesday)).toBe(0);
    });

    it('goes on after whom it had come to, and keeps nothing of a batch that failed', async () => {
      await people(300);
      await given.balance(amina);
      await given.sql(
        `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'gone'; END $$`,
      );
      await given.sql(`CREATE TRIGGER fail BEFORE UPDATE ON digest_runs FOR EACH ROW
                         WHEN (OLD.after_id IS NOT NULL) EXECUTE FUNCTION fail()`);
      await expect(given.make(given.tuesday)).rejects.toThrow('gone');
      const [half] = (await made()) as [{ digests: number; mails: number }];
      await given.sql(`DROP TRIGGER fail ON digest_runs`);
      await given.sql(`DROP FUNCTION fail`);
      expect(half.mails).toBe(half.digests);
      expect(half.digests).toBeLessThan(300);

      await given.make(given.tuesday);

      expect(await made()).toEqual([{ digests: 300, people: 300, mails: 300 }]);
    });
  });
});
