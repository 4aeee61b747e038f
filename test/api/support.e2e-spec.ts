import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('K07: the support directory', () => {
  let platform: TestPlatform;
  let steward: Member;
  let member: Member;
  const PROGRAMME = {
    name: 'Fund',
    provider: 'A foundation',
    summary: 'Grants for a feasibility study.',
    source: 'Web',
  };
  beforeAll(async () => {
    platform = await startTestPlatform();
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    member = await platform.given.member({ name: 'Rosa', topicsOffered: ['pensions'] });
    await platform.given.member({ name: 'Paid Paul', practitionerRole: 'paid_adviser', topicsOffered: ['pensions'] });
    await platform.api('post', '/organisations', steward).send({ kind: 'adviser', name: 'Hartsease Advice' });
  });
  afterAll(() => platform.stop());

  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const add = async (over: object): Promise<string> => {
    const { status, body } = await platform.api('post', '/support-programmes', steward).send({ ...PROGRAMME, ...over });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const names = async (query: string): Promise<string[]> =>
    ((await platform.api('get', `/support-programmes${query}`)).body.items as { name: string }[]).map(
      ({ name }) => name,
    );

  it('labels a programme closed by its date alone, and drops it from what is open', async () => {
    const id = await add({ name: 'Ends some day', closesOn: day(30) });
    await add({ name: 'Goes on' });
    await add({ name: 'Begins later', opensOn: day(30) });
    expect(await names('?state=open')).toEqual(['Goes on', 'Ends some day']);
    // Nobody edits it: its day comes.
    await platform.dataSource.query(`UPDATE support_programmes SET closes_on = current_date WHERE id = $1`, [id]);
    expect(await names('?state=open')).toContain('Ends some day');
    await platform.dataSource.query(`UPDATE support_programmes SET closes_on = current_date - 1 WHERE id = $1`, [id]);
    expect(await names('?state=open')).toEqual(['Goes on']);
    expect(await names('?state=closed')).toEqual(['Ends some day']);
    expect(await names('?state=soon')).toEqual(['Begins later']);
    const all = (await platform.page('get', '/support')).text;
    expect(all).toMatch(/Closed<\/strong>[^]*Closed on [^]*Ends some day/);
    expect((await platform.page('get', '/support?state=open')).text).not.toContain('Ends some day');
  });

  it('shows programmes, advisers and peers side by side, peers to members alone', async () => {
    const open = (await platform.page('get', '/support')).text;
    expect(open).toContain('Hartsease Advice');
    expect(open).not.toContain('Rosa');
    const own = (await platform.page('get', '/support', member)).text;
    expect(own).toContain('Rosa');
    // A paid adviser is no peer.
    expect(own).not.toContain('Paid Paul');
    // As topics are named elsewhere: small letters would make “tupe” and “scotland” of some.
    expect((await platform.page('get', '/support?topic=pensions', member)).text).toContain('Helps with Pensions');
    expect((await platform.page('get', '/support?topic=tupe', member)).text).not.toContain(`/people/${member.id}`);
  });

  it.each<[string, () => Member | null, number]>([
    ['nobody', () => null, 401],
    ['a member', () => member, 403],
    ['a data steward', () => steward, 201],
  ])('is kept by %s', async (_who, by, status) => {
    const sent = { ...PROGRAMME, name: 'Kept' };
    expect((await platform.api('post', '/support-programmes', by()).send(sent)).status).toBe(status);
    const id = await add({ name: 'To be changed' });
    const edited = await platform.api('put', `/support-programmes/${id}`, by()).send({ ...PROGRAMME, name: 'Changed' });
    expect(edited.status).toBe(status === 201 ? 200 : status);
    expect((await platform.page('get', '/support', by())).text.includes('Add a programme')).toBe(status === 201);
  });

  it('is kept by forms too, from the version that was read, with its days in order', async () => {
    const send = (at: string, form: object) => platform.page('post', at, steward).type('form').send(form);
    const empty = await send('/support/programmes', { name: '' });
    expect([empty.status, empty.text.includes('href="#name"')]).toEqual([422, true]);
    const days = { 'opensOn-day': '2', 'opensOn-month': '1', 'opensOn-year': '2026' };
    const before = { 'closesOn-day': '1', 'closesOn-month': '1', 'closesOn-year': '2026' };
    const wrong = await send('/support/programmes', { ...PROGRAMME, ...days, ...before });
    expect([wrong.status, wrong.text.includes('href="#closesOn"')]).toEqual([422, true]);
    const form = { ...PROGRAMME, _once: 'one', name: 'By form' };
    expect([
      (await send('/support/programmes', form)).status,
      (await send('/support/programmes', form)).status,
    ]).toEqual([303, 303]);
    expect((await names('')).filter((name) => name === 'By form')).toHaveLength(1);
    const id = await add({ name: 'Edited by form' });
    const edit = () => send(`/support/programmes/${id}/edit`, { ...PROGRAMME, _version: '1', name: 'Edited' });
    expect((await platform.page('get', `/support/programmes/${id}/edit`, steward)).text).toContain('Edited by form');
    expect([(await edit()).status, (await edit()).status]).toEqual([303, 409]);
  });

  it('is one statement, and sound at every width', async () => {
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', '/support'));
    expect(statements).toHaveLength(1);
    const browser = await openBrowser(platform.url);
    const { page, context } = await browser.person(steward);
    const { page: phone } = await browser.person(steward, { viewport: PHONE });
    for (const address of ['/support', '/support/programmes/new']) {
      await page.goto(address);
      expect([address, await faults(page)]).toEqual([address, []]);
      await phone.goto(address);
      expect([address, await overflows(phone)]).toEqual([address, false]);
    }
    await context.close();
    await browser.close();
  }, 60_000);
});
