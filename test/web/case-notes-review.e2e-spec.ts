import { NOTE_PARTS } from '#libs/case-notes';
import { NOTE_SECTIONS } from '../../apps/web/case-notes/note-sections.ts';
import { caseNotesGiven } from '../api/case-notes.given.ts';
import { DESKTOP, faults, openBrowser, overflows, PHONE } from '../support/browser.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const COMMENT = { section: 'money', body: 'Which accounts is this from?' };

describe('the review of a case note', () => {
  let platform: TestPlatform;
  let given: ReturnType<typeof caseNotesGiven>;
  let author: Member;
  let member: Member;
  let moderator: Member;
  let colleague: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti Ashgrove' });
    member = await platform.given.member({ name: 'Ben' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    colleague = await platform.given.member({ name: 'Iris' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const comment = (id: string, by: Member | null, over: object = {}) =>
    platform.api('post', `/case-notes/${id}/review-comments`, by).send({ ...COMMENT, ...over });
  const commentsOf = async (id: string, by: Member | null) =>
    (await platform.api('get', `/case-notes/${id}/review-comments`, by)).body.items as {
      id: string;
      version: number;
      body: string;
      answeredAt: string | null;
      answer: string;
    }[];
  const form = (path: string, by: Member, fields: object = {}) =>
    platform.page('post', path, by).type('form').send(fields);
  const noticesOf = async (who: Member): Promise<string[]> => {
    const { body } = await platform.api('get', '/me/notifications', who);
    return (body.items as { title: string }[]).map(({ title }) => title);
  };

  it('divides a note as its form does', () => {
    expect(NOTE_SECTIONS.map(({ slug, title }) => [slug, title])).toEqual(Object.entries(NOTE_PARTS));
  });

  describe('who may comment, read and answer', () => {
    it.each<[string, () => Member | null, 201 | 401 | 403 | 404, number, number]>([
      ['nobody', () => null, 401, 401, 401],
      ['another member', () => member, 404, 404, 404],
      ['its author', () => author, 403, 200, 204],
      ['a moderator', () => moderator, 201, 200, 403],
      ['another moderator', () => colleague, 201, 200, 403],
    ])('%s', async (_who, who, commenting, reading, answering) => {
      const { id } = await given.submitted(author);
      const { body } = await comment(id, moderator);
      expect((await comment(id, who())).status).toBe(commenting);
      expect((await platform.api('get', `/case-notes/${id}/review-comments`, who())).status).toBe(reading);
      const answer = platform.api('post', `/case-notes/${id}/review-comments/${body.id}/answer`, who());
      expect((await answer.send({})).status).toBe(answering);
      const reviewing = await platform.page('get', `/case-notes/${id}/review`, who());
      expect(reviewing.status).toBe({ 401: 303, 404: 404, 403: 403, 201: 200 }[commenting]);
    });

    it('a moderator never on a note of their own, and a suspended one not at all', async () => {
      const own = await given.submitted(moderator);
      expect((await comment(own.id, moderator)).status).toBe(403);
      expect((await platform.page('get', `/case-notes/${own.id}/review`, moderator)).status).toBe(403);

      const { id } = await given.submitted(author);
      const suspended = await platform.given.member({ name: 'Sam' }, 'moderator');
      await platform.dataSource.query(
        `UPDATE accounts SET suspended_until = now() + interval '1 day' WHERE person_id = $1`,
        [suspended.id],
      );
      expect((await comment(id, suspended)).status).toBe(401);
    });

    it.each(['draft', 'published', 'withdrawn'] as const)('nobody on a %s note', async (status) => {
      const { id } = await (status === 'draft' ? given.draft(author) : given[status](author, moderator));
      expect((await comment(id, moderator)).status).toBe(status === 'draft' ? 404 : 409);
    });

    it('of a published note, comments are there for its author and moderators alone', async () => {
      const { id } = await given.submitted(author);
      await comment(id, moderator);
      await platform.api('post', `/case-notes/${id}/publish`, moderator);
      for (const outsider of [null, member]) {
        const { status } = await platform.api('get', `/case-notes/${id}/review-comments`, outsider);
        expect(status).toBe(outsider ? 404 : 401);
        expect((await platform.page('get', `/case-notes/${id}`, outsider)).text).not.toContain(COMMENT.body);
      }
      expect(await commentsOf(id, author)).toHaveLength(1);
    });
  });

  it('says beside Publish which comments are not answered yet, and publishes all the same', async () => {
    const { id } = await given.submitted(author);
    const decide = async () =>
      (await platform.page('get', `/case-notes/${id}/review`, moderator)).text
        .split('id="decide"')[1]!
        .replaceAll(/<[^>]+>/g, '');
    expect(await decide()).not.toContain('not answered yet');
    const { body } = await comment(id, moderator);
    await comment(id, moderator, { section: 'story' });
    await comment(id, colleague, { section: 'story' });
    expect(await decide()).toContain(`3 comments are not answered yet: “${NOTE_PARTS.money}”, “${NOTE_PARTS.story}”.`);

    await platform.api('post', `/case-notes/${id}/review-comments/${body.id}/answer`, author).send({});
    expect(await decide()).toContain(`2 comments are not answered yet: “${NOTE_PARTS.story}”.`);
    expect((await form(`/case-notes/${id}/publish`, moderator)).status).toBe(303);
    expect((await platform.api('get', `/case-notes/${id}`, null)).body.status).toBe('published');
  });

  it('keeps each comment with the version that it is about, and says so once that is past', async () => {
    const { id, version } = await given.submitted(author);
    await comment(id, moderator);
    await form(`/case-notes/${id}/return`, moderator, { comment: '' });
    expect((await platform.api('get', `/case-notes/${id}`, author)).body).toMatchObject({
      status: 'draft',
      reviewComment: 'See the comments on one section.',
    });
    await platform.api('patch', `/case-notes/${id}`, author).send({ summary: 'Put right.' });
    await platform.api('post', `/case-notes/${id}/submit`, author);

    expect(await commentsOf(id, moderator)).toMatchObject([{ version, body: COMMENT.body, answeredAt: null }]);
    expect((await platform.page('get', `/case-notes/${id}/review`, moderator)).text).toContain(`on version ${version}`);
  });

  it('takes comments with the decision to send it back, all or nothing', async () => {
    const { id } = await given.submitted(author);
    const returned = (body: object) => platform.api('post', `/case-notes/${id}/return`, moderator).send(body);
    expect((await returned({})).body).toMatchObject({ status: 422, code: 'case-notes.nothing-to-change' });
    expect((await returned({ comments: [{ section: 'nowhere', body: 'x' }] })).status).toBe(422);
    const both = [COMMENT, { section: 'story', body: 'Say who paid.' }];
    expect((await returned({ comments: both })).body.status).toBe('draft');
    expect((await commentsOf(id, author)).map(({ body }) => body)).toEqual([COMMENT.body, 'Say who paid.']);
    expect((await platform.api('get', `/case-notes/${id}`, author)).body.reviewComment).toBe(
      'See the comments on 2 sections.',
    );
  });

  it('tells the author once of each version, and leads to the sections', async () => {
    const { id } = await given.submitted(author, { title: 'A note with two comments on it' });
    await comment(id, moderator);
    await comment(id, colleague, { section: 'story' });
    const told = (await noticesOf(author)).filter((title) => title.includes('A note with two comments on it'));
    expect(told).toEqual(['A moderator commented on your case note: A note with two comments on it']);
  });

  it('takes the same comment twice as one, and two at once as two', async () => {
    const { id } = await given.submitted(author);
    const keyed = () => comment(id, moderator).set('idempotency-key', 'c-1');
    const [first, second] = [await keyed(), await keyed()];
    expect([first.status, second.body.id]).toEqual([201, first.body.id]);
    const fields = { _once: 'f-1', ...COMMENT };
    await form(`/case-notes/${id}/review-comments`, moderator, fields);
    await form(`/case-notes/${id}/review-comments`, moderator, fields);
    await Promise.all([comment(id, moderator), comment(id, colleague)]);
    expect(await commentsOf(id, author)).toHaveLength(4);
  });

  it('refuses a comment on a version that is past, and keeps its words on the page', async () => {
    const { id, version } = await given.submitted(author);
    await platform.api('patch', `/case-notes/${id}`, author).send({ summary: 'Changed meanwhile.' });

    expect((await comment(id, moderator).set('if-match', `"v${version}"`)).status).toBe(412);
    const stale = await form(`/case-notes/${id}/review-comments`, moderator, { ...COMMENT, _version: version });
    expect(stale.status).toBe(409);
    for (const words of ['Changed meanwhile.', COMMENT.body, 'Its author changed this note']) {
      expect(stale.text).toContain(words);
    }
    expect(await commentsOf(id, author)).toEqual([]);
  });

  it('shows a bad comment again at its section, with a link to its field', async () => {
    const { id } = await given.submitted(author);
    const { status, text } = await form(`/case-notes/${id}/review-comments`, moderator, { section: 'story', body: '' });
    expect(status).toBe(422);
    expect(text).toContain('<a href="#body-story">Enter what you ask or suggest</a>');
    expect(text).toContain('id="body-story"');
  });

  it('shows the author each comment at its section, to mark as answered, and moderators the answer', async () => {
    const { id } = await given.submitted(author);
    const { body } = await comment(id, moderator);
    await platform.api('post', `/case-notes/${id}/return`, moderator).send({ comment: 'One thing.' });

    expect((await platform.page('get', `/case-notes/${id}/tasks`, author)).text).toContain('1 comment to answer');
    expect((await platform.page('get', `/case-notes/${id}/tasks/money`, author)).text).toContain(COMMENT.body);
    expect((await platform.page('get', `/case-notes/${id}/tasks/story`, author)).text).not.toContain(COMMENT.body);

    const answered = await form(`/case-notes/${id}/review-comments/${body.id}/answer`, author, { answer: 'Page 4.' });
    expect([answered.status, answered.headers['location']]).toEqual([303, `/case-notes/${id}/tasks`]);
    expect((await platform.page('get', `/case-notes/${id}/tasks`, author)).text).toContain('All comments answered');
    await platform.api('post', `/case-notes/${id}/submit`, author);
    expect((await platform.page('get', `/case-notes/${id}/review`, moderator)).text).toContain('Page 4.');

    const elsewhere = await given.submitted(author);
    const wrong = platform.api('post', `/case-notes/${elsewhere.id}/review-comments/${body.id}/answer`, author);
    expect((await wrong.send({})).status).toBe(404);
  });

  it('takes at most three statements a page, session and all', async () => {
    const { id } = await given.submitted(author);
    await comment(id, moderator);
    for (const [path, by] of [
      [`/case-notes/${id}/review`, moderator],
      [`/case-notes/${id}/tasks`, author],
      [`/case-notes/${id}/tasks/money`, author],
    ] as const) {
      const seen = await statementsOf(platform.dataSource, async () => {
        expect((await platform.page('get', path, by)).status).toBe(200);
      });
      expect(seen.length).toBeLessThanOrEqual(3);
    }
  });

  it('is done by keyboard and form alone, on pages without a fault of axe', async () => {
    const { id } = await given.submitted(author);
    await comment(id, colleague);
    const browser = await openBrowser(platform.url);
    try {
      for (const viewport of [DESKTOP, PHONE]) {
        const { page } = await browser.person(moderator, { viewport, javaScriptEnabled: true });
        await page.goto(`/case-notes/${id}/review`);
        expect([await faults(page), await overflows(page)]).toEqual([[], false]);
        const { page: tasks } = await browser.person(author, { viewport });
        for (const path of ['tasks', 'tasks/money']) {
          await tasks.goto(`/case-notes/${id}/${path}`);
          expect([path, await faults(tasks), await overflows(tasks)]).toEqual([path, [], false]);
        }
      }
      const { page } = await browser.person(moderator, { javaScriptEnabled: false });
      await page.goto(`/case-notes/${id}/review`);
      await page.locator('summary', { hasText: 'Comment on “The story”' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Who wrote to the 71?');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Your comment is sent.').waitFor();
      expect((await commentsOf(id, author)).map(({ body }) => body)).toEqual([COMMENT.body, 'Who wrote to the 71?']);
      expect(browser.errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
