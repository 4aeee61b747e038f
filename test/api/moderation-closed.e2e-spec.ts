import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const TITLE = 'Who covers the Pellucid shortfall?';
const OFFENCE = 'Everyone knows that Dominic cooked the figures';
const BESIDE = 'Our own offer is forty pence an hour';

interface Queued {
  id: string;
  subjectId: string;
  text: string;
  closed: boolean;
}
interface Logged {
  action: string;
  subjectId: string;
  title: string | null;
  moderator: string;
}

/** Moderators decide about what a group says among itself when one of the group reports it, and read no more than that. */
describe('a report from a discussion that the moderator may not read', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  let reporter: Member;
  let maya: Member;
  let ines: Member;
  let circleId: string;
  let organisationId: string;

  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    const { given } = platform;
    asker = await given.member({ name: 'Rosa Quillfeather' });
    peer = await given.member({ name: 'Dee Marlowick' });
    reporter = await given.member({ name: 'Sian Pellowe' });
    maya = await given.member({ name: 'Maya Thistlewood' }, 'moderator');
    ines = await given.member({ name: 'Ines Caldershaw' }, 'moderator');
    circleId = await given.circle(asker, peer, reporter);
    organisationId = await idOf(
      `INSERT INTO organisations (kind, name) VALUES ('other_public', 'Tidewell') RETURNING id`,
    );
    for (const { id } of [asker, peer, reporter]) {
      await query(`INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`, [
        id,
        organisationId,
      ]);
    }
  });
  afterAll(() => platform.stop());

  const query = (sql: string, values: unknown[] = []) => platform.dataSource.query<{ id: string }[]>(sql, values);
  const idOf = async (sql: string): Promise<string> => (await query(sql))[0]!.id;
  const AUDIENCES: Record<string, () => object> = {
    circle: () => ({ audience: 'circle', audienceId: circleId }),
    organisation: () => ({ audience: 'organisation', audienceId: organisationId }),
    invited: () => ({ audience: 'invited', invited: [asker.id, peer.id, reporter.id] }),
  };

  /** A discussion with the offence in its question or in a reply, and something else beside it. */
  const given = async (audience: string, where: string) => {
    const inQuestion = where === 'question';
    const [asking, answering] = inQuestion ? [peer, asker] : [asker, peer];
    const thread = await platform.given.thread(asking, {
      title: TITLE,
      body: inQuestion ? OFFENCE : BESIDE,
      ...AUDIENCES[audience]!(),
    });
    const reply = await platform.given.reply(answering, thread.id, { body: inQuestion ? BESIDE : OFFENCE });
    return { threadId: thread.id, postId: inQuestion ? thread.postId : reply.id };
  };
  const report = (postId: string) =>
    platform.api('post', `/posts/${postId}/reports`, reporter).send({ reason: 'abusive' });
  const act = (by: Member, action: string, subjectId: string, over: object = {}) =>
    platform
      .api('post', '/moderation/actions', by)
      .send({ action, subject: 'post', subjectId, ...(action === 'hide' ? { reasonCode: 'abusive' } : {}), ...over });
  const queued = async (by: Member, postId: string): Promise<Queued | undefined> =>
    ((await platform.api('get', '/moderation/queue?limit=100', by)).body.items as Queued[]).find(
      ({ subjectId }) => subjectId === postId,
    );
  const logged = async (postId: string, by = maya): Promise<Logged[]> =>
    ((await platform.api('get', '/moderation/log?limit=100', by)).body.items as Logged[]).filter(
      ({ subjectId }) => subjectId === postId,
    );
  const looks = async (postId: string) =>
    (await logged(postId)).filter(({ action }) => action === 'look').map(({ moderator }) => moderator);
  const status = async (by: Member, path: string) => (await platform.page('get', path, by)).status;

  const CASES = Object.keys(AUDIENCES).flatMap((audience) =>
    ['question', 'reply'].map((where) => [audience, where] as const),
  );

  describe.each(CASES)('%s, in its %s', (audience, where) => {
    let threadId: string;
    let postId: string;
    beforeAll(async () => {
      ({ threadId, postId } = await given(audience, where));
    });
    const staysClosed = async (): Promise<void> => {
      expect((await platform.api('get', `/threads/${threadId}`, maya)).status).toBe(404);
      expect((await platform.api('get', `/threads/${threadId}/events?afterSeq=0`, maya)).status).toBe(404);
      expect((await platform.api('get', `/posts/${postId}`, maya)).status).toBe(404);
      expect(await status(maya, `/threads/${threadId}`)).toBe(404);
      const socket = await platform.socket(maya);
      expect(await socket.emitWithAck('thread:follow', { threadId, afterSeq: 0 })).toMatchObject({ ok: false });
      socket.close();
      for (const path of ['/threads?limit=100', '/search?q=Pellucid']) {
        expect([path, (await platform.api('get', path, maya)).text.includes(threadId)]).toEqual([path, false]);
      }
    };

    it('cannot be seen or hidden before it is reported', async () => {
      await staysClosed();
      expect(await status(maya, `/moderation/posts/${postId}`)).toBe(404);
      expect((await act(maya, 'hide', postId)).status).toBe(404);
      expect(await logged(postId)).toEqual([]);
    });

    it('shows the reported text in the queue, that alone, and notes once who read it', async () => {
      expect((await report(postId)).status).toBe(201);

      const item = await queued(maya, postId);

      expect(item).toMatchObject({ text: OFFENCE, closed: true });
      const page = (await platform.page('get', `/moderation?item=${item!.id}`, maya)).text;
      expect([page.includes(OFFENCE), page.includes(BESIDE), page.includes(`/threads/${threadId}`)]).toEqual([
        true,
        false,
        false,
      ]);
      expect(page).toContain('A group keeps this discussion to itself.');
      expect(await status(maya, `/moderation/posts/${postId}`)).toBe(200);
      expect(await looks(postId)).toEqual(['Maya Thistlewood']);
      await queued(ines, postId);
      expect(await looks(postId)).toEqual(['Ines Caldershaw', 'Maya Thistlewood']);
      await staysClosed();
    });

    it('takes at most three statements a page', async () => {
      for (const path of ['/moderation', `/moderation/posts/${postId}`]) {
        const statements = await statementsOf(platform.dataSource, () => platform.page('get', path, maya));
        expect([path, statements.length > 0 && statements.length <= 3]).toEqual([path, true]);
      }
    });

    it('is hidden from the group, and opens nothing to the moderators', async () => {
      expect((await act(maya, 'hide', postId)).status).toBe(201);

      const [forPeer, forReporter] = [
        await platform.api('get', `/posts/${postId}`, peer),
        await platform.api('get', `/posts/${postId}`, reporter),
      ];
      expect([forPeer.status, forPeer.body.body]).toEqual([200, OFFENCE]);
      expect([forReporter.status, forReporter.text.includes(OFFENCE)]).toEqual([where === 'reply' ? 200 : 404, false]);
      await staysClosed();
      expect(await status(ines, `/moderation/posts/${postId}`)).toBe(200);
    });

    it('is restored, and closed to the moderators again', async () => {
      expect((await act(ines, 'restore', postId)).status).toBe(201);

      const { body } = await platform.api('get', `/posts/${postId}`, reporter);
      expect([body.hidden, body.body]).toEqual([false, OFFENCE]);
      await staysClosed();
      expect(await status(maya, `/moderation/posts/${postId}`)).toBe(404);
      expect((await act(maya, 'hide', postId)).status).toBe(404);
      const lines = await logged(postId);
      expect(lines.map(({ action, title }) => [action, title])).toEqual([
        ['restore', null],
        ['look', null],
        ['hide', null],
        ['look', null],
        ['look', null],
      ]);
      expect((await platform.page('get', '/moderation/log', maya)).text).toContain(
        'a discussion that you may not read',
      );
    });
  });

  it('is closed again where it was kept, and whoever decides later learns that it is decided', async () => {
    const { postId } = await given('circle', 'reply');
    const { body } = await report(postId);
    expect((await act(maya, 'keep', postId, { reportId: body.id })).status).toBe(201);
    const later = await act(ines, 'hide', postId, { reportId: body.id });
    expect([later.status, later.body.code]).toEqual([409, 'moderation.already-decided']);
    expect((await act(ines, 'hide', postId)).status).toBe(404);
    expect(await status(ines, `/moderation/posts/${postId}`)).toBe(404);
  });

  it('sends back to the queue, by form, from what is closed again', async () => {
    const { postId } = await given('circle', 'reply');
    await report(postId);
    const send = (fields: object) =>
      platform.page('post', `/moderation/posts/${postId}`, maya).type('form').send(fields);
    expect((await send({ action: 'hide', reasonCode: 'abusive' })).headers['location']).toBe(
      `/moderation/posts/${postId}`,
    );
    expect((await send({ action: 'restore' })).headers['location']).toBe('/moderation');
  });

  it('can be put right by a moderator of the group who hid the question unasked', async () => {
    const member = await platform.given.member({ name: 'Odile' }, 'moderator');
    await query(`INSERT INTO circle_members (circle_id, person_id) VALUES ($1, $2)`, [circleId, member.id]);
    const { postId } = await given('circle', 'question');
    expect((await act(member, 'hide', postId)).status).toBe(201);
    expect((await act(member, 'restore', postId)).status).toBe(201);
    expect((await platform.api('get', `/posts/${postId}`, member)).status).toBe(200);
  });
});
