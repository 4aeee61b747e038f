import { caseNotesGiven } from '../api/case-notes.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const PAGES = [
  'about',
  'subject',
  'stage',
  'outcomes',
  'money',
  'documents',
  'decision',
  'options',
  'story',
  'objections',
  'capacity',
  'politics',
  'you',
];

describe('a case note, step by step', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let member: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti' });
    member = await platform.given.member({ name: 'Ben' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    await given.council('ZFEN', 'Fenmarch County Council');
  });
  afterAll(() => platform.stop());

  const send = (path: string, fields: object, by: Member | null = author) =>
    platform.page('post', path, by).type('form').send(fields);
  const noteOf = async (id: string) => (await platform.api('get', `/case-notes/${id}`, author)).body;
  const versionIn = async (id: string) => (await noteOf(id)).version as number;
  const textOf = async (path: string, by: Member | null = author) => (await platform.page('get', path, by)).text;
  const step = async (id: string, slug: string, fields: object) =>
    send(`/case-notes/${id}/tasks/${slug}`, { _version: await versionIn(id), _window: 'w1', ...fields });
  const keep = (id: string, slug: string, fields: object) => send(`/case-notes/${id}/tasks/${slug}/keep`, fields);
  const begun = async (fields: object = {}): Promise<string> => {
    const { headers } = await send('/case-notes', { title: 'Twelve libraries, one society', ...fields });
    return /case-notes\/([0-9a-f-]{36})\/tasks$/.exec(headers['location'] ?? '')?.[1] ?? '';
  };
  /** Status by title: "Title and place: Incomplete". */
  const statuses = async (id: string): Promise<string[]> =>
    [
      ...(await textOf(`/case-notes/${id}/tasks`)).matchAll(
        /govuk-task-list__name-and-hint"><(?:a|div)[^>]*>([^<]*)<.*?task-list__status[^>]*>(?:<strong[^>]*>)?([^<]*)</g,
      ),
    ].map(([, title, status]) => `${title}: ${status}`);

  describe('the beginning', () => {
    it('says to everybody what it takes, and asks for a title first', async () => {
      for (const by of [null, author]) expect(await textOf('/case-notes/new', by)).toContain('Before you start');
      expect((await platform.page('get', '/case-notes/new/title')).headers['location']).toBe(
        '/sign-in?next=%2Fcase-notes%2Fnew%2Ftitle',
      );
      expect((await send('/case-notes', { title: 'Twelve libraries, one society' }, null)).status).toBe(401);

      const bad = await send('/case-notes', { title: 'Short', council: 'Nowhere' });
      expect([bad.status, bad.text.includes('<a href="#title">Title must be 10 characters or more</a>')]).toEqual([
        422,
        true,
      ]);
      const unknown = await send('/case-notes', { title: 'Twelve libraries, one society', council: 'Nowhere' });
      expect([unknown.status, unknown.text.includes('href="#council"')]).toEqual([422, true]);
    });

    it('makes the draft once, and leads to the list of its pages', async () => {
      const fields = { _once: 'begin-1', council: 'fenmarch county council', serviceAreas: 'libraries' };
      const id = await begun(fields);
      expect(await begun(fields)).toBe(id);
      expect(await noteOf(id)).toMatchObject({
        status: 'draft',
        council: { code: 'ZFEN' },
        serviceAreas: ['libraries'],
        licence: 'CC BY 4.0',
      });
      expect(await statuses(id)).toEqual([
        'Title and place: Incomplete',
        'Services and topics: Completed',
        'How far it got, and when: Not yet started',
        'Did the service get worse?: Not yet started',
        'What was saved, and what it cost: Not yet started',
        'Documents: Not yet started',
        'What was decided and why now: Not yet started',
        'Options considered: Not yet started',
        'The story: Not yet started',
        'Tactics used and objections met: Not yet started',
        'People and time it took: Not yet started',
        'Politics, lawful help and cuts: Not yet started',
        'You, your licence and whom to ask: Not yet started',
        'Check your answers and submit: Cannot start yet',
      ]);
      expect(await textOf('/case-notes/mine')).toContain(id);
    });
  });

  it('is written, refused at the fields that lack something, mended and submitted with forms alone', async () => {
    const id = await begun();
    const tasks = `/case-notes/${id}/tasks`;
    const answers = [
      await step(id, 'decision', { decision: 'To move twelve libraries.', whyNow: 'A 15% cut.' }),
      await step(id, 'options', { 'options.3.name': 'A trust', 'options.3.score': '61', 'options.0.chosen': 'yes' }),
      await step(id, 'story', { whatHappened: 'It went live.' }),
      await step(id, 'money', { claimsEvidenced: 'true' }),
    ];
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(
      answers.map(() => [303, tasks]),
    );

    const refused = await send(`${tasks}/submit`, { _version: await versionIn(id) });
    expect(refused.status).toBe(422);
    for (const place of [
      'about?change=yes#summary',
      'options?change=yes#options.1.name',
      'money?change=yes#money.0.amount',
      'outcomes?change=yes#whyNotKnown',
    ]) {
      expect(refused.text).toContain(`href="${tasks}/${place}"`);
    }

    await step(id, 'about', { title: 'Twelve libraries, one society', summary: 'They moved.' });
    await step(id, 'subject', { serviceAreas: 'libraries' });
    await step(id, 'stage', { stage: 'go-live', result: 'went-ahead' });
    expect(await statuses(id)).toContain('Options considered: Incomplete');
    await step(id, 'options', {
      'options.0.name': 'A trust',
      'options.1.name': 'A society',
      'options.1.chosen': 'yes',
    });
    await step(id, 'money', { claimsEvidenced: 'false' });
    await step(id, 'outcomes', { whyNotKnown: 'Nobody counted.' });
    expect(await statuses(id)).toEqual(
      expect.arrayContaining(['Options considered: Completed', 'Check your answers and submit: Not yet started']),
    );
    const done = await send(`${tasks}/submit`, { _version: await versionIn(id) });
    expect([done.status, done.headers['location']]).toEqual([303, `/case-notes/${id}`]);

    await platform.api('post', `/case-notes/${id}/publish`, moderator).send({});
    const text = await textOf(`/case-notes/${id}`, null);
    expect(text).toContain('To move twelve libraries.');
    expect(text).toContain('Not recorded');
  });

  it('K06: asks for two options, and shows them in a table with a caption and their scores', async () => {
    const { id } = await given.published(author, moderator, {
      options: [
        { name: 'A trust', score: '61.50', why: 'Rates relief alone' },
        { name: 'A society', score: '74', chosen: 'yes' },
      ],
    });
    const text = await textOf(`/case-notes/${id}`, null);
    expect(text).toMatch(/<caption[^>]*>Options considered<\/caption>/);
    expect(text).toContain('61.5');
    const { id: without } = await given.published(author, moderator);
    expect(await textOf(`/case-notes/${without}`, null)).toContain('The options that were considered');
    expect(await textOf(`/case-notes/${await begun()}/tasks/options`)).toContain('we ask for at least two');
  });

  it('K04: refuses at the field to be published as evidenced with one of the two alone', async () => {
    const { id } = await given.draft(author, { money: [], claimsEvidenced: true });
    const refused = await send(`/case-notes/${id}/tasks/submit`, { _version: 1 });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('To be evidenced, enter a figure for money with its period and its source');
    expect(refused.text).toContain(`href="/case-notes/${id}/tasks/money?change=yes#money.0.amount"`);
    expect(await textOf(`/case-notes/${id}/tasks/money`)).toContain('id="money.0.amount"');
  });

  it('K11: a note without any date, figure or document is told so, and published as an outline', async () => {
    const bare = { outcomes: [], money: [], whyNotKnown: 'Nobody counted', periodFrom: null, periodTo: null };
    const { id } = await given.draft(author, bare);
    for (const page of ['', '/check']) {
      const text = await textOf(`/case-notes/${id}/tasks${page}`);
      expect(text).toContain('There is no date, no figure and no document in it yet.');
      expect(text).toContain('<li>A named document</li>');
    }
    await send(`/case-notes/${id}/tasks/submit`, { _version: 1 });
    const desk = await textOf(`/case-notes/${id}`, moderator);
    expect(desk).toContain('It can be published as an outline, no more.');
    expect(desk).toContain('Publish as an outline');
    await platform.api('post', `/case-notes/${id}/publish`, moderator).send({});
    expect(await textOf(`/case-notes/${id}`, null)).toContain('Case note, outline');

    const { id: dated } = await given.draft(author, { ...bare, periodFrom: '2023-04-01' });
    expect(await textOf(`/case-notes/${dated}/tasks/check`)).not.toContain('There is no date, no figure');
  });

  it('says that figures which readers do not see yet do not count', async () => {
    const told = {
      kind: 'saving',
      label: 'Saved',
      amount: '1000',
      per: 'year',
      from: '2025-04-01',
      to: '2026-03-31',
      source: 'Accounts',
      confidence: 'audited',
    };
    const { id: open } = await given.draft(author, { money: [told] });
    const { id } = await given.draft(author, { money: [{ ...told, confidentialUntil: '2999-01-01' }] });
    const words = 'Figures that readers do not see yet do not count until their day.';
    expect(await textOf(`/case-notes/${open}/tasks/check`)).not.toContain(words);
    expect(await textOf(`/case-notes/${id}/tasks/check`)).toContain(words);
    await send(`/case-notes/${id}/tasks/submit`, { _version: 1 });
    expect(await textOf(`/case-notes/${id}`, moderator)).toContain('Readers do not see every figure in it yet.');
  });

  it('K03: the cost of doing nothing is optional, and shows as not recorded', async () => {
    const { id } = await given.published(author, moderator);
    expect(await textOf(`/case-notes/${id}`, null)).toMatch(
      /The cost of doing nothing<\/h2><p class="wm-nil">Not recorded/,
    );
  });

  it('K02: warns where it reads like an academic paper', async () => {
    const words =
      'Organisational transformation necessitated comprehensive renegotiation of contractual responsibilities ';
    const { id } = await given.draft(author, { whatHappened: `${words.repeat(8)}.` });
    expect(await textOf(`/case-notes/${id}/tasks/check`)).toContain('This reads like an academic paper');
    await step(id, 'story', { whatHappened: 'We ran the van. It broke down. We fixed it. Then more came. '.repeat(8) });
    expect(await textOf(`/case-notes/${id}/tasks/check`)).toContain('Easy to read');
  });

  it('K06: takes kinds of lawful help beside words about it, none alone, and shows both on the page of the note', async () => {
    const { id } = await given.draft(author);
    const kinds = { lawfulHelpKinds: ['lease_or_licence', 'loan'], lawfulHelp: 'At a peppercorn' };
    expect((await step(id, 'politics', kinds)).status).toBe(303);
    expect(await noteOf(id)).toMatchObject(kinds);
    for (const path of ['/tasks/check', '']) {
      expect(await textOf(`/case-notes/${id}${path}`)).toContain('Lease or licence');
    }
    expect(await textOf(`/case-notes/${id}`)).toContain('Lease or licence, Loan. At a peppercorn');
    const both = await step(id, 'politics', { lawfulHelpKinds: ['none', 'loan'] });
    expect(both.status).toBe(422);
    expect(both.text).toContain('Choose “None” alone');
    await step(id, 'politics', { lawfulHelpKinds: ['none'], lawfulHelp: '' });
    expect((await noteOf(id)).lawfulHelpKinds).toEqual(['none']);
  });

  describe('the check of all answers', () => {
    it('has every answer with a way to change it that comes back', async () => {
      const { id } = await given.draft(author, {
        council: 'ZFEN',
        politicalTags: ['opposed'],
        documents: [{ title: 'Accounts 2025-26', licence: 'OGL 3.0' }],
      });
      const check = `/case-notes/${id}/tasks/check`;
      const text = await textOf(check);
      for (const words of [
        'Fenmarch County Council',
        'Value before: 14.2',
        'Amount in pounds: £412,000',
        'From: 1 April 2025',
        'Licence: Open Government Licence 3.0 (OGL)',
        'Libraries',
        'Opposed',
        'Staff asked for **ninety** days.',
        'Not recorded',
      ]) {
        expect(text).toContain(words);
      }
      const changes = [...text.matchAll(/href="([^"]*\?change=yes#[^"]*)"/g)].map(([, href]) => href!);
      expect(new Set(changes.map((href) => /tasks\/(\w+)\?/.exec(href)?.[1]))).toEqual(new Set(PAGES));
      for (const href of changes) {
        const [path = '', field = ''] = href.split('#');
        expect(await textOf(path)).toContain(`id="${field}"`);
      }
      const saved = await step(id, 'politics', { _back: 'check', politicalContext: 'All parties' });
      expect(saved.headers['location']).toBe(check);
    });

    it('is not submitted while something typed is not saved', async () => {
      const { id } = await given.draft(author);
      await keep(id, 'story', { _version: 1, _window: 'w1', whatHappened: 'Half a sen' });
      const refused = await send(`/case-notes/${id}/tasks/submit`, { _version: 1 });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('The story: save what you typed on this page, or throw it away');
      expect(await statuses(id)).toEqual(
        expect.arrayContaining(['The story: Incomplete', 'Check your answers and submit: Cannot start yet']),
      );

      const thrown = await step(id, 'story', { act: 'discard', whatHappened: 'Half a sen' });
      expect(thrown.status).toBe(303);
      expect((await send(`/case-notes/${id}/tasks/submit`, { _version: 1 })).status).toBe(303);
      expect((await noteOf(id)).whatHappened).toContain('ninety');
    });
  });

  describe('what is typed', () => {
    it('is kept as it is while a page is written, whatever is wrong with it, and no part of the note', async () => {
      const { id, version } = await given.draft(author);
      const typed = {
        _version: version,
        _window: 'w1',
        'outcomes.0.name': 'Visits',
        'outcomes.0.baselineValue': 'many',
      };
      const kept = await keep(id, 'outcomes', typed);
      expect([kept.status, JSON.parse(kept.text)]).toEqual([
        200,
        { version: 1, savedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
      ]);
      const after = await keep(id, 'outcomes', { ...typed, _unsaved: 1, 'outcomes.0.unit': 'a\0b' });
      expect(JSON.parse(after.text)).toMatchObject({ version: 2 });
      expect(await noteOf(id)).toMatchObject({ version, outcomes: [{ baselineValue: '14.2' }] });

      const page = await textOf(`/case-notes/${id}/tasks/outcomes`);
      expect(page).toContain('is kept, but not part of your note yet');
      expect(page).toMatch(/name="outcomes.0.baselineValue"[^>]* value="many"/);
      expect(page).toMatch(/name="outcomes.0.unit"[^>]* value="ab"/);
      expect(page).toContain('name="_unsaved" value="2"');

      const wrong = await step(id, 'outcomes', typed);
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('<a href="#outcomes.0.baselineValue">Measure 1: value before must be a number');
      const mended = { ...typed, 'outcomes.0.baselineValue': '3', 'outcomes.0.better': 'up' };
      expect((await step(id, 'outcomes', mended)).status).toBe(303);
      expect(await textOf(`/case-notes/${id}/tasks/outcomes`)).not.toContain('not part of your note yet');
    });

    it('is kept by “Save and come back later” without a script, right or wrong', async () => {
      const { id } = await given.draft(author);
      const later = await step(id, 'documents', {
        act: 'later',
        'documents.0.title': 'Paper',
        'documents.0.address': 'javascript:1',
      });
      expect([later.status, later.headers['location']]).toEqual([303, `/case-notes/${id}/tasks`]);
      expect(await textOf(`/case-notes/${id}/tasks/documents`)).toContain('value="javascript:1"');
      expect(await statuses(id)).toContain('Documents: Incomplete');

      const sound = await step(id, 'decision', { act: 'later', decision: 'To move.' });
      expect([sound.status, (await noteOf(id)).decision]).toEqual([303, 'To move.']);
    });

    it('of two windows is never overwritten in silence', async () => {
      const { id, version } = await given.draft(author);
      const first = { _version: version, _window: 'w1', decision: 'From the first window.' };
      const second = { _version: version, _window: 'w2', decision: 'From the second window.' };
      expect((await keep(id, 'decision', first)).status).toBe(200);
      expect((await keep(id, 'decision', second)).status).toBe(409);
      expect((await keep(id, 'decision', { ...first, decision: 'First again.' })).status).toBe(200);

      const refused = await send(`/case-notes/${id}/tasks/decision`, second);
      expect(refused.status).toBe(409);
      expect(refused.text).toContain('In the other window: What was decided');
      for (const words of ['First again.', 'From the second window.', 'name="_unsaved" value="2"']) {
        expect(refused.text).toContain(words);
      }
      const chosen = await send(`/case-notes/${id}/tasks/decision`, { ...second, _unsaved: 2 });
      expect([chosen.status, (await noteOf(id)).decision]).toEqual([303, 'From the second window.']);

      const late = await keep(id, 'decision', { ...first, _unsaved: 2 });
      expect([late.status, (await noteOf(id)).decision]).toEqual([409, 'From the second window.']);
    });

    it('on a page that was saved elsewhere meanwhile is shown with what is there now', async () => {
      const { id } = await given.draft(author);
      await keep(id, 'decision', { _version: 1, _window: 'w1', decision: 'Typed on the first text.' });
      await platform.api('patch', `/case-notes/${id}`, author).send({ decision: 'By a program.' });
      expect(await textOf(`/case-notes/${id}/tasks/decision`)).toContain('name="_version" value="1"');

      const stale = await send(`/case-notes/${id}/tasks/decision`, { _version: 1, _window: 'w1', decision: 'Second.' });
      expect(stale.status).toBe(409);
      expect(stale.text).toContain('By a program.');
      expect(stale.text).toContain('Second.');
      expect((await noteOf(id)).decision).toBe('By a program.');
      const again = { _version: 2, _window: 'w1', decision: 'Second.' };
      expect((await send(`/case-notes/${id}/tasks/decision`, again)).status).toBe(303);
    });

    it('on one page is no conflict with another page that was saved meanwhile', async () => {
      const { id } = await given.draft(author);
      await step(id, 'decision', { decision: 'To move.' });
      const other = await send(`/case-notes/${id}/tasks/politics`, {
        _version: 1,
        _window: 'w9',
        lawfulHelp: 'A lease at a peppercorn',
      });
      expect(other.status).toBe(303);
      expect(await noteOf(id)).toMatchObject({ decision: 'To move.', lawfulHelp: 'A lease at a peppercorn' });
    });

    it('is its author’s alone', async () => {
      const { id } = await given.submitted(author);
      await keep(id, 'story', { _version: 2, _window: 'w1', whatHappened: 'Not for moderators yet.' });
      for (const by of [null, member, moderator]) {
        const answers = await Promise.all(
          ['', '/story', '/check'].map((page) => platform.page('get', `/case-notes/${id}/tasks${page}`, by)),
        );
        for (const { text } of answers) expect(text).not.toContain('Not for moderators yet.');
        const kept = await send(`/case-notes/${id}/tasks/story/keep`, { whatHappened: 'Mine now.' }, by);
        expect(kept.status).toBe(by === null ? 401 : by === moderator ? 403 : 404);
      }
      expect(await textOf(`/case-notes/${id}`, moderator)).not.toContain('Not for moderators yet.');
      expect(await textOf(`/case-notes/${id}/tasks/story`)).toContain('Not for moderators yet.');
    });

    it('is not kept of a note that is out already', async () => {
      const { id } = await given.published(author, moderator);
      expect((await keep(id, 'story', { whatHappened: 'Too late.' })).status).toBe(409);
    });

    it('is bounded', async () => {
      const { id } = await given.draft(author);
      const long = await keep(id, 'story', { _version: 1, whatHappened: 'x'.repeat(400_000) });
      expect(long.status).toBe(422);
    });
  });

  it('begins a measure from one that many have', async () => {
    const { id } = await given.draft(author);
    expect(await textOf(`/case-notes/${id}/tasks/outcomes`)).toContain('<option value="sickness">');
    const add = await step(id, 'outcomes', { act: 'measure', _measure: 'sickness', whyNotKnown: 'Later' });
    expect(add.headers['location']).toBe(`/case-notes/${id}/tasks/outcomes?measure=sickness`);
    expect((await noteOf(id)).whyNotKnown).toBe('Later');

    const page = await textOf(add.headers['location'] ?? '');
    expect(page).toMatch(/name="outcomes.0.name"[^>]* value="Staff sickness"/);
    expect(page).toMatch(/name="outcomes.0.unit"[^>]* value="days per full-time post"/);
    expect(page).toMatch(/name="outcomes.0.better".*?<option value="down" selected/);
    expect((await platform.page('get', `/case-notes/${id}/tasks/outcomes?measure=__proto__`, author)).status).toBe(200);
  });

  it.each(['', '/check', ...PAGES.map((slug) => `/${slug}`)])('is for its author alone: tasks%s', async (path) => {
    const { id } = await given.draft(author);
    expect((await platform.page('get', `/case-notes/${id}/tasks${path}`, author)).status).toBe(200);
    expect((await platform.page('get', `/case-notes/${id}/tasks${path}`, member)).status).toBe(404);
    const statements = await statementsOf(platform.dataSource, () =>
      platform.page('get', `/case-notes/${id}/tasks${path}`, author),
    );
    expect(statements.length).toBeLessThanOrEqual(3);
  });

  it('shows both figures where sources disagree', async () => {
    const figure = { kind: 'saving', label: 'Saved', per: 'year', from: '2025-04-01', to: '2026-03-31' };
    const { id } = await given.published(author, moderator, {
      money: [
        { ...figure, amount: '412000', source: 'Accounts' },
        { ...figure, amount: '300000', source: 'Minutes' },
      ],
    });
    const text = await textOf(`/case-notes/${id}`, null);
    expect(text).toMatch(/Sources disagree on “Saved”: £412,000[^<]*\(Accounts\) and £300,000[^<]*\(Minutes\)/);
  });

  it.each([
    ['on a desk', DESKTOP],
    ['on a phone', PHONE],
  ])(
    'is sound for everybody, %s',
    async (_where, viewport) => {
      const { id } = await given.draft(author, {
        options: [{ name: 'A trust' }, { name: 'A society', chosen: 'yes' }],
      });
      await keep(id, 'story', { _version: 1, _window: 'w1', whatHappened: 'Half a sen' });
      const chromium = await openBrowser(platform.url);
      const found: string[] = [];
      const { page } = await chromium.person(author, { viewport });
      const at = `/case-notes/${id}`;
      for (const path of [
        '/case-notes/new',
        '/case-notes/new/title',
        `${at}/tasks`,
        `${at}/tasks/check`,
        ...PAGES.map((slug) => `${at}/tasks/${slug}`),
        at,
      ]) {
        await page.goto(path);
        found.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
        if (await overflows(page)) found.push(`${path} scrolls sideways`);
      }
      await chromium.close();
      expect([...found, ...chromium.errors]).toEqual([]);
    },
    180_000,
  );
});
