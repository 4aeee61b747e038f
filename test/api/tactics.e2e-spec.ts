import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';
import { differences } from './search.given.ts';

describe('tactics and objections', () => {
  let platform: TestPlatform;
  let rosa: Member;
  let dee: Member;
  let moderator: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    rosa = await platform.given.member({ name: 'Rosa' });
    dee = await platform.given.member({ name: 'Dee', practitionerRole: 'finance' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  });
  afterAll(() => platform.stop());

  const tactic = async (over: Record<string, unknown> = {}): Promise<string> => {
    const row = {
      title: 'Bring the finance lead a baseline',
      situation: 'Each side counts from another cost.',
      move: 'Ask finance to write the cost of today.',
      author_id: rosa.id,
      status: 'published',
      published_at: new Date().toISOString(),
      ...over,
    };
    const columns = Object.keys(row).join(', ');
    const [made] = await platform.dataSource.query<{ id: string }[]>(
      `INSERT INTO tactics (${columns}) SELECT ${columns} FROM json_populate_record(NULL::tactics, $1) RETURNING id`,
      [JSON.stringify(row)],
    );
    return made!.id;
  };
  const objection = async (over: Record<string, unknown> = {}): Promise<string> => {
    const row = {
      title: 'We have no time for this',
      behind: 'The same people run the service.',
      answers: [
        { side: 'for', text: 'Ask for ten hours.' },
        { side: 'against', text: 'A saving within a year is out of reach.' },
      ],
      author_id: rosa.id,
      status: 'published',
      published_at: new Date().toISOString(),
      ...over,
    };
    const columns = Object.keys(row).join(', ');
    const [made] = await platform.dataSource.query<{ id: string }[]>(
      `INSERT INTO objections (${columns}) SELECT ${columns} FROM json_populate_record(NULL::objections, $1) RETURNING id`,
      [JSON.stringify(row)],
    );
    return made!.id;
  };
  const say = (by: Member, id: string, result: string, context?: string) =>
    platform.api('put', `/tactics/${id}/tried`, by).send({ result, context });

  it('K12: counts the three outcomes with their contexts, each member once, who may change it', async () => {
    const id = await tactic();
    await say(rosa, id, 'worked', 'Youth service, sixty staff').expect(200);
    await say(dee, id, 'failed').expect(200);
    await say(dee, id, 'partly', 'Home support').expect(200);

    const { body } = await platform.api('get', `/tactics/${id}`, dee);

    expect(body.tried).toEqual({ worked: 1, partly: 1, failed: 0, failedForMost: false });
    expect(body.mine).toEqual({ result: 'partly', context: 'Home support' });
    expect(body.contexts).toEqual([
      { result: 'partly', context: 'Home support', role: 'finance', fictional: false },
      { result: 'worked', context: 'Youth service, sixty staff', role: 'founder', fictional: false },
    ]);
    const { text } = await platform.page('get', `/tactics/${id}`);
    expect(text).toContain('Home support');
    expect(text).not.toContain('Dee');
  });

  it('K12: lists a tactic that failed for most like any other, and marks it', async () => {
    const id = await tactic({ title: 'Open with values and a film' });
    await say(rosa, id, 'failed').expect(200);
    await say(dee, id, 'failed').expect(200);
    await say(moderator, id, 'worked').expect(200);

    const { body } = await platform.api('get', '/tactics');

    expect(body.items.find((item: { id: string }) => item.id === id).tried).toMatchObject({
      failed: 2,
      failedForMost: true,
    });
    const { text } = await platform.page('get', '/tactics');
    expect(text).toMatch(/Open with values and a film[^]*Failed for most/);
  });

  it('takes what came of it from a form, and shows a bad form again', async () => {
    const id = await tactic();
    const bad = await platform.page('post', `/tactics/${id}/tried`, rosa).type('form').send({ context: 'Somewhere' });
    expect(bad.status).toBe(422);
    expect(bad.text).toMatch(/There is a problem[^]*Say whether it worked[^]*Somewhere/);
    const good = await platform.page('post', `/tactics/${id}/tried`, rosa).type('form').send({ result: 'worked' });
    expect([good.status, good.headers['location']]).toEqual([303, `/tactics/${id}`]);
    expect((await platform.page('get', `/tactics/${id}`, rosa)).text).toContain('Change it');
  });

  it('lets nobody say it of what is not published, or by a token for reading', async () => {
    const draft = await tactic({ status: 'draft', published_at: null });
    await say(rosa, draft, 'worked').expect(404);
    const open = await tactic();
    await platform.dataSource.query(`UPDATE access_tokens SET scope = 'read' WHERE person_id = $1`, [dee.id]);
    await say(dee, open, 'worked').expect(403);
    await platform.dataSource.query(`UPDATE access_tokens SET scope = 'write' WHERE person_id = $1`, [dee.id]);
  });

  it.each(['draft', 'withdrawn'] as const)('shows a %s one to its author and to editors alone', async (status) => {
    const ids = { tactics: await tactic({ status }), objections: await objection({ status }) };
    for (const [section, id] of Object.entries(ids)) {
      const seen: number[] = [];
      for (const who of [null, dee, rosa, moderator]) {
        const api = await platform.api('get', `/${section}/${id}`, who);
        const web = await platform.page('get', `/${section}/${id}`, who);
        expect(web.status).toBe(api.status);
        seen.push(api.status);
      }
      expect([section, seen]).toEqual([section, [404, 404, 200, 200]]);
      const { body } = await platform.api('get', `/${section}`, rosa);
      expect(body.items.map((item: { id: string }) => item.id)).not.toContain(id);
    }
  });

  it('shows both sides of an objection, its tactics and where it was met, with a share from three on', async () => {
    const answering = await tactic({ title: 'Ask for ten hours' });
    const hidden = await tactic({ title: 'Not ready', status: 'draft', published_at: null });
    const id = await objection();
    await platform.dataSource.query(
      `INSERT INTO objection_tactics (objection_id, position, tactic_id) VALUES ($1, 1, $2), ($1, 2, $3)`,
      [id, answering, hidden],
    );
    const notes: string[] = [];
    for (const status of ['published', 'published', 'published', 'draft']) {
      const [note] = await platform.dataSource.query<{ id: string }[]>(
        `INSERT INTO case_notes (title, summary, what_happened, stage, result, author_id, status, published_at)
         VALUES ('Twelve libraries, one society', 'x', 'x', 'go-live', 'went-ahead', $1, $2, now()) RETURNING id`,
        [dee.id, status],
      );
      notes.push(note!.id);
    }
    const met = (n: number, result: string) =>
      platform.dataSource.query(
        `INSERT INTO objection_meetings (objection_id, case_note_id, result) VALUES ($1, $2, $3)`,
        [id, notes[n], result],
      );
    await met(0, 'accepted');
    await met(3, 'refused');
    await met(1, 'accepted');
    expect((await platform.api('get', `/objections/${id}`)).body.results).toEqual({
      accepted: 2,
      deferred: 0,
      refused: 0,
      shareAccepted: null,
    });
    await met(2, 'deferred');

    const { body } = await platform.api('get', `/objections/${id}`);

    expect(body.results).toEqual({ accepted: 2, deferred: 1, refused: 0, shareAccepted: 67 });
    expect(body.meetings).toHaveLength(3);
    expect(body.tactics).toEqual([{ id: answering, title: 'Ask for ten hours', url: `/tactics/${answering}` }]);
    expect((await platform.api('get', `/tactics/${answering}`)).body.objections).toMatchObject([{ id }]);
    const { text } = await platform.page('get', `/objections/${id}`);
    expect(text).toMatch(/What answers it[^]*Ask for ten hours[^]*Where it is right[^]*out of reach/);
  });

  it('publishes no objection that is heard on one side only', async () => {
    await expect(objection({ answers: [{ side: 'for', text: 'Only this.' }] })).rejects.toThrow(/check constraint/);
  });

  it('filters, and pages without losing or repeating one', async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) made.push(await tactic({ topics: ['vat'], stage: 'idea' }));
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { body } = await platform.api('get', '/tactics').query({ topic: 'vat', stage: 'idea', limit: 2, after });
      seen.push(...body.items.map((item: { id: string }) => item.id));
      after = body.next as string | null;
    }
    expect(seen.toSorted()).toEqual(made.toSorted());
  });

  it('is found by search, and gone from it when withdrawn', async () => {
    const id = await tactic({ title: 'Send the ferryman ahead' });
    const other = await objection({ title: 'The ferryman will drown' });
    const found = async () =>
      (await platform.api('get', '/search').query({ q: 'ferryman' })).body.items.map(
        (item: { type: string; id: string }) => [item.type, item.id],
      );
    expect((await found()).toSorted()).toEqual([
      ['objection', other],
      ['tactic', id],
    ]);
    expect((await platform.page('get', '/search?q=ferryman&type=tactic')).text).toContain('Send the');
    await platform.dataSource.query(`UPDATE tactics SET status = 'withdrawn' WHERE id = $1`, [id]);
    expect(await found()).toEqual([['objection', other]]);
    expect(await differences(platform.dataSource)).toBe(0);
  });

  it.each(['/tactics', '/objections'])('%s and its pages take at most three statements', async (list) => {
    const id = list === '/tactics' ? await tactic() : await objection();
    for (const path of [list, `${list}/${id}`]) {
      const statements = await statementsOf(platform.dataSource, () => platform.page('get', path, rosa));
      expect(statements.length).toBeLessThanOrEqual(3);
    }
  });
});
