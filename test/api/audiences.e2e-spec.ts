import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const SECRET = 'Nobody else may learn of the Marlow figures';

/** Who may read a thread of which audience. The rule is one; this table says what it means. */
const MAY_READ = {
  public: ['anonymous', 'outsider', 'circle member', 'colleague', 'invited', 'author', 'moderator'],
  network: ['outsider', 'circle member', 'colleague', 'invited', 'author', 'moderator'],
  circle: ['circle member', 'author'],
  organisation: ['colleague', 'author'],
  invited: ['invited', 'author'],
} as const;
type Audience = keyof typeof MAY_READ;
const READERS = MAY_READ.public;
type ReaderName = (typeof READERS)[number];

describe('who may read a thread', () => {
  let platform: TestPlatform;
  const people = new Map<ReaderName, Member | null>();
  const threads = new Map<Audience, { id: string; postId: string }>();

  beforeAll(async () => {
    platform = await startTestPlatform();
    const { given, dataSource } = platform;
    for (const name of READERS) {
      people.set(
        name,
        name === 'anonymous' ? null : await given.member({}, ...(name === 'moderator' ? (['moderator'] as const) : [])),
      );
    }
    const author = people.get('author')!;
    const circleId = (
      await dataSource.query<{ id: string }[]>(`INSERT INTO circles (name) VALUES ('Pensions') RETURNING id`)
    )[0]!.id;
    const organisationId = (
      await dataSource.query<{ id: string }[]>(
        `INSERT INTO organisations (kind, name) VALUES ('other_public', 'Tidewell') RETURNING id`,
      )
    )[0]!.id;
    for (const id of [author.id, people.get('circle member')!.id]) {
      await dataSource.query(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2)`, [circleId, id]);
    }
    for (const id of [author.id, people.get('colleague')!.id]) {
      await dataSource.query(
        `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
        [id, organisationId],
      );
    }
    const scope = {
      public: {},
      network: {},
      circle: { audienceId: circleId },
      organisation: { audienceId: organisationId },
      invited: { invited: [people.get('invited')!.id] },
    };
    for (const audience of Object.keys(MAY_READ) as Audience[]) {
      threads.set(
        audience,
        await given.thread(author, { audience, title: `${SECRET}: ${audience}`, body: SECRET, ...scope[audience] }),
      );
    }
  });
  afterAll(() => platform.stop());

  const cases = (Object.keys(MAY_READ) as Audience[]).flatMap((audience) =>
    READERS.map((reader) => [audience, reader, (MAY_READ[audience] as readonly string[]).includes(reader)] as const),
  );

  it.each(cases)('%s, %s: %s', async (audience, name, may) => {
    const { id, postId } = threads.get(audience)!;
    const reader = people.get(name)!;
    const status = may ? 200 : 404;

    for (const path of [
      `/threads/${id}`,
      `/threads/${id}/posts`,
      `/threads/${id}/events`,
      `/posts/${postId}`,
      `/posts/${postId}/revisions`,
    ]) {
      const answer = await platform.api('get', path, reader);
      expect([path, answer.status]).toEqual([path, status]);
      if (!may) expect(answer.text).not.toContain('Marlow');
    }
    for (const path of [`/threads/${id}`, `/threads/${id}-any-slug`, `/threads/${id}/posts`]) {
      const answer = await platform.page('get', path, reader);
      expect([path, answer.status]).toEqual([path, status]);
      if (!may) expect(answer.text).not.toContain('Marlow');
    }
    const lists = [
      (await platform.api('get', '/threads?limit=100', reader)).text,
      (await platform.page('get', '/questions', reader)).text,
      (await platform.page('get', '/questions.atom', reader)).text,
    ];
    for (const list of lists) expect(list.includes(`${SECRET}: ${audience}`)).toBe(may);
    expect((await platform.page('get', '/', reader)).text.includes(`${SECRET}: ${audience}`) && !may).toBe(false);

    const socket = await platform.socket(reader);
    expect(await socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 0 })).toMatchObject({ ok: may });
    socket.close();
  });

  it.each(cases.filter(([, name]) => name !== 'anonymous'))('writing to %s as %s: %s', async (audience, name, may) => {
    const { id, postId } = threads.get(audience)!;
    const writer = people.get(name)!;
    const reply = await platform.api('post', `/threads/${id}/posts`, writer).send({ body: 'May I?' });
    expect(reply.status).toBe(may ? 201 : 404);
    expect((await platform.api('post', `/threads/${id}/follow`, writer).send({})).status).toBe(may ? 200 : 404);
    const edit = await platform.api('patch', `/posts/${postId}`, writer).send({ body: SECRET });
    expect(edit.status).toBe(name === 'author' ? 200 : may ? 403 : 404);
  });

  it('answers "you may not" and "there is none" with the same words', async () => {
    const { id } = threads.get('invited')!;
    const plain = (text: string): string => text.replace(/[0-9a-f-]{36}/g, 'ID').replace(/nonce="[^"]+"/g, '');
    const outsider = people.get('outsider')!;
    for (const ask of [platform.api, platform.page]) {
      const hidden = await ask('get', `/threads/${id}`, outsider);
      const absent = await ask('get', '/threads/01990000-0000-7000-8000-000000000000', outsider);
      expect(plain(hidden.text)).toBe(plain(absent.text));
    }
  });

  it('lets nobody write for a group they are not in', async () => {
    const { id } = threads.get('circle')!;
    const [{ audience_id: audienceId }] = await platform.dataSource.query(
      `SELECT audience_id FROM threads WHERE id = $1`,
      [id],
    );
    const ask = { title: 'A question for a circle', body: 'Is anyone there?', audience: 'circle', audienceId };
    const { status, body } = await platform.api('post', '/threads', people.get('outsider')).send(ask);
    expect([status, body.code]).toEqual([422, 'threads.not-in-audience']);
  });
});
