import { setTimeout as sleep } from 'node:timers/promises';
import { ApiModule } from '../../apps/api/api.module.ts';
import { WebModule } from '../../apps/web/web.module.ts';
import { routesOf } from '../architecture/routes.ts';
import { photo } from '../support/files.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const LABEL = 'Council officer, unitary, South West';
const TITLE = 'What did pass-through cost the grebe service?';

/**
 * Who asked under a mask, on every surface, to every kind of reader: their id, name, address and organisation are in no
 * byte of any answer, header or event.
 *
 * The asker and where they work are hidden from the directory here, so that they have no right to stand anywhere: where
 * they do, it is by what they asked. What leads from them to it is asked apart, with everything open.
 */
describe('a mask', () => {
  let platform: TestPlatform;
  let asker: Member;
  let council: string;
  const readers = new Map<string, Member | null>();
  /** What may stand for `:id`, `:slug` and the like. */
  let known: string[];
  let thread: { id: string; postId: string };
  let publicThread: { id: string; postId: string };
  let ownReply: { id: string };
  let answer: { id: string };

  const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    platform.dataSource.query<T[]>(text, values);
  const works = (person: Member, organisation: string): Promise<object[]> =>
    sql(`INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`, [
      person.id,
      organisation,
    ]);
  const councilOf = async (name: string, code: string): Promise<string> => {
    const [row] = await sql<{ id: string }>(
      `INSERT INTO organisations (kind, name, nation) VALUES ('council', $1, 'England') RETURNING id`,
      [name],
    );
    await sql(
      `INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
       VALUES ($1, $2, $3, $3, 'UA', 'England', 'South West')`,
      [row!.id, code, name],
    );
    return row!.id;
  };
  const done = async (asked: PromiseLike<{ status: number; text: string; body: unknown }>): Promise<unknown> => {
    const { status, text, body } = await asked;
    if (status >= 300) throw new Error(`${status} ${text}`);
    return body;
  };

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const { given, api } = platform;
    council = await councilOf('Quillmouth', 'QLM');
    const other = await councilOf('Upper Marlow', 'UML');
    const officer = (over = {}, ...roles: ('moderator' | 'administrator' | 'subject_editor')[]) =>
      given.member({ practitionerRole: 'council_officer', ...over }, ...roles);
    asker = await officer({ name: 'Zephyrine Fotherington', fictional: true, lang: 'cy' });
    const colleague = await officer({ name: 'Colm Harrow' });
    const helper = await officer({ name: 'Dee Marsh' });
    const looked = await officer({ name: 'Lou Thornbury' }, 'moderator', 'subject_editor');
    const moderator = await officer({ name: 'Maya Birch' }, 'moderator', 'subject_editor');
    for (const person of [asker, colleague]) await works(person, council);
    for (const person of [helper, looked, moderator]) await works(person, other);
    readers.set('nobody', null);
    readers.set('a member', await given.member({ name: 'Rosa Velthorne' }));
    readers.set('a colleague', colleague);
    readers.set('a helper', helper);
    readers.set('a moderator', moderator);
    readers.set('a moderator who has looked', looked);
    readers.set('an administrator', await given.member({ name: 'Ada Lowe' }, 'administrator'));

    await sql(`UPDATE people SET visible_to = ARRAY['person:' || id] WHERE id = $1`, [asker.id]);
    await sql(`UPDATE organisations SET visible_to = ARRAY['nobody'] WHERE id = $1`, [council]);
    thread = await given.thread(asker, { title: TITLE, masked: true, topics: ['pensions'] });
    publicThread = await given.thread(asker, { title: `${TITLE} Again`, audience: 'public', masked: true });
    answer = await given.reply(helper, thread.id);
    const { id: fileId } = (await done(
      api('post', '/files', asker)
        .attach('file', await photo(), { filename: 'grebe.jpg' })
        .field('alt', 'A grebe'),
    )) as { id: string };
    ownReply = await given.reply(asker, thread.id, { body: 'It cost us less than grebe food.', files: [fileId] });
    await given.reply(helper, thread.id, { replyTo: ownReply.id });
    await given.reply(asker, publicThread.id, { body: 'Grebe, once more.' });
    await done(api('post', `/threads/${publicThread.id}/follow`, colleague).send({}));
    await done(api('patch', `/posts/${ownReply.id}`, asker).send({ body: 'It cost us less than grebe bread.' }));
    for (const { id } of [answer, ownReply]) {
      await done(api('post', `/threads/${thread.id}/accept`, asker).send({ postId: id }));
    }
    // What who asked says of an answer is said under the mask, also where a moderator takes it away.
    await done(api('put', `/posts/${answer.id}/tried`, asker).send({ result: 'partly', note: 'It cost a grebe.' }));
    await done(api('put', `/posts/${answer.id}/marks/outdated`, asker).send({ comment: 'The grebe rate is new.' }));
    const { items: marks } = (await done(api('get', `/posts/${answer.id}/marks`, moderator))) as {
      items: { id: string }[];
    };
    await done(
      api('post', `/posts/${answer.id}/marks/${marks[0]!.id}/remove`, moderator).send({ reason: 'It is not outdated' }),
    );
    await done(api('post', `/posts/${thread.postId}/reports`, helper).send({ reason: 'confidential' }));
    await done(api('post', `/posts/${ownReply.id}/reports`, helper).send({ reason: 'off-topic' }));
    const act = { subject: 'post', subjectId: publicThread.postId };
    await done(
      api('post', '/moderation/actions', moderator).send({ ...act, action: 'hide', reasonCode: 'confidential' }),
    );
    await done(
      api('post', '/moderation/actions', moderator).send({ ...act, action: 'restore', reasonCode: 'decided-wrongly' }),
    );
    await done(
      api('post', '/moderation/looks', looked).send({ threadId: thread.id, reason: 'To see that it stays hidden' }),
    );
    const guide = (await done(
      api('post', '/guidance', moderator).send({
        title: 'What pass-through costs',
        summary: 'Less than you fear, if you ask the fund first.',
        body: 'Ask the fund which rate it would set.',
        postId: ownReply.id,
        lawAsAt: '2026-01-01',
        publish: true,
      }),
    )) as { slug: string };
    // An answer is moved away from the mask, and what is asked under one repeats another question.
    const moved = await given.reply(helper, thread.id, { body: 'Ask a heron instead.' });
    const { threadId: split } = (await done(
      api('post', `/threads/${thread.id}/split`, moderator).send({
        posts: [moved.id],
        title: 'Herons and what they cost',
        reason: 'It is about herons.',
      }),
    )) as { threadId: string };
    const original = await given.thread(helper, { title: 'What does any pass-through cost?', audience: 'public' });
    const again = await given.thread(asker, { title: `${TITLE} Once more`, audience: 'public', masked: true });
    await done(api('post', `/threads/${again.id}/duplicate`, asker).send({ to: original.id }));
    await platform.dataSource.query(`SELECT search_reindex()`);
    known = [
      split,
      original.id,
      again.id,
      moved.id,
      thread.id,
      publicThread.id,
      thread.postId,
      ownReply.id,
      answer.id,
      guide.slug,
      helper.id,
      'UML',
      fileId,
    ];
  });
  afterAll(() => platform.stop());

  /** A colleague's own pages say where they work, which is where the asker works. */
  const secretsFor = (name: string): string[] => [
    asker.id,
    'Zephyrine',
    'Fotherington',
    asker.email,
    ...(name === 'a colleague' ? [] : [council, 'Quillmouth', 'QLM']),
  ];
  const addresses = (): string[] => [
    ...[...routesOf(ApiModule, 'api/v1'), ...routesOf(WebModule)]
      .filter(({ method, path }) => method === 'GET' && !path.includes('/sign-out'))
      .flatMap(({ path }) => (path.includes(':') ? known.map((id) => path.replace(/:\w+/g, id)) : [path])),
    '/questions?after=&answered=accepted',
    '/api/v1/threads?limit=100',
    `/api/v1/threads/${thread.id}/posts?limit=100`,
    '/search?q=grebe',
    '/search.atom?q=grebe',
    '/api/v1/search?q=grebe',
    '/api/v1/search?q=pass-through',
    '/api/v1/search?q=Zephyrin',
    '/search?q=Fotheringto',
    `/api/v1/suggestions/similar?title=${encodeURIComponent(TITLE)}`,
    `/questions/similar?title=${encodeURIComponent(TITLE)}`,
    `/threads/${thread.id}?after=1`,
    `/guidance/new?post=${ownReply.id}`,
    `/moderation?item=${thread.postId}`,
    '/api/v1/people?limit=100',
    '/api/openapi.json',
    '/api/asyncapi.json',
  ];

  it.each([
    ['nobody'],
    ['a member'],
    ['a colleague'],
    ['a helper'],
    ['a moderator'],
    ['a moderator who has looked'],
    ['an administrator'],
  ])(
    'tells %s nothing, at any address',
    async (name) => {
      const reader = readers.get(name)!;
      const secrets = secretsFor(name);
      const leaks: string[] = [];
      const answered = new Set<string>();
      const labelled = new Set<string>();
      const waiting = addresses();
      const ask = async (): Promise<void> => {
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
          const response = await fetch(platform.url + path, {
            redirect: 'manual',
            headers: reader
              ? path.startsWith('/api/')
                ? { authorization: `Bearer ${reader.token}` }
                : { cookie: reader.cookie }
              : {},
          });
          const bytes = Buffer.from(await response.arrayBuffer()).toString('utf8');
          const all = `${JSON.stringify([...response.headers])}\n${bytes}`.toLowerCase();
          if (response.status === 200) answered.add(path);
          if (bytes.includes(LABEL)) labelled.add(path);
          for (const secret of secrets) {
            if (all.includes(secret.toLowerCase())) leaks.push(`${path} ${response.status}: ${secret}`);
          }
        }
      };
      await Promise.all(Array.from({ length: 6 }, ask));

      expect(leaks).toEqual([]);
      // It was looked where there is something to tell.
      const seen = [
        `/threads/${publicThread.id}`,
        `/api/v1/threads/${publicThread.id}`,
        '/questions',
        '/questions.atom',
      ];
      if (name !== 'nobody') seen.push(`/threads/${thread.id}`, `/api/v1/posts/${ownReply.id}`);
      if (name.includes('moderator')) {
        seen.push('/moderation', '/api/v1/moderation/queue', '/moderation/log', `/moderation/posts/${ownReply.id}`);
      }
      for (const path of seen) expect([path, labelled.has(path)]).toEqual([path, true]);
      expect(answered.size).toBeGreaterThan(name === 'nobody' ? 60 : 90);
    },
    180_000,
  );

  it.each([['nobody'], ['a member'], ['a colleague'], ['a moderator who has looked']])(
    'tells %s nothing by a socket',
    async (name) => {
      const heard: unknown[] = [];
      const socket = await platform.socket(readers.get(name)!);
      socket.onAny((...event) => heard.push(event));
      heard.push(await socket.emitWithAck('thread:follow', { threadId: publicThread.id, afterSeq: 0 }));
      const own = await platform.socket(asker);
      await own.emitWithAck('thread:follow', { threadId: publicThread.id });
      const { id, seq } = await platform.given.reply(asker, publicThread.id, { body: `Heard by ${name}?` });
      await platform.api('patch', `/posts/${id}`, asker).send({ body: 'Changed.' });
      const edited = (): boolean =>
        heard.some((event) => Array.isArray(event) && (event[1] as { seq?: number } | undefined)?.seq === seq + 1);
      for (let i = 0; i < 200 && !edited(); i += 1) await sleep(25);
      socket.close();
      own.close();

      const all = JSON.stringify(heard);
      expect([edited(), all.includes(LABEL)]).toEqual([true, true]);
      expect(secretsFor(name).filter((secret) => all.includes(secret))).toEqual([]);
    },
  );

  it('types and reads unseen', async () => {
    const told: { people: number; typing: string[] }[] = [];
    const [reader, own, other] = [
      await platform.socket(readers.get('a member')!),
      await platform.socket(asker),
      await platform.socket(readers.get('a helper')!),
    ];
    reader.on('thread:presence', (presence: (typeof told)[number]) => told.push(presence));
    for (const socket of [own, other, reader]) await socket.emitWithAck('thread:follow', { threadId: thread.id });
    const isTold = (): boolean => told.some(({ typing }) => typing.length > 0);
    for (let i = 0; i < 200 && !isTold(); i += 1) {
      own.emit('thread:typing', { threadId: thread.id });
      other.emit('thread:typing', { threadId: thread.id });
      await sleep(50);
    }
    for (const socket of [own, other, reader]) socket.close();

    expect(new Set(told.flatMap(({ typing }) => typing))).toEqual(new Set(['Dee']));
    expect(Math.max(...told.map(({ people }) => people))).toBe(2);
  });

  it('leads nobody from the asker to what they asked', async () => {
    await sql(`UPDATE people SET visible_to = '{network}' WHERE id = $1`, [asker.id]);
    await sql(`UPDATE organisations SET visible_to = '{public}' WHERE id = $1`, [council]);
    for (const [name, reader] of readers) {
      const about = [
        `/people/${asker.id}`,
        `/api/v1/people/${asker.id}`,
        '/councils/QLM',
        '/api/v1/councils/QLM',
        '/api/v1/councils/QLM/similar',
        '/search?q=Zephyrine',
        '/search?q=Quillmouth',
        '/api/v1/search?q=Fotherington',
        '/api/v1/search?q=Quillmouth',
        ...(name.includes('moderator') ? [`/moderation/people/${asker.id}`] : []),
      ];
      for (const path of about) {
        const { status, text } = await (path.startsWith('/api/v1')
          ? platform.api('get', path.slice('/api/v1'.length), reader)
          : platform.page('get', path, reader));
        const found = [TITLE, thread.id, publicThread.id, LABEL, 'grebe'].filter((part) => text.includes(part));
        expect([name, path, found]).toEqual([name, path, []]);
        if (name !== 'nobody') expect([path, status]).toEqual([path, 200]);
      }
    }
    const own = await platform.page('get', `/people/${asker.id}`, asker);
    expect(own.text).toContain(TITLE);
    expect(own.text).toContain('Asked under a mask: only you see it here');
  });
});
