import { searchGiven } from '../api/search.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('the search page', () => {
  let platform: TestPlatform;
  let rosa: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa Quill', practitionerRole: 'finance' });
    const given = searchGiven(platform.dataSource, rosa);
    const fenmarch = await given.council('ZFEN', 'Fenmarch');
    await given.spinOut('Fenmarch Libraries Society', fenmarch);
    await given.caseNote({
      title: 'Twelve <em>branches</em>, one society',
      council_id: fenmarch,
      evidenced: true,
      verdict: 'better',
      saving_amount: 412_000,
      saving_per: 'year',
      evidence_grade: 'audited',
      fictional: true,
    });
    await given.caseNote({
      title: 'Branches came back in-house',
      verdict: 'worse',
      evidence_grade: 'self',
      stage: 'ended',
    });
    await given.guidance();
    const { id } = await platform.given.thread(rosa, {
      title: 'How many branches can a society keep?',
      topics: ['savings'],
    });
    const answer = await platform.given.reply(rosa, id, { body: 'All twelve, if the **timetable** is shared.' });
    await platform.api('post', `/threads/${id}/accept`, rosa).send({ postId: answer.id });
    for (let i = 0; i < 25; i += 1) await given.caseNote({ title: `Lighthouse ${i}`, summary: 'Lit.' });
  });
  afterAll(() => platform.stop());

  const text = async (at: string, by: Member | null = rosa): Promise<string> => {
    const { status, text: html } = await platform.page('get', at, by);
    if (status !== 200) throw new Error(`${at}: ${status}`);
    return html;
  };
  const rows = (html: string): string[] =>
    html
      .split('<li class="wm-row">')
      .slice(1)
      .map((row) => row.split('</li>')[0]!);

  it('says at its start what can be found, and leads to the lists', async () => {
    const html = await text('/search', null);
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const list of ['/case-notes', '/questions', '/guidance', '/councils', '/spin-outs', '/people']) {
      expect(html).toContain(`href="${list}"`);
    }
  });

  it('shows of a case note the two answers before the words, and its title as text', async () => {
    const row = rows(await text('/search?q=branches+society'))[0]!;

    expect(row).toContain('Case note, evidenced');
    expect(row).toContain('Twelve &lt;em><mark>branches</mark>&lt;/em>, one <mark>society</mark>');
    expect(row.indexOf('£412,000 a year')).toBeLessThan(row.indexOf('wm-row__x'));
    expect(row).toContain('Fenmarch, county council');
    expect(row).toContain('Fictional');
  });

  it('shows of a question what an answer said, who said it and that it helped', async () => {
    const [row] = rows(await text('/search?q=timetable'));
    expect(row).toMatch(/href="\/threads\/[^"]+-how-many-branches-can-a-society-keep#post-2"/);
    expect(row).toContain('Question, answered');
    expect(row).toContain('All twelve, if the <mark>timetable</mark> is shared.');
    expect(row).toContain('Accepted answer, finance lead.');
    expect(row).toContain('1 reply');
  });

  it('names people by first name and role, to members alone', async () => {
    expect(rows(await text('/search?q=quill'))[0]).toContain('Rosa, finance lead');
    expect(await text('/search?q=quill')).not.toContain('Rosa Quill');
    expect(await text('/search?q=quill', null)).toContain('No results');
  });

  it('counts each kind, and opens one', async () => {
    const html = await text('/search?q=branches');
    expect(html).toMatch(/aria-current="true">Everything <span>3</);
    expect(html).toMatch(/href="\/search\?q=branches&amp;type=question">Questions <span>1</);
    expect(rows(await text('/search?q=branches&type=question'))).toHaveLength(1);
  });

  it('keeps the filters in the address, and takes each away by a link', async () => {
    const html = await text('/search?q=branches&outcome=worse&outcome=better&stage=ended');
    expect(html).toContain('1 result for “branches”');
    expect(html).toMatch(
      /href="\/search\?q=branches&amp;outcome=better&amp;stage=ended"><span[^>]*>Remove filter: <\/span>Worse/,
    );
    expect(html).toMatch(/name="outcome" value="worse" checked/);
    expect(html).toMatch(/name="outcome" value="same" disabled/);
  });

  it('goes on with the next results, and says how it sorts', async () => {
    const first = await text('/search?q=lighthouse&sort=newest');
    expect(first).toContain('25 results for “lighthouse”');
    expect(first).toMatch(/<b>newest<\/b>/);
    const next = /href="([^"]+)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&');
    const second = await text(next);
    expect([rows(first).length, rows(second).length, second.includes('rel="next"')]).toEqual([20, 5, false]);
  });

  it('says which other words it searched, and how to leave them out', async () => {
    expect(await text('/search?q=LGPS')).toMatch(/Also searched: local government pension scheme[^<]*<a[^>]+exact=1/);
    expect(await text('/search?q=LGPS&exact=1')).not.toContain('Also searched');
  });

  it('offers the question itself where nothing was found, with its words', async () => {
    const html = await text('/search?q=Who+insures+a+zebra%3F');
    const ask = /href="(\/questions\/new\?title=[^"]+)"/.exec(html)![1]!;
    expect(await text(ask)).toContain('value="Who insures a zebra?"');
    expect(await text('/search?q=zebra', null)).toContain(
      `href="/sign-in?next=${encodeURIComponent('/questions/new?title=zebra')}"`,
    );
  });

  it.each([
    ['of another kind', '/search?q=timetable&type=guidance', 'Nothing of this kind'],
    ['behind a filter', '/search?q=timetable&stage=idea', 'Nothing passes these filters'],
    ['under a near spelling', '/search?q=brnaches', 'Did you mean'],
  ])('says that what was looked for is %s', async (_what, at, words) => {
    expect(await text(at)).toContain(words);
  });

  it('gives a feed of a search, newest first, to a reader without a session only what is open', async () => {
    const feed = await platform.page('get', '/search.atom?q=branches');
    expect(feed.headers['content-type']).toMatch(/^application\/atom\+xml/);
    expect(feed.text.match(/<entry>/g)).toHaveLength(2);
    expect(feed.text).toContain('&lt;em&gt;branches');
    expect((await platform.page('get', '/search.atom?q=branches', rosa)).text.match(/<entry>/g)).toHaveLength(3);
  });

  it.each([
    ['1280 px', DESKTOP],
    ['320 px', PHONE],
  ])(
    'has no fault that axe finds, does not scroll sideways and writes no error to the console at %s',
    async (_width, viewport) => {
      const browser = await openBrowser(platform.url);
      try {
        for (const by of [rosa, null]) {
          const { page } = await browser.person(by, { viewport });
          for (const at of [
            '/search',
            '/search?q=branches&outcome=better',
            '/search?q=zebra',
            `/search?q=${'long'.repeat(60)}`,
            '/search?q=lighthouse',
          ]) {
            await page.goto(at);
            expect([at, await faults(page), await overflows(page)]).toEqual([at, [], false]);
          }
        }
        expect(browser.errors).toEqual([]);
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  it('works without JavaScript: search, narrow, take a filter away', async () => {
    const browser = await openBrowser(platform.url);
    try {
      const { page } = await browser.person(rosa, { javaScriptEnabled: false });
      await page.goto('/');
      await page.getByRole('searchbox').fill('branches');
      await page.getByRole('searchbox').press('Enter');
      await page.getByLabel('Worse').check();
      await page.getByRole('button', { name: 'Apply filters' }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('1 result for “branches”');
      await page.getByRole('link', { name: 'Remove filter: Worse' }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('3 results for “branches”');
    } finally {
      await browser.close();
    }
  }, 60_000);
});
