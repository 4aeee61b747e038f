import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** K15: a council's team says itself where it stands. */
describe('the posture of a council team', () => {
  let platform: TestPlatform;
  let team: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const register = new CouncilsImport(new Transactions(platform.dataSource));
    await register.importCouncils(path.resolve('test/fixtures/councils.csv'));
    team = await memberOf('ARD');
  });
  afterAll(() => platform.stop());

  const memberOf = async (code: string, verified = true): Promise<Member> => {
    const member = await platform.given.member({ name: `Officer of ${code}` });
    await platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, from_on, verified_at)
       SELECT $1, organisation_id, current_date, CASE WHEN $3 THEN now() END FROM councils WHERE code = $2`,
      [member.id, code, verified],
    );
    return member;
  };
  const set = (by: Member | null, code: string, body: Record<string, unknown> = { posture: 'planning' }) =>
    platform.api('put', `/councils/${code}/posture`, by).send(body);

  it.each([
    ['nobody signed in', null, 401],
    ['a member of no council', [], 403],
    ['a data steward', ['data_steward'], 403],
    ['an editor of all organisations', ['organisation_editor'], 403],
    ['an administrator', ['administrator'], 403],
    ['a member who is not verified', 'unverified', 403],
    ['a verified member of another council', 'other', 403],
    ['a verified member of this council', 'own', 200],
  ] as const)('is set or not by %s', async (_who, who, status) => {
    const by =
      who === null
        ? null
        : who === 'own'
          ? await memberOf('BEC')
          : who === 'other'
            ? await memberOf('CAR')
            : who === 'unverified'
              ? await memberOf('BEC', false)
              : await platform.given.member({}, ...who);
    expect((await set(by, 'BEC')).status).toBe(status);
  });

  it('is dated, kept as history, and changed by none who saw an older one', async () => {
    const first = await set(team, 'ARD', { posture: 'watching', note: 'The cabinet is new.' });
    expect(first.body).toMatchObject({ posture: 'watching', shown: false, history: [{ note: 'The cabinet is new.' }] });
    const same = await set(team, 'ARD', { posture: 'watching' });
    expect(same.body.history).toHaveLength(1);
    const second = await set(team, 'ARD', { posture: 'planning', shown: true }).set('if-match', '"v1"');
    expect(second.status).toBe(200);
    expect(second.headers['etag']).toBe('"v2"');
    expect(second.body.history).toMatchObject([
      { posture: 'planning', shown: true, by: 'Officer of ARD' },
      { posture: 'watching', shown: false, note: 'The cabinet is new.' },
    ]);
    expect(second.body.history[0].at >= second.body.history[1].at).toBe(true);
    expect((await set(team, 'ARD', { posture: 'not_now' }).set('if-match', '"v1"')).status).toBe(412);
    expect((await set(team, 'ARD', { posture: 'asleep' })).status).toBe(422);
  });

  it('is read by all only where the team chose so, and its history by the team alone', async () => {
    const steward = await platform.given.member({}, 'data_steward', 'administrator');
    const read = async (by: Member | null) => (await platform.api('get', '/councils/ARD/posture', by)).body;
    const onPage = async (by: Member | null) =>
      /Where its team stands<\/dt>/.test((await platform.page('get', '/councils/ARD', by)).text);

    await set(team, 'ARD', { posture: 'came_back', shown: true });
    for (const by of [null, steward]) {
      expect(await read(by)).toMatchObject({ posture: 'came_back', shown: true, history: [] });
      expect(await onPage(by)).toBe(true);
    }
    await set(team, 'ARD', { posture: 'came_back', shown: false });
    for (const by of [null, steward]) {
      expect(await read(by)).toEqual({ posture: null, since: null, shown: null, history: [] });
      expect(await onPage(by)).toBe(false);
    }
    expect((await read(team)).posture).toBe('came_back');
    expect(await onPage(team)).toBe(true);
  });

  it('is set on a page that only the team finds', async () => {
    const outsider = await platform.given.member({}, 'data_steward');
    expect((await platform.page('get', '/councils/ARD/posture', outsider)).status).toBe(404);
    expect((await platform.page('post', '/councils/ARD/posture', outsider).type('form').send({})).status).toBe(404);
    expect((await platform.page('get', '/councils/ARD', team)).text).toContain('href="/councils/ARD/posture"');

    const bad = await platform.page('post', '/councils/ARD/posture', team).type('form').send({ note: 'Why not' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Choose where your team stands');
    expect(bad.text).toContain('Why not');

    const { text } = await platform.page('get', '/councils/ARD/posture', team);
    const version = /name="_version" value="(\d+)"/.exec(text)?.[1];
    const form = { posture: 'have_done', shown: 'true', _version: version };
    const sent = await platform.page('post', '/councils/ARD/posture', team).type('form').send(form);
    expect([sent.status, sent.headers['location']]).toEqual([303, '/councils/ARD']);
    expect((await platform.page('get', '/councils/ARD')).text).toContain('Have done it, since ');
    const stale = await platform
      .page('post', '/councils/ARD/posture', team)
      .type('form')
      .send({
        ...form,
        posture: 'watching',
      });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Somebody else from your council changed this');
  });

  it('counts in totals by type and region, and no number under five is told', async () => {
    await platform.dataSource.query(
      `WITH o AS (INSERT INTO organisations (kind, name) SELECT 'council', 'Many ' || i FROM generate_series(1, 11) i
                  RETURNING id, name),
            c AS (INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
                  SELECT id, 'M-' || substr(name, 6), name, name, CASE WHEN substr(name, 6)::int <= 6 THEN 'MD' ELSE 'LBO' END,
                         'England', CASE WHEN substr(name, 6)::int <= 6 THEN 'North West' ELSE 'London' END FROM o
                  RETURNING organisation_id)
       INSERT INTO council_postures (council_id, posture, shown) SELECT organisation_id, 'experimenting', false FROM c`,
    );
    const { body } = await platform.api('get', '/councils/postures');
    const of = (list: { group: string; postures: { posture: string; councils: number | null }[] }[], group: string) =>
      list.find((row) => row.group === group)?.postures.find(({ posture }) => posture === 'experimenting')?.councils;
    expect([of(body.byType, 'MD'), of(body.byType, 'LBO'), of(body.byType, 'CTY')]).toEqual([6, 5, null]);
    expect([of(body.byRegion, 'North West'), of(body.byRegion, 'London')]).toEqual([6, 5]);
    const told = [...body.byType, ...body.byRegion].flatMap((row: { postures: { councils: number | null }[] }) =>
      row.postures.map(({ councils }) => councils),
    );
    expect(told.filter((number) => number !== null && number < 5)).toEqual([]);

    await platform.dataSource.query(
      `DELETE FROM council_postures WHERE council_id = (SELECT organisation_id FROM councils WHERE code = 'M-11')`,
    );
    const after = (await platform.api('get', '/councils/postures')).body;
    expect([of(after.byType, 'LBO'), of(after.byRegion, 'London')]).toEqual([null, null]);
    const html = (await platform.page('get', '/councils/postures')).text;
    expect(html).toContain('By kind of council');
    expect(html).toContain('left out');
  });
});
