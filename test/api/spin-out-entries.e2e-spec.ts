import path from 'node:path';
import { CouncilsImport } from '#libs/organisations';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('what a profile says and its stages', () => {
  let platform: TestPlatform;
  let steward: Member;
  let editor: Member;
  let member: Member;
  let moderator: Member;
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
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    stranger = await platform.given.member({ name: 'Omar' });
    spinOut = await add('Soonford Libraries Society', { staff: 68, source: 'Annual report 2024' });
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, spinOut],
    );
  });
  afterAll(() => platform.stop());

  const add = async (name: string, over: Record<string, unknown> = {}): Promise<string> => {
    const sent = { name, parent: 'SOO', stage: 'go-live', stageOn: '2024-04-01', ...over };
    const { status, body } = await platform.api('post', '/spin-outs', steward).send(sent);
    if (status !== 201) throw new Error(`No spin-out: ${status} ${JSON.stringify(body)}`);
    return body.id as string;
  };
  const shown = async (id = spinOut) => (await platform.api('get', `/spin-outs/${id}`)).body;
  const entry = async (about: string, by: Member | null = null, id = spinOut) =>
    platform.api('get', `/spin-outs/${id}/entries/${about}`, by);
  const challenge = (about: string, by: Member | null, id = spinOut) =>
    platform.api('post', `/spin-outs/${id}/entries/${about}/challenges`, by).send({ reason: 'The accounts say 60.' });
  const answer = (about: string, challengeId: string, by: Member | null, id = spinOut) =>
    platform
      .api('post', `/spin-outs/${id}/entries/${about}/challenges/${challengeId}/answer`, by)
      .send({ outcome: 'corrected', answer: 'You are right.' });
  const waited = (challengeId: string, days: number) =>
    platform.dataSource.query(
      `UPDATE spin_out_fact_challenges SET raised_at = now() - make_interval(days => $2) WHERE id = $1`,
      [challengeId, days],
    );

  it('carry source and date, and a profile that began without says that there is no evidence', async () => {
    expect((await entry('staff')).body).toMatchObject({
      about: 'staff',
      value: 68,
      sourced: true,
      source: 'Annual report 2024',
      asAt: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      recordedAt: expect.any(String),
    });
    const bare = await add('Bare Parks');
    expect((await entry('parent', null, bare)).body).toMatchObject({
      value: 'Soonford Borough Council',
      sourced: true,
      source: null,
    });
    const html = (await platform.page('get', `/spin-outs/${bare}`)).text;
    expect(html).toContain('No evidence');
    expect((await platform.page('get', `/spin-outs/${bare}/entries/parent`)).text).toContain('No evidence');
  });

  it.each([
    ['parent', { parent: 'ARD' }],
    ['staff', { staff: 80 }],
    ['went-live', { wentLiveOn: '2024-05-01' }],
    ['legal-form', { legalForm: 'cio' }],
    ['service-areas', { serviceAreas: ['youth'] }],
  ])('%s changes only with a source or the word that there is none, and keeps what it said', async (field, change) => {
    const id = await add(`Changing ${field}`, { source: 'Business case', staff: 5, serviceAreas: ['libraries'] });
    const edit = (more: object) => platform.api('patch', `/spin-outs/${id}`, steward).send({ ...change, ...more });
    const refused = await edit({});
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/source']);
    expect((await edit({ source: 'Public register', sourceUrl: 'https://register.example.org/1' })).status).toBe(200);
    const { body } = await entry(field, steward, id);
    expect(body).toMatchObject({ source: 'Public register', sourceUrl: 'https://register.example.org/1' });
    expect(body.changes[0].was).toBeTruthy();
    // What it said before is for its editors.
    expect((await entry(field, member, id)).body.changes[0].was).toBeNull();
    // Saying the same again changes nothing and asks for nothing.
    expect((await edit({})).status).toBe(200);
  });

  it('a stage asks for evidence or the plain word that there is none', async () => {
    const id = await add('Evident Care', { stage: 'idea', stageOn: '2023-01-01' });
    const send = (more: object) =>
      platform
        .api('post', `/spin-outs/${id}/stage-events`, steward)
        .send({ stage: 'approval', happenedOn: '2023-06-01', ...more });
    const refused = await send({});
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/source']);
    expect((await send({ noEvidence: true })).status).toBe(201);
    const html = (await platform.page('get', `/spin-outs/${id}`)).text;
    expect(html).toMatch(/Evidence: <span class="wm-nil">No evidence<\/span>/);
  });

  it('a stage is put right and removed with a trace, and the spin-out follows', async () => {
    const id = await add('Traced Youth');
    const { body: ended } = await platform.api('post', `/spin-outs/${id}/stage-events`, steward).send({
      stage: 'ended',
      happenedOn: '2025-06-30',
      endedHow: 'closed',
      nextProviderKind: 'private',
      source: 'Press release',
    });
    const [goLive, end] = ended.stageEvents as { id: string; version: number }[];
    const correct = (by: Member, tag: string, over: object) =>
      platform
        .api('put', `/spin-outs/${id}/stage-events/${end!.id}`, by)
        .set('if-match', tag)
        .send({
          stage: 'ended',
          happenedOn: '2025-07-31',
          endedHow: 'insourced',
          nextProviderKind: 'in_house',
          source: 'Minutes',
          ...over,
        });
    expect((await correct(stranger, '"v1"', {})).status).toBe(403);
    expect((await correct(steward, '"v1"', {})).status).toBe(200);
    expect((await correct(steward, '"v1"', {})).status).toBe(412);
    expect(await shown(id)).toMatchObject({
      endedOn: '2025-07-31',
      endedHow: 'insourced',
      nextProviderKind: 'in_house',
    });
    const { body: traced } = await entry(end!.id, steward, id);
    expect(traced.changes.map(({ what }: { what: string }) => what)).toEqual(['changed', 'recorded']);
    expect(traced.changes[0].was).toMatchObject({ endedHow: 'closed', nextProviderKind: 'private' });

    const { body: raised } = await challenge(end!.id, member, id);
    expect((await platform.api('delete', `/spin-outs/${id}/stage-events/${end!.id}`, steward)).status).toBe(204);
    expect(await shown(id)).toMatchObject({ stage: 'go-live', endedOn: null, endedHow: null });
    expect((await entry(end!.id, steward, id)).status).toBe(404);
    const [kept] = await platform.dataSource.query<object[]>(
      `SELECT outcome, (SELECT count(*)::int FROM spin_out_changes WHERE stage_event_id = $2) AS traces
         FROM spin_out_fact_challenges WHERE id = $1`,
      [raised.challenges[0].id, end!.id],
    );
    expect(kept).toEqual({ outcome: 'corrected', traces: 3 });
    const last = await platform.api('delete', `/spin-outs/${id}/stage-events/${goLive!.id}`, steward);
    expect([last.status, last.body.errors[0].pointer]).toEqual([422, '/stage']);
  });

  describe('are challenged', () => {
    it.each([['staff'], ['parent'], ['stage']])('%s: seen by those who may answer and who asked', async (what) => {
      const about = what === 'stage' ? ((await shown()).stageEvents[0].id as string) : what;
      expect((await challenge(about, null)).status).toBe(401);
      const raised = await challenge(about, member);
      expect(raised.status).toBe(201);
      expect((await challenge(about, member)).status).toBe(409);
      const id = raised.body.challenges[0].id as string;
      const readers = [null, stranger, member, editor, steward, moderator];
      const seen = await Promise.all(
        readers.map(async (who) => (await entry(about, who)).body.challenges.length as number),
      );
      expect(seen).toEqual([0, 0, 1, 1, 1, 1]);
      const listed = await Promise.all(
        readers.slice(1).map(async (who) => {
          const { body } = await platform.api('get', '/fact-challenges', who);
          return (body.items as { id: string }[]).some((item) => item.id === id);
        }),
      );
      expect(listed).toEqual([false, true, true, true, true]);
      expect([(await answer(about, id, stranger)).status, (await answer(about, id, member)).status]).toEqual([
        404, 403,
      ]);
      expect((await answer(about, id, editor)).status).toBe(200);
      expect((await answer(about, id, steward)).status).toBe(409);
    });

    it.each<[string, number, () => Member, number]>([
      ['a moderator on the first day', 0, () => moderator, 403],
      ['a moderator on the day before', 13, () => moderator, 403],
      ['a moderator when its editors did not in 14 days', 14, () => moderator, 200],
      ['a data steward at any time', 0, () => steward, 200],
      ['its editor, also later', 20, () => editor, 200],
      ['somebody else never', 20, () => stranger, 404],
    ])('and decided by %s', async (_who, days, by, status) => {
      const asker = await platform.given.member();
      const { body } = await challenge('went-live', asker);
      const id = body.challenges.find(({ outcome }: { outcome: string | null }) => outcome === null).id as string;
      await waited(id, days);
      expect((await answer('went-live', id, by())).status).toBe(status);
    });

    it('a fact too, by the same rule', async () => {
      const { body: fact } = await platform.api('post', `/spin-outs/${spinOut}/workforce`, editor).send({
        fromOn: '2024-04-01',
        sourceKind: 'self',
        source: 'Payroll',
        headcount: 68,
      });
      const address = `/spin-outs/${spinOut}/facts/${fact.id}`;
      const { body: raised } = await platform.api('post', `${address}/challenges`, member).send({ reason: 'No, 70.' });
      const id = raised.challenges[0].id as string;
      const decide = () =>
        platform
          .api('post', `${address}/challenges/${id}/answer`, moderator)
          .send({ outcome: 'stands', answer: 'Checked.' });
      expect((await decide()).status).toBe(403);
      await waited(id, 14);
      expect((await decide()).status).toBe(200);
    });
  });

  it('are challenged and put right by forms alone', async () => {
    const id = await add('Formal Museums');
    const at = `/spin-outs/${id}/entries/${(await shown(id)).stageEvents[0].id}`;
    const send = (address: string, form: object, by: Member) =>
      platform.page('post', address, by).type('form').send(form);
    const empty = await send(`${at}/challenges`, { reason: '' }, member);
    expect([empty.status, empty.text.includes('href="#reason"')]).toEqual([422, true]);
    expect((await send(`${at}/challenges`, { reason: 'It was May.' }, member)).status).toBe(303);
    const page = (await platform.page('get', at, steward)).text;
    expect(page).toContain('It was May.');
    const date = { 'happenedOn-day': '1', 'happenedOn-month': '5', 'happenedOn-year': '2024' };
    const edit = (form: object) => send(`${at}/edit`, { _version: '1', stage: 'go-live', ...date, ...form }, steward);
    const refused = await edit({});
    expect([refused.status, refused.text.includes('href="#source"')]).toEqual([422, true]);
    expect((await edit({ source: 'Press release' })).status).toBe(303);
    expect((await edit({ source: 'Another' })).status).toBe(409);
    expect((await shown(id)).wentLiveOn).toBe('2024-05-01');
    const source = await send(`/spin-outs/${id}/entries/parent/source`, { source: 'Cabinet minutes' }, steward);
    expect(source.status).toBe(303);
    expect((await platform.page('get', `/spin-outs/${id}`)).text).toContain('Cabinet minutes');
  });

  it.each([['nothing'], ['01a229b5-d000-7060-94c8-06176a50319b']])('and no other: %s', async (about) => {
    expect((await entry(about, steward)).status).toBe(404);
    expect((await challenge(about, member)).status).toBe(404);
  });
});
