import request from 'supertest';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('people through the API', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    rosa = await platform.given.member({
      name: 'Rosa Velthorne',
      practitionerRole: 'founder',
      serviceAreas: ['youth'],
      topicsOffered: ['pensions', 'tupe'],
    });
    dee = await platform.given.member({
      name: 'Dee Marrowby',
      practitionerRole: 'finance',
      serviceAreas: ['libraries'],
    });
  });
  afterAll(() => platform.stop());

  const hide = (person: Member) =>
    platform.dataSource.query(`UPDATE people SET visible_to = '{role:administrator}' WHERE id = $1`, [person.id]);

  it('names who writes by first name alone, to everyone', async () => {
    const editor = await platform.given.member({ name: 'Idris Vaughmere' }, 'subject_editor', 'moderator');
    const { id } = await platform.given.thread(rosa, { audience: 'public' });
    const socket = await platform.socket(null);
    await socket.emitWithAck('thread:follow', { threadId: id });
    const told = new Promise((resolve) => socket.once('thread:event', resolve));
    const reply = await platform.given.reply(dee, id);
    await platform.api('post', `/threads/${id}/accept`, rosa).send({ postId: reply.id });
    const guidance = { title: 'Ask the fund first of all', summary: 'Ask first.', body: 'Ask.', postId: reply.id };
    const made = await platform.api('post', '/guidance', editor).send({ ...guidance, publish: true });
    const note = {
      title: 'What we learnt of bonds',
      summary: 'Little.',
      serviceAreas: ['youth'],
      stage: 'idea',
      result: 'in-progress',
      whatHappened: 'We asked.',
      whyNotKnown: 'It has only begun.',
    };
    const { body: draft } = await platform.api('post', '/case-notes', rosa).send(note);
    await platform.api('post', `/case-notes/${draft.id}/submit`, rosa).send();
    await platform.api('post', `/case-notes/${draft.id}/publish`, editor).send();

    const said = [JSON.stringify(await told)];
    for (const path of [
      `/threads/${id}`,
      `/threads/${id}/events`,
      `/posts/${reply.id}`,
      `/case-notes/${draft.id}`,
      `/guidance/${made.body.slug}`,
      `/guidance/${made.body.slug}/versions`,
      '/guidance',
      '/search?q=bond',
    ]) {
      const { status, text } = await platform.api('get', path);
      expect([path, status]).toEqual([path, 200]);
      said.push(text);
    }
    expect(said.join()).toMatch(/Rosa.*Dee/s);
    expect(said.join()).not.toMatch(/Velthorne|Marrowby|Vaughmere/);
  });

  describe('the directory', () => {
    it('lists members by name, whatever accents and capitals they use', async () => {
      await platform.given.member({ name: 'Siân Abbot', serviceAreas: ['parks'] });
      await platform.given.member({ name: 'sid Abbot', serviceAreas: ['parks'] });
      await platform.given.member({ name: 'Sia Abbot', serviceAreas: ['parks'] });
      const { body } = await platform.api('get', '/people?serviceArea=parks', rosa);
      expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['Sia Abbot', 'Siân Abbot', 'sid Abbot']);
    });

    it.each([
      ['role=founder&topic=tupe', ['Rosa Velthorne']],
      ['serviceArea=libraries', ['Dee Marrowby']],
      ['serviceArea=libraries&topic=pensions', []],
    ])('keeps to the filters %s', async (query, names) => {
      const { body } = await platform.api('get', `/people?${query}`, dee);
      expect(body.items.map(({ name }: { name: string }) => name)).toEqual(names);
    });

    it('goes on where the page before ended, and shows everybody once', async () => {
      const seen: string[] = [];
      for (let after = ''; ;) {
        const { body } = await platform.api('get', `/people?limit=2${after}`, rosa);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        if (body.next === null) break;
        after = `&after=${body.next}`;
      }
      const [{ count }] = await platform.dataSource.query(
        `SELECT count(*)::int FROM people WHERE visible_to = '{network}'`,
      );
      expect([seen.length, new Set(seen).size]).toEqual([count, count]);
    });

    it('is empty for who is not signed in, and never carries an address', async () => {
      const out = await platform.api('get', '/people');
      expect([out.status, out.body]).toEqual([200, { items: [], next: null }]);
      const { text } = await platform.api('get', '/people', rosa);
      expect(text).not.toContain('@');
    });

    it('refuses a filter that is no code, with its field', async () => {
      const { status, body } = await platform.api('get', '/people?role=king', rosa);
      expect([status, body.errors[0].pointer]).toEqual([422, '/role']);
    });
  });

  describe('a profile', () => {
    it('shows a member to members, without address', async () => {
      const { status, body, text } = await platform.api('get', `/people/${rosa.id}`, dee);
      expect([status, body.name, body.role, body.topicsOffered]).toEqual([
        200,
        'Rosa Velthorne',
        'founder',
        ['pensions', 'tupe'],
      ]);
      expect(text).not.toContain(rosa.email);
    });

    it('names organisations and whether the membership was checked, but none that the reader may not see', async () => {
      const member = await platform.given.member();
      for (const [name, visibleTo, verified] of [
        ['Open Works', '{public}', 'now()'],
        ['Hidden Works', '{role:administrator}', 'NULL'],
      ]) {
        await platform.dataSource.query(
          `WITH o AS (INSERT INTO organisations (kind, name, visible_to) VALUES ('adviser', $1, $2) RETURNING id)
           INSERT INTO memberships (person_id, organisation_id, verified_at) SELECT $3, id, ${verified} FROM o`,
          [name, visibleTo, member.id],
        );
      }
      const { body } = await platform.api('get', `/people/${member.id}`, dee);
      expect(body.organisations).toMatchObject([{ name: 'Open Works', verified: true, kind: 'adviser' }]);
    });

    it('answers a hidden, an unknown and a signed-out id alike', async () => {
      const hidden = await platform.given.member({ name: 'Hidden' });
      await hide(hidden);
      const unknown = '0199c0de-0000-7000-8000-000000000000';
      const answers = await Promise.all([
        platform.api('get', `/people/${hidden.id}`, dee),
        platform.api('get', `/people/${unknown}`, dee),
        platform.api('get', `/people/${rosa.id}`),
      ]);
      const bodies = answers.map(({ status, body }) => ({ status, ...body, requestId: null }));
      expect(bodies[0]).toMatchObject({ status: 404, code: 'people.person-not-found' });
      expect(bodies[1]).toEqual(bodies[0]);
      expect(bodies[2]).toEqual(bodies[0]);
      expect((await platform.api('get', '/me', hidden)).status).toBe(200);
    });
  });

  describe('me', () => {
    it('shows my own address to me, with a tag to edit by', async () => {
      const { body, headers } = await platform.api('get', '/me', rosa);
      expect([body.email, body.platformRoles, headers['etag']]).toEqual([rosa.email, ['member'], '"v1"']);
    });

    it('changes what is named, empties what is null, and leaves the rest', async () => {
      const member = await platform.given.member({ name: 'Jun', topicsOffered: ['vat'], bio: 'Old words' });
      const first = await platform.api('patch', '/me', member).send({ jobTitle: 'Youth worker' });
      expect(first.body).toMatchObject({
        name: 'Jun',
        jobTitle: 'Youth worker',
        bio: 'Old words',
        topicsOffered: ['vat'],
      });
      const second = await platform.api('patch', '/me', member).send({ bio: null, topicsOffered: [] });
      expect(second.body).toMatchObject({ jobTitle: 'Youth worker', bio: null, topicsOffered: [], version: 3 });
      expect(second.headers['etag']).toBe('"v3"');
    });

    it('refuses a stale edit with the profile as it is now, and overwrites nothing', async () => {
      const member = await platform.given.member({ name: 'Ade' });
      const edit = (tag: string, bio: string) =>
        platform.api('patch', '/me', member).set('if-match', tag).send({ bio });
      expect((await edit('"v1"', 'First words')).status).toBe(200);
      const stale = await edit('"v1"', 'Lost words');
      expect([stale.status, stale.body.code, stale.headers['etag']]).toEqual([412, 'edit.stale', '"v2"']);
      expect(stale.body.current).toMatchObject({ name: 'Ade', bio: 'First words' });
    });

    it('refuses what a profile cannot hold, each with its field', async () => {
      const { status, body } = await platform
        .api('patch', '/me', rosa)
        .send({ name: 'two\nlines', practitionerRole: 'king', topicsWanted: ['gossip'], roles: ['administrator'] });
      expect(status).toBe(422);
      expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
        '/name',
        '/practitionerRole',
        '/roles',
        '/topicsWanted',
      ]);
    });

    it('lists the threads I follow, latest first, and only while I may read them', async () => {
      const member = await platform.given.member();
      const first = await platform.given.thread(rosa, { title: 'Which pension route did you take?' });
      const second = await platform.given.thread(rosa, { title: 'Who pays for the bond in the end?' });
      for (const { id } of [first, second]) {
        await platform.api('post', `/threads/${id}/follow`, member).send({ following: true });
      }
      const listed = async () =>
        (await platform.api('get', '/me/follows', member)).body.items.map(({ id }: { id: string }) => id);
      expect(await listed()).toEqual([second.id, first.id]);
      await platform.dataSource.query(`UPDATE threads SET hidden_at = now() WHERE id = $1`, [second.id]);
      expect(await listed()).toEqual([first.id]);
    });

    it.each(['/me', '/me/follows', '/me/notifications', '/me/sessions', '/me/tokens', '/session'])(
      'keeps %s for who is signed in',
      async (path) => {
        const { status, body } = await platform.api('get', path);
        expect([status, body.code]).toEqual([401, 'people.sign-in-needed']);
      },
    );
  });

  describe('notifications', () => {
    const tell = (person: Member, title: string, at: string) =>
      platform.dataSource.query(
        `INSERT INTO notifications (person_id, kind, cause, title, url, created_at)
         VALUES ($1, 'test', $2, $2, '/questions', $3) RETURNING id`,
        [person.id, title, at],
      );

    it('come newest first, page by page, and are their owner’s alone', async () => {
      const member = await platform.given.member();
      for (const n of [1, 2, 3]) await tell(member, `Notice ${n}`, `2026-11-0${n}T10:00:00Z`);
      await tell(dee, 'For Dee alone', '2026-11-04T10:00:00Z');
      const first = (await platform.api('get', '/me/notifications?limit=2', member)).body;
      const rest = (await platform.api('get', `/me/notifications?limit=2&after=${first.next}`, member)).body;
      const titles = [...first.items, ...rest.items].map(({ title }: { title: string }) => title);
      expect([titles, rest.next]).toEqual([['Notice 3', 'Notice 2', 'Notice 1'], null]);
    });

    it('are marked read up to the one that was seen, and not beyond', async () => {
      const member = await platform.given.member();
      const [{ id }] = await tell(member, 'Seen', '2026-11-01T10:00:00Z');
      await tell(member, 'Came later', '2026-11-02T10:00:00Z');
      const unread = async () => (await platform.api('get', '/session', member)).body.unread as number;

      expect((await platform.api('post', '/me/notifications/read', member).send({ upTo: id })).status).toBe(204);
      expect(await unread()).toBe(1);
      await platform.api('post', '/me/notifications/read', member).send({});
      expect(await unread()).toBe(0);
    });

    it('of another stay unread, whoever names them', async () => {
      const [{ id }] = await tell(dee, 'Still new', '2026-11-05T10:00:00Z');
      await platform.api('post', '/me/notifications/read', rosa).send({ upTo: id });
      const { body } = await platform.api('get', '/me/notifications', dee);
      expect(body.items.find((notice: { id: string }) => notice.id === id).readAt).toBeNull();
    });
  });

  it('describes every operation with an id of its own', async () => {
    const { body } = await request(platform.url).get('/api/openapi.json');
    const ids = Object.entries(body.paths as Record<string, Record<string, { operationId?: string }>>)
      .filter(([path]) => /\/(session|accounts|me|people)\b/.test(path))
      .flatMap(([, operations]) => Object.values(operations).map(({ operationId }) => operationId));
    expect(ids).toEqual(
      expect.arrayContaining(['signIn', 'createAccount', 'getMe', 'editMe', 'createToken', 'listPeople']),
    );
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
