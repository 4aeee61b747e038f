import { CaseNoteInput, CaseNotesService, CaseNotesWriter } from '#libs/case-notes';
import { Notifications } from '#libs/notifications';
import { Transactions } from '#libs/platform/database';
import { parseInput } from '#libs/platform/inputs';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { caseNotesGiven, FIGURES, NOTE, WORSE } from './case-notes.given.ts';

describe('case notes through the API', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let member: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti' });
    member = await platform.given.member({ name: 'Ben' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    await given.council('ZFEN', 'Fenmarch County Council');
    await given.council('ZCWM', 'Cwmderwen', { type: 'WPA', nation: 'Wales' });
  });
  afterAll(() => platform.stop());

  const post = (path: string, by: Member | null, body: object = {}) => platform.api('post', path, by).send(body);
  const pointers = (body: { errors: { pointer: string }[] }) => body.errors.map(({ pointer }) => pointer);

  describe('a draft', () => {
    it('computes the answers from the figures, and gives money as amount and currency', async () => {
      const { status, body, headers } = await post('/case-notes', author, { ...NOTE, council: 'zfen' });

      expect([status, headers['location'], headers['etag']]).toEqual([201, `/api/v1/case-notes/${body.id}`, '"v1"']);
      expect(body).toMatchObject({
        status: 'draft',
        evidenced: true,
        verdict: 'better',
        saving: { amount: '412000.00', currency: 'GBP' },
        savingPer: 'year',
        evidenceGrade: 'commissioner',
        council: { code: 'ZFEN', name: 'Fenmarch County Council' },
        nation: 'England',
        author: { name: 'Priti' },
        whatHappenedHtml: expect.stringContaining('<strong>ninety</strong>'),
      });
      expect(body.outcomes).toEqual([
        { ...NOTE.outcomes[0], verdict: 'better', comparator: null, confidentialUntil: null },
      ]);
      expect(body.money[0]).toEqual({
        ...NOTE.money[0],
        amount: { amount: '412000.00', currency: 'GBP' },
        netOf: null,
        stage: null,
        whoSaves: null,
        attribution: null,
        confidentialUntil: null,
      });
    });

    it('needs its title alone', async () => {
      const { status, body } = await post('/case-notes', author, { title: 'A parks mutual, put off twice' });
      expect([status, body.verdict, body.saving, body.evidenced]).toEqual([201, 'unknown', null, false]);
      expect(body.missing).toContain('A measure of the service, before and after');
    });

    it('takes back what it gave out, keeps what a change leaves out, and takes away what is emptied', async () => {
      const { id } = await given.draft(author, {
        council: 'Fenmarch County Council',
        lawfulHelp: 'Leases',
        politicalContext: 'No overall control',
      });
      const { body: before } = await platform.api('get', `/case-notes/${id}`, author);
      const { status, body: after } = await platform
        .api('patch', `/case-notes/${id}`, author)
        .set('if-match', '"v1"')
        .send({ money: before.money, summary: 'Shorter.', politicalContext: null, lawfulHelp: '' });

      expect(status).toBe(200);
      expect(after).toMatchObject({
        summary: 'Shorter.',
        version: 2,
        politicalContext: null,
        lawfulHelp: null,
        council: { code: 'ZFEN' },
        outcomes: before.outcomes,
      });
      expect(after.money).toEqual(before.money);
    });

    it('is refused a stale change, with what is there now', async () => {
      const { id } = await given.draft(author);
      const change = (tag: string, title: string) =>
        platform.api('patch', `/case-notes/${id}`, author).set('if-match', tag).send({ title });
      expect((await change('"v1"', 'The title as it should be')).status).toBe(200);
      const { status, body, headers } = await change('"v1"', 'A title that is lost');

      expect([status, headers['etag'], body.current.title]).toEqual([412, '"v2"', 'The title as it should be']);
    });

    it('is made once for one key, and another body under it is refused', async () => {
      const send = (title: string) => post('/case-notes', author, { title }).set('idempotency-key', 'note-1');
      const [first, second] = [await send('The same note twice'), await send('The same note twice')];
      const other = await send('Another note altogether');

      expect([first.status, second.status, other.status]).toEqual([201, 201, 422]);
      expect(second.body.id).toBe(first.body.id);
    });

    it.each([
      ['a title that is too short', { title: 'Short' }, ['/title']],
      ['no title in a change', { title: null }, ['/title']],
      [
        'a value that is no number',
        { outcomes: [{ ...NOTE.outcomes[0], baselineValue: 'many' }] },
        ['/outcomes/0/baselineValue'],
      ],
      ['a verdict that is typed', { outcomes: [{ ...NOTE.outcomes[0], verdict: 'better' }] }, ['/outcomes/0/verdict']],
      [
        'an amount in euros',
        { money: [{ ...NOTE.money[0], amount: { amount: '1', currency: 'EUR' } }] },
        ['/money/0/amount'],
      ],
      ['a day that does not exist', { money: [{ ...NOTE.money[0], to: '2026-02-30' }] }, ['/money/0/to']],
      [
        'a period that ends before it begins',
        { money: [NOTE.money[0], { ...NOTE.money[0], from: '2027-01-01' }] },
        ['/money/1/to'],
      ],
      ['nothing where a measure should be', { outcomes: [null] }, ['/outcomes']],
      ['more than twenty measures', { outcomes: Array.from({ length: 21 }, () => NOTE.outcomes[0]) }, ['/outcomes']],
      ['a council that nobody knows', { council: 'Atlantis' }, ['/council']],
      ['a service area that is not in the list', { serviceAreas: ['dragons'] }, ['/serviceAreas']],
      ['NUL', { summary: 'a\u0000b' }, ['/summary']],
      ['an unknown field', { evidenced: true }, ['/evidenced']],
    ])('refuses %s, naming the field', async (_what, over, expected) => {
      const created = await post('/case-notes', author, { ...NOTE, ...over });
      expect([created.status, pointers(created.body)]).toEqual([422, expected]);

      const { id } = await given.draft(author);
      const changed = await platform.api('patch', `/case-notes/${id}`, author).send(over);
      expect([changed.status, pointers(changed.body)]).toEqual([422, expected]);
    });

    it('shows hostile Markdown as text', async () => {
      const { body } = await post('/case-notes', author, {
        ...NOTE,
        whatHappened: '<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))',
      });
      expect(body.whatHappenedHtml).not.toMatch(/<script|<img|href="javascript/);
    });
  });

  it('refuses to submit a note that lacks what every note needs, and names it', async () => {
    const { body } = await post('/case-notes', author, { title: 'A parks mutual, put off twice' });
    const { status, body: problem } = await post(`/case-notes/${body.id}/submit`, author);

    expect([status, problem.code]).toEqual([422, 'case-notes.not-complete']);
    expect(pointers(problem)).toEqual([
      '/summary',
      '/serviceAreas',
      '/stage',
      '/result',
      '/whyNotKnown',
      '/whatHappened',
    ]);
  });

  it('keeps whole what moderators have before them', async () => {
    const { id } = await given.submitted(author);
    const { status, body } = await platform
      .api('patch', `/case-notes/${id}`, author)
      .send({ summary: null, outcomes: [], stage: null });

    expect([status, body.code]).toEqual([422, 'case-notes.not-complete']);
    expect(pointers(body)).toEqual(['/summary', '/stage', '/whyNotKnown']);
    expect((await platform.api('get', `/case-notes/${id}`, moderator)).body.summary).toBe(NOTE.summary);
  });

  it('stands for an organisation only where a data steward has verified that its author belongs to it', async () => {
    const writer = await platform.given.member({ name: 'Ines' });
    const organisationId = await given.spinOut('Tidewell Libraries');
    const organisation = async () => (await post('/case-notes', writer, NOTE)).body.author.organisation;
    await platform.dataSource.query(`INSERT INTO memberships (person_id, organisation_id) VALUES ($1, $2)`, [
      writer.id,
      organisationId,
    ]);
    expect(await organisation()).toBeNull();

    await platform.dataSource.query(`UPDATE memberships SET verified_at = now() WHERE person_id = $1`, [writer.id]);
    expect(await organisation()).toBe('Tidewell Libraries');
  });

  describe('who may do what', () => {
    const others = {
      nobody: () => null,
      'another member': () => member,
      author: () => author,
      moderator: () => moderator,
    };
    const make = {
      draft: () => given.draft(author),
      submitted: () => given.submitted(author),
      published: () => given.published(author, moderator),
      withdrawn: () => given.withdrawn(author, moderator),
    };
    type Status = keyof typeof make;

    it.each<[Status, number, number, number, number]>([
      // status, nobody, another member, author, moderator
      ['draft', 404, 404, 200, 404],
      ['submitted', 404, 404, 200, 200],
      ['published', 200, 200, 200, 200],
      ['withdrawn', 200, 200, 200, 200],
    ])('%s: read', async (status, ...expected) => {
      const { id } = await make[status]();
      const read = async (path: string) =>
        Promise.all(Object.values(others).map(async (who) => (await platform.api('get', path, who())).status));
      expect(await read(`/case-notes/${id}`)).toEqual(expected);
      expect(await read(`/case-notes/${id}/versions`)).toEqual(expected);

      const listed = async (who: () => Member | null) =>
        JSON.stringify((await platform.api('get', '/case-notes?limit=100', who())).body).includes(id);
      const inLists = await Promise.all(Object.values(others).map(listed));
      expect(inLists).toEqual(Array(4).fill(status === 'published'));
    });

    it.each<[string, Status, number, number, number, number]>([
      // command, status, nobody, another member, author, moderator
      ['submit', 'draft', 401, 404, 200, 404],
      ['submit', 'submitted', 401, 404, 409, 403],
      ['take-back', 'submitted', 401, 404, 200, 403],
      ['publish', 'draft', 401, 404, 403, 404],
      ['publish', 'submitted', 401, 404, 403, 200],
      ['publish', 'published', 401, 403, 403, 409],
      ['return', 'submitted', 401, 404, 403, 200],
      ['withdraw', 'submitted', 401, 404, 409, 409],
      ['withdraw', 'published', 401, 403, 200, 200],
      ['withdraw', 'withdrawn', 401, 403, 409, 409],
      ['revisions', 'published', 401, 403, 201, 403],
      ['revisions', 'draft', 401, 404, 409, 404],
    ])('%s of a %s note', async (command, status, ...expected) => {
      const bodies: Record<string, object> = {
        return: { comment: 'Add a source' },
        withdraw: { reason: 'Wrong figures' },
      };
      const answers = [];
      for (const who of Object.values(others)) {
        const { id } = await make[status]();
        answers.push((await post(`/case-notes/${id}/${command}`, who(), bodies[command])).status);
      }
      expect(answers).toEqual(expected);
    });

    it('lets no moderator publish their own note', async () => {
      const { id } = await given.submitted(moderator);
      const { status, body } = await post(`/case-notes/${id}/publish`, moderator);
      expect([status, body.code]).toEqual([403, 'people.not-allowed']);
    });

    it('lets the author alone change the words, and nobody those of a published note', async () => {
      const { id: submitted } = await given.submitted(author);
      const { id: published } = await given.published(author, moderator);
      const change = async (id: string, by: Member) =>
        (await platform.api('patch', `/case-notes/${id}`, by).send({ summary: 'Other words' })).status;

      expect(await Promise.all([change(submitted, moderator), change(submitted, author)])).toEqual([403, 200]);
      expect(await Promise.all([change(published, moderator), change(published, author)])).toEqual([403, 409]);
    });
  });

  describe('review', () => {
    it('does not publish a text that the moderator has not read', async () => {
      const { id, version } = await given.submitted(author);
      await platform.api('patch', `/case-notes/${id}`, author).send({ summary: 'Changed at the last moment.' });
      const publish = (tag: string) =>
        platform.api('post', `/case-notes/${id}/publish`, moderator).set('if-match', tag).send();

      expect((await publish(`"v${version}"`)).status).toBe(412);
      expect((await publish(`"v${version + 1}"`)).status).toBe(200);
    });

    it('marks what is published as checked today and good for a year', async () => {
      const { id } = await given.published(author, moderator);
      const { body } = await platform.api('get', `/case-notes/${id}`);
      const today = new Date().toISOString().slice(0, 10);
      expect([body.lastCheckedOn, body.goodUntil]).toEqual([
        today,
        `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`,
      ]);
    });

    it('tells the author what was decided, and keeps a comment from everybody else', async () => {
      const { id } = await given.submitted(author);
      await post(`/case-notes/${id}/return`, moderator, { comment: 'Say where the 412 comes from' });

      const { body } = await platform.api('get', `/case-notes/${id}`, author);
      expect([body.status, body.reviewComment]).toEqual(['draft', 'Say where the 412 comes from']);
      const told = await platform.dataSource.query<{ kind: string; detail: string }[]>(
        `SELECT kind, detail FROM notifications WHERE person_id = $1 AND url = $2`,
        [author.id, `/case-notes/${id}`],
      );
      expect(told).toEqual([{ kind: 'case-note-returned', detail: 'Say where the 412 comes from' }]);
    });

    it('puts a changed text in the place of the published one, which stays up until then', async () => {
      const { id } = await given.published(author, moderator);
      const { body: revision } = await post(`/case-notes/${id}/revisions`, author);
      await platform
        .api('patch', `/case-notes/${revision.id}`, author)
        .send({ summary: 'Put right.', outcomes: WORSE });
      await post(`/case-notes/${revision.id}/submit`, author);
      const summary = async () => (await platform.api('get', `/case-notes/${id}`)).body.summary;

      expect((await post(`/case-notes/${id}/revisions`, author)).body.code).toBe('case-notes.revision-under-way');
      expect(await summary()).toBe(NOTE.summary);
      const published = await post(`/case-notes/${revision.id}/publish`, moderator);
      expect([published.status, published.body.id]).toEqual([200, id]);
      expect(await summary()).toBe('Put right.');
      expect((await platform.api('get', `/case-notes/${id}`)).body.verdict).toBe('worse');
      expect((await platform.api('get', `/case-notes/${revision.id}`)).status).toBe(404);
    });

    it('keeps every text as a version: all for the author, what was public for others', async () => {
      const { id } = await given.published(author, moderator);
      const versions = async (by: Member | null) =>
        (await platform.api('get', `/case-notes/${id}/versions`, by)).body.items.map(
          ({ version, status }: { version: number; status: string }) => `${version} ${status}`,
        );

      expect(await versions(author)).toEqual(['3 published', '2 submitted', '1 draft']);
      expect(await versions(member)).toEqual(['3 published']);
    });
  });

  it('shows no figure of a withdrawn note: not in itself, its versions, or where it is cited', async () => {
    const { id } = await given.published(author, moderator);
    const thread = await platform.given.thread(member, { audience: 'public', body: `See\n/case-notes/${id}` });
    const cited = async () => (await platform.api('get', `/threads/${thread.id}`)).body.posts[0].citations[0];
    expect(await cited()).toMatchObject({ saving: { amount: '412000.00' }, withdrawn: false });

    await post(`/case-notes/${id}/withdraw`, author, { reason: 'We counted twice' });

    for (const by of [null, member, author, moderator]) {
      const { body } = await platform.api('get', `/case-notes/${id}`, by);
      expect(body).toMatchObject({
        status: 'withdrawn',
        withdrawnReason: 'We counted twice',
        saving: null,
        outcomes: [],
      });
      expect(JSON.stringify(body)).not.toMatch(FIGURES);
    }
    expect((await platform.api('get', `/case-notes/${id}/versions`, member)).body.items).toEqual([]);
    expect(await cited()).toMatchObject({ saving: null, verdict: 'unknown', withdrawn: true });
  });

  it('gives the moderators what waits, and the author their drafts, and nobody else', async () => {
    const waiting = await given.submitted(author);
    const draft = await given.draft(author);
    const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

    const queue = await platform.api('get', '/case-notes/submitted', moderator);
    expect(ids(queue.body)).toContain(waiting.id);
    expect(ids(queue.body)).not.toContain(draft.id);
    expect((await platform.api('get', '/case-notes/submitted', author)).status).toBe(403);
    const drafts = ids((await platform.api('get', '/me/drafts', author)).body);
    expect([drafts.includes(draft.id), drafts.includes(waiting.id)]).toEqual([true, true]);
    expect((await platform.api('get', '/me/drafts', member)).body.items).toEqual([]);
  });

  it('seeds a note as it was elsewhere, evidence computed, nobody told, and the same one once', async () => {
    const transactions = new Transactions(platform.dataSource);
    const service = new CaseNotesService(transactions, new Notifications(transactions), new CaseNotesWriter());
    const id = '01990000-0000-7000-8000-0000000000aa';
    const parsed = parseInput(CaseNoteInput, { ...NOTE, outcomes: WORSE, council: 'ZFEN' });
    const seed = () =>
      transactions.run((tx) =>
        service.seedAsSystem(tx, member.id, parsed.ok ? parsed.input : new CaseNoteInput(), {
          id,
          status: 'published',
          publishedOn: '2024-10-22',
          lastCheckedOn: '2026-07-14',
          goodUntil: '2027-07-14',
          fictional: true,
        }),
      );

    expect([await seed(), await seed()]).toEqual([id, null]);
    const { body } = await platform.api('get', `/case-notes/${id}`);
    expect(body).toMatchObject({
      status: 'published',
      verdict: 'worse',
      evidenced: true,
      fictional: true,
      publishedAt: '2024-10-22T12:00:00.000Z',
      lastCheckedOn: '2026-07-14',
      goodUntil: '2027-07-14',
    });
    const told = await platform.dataSource.query(`SELECT 1 FROM notifications WHERE person_id = $1`, [member.id]);
    expect(told).toEqual([]);
  });

  it('computes each verdict as the database does', async () => {
    const cases = [
      ['up', '1', '2'],
      ['up', '2', '1'],
      ['down', '1', '2'],
      ['down', '-1.5', '-1.25'],
      ['up', '1', '1.0000'],
      ['down', null, '1'],
    ] as const;
    for (const [better, baselineValue, laterValue] of cases) {
      const { body } = await post('/case-notes', author, {
        title: 'One measure and its verdict',
        outcomes: [{ name: 'Visits', better, baselineValue, laterValue }],
      });
      expect([better, baselineValue, laterValue, body.verdict]).toEqual([
        better,
        baselineValue,
        laterValue,
        body.outcomes[0].verdict,
      ]);
    }
  });
});

describe('the list of case notes', () => {
  let mine: TestPlatform;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    mine = await startTestPlatform();
    const notes = caseNotesGiven(mine);
    const by = await mine.given.member();
    const publisher = await mine.given.member({}, 'moderator');
    await notes.council('ZFEN', 'Fenmarch County Council');
    await notes.council('ZCWM', 'Cwmderwen', { type: 'WPA', nation: 'Wales' });
    const spinOut = await notes.spinOut('Fenmarch Libraries Society');
    const self = NOTE.outcomes.map((outcome) => ({ ...outcome, confidence: 'self' }));
    const audited = NOTE.outcomes.map((outcome) => ({ ...outcome, confidence: 'audited' }));
    const all: [string, object][] = [
      ['audited', { outcomes: audited, council: 'ZFEN', spinOut }],
      ['self', { outcomes: self, serviceAreas: ['youth'], council: 'ZCWM', result: 'insourced' }],
      ['worse', { outcomes: WORSE, council: 'ZFEN', stage: 'ended', result: 'lost-contract', legalForm: 'llp' }],
      ['outline', { outcomes: [], money: [], whyNotKnown: 'Nothing has happened yet', result: 'decided-not-to' }],
    ];
    for (const [name, over] of all) ids[name] = (await notes.published(by, publisher, over)).id;
  });
  afterAll(() => mine.stop());

  const names = (items: { id: string }[]) => items.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id));
  const list = async (query: string) => {
    const { status, body } = await mine.api('get', `/case-notes?${query}`);
    expect(status).toBe(200);
    return body as { items: { id: string }[]; next: string | null };
  };

  it.each([
    ['', ['outline', 'worse', 'self', 'audited']],
    ['sort=evidence', ['audited', 'worse', 'self', 'outline']],
    ['outcome=worse', ['worse']],
    ['outcome=worse&outcome=unknown', ['outline', 'worse']],
    ['evidenced=true', ['worse', 'self', 'audited']],
    ['evidenced=false', ['outline']],
    ['nation=Wales', ['self']],
    ['councilType=CTY', ['worse', 'audited']],
    ['council=ZFEN', ['worse', 'audited']],
    ['serviceArea=youth', ['self']],
    ['topic=savings&stage=ended', ['worse']],
    ['result=decided-not-to', ['outline']],
    ['result=lost-contract', ['worse']],
    ['legalForm=llp', ['worse']],
    ['nation=Scotland', []],
  ])('filtered by "%s"', async (query, expected) => {
    expect(names((await list(query)).items)).toEqual(expected);
  });

  it.each(['newest', 'evidence'])('goes on without a gap or a repeat, by %s', async (sort) => {
    const seen = [];
    let after = '';
    do {
      const page = await list(`sort=${sort}&limit=1&after=${after}`);
      seen.push(...names(page.items));
      after = page.next ?? '';
    } while (after !== '');
    expect(seen).toEqual(names((await list(`sort=${sort}`)).items));
  });

  it.each(['W10', Buffer.from('["1e9","2026-01-01T00:00:00.000Z","x"]').toString('base64url')])(
    'begins at its beginning for a cursor that is not its own: %s',
    async (after) => {
      expect((await list(`sort=evidence&after=${after}`)).items).toHaveLength(4);
    },
  );

  it('keeps a rank beyond any from failing', async () => {
    const cursor = Buffer.from(JSON.stringify(['999999999999999', '2026-01-01T00:00:00.000Z', ids['self']])).toString(
      'base64url',
    );
    expect((await list(`sort=evidence&after=${cursor}`)).items).toHaveLength(4);
  });

  it.each(['outcome=best', 'stage=x', 'limit=0', 'limit=101', 'evidenced=maybe', 'colour=red', 'spinOut=1'])(
    'refuses %s',
    async (query) => {
      expect((await mine.api('get', `/case-notes?${query}`)).status).toBe(422);
    },
  );
});
