import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { caseNotesGiven, NOTE } from './case-notes.given.ts';

describe('the rules of a case note', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const submit = async (over: object) => {
    const { id } = await given.draft(author, over);
    const { status, body } = await platform.api('post', `/case-notes/${id}/submit`, author).send({});
    return { status, pointers: (body.errors ?? []).map(({ pointer }: { pointer: string }) => pointer) as string[] };
  };
  const undated = { ...NOTE.money[0]!, from: undefined, to: undefined };

  it.each([
    ['K04: as evidenced with both', { claimsEvidenced: true }, 200, []],
    ['K04: as evidenced without money', { claimsEvidenced: true, money: [] }, 422, ['/money/0/amount']],
    [
      'K04: as evidenced without a measure',
      { claimsEvidenced: true, outcomes: [], whyNotKnown: 'Nobody counted' },
      422,
      ['/outcomes/0/baselineValue'],
    ],
    ['K04: as an outline without money', { money: [] }, 200, []],
    ['a yearly saving without a period', { money: [undated] }, 422, ['/money/0/from']],
    ['a saving made once without a period', { money: [{ ...undated, per: 'once' }] }, 200, []],
    ['K06: one option alone', { options: [{ name: 'A trust' }] }, 422, ['/options/1/name']],
    ['K06: two options', { options: [{ name: 'A trust' }, { name: 'A mutual', chosen: 'yes' }] }, 200, []],
  ])('%s', async (_what, over, status, pointers) => {
    expect(await submit(over)).toEqual({ status, pointers });
  });

  it('K11: a note without any date, figure or document is an outline, and says in words what is missing', async () => {
    const { id } = await given.published(author, moderator, {
      outcomes: [],
      money: [],
      whyNotKnown: 'Nobody counted',
      periodFrom: undefined,
      periodTo: undefined,
    });
    const { body } = await platform.api('get', `/case-notes/${id}`, null);

    expect(body.evidenced).toBe(false);
    expect(body.missing).toEqual(
      expect.arrayContaining([
        'A figure for money',
        'When it happened',
        'A named document',
        'The options that were considered',
      ]),
    );
  });

  it.each([
    ['what was decided', { decision: 'To hand the zebracrossings over' }],
    ['why now', { whyNow: 'The zebracrossings were falling apart' }],
    ['an option', { options: [{ name: 'Sell zebracrossings' }, { name: 'Keep them', chosen: 'yes' }] }],
    ['why an option was not chosen', { options: [{ name: 'Sell', why: 'Too few zebracrossings' }, { name: 'Keep' }] }],
    ['a tactic', { tacticsUsed: 'We walked the zebracrossings with the leader' }],
    ['an objection', { objectionsMet: '“Who will paint the zebracrossings?”' }],
    ['a document', { documents: [{ title: 'The zebracrossings report' }] }],
  ])('is found by %s', async (_what, over) => {
    const { id } = await given.published(author, moderator, over);
    const { body } = await platform.api('get', '/search?q=zebracrossings', null);
    expect(body.items.map((item: { id: string }) => item.id)).toContain(id);
    expect(body.items[0].snippet.toLowerCase()).toContain('zebracrossings');
  });

  it('is found by its politics', async () => {
    const { id } = await given.published(author, moderator, { politicalTags: ['reversed_after_election'] });
    const { body } = await platform.api('get', '/search?q=reversed+after+election', null);
    expect(body.items.map((item: { id: string }) => item.id)).toContain(id);
  });

  it.each([
    ['staff, on their word', { authorTie: 'staff' }, 'self'],
    ['the commissioner, on their word', { authorTie: 'commissioner' }, 'commissioner'],
    [
      'staff, with documents',
      { authorTie: 'staff', documents: [{ title: 'Commissioner’s review' }, { title: 'Accounts 2025-26' }] },
      'commissioner',
    ],
    ['staff, with one of the two', { authorTie: 'staff', documents: [{ title: 'Accounts 2025-26' }] }, 'self'],
    ['nobody with a tie', { authorTie: 'none' }, 'commissioner'],
  ])('grades by what can be looked up and the tie of its author: %s', async (_what, over, grade) => {
    const { id } = await given.draft(author, over);
    expect((await platform.api('get', `/case-notes/${id}`, author)).body.evidenceGrade).toBe(grade);
  });

  it('keeps licences and stages, and refuses those that are none', async () => {
    const over = {
      licence: 'OGL 3.0',
      money: [{ ...NOTE.money[0]!, stage: 'transition' }],
      documents: [{ title: 'Accounts' }, { title: 'Minutes', licence: 'OGL 3.0' }],
    };
    const { id } = await given.draft(author, over);
    const { body } = await platform.api('get', `/case-notes/${id}`, author);
    expect([body.licence, body.money[0].stage]).toEqual(['OGL 3.0', 'transition']);
    expect(body.documents.map(({ licence }: { licence: string }) => licence)).toEqual([
      'all-rights-reserved',
      'OGL 3.0',
    ]);

    const wrong = {
      licence: 'mine',
      money: [{ ...NOTE.money[0]!, stage: 'never' }],
      documents: [{ title: 'A', licence: 'x' }],
    };
    const refused = await platform.api('post', '/case-notes', author).send({ ...NOTE, ...wrong });
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/documents/0/licence',
      '/licence',
      '/money/0/stage',
    ]);
  });

  it('shows both where sources disagree, and limits what a paid adviser says', async () => {
    const { id } = await given.published(author, moderator, {
      authorTie: 'adviser_paid',
      money: [NOTE.money[0]!, { ...NOTE.money[0]!, amount: '300000', source: 'Council minutes' }],
    });
    const { body } = await platform.api('get', `/case-notes/${id}`, null);

    expect(body.disagreements).toEqual([{ kind: 'money', about: 'Saved a year by year 3', figures: [0, 1] }]);
    expect(body.evidenceGrade).toBe('self');
  });

  it('keeps every part, gives it back, and takes it away with the rest when withdrawn', async () => {
    const parts = {
      decision: 'To move twelve libraries.',
      whyNow: 'A 15% cut.',
      options: [
        { name: 'Society', description: null, score: '74', chosen: 'yes', why: 'Best score' },
        { name: 'Trust', description: 'Shorter hours', score: '61', chosen: 'no', why: null },
      ],
      capacity: [{ stage: 'options-appraisal', role: 'Finance lead', daysPerWeek: '0.5', months: '4' }],
      tacticsUsed: 'A staff ballot.',
      objectionsMet: 'The union asked about pensions.',
      documents: [
        {
          title: 'Future operating model',
          address: 'https://example.org/a',
          description: null,
          date: '2022-11-01',
          kind: 'report',
        },
      ],
      peopleToAsk: [{ role: 'Head of libraries then' }],
      politicalTags: ['no_overall_control'],
      lawfulHelpKinds: ['reserved_contract', 'lease_or_licence'],
    };
    const { id } = await given.published(author, moderator, parts);
    expect((await platform.api('get', `/case-notes/${id}`, null)).body).toMatchObject(parts);

    await platform.api('post', `/case-notes/${id}/withdraw`, moderator).send({ reason: 'A check' });
    const { body } = await platform.api('get', `/case-notes/${id}`, null);
    expect(body).toMatchObject({
      decision: null,
      options: [],
      capacity: [],
      documents: [],
      peopleToAsk: [],
      politicalTags: [],
      lawfulHelpKinds: [],
    });
  });

  it.each([
    ['lawful help of a kind that is none', { lawfulHelpKinds: ['favour'] }, '/lawfulHelpKinds'],
    ['no lawful help, and some', { lawfulHelpKinds: ['none', 'loan'] }, '/lawfulHelpKinds'],
    ['a party as a tag', { politicalTags: ['labour'] }, '/politicalTags'],
    [
      'an address that is none',
      { documents: [{ title: 'Paper', address: 'javascript:alert(1)' }] },
      '/documents/0/address',
    ],
  ])('refuses %s', async (_what, over, pointer) => {
    const { status, body } = await platform.api('post', '/case-notes', author).send({ ...NOTE, ...over });
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });
});
