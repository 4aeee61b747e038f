import { NOTE } from './case-notes.given.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

interface Made {
  /** Where it is edited. */
  at: string;
  /** Where it is read, if elsewhere. */
  readAt?: string;
  by: Member;
  /** A first edit, which the second does not know of. */
  edit: Record<string, unknown>;
  /** The second, where the first one once more is done already; else the same. */
  again?: Record<string, unknown>;
  /** What an edit has to say of itself. */
  saying?: Record<string, unknown>;
}

const SUBJECTS = { serviceAreas: ['libraries'], topics: ['pensions'], stage: 'options-appraisal' };
const TITLE = 'The title as the first of two made it';

/** Who edits a text that changed meanwhile gets all of it as it is now: half of it could not be compared. */
describe('a stale edit', () => {
  let platform: TestPlatform;
  let member: Member;
  let editor: Member;
  let steward: Member;
  let schemas: Record<string, { properties?: object }>;
  let paths: Record<string, { patch?: { requestBody?: { content: Record<string, { schema: { $ref: string } }> } } }>;

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    member = await platform.given.member({ name: 'Rosa Delgado' });
    editor = await platform.given.member({ name: 'Ines Caldershaw' }, 'subject_editor');
    steward = await platform.given.member({ name: 'Stella' }, 'data_steward');
    const { body } = await platform.page('get', '/api/openapi.json');
    ({ paths } = body);
    ({ schemas } = body.components);
  });
  afterAll(() => platform.stop());

  const create = async (path: string, by: Member, body: object): Promise<Record<string, string>> => {
    const made = await platform.api('post', path, by).send(body);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body;
  };
  const GIVEN: Record<string, () => Promise<Made>> = {
    '/threads/{id}': async () => ({
      at: `/threads/${(await platform.given.thread(member)).id}`,
      by: member,
      edit: { title: TITLE, ...SUBJECTS },
      again: { title: `${TITLE}, and who says so?`, ...SUBJECTS },
    }),
    '/circles/{id}': async () => ({
      at: `/circles/${(await create('/circles', member, { name: 'Finance leads' })).id}`,
      by: member,
      edit: { name: TITLE, purpose: 'What its members promise each other.' },
    }),
    '/circle-notes/{id}': async () => {
      const { id: circle } = await create('/circles', member, { name: 'Finance leads' });
      const text = { title: 'The first Thursday', metOn: '2026-11-05', body: 'We met.' };
      return {
        at: `/circle-notes/${(await create(`/circles/${circle}/notes`, member, text)).id}`,
        by: member,
        edit: { title: TITLE, metOn: '2026-11-06', body: 'We met and agreed.' },
        again: { title: TITLE, metOn: '2026-11-06', body: 'We met and did not agree.' },
      };
    },
    '/posts/{id}': async () => ({
      at: `/posts/${(await platform.given.thread(member)).postId}`,
      by: member,
      edit: { body: 'Better words' },
      again: { body: 'Other words' },
    }),
    '/case-notes/{id}': async () => {
      const { summary, serviceAreas, stage, outcomes, whatHappened } = NOTE;
      const edit = { title: NOTE.title, summary, serviceAreas, stage, outcomes, whatHappened };
      return { at: `/case-notes/${(await create('/case-notes', member, { title: TITLE })).id}`, by: member, edit };
    },
    '/guidance/{slug}': async () => {
      const page = { title: 'Ask for a guarantee first', summary: 'Ask. Then price.', body: 'Text' };
      const { slug } = await create('/guidance', editor, page);
      return {
        at: `/guidance/${slug}`,
        by: editor,
        edit: { title: TITLE, summary: 'Better.', body: 'Better words', lawAsAt: '2026-10-01', ...SUBJECTS },
      };
    },
    '/organisations/{id}': async () => ({
      at: `/organisations/${(await create('/organisations', steward, { kind: 'union', name: 'Care Union' })).id}`,
      by: steward,
      edit: { name: 'Care Workers’ Union', nation: 'England', summary: 'Everyone in care.' },
    }),
    '/spin-outs/{id}': async () => ({
      at: `/spin-outs/${(await create('/spin-outs', steward, { name: 'Museums Together', stage: 'idea' })).id}`,
      by: steward,
      edit: { name: 'Museums Apart', staff: 11, serviceAreas: ['libraries'] },
      saying: { noEvidence: true },
    }),
    '/me': () =>
      Promise.resolve({ at: '/me', by: member, edit: { bio: 'Twelve libraries.', topicsOffered: ['tupe'] } }),
  };
  /** Every kind of fact about a spin-out, with no more than it needs. */
  const FACTS: Record<string, object> = {
    'legal-forms': { form: 'cic_guarantee' },
    governance: { boardSeats: 9 },
    'tests-of-a-public-service-mutual': { publicServices: 'yes', profits: 'yes', employeeControl: 'unknown' },
    workforce: { headcount: 68 },
    pensions: { admission: 'open' },
    'financial-years': { turnover: '3000000', toOn: '2025-03-31' },
    'staff-benefit-terms': { saleVeto: 'yes' },
    'asset-deals': { asset: 'A library', tenure: 'lease', atUndervalue: 'no' },
    partnerships: { name: 'Two as one', form: 'joint_venture' },
    'accepted-in-tenders': { test: 'turnover', accepted: 'bond' },
    'what-was-kept-or-lost': { staffSeats: 'kept', name: 'changed', assetLock: 'kept', surplus: 'not_known' },
  };
  const spinOut = async (): Promise<string> =>
    (await create('/spin-outs', steward, { name: `Museums ${(made += 1)}`, stage: 'idea' })).id!;
  let made = 0;
  for (const [kind, details] of Object.entries(FACTS)) {
    GIVEN[`/spin-outs/{id}/${kind}/{factId}`] = async () => {
      const id = await spinOut();
      const dated = { fromOn: '2024-04-01', sourceKind: 'document', source: 'Annual report', ...details };
      const fact = await create(`/spin-outs/${id}/${kind}`, steward, dated);
      return {
        at: `/spin-outs/${id}/${kind}/${fact.id}`,
        readAt: `/spin-outs/${id}/facts/${fact.id}`,
        by: steward,
        edit: { note: 'As the auditor says' },
      };
    };
  }
  for (const part of ['law-versions', 'lawful-ways', 'clauses']) {
    GIVEN[`/${part}/{code}`] = async () => {
      const { body } = await platform.api('get', `/${part}?limit=1`, editor);
      return { at: `/${part}/${body.items[0].code}`, by: editor, edit: { title: TITLE } };
    };
  }
  GIVEN['/spin-outs/{id}/contracts/{contractId}'] = async () => {
    const id = await spinOut();
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [member.id, id],
    );
    const contract = { payer: 'A trust', title: 'Libraries', start: '2025-04-01', route: 'open', annualValue: '100' };
    const { id: contractId } = await create(`/spin-outs/${id}/contracts`, member, contract);
    return { at: `/spin-outs/${id}/contracts/${contractId}`, by: member, edit: { title: TITLE } };
  };

  /** Fields that say something about the edit and are not kept in the thing itself. */
  const OF_THE_EDIT: Record<string, string[]> = {
    '/guidance/{slug}': ['note'],
    '/me': ['noInterests'],
    '/spin-outs/{id}': ['source', 'sourceUrl', 'asAt', 'noEvidence'],
  };

  it('is tried on everything that can be edited', () => {
    const editable = Object.keys(paths).filter((path) => paths[path]!.patch);
    expect(editable.map((path) => path.replace('/api/v1', '')).toSorted()).toEqual(Object.keys(GIVEN).toSorted());
  });

  it.each(Object.keys(GIVEN))('of %s is refused with all that can be edited, as it is now', async (path) => {
    const { at, readAt = at, by, edit, again = edit, saying } = await GIVEN[path]!();
    const read = await platform.api('get', readAt, by);
    const send = (change: object) =>
      platform
        .api('patch', at, by)
        .set('if-match', read.headers['etag']!)
        .send({ ...change, ...saying });
    expect((await send(edit)).status).toBe(200);

    const { status, body, headers } = await send(again);

    expect([status, body.code]).toEqual([412, 'edit.stale']);
    expect(body.current).toMatchObject(edit);
    const schema = paths[`/api/v1${path}`]!.patch!.requestBody!.content['application/json']!.schema;
    const fields = Object.keys(schemas[schema.$ref.split('/').at(-1)!]!.properties!);
    const kept = fields.filter((field) => !OF_THE_EDIT[path]?.includes(field));
    expect(Object.keys(body.current).toSorted()).toEqual(kept.toSorted());
    expect(headers['etag']).toBe((await platform.api('get', readAt, by)).headers['etag']);
  });
});
