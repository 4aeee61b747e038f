import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { evidenceOf } from '#libs/case-notes';
import { VolumeSeed, volumeEmail, volumeToken } from '#libs/demo';
import { hashToken } from '#libs/people';
import { type Config, loadConfig } from '#libs/platform/config';
import { connect, Transactions } from '#libs/platform/database';
import { renderMarkdown } from '#libs/platform/markdown';
import { cloneDatabase } from '../support/database.ts';

type OutcomeFacts = Parameters<typeof evidenceOf>[0][number];
type MoneyFacts = Parameters<typeof evidenceOf>[1][number];
type Evidence = ReturnType<typeof evidenceOf>;

const VOLUME = { threads: 300, posts: 3_000, people: 120, caseNotes: 40, seed: 7 };

// Hashing passwords and loading whole networks takes a while where many tests run at once.
jest.setTimeout(60_000);

describe('seed volume', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let dataSource: DataSource;
  let config: Config;
  const progress: number[] = [];
  beforeAll(async () => {
    database = await cloneDatabase();
    config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: database.url });
    dataSource = await connect(database.url, 4);
    await new VolumeSeed(new Transactions(dataSource), config).load(VOLUME, (done) => progress.push(done));
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  const one = async (sql: string): Promise<Record<string, unknown>> =>
    (await dataSource.query<Record<string, unknown>[]>(sql))[0]!;

  it('makes exactly as many as asked for', async () => {
    expect(
      await one(`SELECT (SELECT count(*)::int FROM threads) AS threads, (SELECT count(*)::int FROM posts) AS posts,
                        (SELECT count(*)::int FROM people) AS people, (SELECT count(*)::int FROM case_notes) AS "caseNotes"`),
    ).toEqual({ threads: 300, posts: 3_000, people: 120, caseNotes: 40 });
  });

  it('numbers posts and events without gaps, and counts them right', async () => {
    const wrong = await dataSource.query(`
      SELECT t.id FROM threads t
       WHERE t.post_count <> (SELECT count(*) FROM posts p WHERE p.thread_id = t.id)
          OR t.post_count <> (SELECT max(number) FROM posts p WHERE p.thread_id = t.id)
          OR t.reply_count <> t.post_count - 1
          OR t.accepted_count <> (SELECT count(*) FROM posts p WHERE p.thread_id = t.id AND p.accepted_at IS NOT NULL)
          OR t.last_seq <> (SELECT count(*) FROM events e WHERE e.stream_id = t.id)
          OR t.last_seq <> (SELECT max(seq) FROM events e WHERE e.stream_id = t.id)
          OR t.follower_count <> (SELECT count(*) FROM thread_follows f WHERE f.thread_id = t.id AND f.level IN ('every', 'first'))
          OR t.last_post_at <> (SELECT max(created_at) FROM posts p WHERE p.thread_id = t.id)
          OR t.last_post_at > now()`);
    expect(wrong).toEqual([]);
  });

  it('keeps the order of time and of replies', async () => {
    const wrong = await dataSource.query(`
      SELECT p.id FROM posts p
        LEFT JOIN posts before ON before.thread_id = p.thread_id AND before.number = p.number - 1
        LEFT JOIN posts answer ON answer.id = p.reply_to_id
        LEFT JOIN events e ON e.stream_id = p.thread_id AND e.seq = p.number AND e.facts ->> 'postId' = p.id::text
       WHERE before.created_at >= p.created_at OR e.seq IS NULL
          OR (p.reply_to_id IS NOT NULL AND (answer.thread_id <> p.thread_id OR answer.number >= p.number
                                             OR answer.reply_to_id IS NOT NULL OR p.accepted_at IS NOT NULL))`);
    expect(wrong).toEqual([]);
  });

  it('gives a few threads many posts and most of them few', async () => {
    const { median, most } = await one(`SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY post_count)::int AS median,
                                               max(post_count)::int AS most FROM threads`);
    expect(median).toBeLessThan(10);
    expect(most).toBeGreaterThan(30);
  });

  it('writes posts of 300 to 900 characters, as the renderer would have rendered them', async () => {
    const posts = await dataSource.query<{ body: string; html: string }[]>(
      `SELECT body, body_html AS html FROM posts ORDER BY created_at LIMIT 400`,
    );
    for (const { body, html } of posts) {
      const text = body.replace(/\n\n\/case-notes\/.*$/, '');
      expect(text.length).toBeGreaterThanOrEqual(300);
      expect(text.length).toBeLessThanOrEqual(900);
      expect(html).toBe(renderMarkdown(body));
    }
    expect(posts.some(({ body }) => body.includes('/case-notes/'))).toBe(true);
  });

  it('keeps for each case note what its figures say', async () => {
    const notes = await dataSource.query<(Evidence & { outcomes: OutcomeFacts[]; money: MoneyFacts[] })[]>(`
      SELECT evidenced, verdict, saving_amount AS "savingAmount", saving_per AS "savingPer", evidence_grade AS "evidenceGrade",
             ARRAY(SELECT json_build_object('better', better, 'baselineValue', baseline_value::text, 'laterValue', later_value::text,
                                            'source', source, 'confidence', confidence)
                     FROM outcome_measures m WHERE m.case_note_id = n.id ORDER BY position) AS outcomes,
             ARRAY(SELECT json_build_object('kind', kind, 'amount', amount::text, 'per', per, 'from', from_on, 'to', to_on,
                                            'source', source, 'confidence', confidence)
                     FROM money_figures m WHERE m.case_note_id = n.id ORDER BY position) AS money
        FROM case_notes n`);
    expect(new Set(notes.map(({ verdict }) => verdict))).toEqual(new Set(['better', 'same', 'worse', 'unknown']));
    for (const { outcomes, money, ...kept } of notes) expect(kept).toEqual(evidenceOf(outcomes, money, 'none'));
  });

  it('gives everybody an account, the first a token, and all the keys that the rule gives', async () => {
    expect(await one(`SELECT count(*)::int AS wrong FROM people WHERE reader_keys <> reader_keys(id)`)).toEqual({
      wrong: 0,
    });
    expect(await dataSource.query(`SELECT FROM accounts WHERE email = $1`, [volumeEmail(7, 120)])).toHaveLength(1);
    expect(
      await dataSource.query(`SELECT FROM access_tokens WHERE token_hash = $1`, [hashToken(volumeToken(7, 1))]),
    ).toHaveLength(1);
  });

  it('says how far it is, from 0 to 1', () => {
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('refuses the same seed a second time, and leaves triggers on', async () => {
    await expect(new VolumeSeed(new Transactions(dataSource), config).load(VOLUME)).rejects.toMatchObject({
      code: 'demo.seed-taken',
    });
    expect(await dataSource.query(`SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'`)).toEqual(
      [],
    );
  });

  it.each([
    ['fewer posts than threads', { threads: 5, posts: 4, people: 1 }, 'demo.too-few-posts'],
    ['nobody to write', { threads: 1, posts: 4, people: 0 }, 'demo.nobody'],
  ])('refuses %s', async (_what, over, code) => {
    const seed = new VolumeSeed(new Transactions(dataSource), config);
    await expect(seed.load({ ...VOLUME, seed: 8, ...over })).rejects.toMatchObject({ code });
  });

  it('is never loaded in production', async () => {
    const production = { production: true } as Config;
    await expect(new VolumeSeed(new Transactions(dataSource), production).load({ ...VOLUME, seed: 9 })).rejects.toThrow(
      'never loaded in production',
    );
  });
});
