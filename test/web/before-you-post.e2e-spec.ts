import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const PROMPTS = 'Before you post: four questions';
const NOTE = 'You work for a public authority.';

describe('before somebody of a public authority posts', () => {
  let platform: TestPlatform;
  let officer: Member;
  let founder: Member;
  beforeAll(async () => {
    platform = await startTestPlatform({ RATE_LIMITS: 'off' });
    officer = await platform.given.member({ name: 'Olu', practitionerRole: 'council_officer' });
    founder = await platform.given.member({ name: 'Fay', practitionerRole: 'founder' });
  });
  afterAll(() => platform.stop());

  const ask = (by: Member) => platform.page('get', '/questions/new', by);
  const page = async (by: Member, id: string): Promise<string> =>
    (await platform.page('get', `/threads/${id}`, by)).text;

  it('asks four questions where they ask and reply, open where there is no script', async () => {
    const { id } = await platform.given.thread(founder);
    for (const text of [(await ask(officer)).text, await page(officer, id)]) {
      expect(text).toContain(PROMPTS);
      expect(text).toMatch(/<details(?=[^>]* data-before)[^>]* open/);
      for (const sign of ['tender', 'price', 'person', 'document']) expect(text).toContain(`data-sign="${sign}"`);
    }
    for (const text of [(await ask(founder)).text, await page(founder, id)]) expect(text).not.toContain(PROMPTS);
  });

  it('asks whoever was verified to work for one, whatever they say they are', async () => {
    const convert = await platform.given.member({ name: 'Con', practitionerRole: 'founder' });
    expect((await ask(convert)).text).not.toContain(PROMPTS);
    await platform.dataSource.query(
      `WITH o AS (INSERT INTO organisations (kind, name) VALUES ('nhs', 'A trust of the NHS') RETURNING id)
       INSERT INTO memberships (person_id, organisation_id, verified_at) SELECT $1, id, now() FROM o`,
      [convert.id],
    );
    expect((await ask(convert)).text).toContain(PROMPTS);
  });

  it('never stops them', async () => {
    const sent = await platform.page('post', '/questions', officer).type('form').send({
      title: 'What did Cllr Harding bid for the tender?',
      body: 'Arden Care Ltd quoted £41 in the confidential paper.',
    });
    expect(sent.status).toBe(303);
  });

  it('says once in 30 days that what they write may be held, where not everybody reads it', async () => {
    const reader = await platform.given.member({ name: 'Rae', practitionerRole: 'commissioner' });
    const members = await platform.given.thread(founder);
    const open = await platform.given.thread(founder, { audience: 'public' });
    expect(await page(reader, members.id)).toContain(NOTE);
    expect(await page(reader, open.id)).not.toContain(NOTE);
    expect((await ask(reader)).text).toContain(NOTE);
    expect(await page(founder, members.id)).not.toContain(NOTE);

    // To look at it is not to have been told; to post with it is.
    const sent = await platform
      .page('post', `/threads/${members.id}/posts`, reader)
      .type('form')
      .send({ body: 'Ask the fund.', _noted: 'yes' });
    expect(sent.status).toBe(303);
    expect(await page(reader, members.id)).not.toContain(NOTE);
    expect((await ask(reader)).text).not.toContain(NOTE);

    await platform.dataSource.query(
      `UPDATE record_keeping SET noted_at = now() - interval '31 days' WHERE person_id = $1`,
      [reader.id],
    );
    expect(await page(reader, members.id)).toContain(NOTE);
    expect((await platform.api('post', '/me/records/noted', reader)).status).toBe(204);
    expect(await page(reader, members.id)).not.toContain(NOTE);
  });

  it('keeps a hold that was set before', async () => {
    await platform.api('put', '/me/records/hold', officer).send({ about: 'The pools' });
    await platform.api('post', '/me/records/noted', officer);
    expect((await platform.api('get', '/me/records/hold', officer)).body.about).toBe('The pools');
  });
});
