import { setTimeout as sleep } from 'node:timers/promises';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

describe('mentions and citations', () => {
  let platform: TestPlatform;
  let amina: Member;
  let dee: Member;
  let rosa: Member;
  let hidden: Member;
  let organisation: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ ROLES: 'web,api,realtime,worker', RATE_LIMITS: 'off' });
    amina = await platform.given.member({ name: 'Amina Okafor' });
    dee = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    rosa = await platform.given.member({ name: 'Rosa Delgado' });
    hidden = await platform.given.member({ name: 'Hidden Hand' });
    await platform.dataSource.query(`UPDATE people SET visible_to = '{role:moderator}' WHERE id = $1`, [hidden.id]);
    organisation = await idOf(
      `INSERT INTO organisations (kind, name) VALUES ('other_public', 'Tidewell [X]') RETURNING id`,
    );
  });
  afterAll(() => platform.stop());

  const idOf = async (sql: string, values: unknown[] = []): Promise<string> =>
    (await platform.dataSource.query<{ id: string }[]>(sql, values))[0]!.id;
  const told = async (who: Member): Promise<{ kind: string; title: string; url: string }[]> =>
    (await platform.api('get', '/me/notifications', who)).body.items;
  const kinds = async (who: Member, threadId: string): Promise<string[]> =>
    (await told(who)).filter(({ url }) => url.includes(threadId)).map(({ kind }) => kind);
  const settled = async (): Promise<void> => {
    const waiting = () =>
      platform.dataSource.query<object[]>(
        `SELECT FROM pgboss.job WHERE name LIKE 'threads.tell-%' AND state < 'completed'`,
      );
    while ((await waiting()).length > 0) await sleep(50);
  };
  const suggested = async (q: string, by: Member, threadId?: string) =>
    (await platform.api('get', '/suggestions/mentions', by).query({ q, ...(threadId ? { threadId } : {}) })).body
      .items as {
      kind: string;
      name: string;
      insert: string;
    }[];
  const post = async (id: string) => (await platform.api('get', `/posts/${id}`, amina)).body;

  describe('suggestions', () => {
    it('find people by any word of their name, organisations and roles, and none who is hidden', async () => {
      expect(await suggested('mar', amina)).toMatchObject([
        { kind: 'person', name: 'Dee Marlowick', detail: 'Finance lead', insert: `@[Dee Marlowick](person:${dee.id})` },
      ]);
      expect((await suggested('tide', amina))[0]).toMatchObject({
        kind: 'organisation',
        insert: `@[Tidewell X](organisation:${organisation})`,
      });
      expect(await suggested('finance', amina)).toMatchObject([
        { kind: 'role', insert: '@[Finance lead](role:finance)' },
      ]);
      expect(await suggested('hidden', amina)).toEqual([]);
      expect(await suggested('amina', amina)).toEqual([]);
      expect(await suggested('%', amina)).toEqual([]);
    });

    it('find an accented name by plain letters', async () => {
      const { id } = await platform.given.member({ name: 'Zoë Müller' });
      expect(await suggested('mull', amina)).toMatchObject([{ insert: `@[Zoë Müller](person:${id})` }]);
      expect(await suggested('zoe mu', amina)).toMatchObject([{ kind: 'person', name: 'Zoë Müller' }]);
    });

    it('are few', async () => {
      await platform.dataSource.query(`INSERT INTO people (name) SELECT 'Zed ' || n FROM generate_series(1, 40) AS n`);
      expect(await suggested('zed', amina)).toHaveLength(6);
    });

    it('in a thread are for who may read it, of those who may', async () => {
      const closed = await platform.given.thread(dee, { audience: 'invited', invited: [rosa.id] });
      const refused = await platform
        .api('get', '/suggestions/mentions', amina)
        .query({ q: 'rosa', threadId: closed.id });
      expect([refused.status, refused.body.code]).toEqual([404, 'threads.thread-not-found']);
      expect((await suggested('rosa', dee, closed.id)).map(({ name }) => name)).toEqual(['Rosa Delgado']);
      expect(await suggested('amina', dee, closed.id)).toEqual([]);
    });

    it.each([
      ['nobody signed in', null, { q: 'a' }, 401],
      ['nothing typed', 'amina', { q: '' }, 422],
      ['too much typed', 'amina', { q: 'x'.repeat(61) }, 422],
      ['no id', 'amina', { q: 'a', threadId: 'x' }, 422],
    ])('are refused to %s', async (_what, by, query, status) => {
      expect((await platform.api('get', '/suggestions/mentions', by === null ? null : amina).query(query)).status).toBe(
        status,
      );
    });

    it('of what can be cited show only what the writer may read', async () => {
      const open = await platform.given.thread(dee, { title: 'Zinc roofs: who repaired one?' });
      await platform.given.thread(dee, { title: 'Zinc secrets of the few of us', audience: 'invited', invited: [] });
      const { body } = await platform.api('get', '/suggestions/references', amina).query({ q: 'zinc' });
      expect(body.items).toEqual([
        { kind: 'question', title: 'Zinc roofs: who repaired one?', url: `/threads/${open.id}` },
      ]);
    });
  });

  it('keep the name that is theirs, and link to their profile', async () => {
    const { id } = await platform.given.thread(amina);
    const reply = await platform.given.reply(amina, id, {
      body: `@[The Mayor](person:${dee.id}), see /people/${rosa.id}-anything and @[Hidden Hand](person:${hidden.id}).`,
    });
    const { body, html } = await post(reply.id);
    expect(body).toBe(`@[Dee](person:${dee.id}), see @[Rosa](person:${rosa.id}) and @Hidden Hand.`);
    expect(html).toContain(`<a href="/people/${dee.id}" class="govuk-link">@Dee</a>`);
    expect(html).not.toContain(hidden.id);
  });

  it('tell each once, and not of the same reply again as followers', async () => {
    const { id } = await platform.given.thread(amina);
    await platform.given.reply(dee, id);
    await platform.api('post', `/threads/${id}/follow`, dee).send({ following: true });
    await settled();
    const text = `@[Dee](person:${dee.id}) @[Dee](person:${dee.id}) @[me](person:${rosa.id})`;
    const reply = await platform.given.reply(rosa, id, { body: text });
    await settled();
    expect(await kinds(dee, id)).toEqual(['mentioned']);
    expect(await kinds(rosa, id)).toEqual([]);
    expect((await told(dee))[0]).toMatchObject({
      title: 'You are named in: How did you handle the pension bond?',
      url: `/threads/${id}#post-${reply.number}`,
    });

    await platform.api('patch', `/posts/${reply.id}`, rosa).send({ body: `${text} and @[Amina](person:${amina.id})` });
    await settled();
    expect((await kinds(dee, id)).filter((kind) => kind === 'mentioned')).toHaveLength(1);
    expect(await kinds(amina, id)).toContain('mentioned');
  });

  it('tell also with a question', async () => {
    const { id } = await platform.given.thread(amina, { body: `Would @[Dee](person:${dee.id}) know?` });
    await settled();
    expect(await kinds(dee, id)).toEqual(['mentioned']);
  });

  it('tell nobody who may not read it, who muted it, or of a post that is hidden by then', async () => {
    const closed = await platform.given.thread(dee, { audience: 'invited', invited: [rosa.id] });
    await platform.given.reply(dee, closed.id, { body: `@[Amina](person:${amina.id}) @[Rosa](person:${rosa.id})` });
    const muted = await platform.given.thread(dee);
    await platform.dataSource.query(
      `INSERT INTO thread_follows (thread_id, person_id, level) VALUES ($1, $2, 'muted')`,
      [muted.id, amina.id],
    );
    await platform.given.reply(dee, muted.id, { body: `@[Amina](person:${amina.id})` });
    await settled();
    expect(await kinds(amina, closed.id)).toEqual([]);
    expect(await kinds(rosa, closed.id)).toContain('mentioned');
    expect(await kinds(amina, muted.id)).toEqual([]);
  });

  it('of an organisation tell its verified editors, of a role nobody, and ten at most', async () => {
    const editor = await platform.given.member({ name: 'Edith' });
    const former = await platform.given.member({ name: 'Forrest' });
    for (const [{ id }, to] of [
      [editor, null],
      [former, '2020-01-01'],
    ] as const) {
      await platform.dataSource.query(
        `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
        [id, organisation],
      );
      await platform.dataSource.query(
        `INSERT INTO memberships (person_id, organisation_id, verified_at, to_on) VALUES ($1, $2, now(), $3)`,
        [id, organisation, to],
      );
    }
    const { id } = await platform.given.thread(amina);
    await platform.given.reply(amina, id, {
      body: `@[T](organisation:${organisation}) and @[Finance](role:finance)`,
    });
    await settled();
    expect([await kinds(editor, id), await kinds(former, id), await kinds(dee, id)]).toEqual([['mentioned'], [], []]);

    const rows = await platform.dataSource.query<{ id: string }[]>(
      `SELECT id FROM people WHERE name LIKE 'Zed %' LIMIT 12`,
    );
    const crowd = await platform.given.reply(amina, id, {
      body: rows.map((row) => `@[Z](person:${row.id})`).join(' '),
    });
    const kept = await platform.dataSource.query<object[]>(`SELECT FROM post_mentions WHERE post_id = $1`, [crowd.id]);
    expect(kept).toHaveLength(10);
  });

  it('cost a reply without any no statement more', async () => {
    const { id } = await platform.given.thread(amina);
    const reply = (body: string) =>
      platform
        .api('post', `/threads/${id}/posts`, amina)
        .send({ body })
        .then(({ status }) => expect(status).toBe(201));
    const plain = await statementsOf(platform.dataSource, () => reply('Nine days, and no bond.'));
    const naming = await statementsOf(platform.dataSource, () => reply(`@[Dee](person:${dee.id})`));
    expect(plain.filter((text) => /post_mentions|post_references/.test(text))).toEqual([]);
    expect(naming.length).toBeGreaterThan(plain.length);
  });

  it('refuse a text that is too long with the names in it', async () => {
    const { id } = await platform.given.thread(amina);
    const body = `/people/${dee.id} ${'x'.repeat(19_950)}`;
    const { status, body: problem } = await platform.api('post', `/threads/${id}/posts`, amina).send({ body });
    expect([status, problem.code]).toEqual([422, 'input.invalid']);
  });

  describe('what a post names by address', () => {
    const references = async (id: string, by: Member | null) =>
      (
        (await platform.api('get', `/posts/${id}`, by)).body.references as {
          kind: string;
          title: string;
          url: string;
        }[]
      ).map(({ kind, title, url }) => [kind, title, url]);

    it('is a card of each kind, in the order of the text, and changes with it', async () => {
      const spinOut = await idOf(
        `WITH o AS (INSERT INTO organisations (kind, name) VALUES ('spin_out', 'Ardley Libraries') RETURNING id)
         INSERT INTO spin_outs (organisation_id, stage) SELECT id, 'go-live' FROM o RETURNING organisation_id AS id`,
      );
      await idOf(
        `WITH o AS (INSERT INTO organisations (kind, name, nation) VALUES ('council', 'Ardley', 'England') RETURNING id)
         INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
         SELECT id, 'ARX', 'Ardley', 'Ardley', 'UA', 'England', 'South West' FROM o RETURNING organisation_id AS id`,
      );
      const other = await platform.given.thread(dee, { title: 'Who kept the pension bond out?' });
      const { id } = await platform.given.thread(amina, { audience: 'public' });
      const reply = await platform.given.reply(amina, id, {
        body: `/threads/${other.id}\n\nSee [them](/spin-outs/${spinOut}-ardley), /councils/arx, /threads/${id} and /guidance/none-such.`,
      });
      expect(await references(reply.id, amina)).toEqual([
        ['question', 'Who kept the pension bond out?', `/threads/${other.id}`],
        ['spin-out', 'Ardley Libraries', `/spin-outs/${spinOut}`],
        ['council', 'Ardley', '/councils/ARX'],
      ]);
      expect((await references(reply.id, null)).map(([kind]) => kind)).toEqual(['spin-out', 'council']);

      const page = async (path: string, by: Member | null): Promise<string> =>
        (await platform.page('get', path, by)).text;
      for (const path of [`/spin-outs/${spinOut}`, '/councils/ARX', `/threads/${other.id}`]) {
        expect([path, (await page(path, amina)).includes('Discussed in')]).toEqual([path, true]);
      }
      expect(await page(`/threads/${id}`, amina)).toContain('aria-label="Council"');

      await platform.api('patch', `/posts/${reply.id}`, amina).send({ body: 'Only /councils/ARX.' });
      expect((await references(reply.id, amina)).map(([kind]) => kind)).toEqual(['council']);
      expect(await page(`/spin-outs/${spinOut}`, amina)).not.toContain('Discussed in');
      await platform.api('patch', `/posts/${reply.id}`, amina).send({ body: 'Nothing.' });
      expect(await references(reply.id, amina)).toEqual([]);
    });

    it('is shown on both sides only to who may see both', async () => {
      const secret = await platform.given.thread(dee, {
        title: 'Of the invited alone here',
        audience: 'invited',
        invited: [rosa.id],
      });
      const open = await platform.given.thread(dee, { title: 'Open to all of the network' });
      const reply = await platform.given.reply(dee, open.id, { body: `As in /threads/${secret.id}` });
      const inside = await platform.given.reply(dee, secret.id, { body: `As in /threads/${open.id}` });
      expect(await references(reply.id, amina)).toEqual([]);
      expect(await references(reply.id, rosa)).toHaveLength(1);
      expect((await platform.page('get', `/threads/${open.id}`, amina)).text).not.toContain('Discussed in');
      expect((await platform.page('get', `/threads/${open.id}`, rosa)).text).toContain('Discussed in');
      expect(await references(inside.id, rosa)).toHaveLength(1);
      // Who may not see a thread cannot make it a card by naming it.
      const guess = await platform.given.reply(amina, open.id, { body: `Is it /threads/${secret.id}?` });
      expect(await references(guess.id, rosa)).toEqual([]);
    });
  });
});
