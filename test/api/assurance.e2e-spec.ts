import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('K23: the assurance pack of a spin-out', () => {
  let platform: TestPlatform;
  let steward: Member;
  let editor: Member;
  let colleague: Member;
  let stranger: Member;
  let spinOut: string;
  const WORDS = {
    insurer: 'Public liability £10m',
    stepIn: 'Ardenshire may step in on 5 days’ notice',
    exitPlan: 'Staff transfer back under TUPE',
    keyPeople: 'The finance lead stands in for the director',
    inspections: 'CQC, March 2025: good',
  };

  beforeAll(async () => {
    platform = await startTestPlatform();
    await new CouncilsImport(new Transactions(platform.dataSource)).importCouncils(
      path.resolve('test/fixtures/councils.csv'),
    );
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    editor = await platform.given.member({ name: 'Edda' });
    colleague = await platform.given.member({ name: 'Cass' });
    stranger = await platform.given.member({ name: 'Omar' });
    const { body } = await platform
      .api('post', '/spin-outs', steward)
      .send({ name: 'Soonford Care Society', parent: 'SOO', stage: 'go-live', stageOn: '2024-04-01' });
    spinOut = body.id as string;
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, spinOut],
    );
    await platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
      [colleague.id, spinOut],
    );
  });
  afterAll(() => platform.stop());

  const at = (): string => `/spin-outs/${spinOut}/assurance`;
  const share = async (days = '7'): Promise<{ id: string; token: string }> => {
    const { body } = await platform.api('post', `${at()}/links`, editor).send({ purpose: 'Northbrook tender', days });
    return body as { id: string; token: string };
  };

  it('cannot be shared before it is written', async () => {
    const { status, body } = await platform
      .api('post', `${at()}/links`, editor)
      .send({ purpose: 'Too early', days: '7' });
    expect([status, body.code]).toEqual([409, 'assurance.no-pack-yet']);
  });

  it('is written by its editors, from the version that was read', async () => {
    const first = await platform.api('put', at(), editor).send(WORDS);
    expect([first.status, first.headers['etag']]).toEqual([200, '"v1"']);
    expect(first.body.pack).toEqual(WORDS);
    expect((await platform.api('put', at(), editor).set('if-match', '"v1"').send(WORDS)).status).toBe(200);
    expect((await platform.api('put', at(), editor).set('if-match', '"v1"').send({})).status).toBe(412);
  });

  it.each<[string, () => Member | null, number, number, number]>([
    ['nobody', () => null, 404, 401, 401],
    ['a member', () => stranger, 404, 404, 404],
    ['a data steward', () => steward, 404, 404, 404],
    ['somebody who works there', () => colleague, 200, 403, 403],
    ['its editor', () => editor, 200, 200, 201],
  ])('without a link is read, written and shared by: %s', async (_who, by, read, written, shared) => {
    expect((await platform.api('get', at(), by())).status).toBe(read);
    expect((await platform.page('get', at(), by())).status).toBe(read);
    expect((await platform.api('put', at(), by()).send(WORDS)).status).toBe(written);
    const link = await platform.api('post', `${at()}/links`, by()).send({ purpose: 'A tender', days: '7' });
    expect(link.status).toBe(shared);
  });

  it('opens by a link without an account, is not indexed, and counts visits', async () => {
    const { id, token } = await share();
    const answer = await platform.page('get', `/assurance/${token}`);
    expect(answer.status).toBe(200);
    for (const words of Object.values(WORDS)) expect(answer.text).toContain(words);
    expect(answer.headers['x-robots-tag']).toMatch(/noindex/);
    expect(answer.text).toContain('<meta name="robots" content="noindex, nofollow"/>');
    expect((await platform.page('get', '/robots.txt')).text).toMatch(/Disallow: \/assurance\//);
    const api = await platform.api('get', `/assurance/${token}`);
    expect([api.status, api.body.pack]).toEqual([200, WORDS]);
    const { body } = await platform.api('get', at(), editor);
    const link = (body.links as { id: string; visits: number }[]).find((row) => row.id === id)!;
    expect(link.visits).toBe(2);
    // Its members do not see who has links.
    expect((await platform.api('get', at(), colleague)).body.links).toEqual([]);
  });

  it('keeps the token as a hash alone', async () => {
    const { id, token } = await share();
    const [row] = await platform.dataSource.query<{ row: string; hash: Buffer }[]>(
      `SELECT l::text AS row, token_hash AS hash FROM assurance_links l WHERE id = $1`,
      [id],
    );
    expect(row!.hash).toHaveLength(32);
    expect(row!.row).not.toContain(token);
  });

  it.each([
    ['has ended', `UPDATE assurance_links SET expires_at = now() WHERE id = $1`],
    ['is withdrawn', null],
  ])('does not open by a link that %s, as by one that never was', async (_what, sql) => {
    const { id, token } = await share();
    expect((await platform.page('get', `/assurance/${token}`)).status).toBe(200);
    if (sql) await platform.dataSource.query(sql, [id]);
    else expect((await platform.api('delete', `${at()}/links/${id}`, editor)).status).toBe(204);
    const [gone, never] = [
      await platform.page('get', `/assurance/${token}`),
      await platform.page('get', `/assurance/${'x'.repeat(43)}`),
    ];
    expect([gone.status, never.status]).toEqual([404, 404]);
    expect((await platform.api('get', `/assurance/${token}`)).status).toBe(404);
    const words = (text: string): string => text.replaceAll(/[\w-]{32,}/g, '');
    expect(words(gone.text)).toBe(words(never.text));
  });

  it('is shared once by a form sent twice, and the link is shown once', async () => {
    const send = () =>
      platform
        .page('post', `${at()}/links`, editor)
        .type('form')
        .send({ _once: 'link-1', purpose: 'Sent twice', days: '30' });
    const [first, second] = [await send(), await send()];
    expect(first.text).toMatch(/\/assurance\/[\w-]{43}"/);
    expect(second.text).not.toMatch(/\/assurance\/[\w-]{43}"/);
    const { body } = await platform.api('get', at(), editor);
    expect((body.links as { purpose: string }[]).filter(({ purpose }) => purpose === 'Sent twice')).toHaveLength(1);
    const wrong = await platform.page('post', `${at()}/links`, editor).type('form').send({ purpose: '', days: '9' });
    expect([wrong.status, wrong.text.includes('href="#purpose"')]).toEqual([422, true]);
  });

  it('asks the database once for whoever has a link', async () => {
    const { token } = await share();
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', `/assurance/${token}`));
    expect(statements).toHaveLength(1);
  });

  it('prints on one page of A4 at 12 points, and is sound for everybody', async () => {
    const { token } = await share();
    const browser = await openBrowser(platform.url);
    const { page, context } = await browser.person(null);
    await page.goto(`/assurance/${token}`);
    expect(await faults(page)).toEqual([]);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const { page: own } = await browser.person(editor);
    for (const address of [at(), `${at()}/edit`]) {
      await own.goto(address);
      expect([address, await faults(own)]).toEqual([address, []]);
    }
    const { page: phone } = await browser.person(editor, { viewport: PHONE });
    for (const address of [at(), `/assurance/${token}`]) {
      await phone.goto(address);
      expect([address, await overflows(phone)]).toEqual([address, false]);
    }
    await context.close();
    await browser.close();
  }, 60_000);
});
