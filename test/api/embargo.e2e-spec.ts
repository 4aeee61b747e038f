import { setTimeout as sleep } from 'node:timers/promises';
import { embargoGiven } from './embargo.given.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const LATER = '2099-04-01';
const LATEST = '2099-06-01';
const SOONER = '2099-02-01';

describe('a discussion that is for fewer people until a day', () => {
  let platform: TestPlatform;
  let asker: Member;
  let friend: Member;
  let other: Member;
  let circle: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker', RATE_LIMITS: 'off' });
    asker = await platform.given.member({ name: 'Asha Penrose' });
    friend = await platform.given.member({ name: 'Freya Lindqvist' });
    other = await platform.given.member({ name: 'Otto Lund' });
    circle = (await platform.api('post', '/circles', asker).send({ name: 'Tender leads' })).body.id;
    await platform.given.join(circle, friend.id);
  });
  afterAll(() => platform.stop());

  const sql = (text: string, ...values: unknown[]) => platform.dataSource.query(text, values);
  const within = () => ({ audience: 'circle', audienceId: circle });
  const until = (confidentialUntil: string, opensTo?: string) => ({
    ...within(),
    confidentialUntil,
    ...(opensTo && { opensTo }),
  });
  const ask = (over: object = {}) => platform.given.thread(asker, { ...until(LATER), ...over });
  const change = (id: string, body: object, by = asker) =>
    platform.api('put', `/threads/${id}/audience`, by).send(body);
  const reads = async (who: Member | null, id: string): Promise<boolean> =>
    (await platform.api('get', `/threads/${id}`, who)).status === 200;
  const told = async (who: Member, id: string): Promise<{ kind: string; title: string; detail: string | null }[]> =>
    (await platform.api('get', '/me/notifications?limit=100', who)).body.items.filter(({ url }: { url: string }) =>
      url.includes(id),
    );
  const openDue = () => embargoGiven(platform).openDue();
  const dayComes = (id: string) => embargoGiven(platform).dayComes(id);
  const settled = async (): Promise<void> => {
    const waiting = () => sql(`SELECT FROM pgboss.job WHERE name LIKE 'threads.tell-%' AND state < 'completed'`);
    while ((await waiting()).length > 0) await sleep(50);
  };

  it('is read by those alone, and says to whom it opens and when', async () => {
    const { id } = await ask();
    expect([await reads(friend, id), await reads(other, id), await reads(null, id)]).toEqual([true, false, false]);
    expect((await platform.api('get', `/threads/${id}`, friend)).body).toMatchObject({
      audience: 'circle',
      confidentialUntil: LATER,
      opensTo: 'network',
    });
    expect((await platform.api('get', `/threads/${id}/audience`, friend)).body).toMatchObject({
      confidentialUntil: LATER,
      opensTo: 'network',
    });
    const { text } = await platform.page('get', `/threads/${id}`, friend);
    expect(text).toContain('Only members of Tender leads can read this until 1 April 2099');
    expect(text).toContain('This opens to all members on 1 April 2099, and so does what you reply.');
    const still = await platform.given.thread(asker, within());
    expect((await platform.page('get', `/threads/${still.id}`, friend)).text).not.toContain('This opens to');
  });

  it.each([
    [{ confidentialUntil: '2020-01-01' }, '/confidentialUntil'],
    [{ confidentialUntil: new Date().toISOString().slice(0, 10) }, '/confidentialUntil'],
    [{ confidentialUntil: '2099-02-30' }, '/confidentialUntil'],
    [{ confidentialUntil: LATER, opensTo: 'circle' }, '/opensTo'],
    [{ confidentialUntil: LATER, audience: 'network', audienceId: undefined }, '/opensTo'],
    [{ confidentialUntil: LATER, audience: 'public', audienceId: undefined, opensTo: 'public' }, '/opensTo'],
  ])('refuses %j', async (fields, pointer) => {
    const audience = { ...within(), ...fields };
    const text = { title: 'How did you handle the pension bond?', body: 'By May.' };
    const asked = await platform.api('post', '/threads', asker).send({ ...text, ...audience });
    expect([asked.status, asked.body.errors[0].pointer]).toEqual([422, pointer]);
    const { id } = await platform.given.thread(asker, within());
    expect((await change(id, audience)).status).toBe(422);
  });

  it('opens on its day and not before, once, with an event, and leaves nothing to open', async () => {
    const due = await ask();
    const later = await ask();
    await openDue();
    expect(await reads(other, due.id)).toBe(false);
    await dayComes(due.id);
    // The day alone opens nothing: what is read is decided by the audience.
    expect(await reads(other, due.id)).toBe(false);

    const opened = await Promise.all([openDue(), openDue()]);

    expect(opened.toSorted()).toEqual([0, 1]);
    expect(await openDue()).toBe(0);
    expect([await reads(other, due.id), await reads(null, due.id), await reads(other, later.id)]).toEqual([
      true,
      false,
      false,
    ]);
    const { body } = await platform.api('get', `/threads/${due.id}`, other);
    expect(body).toMatchObject({ audience: 'network', audienceId: null, confidentialUntil: null, opensTo: null });
    const { events, lastSeq } = (await platform.api('get', `/threads/${due.id}/events`, other)).body;
    expect(events.map(({ seq, kind }: { seq: number; kind: string }) => [seq, kind])).toEqual([
      [1, 'post-added'],
      [2, 'audience-changed'],
    ]);
    expect(lastSeq).toBe(2);
    expect((await platform.page('get', '/search?q=pension+bond', other)).text).toContain(due.id);
  });

  it('opens to everyone where that was said', async () => {
    const { id } = await ask({ opensTo: 'public' });
    await dayComes(id);
    await openDue();
    expect(await reads(null, id)).toBe(true);
  });

  it('lets the day of people who were invited end with their invitations', async () => {
    const { id } = await ask({ audience: 'invited', audienceId: undefined, invited: [friend.id] });
    await dayComes(id);
    await openDue();
    expect(await sql(`SELECT FROM thread_invitations WHERE thread_id = $1`, id)).toEqual([]);
    expect((await change(id, { audience: 'invited' })).status).toBe(200);
    expect(await reads(friend, id)).toBe(false);
  });

  it('does not open while it is hidden or deleted, but when it is back', async () => {
    const { id, postId } = await ask();
    expect((await platform.api('delete', `/posts/${postId}`, asker)).status).toBe(204);
    await dayComes(id);
    await openDue();
    expect((await sql(`SELECT audience FROM threads WHERE id = $1`, id))[0].audience).toBe('circle');
    const moderator = await platform.given.member({ name: 'Mo' }, 'moderator');
    expect(await reads(moderator, id)).toBe(false);

    await platform.api('post', `/posts/${postId}/restore`, asker);
    await openDue();
    expect(await reads(other, id)).toBe(true);
  });

  it('tells who wrote, and only on the day who it names and who follows its subjects', async () => {
    const follower = await platform.given.member({ name: 'Fay' });
    const inside = await platform.given.member({ name: 'Ines' });
    await platform.given.join(circle, inside.id);
    for (const who of [follower, inside]) {
      await sql(
        `INSERT INTO subject_follows (person_id, kind, code, level) VALUES ($1, 'topic', 'pensions', 'every')`,
        who.id,
      );
    }
    const { id } = await ask({ topics: ['pensions'], body: `What would @[Otto Lund](person:${other.id}) say?` });
    await platform.given.reply(friend, id, { body: `Ask @[Otto Lund](person:${other.id}).` });
    await settled();
    expect([await told(other, id), await told(follower, id)]).toEqual([[], []]);
    expect((await told(inside, id)).map(({ kind }) => kind)).toEqual(['new-question']);

    await dayComes(id);
    await openDue();
    await settled();

    expect((await told(other, id)).map(({ kind }) => kind)).toEqual(['mentioned', 'mentioned']);
    expect((await told(follower, id)).map(({ kind }) => kind)).toEqual(['new-question']);
    expect((await told(inside, id)).map(({ kind }) => kind)).toEqual(['new-question']);
    expect((await told(friend, id))[0]).toMatchObject({
      kind: 'audience-changed',
      title: 'Open to all members now, as was said: How did you handle the pension bond?',
    });
  });

  it('is told of to open pages when it opens, and reaches sockets that may follow it only then', async () => {
    const { id } = await ask();
    const sockets = [await platform.socket(friend), await platform.socket(other)];
    const heard: unknown[] = [];
    sockets[0]!.on('thread:event', (event) => heard.push(event));
    const follow = () =>
      Promise.all(sockets.map((socket) => socket.emitWithAck('thread:follow', { threadId: id, afterSeq: 0 })));
    expect((await follow()).map(({ ok }) => ok)).toEqual([true, false]);
    await dayComes(id);
    await openDue();
    while (heard.length === 0) await sleep(25);
    expect(heard[0]).toMatchObject({ threadId: id, seq: 2, kind: 'audience-changed' });
    expect((await follow()).map(({ ok }) => ok)).toEqual([true, true]);
  });

  describe('once others have written', () => {
    it('may open later or not at all, of which they are told, but neither sooner nor to more', async () => {
      const { id } = await ask();
      await platform.given.reply(friend, id);
      for (const next of [until(SOONER), until(LATER, 'public'), { audience: 'network' }, { audience: 'public' }]) {
        const refused = await change(id, next);
        expect([next, refused.status, refused.body.code]).toEqual([next, 409, 'threads.others-have-written']);
      }
      expect((await change(id, until(LATEST))).body).toMatchObject({ confidentialUntil: LATEST });
      expect((await told(friend, id))[0]!.detail).toBe('It opens to all members on 1 June 2099.');
      expect((await change(id, until(LATER))).status).toBe(409);
      expect((await change(id, within())).body).toMatchObject({ confidentialUntil: null, opensTo: null });
      expect((await told(friend, id))[0]!.detail).toBe('It no longer opens by itself.');
      expect((await change(id, until(LATEST))).status).toBe(409);
    });

    it('is as the asker likes while nobody has', async () => {
      const { id } = await platform.given.thread(asker, within());
      for (const next of [until(LATER), until(SOONER, 'public'), within(), until(LATEST)]) {
        expect((await change(id, next)).status).toBe(200);
      }
      expect((await change(id, { audience: 'network' })).body).toMatchObject({
        confidentialUntil: null,
        opensTo: null,
      });
    });

    it('may be kept from others for a while that they could read before', async () => {
      const { id } = await platform.given.thread(asker);
      await platform.given.reply(other, id);
      expect((await change(id, until(LATER))).status).toBe(200);
      expect(await reads(other, id)).toBe(false);
      await dayComes(id);
      await openDue();
      expect(await reads(other, id)).toBe(true);
    });
  });

  it('opens, and what else is done each hour is done, also where another cannot be opened', async () => {
    const [broken, sound] = [await ask(), await ask()];
    const gone = await platform.given.reply(friend, sound.id);
    await platform.api('delete', `/posts/${gone.id}`, friend);
    await sql(`UPDATE posts SET hidden_at = now() - interval '31 days' WHERE id = $1`, gone.id);
    await dayComes(broken.id);
    await dayComes(sound.id);
    await sql(`UPDATE threads SET confidential_until = current_date - 1 WHERE id = $1`, broken.id);
    await sql(`CREATE FUNCTION stay_shut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stays shut'; END $$`);
    await sql(`CREATE TRIGGER stay_shut BEFORE UPDATE ON threads FOR EACH ROW
               WHEN (OLD.id = '${broken.id}' AND NEW.confidential_until IS NULL) EXECUTE FUNCTION stay_shut()`);

    await expect(openDue()).rejects.toThrow('stays shut');
    expect([await reads(other, broken.id), await reads(other, sound.id)]).toEqual([false, true]);

    await sql(`INSERT INTO pgboss.job_common (name, data, policy) VALUES ('platform.housekeeping', '{}', 'short')`);
    const erased = () => sql(`SELECT FROM posts WHERE id = $1 AND body = '[Erased]'`, gone.id);
    while ((await erased()).length === 0) await sleep(50);
    await sql(`DROP TRIGGER stay_shut ON threads`);
    await openDue();
    expect(await reads(other, broken.id)).toBe(true);
  });

  describe('a reply that says for whom it was written', () => {
    const readersOf = async (id: string, by = friend): Promise<string> =>
      /name="_readers" value="([^"]*)"/.exec((await platform.page('get', `/threads/${id}`, by)).text)![1]!;
    const reply = (id: string, over: object) =>
      platform.api('post', `/threads/${id}/posts`, friend).send({ body: 'We pay too much.', ...over });

    it('is refused where it opens by now, or sooner, or is open; and taken where it does not', async () => {
      const { id } = await platform.given.thread(asker, within());
      const readers = await readersOf(id);
      expect(readers).toBe(`circle:${circle}`);
      for (const next of [until(LATER), until(SOONER), { audience: 'network' }, { audience: 'public' }]) {
        await change(id, next);
        const refused = await reply(id, { readers });
        expect([next, refused.status, refused.body.code]).toEqual([next, 422, 'threads.readers-changed']);
      }
      expect((await sql(`SELECT post_count AS n FROM threads WHERE id = $1`, id))[0].n).toBe(1);

      await change(id, until(LATER));
      const opening = await readersOf(id);
      expect(opening).toBe(`circle:${circle}, ${LATER} network`);
      await change(id, until(LATEST));
      expect((await reply(id, { readers: opening })).status).toBe(201);
      await change(id, within());
      expect((await reply(id, { readers: opening })).status).toBe(201);
      expect((await reply(id, { readers })).status).toBe(201);
      expect((await reply(id, { readers: 'everybody' })).status).toBe(422);
      expect((await reply(id, {})).status).toBe(201);
    });

    it('is the one that was posted already, where it is only sent again', async () => {
      const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [friend.id] });
      const message = { readers: await readersOf(id), clientMessageId: 'said-once' };
      const first = await reply(id, message);
      await sql(`UPDATE threads SET audience = 'network' WHERE id = $1`, id);
      const again = await reply(id, message);
      expect([again.status, again.body.id]).toEqual([201, first.body.id]);
      expect((await reply(id, { ...message, clientMessageId: 'said-now' })).body.code).toBe('threads.readers-changed');
    });

    it('says nothing of a discussion that its writer can read no longer', async () => {
      const { id } = await platform.given.thread(asker, { audience: 'invited', invited: [friend.id] });
      const readers = await readersOf(id);
      await platform.api('delete', `/threads/${id}/invited/${friend.id}`, asker);
      const answer = await reply(id, { readers });
      expect([answer.status, answer.body.code]).toEqual([404, 'threads.thread-not-found']);
    });

    it('comes back with its text and what is so now, by a form without a script', async () => {
      const { id } = await platform.given.thread(asker, within());
      const before = await readersOf(id);
      await change(id, until(LATER));
      const send = (readers: string) =>
        platform
          .page('post', `/threads/${id}/posts`, friend)
          .type('form')
          .send({ body: 'We pay too much.', _readers: readers });
      const refused = await send(before);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('More people can read this than when you began to write');
      expect(refused.text).toContain('This opens to all members on 1 April 2099');
      expect(refused.text).toContain('We pay too much.</textarea>');
      const now = /name="_readers" value="([^"]*)"/.exec(refused.text)![1]!;
      expect((await send(now)).status).toBe(303);
    });
  });

  it('is changed only over the version that was seen', async () => {
    const { id } = await ask();
    await change(id, until(LATEST));
    const stale = await change(id, until(SOONER)).set('if-match', '"v1"');
    expect([stale.status, stale.body.current]).toEqual([
      412,
      { audience: 'circle', audienceId: circle, confidentialUntil: LATEST, opensTo: 'network' },
    ]);
  });

  describe('by its pages', () => {
    const day = (prefix: string, [year, month, date]: string[]) => ({
      [`${prefix}-day`]: date,
      [`${prefix}-month`]: month,
      [`${prefix}-year`]: year,
    });
    const send = (path: string, fields: object) => platform.page('post', path, asker).type('form').send(fields);

    it('is asked with a day, and what was typed stays where it is wrong', async () => {
      const question = {
        title: 'Who bids for library leases?',
        body: 'Before the tender.',
        audience: `circle:${circle}`,
      };
      const wrong = await send('/questions', { ...question, ...day('confidentialUntil', ['2020', '1', '2']) });
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('The day on which it opens must be after today');
      expect(wrong.text).toMatch(/<details[^>]*open[^>]*>\s*<summary[^>]*>.*Open it to more people/s);
      expect(wrong.text).toContain('value="2020"');

      const asked = await send('/questions', {
        ...question,
        ...day('confidentialUntil', ['2099', '4', '1']),
        opensTo: 'public',
      });
      expect(asked.status).toBe(303);
      const { text } = await platform.page('get', asked.headers['location']!, friend);
      expect(text).toContain('This opens to everyone on 1 April 2099');
    });

    it('shows the day that is, and offers nothing that is refused', async () => {
      const { id } = await ask();
      const before = await platform.page('get', `/threads/${id}/audience`, asker);
      expect(before.text).toContain('value="2099"');
      expect(before.text).toContain('value="network"');
      expect(before.text).toContain('value="public"');
      await platform.given.reply(friend, id);
      const { text } = await platform.page('get', `/threads/${id}/audience`, asker);
      expect(text).not.toMatch(/name="audience"[^>]*value="(network|public|invited)"/);
      expect(text).toMatch(new RegExp(`name="audience"[^>]*value="circle:${circle}"[^>]*checked`));
      expect(text).toContain('Only those choices are here');
      expect(text).toContain('Who wrote here was told 1 April 2099.');
      expect(text).toContain('<input type="hidden" name="opensTo" value="network"');
      const saved = await send(`/threads/${id}/audience`, {
        _version: 1,
        audience: `circle:${circle}`,
        ...day('confidentialUntil', ['2099', '6', '1']),
        opensTo: 'network',
      });
      expect(saved.status).toBe(303);
    });

    it('offers a moderator what a moderator may, and keeps their reason where it was changed meanwhile', async () => {
      const moderator = await platform.given.member({ name: 'Mona' }, 'moderator');
      const { id } = await platform.given.thread(asker);
      await platform.given.reply(other, id);
      const { text } = await platform.page('get', `/threads/${id}/audience`, moderator);
      expect(text).toMatch(/name="audience"[^>]*value="public"/);
      expect(text).not.toMatch(/name="audience"[^>]*value="invited"/);
      expect(text).toContain('Only who asked can choose a group');
      const stale = await platform
        .page('post', `/threads/${id}/audience`, moderator)
        .type('form')
        .send({ _version: 9, audience: 'public', reason: 'It helps everybody.' });
      expect(stale.status).toBe(409);
      expect(stale.text).toContain('value="It helps everybody."');
      const own = await platform.page('get', `/threads/${id}/audience`, asker);
      expect(own.text).not.toMatch(/name="audience"[^>]*value="public"/);
    });
  });
});
