import { openBrowser, unsound } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('K47: the skills of a team', () => {
  let platform: TestPlatform;
  let team: string;
  const who: Record<string, Member | null> = { nobody: null };
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const { given, dataSource } = platform;
    const steward = await given.member({ name: 'Stella' }, 'data_steward');
    const made = await platform.api('post', '/spin-outs', steward).send({ name: 'Quillmarsh Youth', stage: 'idea' });
    team = made.body.id as string;
    for (const name of ['Rosa', 'Jun', 'Kofi']) who[name] = await join(await given.member({ name }));
    who['unverified'] = await join(await given.member({ name: 'Una' }), 'NULL, NULL');
    who['left'] = await join(await given.member({ name: 'Lee' }), `now(), current_date - 1`);
    who['editor'] = await given.member({ name: 'Edda' });
    await dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [who['editor'].id, team],
    );
    who['steward'] = steward;
    who['moderator'] = await given.member({ name: 'Maya' }, 'moderator');
    who['administrator'] = await given.member({ name: 'Greta' }, 'administrator');
    who['member'] = await given.member({ name: 'Dee' });
    who['guest'] = await given.guest('Gus', await given.circle(who['member']));
  });
  afterAll(() => platform.stop());
  beforeEach(() => sql(`DELETE FROM skill_assessments`));

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    platform.dataSource.query<Row[]>(text, values);
  const join = async (person: Member, verifiedAndLeft = 'now(), NULL'): Promise<Member> => {
    await sql(
      `INSERT INTO memberships (person_id, organisation_id, verified_at, to_on) VALUES ($1, $2, ${verifiedAndLeft})`,
      [person.id, team],
    );
    return person;
  };
  const save = (by: Member | null, levels: object, to = team) =>
    platform.api('put', `/organisations/${to}/skills/mine`, by).send(levels);
  const read = async (by: Member) => (await platform.api('get', `/organisations/${team}/skills`, by)).body;
  const skill = async (by: Member, code: string) =>
    (await read(by)).skills.find((one: { skill: string }) => one.skill === code);

  it.each([
    ['Rosa', 200],
    ['unverified', 404],
    ['left', 404],
    ['editor', 404],
    ['steward', 404],
    ['moderator', 404],
    ['administrator', 404],
    ['member', 404],
    ['guest', 403],
    ['nobody', 401],
  ])('is read and written by %s: %i', async (name, status) => {
    const by = who[name] ?? null;
    await save(who['Jun']!, { bidding: 3, named: true });
    expect((await save(by, { bidding: 1 })).status).toBe(status);
    const api = await platform.api('get', `/organisations/${team}/skills`, by);
    expect(api.status).toBe(status);
    for (const at of ['', '/mine']) {
      const page = await platform.page('get', `/organisations/${team}/skills${at}`, by);
      // Somebody who is signed out is sent to sign in.
      expect(page.status).toBe(status === 401 ? 303 : status);
      expect(page.text.includes('Quillmarsh')).toBe(status === 200);
    }
    expect((await platform.api('delete', `/organisations/${team}/skills/mine`, by)).status).toBe(
      status === 200 ? 204 : status,
    );
    const spinOut = (await platform.page('get', `/spin-outs/${team}`, by)).text;
    expect(spinOut.includes(`/organisations/${team}/skills`)).toBe(status === 200);
  });

  it('shows how many said what once three have, and of a skill that three said something of', async () => {
    const [rosa, jun, kofi] = [who['Rosa']!, who['Jun']!, who['Kofi']!];
    await save(rosa, { bidding: 1, cash: 0 });
    await save(jun, { bidding: 3, cash: 2 });
    expect(await skill(rosa, 'bidding')).toMatchObject({ spread: null });
    expect((await platform.page('get', `/organisations/${team}/skills`, rosa)).text).toContain('Two of you have');
    await save(kofi, { bidding: 1 });
    expect(await skill(rosa, 'bidding')).toMatchObject({ spread: [0, 2, 0, 1] });
    expect(await skill(rosa, 'cash')).toMatchObject({ spread: null });
    // Who has left counts no more, and neither does who was never confirmed.
    await sql(`UPDATE memberships SET to_on = current_date - 1 WHERE person_id = $1`, [kofi.id]);
    expect((await read(rosa)).answered).toBe(2);
    await sql(`UPDATE memberships SET to_on = NULL WHERE person_id = $1`, [kofi.id]);
  });

  it('names only who says so', async () => {
    await save(who['Rosa']!, { bidding: 1, named: true });
    await save(who['Jun']!, { bidding: 3 });
    const { named } = await read(who['Kofi']!);
    expect(named.map(({ name }: { name: string }) => name)).toEqual(['Rosa']);
    const { text } = await platform.page('get', `/organisations/${team}/skills`, who['Kofi']);
    expect([text.includes('Rosa'), text.includes('Jun')]).toEqual([true, false]);
    await save(who['Rosa']!, { bidding: 1 });
    expect((await read(who['Kofi']!)).named).toEqual([]);
  });

  it('is one assessment a member, changed from the version that was read', async () => {
    const rosa = who['Rosa']!;
    await Promise.all([save(rosa, { bidding: 1 }), save(rosa, { bidding: 2 }), save(rosa, { bidding: 3 })]);
    expect((await read(rosa)).answered).toBe(1);
    const { version } = (await read(rosa)).own;
    const put = (bidding: number) => save(rosa, { bidding }).set('if-match', `"v${version}"`);
    expect((await put(0)).status).toBe(200);
    const stale = await put(3);
    expect([stale.status, stale.body.current.bidding]).toEqual([412, 0]);
    const form = await platform
      .page('post', `/organisations/${team}/skills/mine`, rosa)
      .type('form')
      .send({ bidding: '3', _version: String(version) });
    expect([form.status, form.text.includes('Bidding: Not yet')]).toEqual([409, true]);
    expect((await save(rosa, { bidding: 4 })).status).toBe(422);
    expect((await save(rosa, { bidding: 1.5 })).status).toBe(422);
  });

  it('works by a form, and is taken back by another', async () => {
    const rosa = who['Rosa']!;
    const send = (at: string, form: object) =>
      platform.page('post', `/organisations/${team}/skills/${at}`, rosa).type('form').send(form);
    const bad = await send('mine', { bidding: '9' });
    expect([bad.status, bad.text.includes('href="#bidding"')]).toEqual([422, true]);
    expect((await send('mine', { bidding: '2', named: 'yes' })).status).toBe(303);
    expect((await read(rosa)).own).toMatchObject({ named: true, levels: { bidding: 2, cash: null } });
    const { text } = await platform.page('get', `/organisations/${team}/skills/mine`, rosa);
    expect(text).toMatch(/name="bidding"[^>]*value="2"[^>]*checked/);
    expect((await send('mine/remove', {})).status).toBe(303);
    expect((await read(rosa)).own).toBeNull();
  });

  it('leads to what is written and to who helps, as far as one may read that and they are there', async () => {
    const rosa = who['Rosa']!;
    const helps = async (name: string, over: object = {}): Promise<void> => {
      await platform.given.member({ name, topicsOffered: ['pensions'], ...over });
    };
    await helps('Open Olga');
    await helps('Limited Lena', { availability: 'limited' });
    await helps('Away Ada', { availability: 'away' });
    await helps('Full Fay', { helpsAWeek: 0 });
    await helps('Selling Saul', { practitionerRole: 'paid_adviser' });
    await helps('Hidden Hugo', { visibleTo: [] });
    await helps('Silent Sue', { fieldAudiences: { topicsOffered: 'me' } });
    const write = (title: string, status: string) =>
      sql(
        `INSERT INTO tactics (title, situation, move, topics, author_id, status, published_at)
         VALUES ($1, 'x', 'x', '{pensions}', $2, $3, now())`,
        [title, rosa.id, status],
      );
    await write('Ask for pass-through', 'published');
    await write('Not for readers', 'draft');
    const { members, tactics } = await skill(rosa, 'pensions');
    expect(members.map(({ name }: { name: string }) => name)).toEqual(['Open Olga', 'Limited Lena']);
    expect(tactics.map(({ title }: { title: string }) => title)).toEqual(['Ask for pass-through']);
    const { text } = await platform.page('get', `/organisations/${team}/skills`, rosa);
    for (const words of ['Open, founder', 'Ask for pass-through']) expect(text).toContain(words);
    for (const words of ['Away,', 'Full,', 'Selling,', 'Hidden,', 'Silent,', 'Not for readers']) {
      expect(text).not.toContain(words);
    }
  });

  it('costs no more than three statements, and looks right at every width', async () => {
    for (const name of ['Rosa', 'Jun', 'Kofi']) await save(who[name]!, { bidding: 1, data: 3, named: true });
    const at = `/organisations/${team}/skills`;
    const statements = await statementsOf(platform.dataSource, () => platform.page('get', at, who['Rosa']));
    expect(statements.length).toBeLessThanOrEqual(3);
    const browser = await openBrowser(platform.url);
    try {
      expect(await unsound(browser, who['Rosa']!, [at, `${at}/mine`])).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
