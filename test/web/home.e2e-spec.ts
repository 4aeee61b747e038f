import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { statementsOf } from '../support/statements.ts';

/** The rows of a section, as text. */
const rowsBelow = (html: string, heading: string): string[] => {
  const section = html.split('<section').find((part) => part.includes(heading)) ?? '';
  return section
    .split('<li')
    .slice(1)
    .map((row) => row.replace(/<[^>]*>/g, ' '));
};

describe('the home page', () => {
  let platform: TestPlatform;
  let asker: Member;
  let peer: Member;
  beforeAll(async () => {
    platform = await startTestPlatform();
    asker = await platform.given.member({ name: 'Rosa', fictional: true });
    peer = await platform.given.member({ name: 'Dee', serviceAreas: ['libraries'] });
  });
  afterAll(() => platform.stop());

  it('marks what is made up wherever it waits for somebody', async () => {
    const title = 'Who kept the pension bond out of the price?';
    const { id } = await platform.given.thread(asker, { title, serviceAreas: ['libraries'] });
    const waiting = async (reader: Member) =>
      rowsBelow((await platform.page('get', '/', reader)).text, 'Waiting for you').filter((row) => row.includes(title));

    expect(await waiting(peer)).toEqual([expect.stringContaining('Fictional')]);
    await platform.given.reply(peer, id);
    expect(await waiting(asker)).toEqual([expect.stringContaining('Fictional')]);
  });

  const action = async (reader: Member): Promise<string> => {
    const { text } = await platform.page('get', '/', reader);
    const head = text.split('class="wm-pagehead"')[1]?.split('class="wm-cols"')[0] ?? '';
    const buttons = [...head.matchAll(/<a href="([^"]*)"[^>]*class="govuk-button[^>]*>\s*([^<]*?)\s*<\/a>/g)];
    return buttons.map(([, href, words]) => `${words}: ${href?.replaceAll('&amp;', '&')}`).join(' and ');
  };

  it.each([
    ['council_officer', 'Find a case like ours: /case-notes'],
    ['commissioner', 'Find a case like ours: /case-notes'],
    ['nhs_commissioner', 'Find a case like ours: /case-notes'],
    ['finance', 'Find a case like ours: /case-notes'],
    ['legal_procurement', 'Find a case like ours: /case-notes'],
    ['hr_pensions', 'Find a case like ours: /case-notes'],
    ['elected_member', 'Find a case like ours: /case-notes'],
    ['scrutiny_member', 'Find a case like ours: /case-notes'],
    ['founder', 'Ask a question: /questions/new'],
    ['spin_out_staff', 'Ask a question: /questions/new'],
    ['researcher', 'Ask a question: /questions/new'],
  ])('has one action for a %s', async (practitionerRole, expected) => {
    expect(await action(await platform.given.member({ practitionerRole }))).toBe(expected);
  });

  it('leads a moderator to what waits, while anything does', async () => {
    const decides = await platform.given.member({}, 'moderator');
    expect(await action(decides)).toBe('Ask a question: /questions/new');
    await platform.dataSource.query(
      `INSERT INTO case_notes (title, summary, author_id, stage, result, what_happened, status)
       VALUES ('Waiting', 'Summary', $1, 'idea', 'in-progress', 'It began.', 'submitted')`,
      [asker.id],
    );
    expect(await action(decides)).toMatch(/^Decide what waits \(1\): \/moderation$/);
    await platform.dataSource.query(`DELETE FROM case_notes WHERE status = 'submitted'`);
  });

  it('is drawn in three statements at most, without a scan of all notes, however many there are', async () => {
    await platform.dataSource.query(
      `INSERT INTO case_notes (title, summary, author_id, stage, result, what_happened, status, published_at)
       SELECT 'Note ' || n, 'Summary', $1, 'idea', 'in-progress', 'It began.', 'published', now() - n * interval '1 hour'
         FROM generate_series(1, 5000) n`,
      [asker.id],
    );
    await platform.dataSource.query('ANALYZE');
    for (const reader of [null, peer]) {
      const statements = await statementsOf(platform.dataSource, () => platform.page('get', '/', reader));
      expect(statements.length).toBeLessThanOrEqual(3);
      for (const statement of statements.filter((text) => text.includes('case_notes'))) {
        const plan = JSON.stringify(await platform.dataSource.query(`EXPLAIN (GENERIC_PLAN) ${statement}`));
        expect(plan).not.toContain('Seq Scan on case_notes');
      }
    }
  });
});
