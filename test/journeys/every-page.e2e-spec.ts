import { DemoNetwork } from '#libs/demo';
import { hashToken, newToken } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** Enough to see every kind of page; more of one kind say nothing new. */
const PAGES_A_READER = 90;

/**
 * Follows every link of the demo network, as four kinds of reader, and looks at one page of each kind: it answers, has
 * one heading and a title, nothing for axe to find, no sideways scroll at 320 pixels, and no error in the console.
 */
describe('every page that a link leads to', () => {
  let platform: TestPlatform;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  const looked = new Set<string>();
  beforeAll(async () => {
    platform = await startTestPlatform();
    await new DemoNetwork(new Transactions(platform.dataSource), platform.config).load();
    chromium = await openBrowser(platform.url);
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  it.each([['nobody'], ['rosa'], ['maya'], ['tomos']])(
    'is sound, for %s',
    async (who) => {
      const member = who === 'nobody' ? null : await demoMember(platform, who);
      const { page, context } = await chromium.person(member);
      const { page: phone, context: pocket } = await chromium.person(member, { viewport: PHONE });
      const queue = ['/'];
      const seen = new Set(queue.map(kindOf));
      const wrong: string[] = [];

      for (let visited = 0; queue.length > 0 && visited < PAGES_A_READER; visited += 1) {
        const path = queue.shift()!;
        const answer = await page.goto(path);
        const status = answer?.status() ?? 0;
        if (status !== 200) {
          wrong.push(`${path}: status ${status}`);
          continue;
        }
        for (const next of await linksOf(page)) {
          if (seen.has(kindOf(next))) continue;
          seen.add(kindOf(next));
          queue.push(next);
        }
        const look = `${kindOf(path)} ${member ? 'signed in' : 'signed out'}`;
        if (looked.has(look)) continue;
        looked.add(look);
        if ((await page.locator('h1').count()) !== 1) wrong.push(`${path}: not one h1`);
        if (!/.+ – Waymark$/.test(await page.title())) wrong.push(`${path}: title ${await page.title()}`);
        for (const fault of await faults(page)) wrong.push(`${path}: ${fault}`);
        await phone.goto(path);
        if (await overflows(phone)) wrong.push(`${path}: scrolls sideways at 320 pixels`);
      }

      expect(wrong).toEqual([]);
      expect(chromium.errors).toEqual([]);
      expect(seen.size).toBeGreaterThan(who === 'nobody' ? 15 : 25);
      await context.close();
      await pocket.close();
    },
    600_000,
  );
});

/** The kind of page an address leads to: its ids, codes, slugs and values left out. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://here');
  const plain = pathname
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[^/]*/g, ':id')
    .replace(/^\/councils\/(?!silent$|postures$)[^/]+/, '/councils/:code')
    .replace(/^\/guidance\/(?!new$)[^/]+/, '/guidance/:slug');
  return `${plain}?${[...new Set(searchParams.keys())].toSorted().join('&')}`;
}

/** The links of the page that stay on the site and are pages. */
async function linksOf(page: { evaluate<T>(work: () => T): Promise<T> }): Promise<string[]> {
  const links = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
      .filter((link) => link.origin === location.origin && !link.hasAttribute('download'))
      .map(({ pathname, search }) => pathname + search),
  );
  return links.filter((path) => !/\.(atom|json|csv|pdf|docx|md)\b/.test(path) && !path.startsWith('/api/'));
}

async function demoMember(platform: TestPlatform, key: string): Promise<Member> {
  const email = `${key}@demo.waymark.example`;
  const [person] = await platform.dataSource.query<{ id: string; name: string }[]>(
    `SELECT p.id, p.name FROM people p JOIN accounts a ON a.person_id = p.id WHERE a.email = $1`,
    [email],
  );
  const session = newToken();
  await platform.dataSource.query(
    `INSERT INTO sessions (person_id, token_hash, expires_at) VALUES ($1, $2, now() + interval '1 day')`,
    [person!.id, hashToken(session)],
  );
  return { ...person!, email, cookie: `${platform.config.sessionCookie}=${session}`, token: '' };
}
