import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('what a circle works with', () => {
  let platform: TestPlatform;
  let lead: Member;
  let member: Member;
  let outsider: Member;
  let moderator: Member;
  let circle: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    lead = await platform.given.member({ name: 'Lena Harcastle' });
    member = await platform.given.member({ name: 'Siân Morgan' });
    outsider = await platform.given.member({ name: 'Omar Field' });
    moderator = await platform.given.member({ name: 'Mo' }, 'moderator', 'administrator');
    circle = await made({ name: 'Pool leads', visibility: 'restricted' });
    await platform.given.join(circle, member.id);
  });
  afterAll(() => platform.stop());

  const post = (path: string, by: Member | null, body: object = {}) => platform.api('post', path, by).send(body);
  const put = (path: string, by: Member | null, body: object = {}) => platform.api('put', path, by).send(body);
  const get = (path: string, by: Member | null) => platform.api('get', path, by);
  const made = async (input: object): Promise<string> => (await post('/circles', lead, input)).body.id as string;
  const NOTE = { title: 'The first Thursday', metOn: '2026-11-05', body: '## Agreed\n\nTo ask the *Marrowvane* fund.' };

  describe('notes from a meeting', () => {
    const written = async (by = lead): Promise<string> => (await post(`/circles/${circle}/notes`, by, NOTE)).body.id;

    it('begin with the agenda of the circle, or of its kind, and are dated', async () => {
      const peers = await made({ name: 'Six of us', kind: 'peer' });
      const page = await platform.page('get', `/circles/${peers}/notes`, lead);
      expect(page.text).toContain('Questions first, no advice');
      expect((await platform.page('get', `/circles/${peers}/notes/new`, lead)).text).toContain('## First case');
      await platform.api('patch', `/circles/${peers}`, lead).send({ agenda: '## Only this' });
      const form = await platform.page('get', `/circles/${peers}/notes/new`, lead);
      expect([form.text.includes('## Only this'), form.text.includes('First case')]).toEqual([true, false]);
    });

    it('are written by any member as Markdown, without a script, and read by members alone', async () => {
      const sent = await platform
        .page('post', `/circles/${circle}/notes`, member)
        .type('form')
        .send({
          title: NOTE.title,
          'metOn-day': '5',
          'metOn-month': '11',
          'metOn-year': '2026',
          body: `${NOTE.body}\n\n<script>alert(1)</script>`,
        });
      expect(sent.status).toBe(303);
      const address = String(sent.headers['location']);
      const page = await platform.page('get', address, lead);
      expect(page.text).toContain('<em>Marrowvane</em>');
      expect(page.text).not.toContain('<script>alert');
      expect(page.text).toContain('Met 5 November 2026');
      expect((await platform.page('get', `/circles/${circle}/notes`, lead)).text).toContain(NOTE.title);
      for (const who of [outsider, moderator]) {
        expect((await platform.page('get', address, who)).status).toBe(404);
        expect((await get(`/circle-notes/${address.split('/').at(-1)}`, who)).status).toBe(404);
        expect((await get(`/circle-notes/${address.split('/').at(-1)}/versions`, who)).status).toBe(404);
        expect((await get(`/circles/${circle}/notes`, who)).status).toBe(403);
        expect((await post(`/circles/${circle}/notes`, who, NOTE)).status).toBe(403);
      }
      expect((await get(`/circle-notes/${address.split('/').at(-1)}`, null)).status).toBe(401);
    });

    it('say what is wrong with them on the same page', async () => {
      const { status, text } = await platform
        .page('post', `/circles/${circle}/notes`, member)
        .type('form')
        .send({ title: '', 'metOn-day': '31', 'metOn-month': '2', 'metOn-year': '2026', body: 'Kept text' });
      expect([status, text.includes('must be a real date'), text.includes('Kept text')]).toEqual([422, true, true]);
    });

    it('are not written over one another, and keep how they were', async () => {
      const id = await written();
      const edit = (body: string, by: Member, version: string) =>
        platform.api('patch', `/circle-notes/${id}`, by).set('if-match', version).send({ body });
      expect((await edit('First', lead, '"v1"')).body.version).toBe(2);
      const stale = await edit('Second', member, '"v1"');
      expect([stale.status, stale.body.current.body]).toEqual([412, 'First']);
      const form = await platform.page('post', `/circle-notes/${id}/edit`, member).type('form').send({
        _version: 1,
        title: 'Mine',
        'metOn-day': '5',
        'metOn-month': '11',
        'metOn-year': '2026',
        body: 'Mine',
      });
      expect([form.status, form.text.includes('Notes now'), form.text.includes('First')]).toEqual([409, true, true]);

      const { items } = (await get(`/circle-notes/${id}/versions`, member)).body;

      expect(items.map(({ version, body }: { version: number; body: string }) => [version, body])).toEqual([
        [1, NOTE.body],
      ]);
      expect((await platform.page('get', `/circle-notes/${id}/versions`, member)).text).toContain('Version 1, by Lena');
    });

    it('of a peer circle are written from four members on', async () => {
      const peers = await made({ name: 'Six of us', kind: 'peer' });
      const early = await post(`/circles/${peers}/notes`, lead, NOTE);
      expect([early.status, early.body.code]).toEqual([409, 'circles.too-few']);
      for (let n = 0; n < 3; n += 1) await platform.given.join(peers, (await platform.given.member()).id);
      expect((await post(`/circles/${peers}/notes`, lead, NOTE)).status).toBe(201);
    });

    it('are closed to who has left, at addresses they kept too', async () => {
      const leaver = await platform.given.member({ name: 'Leaver' });
      await platform.given.join(circle, leaver.id);
      const id = await written(leaver);
      await platform.api('delete', `/circles/${circle}/members/${leaver.id}`, leaver);
      expect((await get(`/circle-notes/${id}`, leaver)).status).toBe(404);
      expect((await platform.api('patch', `/circle-notes/${id}`, leaver).send({ body: 'Mine' })).status).toBe(404);
      expect((await get(`/circle-notes/${id}`, member)).status).toBe(200);
    });
  });

  describe('the milestone board', () => {
    it('shows to members where each of them says they stand, and to nobody else', async () => {
      expect(
        (await put(`/circles/${circle}/milestones/stage`, member, { stage: 'approval', note: 'Vexilloom' })).status,
      ).toBe(204);
      const { body } = await post(`/circles/${circle}/milestones`, member, { title: 'The vote', dueOn: '2027-01-20' });
      await put(`/circles/${circle}/milestones/${body.id}`, member, { reached: true });

      const { items } = (await get(`/circles/${circle}/milestones`, lead)).body;

      const own = items.find(({ personId }: { personId: string }) => personId === member.id);
      expect([own.stage, own.note, own.milestones[0].title, typeof own.milestones[0].reachedAt]).toEqual([
        'approval',
        'Vexilloom',
        'The vote',
        'string',
      ]);
      expect((await platform.page('get', `/circles/${circle}/milestones`, lead)).text).toContain('Vexilloom');
      for (const who of [outsider, moderator]) {
        expect((await get(`/circles/${circle}/milestones`, who)).status).toBe(403);
        const page = await platform.page('get', `/circles/${circle}/milestones`, who);
        expect([page.status, page.text.includes('Vexilloom')]).toEqual([403, false]);
        expect((await platform.page('get', `/people/${member.id}`, who)).text).not.toContain('Vexilloom');
      }
      const guest = await platform.given.guest('Gwil Ansty', circle);
      const seen = (await get(`/circles/${circle}/milestones`, guest)).body.items;
      expect(seen.map(({ name }: { name: string }) => name).toSorted()).toEqual(['Gwil', 'Lena']);
    });

    it('is changed by each for themself alone', async () => {
      const { body } = await post(`/circles/${circle}/milestones`, member, { title: 'The lease' });
      expect((await put(`/circles/${circle}/milestones/${body.id}`, lead, { reached: true })).status).toBe(404);
      expect((await platform.api('delete', `/circles/${circle}/milestones/${body.id}`, lead)).status).toBe(404);
      expect((await put(`/circles/${circle}/milestones/stage`, outsider, { stage: 'idea' })).status).toBe(403);
      const gone = await platform.page('post', `/circles/${circle}/milestones/${body.id}/remove`, member);
      expect(gone.status).toBe(303);
    });

    it('holds 20 of each, and says what is wrong on the same page', async () => {
      const many = await platform.given.member({ name: 'Many' });
      await platform.given.join(circle, many.id);
      const added: number[] = [];
      for (let n = 0; n < 21; n += 1) {
        added.push((await post(`/circles/${circle}/milestones`, many, { title: `Step ${n}` })).status);
      }
      expect(added).toEqual([...Array.from({ length: 20 }, () => 201), 422]);
      const form = await platform.page('post', `/circles/${circle}/milestones`, many).type('form').send({ title: 'x' });
      expect([form.status, form.text.includes('You have 20 milestones here')]).toEqual([422, true]);
    });

    it('forgets who leaves', async () => {
      const leaver = await platform.given.member({ name: 'Leaver' });
      await platform.given.join(circle, leaver.id);
      await put(`/circles/${circle}/milestones/stage`, leaver, { stage: 'idea', note: 'Gossamerly' });
      await platform.api('delete', `/circles/${circle}/members/${leaver.id}`, leaver);
      expect((await get(`/circles/${circle}/milestones`, lead)).text).not.toContain('Gossamerly');
    });
  });

  describe('the public summary', () => {
    let a: Member;
    let b: Member;
    let id: string;
    beforeEach(async () => {
      [a, b] = [await platform.given.member({ name: 'Ada' }), await platform.given.member({ name: 'Ben' })];
      id = (await post('/circles', a, { name: 'Umberquay cohort', visibility: 'private' })).body.id;
      await platform.given.join(id, b.id);
    });
    const propose = (body: string, by = a) => put(`/circles/${id}/summary`, by, { body });
    const agree = (by: Member, version: number) => put(`/circles/${id}/summary/consent`, by, { version });
    const isPublic = async (): Promise<boolean> => {
      const [api, page] = [
        await get(`/circle-summaries/${id}`, null),
        await platform.page('get', `/circle-summaries/${id}`),
      ];
      expect(page.status).toBe(api.status);
      return api.status === 200;
    };

    it('is public when every member has agreed to that very text, and not before', async () => {
      await propose('We *halved* it.');
      expect(await isPublic()).toBe(false);
      expect((await platform.page('get', `/circles/${id}/summary`, b)).text).toContain('1 of 2 members have agreed');

      const yes = await platform.page('post', `/circles/${id}/summary/consent`, b).type('form').send({ version: 1 });

      expect([yes.status, await isPublic()]).toEqual([303, true]);
      const { text } = await platform.page('get', `/circle-summaries/${id}`);
      expect(text).toContain('<em>halved</em>');
      expect(text).toContain('Umberquay cohort');
      expect(text).not.toMatch(/Ada|Ben/);
    });

    it.each([
      ['a member no longer agrees', () => platform.api('delete', `/circles/${id}/summary/consent`, b)],
      ['it is edited', () => propose('Another text')],
      ['somebody new has joined', async () => platform.given.join(id, (await platform.given.member()).id)],
      ['a guest has joined', () => platform.given.guest('Gwil', id)],
    ])('is taken down at once when %s', async (_what, happens) => {
      await propose('We halved it.');
      await agree(b, 1);
      expect(await isPublic()).toBe(true);
      await happens();
      expect(await isPublic()).toBe(false);
    });

    it('is public again only when who is new has agreed too, and an edit asks all anew', async () => {
      await propose('We halved it.');
      await agree(b, 1);
      const c = await platform.given.member({ name: 'Cat' });
      await platform.given.join(id, c.id);
      await agree(c, 1);
      expect(await isPublic()).toBe(true);
      await propose('We halved it twice.');
      const old = await agree(b, 1);
      expect([old.status, old.body.code, await isPublic()]).toEqual([409, 'circles.summary-changed', false]);
      await agree(b, 2);
      expect(await isPublic()).toBe(false);
      await agree(c, 2);
      expect(await isPublic()).toBe(true);
    });

    it('is not published by taking out who does not agree', async () => {
      await propose('We halved it.');
      await platform.api('delete', `/circles/${id}/members/${b.id}`, a);
      expect(await isPublic()).toBe(false);
    });

    it('is proposed by facilitators alone, not over one another, and agreed to by members alone', async () => {
      expect((await propose('Mine', b)).status).toBe(403);
      expect((await propose('Mine', outsider)).status).toBe(403);
      await propose('First');
      const stale = await put(`/circles/${id}/summary`, a, { body: 'Second' }).set('if-match', '"v9"');
      expect([stale.status, stale.body.current.body]).toEqual([412, 'First']);
      expect((await agree(outsider, 1)).status).toBe(403);
      expect((await get(`/circles/${id}/summary`, outsider)).status).toBe(404);
      const told = (await get('/me/notifications', b)).body.items.map(({ title }: { title: string }) => title);
      expect(told).toContain('Do you agree to this public summary? Umberquay cohort');
    });

    it('of a confidential circle does not name it', async () => {
      await platform.api('patch', `/circles/${id}`, a).send({ visibility: 'confidential' });
      await propose('We halved it.');
      await agree(b, 1);
      const { text } = await platform.page('get', `/circle-summaries/${id}`);
      expect([text.includes('We halved it.'), text.includes('Umberquay')]).toEqual([true, false]);
      expect((await get(`/circle-summaries/${id}`, null)).body.name).toBeNull();
    });

    it('agreed to and withdrawn at the same moment is public only while all agree', async () => {
      for (let n = 0; n < 5; n += 1) {
        await propose(`Text ${n}`);
        await Promise.all([agree(b, n + 1), platform.api('delete', `/circles/${id}/summary/consent`, a)]);
        const { agreedCount, memberCount, isPublished } = (await get(`/circles/${id}/summary`, a)).body;
        expect([agreedCount, memberCount, isPublished]).toEqual([1, 2, false]);
        expect(await isPublic()).toBe(false);
      }
    });
  });
});
