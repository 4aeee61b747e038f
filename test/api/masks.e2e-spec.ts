import { PDF } from '../support/files.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const LABEL = 'Council officer, unitary, South West';

describe('who wrote under a mask', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  let moderator: Member;
  let thread: { id: string; postId: string };
  beforeAll(async () => {
    platform = await startTestPlatform();
    const { given, dataSource } = platform;
    asker = await given.member({
      name: 'Zephyrine Quillfeather',
      practitionerRole: 'council_officer',
      fictional: true,
    });
    peer = await given.member({ name: 'Dee Marlow' });
    moderator = await given.member({ name: 'Maya Thornbury' }, 'moderator');
    thread = await given.thread(asker, { audience: 'public' });
    await dataSource.query(`UPDATE threads SET mask = $2 WHERE id = $1`, [thread.id, LABEL]);
    await dataSource.query(`UPDATE posts SET mask = $2 WHERE thread_id = $1`, [thread.id, LABEL]);
  });
  afterAll(() => platform.stop());

  it.each([
    ['nobody', () => null],
    ['a member', () => peer],
    ['a moderator', () => moderator],
  ])('is a label and nothing more to %s', async (_who, reader) => {
    const { body } = await platform.api('get', `/posts/${thread.postId}`, reader());

    expect(body.author).toEqual({
      id: null,
      name: LABEL,
      role: null,
      masked: true,
      organisation: null,
      paidAdviser: false,
      fictional: false,
    });
    expect(body.createdAt).toMatch(/:00:00\.000Z$/);
    const page = await platform.page('get', `/threads/${thread.id}`, reader());
    expect(page.text).toContain(LABEL);
    expect(page.text).not.toContain('You, as');
    expect(page.text).not.toContain(`/posts/${thread.postId}/edit`);
  });

  it('is known to themself', async () => {
    const { body } = await platform.api('get', `/posts/${thread.postId}`, asker);
    expect(body.author).toMatchObject({ id: asker.id, name: LABEL, masked: true });
    const { text } = await platform.page('get', `/threads/${thread.id}`, asker);
    expect(text).toContain(`You, as ${LABEL}`);
    expect(text).toContain(`/posts/${thread.postId}/edit`);
    expect((await platform.page('get', '/questions', asker)).text).toContain(`You, as ${LABEL}`);
  });

  it('is masked in all they write there, and nobody else is', async () => {
    const own = await platform.given.reply(asker, thread.id, { body: 'More about this.' });
    const other = await platform.given.reply(peer, thread.id, { replyTo: own.id });
    const { body } = await platform.api('get', `/threads/${thread.id}/posts?after=1`, moderator);

    expect(body.items.map(({ author }: { author: object }) => author)).toMatchObject([
      { id: null, name: LABEL, masked: true },
      { id: peer.id, name: 'Dee', masked: false },
    ]);
    const { text } = await platform.page('get', `/threads/${thread.id}`, peer);
    expect(text).toContain(`in reply to ${LABEL}`);
    // An id of version 7 begins with the millisecond.
    expect([own.id[14], other.id[14]]).toEqual(['4', '7']);
  });

  it('lets nobody without an account do what the masked author may', async () => {
    // Both have no id that anybody is told: that must not make them one.
    const { text } = await platform.page('get', `/threads/${thread.id}`);
    expect(text).not.toContain('Accept this answer');
    expect(text).not.toContain('Change title and subjects');
  });
});

describe('asking under a mask', () => {
  let platform: TestPlatform;
  let asker: Member;
  let colleague: Member;
  let moderator: Member;
  let administrator: Member;
  const ask = { title: 'What did pass-through cost you?', body: 'We need a figure by May.', masked: true };
  const council = async (name: string, code: string, type: string, region: string): Promise<string> => {
    const [row] = await platform.dataSource.query<{ id: string }[]>(
      `INSERT INTO organisations (kind, name, nation) VALUES ('council', $1, 'England') RETURNING id`,
      [name],
    );
    await platform.dataSource.query(
      `INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
       VALUES ($1, $2, $3, $3, $4, 'England', $5)`,
      [row!.id, code, name, type, region],
    );
    return row!.id;
  };
  const works = (person: Member, organisationId: string) =>
    platform.dataSource.query(
      `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
      [person.id, organisationId],
    );
  let tidewell: string;
  let marlow: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
    const { given } = platform;
    tidewell = await council('Tidewell', 'TWL', 'UA', 'South West');
    marlow = await council('Upper Marlow', 'UML', 'UA', 'South West');
    asker = await given.member({ name: 'Zephyrine Quillfeather', practitionerRole: 'council_officer' });
    colleague = await given.member({ name: 'Colm Harrow', practitionerRole: 'council_officer' }, 'moderator');
    moderator = await given.member({ name: 'Maya Thornbury' }, 'moderator');
    administrator = await given.member({ name: 'Ada Birch' }, 'administrator');
    await works(asker, tidewell);
    await works(colleague, tidewell);
  });
  afterAll(() => platform.stop());

  const labelOf = async (by: Member, over = {}): Promise<string> => {
    const { body, status } = await platform.api('post', '/threads', by).send({ ...ask, ...over });
    return status === 201 ? (body.posts[0].author.name as string) : (body.code as string);
  };

  it('is not for groups in which a mask hides nobody', async () => {
    const audienceId = await platform.given.circle(asker, colleague, moderator, administrator);
    const inCircle = { audience: 'circle', audienceId };
    expect(await labelOf(asker, inCircle)).toBe('threads.no-mask');
    expect(await labelOf(asker, { audience: 'invited', invited: [colleague.id] })).toBe('threads.no-mask');
    await platform.given.join(audienceId, (await platform.given.member({ practitionerRole: 'founder' })).id);
    expect(await labelOf(asker, inCircle)).toBe('A member');
  });

  it('masks no paid adviser whom the label could not name as one', async () => {
    const adviser = await platform.given.member({ practitionerRole: 'paid_adviser' });
    expect(await labelOf(adviser)).toBe('threads.no-mask');
    for (let i = 0; i < 4; i += 1) await platform.given.member({ practitionerRole: 'paid_adviser' });
    const { body } = await platform.api('post', '/threads', adviser).send(ask);
    expect(body.posts[0].author).toMatchObject({ name: 'Paid adviser', paidAdviser: true, masked: true });
  });

  it('says as much as five people share, who do not all work in one place', async () => {
    expect(await labelOf(asker)).toBe('A member');

    const officers: Member[] = [];
    for (let i = 0; i < 3; i += 1) officers.push(await platform.given.member({ practitionerRole: 'council_officer' }));
    expect(await labelOf(asker)).toBe('Council officer');

    for (const officer of officers) await works(officer, tidewell);
    // Five share all of it, and whoever looks them up finds one council.
    expect(await labelOf(asker)).toBe('A member');
    const sixth = await platform.given.member({ practitionerRole: 'council_officer' });
    expect(await labelOf(asker)).toBe('Council officer');
    await works(sixth, marlow);
    expect(await labelOf(asker)).toBe('Council officer, unitary, South West');
    await platform.dataSource.query(`UPDATE councils SET region = 'South East' WHERE organisation_id = $1`, [marlow]);
    expect(await labelOf(asker)).toBe('Council officer, unitary');
    await platform.dataSource.query(`UPDATE councils SET type = 'CTY' WHERE organisation_id = $1`, [marlow]);
    expect(await labelOf(asker)).toBe('Council officer');
    await platform.dataSource.query(
      `UPDATE councils SET type = 'UA', region = 'South West' WHERE organisation_id = $1`,
      [marlow],
    );
    // Who is suspended is nobody to be taken for.
    await platform.dataSource.query(
      `UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`,
      [sixth.id],
    );
    expect(await labelOf(asker)).toBe('A member');
    await platform.dataSource.query(`UPDATE accounts SET suspended_until = NULL WHERE person_id = $1`, [sixth.id]);
  });

  it('keeps the label, and gives no other thread a part of it', async () => {
    const { body } = await platform.api('post', '/threads', asker).send(ask);
    const other = await platform.given.thread(asker);
    await platform.dataSource.query(`UPDATE people SET practitioner_role = 'founder' WHERE id = $1`, [asker.id]);
    const reply = await platform.given.reply(asker, body.id as string);
    const again = await platform.api('get', `/threads/${body.id}/posts`, colleague);
    expect(again.body.items.map(({ author }: { author: { name: string } }) => author.name)).toEqual(
      Array.from({ length: 2 }, () => 'Council officer, unitary, South West'),
    );
    expect((await platform.api('get', `/posts/${other.postId}`, colleague)).body.author).toMatchObject({
      masked: false,
    });
    await platform.dataSource.query(`UPDATE people SET practitioner_role = 'council_officer' WHERE id = $1`, [
      asker.id,
    ]);
    // An id of version 7 begins with the millisecond in which it was made.
    expect([body.id[14], body.posts[0].id[14], reply.id[14]]).toEqual(['4', '4', '4']);
    const seen = await platform.api('get', `/threads/${body.id}`, colleague);
    const events = await platform.api('get', `/threads/${body.id}/events`, colleague);
    const listed = await platform.api('get', '/threads?limit=100', colleague);
    const moments = [
      seen.text,
      events.text,
      JSON.stringify(listed.body.items.find(({ id }: { id: string }) => id === body.id)),
    ]
      .join()
      .match(/T\d\d:[^"]+/g)!;
    expect(moments.length).toBeGreaterThan(5);
    expect(moments.filter((moment) => !moment.endsWith(':00:00.000Z'))).toEqual([]);
  });

  it('warns of words that name who asks, and keeps nobody from posting them', async () => {
    const body = 'We at Tidewell asked. Write to zephyrine@tidewell.example.';
    const asked = await platform.api('post', '/threads', asker).send({ ...ask, body });
    expect(asked.status).toBe(201);
    expect(asked.body.warnings).toEqual([
      {
        code: 'threads.text-names-you',
        message: expect.any(String),
        words: expect.arrayContaining(['Tidewell', 'Zephyrine', 'zephyrine@tidewell.example']),
      },
    ]);
    const clean = await platform.api('post', '/threads', asker).send(ask);
    expect(clean.body.warnings).toEqual([]);
    const { id, posts } = clean.body as { id: string; posts: { id: string }[] };
    const reply = await platform.api('post', `/threads/${id}/posts`, asker).send({ body: 'Yours, Zephyrine' });
    expect(reply.body.warnings[0].words).toEqual(['Zephyrine']);
    const edit = await platform.api('patch', `/posts/${posts[0]!.id}`, asker).send({ body: 'Tidewell asks' });
    expect([edit.status, edit.body.warnings[0].words]).toEqual([200, ['Tidewell']]);
    // Whoever is not masked may say who they are.
    const other = await platform.api('post', `/threads/${id}/posts`, colleague).send({ body: 'Colm of Tidewell' });
    expect(other.body.warnings).toEqual([]);
  });

  it('warns of files whose names say who asks, and of those that keep their author', async () => {
    const upload = async (name: string, bytes: Buffer): Promise<string> =>
      (await platform.api('post', '/files', asker).attach('file', bytes, { filename: name })).body.id;
    const table = Buffer.from('a;b\n');
    const codes = ({ body }: { body: { warnings: { code: string; words: string[] }[] } }) =>
      body.warnings.map(({ code, words }) => [code, words]);
    const asked = await platform
      .api('post', '/threads', asker)
      .send({ ...ask, files: [await upload('bondOfZephyrine.csv', table), await upload('bond.pdf', PDF)] });
    expect([asked.status, codes(asked)]).toEqual([
      201,
      [
        ['threads.file-name-names-you', ['Zephyrine']],
        ['threads.document-may-name-you', ['bond.pdf']],
      ],
    ]);
    const { id, posts } = asked.body as { id: string; posts: { id: string }[] };
    const reply = await platform
      .api('post', `/threads/${id}/posts`, asker)
      .send({ body: 'And this', files: [await upload('Tidewell_bond.csv', table)] });
    expect(codes(reply)).toEqual([['threads.file-name-names-you', ['Tidewell']]]);
    // What an edit leaves beside the post is warned of as well.
    const edit = await platform.api('patch', `/posts/${posts[0]!.id}`, asker).send({ body: 'Asked better' });
    expect(codes(edit)).toEqual(codes(asked));
    const other = await platform.api('post', `/threads/${id}/posts`, colleague).send({ body: 'Yes', files: [] });
    expect(codes(other)).toEqual([]);
  });

  describe('who asked', () => {
    let thread: string;
    beforeEach(async () => {
      thread = (await platform.given.thread(asker, { masked: true })).id;
    });
    const look = (by: Member, reason: unknown = 'A threat was made in the discussion', threadId = thread) =>
      platform.api('post', '/moderation/looks', by).send({ threadId, reason });
    const lines = async () => (await platform.api('get', '/moderation/looks', administrator)).body.items;
    const own = async (by = asker) => platform.api('get', `/threads/${thread}/looks`, by);

    it('is not for a moderator outside a circle to look at before anything in it is reported', async () => {
      const members = [asker, colleague];
      for (let i = 0; i < 3; i += 1) members.push(await platform.given.member({ practitionerRole: 'founder' }));
      const audienceId = await platform.given.circle(...members);
      const masked = await platform.given.thread(asker, { masked: true, audience: 'circle', audienceId });
      const member = members[3]!;
      const taken = await platform.given.reply(member, masked.id);
      expect((await platform.api('delete', `/posts/${taken.id}`, member)).status).toBe(204);
      expect((await look(moderator, undefined, masked.id)).status).toBe(404);

      await platform.api('post', `/posts/${masked.postId}/reports`, member).send({ reason: 'confidential' });
      expect((await look(moderator, undefined, masked.id)).status).toBe(201);
    });

    it('is told to a moderator who says why, kept, and told to them', async () => {
      const { status, body } = await look(moderator);
      expect([status, body.person]).toEqual([
        201,
        { id: asker.id, name: asker.name, role: 'council_officer', organisation: 'Tidewell' },
      ]);
      expect((await lines())[0]).toMatchObject({
        id: body.id,
        threadId: thread,
        reason: 'A threat was made in the discussion',
        refused: false,
        moderator: { id: moderator.id, name: moderator.name },
      });
      const told = await own();
      expect(told.body.items).toEqual([
        { id: body.id, at: body.at, reason: 'A threat was made in the discussion', refused: false },
      ]);
      expect(told.text).not.toContain('Maya');
      const notices = await platform.api('get', '/me/notifications', asker);
      expect(notices.body.items[0]).toMatchObject({
        title: 'A moderator looked at who asked this under a mask: How did you handle the pension bond?',
        url: `/threads/${thread}/mask`,
      });
      // Looking changes nothing for anybody, the moderator among them.
      expect((await platform.api('get', `/threads/${thread}`, moderator)).body.authorId).toBeNull();
    });

    it('is one line for one request that is sent twice, and one for each that is not', async () => {
      const send = () =>
        platform
          .api('post', '/moderation/looks', moderator)
          .set('idempotency-key', thread)
          .send({ threadId: thread, reason: 'To tell them of a deadline' });
      const [first, second] = [await send(), await send()];
      expect(second.body).toEqual(first.body);
      await look(moderator);
      expect((await own()).body.items).toHaveLength(2);
    });

    it.each([
      ['without a reason', () => look(moderator, null), 422],
      ['with a reason that says nothing', () => look(moderator, 'because'), 422],
      ['by a member', () => look(asker), 403],
      ['by an administrator', () => look(administrator), 403],
      ['of what there is not', () => look(moderator, 'A threat was made', '01990000-0000-7000-8000-000000000000'), 404],
    ])('is not told %s', async (_what, attempt, status) => {
      const before = await lines();
      const answer = await attempt();
      expect([answer.status, answer.text.includes('Quillfeather')]).toEqual([status, false]);
      expect(await lines()).toEqual(before);
    });

    it('is not told to a moderator who works with them, and that they tried is kept', async () => {
      const { status, body, text } = await look(colleague);
      expect([status, body.code]).toEqual([403, 'moderation.own-case']);
      expect(text).not.toMatch(/Quillfeather|Tidewell/);
      expect((await lines())[0]).toMatchObject({ threadId: thread, refused: true, moderator: { id: colleague.id } });
      expect((await own()).body.items[0]).toMatchObject({ refused: true });
    });

    it('is not in the log, which is for administrators alone', async () => {
      await look(moderator);
      expect((await platform.api('get', '/moderation/looks', administrator)).text).not.toMatch(/Quillfeather|Tidewell/);
      for (const by of [moderator, asker, colleague]) {
        expect((await platform.api('get', '/moderation/looks', by)).status).toBe(403);
      }
      expect((await own(moderator)).status).toBe(404);
      await expect(platform.dataSource.query(`UPDATE mask_looks SET reason = 'x'`)).rejects.toThrow('append-only');
      await expect(platform.dataSource.query(`DELETE FROM mask_looks`)).rejects.toThrow('append-only');
      await expect(platform.dataSource.query(`TRUNCATE mask_looks`)).rejects.toThrow('append-only');
    });

    it('is shown by themself alone, wholly, to those who follow it live too', async () => {
      await platform.given.reply(asker, thread);
      const socket = await platform.socket(colleague);
      const { lastSeq } = await socket.emitWithAck('thread:follow', { threadId: thread });
      const heard = new Promise((resolve) => socket.once('thread:event', resolve));
      for (const by of [moderator, administrator, colleague]) {
        expect((await platform.api('post', `/threads/${thread}/unmask`, by)).status).toBe(403);
      }
      const { status, body } = await platform.api('post', `/threads/${thread}/unmask`, asker);
      expect([status, body]).toEqual([200, { masked: false }]);
      expect(await heard).toMatchObject({ threadId: thread, seq: lastSeq + 1, kind: 'thread-unmasked' });
      const seen = (await platform.api('get', `/threads/${thread}`, colleague)).body;
      expect(seen).toMatchObject({ masked: false, authorId: asker.id });
      expect(seen.posts).toMatchObject(
        Array.from({ length: 2 }, () => ({
          author: { id: asker.id, name: 'Zephyrine', organisation: 'Tidewell', masked: false },
        })),
      );
      expect((await platform.api('post', `/threads/${thread}/unmask`, asker)).status).toBe(200);
      expect((await platform.api('get', `/threads/${thread}`, colleague)).body.lastSeq).toBe(lastSeq + 1);
      expect([(await look(moderator)).body.code]).toEqual(['moderation.not-masked']);
    });
  });
});
