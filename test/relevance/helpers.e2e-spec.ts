import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DemoNetwork } from '#libs/demo';
import { idOf, Transactions } from '#libs/platform/database';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

interface Judged {
  /** Who asks, and who is right, by their key in the demo network: judged from what is known there of everybody. */
  by: string;
  right: string[];
  title: string;
  body: string;
  serviceAreas: string[];
  topics: string[];
  stage?: string;
}

const personIdOf = (key: string): string => idOf('person', key);

const JUDGED = JSON.parse(readFileSync(path.resolve('test/relevance/helpers.json'), 'utf8')) as Judged[];

describe('helpers for a question', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    await new DemoNetwork(new Transactions(platform.dataSource), platform.config).load();
  }, 120_000);
  afterAll(() => platform.stop());

  it('K08: have a right person among the first five for 80 % of the judged questions', async () => {
    expect(JUDGED.length).toBeGreaterThanOrEqual(25);
    const people = await platform.dataSource.query<{ id: string; name: string }[]>(`SELECT id, name FROM people`);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const missed: string[] = [];
    for (const { by, right, ...question } of JUDGED) {
      for (const key of [by, ...right]) expect([key, names.has(personIdOf(key))]).toEqual([key, true]);
      const id = personIdOf(by);
      const asker = { id, name: names.get(id)!, email: '', ...(await platform.given.signIn(id)) };
      const thread = await platform.given.thread(asker, question);
      const { body } = await platform.api('get', `/threads/${thread.id}/helpers`, asker);
      const found = (body.items as { id: string }[]).map((one) => one.id);
      expect(found.length).toBeLessThanOrEqual(5);
      if (!found.some((one) => right.map(personIdOf).includes(one))) {
        missed.push(`${question.title} → ${found.map((one) => names.get(one)).join(', ')}`);
      }
    }
    const share = 1 - missed.length / JUDGED.length;
    expect({ enough: share >= 0.8, share, missed }).toMatchObject({ enough: true });
  });
});
