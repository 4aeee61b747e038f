import { GuidanceService } from '#libs/guidance';
import { Notifications } from '#libs/notifications';
import { Transactions } from '#libs/platform/database';
import { STAGES } from '#libs/taxonomy';
import { caseNotesGiven } from './case-notes.given.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const PAGE = {
  title: 'Ask for a pension guarantee before you set the price',
  summary: 'A bond can cost more than a year of surplus. Teams that asked first paid least.',
  body: '## What to ask for\n\n1. **Pass-through.** You pay a fixed rate.\n\n## Who does what\n\nThe finance lead asks.',
  stage: 'business-plan',
  topics: ['pensions'],
  serviceAreas: ['youth'],
};
const QUESTION = 'How did Rosa’s team avoid the £480,000 bond?';

describe('guidance through the API', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  let editor: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa Quillfeather' });
    dee = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    editor = await platform.given.member({ name: 'Idris Vellacourt' }, 'subject_editor');
    moderator = await platform.given.member({ name: 'Maya Thistlewood' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const acceptedAnswer = async (over: Record<string, unknown> = {}) => {
    const thread = await platform.given.thread(rosa, { title: QUESTION, ...over });
    const answer = await platform.given.reply(dee, thread.id, { body: 'Ask the fund for **pass-through** first.' });
    await platform.api('post', `/threads/${thread.id}/accept`, rosa).send({ postId: answer.id });
    return { threadId: thread.id, postId: answer.id, questionId: thread.postId };
  };
  const create = (by: Member | null, over: Record<string, unknown> = {}) =>
    platform.api('post', '/guidance', by).send({ ...PAGE, ...over });
  const published = async (over: Record<string, unknown> = {}) => {
    const { status, body } = await create(editor, { publish: true, ...over });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body as { id: string; slug: string; version: number };
  };
  const inbox = async (who: Member): Promise<{ title: string; url: string }[]> =>
    (await platform.api('get', '/me/notifications?limit=100', who)).body.items;

  it('turns an accepted answer into a page: credit kept, linked both ways, its author told', async () => {
    const { postId, threadId } = await acceptedAnswer();

    const { status, body, headers } = await create(editor, { postId, publish: true });

    expect([status, body.status, body.version, body.freshness]).toEqual([201, 'published', 1, 'fresh']);
    expect(headers['location']).toBe(`/api/v1/guidance/${body.slug}`);
    expect(headers['etag']).toBe('"v1"');
    expect(body.html).toContain('<h2 id="s-what-to-ask-for">What to ask for</h2>');
    expect(body.sources).toEqual([
      {
        kind: 'answer',
        credit: { name: 'Dee', role: 'finance', fictional: false },
        title: QUESTION,
        url: `/threads/${threadId}#post-2`,
      },
    ]);
    const thread = await platform.api('get', `/threads/${threadId}`, rosa);
    expect(thread.body.guidance).toEqual([{ title: PAGE.title, url: `/guidance/${body.slug}` }]);
    expect((await inbox(dee))[0]).toMatchObject({
      title: `Your answer became guidance: ${PAGE.title}`,
      url: `/guidance/${body.slug}`,
    });
  });

  it('turns a published case note into a page', async () => {
    const { id } = await caseNotesGiven(platform).published(rosa, moderator);
    const { status, body } = await create(moderator, { caseNoteId: id, publish: true });

    expect([status, body.sources[0].kind, body.sources[0].url]).toEqual([201, 'case-note', `/case-notes/${id}`]);
    expect((await inbox(rosa))[0]).toMatchObject({ title: `Your case note became guidance: ${PAGE.title}` });
  });

  it('tells the author only when the page is published, and once', async () => {
    const { postId } = await acceptedAnswer();
    const before = (await inbox(dee)).length;
    const { body } = await create(editor, { postId });
    expect(await inbox(dee)).toHaveLength(before);

    for (const step of ['publish', 'withdraw', 'publish']) {
      expect((await platform.api('post', `/guidance/${body.slug}/${step}`, editor)).status).toBe(200);
    }
    expect(await inbox(dee)).toHaveLength(before + 1);
  });

  describe('who may read where it comes from', () => {
    let slug: string;
    beforeAll(async () => {
      ({ slug } = await published({ postId: (await acceptedAnswer()).postId }));
    });

    it.each([
      ['nobody signed in', () => null, false],
      ['a member', () => rosa, true],
      ['an editor', () => editor, true],
    ])('%s: the credit always, the members’ discussion only who may read it', async (_who, who, sees) => {
      const { body } = await platform.api('get', `/guidance/${slug}`, who());
      expect(body.sources[0].credit.name).toBe('Dee');
      expect([body.sources[0].title, body.sources[0].url !== null]).toEqual([sees ? QUESTION : null, sees]);
    });

    it.each(['/guidance/SLUG', '/guidance', '/guidance.atom', '/guidance/SLUG/versions', '/guidance/SLUG/versions/1'])(
      'never gives the members’ title away on %s',
      async (path) => {
        const { status, text } = await platform.page('get', path.replace('SLUG', slug));
        expect(status).toBe(200);
        expect(text).not.toContain('480,000 bond');
      },
    );

    it.each(['/guidance/SLUG', '/guidance', '/guidance/SLUG/versions'])('nor through the API: %s', async (path) => {
      const { status, text } = await platform.api('get', path.replace('SLUG', slug));
      expect(status).toBe(200);
      expect(text).not.toContain('480,000 bond');
    });

    it('does not take the members’ title as its own', async () => {
      const { postId } = await acceptedAnswer();
      const { status, body } = await create(editor, { postId, title: `${QUESTION.toUpperCase()} ` });
      expect([status, body.errors?.[0].pointer]).toEqual([422, '/title']);
      expect(
        (await create(editor, { postId: (await acceptedAnswer({ audience: 'public' })).postId, title: QUESTION }))
          .status,
      ).toBe(201);
    });

    it('keeps the credit and drops the way to an answer that is hidden later', async () => {
      const { postId } = await acceptedAnswer();
      const page = await published({ postId });
      await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'hide', subject: 'post', subjectId: postId, reasonCode: 'personal-data' });

      const { body } = await platform.api('get', `/guidance/${page.slug}`, rosa);
      expect(body.sources[0]).toMatchObject({ credit: { name: 'Dee' }, title: null, url: null });
    });
  });

  it.each([
    [
      'an answer that is not accepted',
      async () => ({ postId: (await platform.given.reply(dee, (await platform.given.thread(rosa)).id)).id }),
    ],
    ['the question itself', async () => ({ postId: (await acceptedAnswer()).questionId })],
    ['a post that does not exist', async () => ({ postId: '019a0000-0000-7000-8000-000000000000' })],
    ['a draft case note', async () => ({ caseNoteId: (await caseNotesGiven(platform).draft(rosa)).id })],
    [
      'an answer among invited people',
      async () => ({ postId: (await acceptedAnswer({ audience: 'invited', invited: [dee.id, editor.id] })).postId }),
    ],
  ])('is not made from %s', async (_what, source) => {
    const asked = await source();
    const { status, body } = await create(editor, asked);
    expect([status, body.code, body.errors[0].pointer]).toEqual([
      422,
      'guidance.not-a-source',
      `/${Object.keys(asked)[0]}`,
    ]);
  });

  describe('who may write', () => {
    const who: Record<string, () => Member | null> = {
      nobody: () => null,
      'a member': () => rosa,
      'a subject editor': () => editor,
      'a moderator': () => moderator,
    };
    it.each([
      ['nobody', 401, 404, 401],
      ['a member', 403, 404, 403],
      ['a subject editor', 201, 200, 200],
      ['a moderator', 201, 200, 200],
    ])('%s', async (name, makes, readsDraft, checks) => {
      const by = who[name]!();
      expect((await create(by)).status).toBe(makes);
      const draft = await create(editor);
      expect((await platform.api('get', `/guidance/${draft.body.slug}`, by)).status).toBe(readsDraft);
      const { slug } = await published();
      const goodUntil = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
      expect((await platform.api('post', `/guidance/${slug}/checked`, by).send({ goodUntil })).status).toBe(checks);
    });

    it.each(['publish', 'withdraw', 'checked'])(
      'a member cannot %s, and a draft does not exist for them',
      async (act) => {
        const draft = await create(editor);
        const goodUntil = '2027-01-01';
        const send = act === 'checked' ? { goodUntil } : {};
        expect((await platform.api('post', `/guidance/${draft.body.slug}/${act}`, rosa).send(send)).status).toBe(404);
        const { slug } = await published();
        expect((await platform.api('post', `/guidance/${slug}/${act}`, rosa).send(send)).status).toBe(403);
      },
    );
  });

  it('gives each page an address of its own, also at one moment, and keeps it when the title changes', async () => {
    const title = 'Walk through the exit plan every year';
    const made = await Promise.all([1, 2, 3].map(() => create(editor, { title })));
    expect(made.map(({ body }) => body.slug as string).toSorted()).toEqual([
      'walk-through-the-exit-plan-every-year',
      'walk-through-the-exit-plan-every-year-2',
      'walk-through-the-exit-plan-every-year-3',
    ]);
    const { slug } = made[0]!.body as { slug: string };
    const edited = await platform
      .api('patch', `/guidance/${slug}`, editor)
      .send({ ...PAGE, title: 'Walk through the exit plan twice a year' });
    expect([edited.status, edited.body.slug, edited.body.version]).toEqual([200, slug, 2]);
  });

  it('changes what is named, and keeps the rest', async () => {
    const { slug } = await published();
    const { status, body } = await platform
      .api('patch', `/guidance/${slug}`, editor)
      .send({ summary: 'Ask first.', stage: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...PAGE, summary: 'Ask first.', stage: null });
  });

  it('answers a repeated key with the first page', async () => {
    const send = () =>
      platform
        .api('post', '/guidance', editor)
        .set('idempotency-key', 'g-1')
        .send({ ...PAGE, title: 'Made only once, whatever' });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
  });

  it('refuses a stale edit with the texts as they are now, and changes nothing', async () => {
    const { slug } = await published();
    const edit = (tag: string, body: string) =>
      platform
        .api('patch', `/guidance/${slug}`, editor)
        .set('if-match', tag)
        .send({ ...PAGE, body });
    expect((await edit('"v1"', 'Better words')).headers['etag']).toBe('"v2"');

    const stale = await edit('"v1"', 'Lost words');

    expect([stale.status, stale.body.code, stale.headers['etag']]).toEqual([412, 'edit.stale', '"v2"']);
    expect(stale.body.current).toEqual({ ...PAGE, body: 'Better words', lawAsAt: null });
    expect((await platform.api('get', `/guidance/${slug}`)).body.body).toBe('Better words');
  });

  it('keeps each saved text with a note, and none where nothing changed', async () => {
    const { slug } = await published();
    const edit = (over: object) => platform.api('patch', `/guidance/${slug}`, moderator).send({ ...PAGE, ...over });
    await edit({ body: 'Second text', note: 'New threshold from January' });
    await edit({ body: 'Second text', note: 'Nothing new' });

    const { body } = await platform.api('get', `/guidance/${slug}/versions`);
    expect(
      body.items.map(({ version, note, changedBy }: { version: number; note: string; changedBy: { name: string } }) => [
        version,
        note,
        changedBy.name,
      ]),
    ).toEqual([
      [2, 'New threshold from January', 'Maya'],
      [1, 'First version', 'Idris'],
    ]);
  });

  it('shows readers no text that was only ever a draft', async () => {
    const { body: draft } = await create(editor, {
      title: 'A page that began as a draft',
      body: 'Half a thought about a named person',
    });
    await platform.api('patch', `/guidance/${draft.slug}`, editor).send({ ...PAGE, body: 'The whole thought' });
    await platform.api('post', `/guidance/${draft.slug}/publish`, editor);

    const versions = async (by: Member | null) =>
      (await platform.api('get', `/guidance/${draft.slug}/versions`, by)).body.items.map(
        ({ version }: { version: number }) => version,
      );
    expect(await versions(null)).toEqual([2]);
    expect(await versions(rosa)).toEqual([2]);
    expect(await versions(editor)).toEqual([2, 1]);
    expect((await platform.page('get', `/guidance/${draft.slug}/versions/1`)).status).toBe(404);
  });

  it('pages through versions by cursor', async () => {
    const { slug } = await published();
    for (const n of [2, 3])
      await platform.api('patch', `/guidance/${slug}`, editor).send({ ...PAGE, body: `Text ${n}` });
    const first = await platform.api('get', `/guidance/${slug}/versions?limit=2`);
    const second = await platform.api('get', `/guidance/${slug}/versions?limit=2&after=${first.body.next}`);
    const numbers = (items: { version: number }[]) => items.map(({ version }) => version);
    expect([numbers(first.body.items), numbers(second.body.items), second.body.next]).toEqual([[3, 2], [1], null]);
  });

  it('marks a page as checked today, until the day that was chosen', async () => {
    const { slug } = await published();
    await platform.dataSource.query(
      `UPDATE guidance_pages SET last_checked_on = '2026-01-05', good_until = '2026-07-05' WHERE slug = $1`,
      [slug],
    );
    expect((await platform.api('get', `/guidance/${slug}`)).body.freshness).toBe('stale');
    const goodUntil = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);

    const { body } = await platform.api('post', `/guidance/${slug}/checked`, moderator).send({ goodUntil });

    expect([body.goodUntil, body.freshness]).toEqual([goodUntil, 'fresh']);
    expect(body.lastCheckedOn).not.toBe('2026-01-05');
  });

  it.each(['2020-01-01', '2099-01-01', '2027-02-30', 'tomorrow'])('cannot be good until %s', async (goodUntil) => {
    const { slug } = await published();
    const { status, body } = await platform.api('post', `/guidance/${slug}/checked`, editor).send({ goodUntil });
    expect([status, body.errors[0].pointer]).toEqual([422, '/goodUntil']);
  });

  it('lists in the order of the path, page by page, with filters', async () => {
    const stages = Object.keys(STAGES);
    for (const stage of ['ended', 'idea', 'go-live']) {
      await published({ title: `What to do at the stage ${stage}`, stage, topics: ['exit'] });
    }
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { body } = await platform.api('get', `/guidance?topic=exit&limit=2${after && `&after=${after}`}`);
      seen.push(...body.items.map(({ stage }: { stage: string }) => stage));
      after = body.next as string | null;
    }
    expect(seen).toEqual(['idea', 'go-live', 'ended']);
    expect(stages.indexOf('idea')).toBeLessThan(stages.indexOf('go-live'));
    const filtered = await platform.api('get', '/guidance?topic=exit&stage=idea&serviceArea=youth');
    expect(filtered.body.items.map(({ stage }: { stage: string }) => stage)).toEqual(['idea']);
  });

  it('seeds a published page with credit, history and nobody told', async () => {
    const { postId, threadId } = await acceptedAnswer();
    const before = (await inbox(dee)).length;
    const transactions = new Transactions(platform.dataSource);
    const service = new GuidanceService(transactions, new Notifications(transactions));

    await transactions.run((tx) =>
      service.seedAsSystem(tx, {
        ...PAGE,
        slug: 'seeded-by-the-system',
        ownerId: editor.id,
        lastCheckedOn: '2026-11-20',
        goodUntil: inDays(200),
        lawAsAt: null,
        fictional: true,
        publishedAt: new Date('2026-11-20T10:00:00Z'),
        sources: [{ postId }],
      }),
    );

    const { body } = await platform.api('get', '/guidance/seeded-by-the-system', rosa);
    expect(body).toMatchObject({
      status: 'published',
      freshness: 'fresh',
      lastCheckedOn: '2026-11-20',
      fictional: true,
      sources: [{ credit: { name: 'Dee' }, url: `/threads/${threadId}#post-2` }],
    });
    expect(body.html).toContain('<h2 id="s-what-to-ask-for">');
    expect((await platform.api('get', '/guidance/seeded-by-the-system/versions')).body.items).toHaveLength(1);
    expect(await inbox(dee)).toHaveLength(before);
  });

  it('puts every stage of the taxonomy in its place', async () => {
    for (const [i, stage] of Object.keys(STAGES).entries()) {
      const { slug } = await published({ title: `Number ${i} on the whole path`, stage });
      const [row] = await platform.dataSource.query<{ n: number }[]>(
        `SELECT stage_number AS n FROM guidance_pages WHERE slug = $1`,
        [slug],
      );
      expect([stage, row!.n]).toEqual([stage, i + 1]);
    }
  });

  it.each(['no-such-page', 'UPPER', 'a%00b', 'a'.repeat(200), '..', '%f0%9f'])(
    'answers 404 at /guidance/%s',
    async (slug) => {
      expect([404, 400]).toContain((await platform.api('get', `/guidance/${slug}`)).status);
    },
  );

  it('says which field is wrong', async () => {
    const { status, body } = await create(editor, { title: 'Short', summary: ' ', body: 'a\u0000b', stage: 'nowhere' });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/title',
      '/summary',
      '/body',
      '/stage',
    ]);
  });
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
