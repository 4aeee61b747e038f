import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { caseNotesGiven } from './case-notes.given.ts';

describe('a bid or a contract that was lost', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti' });
    const moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    const published = async (name: string, over: object) => {
      ids[name] = (await given.published(author, moderator, { title: `What became of ${name}`, ...over })).id;
    };
    await published('bid', { result: 'lost-bid', lossReason: 'standing', route: 'competitive_flexible' });
    await published('contract', { result: 'lost-contract', lossReason: 'price' });
    await published('winner', { result: 'went-ahead', route: 'reserved_pa23_33' });
  });
  afterAll(() => platform.stop());

  const named = (items: { id: string }[]) =>
    Object.keys(ids).filter((name) => items.some(({ id }) => id === ids[name]));
  const filters = [
    ['outcome=lost', ['bid', 'contract']],
    ['result=lost', ['bid', 'contract']],
    ['result=lost-bid', ['bid']],
    ['result=lost-contract&result=went-ahead', ['contract', 'winner']],
    ['outcome=lost&result=lost-bid', ['bid']],
    ['outcome=lost&outcome=better', ['bid', 'contract', 'winner']],
  ] as const;

  it.each(filters)('K44: the list of case notes filtered by %s', async (query, expected) => {
    const { status, body } = await platform.api('get', `/case-notes?${query}`);
    expect([status, named(body.items)]).toEqual([200, expected]);
  });

  it.each(filters)('K44: search filtered by %s', async (query, expected) => {
    const { status, body } = await platform.api('get', `/search?q=became&${query}`);
    expect([status, named(body.items)]).toEqual([200, expected]);
  });

  it.each(['/case-notes?outcome=lost', '/search?q=became&outcome=lost', '/search?result=lost'])(
    'K44: the page %s shows both, with what is chosen as a filter to take away',
    async (path) => {
      const { status, text: marked } = await platform.page('get', path);
      const text = marked.replaceAll(/<\/?mark>/g, '');
      expect(status).toBe(200);
      expect(text).toContain('What became of bid');
      expect(text).toContain('What became of contract');
      expect(text).not.toContain('What became of winner');
      expect(text).toMatch(/wm-chip[^>]*>[^<]*(<[^>]*>[^<]*)*Lost: a bid or the contract/);
    },
  );

  it('counts every loss together beside each alone', async () => {
    const { body } = await platform.api('get', '/search?q=became');
    expect(body.facets.result).toEqual([
      { value: 'lost', count: 2 },
      { value: 'lost-bid', count: 1 },
      { value: 'lost-contract', count: 1 },
      { value: 'went-ahead', count: 1 },
    ]);
  });

  it('is found by the words of its route and its reason', async () => {
    const found = async (q: string) => named((await platform.api('get', `/search?exact=1&q=${q}`)).body.items);
    expect(await found('competitive+flexible')).toEqual(['bid']);
    expect(await found('became+standing')).toEqual(['bid']);
  });

  it('gives route and reason back', async () => {
    const { body } = await platform.api('get', `/case-notes/${ids['bid']}`);
    expect(body).toMatchObject({ result: 'lost-bid', lossReason: 'standing', route: 'competitive_flexible' });
  });

  it.each([
    ['a reason without a loss', { result: 'went-ahead', lossReason: 'price' }, '/lossReason'],
    ['a reason of its own', { result: 'lost-bid', lossReason: 'luck' }, '/lossReason'],
    ['a route of its own', { route: 'handshake' }, '/route'],
  ])('refuses %s', async (_what, over, pointer) => {
    const { status, body } = await platform
      .api('post', '/case-notes', author)
      .send({ title: 'A bid in spring', ...over });
    expect([status, body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([422, [pointer]]);
  });

  it('takes the reason away with the loss it was for, and keeps it while the loss stays', async () => {
    const { id } = await given.draft(author, { result: 'lost-bid', lossReason: 'quality' });
    const change = async (over: object) => (await platform.api('patch', `/case-notes/${id}`, author).send(over)).body;
    expect((await change({ result: 'lost-contract' })).lossReason).toBe('quality');
    expect(await change({ result: 'closed' })).toMatchObject({ result: 'closed', lossReason: null });
  });
});
