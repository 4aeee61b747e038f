import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const CHECK = {
  nation: 'England',
  authority: 'Arden Council',
  service: 'service',
  cpv: '92511000',
  months: '60',
  awardOn: '2027-06-01',
  publicServices: 'yes',
  profits: 'yes',
  control: 'yes',
  previous: 'none',
};

describe('law', () => {
  let platform: TestPlatform;
  let editor: Member;
  let steward: Member;
  let member: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    editor = await platform.given.member({ name: 'Idris' }, 'subject_editor');
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    member = await platform.given.member({ name: 'Rosa' });
  });
  afterAll(() => platform.stop());

  const get = async (path: string, by: Member | null = null) => platform.api('get', path, by);
  const check = async (over: object = {}) =>
    get(`/reserved-contract-check?${new URLSearchParams({ ...CHECK, ...over }).toString()}`);

  it('K25: every lawful way to help has its law with statute and dates, a limit and nations', async () => {
    const { body } = await get('/lawful-ways');
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual([
      'reserved-contract',
      'below-threshold',
      'light-touch',
      'loan',
      'lease',
      'grant',
      'mfa',
      'pension-guarantee',
      'shadow-year',
    ]);
    for (const way of body.items) {
      expect(way).toMatchObject({ limits: expect.stringMatching(/.{20}/), nations: expect.any(Array) });
      expect(way.laws.length).toBeGreaterThan(0);
      for (const law of way.laws) {
        expect(law.statute).toMatch(/\d{4}|regulations/);
        expect(law.unchecked).toBe(law.checkedOn === null);
      }
    }
    const codes = async (query: string) =>
      (await get(`/lawful-ways?${query}`)).body.items.map(({ code }: { code: string }) => code);
    expect(await codes('nation=Scotland')).toEqual(['loan', 'grant', 'mfa']);
    expect(await codes('stage=approval&nation=Wales')).toEqual([
      'reserved-contract',
      'light-touch',
      'pension-guarantee',
    ]);
  });

  it('K21: every clause says law as at, nations and where its words come from; replaced law says by what', async () => {
    const { body } = await get('/clauses');
    const families = new Set(body.items.map(({ family }: { family: string }) => family));
    for (const family of ['lots', 'financial-tests', 'extension', 'social-value']) expect(families).toContain(family);
    for (const clause of body.items) {
      expect(clause.nations.length).toBeGreaterThan(0);
      expect(clause).toMatchObject({ origin: 'model', source: expect.stringMatching(/^Model text/), notice: null });
      expect(clause.lawAsAt === null).toBe(clause.laws.every(({ unchecked }: { unchecked: boolean }) => unchecked));
    }
    const old = await get('/clauses/reserved-notice-2015');
    expect(old.body).toMatchObject({
      lawChanged: true,
      laws: [
        {
          code: 'pcr2015-r77',
          validTo: '2025-02-23',
          standing: 'ended',
          replacedBy: { code: 'pa2023-s33', statute: 'Procurement Act 2023, section 33' },
        },
      ],
    });
    expect((await get('/clauses/reserved-notice')).body.lawChanged).toBe(false);
  });

  it('K21: a clause is tied to its published notice once that has been taken in', async () => {
    const ocid = 'ocds-b5fd17raw-3eb9ea97-8da1-4da7-bed9-8b155663c3f0';
    await platform.dataSource.query(
      `INSERT INTO procurement_notices (ocid, release_id, title, buyer_name, hash)
       VALUES ($1, 'r', 'Youth work', 'Arden Council', '\\x00')`,
      [ocid],
    );
    const { body } = await get('/clauses/extension-within-five-years');
    expect(body.notice).toEqual({ ocid, title: 'Youth work', buyer: 'Arden Council' });
  });

  it('keeps the thresholds with their years, and what replaced them', async () => {
    const { body } = await get('/law-versions?topic=threshold');
    expect(
      body.items.map(
        (law: { code: string; validFrom: string; validTo: string; replacedBy: { code: string } | null }) => [
          law.code,
          law.validFrom,
          law.validTo,
          law.replacedBy?.code,
        ],
      ),
    ).toEqual([
      ['thresholds-2024-25', '2024-01-01', '2025-12-31', 'thresholds-2026-27'],
      ['thresholds-2026-27', '2026-01-01', '2027-12-31', undefined],
    ]);
    expect(body.items[1].text).toMatch(/£663,540.*£207,720.*£5,193,000/);
    expect(body.items[0].standing).toBe('ended');
  });

  it.each([
    [{}, 200, 'eligible'],
    [{ months: '61' }, 200, 'not-eligible'],
    [{ nation: 'Scotland' }, 200, 'not-this-law'],
    [{ previous: 'same', previousOn: '2024-06-01' }, 200, 'eligible'],
    [{ previous: 'same', previousOn: '2024-06-02' }, 200, 'not-eligible'],
    [{ previous: 'same' }, 422, '/previousOn'],
    [{ previous: 'same', previousOn: '2027-06-02' }, 422, '/previousOn'],
    [{ awardOn: '1999-01-01' }, 422, '/awardOn'],
    [{ cpv: '9251' }, 422, '/cpv'],
    [{ months: '0' }, 422, '/months'],
  ])('K25: the check with %j answers %d: %s', async (over, status, said) => {
    const answer = await check(over);
    expect([answer.status, answer.body.verdict ?? answer.body.errors[0].pointer]).toEqual([status, said]);
  });

  it('K25: the check returns each reason with its law, dates and nations, and that it is no legal advice', async () => {
    const { body } = await check();
    expect(body).toMatchObject({
      regime: 'procurement-act-2023',
      lawChanged: false,
      notice: 'This is not legal advice.',
    });
    const named = new Set(body.laws.map(({ code }: { code: string }) => code));
    for (const reason of body.reasons) expect(named).toContain(reason.law);
    expect(body.laws.find(({ code }: { code: string }) => code === 'pa2023-s33')).toMatchObject({
      validFrom: '2025-02-24',
      checkedOn: '2026-11-30',
      nations: ['England', 'Wales', 'Northern Ireland'],
    });
    // The old law was the law of its day: no change to tell of.
    expect((await check({ awardOn: '2024-06-01', months: '36' })).body).toMatchObject({
      regime: 'regulations-2015',
      verdict: 'eligible',
      lawChanged: false,
    });
  });

  it('is kept by subject editors and data stewards alone, by version', async () => {
    const patch = (by: Member | null, path: string, body: object, tag?: string) => {
      const asked = platform.api('patch', path, by).send(body);
      return tag === undefined ? asked : asked.set('if-match', tag);
    };
    for (const path of ['/law-versions/pa2023-s32', '/lawful-ways/loan', '/clauses/lots-by-place']) {
      const statuses = [];
      for (const by of [null, member, editor, steward]) {
        statuses.push((await patch(by, path, { title: 'Another title' })).status);
      }
      expect([path, ...statuses]).toEqual([path, 401, 403, 200, 200]);
      expect((await patch(editor, path, { title: 'Late' }, '"v1"')).status).toBe(412);
      expect((await get(path)).body).toMatchObject({ title: 'Another title', version: 3 });
    }
    const law = {
      topic: 'rights',
      nations: ['Wales'],
      title: 'New',
      text: 'Says so.',
      statute: 'An Act',
      source: 'Read',
    };
    const add = (by: Member | null, body: object) => platform.api('post', '/law-versions', by).send(body);
    expect((await add(member, { code: 'new-act', ...law })).status).toBe(403);
    const added = await add(editor, { code: 'new-act', ...law });
    expect([added.status, added.body.unchecked, added.headers['location']]).toEqual([
      201,
      true,
      '/api/v1/law-versions/new-act',
    ]);
    expect((await add(editor, { code: 'new-act', ...law })).status).toBe(422);
    const clause = { code: 'mine', title: 'Mine', text: 'Words', nations: ['Wales'], laws: 'new-act', family: 'lots' };
    const origin = { origin: 'contract', source: 'A contract of 2026' };
    const made = await platform.api('post', '/clauses', steward).send({ ...clause, ...origin });
    expect([made.status, made.body.laws[0].code]).toEqual([201, 'new-act']);
    for (const [over, field] of [
      [{ replacedBy: 'none-such' }, 'replacedBy'],
      [{ replacedBy: 'new-act' }, 'replacedBy'],
      [{ validFrom: '2026-01-02', validTo: '2026-01-01' }, 'validTo'],
      [{ nations: [] }, 'nations'],
    ] as const) {
      const { status, body } = await patch(editor, '/law-versions/new-act', over);
      expect([status, body.errors[0].pointer]).toEqual([422, `/${field}`]);
    }
    for (const [over, field] of [
      [{ laws: 'none-such' }, 'laws'],
      [{ noticeOcid: 'ocds-none' }, 'noticeOcid'],
      [{ origin: 'notice', noticeOcid: null }, 'noticeOcid'],
    ] as const) {
      const { status, body } = await patch(editor, '/clauses/mine', over);
      expect([status, body.errors[0].pointer]).toEqual([422, `/${field}`]);
    }
    // The notice that a first clause names has not been taken in: it can be changed all the same.
    expect((await patch(editor, '/clauses/extension-decision', { title: 'Still there' })).status).toBe(200);
    for (const path of ['/law-versions/none', '/lawful-ways/none', '/clauses/none', '/clauses/loan']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('K21: when an editor says that a law has ended, everything that cites it says that the law changed', async () => {
    await platform.api('post', '/law-versions', steward).send({
      code: 'pa2023-s33-b',
      topic: 'reserved',
      nations: ['England'],
      title: 'Reserving, as amended',
      text: 'Seven years.',
      statute: 'Another Act 2027',
      source: 'Made up for this test',
    });
    const ended = await platform
      .api('patch', '/law-versions/pa2023-s33', steward)
      .send({ validTo: '2026-06-30', replacedBy: 'pa2023-s33-b' });
    expect(ended.body).toMatchObject({ standing: 'ended', replacedBy: { code: 'pa2023-s33-b' } });
    for (const path of ['/lawful-ways/reserved-contract', '/clauses/reserved-notice', '/clauses/reserved-steps']) {
      expect((await get(path)).body).toMatchObject({ lawChanged: true });
      const page = await platform.page('get', path.replace('/lawful-ways/reserved-contract', '/lawful-help'));
      expect(page.text).toContain('Law changed');
      expect(page.text).toContain('href="/law/pa2023-s33-b"');
    }
    const { body } = await check();
    expect(body).toMatchObject({ verdict: 'unsure', lawChanged: true });
    expect(body.reasons.at(-1)).toMatchObject({ about: 'Law changed', law: 'pa2023-s33' });
    expect((await check({ awardOn: '2026-06-30' })).body).toMatchObject({ verdict: 'eligible', lawChanged: false });
    expect((await get('/law-versions/pa2023-s33-b')).body.replaces).toEqual([
      { code: 'pa2023-s33', title: 'Reserving contracts to public service mutuals' },
    ]);
  });
});
