import { caseNotesGiven } from './case-notes.given.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const SECRET = 'Everyone knows that Dominic cooked the figures';

interface Told {
  kind: string;
  title: string;
  detail: string;
  url: string;
}

describe('moderation through the API', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  let reporter: Member;
  let maya: Member;
  let ines: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa Quillfeather' });
    dee = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    reporter = await platform.given.member({ name: 'Sian Pellowe' });
    maya = await platform.given.member({ name: 'Maya Thistlewood' }, 'moderator');
    ines = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const report = (id: string, by: Member | null = reporter, over: object = {}) =>
    platform
      .api('post', `/posts/${id}/reports`, by)
      .send({ reason: 'defamatory', detail: 'It names somebody.', ...over });
  const act = (by: Member | null, input: object) => platform.api('post', '/moderation/actions', by).send(input);
  const hide = (subjectId: string, by: Member = maya, over: object = {}) =>
    act(by, {
      action: 'hide',
      subject: 'post',
      subjectId,
      reasonCode: 'defamatory',
      note: 'No source is given.',
      ...over,
    });
  const restore = (subjectId: string, by: Member = maya) =>
    act(by, { action: 'restore', subject: 'post', subjectId, reasonCode: 'put-right' });
  const reply = async (over: Record<string, unknown> = {}) => {
    const thread = await platform.given.thread(rosa, over);
    return platform.given.reply(dee, thread.id, { body: SECRET });
  };
  const told = async (who: Member): Promise<Told> => {
    const { body } = await platform.api('get', '/me/notifications?limit=1', who);
    const [{ kind, title, detail, url }] = body.items as [Told];
    return { kind, title, detail, url };
  };
  const longThread = async (): Promise<{ id: string; last: string }> => {
    const { id } = await platform.given.thread(rosa);
    for (let i = 0; i < 19; i += 1) await platform.given.reply(rosa, id);
    return { id, last: (await platform.given.reply(dee, id, { body: SECRET })).id };
  };
  const logOf = (subjectId: string) =>
    platform.dataSource.query<{ action: string; reason: string; note: string; actorId: string; personId: string }[]>(
      `SELECT action, reason_code AS reason, note, actor_id AS "actorId", person_id AS "personId"
         FROM moderation_log WHERE subject_id = $1 ORDER BY id`,
      [subjectId],
    );
  const queueOf = async (by: Member) =>
    (await platform.api('get', '/moderation/queue?limit=100', by)).body.items as {
      id: string;
      subjectId: string;
      text: string;
      reports: { reason: string; reporter: { name: string } }[];
    }[];

  describe('who may do what', () => {
    const who: Record<string, () => Member | null> = {
      nobody: () => null,
      'a member': () => reporter,
      'the author': () => dee,
      'a moderator': () => maya,
      'somebody suspended': () => suspended,
    };
    let suspended: Member;
    beforeAll(async () => {
      suspended = await platform.given.member({ name: 'Odo' });
      await act(maya, {
        action: 'suspend',
        subject: 'person',
        subjectId: suspended.id,
        reasonCode: 'abusive',
        until: '2027-06-01',
      });
    });

    it.each([
      ['nobody', 401, 401, 401, 401],
      ['a member', 403, 403, 403, 201],
      ['the author', 403, 403, 403, 403],
      ['a moderator', 200, 200, 201, 201],
      ['somebody suspended', 401, 401, 401, 401],
    ])('%s: queue %d, log %d, hide %d, report %d', async (name, queue, log, hiding, reporting) => {
      const by = who[name]!();
      expect((await platform.api('get', '/moderation/queue', by)).status).toBe(queue);
      expect((await platform.api('get', '/moderation/log', by)).status).toBe(log);
      expect((await platform.api('get', '/moderation/actions', by)).status).toBe(log);
      expect(
        (await act(by, { action: 'hide', subject: 'post', subjectId: (await reply()).id, reasonCode: 'spam' })).status,
      ).toBe(hiding);
      expect((await report((await reply()).id, by)).status).toBe(reporting);
    });
  });

  describe('a report', () => {
    it('stands in the queue with the text, the reason and who reported it', async () => {
      const { id } = await reply();
      const { status, body } = await report(id);
      expect([status, body.status]).toEqual([201, 'open']);

      const item = (await queueOf(maya)).find(({ subjectId }) => subjectId === id);
      expect(item).toMatchObject({
        kind: 'report',
        text: SECRET,
        reports: [{ reason: 'defamatory', detail: 'It names somebody.', reporter: { name: 'Sian Pellowe' } }],
      });
    });

    it('is one for the same person and thing, also sent at one moment, and joins those of others', async () => {
      const { id } = await reply();
      const sent = await Promise.all([report(id), report(id), report(id, reporter, { reason: 'spam' })]);
      await report(id, rosa, { reason: 'abusive' });

      expect(new Set(sent.map(({ body }) => body.id as string)).size).toBe(1);
      const items = (await queueOf(maya)).filter(({ subjectId }) => subjectId === id);
      expect(items.map(({ reports }) => reports.map(({ reporter: by }) => by.name))).toEqual([
        ['Sian Pellowe', 'Rosa Quillfeather'],
      ]);
    });

    it('is not taken about what the reader may not see, nor about nothing: the same answer', async () => {
      const invited = await platform.given.thread(rosa, { audience: 'invited', invited: [dee.id] });
      const hidden = await report(invited.postId);
      const none = await report('019a0000-0000-7000-8000-000000000000');
      expect([hidden.status, none.status]).toEqual([404, 404]);
      expect({ ...hidden.body, requestId: '' }).toEqual({ ...none.body, requestId: '' });
    });

    it('needs a reason from the list, and words where that is “something else”', async () => {
      const { id } = await reply();
      expect((await report(id, reporter, { reason: 'rude' })).body.errors[0]).toEqual({
        pointer: '/reason',
        message: 'Choose what is wrong',
      });
      const other = await platform.api('post', `/posts/${id}/reports`, reporter).send({ reason: 'other' });
      expect([other.status, other.body.errors[0].pointer]).toEqual([422, '/detail']);
    });

    it('lists what waits oldest first, with case notes to publish, page by page', async () => {
      const { id } = await caseNotesGiven(platform).submitted(rosa);
      await report((await reply()).id);
      const seen: { id: string; since: string; kind: string; subjectId: string }[] = [];
      for (let after: string | null = ''; after !== null;) {
        const { body } = await platform.api('get', `/moderation/queue?limit=2${after && `&after=${after}`}`, maya);
        seen.push(...body.items);
        after = body.next as string | null;
      }
      expect(seen.map(({ since }) => since)).toEqual(seen.map(({ since }) => since).toSorted());
      expect(new Set(seen.map((item) => item.id)).size).toBe(seen.length);
      expect(seen.filter(({ kind }) => kind === 'case-note').map(({ subjectId }) => subjectId)).toEqual([id]);
    });
  });

  describe('hiding a post', () => {
    it('leaves a tombstone without text to others, and the text to its author and moderators', async () => {
      const post = await reply({ audience: 'public' });
      expect((await hide(post.id)).status).toBe(201);

      for (const [by, sees] of [
        [null, false],
        [rosa, false],
        [reporter, false],
        [dee, true],
        [maya, true],
      ] as const) {
        for (const path of [
          `/threads/${post.threadId}`,
          `/threads/${post.threadId}/posts`,
          `/posts/${post.id}`,
          `/threads/${post.threadId}/events?afterSeq=0`,
        ]) {
          const { status, text } = await platform.api('get', path, by);
          expect([path, by?.name, status, text.includes(SECRET)]).toEqual([path, by?.name, 200, sees]);
        }
        const page = await platform.page('get', `/threads/${post.threadId}`, by);
        expect([by?.name, page.text.includes(SECRET)]).toEqual([by?.name, sees]);
        expect(page.text).toContain('A moderator hid this post on');
        expect((await platform.page('get', `/threads/${post.threadId}/posts?after=0`, by)).text.includes(SECRET)).toBe(
          sees,
        );
      }
      expect((await platform.api('get', `/posts/${post.id}/revisions`, reporter)).text).not.toContain(SECRET);
    });

    it('is an event on open pages, without the text', async () => {
      const post = await reply();
      const socket = await platform.socket(rosa);
      await socket.emitWithAck('thread:follow', { threadId: post.threadId, afterSeq: 2 });
      const heard = new Promise<{ kind: string }>((resolve) => socket.once('thread:event', resolve));

      await hide(post.id);

      const event = await heard;
      expect(event).toMatchObject({
        kind: 'post-hidden',
        seq: 3,
        post: { id: post.id, hidden: true, body: null, html: null },
      });
      expect(JSON.stringify(event)).not.toContain(SECRET);
      const restored = new Promise((resolve) => socket.once('thread:event', resolve));
      await restore(post.id);
      expect(await restored).toMatchObject({ kind: 'post-restored', seq: 4, post: { body: SECRET, hidden: false } });
    });

    it('gives the text to nobody who catches up later', async () => {
      const post = await reply();
      await hide(post.id);
      const socket = await platform.socket(reporter);
      const ack = await socket.emitWithAck('thread:follow', { threadId: post.threadId, afterSeq: 0 });
      expect(ack.events.map(({ kind }: { kind: string }) => kind)).toEqual(['post-added', 'post-added', 'post-hidden']);
      expect(JSON.stringify(ack)).not.toContain(SECRET);
    });

    it('tells the author what, why and by which rule, and the reporters the outcome', async () => {
      const post = await reply({ title: 'Who checks the figures for scrutiny?' });
      await report(post.id);
      await hide(post.id);

      expect(await told(dee)).toEqual({
        kind: 'moderation-hidden',
        title: 'A moderator hid your reply in “Who checks the figures for scrutiny?”',
        detail:
          'House rule: A claim about a named person or body needs a source. The moderator writes: “No source is given.” You still see it yourself, marked as hidden.',
        url: '/rules#defamatory',
      });
      expect(await told(reporter)).toEqual({
        kind: 'report-upheld',
        title: 'A moderator hid the reply in “Who checks the figures for scrutiny?”, which you reported',
        detail: 'Thank you for telling us. House rule: A claim about a named person or body needs a source.',
        url: '/rules#defamatory',
      });
      expect((await queueOf(maya)).some(({ subjectId }) => subjectId === post.id)).toBe(false);
      await restore(post.id);
      expect(await told(dee)).toMatchObject({
        kind: 'moderation-restored',
        title: 'A moderator restored your reply in “Who checks the figures for scrutiny?”',
        url: `/threads/${post.threadId}#post-2`,
      });
    });

    it('leads to a post that is beyond the first page of its discussion', async () => {
      const { id, last } = await longThread();
      const url = `/threads/${id}?number=21`;
      expect((await platform.page('get', `/posts/${last}/report`, reporter)).text).toContain(`href="${url}"`);
      await report(last);
      expect((await queueOf(maya)).find(({ subjectId }) => subjectId === last)).toMatchObject({ url });
      await hide(last);
      await restore(last);
      expect(await told(dee)).toMatchObject({ kind: 'moderation-restored', url });
    });

    it('takes a hidden question with its whole thread from everybody else, and gives it back', async () => {
      const thread = await platform.given.thread(rosa, {
        audience: 'public',
        title: 'Is Dominic paid twice for this?',
      });
      await report(thread.postId);
      await hide(thread.postId);

      for (const [by, status] of [
        [null, 404],
        [dee, 404],
        [reporter, 404],
        [rosa, 200],
        [maya, 200],
      ] as const) {
        expect([by?.name, (await platform.api('get', `/threads/${thread.id}`, by)).status]).toEqual([by?.name, status]);
        expect((await platform.page('get', `/threads/${thread.id}`, by)).status).toBe(status);
        expect((await platform.api('get', `/threads/${thread.id}/events?afterSeq=0`, by)).status).toBe(status);
        const list = await platform.api('get', '/threads?limit=100', by);
        expect(list.text.includes('Is Dominic paid twice')).toBe(status === 200);
        const feed = await platform.page('get', '/questions.atom', by).buffer(true);
        expect(feed.text.includes('Is Dominic paid twice')).toBe(status === 200);
      }
      const socket = await platform.socket(dee);
      expect(await socket.emitWithAck('thread:follow', { threadId: thread.id, afterSeq: 0 })).toEqual({
        ok: false,
        code: 'threads.thread-not-found',
      });
      expect((await told(reporter)).title).toBe('A moderator hid the question that you reported');

      await restore(thread.postId);
      expect((await platform.api('get', `/threads/${thread.id}`)).body.posts[0].body).toBe(
        'We need a second option by May.',
      );
    });

    it('works in a discussion that the moderator could not read, once it was reported', async () => {
      const thread = await platform.given.thread(rosa, { audience: 'invited', invited: [dee.id] });
      const post = await platform.given.reply(dee, thread.id, { body: SECRET });
      expect((await hide(post.id)).status).toBe(404);

      await report(post.id, rosa);
      expect((await queueOf(maya)).find(({ subjectId }) => subjectId === post.id)?.text).toBe(SECRET);
      expect((await hide(post.id)).status).toBe(201);
      expect((await platform.api('get', `/posts/${post.id}`, rosa)).body).toMatchObject({ hidden: true, body: null });
    });

    it('keeps counts in step', async () => {
      const post = await reply();
      const counts = async () => {
        const { body } = await platform.api('get', `/threads/${post.threadId}`, rosa);
        return [body.replyCount, body.acceptedCount];
      };
      await platform.api('post', `/threads/${post.threadId}/accept`, rosa).send({ postId: post.id });
      expect(await counts()).toEqual([1, 1]);
      await hide(post.id);
      expect(await counts()).toEqual([0, 0]);
      await restore(post.id);
      expect(await counts()).toEqual([1, 1]);
    });
  });

  describe('deciding', () => {
    it('is one decision, however many decide at once', async () => {
      const post = await reply();
      const { body } = await report(post.id);
      const both = await Promise.all([
        hide(post.id, maya, { reportId: body.id }),
        act(ines, { action: 'keep', subject: 'post', subjectId: post.id, reportId: body.id }),
      ]);
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]));
      expect(both.find(({ status }) => status === 409)!.body.code).toBe('moderation.already-decided');
      expect(await logOf(post.id)).toHaveLength(1);
    });

    it('again changes nothing: 409, or with the same key the same result', async () => {
      const post = await reply();
      const send = () =>
        platform
          .api('post', '/moderation/actions', maya)
          .set('idempotency-key', 'hide-1')
          .send({ action: 'hide', subject: 'post', subjectId: post.id, reasonCode: 'spam' });
      const [first, second] = [await send(), await send()];
      expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
      expect((await hide(post.id, ines)).status).toBe(409);
      expect((await restore(post.id)).status).toBe(201);
      expect((await restore(post.id)).status).toBe(409);
      expect((await logOf(post.id)).map(({ action }) => action)).toEqual(['hide', 'restore']);
    });

    it('keeps what breaks no rule, and tells who reported it', async () => {
      const post = await reply();
      await report(post.id);
      const { status } = await act(maya, {
        action: 'keep',
        subject: 'post',
        subjectId: post.id,
        note: 'The source is in the thread.',
      });
      expect(status).toBe(201);
      expect(await told(reporter)).toMatchObject({
        kind: 'report-dismissed',
        title: 'A moderator kept the reply in “How did you handle the pension bond?”, which you reported',
        detail: 'It does not break a house rule. The moderator writes: “The source is in the thread.”',
        url: `/threads/${post.threadId}#post-2`,
      });
      expect((await platform.api('get', `/posts/${post.id}`, rosa)).body.hidden).toBe(false);
    });

    it('is not for who wrote it or reported it', async () => {
      const thread = await platform.given.thread(rosa);
      const own = await platform.given.reply(maya, thread.id, { body: 'A moderator writes too' });
      await report(own.id);
      const ownReport = await reply();
      await report(ownReport.id, maya);

      for (const subjectId of [own.id, ownReport.id]) {
        expect((await hide(subjectId, maya)).body.code).toBe('moderation.own-case');
        expect((await act(maya, { action: 'keep', subject: 'post', subjectId })).status).toBe(403);
        expect((await hide(subjectId, ines)).status).toBe(201);
      }
      expect((await restore(own.id, maya)).status).toBe(403);
    });

    it('needs a rule to hide, and a clearing to restore', async () => {
      const post = await reply();
      const pointers = async (input: object) =>
        (await act(maya, { subject: 'post', subjectId: post.id, ...input })).body.errors?.[0];
      expect(await pointers({ action: 'hide' })).toEqual({
        pointer: '/reasonCode',
        message: 'Choose the rule that it breaks',
      });
      expect((await pointers({ action: 'hide', reasonCode: 'no-rule-broken' })).pointer).toBe('/reasonCode');
      expect((await pointers({ action: 'hide', reasonCode: 'because' })).pointer).toBe('/reasonCode');
      expect((await pointers({ action: 'withdraw', reasonCode: 'spam' })).pointer).toBe('/action');
      await hide(post.id);
      expect((await pointers({ action: 'restore', reasonCode: 'spam' })).pointer).toBe('/reasonCode');
    });

    it('claims for one moderator at a time', async () => {
      const post = await reply();
      await report(post.id);
      const claim = (by: Member, action = 'claim') => act(by, { action, subject: 'post', subjectId: post.id });
      expect((await claim(maya)).status).toBe(201);
      expect((await claim(ines)).body.code).toBe('moderation.already-claimed');
      expect((await claim(maya, 'release')).status).toBe(201);
      expect((await claim(ines)).status).toBe(201);
    });

    it('withdraws a case note: its page shows no figures, its author is told by which rule', async () => {
      const { id } = await caseNotesGiven(platform).published(rosa, maya);
      await platform.api('post', `/case-notes/${id}/reports`, reporter).send({ reason: 'confidential' });

      const { status } = await act(ines, {
        action: 'withdraw',
        subject: 'case-note',
        subjectId: id,
        reasonCode: 'confidential',
        note: 'The price is from a live tender.',
      });

      expect(status).toBe(201);
      expect((await platform.api('get', `/case-notes/${id}`)).text).not.toContain('412000');
      expect(await told(rosa)).toMatchObject({
        title: 'A moderator withdrew your case note “Twelve libraries, one staff-led society”',
        url: '/rules#confidential',
      });
      const notices = await platform.dataSource.query<object[]>(
        `SELECT FROM notifications WHERE person_id = $1 AND title LIKE 'A moderator withdrew%'`,
        [rosa.id],
      );
      expect(notices).toHaveLength(1);
    });

    it('has guidance checked: the page says so until it is, and its owner is told', async () => {
      const { body: page } = await platform
        .api('post', '/guidance', ines)
        .send({ title: 'What section 33 lets you do', summary: 'Some. Not all.', body: 'Text', publish: true });
      await platform
        .api('post', `/guidance/${page.slug}/reports`, reporter)
        .send({ reason: 'wrong', detail: 'New threshold.' });

      expect(
        (await act(maya, { action: 'mark-for-check', subject: 'guidance', subjectId: page.id, reasonCode: 'wrong' }))
          .status,
      ).toBe(201);

      expect((await platform.api('get', `/guidance/${page.slug}`)).body.freshness).toBe('stale');
      expect(await told(ines)).toMatchObject({
        title: 'Check your guidance page “What section 33 lets you do”',
        url: `/guidance/${page.slug}`,
      });
      await platform.api('post', `/guidance/${page.slug}/checked`, ines).send({ goodUntil: inDays(90) });
      expect((await platform.api('get', `/guidance/${page.slug}`)).body.freshness).toBe('fresh');
    });
  });

  describe('suspending somebody', () => {
    const suspend = (who: Member, over: object = {}, by: Member = maya) =>
      act(by, {
        action: 'suspend',
        subject: 'person',
        subjectId: who.id,
        reasonCode: 'abusive',
        note: 'Third time.',
        until: inDays(30),
        ...over,
      });

    it('ends their session, their token and their socket within a second', async () => {
      const person = await platform.given.member({ name: 'Odo Fennick' });
      const socket = await platform.socket(person);
      const ended = new Promise((resolve) => socket.once('session:ended', () => resolve('ended')));
      const gone = new Promise((resolve) => socket.once('disconnect', () => resolve('gone')));
      expect((await platform.page('get', '/questions/new', person)).status).toBe(200);

      const at = Date.now();
      expect((await suspend(person)).status).toBe(201);

      expect(await Promise.all([ended, gone])).toEqual(['ended', 'gone']);
      expect(Date.now() - at).toBeLessThan(1_000);
      const page = await platform.page('get', '/questions/new', person);
      expect([page.status, page.headers['location']]).toEqual([303, '/sign-in?next=%2Fquestions%2Fnew']);
      expect((await platform.api('get', '/threads', person)).status).toBe(401);
      await expect(platform.socket(person)).rejects.toThrow('people.sign-in-needed');
    });

    it('says until when, why and by which rule, and is lifted with a line in the log', async () => {
      const person = await platform.given.member({ name: 'Bron' });
      await suspend(person, { until: '2027-03-01' });
      // Suspended people sign in nowhere: they read it when they are back.
      const [notice] = await platform.dataSource.query<Told[]>(
        `SELECT kind, title, detail, url FROM notifications WHERE person_id = $1`,
        [person.id],
      );
      expect(notice).toEqual({
        kind: 'moderation-suspended',
        title: 'Your account is suspended until 1 March 2027',
        detail:
          'House rule: Argue about the matter, not about the person. No abuse and no discrimination. The moderator writes: “Third time.”',
        url: '/rules#abusive',
      });

      const lift = () =>
        act(maya, { action: 'unsuspend', subject: 'person', subjectId: person.id, reasonCode: 'put-right' });
      expect([(await lift()).status, (await lift()).status]).toEqual([201, 409]);
      expect((await platform.api('get', '/threads', person)).status).toBe(200);
      expect((await platform.page('get', '/questions/new', person)).status).toBe(303);
      expect((await logOf(person.id)).map(({ action, reason }) => [action, reason])).toEqual([
        ['suspend', 'abusive'],
        ['unsuspend', 'put-right'],
      ]);
    });

    it('is not for oneself, nor for another moderator, unless an administrator does it', async () => {
      const greta = await platform.given.member({ name: 'Greta' }, 'moderator', 'administrator');
      expect((await suspend(maya)).status).toBe(403);
      expect((await suspend(ines)).status).toBe(403);
      const other = await platform.given.member({ name: 'Odile' }, 'moderator');
      expect((await suspend(other, {}, greta)).status).toBe(201);
    });

    it.each([[undefined], ['2020-01-01'], ['2199-01-01'], ['2027-02-30']])(
      'is not possible until %s',
      async (until) => {
        const { status, body } = await suspend(reporter, { until });
        expect([status, body.errors[0].pointer]).toEqual([422, '/until']);
        expect((await platform.api('get', '/threads', reporter)).status).toBe(200);
      },
    );

    it('answers 404 for nobody', async () => {
      expect(
        (
          await act(maya, {
            action: 'suspend',
            subject: 'person',
            subjectId: '019a0000-0000-7000-8000-000000000000',
            reasonCode: 'spam',
            until: inDays(2),
          })
        ).status,
      ).toBe(404);
    });
  });

  describe('the log', () => {
    it('keeps who did what to whom and why, newest first, page by page', async () => {
      const post = await reply();
      await hide(post.id);
      await restore(post.id, ines);
      expect(await logOf(post.id)).toEqual([
        { action: 'hide', reason: 'defamatory', note: 'No source is given.', actorId: maya.id, personId: dee.id },
        { action: 'restore', reason: 'put-right', note: '', actorId: ines.id, personId: dee.id },
      ]);
      const first = await platform.api('get', '/moderation/log?limit=1', maya);
      const second = await platform.api('get', `/moderation/log?limit=1&after=${first.body.next}`, maya);
      expect([first.body.items[0].action, second.body.items[0].action]).toEqual(['restore', 'hide']);
      expect(second.body.items[0]).toMatchObject({
        moderator: 'Maya Thistlewood',
        person: { name: 'Dee Marlowick' },
        title: 'How did you handle the pension bond?',
      });
    });

    it('gives what moderators did without what they only read, newest first, page by page', async () => {
      const thread = await platform.given.thread(rosa, { audience: 'invited', invited: [rosa.id, dee.id] });
      const post = await platform.given.reply(dee, thread.id, { body: SECRET });
      await report(post.id, rosa);
      await queueOf(maya);
      await act(maya, { action: 'claim', subject: 'post', subjectId: post.id });
      await queueOf(ines);
      await hide(post.id);

      const seen: { action: string; moderator: string; subjectId: string }[] = [];
      for (let after: string | null = ''; after !== null && seen.length < 3;) {
        const path = `/moderation/actions?limit=1${after && `&after=${after}`}`;
        const { status, body } = await platform.api('get', path, ines);
        expect([status, body.items.length]).toEqual([200, 1]);
        seen.push(body.items[0]);
        after = body.next as string | null;
      }

      expect(seen.slice(0, 2).map(({ action, subjectId }) => [action, subjectId])).toEqual([
        ['hide', post.id],
        ['claim', post.id],
      ]);
      const log = await platform.api('get', '/moderation/log?limit=3', ines);
      expect(log.body.items.map(({ action }: { action: string }) => action)).toEqual(['hide', 'look', 'claim']);
    });

    it.each([
      ['changed', `UPDATE moderation_log SET note = 'nothing happened'`],
      ['deleted', `DELETE FROM moderation_log`],
      ['emptied', `TRUNCATE moderation_log`],
    ])('cannot be %s', async (_what, sql) => {
      await hide((await reply()).id);
      await expect(platform.dataSource.query(sql)).rejects.toThrow('moderation_log is append-only');
    });

    it('has no line where the deed failed', async () => {
      const [before] = await platform.dataSource.query<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM moderation_log`,
      );
      await hide('019a0000-0000-7000-8000-000000000000');
      const [after] = await platform.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM moderation_log`);
      expect(after).toEqual(before);
    });
  });
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
