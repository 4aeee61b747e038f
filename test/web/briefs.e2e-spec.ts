import { type Audience, audienceCodes, OWNERSHIP_TERMS } from '#libs/briefs';
import { DemoNetwork } from '#libs/demo';
import { Transactions } from '#libs/platform/database';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

/** Every figure in a text, in its order; the numbers of sources count too, and are the same for all. */
const figuresIn = (text: string): string[] => text.match(/[£−]?\d[\d,]*(?:\.\d+)?%?/g) ?? [];
const wordsOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')
    .trim();
const sheetOf = (html: string): string => /<article class="wm-sheet[^>]*>[\s\S]*<\/article>/.exec(html)![0];
const headingsOf = (html: string): string[] =>
  [...html.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, text]) => text!.trim());
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
const A4 = { preferCSSPageSize: true, printBackground: true };

describe('a brief', () => {
  let platform: TestPlatform;
  let notes: { id: string; title: string; result: string }[];
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  /** By note and audience. */
  const sheets = new Map<string, Record<Audience, string>>();
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    await new DemoNetwork(new Transactions(platform.dataSource), platform.config).load();
    notes = await platform.dataSource.query(
      `SELECT id, title, result FROM case_notes WHERE status = 'published' ORDER BY title`,
    );
    for (const { id } of notes) {
      const entries: [Audience, string][] = [];
      for (const audience of audienceCodes) {
        const { status, text } = await platform.page('get', `/case-notes/${id}/brief?audience=${audience}`);
        if (status !== 200) throw new Error(`${id} for ${audience}: ${status}`);
        entries.push([audience, sheetOf(text)]);
      }
      sheets.set(id, Object.fromEntries(entries) as Record<Audience, string>);
    }
    chromium = await openBrowser(platform.url);
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await platform.stop();
  });

  const titled = (beginning: string) => notes.find(({ title }) => title.startsWith(beginning))!;

  it('K02: of every note of the demo network prints on exactly one page of A4, without JavaScript', async () => {
    const { page } = await chromium.person(null, { javaScriptEnabled: false });
    const wrong: string[] = [];
    for (const { id, title } of notes) {
      for (const audience of audienceCodes) {
        await page.goto(`/case-notes/${id}/brief?audience=${audience}`);
        const pages = pagesOf(await page.pdf(A4));
        if (pages !== 1) wrong.push(`${title} (${audience}): ${pages} pages`);
      }
    }

    expect(notes.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  }, 300_000);

  it('K02: is set in 12 points when it is printed', async () => {
    const { page } = await chromium.person(null, { javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print' });
    await page.goto(`/case-notes/${notes[0]!.id}/brief`);

    const sizes = await page
      .locator('.wm-sheet')
      .locator('p, li, dt, dd')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));

    expect(Math.min(...sizes)).toBe(16); // 12 points in CSS pixels
  });

  it('K02: has its sections in order: what it is, 3 numbers, 5 risks, what it is not, 3 people', () => {
    for (const { id } of notes) {
      for (const audience of audienceCodes) {
        const html = sheets.get(id)![audience];
        const listed = (heading: string): number =>
          html
            .split(`>${heading}</h2>`)[1]!
            .split(/<h2|<p /)[0]!
            .match(/<li/g)!.length;

        expect(html.split('>What it is</h2>')[0]).not.toMatch(/Also recorded|The council:/);
        expect(headingsOf(html)).toEqual([
          'What it is',
          'Three numbers',
          'Five risks',
          'What it is not',
          'Three people to talk to',
          'Sources',
        ]);
        expect(html.split('Three numbers</h2>')[1]!.split('</dl>')[0]!.match(/<dt/g)).toHaveLength(3);
        expect([listed('Five risks'), listed('Three people to talk to')]).toEqual([5, 3]);
      }
    }
  });

  it('K03: says what doing nothing would cost, or that it is not recorded; and what is known of the council', () => {
    const home = wordsOf(sheets.get(titled('Home support').id)!.director);
    const closed = wordsOf(sheets.get(titled('Ashmere Wellbeing').id)!.director);
    const health = wordsOf(sheets.get(titled('From one NHS contract').id)!.director);

    expect(home).toMatch(/The cost of doing nothing: The 2023 paper forecast £210,000/);
    expect(closed).toContain('The cost of doing nothing: not recorded.');
    expect(home).toMatch(
      /The council: Harrowdale\. Population in \d{4}: [\d,]+\. Deprivation: in the middle fifth\. Rural or urban: urban with rural areas\. Rules: the Procurement Act 2023\./,
    );
    expect(health).toContain(
      'The council: not recorded, so its population, deprivation, rurality and rules are not known.',
    );
  });

  it('K05: gives every audience the same figures, in another order', () => {
    const alike: string[] = [];
    for (const { id, title } of notes) {
      const found = audienceCodes.map((audience) => figuresIn(wordsOf(sheets.get(id)![audience])));
      const [first, ...others] = found.map((figures) => figures.toSorted().join(' '));

      expect(found[0]!.length).toBeGreaterThan(3);
      for (const other of others) expect(other).toBe(first);
      const orders = found.map((figures) => figures.join(' '));
      if (new Set(orders).size < orders.length) alike.push(title);
    }

    expect(alike).toEqual([]);
  });

  it('K05: does not meet a director with ownership in its first sixty words', () => {
    const terms = OWNERSHIP_TERMS.map((term) => term.replace('.', '').toLowerCase());
    for (const { id } of notes) {
      const words = wordsOf(sheets.get(id)!.director).split(' ').slice(0, 60).join(' ').toLowerCase();

      expect(terms.filter((term) => new RegExp(`\\b${term}`).test(words))).toEqual([]);
    }
    // The terms are there further down, so that it is the order that keeps them away.
    expect(wordsOf(sheets.get(titled('Home support').id)!.director)).toContain('a staff-owned company');
  });

  it('K44: says what a loss cost', () => {
    const lost = notes.filter(({ result }) => /^lost|closed|insourced/.test(result));
    for (const { id } of lost) expect(wordsOf(sheets.get(id)!.finance)).toContain('What it cost:');

    expect(lost.length).toBeGreaterThan(2);
    expect(wordsOf(sheets.get(titled('Ashmere Wellbeing').id)!.director)).toMatch(
      /What it cost: One-off cost of closing \(May 2023 to December 2023\) £97,000 once/,
    );
    expect(wordsOf(sheets.get(titled('Home support').id)!.director)).not.toContain('What it cost:');
  });

  it('J2: is made from a case in two steps by somebody without an account, who leaves with a file', async () => {
    const { page } = await chromium.person(null, { javaScriptEnabled: false });
    await page.goto(`/case-notes/${titled('Home support').id}`);

    await page.getByRole('link', { name: 'Make a brief' }).click();
    await page.getByRole('link', { name: 'For finance' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PDF' }).click()]);

    expect(file.suggestedFilename()).toBe('adult-social-care-in-harrowdale-2023-to-2026-brief-finance-v3.pdf');
  });

  it('is sound at 1280 and 320 pixels', async () => {
    const { page } = await chromium.person(null);
    const { page: phone } = await chromium.person(null, { viewport: PHONE });
    const address = `/case-notes/${titled('Home support').id}/brief`;
    await page.goto(address);
    await phone.goto(address);

    expect(await faults(page)).toEqual([]);
    expect(await overflows(phone)).toBe(false);
    expect(chromium.errors).toEqual([]);
  });

  it('costs three statements', async () => {
    const { id } = titled('Home support');
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', `/case-notes/${id}/brief`));

    expect(statements.length).toBeLessThanOrEqual(3);
  });

  it('K02: of every guide prints on one page too, what it is and the risks in the order of a brief', async () => {
    const guides = await platform.dataSource.query<{ slug: string }[]>(
      `SELECT slug FROM guidance_pages WHERE status = 'published' ORDER BY slug`,
    );
    const { page } = await chromium.person(null, { javaScriptEnabled: false });
    const wrong: string[] = [];
    for (const { slug } of guides) {
      await page.goto(`/guidance/${slug}/brief`);
      const pages = pagesOf(await page.pdf(A4));
      if (pages !== 1) wrong.push(`${slug}: ${pages} pages`);
    }
    const { text } = await platform.page('get', '/guidance/mutuals-on-one-page/brief');

    expect(wrong).toEqual([]);
    expect(headingsOf(sheetOf(text))).toEqual([
      'What it is',
      'Three cases, good and bad',
      'Five risks',
      'What it is not',
      'Who to talk to before you decide',
      'If you have one more minute',
    ]);
    expect((await platform.page('get', '/guidance/not-there/brief')).status).toBe(404);
  }, 120_000);

  it.each(["idiot's guide", 'idiot’s guide', 'beginner', "beginner's guide", 'one page'])(
    'K02: a search for %s puts a one-page guide first',
    async (q) => {
      const { body } = await platform.api('get', `/search?q=${encodeURIComponent(q)}`);

      expect(body.items[0]).toMatchObject({ type: 'guidance', url: '/guidance/mutuals-on-one-page' });
    },
  );
});
