import { UsesService } from '#libs/case-notes';
import { Notifications } from '#libs/notifications';
import { Transactions } from '#libs/platform/database';
import { caseNotesGiven } from '../api/case-notes.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const WHY = 'The contract ended in May.';
const USE = { organisation: 'Fenmarch', what: 'We put it to the board.', usedOn: '2026-01-05', audience: 'public' };

describe('what is said to a case note', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let member: Member;
  let other: Member;
  let moderator: Member;
  let colleague: Member;
  let editor: Member;
  let suspended: Member;
  let council: string;
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti Ashgrove' });
    member = await platform.given.member({ name: 'Ben' });
    other = await platform.given.member({ name: 'Oona' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    colleague = await platform.given.member({ name: 'Iris' }, 'moderator');
    editor = await platform.given.member({ name: 'Ed' });
    suspended = await platform.given.member({ name: 'Sam' });
    council = await given.council('ZRES', 'Resmarch County Council');
    await platform.dataSource.query(
      `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, 'organisation_editor', $2)`,
      [editor.id, council],
    );
    await platform.dataSource.query(
      `UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`,
      [suspended.id],
    );
  });
  afterAll(() => platform.stop());

  type Method = 'get' | 'post' | 'put' | 'delete';
  const api = (method: Method, id: string, path: string, by: Member | null, body: object = {}) =>
    platform.api(method, `/case-notes/${id}/${path}`, by).send(body);
  const form = (path: string, by: Member | null, fields: object = {}) =>
    platform.page('post', path, by).type('form').send(fields);
  const published = (over: object = {}) => given.published(author, moderator, { council: 'ZRES', ...over });
  const mark = (id: string, by: Member | null, kind: string, comment: string | undefined = WHY) =>
    api('put', id, `marks/${kind}`, by, { comment });
  const marksOf = async (id: string, by: Member | null) =>
    (await api('get', id, 'marks', by)).body as {
      helped: number;
      outOfDate: number;
      doubted: boolean;
      disputes: { line: string }[];
      items: { id: string; kind: string; comment: string; status: string }[];
    };
  const textOf = async (path: string, by: Member | null = null): Promise<string> => {
    const { status, text } = await platform.page('get', path, by);
    expect([path, status]).toEqual([path, 200]);
    return text;
  };
  const queued = async (id: string): Promise<number> => {
    const { body } = await platform.api('get', '/moderation/queue?kind=case-note-check&limit=100', moderator);
    return (body.items as { subjectId: string }[]).filter(({ subjectId }) => subjectId === id).length;
  };
  const noticesOf = async (who: Member, about: string): Promise<string[]> => {
    const { body } = await platform.api('get', '/me/notifications?limit=100', who);
    return (body.items as { title: string }[]).map(({ title }) => title).filter((title) => title.includes(about));
  };

  describe('marks', () => {
    it.each<[string, () => Member | null, number, number]>([
      ['nobody', () => null, 401, 401],
      ['a suspended member', () => suspended, 401, 401],
      ['its author', () => author, 403, 403],
      ['another member', () => member, 204, 403],
      ['a moderator', () => moderator, 204, 403],
      ['another moderator', () => colleague, 204, 204],
    ])('%s may mark, and may decide what the moderator said', async (_who, who, marking, deciding) => {
      const { id } = await published();
      await mark(id, moderator, 'disputed');
      expect((await mark(id, who(), 'helped')).status).toBe(marking);
      const { items } = await marksOf(id, moderator);
      const disputed = items.find(({ kind }) => kind === 'disputed')!;
      const decision = { decision: 'uphold', publicLine: 'The council counts otherwise.' };
      expect((await api('post', id, `marks/${disputed.id}/decision`, who(), decision)).status).toBe(deciding);
    });

    it('a moderator who is the author decides nothing about the note', async () => {
      const { id } = await given.published(moderator, colleague);
      await mark(id, member, 'disputed');
      const [said] = (await marksOf(id, moderator)).items;
      expect((await api('post', id, `marks/${said!.id}/decision`, moderator, { decision: 'dismiss' })).status).toBe(
        403,
      );
    });

    it.each(['draft', 'submitted', 'withdrawn'] as const)('there are none on a %s note', async (status) => {
      const { id } = await (status === 'withdrawn' ? given.withdrawn(author, moderator) : given[status](author));
      expect((await mark(id, member, 'helped')).status).toBe(status === 'withdrawn' ? 409 : 404);
      expect((await api('get', id, 'marks', member)).status).toBe(404);
      expect((await form(`/case-notes/${id}/marks/helped`, member)).status).toBe(status === 'withdrawn' ? 409 : 404);
    });

    it('are one of each kind and member, however often and however many at once; and can be taken back', async () => {
      const { id } = await published({ title: 'A note that is marked many times over' });
      await Promise.all([1, 2, 3, 4].map(() => mark(id, member, 'helped')));
      await mark(id, other, 'helped');
      expect((await marksOf(id, null)).helped).toBe(2);
      expect(await textOf(`/case-notes/${id}`)).toContain('It helped 2 members.');
      expect(await noticesOf(author, 'marked many times')).toHaveLength(3); // Published, and told of two members.

      expect((await form(`/case-notes/${id}/marks/helped`, member, { act: 'take-back' })).status).toBe(303);
      expect((await api('delete', id, 'marks/helped', member)).status).toBe(204);
      expect((await marksOf(id, null)).helped).toBe(1);
      expect((await mark(id, member, 'liked')).status).toBe(404);
    });

    it.each(['out-of-date', 'disputed'])('%s needs a comment, on the page as well', async (kind) => {
      const { id } = await published();
      expect((await mark(id, member, kind, '')).body.errors).toHaveLength(1);
      const refused = await form(`/case-notes/${id}/marks/${kind}`, member, { comment: '' });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain(`href="#comment-${kind}"`);
    });

    it('show what was said to its writer, the author and moderators, and to nobody else', async () => {
      const { id } = await published();
      await mark(id, member, 'out-of-date');
      for (const who of [member, author, moderator]) {
        expect(JSON.stringify(await marksOf(id, who))).toContain(WHY);
        expect(await textOf(`/case-notes/${id}/responses`, who)).toContain(WHY);
      }
      for (const who of [null, other, editor]) {
        expect(JSON.stringify(await marksOf(id, who))).not.toContain(WHY);
        expect(await textOf(`/case-notes/${id}`, who)).not.toContain(WHY);
      }
      expect(await textOf(`/case-notes/${id}/responses`, other)).not.toContain(WHY);
    });

    it.each<[string, () => Member[], boolean]>([
      ['one member', () => [member], false],
      ['two members', () => [member, other], true],
      ['one moderator', () => [colleague], true],
    ])('of %s that it is out of date: whether it is believed, and asked about once', async (_who, who, believed) => {
      const { id } = await published();
      await Promise.all(who().map((by) => mark(id, by, 'out-of-date')));
      expect((await marksOf(id, null)).doubted).toBe(believed);
      expect((await textOf(`/case-notes/${id}`)).includes('Members say that this is out of date')).toBe(believed);
      expect(await queued(id)).toBe(believed ? 1 : 0);
    });

    it('that it is out of date are settled by a moderator, by taking them back, or by a new text', async () => {
      const settle: ((id: string) => Promise<unknown>)[] = [
        async (id) => {
          const [said] = (await marksOf(id, moderator)).items;
          await api('post', id, `marks/${said!.id}/decision`, moderator, { decision: 'dismiss' });
        },
        (id) => api('delete', id, 'marks/out-of-date', member),
        async (id) => {
          const { body } = await platform.api('post', `/case-notes/${id}/revisions`, author);
          await platform.api('post', `/case-notes/${body.id}/submit`, author);
          await platform.api('post', `/case-notes/${body.id}/publish`, moderator);
        },
      ];
      for (const how of settle) {
        const { id } = await published();
        await mark(id, member, 'out-of-date');
        await mark(id, other, 'out-of-date');
        expect(await queued(id)).toBe(1);
        await how(id);
        expect([(await marksOf(id, null)).doubted, await queued(id)]).toEqual([false, 0]);
      }
    });

    it('that a moderator agrees with keep the doubt, and leave the queue', async () => {
      const { id } = await published({ title: 'A note that is out of date indeed' });
      await mark(id, member, 'out-of-date');
      await mark(id, other, 'out-of-date');
      const [said] = (await marksOf(id, moderator)).items;
      const decided = await form(`/case-notes/${id}/marks/${said!.id}/decision`, moderator, { decision: 'uphold' });
      expect(decided.status).toBe(303);
      expect([(await marksOf(id, null)).doubted, await queued(id)]).toEqual([true, 0]);
      for (const who of [author, member, other]) {
        expect(
          (await noticesOf(who, 'out of date indeed')).some((title) => title.startsWith('A moderator agrees')),
        ).toBe(true);
      }
      const again = await api('post', id, `marks/${said!.id}/decision`, colleague, { decision: 'uphold' });
      expect([again.status, again.body.code]).toEqual([409, 'case-notes.already-checked']);
    });

    it('that dispute it show a line once a moderator has checked it, and other words are checked anew', async () => {
      const { id } = await published();
      await mark(id, member, 'disputed');
      expect(await queued(id)).toBe(1);
      expect(await textOf(`/case-notes/${id}`)).not.toContain('Disputed since');
      const { items } = await marksOf(id, moderator);
      const decide = (body: object, by = moderator) => api('post', id, `marks/${items[0]!.id}/decision`, by, body);
      expect((await decide({ decision: 'uphold' })).body.errors).toHaveLength(1);
      // Two moderators at once: one decides.
      const line = { decision: 'uphold', publicLine: 'The council counts otherwise.' };
      const answers = await Promise.all([decide(line), decide(line, colleague)]);
      expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['204', '409']);
      expect(await textOf(`/case-notes/${id}`)).toMatch(/Disputed since [^<]*: The council counts otherwise\./);

      await mark(id, member, 'disputed');
      expect((await marksOf(id, null)).disputes).toHaveLength(1);
      await mark(id, member, 'disputed', 'Another reason.');
      expect([(await marksOf(id, null)).disputes, await queued(id)]).toEqual([[], 1]);
    });
  });

  describe('a note that is doubted', () => {
    const OUT_OF_DATE = 'Some readers say this is out of date';
    const disputed = async (id: string): Promise<void> => {
      await mark(id, member, 'disputed');
      const [said] = (await marksOf(id, moderator)).items;
      const decision = { decision: 'uphold', publicLine: 'The council counts otherwise.' };
      expect((await api('post', id, `marks/${said!.id}/decision`, moderator, decision)).status).toBe(204);
    };
    const surfaces = (id: string, word: string): [string, string][] => [
      ['the list', '/case-notes'],
      ['the page of the council', '/councils/ZRES'],
      ['search', `/search?q=${word}`],
      ['a citation', `/threads/${citing[id]}`],
    ];
    const citing: Record<string, string> = {};

    it.each([
      ['out of date', 'quillworth', (id: string) => mark(id, moderator, 'out-of-date'), OUT_OF_DATE],
      ['disputed', 'tamberley', disputed, /Disputed since \d+ \w+ \d{4}/],
    ] as const)(
      'says that it is %s wherever its figures stand, in no statement more',
      async (_how, word, act, said) => {
        const { id } = await published({ title: `What came of it in ${word}` });
        const thread = await platform.given.thread(member, { body: `See /case-notes/${id} for more.` });
        citing[id] = thread.id;
        const indexed = () =>
          platform.page('get', `/search?q=${word}`).then(({ text }) => text.includes(`/case-notes/${id}`));
        for (let tries = 0; tries < 100 && !(await indexed()); tries += 1)
          await new Promise((done) => setTimeout(done, 100));
        const row = async (at: string): Promise<string> => {
          const page = await textOf(at, member);
          const from = page.lastIndexOf(`/case-notes/${id}`);
          expect([at, from > 0]).toEqual([at, true]);
          return page.slice(from, from + 2_000).replace(/<\/(?:li|article)>.*/s, '');
        };
        const before: number[] = [];
        for (const [, at] of surfaces(id, word)) {
          expect(await row(at)).not.toMatch(said);
          before.push((await statementsOf(platform.dataSource, () => textOf(at, member))).length);
        }
        await act(id);
        for (const [i, [where, at]] of surfaces(id, word).entries()) {
          expect([where, (await row(at)).match(said)?.length]).toEqual([where, 1]);
          expect((await statementsOf(platform.dataSource, () => textOf(at, member))).length).toBeLessThanOrEqual(
            before[i]!,
          );
        }
        const { body } = await platform.api('get', '/case-notes', null);
        const listed = (body.items as { id: string; doubted: boolean; disputedSince: string | null }[]).find(
          (item) => item.id === id,
        );
        expect([listed!.doubted, listed!.disputedSince !== null]).toEqual([said === OUT_OF_DATE, said !== OUT_OF_DATE]);
      },
    );
  });

  describe('"we used this note"', () => {
    const adviser = async (name: string): Promise<string> => {
      const [row] = await platform.dataSource.query<{ id: string }[]>(
        `INSERT INTO organisations (kind, name, fictional) VALUES ('adviser', $1, true) RETURNING id`,
        [name],
      );
      return row!.id;
    };
    const makers: Record<string, (name: string) => Promise<string>> = {
      council: (name) => given.council('ZUSE', name),
      'spin-out': (name) => given.spinOut(name),
      adviser,
    };
    const usesIn = (page: string): string => /id="uses".*?<\/section>/s.exec(page)?.[0] ?? '';

    const usesOf = async (id: string, by: Member | null) =>
      (await api('get', id, 'uses', by)).body.items as { id: string; what: string | null; own: boolean }[];

    it.each<[string, () => Member | null, number]>([
      ['nobody', () => null, 401],
      ['a suspended member', () => suspended, 401],
      ['its author', () => author, 201],
      ['another member', () => member, 201],
      ['a moderator', () => moderator, 201],
    ])('%s may say so', async (_who, who, status) => {
      const { id } = await published();
      expect((await api('post', id, 'uses', who(), USE)).status).toBe(status);
    });

    it.each([
      ['public', [true, true, true, true]],
      ['network', [false, true, true, true]],
      ['private', [false, false, false, true]],
    ] as const)(
      'a %s one is seen by nobody signed in, a member, the author, whoever wrote it: %j',
      async (audience, seen) => {
        const { id } = await published();
        const use = { ...USE, audience, publicLine: 'Our board read it.', organisation: 'Zebra Trust' };
        await api('post', id, 'uses', member, use);
        for (const [i, who] of [null, other, author, member].entries()) {
          const items = await usesOf(id, who);
          expect(items).toHaveLength(seen[i] ? 1 : 0);
          const pages = [await textOf(`/case-notes/${id}/uses`, who), await textOf(`/case-notes/${id}`, who)];
          expect(pages[0]!.includes('Zebra Trust')).toBe(seen[i]);
          expect(pages[1]!.includes('Used by 1 organisation')).toBe(seen[i]);
          // What they did with it is for members.
          if (seen[i]) expect(items[0]!.what === null).toBe(who === null);
          expect(pages[0]!.includes(USE.what)).toBe(seen[i] && who !== null);
        }
      },
    );

    it.each([
      ['council', '/councils/ZUSE'],
      ['spin-out', '/spin-outs/'],
      ['adviser', '/organisations/'],
    ])('stands on the page of the %s that used it where it is public, in three statements', async (kind, path) => {
      const user = await platform.given.member({ name: 'Uma' });
      const name = `Users who are a ${kind}`;
      const used = await makers[kind]!(name);
      await platform.dataSource.query(
        `INSERT INTO memberships (person_id, organisation_id, verified_at) VALUES ($1, $2, now())`,
        [user.id, used],
      );
      const title = (audience: string): string => `A note with a ${audience} use by the ${kind}`;
      const record = async (audience: string): Promise<string> => {
        const { id } = await published({ title: title(audience) });
        const use = { ...USE, organisation: name, audience, publicLine: 'Our board read it.' };
        expect((await api('post', id, 'uses', user, use)).status).toBe(201);
        return id;
      };
      const address = path.endsWith('/') ? path + used : path;
      expect(await textOf(address)).not.toContain('Case notes used here');
      const shown = await record('public');
      for (const audience of ['network', 'private']) await record(audience);

      for (const who of [null, other, user]) {
        const uses = usesIn(await textOf(address, who));
        expect(uses).toContain(title('public'));
        expect(uses).not.toContain(title('network'));
        expect(uses).not.toContain(title('private'));
        expect([uses.includes('Our board read it.'), uses.includes(USE.what)]).toEqual([who === null, who !== null]);
      }
      const statements = await statementsOf(platform.dataSource, () => textOf(address));
      expect(statements.length).toBeLessThanOrEqual(3);
      await platform.api('post', `/case-notes/${shown}/withdraw`, author).send({ reason: 'Wrong' });
      expect(await textOf(address)).not.toContain('Case notes used here');
    });

    it('counts an organisation once, and what came of it', async () => {
      const { id } = await published();
      for (const organisation of ['Fenmarch', 'fenmarch', 'Otterby']) {
        await api('post', id, 'uses', member, { ...USE, organisation });
      }
      const [use] = await usesOf(id, member);
      const told = await form(`/case-notes/${id}/uses/${use!.id}/outcome`, member, {
        outcome: 'better',
        words: 'Quicker.',
      });
      expect(told.status).toBe(303);
      const page = await textOf(`/case-notes/${id}`);
      expect(page).toContain('Used by 2 organisations. What came of it: 1 better.');
      expect(await textOf(`/case-notes/${id}/uses`)).toContain('Quicker.');
    });

    it.each<[string, object, string]>([
      ['no organisation', { organisation: '' }, 'organisation'],
      ['a day ahead', { usedOn: '2999-01-01' }, 'usedOn'],
      ['nobody to see it', { audience: '' }, 'audience'],
    ])('%s is refused on the page, with a link to the field', async (_what, over, name) => {
      const { id } = await published();
      const { status, text } = await form(`/case-notes/${id}/uses`, member, { ...USE, ...over });
      expect([status, text.includes(`href="#${name}"`)]).toEqual([422, true]);
    });

    it('sent twice is one; and is taken back by whoever wrote it alone', async () => {
      const { id } = await published();
      const fields = { _once: 'u-1', ...USE };
      await form(`/case-notes/${id}/uses`, member, fields);
      await form(`/case-notes/${id}/uses`, member, fields);
      const [use, ...more] = await usesOf(id, member);
      expect(more).toEqual([]);
      for (const who of [other, author, moderator]) {
        expect((await api('delete', id, `uses/${use!.id}`, who)).status).toBe(404);
        expect((await api('put', id, `uses/${use!.id}/outcome`, who, { outcome: 'worse' })).status).toBe(404);
        expect((await platform.page('get', `/case-notes/${id}/uses/${use!.id}`, who)).status).toBe(404);
      }
      expect((await api('delete', id, `uses/${use!.id}`, member)).status).toBe(204);
      expect(await usesOf(id, member)).toEqual([]);
    });

    it('is asked about once after half a year, by as many clocks as there are', async () => {
      const title = 'A note that somebody used half a year ago';
      const { id } = await published({ title });
      const withdrawn = await published({ title: 'A note used, then withdrawn' });
      for (const note of [id, withdrawn.id]) await api('post', note, 'uses', other, USE);
      const [use] = await usesOf(id, other);
      const transactions = new Transactions(platform.dataSource);
      const service = new UsesService(transactions, new Notifications(transactions));
      await service.askDue();
      expect(await noticesOf(other, title)).toEqual([]);

      await platform.api('post', `/case-notes/${withdrawn.id}/withdraw`, author).send({ reason: 'Wrong' });
      await platform.dataSource.query(`UPDATE case_note_uses SET ask_at = ask_at - interval '6 months'`);
      await Promise.all([service.askDue(), service.askDue()]);
      await service.askDue();
      expect(await noticesOf(other, title)).toHaveLength(1);
      expect(await noticesOf(other, 'then withdrawn')).toEqual([]);
      expect(await textOf(`/case-notes/${id}/uses/${use!.id}`, other)).toContain('What came of it?');
    });
  });

  describe('the right of reply', () => {
    const REPLY = { body: 'We count **visits** at the door.' };
    const ask = (id: string, by: Member | null) => api('post', id, 'replies', by, REPLY);
    const repliesOf = async (id: string, by: Member | null) =>
      (await api('get', id, 'replies', by)).body.items as { id: string; status: string }[];

    it.each<[string, () => Member | null, number, number, number]>([
      ['nobody', () => null, 401, 0, 401],
      ['its author', () => author, 403, 0, 403],
      ['another member', () => member, 403, 0, 403],
      ['an editor of the council', () => editor, 201, 1, 403],
      ['a moderator', () => moderator, 403, 1, 204],
    ])('%s: asking, seeing that it was asked, deciding', async (_who, who, asking, seeing, deciding) => {
      const { id } = await published();
      expect((await ask(id, who())).status).toBe(asking);
      if (asking !== 201) await ask(id, editor);
      expect(await queued(id)).toBe(1);
      expect(await repliesOf(id, who())).toHaveLength(seeing);
      expect((await textOf(`/case-notes/${id}`, who())).includes('at the door')).toBe(false);
      const [reply] = await repliesOf(id, editor);
      const decision = { decision: 'attach' };
      expect((await api('post', id, `replies/${reply!.id}/decision`, who(), decision)).status).toBe(deciding);
    });

    it('stands beside the note with its organisation and day, once a moderator put it there', async () => {
      const { id } = await published({ title: 'A note that a council replied to' });
      expect((await form(`/case-notes/${id}/replies`, editor, REPLY)).status).toBe(303);
      expect((await ask(id, editor)).body.code).toBe('case-notes.reply-under-way');
      const [reply] = await repliesOf(id, editor);
      const decide = (by: Member) => api('post', id, `replies/${reply!.id}/decision`, by, { decision: 'attach' });
      const answers = await Promise.all([decide(moderator), decide(colleague)]);
      expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['204', '409']);

      const page = await textOf(`/case-notes/${id}`);
      expect(page).toMatch(/Resmarch County Council replied to this note/);
      expect(page).toContain('<strong>visits</strong>');
      expect(await queued(id)).toBe(0);
      expect(await noticesOf(author, 'a council replied to')).toContain(
        'An organisation replied to your case note: A note that a council replied to',
      );
      expect(await noticesOf(editor, 'a council replied to')).toHaveLength(1);
    });

    it('of an organisation that the note is not about is refused', async () => {
      const { id } = await given.published(author, moderator);
      expect((await ask(id, editor)).status).toBe(403);
      expect(await textOf(`/case-notes/${id}/responses`, editor)).not.toContain('Right of reply');
    });

    it('that is declined is shown to whoever asked and moderators alone', async () => {
      const { id } = await published();
      await ask(id, editor);
      const [reply] = await repliesOf(id, editor);
      await api('post', id, `replies/${reply!.id}/decision`, moderator, {
        decision: 'decline',
        note: 'Names somebody.',
      });
      for (const [who, seen] of [
        [null, 0],
        [author, 0],
        [member, 0],
        [editor, 1],
        [moderator, 1],
      ] as const) {
        expect(await repliesOf(id, who)).toHaveLength(seen);
      }
    });
  });

  describe('a right of reply without an account', () => {
    const REQUEST = {
      organisation: 'Otterby Savings Bank',
      role: 'Company secretary',
      email: 'secretary@otterby.example',
      body: 'We never lent them **a penny**.',
    };
    const at = (id: string): string => `/case-notes/${id}/right-of-reply`;
    const forget = () =>
      platform.dataSource.query(`DELETE FROM rate_limits WHERE key LIKE 'case-notes.reply-requests:%'`);
    const request = async (id: string, over: object = {}, by: Member | null = null): Promise<string> => {
      await forget();
      const { status, headers } = await form(at(id), by, { ...REQUEST, ...over });
      expect(status).toBe(303);
      return /sent=(RR-[A-Z2-9]{8})$/.exec(headers['location'] as string)![1]!;
    };
    const waiting = async (id: string): Promise<number> => {
      const [row] = await platform.dataSource.query(
        `SELECT count(*)::int AS n FROM case_note_replies WHERE case_note_id = $1 AND reference IS NOT NULL`,
        [id],
      );
      return row.n as number;
    };

    it('reaches the queue of the moderators with its reference, and stands beside the note once attached', async () => {
      const { id } = await published({ title: 'A note that names a bank' });
      expect(await textOf(`/case-notes/${id}`)).toContain(`href="${at(id)}"`);
      const reference = await request(id);
      expect(await textOf(`${at(id)}?sent=${reference}`)).toContain(reference);
      expect(await queued(id)).toBe(1);
      expect(await textOf('/moderation', moderator)).toContain(reference);

      const seen = await textOf(`/case-notes/${id}/responses`, moderator);
      for (const part of [reference, REQUEST.organisation, REQUEST.role, REQUEST.email]) expect(seen).toContain(part);
      for (const who of [null, member, author, editor]) {
        const pages = [
          await textOf(`/case-notes/${id}`, who),
          JSON.stringify((await api('get', id, 'replies', who)).body),
        ];
        if (who !== null) pages.push(await textOf(`/case-notes/${id}/responses`, who));
        for (const page of pages) expect(page).not.toMatch(/otterby|penny|RR-/i);
      }

      const [{ id: reply }] = await platform.dataSource.query(`SELECT id FROM case_note_replies WHERE reference = $1`, [
        reference,
      ]);
      const decide = (by: Member) => form(`/case-notes/${id}/replies/${reply}/decision`, by, { decision: 'attach' });
      expect((await decide(member)).status).not.toBe(303);
      expect((await decide(moderator)).status).toBe(303);
      const page = await textOf(`/case-notes/${id}`);
      expect(page).toContain('Otterby Savings Bank replied to this note');
      expect(page).toContain('<strong>a penny</strong>');
      expect(page).not.toMatch(/secretary|RR-/i);
      expect(await queued(id)).toBe(0);
      expect(await noticesOf(author, 'names a bank')).toContain(
        'An organisation replied to your case note: A note that names a bank',
      );
    });

    it('sent twice is asked once; other words are another request', async () => {
      const { id } = await published();
      const references = await Promise.all([request(id), request(id)]);
      references.push(await request(id, { email: 'SECRETARY@otterby.example' }));
      expect(new Set(references).size).toBe(1);
      expect(await request(id, { body: 'And another thing.' })).not.toBe(references[0]);
      expect(await waiting(id)).toBe(2);
    });

    it('answers the same whether the address has an account or not', async () => {
      const { id } = await published();
      const plain = (text: string): string => text.replaceAll(/RR-[A-Z2-9]{8}|nonce="[^"]+"/g, '');
      const known = await textOf(`${at(id)}?sent=${await request(id, { email: member.email })}`);
      const unknown = await textOf(`${at(id)}?sent=${await request(id, { email: 'nobody@otterby.example' })}`);
      expect(plain(known)).toBe(plain(unknown));
    });

    it.each([
      ['organisation', ''],
      ['organisation', 'x'.repeat(201)],
      ['role', ''],
      ['role', 'x'.repeat(121)],
      ['email', 'not an address'],
      ['body', ''],
      ['body', 'x'.repeat(4_001)],
    ])('with a wrong %s comes back with what was typed and a link to the field', async (name, value) => {
      const { id } = await published();
      const { status, text } = await form(at(id), null, { ...REQUEST, [name]: value });
      expect([status, text.includes(`href="#${name}"`)]).toEqual([422, true]);
      expect(text).toContain(name === 'role' ? REQUEST.organisation : 'Company secretary');
      expect(await waiting(id)).toBe(0);
    });

    it.each(['draft', 'submitted', 'withdrawn'] as const)('is not asked for of a %s note', async (status) => {
      const { id } = await (status === 'withdrawn' ? given.withdrawn(author, moderator) : given[status](author));
      await forget();
      for (const who of [null, author]) {
        expect((await platform.page('get', at(id), who)).status).toBe(404);
        expect((await form(at(id), who, REQUEST)).status).toBe(404);
      }
    });

    it('has so many that wait at one note and no more', async () => {
      const { id } = await published();
      for (let i = 0; i < 20; i += 1) await request(id, { body: `Reason ${i}` });
      expect((await form(at(id), null, { ...REQUEST, body: 'One more' })).status).toBe(409);
      expect(await waiting(id)).toBe(20);
    });

    it('shows nothing of an address but a reference that could be one', async () => {
      const { id } = await published();
      for (const sent of ['RR-<b>', 'x', 'RR-ABC', 'sent=1']) {
        expect(await textOf(`${at(id)}?sent=${encodeURIComponent(sent)}`)).toContain('What is wrong?');
      }
    });

    it('is limited by the network that it comes from', async () => {
      const { id } = await published();
      await forget();
      const statuses: number[] = [];
      for (let i = 0; i < 6; i += 1) {
        const fields = { ...REQUEST, email: `person${i}@otterby.example`, body: `Reason ${i}` };
        statuses.push((await form(at(id), null, fields)).status);
      }
      expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
      expect(await waiting(id)).toBe(5);
    });
  });

  describe('related notes', () => {
    const relatedOf = async (id: string, by: Member | null = null) =>
      (await api('get', id, 'related', by)).body.items as {
        id: string;
        why: string | null;
        otherService: boolean;
      }[];

    it('K10: are up to three with the reason in words, one of another service where a topic is the same', async () => {
      const about = { serviceAreas: ['culture'], topics: ['pensions'] };
      const { id } = await published(about);
      for (let i = 0; i < 4; i += 1) await published({ ...about, title: `Museums of the same kind, number ${i}` });
      const cousin = await published({
        serviceAreas: ['youth'],
        topics: ['pensions'],
        title: 'Youth, and a pension bond',
      });
      const related = await relatedOf(id);
      expect(related).toHaveLength(3);
      expect(related.map((row) => row.id)).not.toContain(id);
      expect(related.filter(({ otherService }) => otherService).map((row) => row.id)).toEqual([cousin.id]);
      const page = (await textOf(`/case-notes/${id}`)).replace(/\s+/g, ' ');
      expect(page).toMatch(
        /Youth, and a pension bond<\/a> ?<p class="wm-nil">From another service, [^:]+: same topic, /,
      );
      expect(page).toMatch(/Also arts, museums and heritage, also at /);
    });

    it('are suggested by members and accepted by the author or a moderator who did not', async () => {
      const lonely = { serviceAreas: ['fire-rescue'], topics: [] };
      const { id } = await published(lonely);
      const next = await published({ serviceAreas: ['parks'], topics: [], title: 'Parks, of all things' });
      const body = { note: `/case-notes/${next.id}`, why: 'the same pension problem' };
      const decide = (by: Member | null, decision = 'accept') =>
        api('post', id, `related/${next.id}/decision`, by, { decision });

      expect((await api('post', id, 'related', null, body)).status).toBe(401);
      expect((await form(`/case-notes/${id}/related`, moderator, body)).status).toBe(303);
      expect((await api('post', id, 'related', other, body)).status).toBe(409);
      expect(await relatedOf(id)).toEqual([]);
      for (const [who, status] of [
        [null, 401],
        [other, 403],
        [moderator, 403],
        [author, 204],
      ] as const) {
        expect([status, (await decide(who)).status]).toEqual([status, status]);
      }
      expect((await decide(colleague)).status).toBe(409);
      expect(await relatedOf(id)).toMatchObject([{ id: next.id, why: 'the same pension problem' }]);
      expect(await textOf(`/case-notes/${id}`)).toContain('Put here by people: the same pension problem');

      await platform.api('post', `/case-notes/${next.id}/withdraw`, author).send({ reason: 'Wrong' });
      expect(await relatedOf(id)).toEqual([]);
    });

    it.each<[string, (id: string, draft: string) => string]>([
      ['itself', (id) => id],
      ['a draft', (_id, draft) => draft],
      ['no note', () => 'https://x.example/'],
    ])('are never %s', async (_what, named) => {
      const { id } = await published();
      const draft = await given.draft(author);
      const { status, text } = await form(`/case-notes/${id}/related`, member, { note: named(id, draft.id), why: 'x' });
      expect([status, text.includes('href="#note-related"')]).toEqual([422, true]);
    });
  });

  it('takes at most three statements a page, session and all', async () => {
    const { id } = await published();
    await mark(id, member, 'disputed');
    await api('post', id, 'uses', member, USE);
    for (const path of ['', '/responses', '/uses']) {
      for (const who of [member, author, moderator]) {
        const seen = await statementsOf(platform.dataSource, () => textOf(`/case-notes/${id}${path}`, who));
        expect([path, seen.length <= 3]).toEqual([path, true]);
      }
    }
  });

  it.each<[string, typeof PHONE, () => (Member | null)[]]>([
    ['a desk', DESKTOP, () => [moderator, null]],
    ['a phone', PHONE, () => [member, null]],
  ])('is on pages without a fault of axe on %s, with nothing to scroll sideways', async (_where, viewport, who) => {
    const { id } = await published();
    await mark(id, member, 'disputed');
    await mark(id, other, 'out-of-date');
    await api('post', id, 'uses', member, USE);
    await api('post', id, 'replies', editor, { body: 'Our side.' });
    await api('post', id, 'related', member, { note: (await published()).id, why: 'alike' });
    const browser = await openBrowser(platform.url);
    try {
      for (const by of who()) {
        const { page } = await browser.person(by, { viewport });
        for (const path of by ? ['', '/responses', '/uses', '/right-of-reply'] : ['/uses', '/right-of-reply']) {
          await page.goto(`/case-notes/${id}${path}`);
          expect([path, await faults(page), await overflows(page)]).toEqual([path, [], false]);
        }
      }
      expect(browser.errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
