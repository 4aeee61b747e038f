import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { searchGiven } from './search.given.ts';

/** Words that stand nowhere else, so that a count of one is already too many. */
const SECRET = 'Marlowquay';
const READERS = [
  'anonymous',
  'outsider',
  'circle member',
  'colleague',
  'invited',
  'author',
  'moderator',
  'editor',
] as const;
type ReaderName = (typeof READERS)[number];
const MEMBERS = READERS.filter((name) => name !== 'anonymous');

/** Who may find what. The rule is that of the things themselves; what is hidden or withdrawn nobody finds. */
const MAY_FIND: Record<string, readonly ReaderName[]> = {
  'a public question': READERS,
  'a question for members': MEMBERS,
  'a question for a circle': ['circle member', 'author'],
  'a question for an organisation': ['colleague', 'author'],
  'a question for who is invited': ['invited', 'author'],
  'a hidden question': [],
  'an answer in a public question': READERS,
  'an answer in a question for a circle': ['circle member', 'author'],
  'a hidden answer': [],
  'a published case note': READERS,
  'a draft case note': ['author'],
  'a submitted case note': ['author', 'moderator'],
  'a withdrawn case note': [],
  'a published guidance page': READERS,
  'a draft guidance page': ['author', 'moderator', 'editor'],
  'a withdrawn guidance page': [],
  'a council': READERS,
  'a spin-out': READERS,
  'a person': MEMBERS,
};

describe('who may find what', () => {
  let platform: TestPlatform;
  const people = new Map<ReaderName, Member | null>();
  /** The word that finds this and nothing else. */
  const words = new Map(Object.keys(MAY_FIND).map((what, i) => [what, `${SECRET}${String.fromCharCode(97 + i)}x`]));

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    for (const name of READERS) {
      const roles = { moderator: ['moderator'], editor: ['subject_editor'] }[name as string] as
        ['moderator'] | undefined;
      people.set(name, name === 'anonymous' ? null : await platform.given.member({}, ...(roles ?? [])));
    }
    const author = people.get('author')!;
    const moderator = people.get('moderator')!;
    const given = searchGiven(platform.dataSource, author);
    const word = (what: string) => words.get(what)!;
    const titled = (what: string) => ({
      title: `About the ${word(what)} figures`,
      body: `More on ${word(what)} here.`,
    });
    const circle = await given.circle(author, people.get('circle member')!);
    const organisation = await given.organisation(author, people.get('colleague')!);

    const open = await platform.given.thread(author, { audience: 'public', ...titled('a public question') });
    await platform.given.thread(author, { audience: 'network', ...titled('a question for members') });
    const inCircle = await platform.given.thread(author, {
      audience: 'circle',
      audienceId: circle,
      ...titled('a question for a circle'),
    });
    await platform.given.thread(author, {
      audience: 'organisation',
      audienceId: organisation,
      ...titled('a question for an organisation'),
    });
    const invited = [people.get('invited')!.id];
    await platform.given.thread(author, { audience: 'invited', invited, ...titled('a question for who is invited') });
    const answer = (what: string) => ({ body: titled(what).body });
    await platform.given.reply(author, open.id, answer('an answer in a public question'));
    await platform.given.reply(author, inCircle.id, answer('an answer in a question for a circle'));
    const hide = async (postId: string): Promise<void> => {
      const { status, body } = await platform
        .api('post', '/moderation/actions', moderator)
        .send({ action: 'hide', subject: 'post', subjectId: postId, reasonCode: 'confidential' });
      if (status >= 300) throw new Error(JSON.stringify(body));
    };
    const hidden = await platform.given.thread(author, { audience: 'public', ...titled('a hidden question') });
    await hide(hidden.postId);
    await hide((await platform.given.reply(author, open.id, answer('a hidden answer'))).id);

    const note = (what: string, over: object) =>
      given.caseNote({ title: titled(what).title, summary: titled(what).body, ...over });
    await note('a published case note', {});
    await note('a draft case note', { status: 'draft', published_at: null });
    await note('a submitted case note', { status: 'submitted', published_at: null });
    await note('a withdrawn case note', { status: 'withdrawn' });
    const guide = (what: string, slug: string, status: string) =>
      given.guidance({ slug, status, title: titled(what).title, summary: titled(what).body });
    await guide('a published guidance page', 'one', 'published');
    await guide('a draft guidance page', 'two', 'draft');
    await guide('a withdrawn guidance page', 'three', 'withdrawn');
    await given.council('ZMAR', word('a council'));
    await given.spinOut(word('a spin-out'), null);
    await platform.dataSource.query(`UPDATE people SET job_title = $1 WHERE id = $2`, [word('a person'), author.id]);
  });
  afterAll(() => platform.stop());

  const cases = Object.entries(MAY_FIND).flatMap(([what, may]) =>
    READERS.map((reader) => [reader, may.includes(reader) ? 'finds' : 'does not find', what] as const),
  );

  it.each(cases)('%s %s %s', async (reader, does, what) => {
    const by = people.get(reader)!;
    const q = words.get(what)!;
    const found = (await platform.api('get', '/search', by).query({ q })).body;
    const page = (await platform.page('get', '/search', by).query({ q })).text;
    const feed = (await platform.page('get', '/search.atom', by).query({ q })).text;
    const facets = Object.values(found.facets as Record<string, object[]>).flat();

    const seen = {
      items: found.items.length,
      total: found.total,
      facets: facets.length > 0,
      page: page.includes('class="wm-row"'),
      feed: feed.includes('<entry>'),
    };

    expect(seen).toEqual(
      does === 'finds'
        ? { items: 1, total: 1, facets: true, page: true, feed: true }
        : { items: 0, total: 0, facets: false, page: false, feed: false },
    );
    // Neither a word spelt nearly so, nor the title of a new question, tells.
    if (does === 'finds') return;
    const nearly = q.replace('quay', 'qauy');
    expect(
      (await platform.api('get', '/search', by).query({ q: nearly })).body.didYouMean?.includes(q.toLowerCase()),
    ).not.toBe(true);
    const title = { title: `About the ${q} figures` };
    const likely = (await platform.api('get', '/suggestions/similar', by).query(title)).body.items as {
      title: string;
    }[];
    expect(likely.filter((item) => item.title.includes(q))).toEqual([]);
  });

  it('offers a title that is near to those who may see it', async () => {
    const what = 'a question for a circle';
    const by = people.get('circle member')!;
    const { body } = await platform
      .api('get', '/suggestions/similar', by)
      .query({ title: `About the ${words.get(what)} figures` });
    expect(body.items[0].title).toContain(words.get(what));
  });

  it('counts for each reader what they may see, without words too', async () => {
    const totals = await Promise.all(
      READERS.map(async (name) => {
        const query = { type: ['question', 'case-note', 'guidance'] };
        return [name, (await platform.api('get', '/search', people.get(name)).query(query)).body.total as number];
      }),
    );
    const things = Object.entries(MAY_FIND).filter(
      ([what]) => /question$|question for|case note|guidance/.test(what) && !/answer/.test(what),
    );
    expect(totals).toEqual(READERS.map((name) => [name, things.filter(([, may]) => may.includes(name)).length]));
  });

  it('shows an author nothing of what was hidden from the index', async () => {
    const [row] = await platform.dataSource.query<{ n: string }[]>(
      `SELECT count(*) AS n FROM search_documents WHERE tsv::text ILIKE ANY ($1)`,
      [
        ['a hidden question', 'a hidden answer', 'a withdrawn case note', 'a withdrawn guidance page'].map(
          (what) => `%${words.get(what)}%`,
        ),
      ],
    );
    expect(Number(row!.n)).toBe(0);
  });
});
