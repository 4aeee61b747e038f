import { listGiven } from '../api/case-note-lists.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('the list of case notes as a page', () => {
  let platform: TestPlatform;
  let given: Awaited<ReturnType<typeof listGiven>>;
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = await listGiven(platform);
  });
  afterAll(() => platform.stop());

  const textOf = async (query: string, by: Member | null = null): Promise<string> => {
    const { status, text } = await platform.page('get', `/case-notes?${query}`, by);
    expect([query, status]).toEqual([query, 200]);
    return text;
  };
  /** The names of the notes that the page lists, in its order. */
  const listed = (html: string): string[] =>
    [...html.matchAll(/<h2 class="wm-row__t"><a [^>]*>What became of ([^<]*)</g)].map(([, name]) => name!);
  /** The line of the panel for a value: its count, and what the box is. */
  const option = (html: string, name: string, value: string) => {
    const found = new RegExp(
      `<label class="wm-opt"><input type="(?:checkbox|radio)" name="${name}" value="${value}"([^>]*)/?><span>[^<]*</span> <span>([^<]*)</span>`,
    ).exec(html);
    return (
      found && { count: found[2], checked: found[1]!.includes('checked'), disabled: found[1]!.includes('disabled') }
    );
  };

  it.each([
    ['', ['outline', 'bid', 'worse', 'self', 'commissioner', 'audited']],
    ['serviceArea=youth', ['self']],
    ['topic=vat', ['commissioner']],
    ['stage=ended&stage=options-appraisal', ['outline', 'self']],
    ['legalForm=llp', ['worse']],
    ['nation=Wales', ['self']],
    ['region=East+of+England', ['bid', 'worse', 'commissioner', 'audited']],
    ['councilType=WPA', ['self']],
    ['outcome=worse', ['worse']],
    ['outcome=lost', ['bid', 'worse']],
    ['result=lost', ['bid', 'worse']],
    ['evidenced=no', ['outline', 'bid']],
    ['evidenced=', ['outline', 'bid', 'worse', 'self', 'commissioner', 'audited']],
    ['route=grant', ['commissioner']],
    ['politicalTag=opposed', ['worse', 'self']],
    ['year=2020', ['self']],
    ['doneWhileCutting=24', ['bid', 'worse']],
    ['doneWhileCutting=0', ['bid', 'worse', 'commissioner']],
    ['doneWhileCutting=', ['outline', 'bid', 'worse', 'self', 'commissioner', 'audited']],
    ['council=ZOLD', ['worse', 'commissioner']],
    ['like=Twinfen', ['bid', 'worse', 'commissioner', 'audited']],
    ['like=&like=ZCWM', ['self']],
    ['sort=evidence&outcome=better', ['audited', 'commissioner', 'self']],
  ])('filtered by "%s"', async (query, expected) => {
    const html = await textOf(query);
    expect(listed(html)).toEqual(expected);
    expect(html).toContain(`<b>${expected.length} case note${expected.length === 1 ? '' : 's'}</b>`);
  });

  it('leaves out what nobody could have chosen, and keeps the rest', async () => {
    expect(listed(await textOf('outcome=best&nation=Wales&year=x&party=labour'))).toEqual(['self']);
  });

  it('shows with each value how many it would list, and one that would list nothing cannot be chosen', async () => {
    const html = await textOf('outcome=better');
    expect(option(html, 'outcome', 'better')).toEqual({ count: '3', checked: true, disabled: false });
    expect(option(html, 'outcome', 'worse')).toEqual({ count: '1', checked: false, disabled: false });
    expect(option(html, 'outcome', 'same')).toEqual({ count: '0', checked: false, disabled: true });
    expect(option(html, 'result', 'lost')).toEqual({ count: '0', checked: false, disabled: true });
    expect(option(html, 'result', 'insourced')).toEqual({ count: '1', checked: false, disabled: false });
    expect(option(html, 'evidenced', 'yes')).toEqual({ count: '3', checked: false, disabled: false });
    expect(option(html, 'doneWhileCutting', '0')).toEqual({ count: '1', checked: false, disabled: false });
    expect(option(html, 'year', '2020')).toEqual({ count: '1', checked: false, disabled: false });
  });

  it('keeps a chosen value that lists nothing, so that it can be taken away', async () => {
    expect(option(await textOf('nation=Scotland'), 'nation', 'Scotland')).toEqual({
      count: '0',
      checked: true,
      disabled: false,
    });
  });

  it('says each filter in use in words, and leads to the list without it', async () => {
    const html = await textOf('outcome=worse&politicalTag=opposed&doneWhileCutting=25&council=ZFEN&like=ZTWI');
    const chips = [...html.matchAll(/<a class="wm-chip" href="([^"]*)"><span [^>]*>Remove filter: <\/span>([^<]*)/g)];
    expect(chips.map(([, href, text]) => [text, href!.replaceAll('&amp;', '&')])).toEqual([
      ['Worse', '/case-notes?politicalTag=opposed&doneWhileCutting=25&like=ZTWI&council=ZFEN'],
      ['Opposed', '/case-notes?outcome=worse&doneWhileCutting=25&like=ZTWI&council=ZFEN'],
      ['Done while cutting: 25% or more', '/case-notes?outcome=worse&politicalTag=opposed&like=ZTWI&council=ZFEN'],
      ['Councils like Twinfen', '/case-notes?outcome=worse&politicalTag=opposed&doneWhileCutting=25&council=ZFEN'],
      ['Council: Fenmarch', '/case-notes?outcome=worse&politicalTag=opposed&doneWhileCutting=25&like=ZTWI'],
      ['All filters', '/case-notes'],
    ]);
  });

  it('offers councils like one’s own by its code, so that the address means the same to others', async () => {
    const officer = await given.officer();
    const html = await textOf('', officer);
    expect(option(html, 'like', 'ZFEN')).toEqual({ count: '4', checked: false, disabled: false });
    expect(option(await textOf('like=ZFEN', officer), 'like', 'ZFEN')).toMatchObject({ checked: true });
    expect(listed(await textOf('like=mine', officer))).toEqual(listed(await textOf('like=ZFEN')));
    expect(await textOf('')).not.toContain('your council</span>');
  });

  it.each([
    ['like=mine', 'We do not know which council you work for'],
    ['like=Nowhere', 'We do not know a council called Nowhere'],
    ['council=ZNONE', 'We do not know a council with the code ZNONE'],
    ['nation=Scotland', 'Nobody has written down such a case'],
  ])('says why nothing is there: %s', async (query, why) => {
    expect(await textOf(query)).toContain(why);
  });

  it.each(['', 'outcome=worse&nation=England', 'like=ZFEN&sort=evidence'])(
    'takes three statements for whoever is signed in: "%s"',
    async (query) => {
      const officer = await given.officer();
      await textOf(query, officer);
      expect(await statementsOf(platform.dataSource, () => textOf(query, officer))).toHaveLength(3);
    },
  );

  it('lets notes be ticked and compared without a script, and another be added', async () => {
    const chromium = await openBrowser(platform.url);
    const { page } = await chromium.person(null, { javaScriptEnabled: false });
    await page.goto('/case-notes?outcome=better');
    await page.getByLabel('Compare What became of audited').check();
    await page.getByLabel('Compare What became of self').check();
    await page.getByRole('button', { name: 'Compare ticked notes' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Two case notes, side by side');
    expect(await page.getByRole('columnheader').count()).toBe(3);

    await page.getByRole('link', { name: 'Add another case note' }).click();
    expect(await page.getByLabel('Compare What became of self').count()).toBe(0);
    await page.getByLabel('Compare What became of worse').check();
    await page.getByRole('button', { name: 'Compare ticked notes' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Three case notes, side by side');

    await page.getByRole('link', { name: 'Take away What became of audited' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Two case notes, side by side');
    await page.getByRole('link', { name: 'What became of self' }).first().click();
    await page.getByRole('link', { name: 'Compare with…' }).click();
    expect(page.url()).toContain(`/case-notes?serviceArea=youth&serviceArea=libraries&with=${given.ids['self']}`);
    await page.getByRole('button', { name: 'Compare ticked notes' }).click();
    expect(await page.getByText('One case note is chosen. Choose one to three more.').count()).toBe(1);
    await chromium.close();
  }, 120_000);

  it('has no faults and no sideways scroll at 1280 and 320, and prints a comparison', async () => {
    const chromium = await openBrowser(platform.url);
    const found: string[] = [];
    const ids = ['audited', 'worse', 'bid'].map((name) => given.ids[name]).join(',');
    const officer = await given.officer();
    for (const viewport of [DESKTOP, PHONE]) {
      const { page } = await chromium.person(officer, { viewport });
      for (const path of [
        '/case-notes?outcome=better&like=ZFEN',
        `/case-notes?with=${given.ids['self']}`,
        `/case-notes/compare?ids=${ids}`,
      ]) {
        await page.goto(path);
        found.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
        if (await overflows(page)) found.push(`${path} scrolls sideways at ${viewport.width}`);
      }
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('table').isVisible()).toBe(true);
      expect(await page.getByText('Download as CSV').isVisible()).toBe(false);
    }
    await chromium.close();
    expect([...found, ...chromium.errors.filter((error) => !error.includes('422'))]).toEqual([]);
  }, 120_000);
});
