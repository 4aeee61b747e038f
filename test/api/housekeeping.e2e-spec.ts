import { Reads } from '#libs/platform/database';
import { Housekeeping } from '../../apps/worker/housekeeping.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

describe('housekeeping', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());

  it('forgets the address of who asked for a right of reply 90 days after the decision, and keeps the reply', async () => {
    const author = await platform.given.member();
    const [note] = await platform.dataSource.query<{ id: string }[]>(
      `INSERT INTO case_notes (title, author_id) VALUES ('Pools', $1) RETURNING id`,
      [author.id],
    );
    await platform.dataSource.query(
      `INSERT INTO case_note_replies (case_note_id, body, body_html, reference, organisation, asker_role, asker_email,
                                      status, decided_at)
       SELECT $1, 'We kept ours open.', '<p>We kept ours open.</p>', 'R' || days, 'A trust ' || days, 'director',
              'a@example.org', 'attached', now() - make_interval(days => days)
         FROM unnest(ARRAY[89, 91]) AS days`,
      [note!.id],
    );

    await new Housekeeping(new Reads(platform.dataSource)).run();

    expect(
      await platform.dataSource.query(
        `SELECT organisation, asker_email AS email, body FROM case_note_replies ORDER BY organisation`,
      ),
    ).toEqual([
      { organisation: 'A trust 89', email: 'a@example.org', body: 'We kept ours open.' },
      { organisation: 'A trust 91', email: null, body: 'We kept ours open.' },
    ]);
  });
});
