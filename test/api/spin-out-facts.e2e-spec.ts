import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const SOURCE = { sourceKind: 'document', source: 'Annual report 2025' };

describe('facts about spin-outs through the API', () => {
  let platform: TestPlatform;
  let steward: Member;
  let editor: Member;
  let member: Member;
  let colleague: Member;
  let stranger: Member;
  let spinOut: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
    await new CouncilsImport(new Transactions(platform.dataSource)).importCouncils(
      path.resolve('test/fixtures/councils.csv'),
    );
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    editor = await platform.given.member({ name: 'Edda' });
    member = await platform.given.member({ name: 'Rosa' });
    colleague = await platform.given.member({ name: 'Cass' });
    stranger = await platform.given.member({ name: 'Omar' });
    spinOut = await add('Soonford Libraries Society');
    await edits(editor, spinOut);
    await platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
      [colleague.id, spinOut],
    );
  });
  afterAll(() => platform.stop());

  const add = async (name: string, over: Record<string, unknown> = {}): Promise<string> => {
    const sent = { name, parent: 'SOO', stage: 'go-live', stageOn: '2024-04-01', ...over };
    const { status, body } = await platform.api('post', '/spin-outs', steward).send(sent);
    if (status !== 201) throw new Error(`No spin-out: ${status} ${JSON.stringify(body)}`);
    return body.id as string;
  };
  const edits = (who: Member, id: string): Promise<unknown> =>
    platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [who.id, id],
    );
  const record = (kind: string, fields: Record<string, unknown>, by = editor, id = spinOut) =>
    platform.api('post', `/spin-outs/${id}/${kind}`, by).send({ fromOn: '2024-04-01', ...SOURCE, ...fields });
  const shown = async (id: string) => (await platform.api('get', `/spin-outs/${id}`)).body;

  it('carry their source, who recorded them and when', async () => {
    const { status, body, headers } = await record('workforce', { headcount: 68, fte: '51.5' });
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/api/v1/spin-outs/${spinOut}/facts/${body.id}`);
    expect(headers['etag']).toBe('"v1"');
    expect(body).toMatchObject({
      kind: 'workforce',
      fromOn: '2024-04-01',
      details: { headcount: 68, fte: '51.5' },
      source: 'Annual report 2025',
      sourceKind: 'document',
      recordedBy: { name: 'Edda' },
    });
    expect(body.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    const { body: list } = await platform.api('get', `/spin-outs/${spinOut}/facts`);
    expect((list.items as { id: string }[]).map(({ id }) => id)).toContain(body.id);
  });

  it('are recorded once for one key, and refuse a field that their kind does not have', async () => {
    const send = () =>
      platform
        .api('post', `/spin-outs/${spinOut}/governance`, editor)
        .set('idempotency-key', 'board-1')
        .send({ fromOn: '2024-04-01', ...SOURCE, boardSeats: 9, staffSeats: 4 });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);

    const { status, body } = await record('governance', { boardSeats: 9, turnover: '5' });
    expect([status, body.errors[0].pointer]).toEqual([422, '/turnover']);
  });

  describe('are recorded and changed by', () => {
    it.each<[string, () => Member | null, number, number]>([
      ['nobody', () => null, 401, 401],
      ['a member', () => member, 403, 403],
      ['somebody who works there', () => colleague, 403, 403],
      ['its own editor', () => editor, 201, 200],
      ['a data steward', () => steward, 201, 200],
    ])('%s', async (_who, who, recorded, changed) => {
      const by = who();
      const sent = { fromOn: '2025-01-01', ...SOURCE, headcount: 70 };
      expect((await platform.api('post', `/spin-outs/${spinOut}/workforce`, by).send(sent)).status).toBe(recorded);
      const { body } = await record('pensions', { admission: 'open' }, steward);
      const address = `/spin-outs/${spinOut}/pensions/${body.id}`;
      expect((await platform.api('patch', address, by).send({ note: 'As agreed' })).status).toBe(changed);
      const gone = await platform.api('delete', `/spin-outs/${spinOut}/facts/${body.id}`, by);
      expect(gone.status).toBe(changed === 200 ? 204 : changed);
    });

    it('not the editor of another spin-out, by whatever address', async () => {
      const other = await add('Carrick Parks');
      await edits(stranger, other);
      expect((await record('workforce', { headcount: 3 }, stranger)).status).toBe(403);
      const { body } = await record('workforce', { headcount: 4 });
      const address = `/spin-outs/${other}/workforce/${body.id}`;
      expect((await platform.api('patch', address, stranger).send({ headcount: 5 })).status).toBe(404);
      expect((await platform.api('patch', `/spin-outs/${spinOut}/pensions/${body.id}`, editor).send({})).status).toBe(
        404,
      );
    });
  });

  describe('may be read', () => {
    const readers: [string, () => Member | null][] = [
      ['nobody', () => null],
      ['a member', () => member],
      ['somebody who works there', () => colleague],
      ['its editor', () => editor],
      ['a data steward', () => steward],
    ];
    it.each([
      ['public', [true, true, true, true, true]],
      ['network', [false, true, true, true, true]],
      ['organisation', [false, false, true, true, true]],
    ])('by whom they are for: %s', async (audience, expected) => {
      const { body } = await record('pensions', { admission: 'closed', audience, fromOn: '2023-04-01' });
      const seen = await Promise.all(
        readers.map(async ([, who]) => {
          const one = await platform.api('get', `/spin-outs/${spinOut}/facts/${body.id}`, who());
          const list = await platform.api('get', `/spin-outs/${spinOut}/facts`, who());
          const inList = (list.body.items as { id: string }[]).some(({ id }) => id === body.id);
          expect([one.status, inList]).toEqual(inList ? [200, true] : [404, false]);
          return inList;
        }),
      );
      expect(seen).toEqual(expected);
      if (audience === 'organisation') {
        const challenge = await platform
          .api('post', `/spin-outs/${spinOut}/facts/${body.id}/challenges`, member)
          .send({ reason: 'I guess' });
        expect(challenge.status).toBe(404);
      }
    });
  });

  it('are changed in what is named alone, from the version that was read, and the log keeps what was before', async () => {
    const { body } = await record('pensions', { admission: 'open', bondAmount: '250000', guarantor: 'The council' });
    expect(body.details.bondAmount).toEqual({ amount: '250000', currency: 'GBP' });
    const change = (fields: object, tag: string) =>
      platform.api('patch', `/spin-outs/${spinOut}/pensions/${body.id}`, editor).set('if-match', tag).send(fields);

    const first = await change({ guarantor: '', bondAmount: { amount: '200000.00', currency: 'GBP' } }, '"v1"');
    expect([first.status, first.headers['etag']]).toEqual([200, '"v2"']);
    expect(first.body.details).toEqual({ admission: 'open', bondAmount: { amount: '200000.00', currency: 'GBP' } });
    const stale = await change({ admission: 'closed' }, '"v1"');
    expect([stale.status, stale.body.current.bondAmount]).toEqual([412, '200000.00']);
    expect((await change({ admission: '' }, '"v2"')).status).toBe(422);

    const log = await platform.dataSource.query<{ what: string; guarantor: string | null }[]>(
      `SELECT what, was ->> 'guarantor' AS guarantor FROM spin_out_fact_log WHERE fact_id = $1 ORDER BY at, id`,
      [body.id],
    );
    expect(log).toEqual([
      { what: 'recorded', guarantor: null },
      { what: 'changed', guarantor: 'The council' },
    ]);
  });

  describe('K33: legal forms', () => {
    it('are kept through a conversion, and the one that began last is what it is now', async () => {
      const id = await add('Orderly Libraries', { legalForm: 'llp' });
      await record('legal-forms', { form: 'cic_guarantee', fromOn: '2024-04-01' }, steward, id);
      expect(await shown(id)).toMatchObject({ legalForm: 'cic_guarantee', legalFormFrom: '2024-04-01' });
      const later = await record(
        'legal-forms',
        { form: 'community_benefit_society', fromOn: '2025-10-01' },
        steward,
        id,
      );
      await record('legal-forms', { form: 'company_guarantee', fromOn: '2023-06-01', toOn: '2024-03-31' }, steward, id);
      expect((await shown(id)).legalForm).toBe('community_benefit_society');
      const { body } = await platform.api('get', `/spin-outs/${id}/facts`);
      expect((body.items as { details: { form: string } }[]).map(({ details }) => details.form)).toEqual([
        'community_benefit_society',
        'cic_guarantee',
        'company_guarantee',
      ]);

      const edit = await platform.api('patch', `/spin-outs/${id}`, steward).send({ legalForm: 'llp' });
      expect([edit.status, edit.body.code]).toEqual([422, 'organisations.legal-form-has-periods']);
      const again = await record('legal-forms', { form: 'llp', fromOn: '2025-10-01' }, steward, id);
      expect([again.status, again.body.code]).toEqual([422, 'spin-out-facts.recorded-already']);
      await platform.api('delete', `/spin-outs/${id}/facts/${later.body.id}`, steward);
      expect((await shown(id)).legalForm).toBe('cic_guarantee');
    });

    it('“co-operative society” as a filter excludes CBS and CIC', async () => {
      for (const legalForm of ['co_operative_society', 'community_benefit_society', 'cic_shares', 'cic_guarantee']) {
        await add(`Filter ${legalForm}`, { legalForm });
      }
      const { body } = await platform.api('get', '/spin-outs?legalForm=co_operative_society');
      expect((body.items as { name: string }[]).map(({ name }) => name)).toEqual(['Filter co_operative_society']);
    });
  });

  it('K24: refuse a transfer at undervalue without its entries, and warn above the limit', async () => {
    const id = await add('Harbour Leisure');
    const deal = { asset: 'Sports hall', tenure: 'peppercorn', atUndervalue: 'yes' };
    const refused = await record('asset-deals', deal, steward, id);
    expect([refused.status, (refused.body.errors as { pointer: string }[]).map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/bestConsideration', '/subsidyAssessment'],
    ]);
    const known = { ...deal, bestConsideration: 'not known', subsidyAssessment: 'not_known', subsidyBasis: 'mfa' };
    const warnings = async () => (await platform.api('get', `/spin-outs/${id}/facts`)).body.warnings as string[];
    await record('asset-deals', { ...known, subsidyAmount: '130000', fromOn: '2024-06-01' }, steward, id);
    expect(await warnings()).toEqual([]);
    await record('asset-deals', { ...known, subsidyAmount: '200000', fromOn: '2026-05-01' }, steward, id);
    expect(await warnings()).toEqual([expect.stringContaining('330000')]);
    await expect(
      platform.dataSource.query(
        `UPDATE spin_out_facts SET details = details - 'bestConsideration' WHERE spin_out_id = $1`,
        [id],
      ),
    ).rejects.toThrow(/check constraint/);
  });

  it('K49: mark stakes that do not add up as incomplete', async () => {
    const stakes = (...percents: string[]) => percents.map((percent, i) => ({ holder: `Holder ${i}`, percent }));
    const jv = { name: 'MyCSP', form: 'joint_venture' };
    expect((await record('partnerships', { ...jv, stakes: stakes('25', '40', '35') })).body.stakesComplete).toBe(true);
    expect((await record('partnerships', { ...jv, stakes: stakes('25', '40') })).body.stakesComplete).toBe(false);
  });

  it('K48: begin staff benefit of an asset-locked form from “no distribution on sale”; a filter finds who shares', async () => {
    const locked = await add('Locked Care', { legalForm: 'cic_shares' });
    const free = await add('Shared Digital', { legalForm: 'employee_ownership_trust' });
    const { body } = await record('staff-benefit-terms', { heldThrough: 'share_class' }, steward, locked);
    expect(body.details).toEqual({
      heldThrough: 'share_class',
      assetLock: 'yes',
      onSale: 'No distribution on sale',
    });
    const said = await record(
      'staff-benefit-terms',
      { onSale: 'Only to another CIC', fromOn: '2025-01-01' },
      steward,
      locked,
    );
    expect(said.body.details.onSale).toBe('Only to another CIC');
    const terms = { heldThrough: 'trust', staffShareOfProceeds: 'yes', proceedsPercent: '25' };
    await record('staff-benefit-terms', terms, steward, free);
    const { body: list } = await platform.api('get', '/spin-outs?staffShareOfProceeds=yes');
    expect((list.items as { name: string }[]).map(({ name }) => name)).toEqual(['Shared Digital']);
  });

  it('K22: give the reserves of a year in months of its costs', async () => {
    const year = {
      fromOn: '2025-04-01',
      toOn: '2026-03-31',
      turnover: '3000000',
      costs: '2400000',
      reserves: '600000',
    };
    expect((await record('financial-years', year)).body).toMatchObject({
      reservesInMonths: 3,
      details: { turnover: { amount: '3000000', currency: 'GBP' } },
    });
  });

  it('K27, K31: a merged spin-out keeps its page and stages, says what it became part of and who runs the service', async () => {
    const id = await add('Saltmarsh Active');
    const heir = await add('Coastline Leisure');
    const end = (fields: object) => platform.api('post', `/spin-outs/${id}/stage-events`, steward).send(fields);
    const early = await end({ stage: 'growth', happenedOn: '2025-01-01', succeededBy: 'Coastline Leisure' });
    expect([early.status, early.body.errors[0].pointer]).toEqual([422, '/succeededBy']);
    const itself = await end({ stage: 'ended', happenedOn: '2025-06-30', endedHow: 'merged', succeededBy: id });
    expect([itself.status, itself.body.errors[0].pointer]).toEqual([422, '/succeededBy']);
    await end({
      stage: 'ended',
      happenedOn: '2025-06-30',
      endedHow: 'merged',
      succeededBy: 'coastline leisure',
      nextProviderKind: 'psm',
      source: 'Transfer of engagements, FCA register',
      sourceUrl: 'https://mutuals.example.org/1234',
    });
    expect(await shown(id)).toMatchObject({
      endedHow: 'merged',
      nextProviderKind: 'psm',
      succeededBy: { id: heir, name: 'Coastline Leisure' },
      stageEvents: [
        { stage: 'go-live', source: null },
        { stage: 'ended', source: 'Transfer of engagements, FCA register' },
      ],
    });
  });

  describe('are challenged', () => {
    const challenge = (factId: string, by: Member | null) =>
      platform
        .api('post', `/spin-outs/${spinOut}/facts/${factId}/challenges`, by)
        .send({ reason: 'The accounts say 60.' });

    it('by any member, seen and answered by its editors and data stewards alone, and kept', async () => {
      const { body: fact } = await record('workforce', { headcount: 90 });
      const address = `/spin-outs/${spinOut}/facts/${fact.id}`;
      expect((await challenge(fact.id, null)).status).toBe(401);
      const raised = await challenge(fact.id, member);
      expect([raised.status, raised.body.challenges.length]).toEqual([201, 1]);
      expect((await challenge(fact.id, member)).status).toBe(409);

      const seenBy = async (who: Member | null) =>
        (await platform.api('get', address, who)).body.challenges.length as number;
      expect(await Promise.all([null, stranger, colleague, member, editor, steward].map(seenBy))).toEqual([
        0, 0, 0, 1, 1, 1,
      ]);
      const openFor = async (who: Member) =>
        ((await platform.api('get', '/fact-challenges', who)).body.items as { factId: string }[]).filter(
          ({ factId }) => factId === fact.id,
        ).length;
      expect(await Promise.all([stranger, colleague, member, editor, steward].map(openFor))).toEqual([0, 0, 1, 1, 1]);

      const answer = (by: Member) =>
        platform
          .api('post', `${address}/challenges/${raised.body.challenges[0].id}/answer`, by)
          .send({ outcome: 'stands', answer: 'The figure is of the day itself.' });
      expect([(await answer(stranger)).status, (await answer(member)).status]).toEqual([404, 403]);
      const answered = await answer(editor);
      expect([answered.status, answered.body.challenges[0].outcome]).toEqual([200, 'stands']);
      expect((await answer(steward)).status).toBe(409);
      expect((await challenge(fact.id, member)).status).toBe(201);
      const log = await platform.dataSource.query<{ what: string }[]>(
        `SELECT what FROM spin_out_fact_log WHERE fact_id = $1 ORDER BY at, id`,
        [fact.id],
      );
      expect(log.map(({ what }) => what)).toEqual(['recorded', 'challenged', 'answered', 'challenged']);
    });

    it('and answered by the removal of what was wrong', async () => {
      const { body: fact } = await record('workforce', { headcount: 91 });
      await challenge(fact.id, member);
      await platform.api('delete', `/spin-outs/${spinOut}/facts/${fact.id}`, editor);
      expect((await platform.api('get', `/spin-outs/${spinOut}/facts/${fact.id}`, editor)).status).toBe(404);
      expect((await challenge(fact.id, stranger)).status).toBe(404);
      const [kept] = await platform.dataSource.query<object[]>(
        `SELECT outcome, removed_at IS NOT NULL AS removed FROM spin_out_fact_challenges c
           JOIN spin_out_facts f ON f.id = c.fact_id WHERE f.id = $1`,
        [fact.id],
      );
      expect(kept).toEqual({ outcome: 'corrected', removed: true });
    });
  });
});
