import { caseNotesGiven, NOTE } from '../api/case-notes.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const LATER = '2999-01-01';
const SECRET = /888,?888|Zebra/;

describe('the versions of a case note', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let member: Member;
  let moderator: Member;
  const [outcome, money] = [NOTE.outcomes[0]!, NOTE.money[0]!];
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti Ashgrove' });
    member = await platform.given.member({ name: 'Ben' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(() => platform.stop());

  /** A changed text, published in the place of the note. */
  const changed = async (id: string, over: object): Promise<void> => {
    const { body } = await platform.api('post', `/case-notes/${id}/revisions`, author);
    expect((await platform.api('patch', `/case-notes/${body.id}`, author).send(over)).status).toBe(200);
    await platform.api('post', `/case-notes/${body.id}/submit`, author);
    expect((await platform.api('post', `/case-notes/${body.id}/publish`, moderator)).status).toBe(200);
  };
  const numbers = async (id: string, by: Member | null): Promise<number[] | number> => {
    const { status, body } = await platform.api('get', `/case-notes/${id}/versions`, by);
    return status === 200 ? (body.items as { version: number }[]).map(({ version }) => version) : status;
  };
  const textOf = async (path: string, by: Member | null = null): Promise<string> => {
    const { status, text } = await platform.page('get', path, by);
    expect([path, status]).toEqual([path, 200]);
    return text;
  };

  describe('who may see them', () => {
    // Versions 1 and 2 were never public: a draft, and the same text submitted.
    it.each([
      ['a draft', 'draft', [1], 404, 404],
      ['a submitted note', 'submitted', [2, 1], 404, [2, 1]],
      ['a published note', 'published', [3, 2, 1], [3], [3, 2, 1]],
      ['a withdrawn note', 'withdrawn', [4, 3, 2, 1], [], [4, 3, 2, 1]],
    ] as const)('%s', async (_what, kind, forAuthor, forOthers, forModerators) => {
      const { id } = await (kind === 'draft' || kind === 'submitted'
        ? given[kind](author)
        : given[kind](author, moderator));

      expect(await numbers(id, author)).toEqual(forAuthor);
      expect(await numbers(id, moderator)).toEqual(forModerators);
      for (const outsider of [null, member]) {
        expect(await numbers(id, outsider)).toEqual(forOthers);
        const list = await platform.page('get', `/case-notes/${id}/versions`, outsider);
        expect(list.status).toBe(forOthers === 404 ? 404 : 200);
        for (const version of [1, 2, 3, 4]) {
          const seen = forOthers !== 404 && (forOthers as readonly number[]).includes(version);
          for (const { status } of [
            await platform.page('get', `/case-notes/${id}/versions/${version}`, outsider),
            await platform.api('get', `/case-notes/${id}/versions/${version}/changes`, outsider),
          ]) {
            expect([version, status]).toEqual([version, seen ? 200 : 404]);
          }
        }
      }
    });

    it('a moderator’s words stand in them for the author and moderators alone', async () => {
      const { id } = await given.withdrawn(author, moderator);
      const words = 'The council asked for a check';
      for (const who of [author, moderator]) expect(await textOf(`/case-notes/${id}/versions`, who)).toContain(words);
      expect(await textOf(`/case-notes/${id}/versions`, member)).not.toContain(words);
    });

    it('what was withdrawn does not come back with the text that took its place', async () => {
      const { id } = await given.withdrawn(author, moderator, { whatWentWrong: 'Named somebody by mistake.' });
      await changed(id, { whatWentWrong: 'Nothing to add.' });

      expect(await numbers(id, null)).toEqual([5]);
      expect(await numbers(id, author)).toEqual([5, 4, 3, 2, 1]);
      expect((await platform.api('get', `/case-notes/${id}/versions/5/changes?from=3`, member)).status).toBe(404);
      expect(await textOf(`/case-notes/${id}/versions/5`)).not.toContain('Named somebody');
    });

    it.each([
      ['a version that is not there', '/versions/99'],
      ['a number too large', '/versions/99999999999'],
      ['no number', '/versions/abc'],
      ['one to compare with that is not there', '/versions/3?from=98'],
    ])('%s is not found', async (_what, path) => {
      const { id } = await given.published(author, moderator);
      expect((await platform.page('get', `/case-notes/${id}${path}`, author)).status).toBe(404);
    });
  });

  describe('figures that are confidential', () => {
    const surfaces = (id: string, newest: number): string[] => [
      `/case-notes/${id}`,
      `/case-notes/${id}/versions`,
      `/case-notes/${id}/versions/${newest}`,
      `/case-notes/${id}/versions/${newest}?from=3`,
      `/api/v1/case-notes/${id}`,
      `/api/v1/case-notes/${id}/versions`,
      `/api/v1/case-notes/${id}/versions/${newest}/changes`,
      `/api/v1/case-notes/${id}/versions/${newest}/changes?from=3`,
    ];
    const secrets = async (id: string, newest: number, by: Member | null): Promise<string[]> => {
      const found: string[] = [];
      for (const path of surfaces(id, newest)) {
        const { status, text } = path.startsWith('/api/v1')
          ? await platform.api('get', path.slice('/api/v1'.length), by)
          : await platform.page('get', path, by);
        expect([path, status]).toEqual([path, 200]);
        if (SECRET.test(text)) found.push(path);
      }
      return found;
    };
    const secretMoney = { ...money, label: 'Zebra', amount: '888888', confidentialUntil: LATER };

    it.each<[string, object, object]>([
      ['from the beginning', { money: [money, secretMoney] }, { summary: 'Said otherwise.' }],
      [
        'from the second version on',
        { money: [money, { ...secretMoney, confidentialUntil: null }] },
        { money: [money, secretMoney] },
      ],
      [
        'under another name later',
        { money: [{ ...secretMoney, confidentialUntil: null }] },
        { money: [{ ...secretMoney, label: 'Cost', amount: '5' }] },
      ],
      [
        'beside an open one of the same name',
        { money: [{ ...secretMoney, label: 'Cost', confidentialUntil: null }] },
        {
          money: [
            { ...secretMoney, label: 'Cost' },
            { ...money, label: 'Cost' },
          ],
        },
      ],
      ['and gone from the text later', { money: [money, secretMoney] }, { money: [money] }],
      [
        'as a measure',
        { outcomes: [{ ...outcome, name: 'Zebra' }] },
        { outcomes: [{ ...outcome, name: 'Zebra', confidentialUntil: LATER }] },
      ],
    ])('%s: on no page and in no answer for others, in a version or between two', async (_when, first, second) => {
      const { id } = await given.published(author, moderator, first);
      await changed(id, second);
      for (const outsider of [null, member]) expect(await secrets(id, 4, outsider)).toEqual([]);
      for (const insider of [author, moderator]) expect(await secrets(id, 4, insider)).not.toEqual([]);
    });

    it('stay out of earlier versions while the clock has still to open another figure', async () => {
      const { id } = await given.published(author, moderator, { money: [{ ...secretMoney, confidentialUntil: null }] });
      await changed(id, { money: [secretMoney, { ...money, label: 'Open today', confidentialUntil: LATER }] });
      const today = new Date().toISOString().slice(0, 10);
      await platform.dataSource.query(
        `UPDATE money_figures SET confidential_until = $2 WHERE case_note_id = $1 AND label = 'Open today'`,
        [id, today],
      );
      await platform.dataSource.query(`UPDATE case_notes SET figures_open_on = $2 WHERE id = $1`, [id, today]);

      expect(await secrets(id, 4, member)).toEqual([]);
    });
  });

  describe('what changed', () => {
    it('is told by field, with words and figures each as they were and are', async () => {
      await given.council('ZVER', 'Verminster County Council');
      const { id } = await given.published(author, moderator, { council: 'ZVER' });
      await changed(id, {
        summary: 'Twelve libraries moved to a society run by their staff. It nearly ran short of cash.',
        outcomes: [{ ...outcome, laterValue: '12' }],
        money: [{ ...money, amount: '390000' }],
        stage: 'ended',
        topics: ['savings', 'tupe'],
        council: null,
      });

      const page = (await textOf(`/case-notes/${id}/versions/4`)).replace(/\s+/g, ' ');
      expect(page).toContain('What changed since version 3');
      const gone = (words: string): string => `Taken out: </b>${words}</del>`;
      const come = (words: string): string => `Put in: </b>${words}</ins>`;
      for (const part of [gone('out'), come('short'), gone('16.9'), come('12'), gone('£412,000'), come('£390,000')]) {
        expect(page).toContain(part);
      }
      expect(page).toContain(gone('Verminster'));
      expect(page).toContain(come('TUPE (staff transfer)'));
      expect(page).not.toContain('What happened</h3>');

      const { body } = await platform.api('get', `/case-notes/${id}/versions/4/changes`, null);
      expect(body).toMatchObject({ version: 4, by: 'moderator', before: { version: 3 } });
      expect((body.changes as { field: string }[]).map(({ field }) => field)).toEqual([
        'summary',
        'council',
        'stage',
        'topics',
        'outcomes',
        'money',
      ]);
    });

    it('says so where nothing did, and where there is nothing to compare with', async () => {
      const { id } = await given.published(author, moderator);
      expect(await textOf(`/case-notes/${id}/versions/3`, author)).toContain('No words and no figures changed.');
      expect(await textOf(`/case-notes/${id}/versions/3`)).toContain('nothing to compare it with');
    });

    it('goes on in pages, newest first', async () => {
      const { id } = await given.published(author, moderator);
      const first = await platform.api('get', `/case-notes/${id}/versions?limit=2`, author);
      const rest = await platform.api('get', `/case-notes/${id}/versions?limit=2&after=${first.body.next}`, author);
      const versions = [...first.body.items, ...rest.body.items].map(({ version }: { version: number }) => version);
      expect([versions, rest.body.next]).toEqual([[3, 2, 1], null]);
    });

    it('takes at most three statements, session and all', async () => {
      const { id } = await given.published(author, moderator);
      for (const path of [`/case-notes/${id}/versions`, `/case-notes/${id}/versions/3`]) {
        expect((await statementsOf(platform.dataSource, () => textOf(path, member))).length).toBeLessThanOrEqual(3);
      }
    });
  });

  describe('a withdrawn note', () => {
    it('says why, in what role, and what to read in its place, on its page and wherever it is cited', async () => {
      const next = await given.published(author, moderator, { title: 'The same libraries, told rightly' });
      const { id } = await given.published(author, moderator);
      const thread = await platform.given.thread(member, { body: `What of /case-notes/${id} ?` });
      const sent = await platform
        .page('post', `/case-notes/${id}/withdraw`, moderator)
        .type('form')
        .send({
          reason: 'The figures were of another year',
          replacedBy: `https://x.example/case-notes/${next.id}-the`,
        });
      expect(sent.status).toBe(303);

      const page = await textOf(`/case-notes/${id}`);
      expect(page).toMatch(/withdrawn on [^<]* by a moderator/);
      expect(page).toContain('The figures were of another year');
      for (const text of [page, await textOf(`/threads/${thread.id}`, member)]) {
        expect(text).toMatch(/Read in its place:[^]*The same libraries, told rightly/);
      }
      const { body } = await platform.api('get', `/case-notes/${id}`, null);
      expect(body).toMatchObject({ withdrawnBy: 'moderator', replacedBy: { id: next.id } });

      // And what took its place may go as well: then there is no link to it.
      await platform.api('post', `/case-notes/${next.id}/withdraw`, author).send({ reason: 'Mine to take back' });
      expect(await textOf(`/case-notes/${id}`)).not.toContain('Read in its place');
      expect(await textOf(`/case-notes/${next.id}`)).toMatch(/withdrawn on [^<]* by its author/);
    });

    it.each([
      ['no note', () => 'https://x.example/'],
      ['itself', (id: string) => id],
      ['a draft', (_id: string, draft: string) => draft],
    ])('is not replaced by %s', async (_what, named) => {
      const { id } = await given.published(author, moderator);
      const draft = await given.draft(moderator);
      const replacedBy = named(id, draft.id);
      const { status, text } = await platform
        .page('post', `/case-notes/${id}/withdraw`, author)
        .type('form')
        .send({ reason: 'Wrong', replacedBy });
      expect(status).toBe(422);
      expect(text).toContain('Enter the address of another published case note');
      expect((await platform.api('get', `/case-notes/${id}`, null)).body.status).toBe('published');
    });

    it('that comes back is replaced by nothing', async () => {
      const next = await given.published(author, moderator);
      const { id } = await given.published(author, moderator);
      await platform.api('post', `/case-notes/${id}/withdraw`, author).send({ reason: 'Wrong', replacedBy: next.id });
      await changed(id, { summary: 'Put right.' });
      const { body } = await platform.api('get', `/case-notes/${id}`, null);
      expect(body).toMatchObject({ status: 'published', replacedBy: null, withdrawnBy: null, withdrawnReason: null });
    });

    it('a published note names its licence', async () => {
      const { id } = await given.published(author, moderator);
      expect(await textOf(`/case-notes/${id}`)).toMatch(
        /Licence[^]{0,300}href="https:\/\/creativecommons.org\/licenses\/by\/4.0\/"[^>]*>CC BY 4.0/,
      );
    });
  });

  it('are pages without a fault of axe, and with nothing to scroll sideways', async () => {
    const { id } = await given.published(author, moderator);
    await changed(id, {
      summary: 'Another summary.',
      money: [{ ...money, label: 'Averyveryverylongwordthatcannotbebrokenanywhereatallbutmustnotscroll' }],
    });
    const browser = await openBrowser(platform.url);
    try {
      for (const viewport of [DESKTOP, PHONE]) {
        const { page } = await browser.person(author, { viewport });
        for (const path of ['/versions', '/versions/4?from=1']) {
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
