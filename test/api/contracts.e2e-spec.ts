import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const WORKED = [
  {
    payer: 'ARDA',
    title: 'Main',
    annualValue: '2000000',
    start: '2024-04-01',
    end: '2027-03-31',
    extensionTo: '2029-03-31',
  },
  {
    payer: 'Arda',
    title: 'Small',
    annualValue: { amount: '250000.00', currency: 'GBP' },
    start: '2025-04-01',
    end: '2028-03-31',
  },
  { payer: 'Bella Trust', title: 'Second', annualValue: '500,000', start: '2025-07-01', end: '2028-06-30' },
  { payer: 'Cary ICB', title: 'Third', annualValue: '250000', start: '2026-01-01', end: '2029-12-31' },
].map((contract) => ({ route: 'open', ...contract }));

describe('contracts', () => {
  let platform: TestPlatform;
  let steward: Member;
  let editor: Member;
  let member: Member;
  let stranger: Member;
  let spinOut: string;
  const everyone: Record<string, Member | null> = {};

  const scoped = (by: Member, organisation: string) =>
    platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [by.id, organisation],
    );
  const works = (by: Member, organisation: string, verified = true) =>
    platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, CASE WHEN $3 THEN now() END)`,
      [by.id, organisation, verified],
    );
  const made = async (name: string, over: object = {}): Promise<string> => {
    const { body } = await platform
      .api('post', '/spin-outs', steward)
      .send({ name, stage: 'idea', stageOn: '2020-01-01', ...over });
    return body.id as string;
  };
  const add = (over: object = {}, by: Member | null = editor, to = spinOut) =>
    platform.api('post', `/spin-outs/${to}/contracts`, by).send({ ...WORKED[2], ...over });

  beforeAll(async () => {
    platform = await startTestPlatform();
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    editor = await platform.given.member({ name: 'Edith' });
    member = await platform.given.member({ name: 'Rosa' });
    stranger = await platform.given.member({ name: 'Sam' });
    spinOut = await made('Arden Care');
    await scoped(editor, spinOut);
    await works(member, spinOut);
    const unverified = await platform.given.member({ name: 'Una' });
    await works(unverified, spinOut, false);
    const administrator = await platform.given.member({ name: 'Adi' }, 'administrator', 'moderator');
    Object.assign(everyone, { nobody: null, stranger, unverified, steward, administrator, member, editor });
  });
  afterAll(() => platform.stop());

  it('of the worked example come out to the penny over the API', async () => {
    for (const contract of WORKED) expect((await add(contract)).status).toBe(201);
    const { body } = await platform.api('get', `/spin-outs/${spinOut}/contract-exposure?at=2026-06-01`, member);

    expect(body).toMatchObject({
      activeIncome: { amount: '3000000.00', currency: 'GBP' },
      payerCount: 3,
      largestPayerShare: 75,
      hhi: 5972,
      cliff: {
        year: '2027-28',
        before: { amount: '3000000.00' },
        after: { amount: '1000000.00' },
        fallPercent: 66.7,
        cause: { title: 'Main' },
      },
      cliffWithExtensions: { year: '2029-30', before: { amount: '2374657.53' }, after: { amount: '188356.16' } },
    });
    expect(body.warnings[0]).toMatch(/^75.0% of the active income comes from one payer, arda/i);
  });

  it('are nowhere for who may not see them, and can be read and not changed by members', async () => {
    const seen: Record<string, number[]> = {};
    const { body } = await add();
    for (const [who, by] of Object.entries(everyone)) {
      const at = `/spin-outs/${spinOut}/contracts`;
      seen[who] = [];
      for (const answer of [
        await platform.api('get', at, by),
        await platform.api('get', `${at}/${body.id}`, by),
        await platform.api('get', `/spin-outs/${spinOut}/contract-exposure`, by),
        await add({}, by),
        await platform.api('patch', `${at}/${body.id}`, by).send({ title: 'Mine' }),
        await platform.api('delete', `${at}/${body.id}`, by),
      ]) {
        seen[who].push(answer.status);
      }
    }
    const no = [404, 404, 404, 404, 404, 404];
    expect(seen).toEqual({
      nobody: [404, 404, 404, 401, 401, 401],
      stranger: no,
      unverified: no,
      steward: no,
      administrator: no,
      member: [200, 200, 200, 403, 403, 403],
      editor: [200, 200, 200, 201, 200, 204],
    });
  });

  it('look the same where there is no such spin-out', async () => {
    const problem = async (id: string) => {
      const { body } = await platform.api('get', `/spin-outs/${id}/contracts`, stranger);
      return { ...body, requestId: '', instance: '' };
    };
    expect(await problem(spinOut)).toEqual(await problem('0199c0de-0000-7000-8000-000000000000'));
  });

  it('are listed newest start first, by pages', async () => {
    const own = await made('Arden Lists');
    await scoped(editor, own);
    expect((await platform.api('get', `/spin-outs/${own}/contracts`, editor)).body).toEqual({ items: [], next: null });
    for (const contract of WORKED) await add(contract, editor, own);
    const first = await platform.api('get', `/spin-outs/${own}/contracts?limit=3`, editor);
    const second = await platform.api('get', `/spin-outs/${own}/contracts?limit=3&after=${first.body.next}`, editor);
    expect([...first.body.items, ...second.body.items].map(({ title }: { title: string }) => title)).toEqual([
      'Third',
      'Second',
      'Small',
      'Main',
    ]);
    expect(second.body.next).toBeNull();
  });

  it('change by version, and a stale change says what is there now', async () => {
    const { body, headers } = await add();
    const at = `/spin-outs/${spinOut}/contracts/${body.id}`;
    const edit = (tag: string, change: object) => platform.api('patch', at, editor).set('if-match', tag).send(change);
    const changed = await edit('"v1"', { title: 'New title', annualValue: '', totalValue: '700', extensionTo: '' });
    expect(headers['location']).toBe(`/api/v1${at}`);
    expect(changed.body).toMatchObject({
      title: 'New title',
      annualValue: null,
      totalValue: { amount: '700.00' },
      version: 2,
    });
    expect((await edit('"v1"', { title: 'Late' })).status).toBe(412);
    expect((await platform.api('delete', at, editor).set('if-match', '"v1"')).status).toBe(412);
  });

  it('sent twice with one key are one', async () => {
    const send = () => add({ title: 'Once' }).set('idempotency-key', 'contract-1');
    expect((await send()).body.id).toBe((await send()).body.id);
  });

  it.each([
    [{ end: '2025-06-30' }, 'end'],
    [{ extensionTo: '2028-06-30' }, 'extensionTo'],
    [{ end: '', extensionTo: '2028-06-30' }, 'end'],
    [{ annualValue: '-1' }, 'annualValue'],
    [{ start: '1066-10-14' }, 'start'],
    [{ route: 'magic' }, 'route'],
    [{ payer: '' }, 'payer'],
    [{ noticeUrl: 'javascript:alert(1)' }, 'noticeUrl'],
  ])('are refused with %j', async (over, field) => {
    const { status, body } = await add(over);
    expect([status, body.errors[0].pointer]).toEqual([422, `/${field}`]);
  });

  it('have no exposure where there are none: said in words, never 0 %', async () => {
    const none = await made('Arden Nothing');
    await scoped(editor, none);
    const { body } = await platform.api('get', `/spin-outs/${none}/contract-exposure`, editor);
    expect(body).toMatchObject({
      status: 'no-current-contracts',
      largestPayerShare: null,
      hhi: null,
      activeIncome: null,
    });
    expect(body.warnings).toEqual(['No current contracts on this day.']);
  });
});
