import { CaseNotesService, CaseNotesWriter } from '#libs/case-notes';
import { Notifications } from '#libs/notifications';
import { Transactions } from '#libs/platform/database';
import { type Member, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { caseNotesGiven, NOTE } from './case-notes.given.ts';

const SECRET = /777,?777|Zebra measure|Zebra saving/;
const LATER = '2999-01-01';

describe('a figure that is not to be known yet', () => {
  let platform: TestPlatform;
  let author: Member;
  let member: Member;
  let moderator: Member;
  let id: string;
  const [outcome, money] = [NOTE.outcomes[0]!, NOTE.money[0]!];
  beforeAll(async () => {
    platform = await startTestPlatform();
    const given = caseNotesGiven(platform);
    author = await platform.given.member({ name: 'Priti' });
    member = await platform.given.member({ name: 'Ben' });
    moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
    const note = await given.published(author, moderator, {
      outcomes: [{ ...outcome, name: 'Zebra measure', confidentialUntil: LATER }],
      money: [{ ...money, label: 'Zebra saving', amount: '777777', confidentialUntil: LATER }],
    });
    id = note.id;
  });
  afterAll(() => platform.stop());

  const surfaces = () => [
    `/api/v1/case-notes/${id}`,
    `/api/v1/case-notes/${id}/versions`,
    '/api/v1/case-notes',
    '/api/v1/search?q=libraries',
    '/api/v1/search?q=zebra',
    `/case-notes/${id}`,
    '/case-notes',
    '/case-notes.atom',
    '/',
    '/search?q=libraries',
  ];
  const read = async (path: string, by: Member | null): Promise<string> => {
    const { status, text } = path.startsWith('/api/v1')
      ? await platform.api('get', path.slice('/api/v1'.length), by)
      : await platform.page('get', path, by);
    expect([path, status]).toEqual([path, 200]);
    return text;
  };

  it.each([
    ['nobody', () => null],
    ['another member', () => member],
  ])('is on no surface for %s', async (_who, who) => {
    for (const path of surfaces()) expect([path, SECRET.test(await read(path, who()))]).toEqual([path, false]);
  });

  it.each([
    ['its author', () => author],
    ['a moderator', () => moderator],
  ])('is in the note, its page and its versions for %s', async (_who, who) => {
    for (const path of [`/case-notes/${id}`, `/api/v1/case-notes/${id}`, `/api/v1/case-notes/${id}/versions`]) {
      expect(await read(path, who())).toMatch(SECRET);
    }
  });

  it('decides no answer in lists until its day', async () => {
    const { body } = await platform.api('get', `/case-notes/${id}`, author);
    expect(body).toMatchObject({ evidenced: false, verdict: 'unknown', saving: null, evidenceGrade: 'none' });
  });

  it('is everywhere from its day on', async () => {
    const today = new Date().toISOString().slice(0, 10);
    await platform.dataSource.query(`UPDATE outcome_measures SET confidential_until = $2 WHERE case_note_id = $1`, [
      id,
      today,
    ]);
    await platform.dataSource.query(`UPDATE money_figures SET confidential_until = $2 WHERE case_note_id = $1`, [
      id,
      today,
    ]);
    await platform.dataSource.query(`UPDATE case_notes SET figures_open_on = $2 WHERE id = $1`, [id, today]);
    const transactions = new Transactions(platform.dataSource);
    await new CaseNotesService(transactions, new Notifications(transactions), new CaseNotesWriter()).openFigures();

    const { body } = await platform.api('get', `/case-notes/${id}`, null);
    expect(body).toMatchObject({ evidenced: true, verdict: 'better', saving: { amount: '777777.00' } });
    expect(JSON.stringify((await platform.api('get', '/search?q=zebra', null)).body)).toContain(id);
  });

  it('goes from earlier versions as well, when it becomes confidential later', async () => {
    const given = caseNotesGiven(platform);
    const open = await given.published(author, moderator, { money: [{ ...money, label: 'Zebra saving' }] });
    const { body: revision } = await platform.api('post', `/case-notes/${open.id}/revisions`, author);
    await platform
      .api('patch', `/case-notes/${revision.id}`, author)
      .send({ money: [{ ...money, label: 'Renamed', confidentialUntil: LATER }] });
    await platform.api('post', `/case-notes/${revision.id}/submit`, author);
    await platform.api('post', `/case-notes/${revision.id}/publish`, moderator);

    const { body } = await platform.api('get', `/case-notes/${open.id}/versions`, member);
    expect(body.items).toHaveLength(2);
    expect(JSON.stringify(body)).not.toMatch(/Zebra|412000|Renamed/);
  });
});
