import { caseNotesGiven } from '../api/case-notes.given.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const PAGE = {
  title: 'Ask for a pension guarantee before you set the price',
  summary: 'A bond can cost more than a year of surplus. Teams that asked first paid least.',
  body: '## What to ask for\n\nAsk for **pass-through**.\n\n## Who does what\n\nThe finance lead asks.',
  stage: 'business-plan',
};

describe('the pages of guidance', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  let editor: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa Quillfeather' });
    dee = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    editor = await platform.given.member(
      { name: 'Idris Vellacourt', practitionerRole: 'council_officer' },
      'subject_editor',
    );
  });
  afterAll(() => platform.stop());

  const form = (path: string, by: Member | null, fields: Record<string, unknown>) =>
    platform.page('post', path, by).type('form').send(fields);
  const textOf = async (path: string, by: Member | null = null): Promise<string> =>
    (await platform.page('get', path, by)).text;
  const published = async (over: Record<string, unknown> = {}): Promise<{ slug: string }> => {
    const { status, body } = await platform.api('post', '/guidance', editor).send({ ...PAGE, publish: true, ...over });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body as { slug: string };
  };
  const acceptedAnswer = async (over: Record<string, unknown> = {}) => {
    const thread = await platform.given.thread(rosa, over);
    const answer = await platform.given.reply(dee, thread.id, { body: 'Ask the fund first.\n\nThen ask the council.' });
    await platform.api('post', `/threads/${thread.id}/accept`, rosa).send({ postId: answer.id });
    return { threadId: thread.id, postId: answer.id };
  };

  it('saves a draft, and does not publish, on Enter in a field: that presses the first button of the form', async () => {
    const main = (await textOf('/guidance/new', editor)).split('action="/guidance"')[1] ?? '';
    const [first, second] = [...main.matchAll(/<button[^>]*>\s*([^<]*?)\s*<\/button>/g)];
    expect(first?.[1]).toBe('Save as draft');
    expect(first?.[0]).not.toContain('name="publish"');
    expect(second?.[1]).toBe('Publish');
  });

  it('turns an answer into a page by form, once, and both pages lead to each other', async () => {
    const { threadId, postId } = await acceptedAnswer();
    const fields = { _once: 'g-1', ...PAGE, postId, publish: 'yes' };

    const first = await form('/guidance', editor, fields);
    const again = await form('/guidance', editor, fields);

    expect([first.status, again.headers['location']]).toEqual([303, first.headers['location']]);
    const page = await textOf(first.headers['location']!, rosa);
    expect(page).toContain('Answer by Dee, finance lead');
    expect(page).toContain(`href="/threads/${threadId}#post-2"`);
    expect(page).not.toContain('Marlowick');
    const thread = await textOf(`/threads/${threadId}`, rosa);
    expect(thread).toContain('Became guidance');
    expect(thread).toContain(`href="${first.headers['location']}"`);
  });

  it('offers an editor to turn an accepted answer into guidance, and a member not', async () => {
    const { threadId, postId } = await acceptedAnswer();
    const link = `/guidance/new?post=${postId}`;
    expect(await textOf(`/threads/${threadId}`, editor)).toContain(link);
    expect(await textOf(`/threads/${threadId}`, dee)).not.toContain(link);
  });

  it('fills in the form from the answer, and says whose credit it is', async () => {
    const { postId } = await acceptedAnswer({
      audience: 'public',
      title: 'Which guarantee should we ask for?',
      stage: 'approval',
    });
    const text = await textOf(`/guidance/new?post=${postId}`, editor);
    expect(text).toContain('value="Which guarantee should we ask for?"');
    expect(text).toContain('&gt; Ask the fund first.\n&gt;\n&gt; Then ask the council.'.replaceAll('&gt;', '>'));
    expect(text).toContain('Dee, finance lead');
    expect(text).toMatch(/value="approval" selected|selected[^>]* value="approval"/);
  });

  it('leads back to the answer, however far down it stands', async () => {
    const { id } = await platform.given.thread(rosa);
    for (let number = 2; number <= 20; number += 1) await platform.given.reply(rosa, id);
    const answer = await platform.given.reply(dee, id);
    await platform.api('post', `/threads/${id}/accept`, rosa).send({ postId: answer.id });
    expect(await textOf(`/guidance/new?post=${answer.id}`, editor)).toContain(`href="/threads/${id}?number=21"`);
  });

  it('leaves the title of a members’ discussion to the editor', async () => {
    const { postId } = await acceptedAnswer({ title: 'Which guarantee did our council refuse?' });
    const text = await textOf(`/guidance/new?post=${postId}`, editor);
    expect(text).not.toContain('value="Which guarantee did our council refuse?"');
    expect(text).toContain('do not repeat its words');
  });

  it('fills in the form from a case note', async () => {
    const moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    const { id } = await caseNotesGiven(platform).published(rosa, moderator);
    const text = await textOf(`/guidance/new?caseNote=${id}`, editor);
    expect(text).toContain('Twelve libraries, one staff-led society');
    expect(text).toContain(`<input type="hidden" name="caseNoteId" value="${id}"`);
  });

  it('shows a bad form again with what was typed and where it comes from', async () => {
    const { postId } = await acceptedAnswer();
    const { status, text } = await form('/guidance', editor, { ...PAGE, title: 'Short', summary: '', postId });
    expect(status).toBe(422);
    expect(text).toContain('<a href="#title">The title must be 10 characters or more</a>');
    expect(text).toContain('<a href="#summary">Write the answer in two sentences</a>');
    expect(text).toContain('Ask for **pass-through**.');
    expect(text).toContain(`name="postId" value="${postId}"`);
  });

  it.each([
    ['/guidance/new', 303, 403, 200],
    ['/guidance/SLUG/edit', 303, 403, 200],
    ['/guidance/DRAFT', 404, 404, 200],
    ['/guidance/DRAFT/versions', 404, 404, 200],
  ])('%s: signed out %d, member %d, editor %d', async (path, nobody, member, byEditor) => {
    const { slug } = await published();
    const { body: draft } = await platform.api('post', '/guidance', editor).send(PAGE);
    const address = path.replace('SLUG', slug).replace('DRAFT', draft.slug as string);
    const statuses = [];
    for (const who of [null, rosa, editor]) statuses.push((await platform.page('get', address, who)).status);
    expect(statuses).toEqual([nobody, member, byEditor]);
  });

  it('shows the answer, the contents, who checked it and until when it is good', async () => {
    const { slug } = await published({ goodUntil: inDays(200), lawAsAt: '2026-11-01' });
    const text = await textOf(`/guidance/${slug}`);
    expect(text).toContain(`<p class="wm-lede">${PAGE.summary}</p>`);
    expect(text).toContain('<a class="govuk-link" href="#s-who-does-what">Who does what</a>');
    expect(text).toMatch(/Last checked \d+ \w+ \d{4} by Idris, subject editor/);
    expect(text).toMatch(/Good until \d+ \w+ \d{4}/);
    expect(text).toContain('Law as at 1 November 2026');
    expect(text).toContain('Idris, council officer');
    expect(text).not.toContain('Vellacourt');
    expect(text).not.toContain('wm-fresh--');
  });

  it.each([
    [20, 'wm-fresh--due', 'This is due for a check by'],
    [-3, 'wm-fresh--stale', 'This passed its date on'],
  ])('warns when it is good for %d days more', async (days, look, words) => {
    const { slug } = await published();
    await platform.dataSource.query(`UPDATE guidance_pages SET good_until = $2 WHERE slug = $1`, [slug, inDays(days)]);
    const text = await textOf(`/guidance/${slug}`);
    expect(text).toContain(look);
    expect(text).toContain(words);
  });

  it('groups the list by stage, in the order of the path', async () => {
    for (const stage of ['ended', 'idea', 'go-live'])
      await published({ title: `What to do first: ${stage}`, stage, topics: ['exit'] });
    const text = await textOf('/guidance?topic=exit');
    const headings = [...text.matchAll(/<h2 class="govuk-heading-m" id="stage-\d+">([^<]+)</g)].map(
      ([, heading]) => heading,
    );
    expect(headings).toEqual([
      'Stage 1. Idea',
      'Stage 8. Go-live',
      'Stage 13. Ended: closed, insourced, merged or sold',
    ]);
    expect(text).toContain('Remove filter: ');
  });

  it('falls back to the whole list where the query makes no sense', async () => {
    expect((await platform.page('get', '/guidance?stage=nowhere&after=%00')).status).toBe(200);
  });

  it('gives a feed of what is published', async () => {
    const { slug } = await published({ title: 'A page for the feed & for readers' });
    const { body: draft } = await platform
      .api('post', '/guidance', editor)
      .send({ ...PAGE, title: 'A draft that is not in the feed' });
    const { text, headers } = await platform.page('get', '/guidance.atom').buffer(true);
    expect(headers['content-type']).toContain('application/atom+xml');
    expect(text).toContain(`/guidance/${slug}"`);
    expect(text).toContain('A page for the feed &amp; for readers');
    expect(text).not.toContain(draft.slug);
  });

  it('shows both texts after a stale save, then takes the one that should stand', async () => {
    const { slug } = await published();
    const save = (version: number, body: string) =>
      form(`/guidance/${slug}/edit`, editor, { ...PAGE, _version: version, body });
    await save(1, 'Their words');

    const stale = await save(1, 'My words');

    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Their words');
    expect(stale.text).toContain('My words');
    expect(stale.text).toContain('name="_version" value="2"');
    expect((await save(2, 'My words')).status).toBe(303);
    expect(await textOf(`/guidance/${slug}`)).toContain('My words');
  });

  it('lists versions, tells what changed, and puts an old one back as a new one', async () => {
    const { slug } = await published();
    await form(`/guidance/${slug}/edit`, editor, {
      ...PAGE,
      _version: 1,
      body: PAGE.body.replace('pass-through', 'a guarantee'),
      note: 'The fund closed its policy',
    });

    const list = await textOf(`/guidance/${slug}/versions`, rosa);
    expect(list).toContain('The fund closed its policy');
    const second = await textOf(`/guidance/${slug}/versions/2`, rosa);
    expect(second).toContain('<del>Ask for **pass-through**.</del>');
    expect(second).toContain('<ins>Ask for **a guarantee**.</ins>');
    expect(second).not.toContain('Put this version back');

    const { status } = await form(`/guidance/${slug}/versions/1/restore`, editor, { _version: 2 });
    expect(status).toBe(303);
    expect(await textOf(`/guidance/${slug}`)).toContain('<strong>pass-through</strong>');
    expect(await textOf(`/guidance/${slug}/versions`)).toContain('Version 1 put back');
  });

  it('publishes, withdraws and checks by a button each', async () => {
    const { body: draft } = await platform.api('post', '/guidance', editor).send(PAGE);
    const address = `/guidance/${draft.slug as string}`;
    expect((await form(`${address}/publish`, editor, {})).status).toBe(303);
    expect((await platform.page('get', address)).status).toBe(200);
    expect((await form(`${address}/checked`, editor, { goodUntil: inDays(100) })).status).toBe(303);
    expect((await form(`${address}/checked`, editor, { goodUntil: 'soon' })).status).toBe(422);
    expect((await form(`${address}/withdraw`, editor, {})).status).toBe(303);
    expect((await platform.page('get', address)).status).toBe(404);
    expect(await textOf(address, editor)).toContain('This page was withdrawn.');
  });

  it('never trusts HTML in a body', async () => {
    const { slug } = await published({
      body: '## <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))',
    });
    const text = await textOf(`/guidance/${slug}`);
    expect(text).not.toMatch(/<img|<script>alert|href="javascript/);
  });

  it('needs at most three statements a page', async () => {
    const { postId } = await acceptedAnswer();
    const { slug } = await published({ postId });
    for (const path of [
      '/guidance',
      `/guidance/${slug}`,
      `/guidance/${slug}/versions`,
      `/guidance/${slug}/versions/1`,
      `/guidance/new?post=${postId}`,
    ]) {
      const statements = await statementsOf(platform.dataSource, () => platform.page('get', path, editor));
      expect([path, statements.length <= 3 && statements.length > 0]).toEqual([path, true]);
    }
  });
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
