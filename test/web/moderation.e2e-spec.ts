import request from 'supertest';
import { caseNotesGiven } from '../api/case-notes.given.ts';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

const SECRET = 'Everyone knows that Dominic cooked the figures';

describe('the pages of moderation', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  let reporter: Member;
  let maya: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa Quillfeather' });
    dee = await platform.given.member({ name: 'Dee Marlowick', practitionerRole: 'finance' });
    reporter = await platform.given.member({ name: 'Sian Pellowe' });
    maya = await platform.given.member({ name: 'Maya Thistlewood' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const form = (path: string, by: Member | null, fields: Record<string, unknown>) =>
    platform.page('post', path, by).type('form').send(fields);
  const textOf = async (path: string, by: Member | null): Promise<string> =>
    (await platform.page('get', path, by)).text;
  const reply = async (over: Record<string, unknown> = {}) => {
    const thread = await platform.given.thread(rosa, over);
    return platform.given.reply(dee, thread.id, { body: SECRET });
  };
  const reported = async (by = reporter) => {
    const post = await reply();
    await form(`/posts/${post.id}/report`, by, { reason: 'defamatory', detail: 'Names somebody.' });
    const { body } = await platform.api('get', '/moderation/queue?limit=100', maya);
    const item = body.items.find(({ subjectId }: { subjectId: string }) => subjectId === post.id) as { id: string };
    return { ...post, reportId: item.id };
  };

  it('says where nothing waits', async () => {
    expect(await textOf('/moderation', maya)).toContain('Nothing to decide');
    expect(await textOf('/moderation/log', maya)).toContain('Nothing was decided yet');
    expect(await textOf('/moderation/suspended', maya)).toContain('Nobody is suspended');
  });

  it('thanks who reported a post where it stands, also beyond the first page of its discussion', async () => {
    const { id } = await platform.given.thread(rosa);
    for (let i = 0; i < 19; i += 1) await platform.given.reply(rosa, id);
    const { id: last } = await platform.given.reply(dee, id, { body: SECRET });
    const agent = request.agent(platform.url).set('cookie', reporter.cookie);
    const { text } = await agent
      .post(`/posts/${last}/report`)
      .type('form')
      .send({ reason: 'defamatory', detail: 'Names somebody.' })
      .redirects(2);
    expect(text.includes('Thank you. A moderator will look at this and decide.')).toBe(true);
    expect(text.includes('id="post-21"')).toBe(true);
  });

  it.each([
    ['/moderation', 303, 403, 200],
    ['/moderation/queue', 303, 403, 303],
    ['/moderation/log', 303, 403, 200],
    ['/moderation/suspended', 303, 403, 200],
    ['/moderation/posts/POST', 303, 403, 200],
    ['/moderation/people/PERSON', 303, 403, 200],
    ['/posts/POST/report', 303, 200, 200],
    ['/posts/019a0000-0000-7000-8000-000000000000/report', 303, 404, 404],
    ['/case-notes/019a0000-0000-7000-8000-000000000000/report', 303, 404, 404],
    ['/guidance/no-such-page/report', 303, 404, 404],
    ['/moderation/people/019a0000-0000-7000-8000-000000000000', 303, 403, 404],
  ])('%s: signed out %d, member %d, moderator %d', async (path, nobody, member, moderator) => {
    const address = path.replace('POST', (await reply()).id).replace('PERSON', dee.id);
    const statuses = [];
    for (const who of [null, reporter, maya]) statuses.push((await platform.page('get', address, who)).status);
    expect(statuses).toEqual([nobody, member, moderator]);
  });

  it('leads from the address that the API has to the queue, at the same item', async () => {
    const { headers } = await platform.page('get', '/moderation/queue', maya);
    expect(headers['location']).toBe('/moderation');
    const { reportId } = await reported();
    const at = await platform.page('get', `/moderation/queue?item=${reportId}&kind=report`, maya);
    expect(at.headers['location']).toBe(`/moderation?item=${reportId}&kind=report`);
  });

  it('leads a moderator from a person’s page to what can be done, and nobody else', async () => {
    const link = `/moderation/people/${dee.id}`;
    expect(await textOf(`/people/${dee.id}`, maya)).toContain(link);
    expect(await textOf(`/people/${dee.id}`, rosa)).not.toContain(link);
    expect(await textOf(`/people/${maya.id}`, maya)).not.toContain('/moderation/people/');
  });

  it('does not call a hidden answer accepted', async () => {
    const { id, threadId } = await reply();
    await platform.api('post', `/threads/${threadId}/accept`, rosa).send({ postId: id });
    expect(await textOf(`/threads/${threadId}`, rosa)).toContain('Accepted by the asker');
    const hide = { action: 'hide', subject: 'post', subjectId: id, reasonCode: 'defamatory', note: 'No source.' };
    await platform.api('post', '/moderation/actions', maya).send(hide);
    const text = await textOf(`/threads/${threadId}`, rosa);
    expect(text).toContain('A moderator hid this post');
    expect(text).not.toContain('Accepted by the asker');
  });

  it('takes a report once, and then says that it waits', async () => {
    const { id, threadId } = await reply();
    const address = `/posts/${id}/report`;
    expect(await textOf(address, reporter)).toContain('What is wrong?');

    const { status, headers } = await form(address, reporter, { reason: 'abusive' });

    expect([status, headers['location']]).toEqual([303, `/threads/${threadId}#post-2`]);
    const again = await textOf(address, reporter);
    expect(again).toContain('A moderator will decide, and you will be told.');
    expect(again).not.toContain('What is wrong?');
  });

  it('shows a bad report again with what was typed', async () => {
    const { id } = await reply();
    const missing = await form(`/posts/${id}/report`, reporter, { detail: 'Look at the second line' });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('<a href="#reason">Choose what is wrong</a>');
    expect(missing.text).toContain('Look at the second line');
    const other = await form(`/posts/${id}/report`, reporter, { reason: 'other' });
    expect([other.status, other.text.includes('<a href="#detail">Say what is wrong</a>')]).toEqual([422, true]);
  });

  it('offers the author to edit instead', async () => {
    const { id } = await reply();
    expect(await textOf(`/posts/${id}/report`, dee)).toContain('You wrote this yourself.');
  });

  it.each(['case note', 'guidance page'])('takes a report about a %s', async (what) => {
    const address = await (what === 'case note' ? caseNote() : guidance());
    if (what === 'guidance page') expect(await textOf(address, null)).toContain(`${address}/report`);
    expect(
      (await form(`${address}/report`, reporter, { reason: 'wrong', detail: 'The threshold changed.' })).status,
    ).toBe(303);
    expect(await textOf('/moderation', maya)).toContain('Wrong or out of date');
  });
  const caseNote = async () => `/case-notes/${(await caseNotesGiven(platform).published(rosa, maya)).id}`;
  const guidance = async () => {
    const page = { title: 'What section 33 lets you do', summary: 'Some. Not all.', body: 'Text', publish: true };
    return `/guidance/${(await platform.api('post', '/guidance', maya).send(page)).body.slug as string}`;
  };

  it('shows the text in question, why it was reported, by whom, and who wrote it, by first name and role', async () => {
    const { reportId } = await reported();
    const text = await textOf(`/moderation?item=${reportId}`, maya);
    for (const words of [
      SECRET,
      'Makes a claim without a source',
      '“Names somebody.”',
      'Sian, founder or lead',
      'Dee, finance lead',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/Marlowick|Pellowe/);
  });

  it('hides by form, once, with the rule; the author still sees the text and others a tombstone', async () => {
    const { id, threadId, reportId } = await reported();
    const fields = {
      _once: 'm-1',
      subject: 'post',
      subjectId: id,
      reportId,
      action: 'hide',
      reasonCode: 'defamatory',
      note: 'No source.',
    };

    const first = await form('/moderation', maya, fields);
    const again = await form('/moderation', maya, fields);
    const later = await form('/moderation', maya, { ...fields, _once: 'm-2' });

    expect([first, again, later].map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(later.headers['set-cookie']?.[0]).toContain('decided-already');
    const page = await textOf(`/threads/${threadId}`, reporter);
    expect(page).toContain(': makes a claim without a source.');
    expect(page).not.toContain(SECRET);
    expect(await textOf(`/threads/${threadId}`, dee)).toContain(SECRET);
    const log = await textOf('/moderation/log', maya);
    expect(log).toContain('Maya hid a post in');
    expect(log).toContain('“No source.”');
  });

  it('asks again for what is missing, beside the same item', async () => {
    const { id, reportId } = await reported();
    const fields = { subject: 'post', subjectId: id, reportId };
    const { status, text } = await form('/moderation', maya, { ...fields, note: 'Think about this' });
    expect(status).toBe(422);
    expect(text).toContain('<a href="#action">Choose what should happen</a>');
    expect(text).toContain('Think about this');
    expect(text).toContain(`name="reportId" value="${reportId}"`);
  });

  it('keeps, whatever rule stood in the form', async () => {
    const { id, reportId } = await reported();
    const fields = { subject: 'post', subjectId: id, reportId, action: 'keep', reasonCode: 'defamatory' };
    expect((await form('/moderation', maya, fields)).status).toBe(303);
    expect((await platform.api('get', `/posts/${id}`, rosa)).body.hidden).toBe(false);
  });

  it('shows who is looking at it', async () => {
    const { id, reportId } = await reported();
    const ines = await platform.given.member({ name: 'Ines Caldershaw' }, 'moderator');
    const claim = (by: Member) => form('/moderation/claim', by, { subject: 'post', subjectId: id, action: 'claim' });
    expect((await claim(maya)).status).toBe(303);
    expect(await textOf(`/moderation?item=${reportId}`, ines)).toContain('Maya is looking at this.');
    expect(await textOf(`/moderation?item=${reportId}`, maya)).toContain('Pass to a colleague');
    expect((await claim(ines)).headers['set-cookie']?.[0]).toContain('claimed-already');
  });

  it('leaves a moderator’s own post and report to another', async () => {
    const { reportId } = await reported(maya);
    const text = await textOf(`/moderation?item=${reportId}`, maya);
    expect(text).toContain('so another moderator decides');
    expect(text).not.toContain('Decide and tell them');
  });

  it('hides a post that nobody reported, and restores it', async () => {
    const { id, threadId } = await reply();
    const address = `/moderation/posts/${id}`;
    expect(await textOf(`/threads/${threadId}`, maya)).toContain(address);
    expect((await form(address, maya, { action: 'hide', reasonCode: 'spam' })).status).toBe(303);
    expect(await textOf(`/threads/${threadId}`, maya)).toContain('Look at it again');
    expect((await form(address, maya, { action: 'restore' })).status).toBe(303);
    expect(await textOf(`/threads/${threadId}`, reporter)).toContain(SECRET);
    expect((await form(address, maya, { action: 'hide' })).text).toContain(
      '<a href="#reasonCode">Choose the rule that it breaks</a>',
    );
  });

  it('suspends a person by form, lists them, and lets them back', async () => {
    const odo = await platform.given.member({ name: 'Odo Fennick' });
    const address = `/moderation/people/${odo.id}`;
    const bad = await form(address, maya, { action: 'suspend', reasonCode: 'abusive' });
    expect([bad.status, bad.text.includes('<a href="#until">')]).toEqual([422, true]);

    expect(
      (await form(address, maya, { action: 'suspend', reasonCode: 'abusive', until: inDays(9), note: 'Third time.' }))
        .status,
    ).toBe(303);

    expect((await platform.page('get', '/questions/new', odo)).status).toBe(303);
    expect(await textOf('/moderation/suspended', maya)).toContain('Odo, founder or lead');
    expect(await textOf(address, maya)).toContain('Lift the suspension');
    expect((await form(address, maya, { action: 'unsuspend', reasonCode: 'put-right' })).status).toBe(303);
    expect(await textOf('/moderation/suspended', maya)).not.toContain('Odo, founder or lead');
  });

  it('shows what was reported as plain text', async () => {
    const thread = await platform.given.thread(rosa);
    const post = await platform.given.reply(dee, thread.id, { body: '<img src=x onerror=alert(1)> **loud**' });
    await form(`/posts/${post.id}/report`, reporter, { reason: 'spam' });
    const text = await textOf(`/moderation/posts/${post.id}`, maya);
    expect(text).toContain('&lt;img src=x onerror=alert(1)> **loud**');
  });

  it('needs at most three statements a page', async () => {
    const { id, reportId } = await reported();
    for (const path of [
      `/moderation?item=${reportId}`,
      '/moderation/log',
      '/moderation/suspended',
      `/moderation/posts/${id}`,
      `/moderation/people/${dee.id}`,
      `/posts/${id}/report`,
    ]) {
      const statements = await statementsOf(platform.dataSource, () => platform.page('get', path, maya));
      expect([path, statements.length > 0 && statements.length <= 3]).toEqual([path, true]);
    }
  });
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
