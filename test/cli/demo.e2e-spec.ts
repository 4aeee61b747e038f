import 'reflect-metadata';
import { AccessSeed, DEMO_SIGN_INS, DemoNetwork } from '#libs/demo';
import { type Config } from '#libs/platform/config';
import { Transactions } from '#libs/platform/database';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

// Hashing passwords and loading whole networks takes a while where many tests run at once.
jest.setTimeout(60_000);

describe('the demo network', () => {
  let platform: TestPlatform;
  let before: string;
  let loaded: ReadonlyMap<string, number>;
  const network = (config: Config = platform.config) => new DemoNetwork(new Transactions(platform.dataSource), config);
  const rows = (sql: string): Promise<Record<string, unknown>[]> => platform.dataSource.query(sql);
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    before = await network().state();
    loaded = await network().load();
  });
  afterAll(() => platform.stop());

  it('puts every row in, all of it marked fictional', async () => {
    for (const [table, expected] of loaded) {
      const [row] = await rows(`SELECT count(*)::int AS count FROM ${table}`);
      expect([table, row]).toEqual([table, { count: expected }]);
    }
    for (const table of ['people', 'organisations', 'case_notes', 'threads', 'guidance_pages']) {
      expect([table, await rows(`SELECT id FROM ${table} WHERE NOT fictional`)]).toEqual([table, []]);
    }
    expect(await rows(`SELECT email FROM accounts WHERE NOT demo OR email NOT LIKE '%@demo.waymark.example'`)).toEqual(
      [],
    );
  });

  it('numbers posts and events without gaps, and counts them right', async () => {
    expect(
      await rows(`
        SELECT t.title FROM threads t
         WHERE t.post_count <> (SELECT count(*) FROM posts p WHERE p.thread_id = t.id)
            OR t.post_count <> (SELECT max(number) FROM posts p WHERE p.thread_id = t.id)
            OR t.reply_count <> t.post_count - 1
            OR t.accepted_count <> (SELECT count(*) FROM posts p WHERE p.thread_id = t.id AND p.accepted_at IS NOT NULL)
            OR t.last_seq <> (SELECT count(*) FROM events e WHERE e.stream_id = t.id)
            OR t.last_seq <> (SELECT max(seq) FROM events e WHERE e.stream_id = t.id)
            OR t.follower_count <> (SELECT count(*) FROM thread_follows f WHERE f.thread_id = t.id AND f.level IN ('every', 'first'))
            OR t.last_post_at <> (SELECT max(created_at) FROM posts p WHERE p.thread_id = t.id)`),
    ).toEqual([]);
  });

  it('keeps for each case note what its figures say', async () => {
    expect(
      await rows(`
        SELECT n.title FROM case_notes n
         WHERE (n.verdict = 'mixed') <> (SELECT count(DISTINCT m.verdict) FILTER (WHERE m.verdict IN ('better', 'worse')) = 2
                                           FROM outcome_measures m WHERE m.case_note_id = n.id)
            OR (n.saving_amount IS NOT NULL AND NOT EXISTS (SELECT FROM money_figures f WHERE f.case_note_id = n.id
                  AND f.kind = 'saving' AND f.amount = n.saving_amount AND f.per = n.saving_per))
            OR n.version <> (SELECT max(version) FROM case_note_versions v WHERE v.case_note_id = n.id)
            OR n.status <> (SELECT status FROM case_note_versions v WHERE v.case_note_id = n.id AND v.version = n.version)`),
    ).toEqual([]);
    const [{ evidenced, worse }] = (await rows(
      `SELECT count(*) FILTER (WHERE evidenced)::int AS evidenced, count(*) FILTER (WHERE verdict IN ('worse', 'mixed'))::int AS worse
         FROM case_notes`,
    )) as [{ evidenced: number; worse: number }];
    expect(evidenced).toBeGreaterThan(12);
    expect(worse).toBeGreaterThan(3);
  });

  it('has case notes enough for the planner at two stages of one service, and too few elsewhere', async () => {
    const { body } = await platform.api('get', '/capacity?serviceArea=libraries', null);
    const items = body.items as { stage: string; role: string; cases: number; median: string | null }[];
    const known = items.filter(({ median }) => median !== null);
    expect(new Set(known.map(({ stage }) => stage)).size).toBeGreaterThanOrEqual(2);
    for (const { cases } of known) expect(cases).toBeGreaterThanOrEqual(3);
    expect(items.some(({ median }) => median === null)).toBe(true);
  });

  it('has a case note that was used, one that was replied to and one that is doubted, as the rules would keep it', async () => {
    expect(
      await rows(`
        SELECT (SELECT count(*) > 0 FROM case_note_uses u JOIN memberships m USING (person_id, organisation_id)
                 WHERE u.audience = 'public' AND m.verified_at IS NOT NULL) AS used,
               (SELECT count(*) > 0 FROM case_note_replies r JOIN case_notes n ON n.id = r.case_note_id
                  JOIN role_grants g ON g.person_id = r.asked_by AND g.scope_id = r.organisation_id
                 WHERE r.status = 'attached' AND r.organisation_id IN (n.council_id, n.spin_out_id)
                   AND r.decided_by <> n.author_id) AS replied,
               (SELECT count(*) > 0 FROM case_notes n WHERE n.doubted_at IS NOT NULL) AS doubted,
               (SELECT bool_and((n.doubted_at IS NOT NULL) = (2 <= (SELECT count(*) FROM case_note_marks m
                        WHERE m.case_note_id = n.id AND m.kind = 'out-of-date'))) FROM case_notes n) AS believed,
               (SELECT count(*) FROM case_note_marks m JOIN case_notes n ON n.id = m.case_note_id
                 WHERE n.author_id = m.person_id)::int AS own`),
    ).toEqual([{ used: true, replied: true, doubted: true, believed: true, own: 0 }]);
  });

  it('lets everybody who is printed sign in, with the roles they are printed for', async () => {
    for (const { email, password } of DEMO_SIGN_INS) {
      const { status } = await platform.page('post', '/sign-in').type('form').send({ email, password });
      expect([email, status]).toEqual([email, 303]);
    }
    const roles = await rows(
      `SELECT DISTINCT g.role FROM role_grants g JOIN accounts a USING (person_id)
        WHERE a.email IN (${DEMO_SIGN_INS.map(({ email }) => `'${email}'`).join(', ')}) ORDER BY g.role`,
    );
    expect(roles.map(({ role }) => role)).toEqual([
      'administrator',
      'data_steward',
      'member',
      'moderator',
      'organisation_editor',
      'subject_editor',
    ]);
  });

  it('shows public questions to everyone, and the cases they cite', async () => {
    const [cited] = (await rows(
      `SELECT t.id, n.title FROM threads t JOIN posts p ON p.thread_id = t.id JOIN post_citations c ON c.post_id = p.id
         JOIN case_notes n ON n.id = c.case_note_id AND n.status = 'published' WHERE t.audience = 'public' LIMIT 1`,
    )) as [{ id: string; title: string }];

    const { status, text } = await platform.page('get', `/threads/${cited.id}`);

    expect(status).toBe(200);
    expect(text).toContain(cited.title.replaceAll('&', '&amp;'));
    expect(text).toContain('Fictional');
  });

  it('refuses a database that has people, and changes nothing there', async () => {
    await expect(network().load()).rejects.toMatchObject({ code: 'demo.not-empty' });
    expect(await rows(`SELECT count(*)::int AS count FROM people`)).toEqual([{ count: loaded.get('people') }]);
    expect([before, await network().state()]).toEqual(['empty', 'demo']);
  });

  it('is found, not loaded again, at the next start', async () => {
    expect(await network().ensure()).toBe(true);
    expect(await rows(`SELECT count(*)::int AS count FROM threads`)).toEqual([{ count: loaded.get('threads') }]);
  });

  it('is never loaded in production', async () => {
    await expect(network({ production: true } as Config).load()).rejects.toMatchObject({
      code: 'demo.never-in-production',
    });
  });
});

describe('seed access', () => {
  let platform: TestPlatform;
  const access = (config: Config = platform.config) => new AccessSeed(new Transactions(platform.dataSource), config);
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
  });
  afterAll(() => platform.stop());

  it('gives the same for the same seed, and another for another', async () => {
    const first = await access().load(1);
    expect(await access().load(1)).toEqual(first);
    const second = await access().load(2);
    expect(second.people['member']!.token).not.toBe(first.people['member']!.token);
    expect(Object.values(second.threads).some((id) => Object.values(first.threads).includes(id))).toBe(false);
  });

  it.each([
    ['nobody', null, ['public']],
    ['outsider', 'outsider', ['public', 'network']],
    ['moderator', 'moderator', ['public', 'network']],
    ['member', 'member', ['public', 'network', 'circle', 'organisation', 'invited']],
    ['author', 'author', ['public', 'network', 'circle', 'organisation', 'invited']],
  ])('makes threads of which %s can read their share', async (_who, key, readable) => {
    const { people, threads } = await access().load(1);
    const seen: string[] = [];
    for (const [audience, id] of Object.entries(threads)) {
      const asked = platform.api('get', `/threads/${id}`);
      if (key) asked.set('authorization', `Bearer ${people[key]!.token}`);
      const { status } = await asked;
      if (status === 200) seen.push(audience);
      else expect(status).toBe(404);
    }
    expect(seen).toEqual(readable);
  });

  it('signs people in with what it prints', async () => {
    const { people } = await access().load(1);
    const { email, password } = people['administrator']!;
    expect((await platform.page('post', '/sign-in').type('form').send({ email, password })).status).toBe(303);
  });

  it('is never loaded in production', async () => {
    await expect(access({ production: true } as Config).load(3)).rejects.toMatchObject({
      code: 'demo.never-in-production',
    });
  });
});

describe('two first starts at once', () => {
  it('load the demo network once', async () => {
    const platform = await startTestPlatform();
    const network = new DemoNetwork(new Transactions(platform.dataSource), platform.config);

    expect(await Promise.all([network.ensure(), network.ensure()])).toEqual([true, true]);

    const [row] = await platform.dataSource.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM people`);
    expect(row!.count).toBeLessThan(100);
    await platform.stop();
  });
});
