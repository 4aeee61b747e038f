import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DemoNetwork } from '#libs/demo';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

interface Draft {
  title: string;
  body: string;
  /** Titles of what would help whoever writes it, as people who know the demo network judged. */
  relevant: string[];
}

const DRAFTS = JSON.parse(readFileSync(path.resolve('test/relevance/drafts.json'), 'utf8')) as Draft[];

describe('likely answers to a question that is being written', () => {
  let platform: TestPlatform;
  let member: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    await new DemoNetwork(new Transactions(platform.dataSource), platform.config).load();
    member = await platform.given.member();
  }, 120_000);
  afterAll(() => platform.stop());

  it('K08: has something relevant among the first five for 80 % of the judged questions', async () => {
    const missed: string[] = [];
    const unknown = new Set(DRAFTS.flatMap(({ relevant }) => relevant));
    const titles = await platform.dataSource.query<{ title: string }[]>(
      `SELECT title FROM search_documents WHERE part = 0`,
    );
    for (const { title } of titles) unknown.delete(title);
    expect([...unknown]).toEqual([]);

    for (const { title, body, relevant } of DRAFTS) {
      const answer = await platform.api('get', '/suggestions/similar', member).query({ title, body });
      const found = (answer.body.items as { title: string }[]).map((item) => item.title);
      expect(found.length).toBeLessThanOrEqual(5);
      if (!found.some((one) => relevant.includes(one))) missed.push(`${title} → ${found.join(' | ')}`);
    }

    expect({ share: 1 - missed.length / DRAFTS.length >= 0.8, missed }).toMatchObject({ share: true });
  });
});
