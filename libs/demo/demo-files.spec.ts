import 'reflect-metadata';
import { type DemoFiles, faultsOf, readDemoFiles } from './demo-files.ts';
import { idOf } from '#libs/platform/database';
import { deskRows } from './network/desk.rows.ts';
import { postsOf } from './network/threads.rows.ts';

describe('the files of the demo network', () => {
  const files = readDemoFiles();
  const { organisations, people, caseNotes, threads, guidance, tactics, objections } = files;

  it('are as many as promised', () => {
    expect(organisations.councils.length).toBeGreaterThanOrEqual(12);
    expect(organisations.spinOuts.length).toBeGreaterThanOrEqual(16);
    expect(people.length).toBeGreaterThanOrEqual(40);
    expect(caseNotes.length).toBeGreaterThanOrEqual(24);
    expect(threads.length).toBeGreaterThanOrEqual(60);
    expect(guidance.length).toBeGreaterThanOrEqual(12);
    expect(tactics.length).toBeGreaterThanOrEqual(12);
    expect(objections.length).toBeGreaterThanOrEqual(8);
  });

  it('tell of all nations, and of what did not work as well as of what did', () => {
    expect(new Set(organisations.councils.map(({ nation }) => nation)).size).toBe(4);
    const results = new Set(caseNotes.map(({ result }) => result));
    for (const result of ['decided-not-to', 'insourced', 'merged', 'closed'] as const)
      expect(results).toContain(result);
  });

  it('give no council a code that the register could have', () => {
    for (const { code } of organisations.councils) expect(code).toMatch(/^Z[A-Z]{2,4}$/);
    expect(new Set(organisations.councils.map(({ code }) => code)).size).toBe(organisations.councils.length);
  });

  it('repeat no text', () => {
    const texts = [
      ...threads.flatMap(({ title, body, replies }) => [title, body, ...replies.map((reply) => reply.body)]),
      ...caseNotes.flatMap((note) => [note.title, note.summary, note.whatHappened, note.whatWentWrong]),
      ...people.map(({ bio }) => bio),
      ...guidance.flatMap((page) => [page.title, page.body]),
      ...tactics.flatMap(({ title, situation, move }) => [title, situation, move]),
      ...objections.flatMap(({ title, behind, answers }) => [title, behind, ...answers.map(({ text }) => text)]),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  const broken: [string, (broken: DemoFiles) => void, string][] = [
    ['an author who is not there', ({ threads: [thread] }) => set(thread, 'author', 'nobody'), 'there is no nobody'],
    ['a key that is there twice', (all) => all.people.push(all.people[0]!), 'people: a key is there twice'],
    [
      'a case note that is not there',
      ({ threads: [thread] }) => set(thread, 'body', '[[case:none]]'),
      'no case note none',
    ],
    [
      'a post before the one it follows',
      ({ threads: [thread] }) => set(thread, 'at', '2029-01-01T00:00:00Z'),
      'out of order',
    ],
    [
      'a council that is not there',
      ({ caseNotes: [note] }) => set(note, 'council', 'atlantis'),
      'there is no atlantis',
    ],
    [
      'a stage without its event',
      ({
        organisations: {
          spinOuts: [one],
        },
      }) => set(one, 'stage', 'idea'),
      'latest stage event',
    ],
    [
      'a source that is not there',
      ({ guidance: [page] }) => page!.sources.push({ kind: 'answer', thread: 'none', reply: 0 }),
      'there is no reply 0 in none',
    ],
  ];
  it.each(broken)('are refused with %s', (_what, breakIt, fault) => {
    const copy = structuredClone(files);
    breakIt(copy);
    expect(faultsOf(copy).join('\n')).toContain(fault);
  });

  it('become posts two levels deep that cite by address, accepted after they were written', () => {
    const posts = threads.flatMap((thread) => postsOf(thread));
    const byId = new Map(posts.map((post) => [post.id, post]));
    const deeper = posts.filter(({ replyToId }) => replyToId !== null && byId.get(replyToId)?.replyToId !== null);
    const tooSoon = posts.filter(
      ({ acceptedAt, at }) => acceptedAt !== null && Date.parse(acceptedAt) <= Date.parse(at),
    );
    expect([deeper, tooSoon, posts.filter(({ body }) => body.includes('[['))]).toEqual([[], [], []]);
    expect(posts.filter(({ body }) => /^\/case-notes\/[0-9a-f-]{36}$/m.test(body)).length).toBeGreaterThan(20);
  });

  it('leave rosa something to read', () => {
    const notices = deskRows(files).find(({ table }) => table === 'notifications')!.rows;
    const mine = notices.filter((notice) => notice['person_id'] === idOf('person', 'rosa'));
    expect(mine.some((notice) => notice['read_at'] === null)).toBe(true);
  });
});

const set = (thing: object | undefined, field: string, value: unknown): void =>
  void Object.assign(thing!, { [field]: value });

describe('idOf', () => {
  it('is the same for the same key, another for another, and a valid UUID', () => {
    expect(idOf('person', 'rosa')).toBe(idOf('person', 'rosa'));
    expect(idOf('person', 'rosa')).not.toBe(idOf('thread', 'rosa'));
    expect(idOf('person', 'rosa')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
