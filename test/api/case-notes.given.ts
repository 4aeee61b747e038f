import { type Member, type TestPlatform } from '../support/platform.ts';

/** A note with all that a reader asks for: visits up, £412,000 saved, both with a source. */
export const NOTE = {
  title: 'Twelve libraries, one staff-led society',
  summary: 'Twelve libraries moved to a society run by their staff. It nearly ran out of cash.',
  serviceAreas: ['libraries'],
  topics: ['savings'],
  stage: 'trading-established',
  result: 'went-ahead',
  legalForm: 'community_benefit_society',
  periodFrom: '2023-04-01',
  periodTo: '2026-03-31',
  whatHappened: 'Staff asked for **ninety** days.\n\n- one\n- two',
  whatWentWrong: 'The IT split cost £67,000.',
  whatWeWouldDoAgain: 'Write to all 71 people at home.',
  authorTie: 'none',
  outcomes: [
    {
      name: 'Visits per open hour',
      unit: 'visits',
      better: 'up',
      baselineValue: '14.2',
      baselinePeriod: '2022-23',
      laterValue: '16.9',
      laterPeriod: '2025-26',
      source: 'Commissioner’s review',
      confidence: 'commissioner',
    },
  ],
  money: [
    {
      kind: 'saving',
      label: 'Saved a year by year 3',
      amount: '412000',
      per: 'year',
      from: '2025-04-01',
      to: '2026-03-31',
      basis: '2022-23 budget',
      source: 'Accounts 2025-26',
      confidence: 'audited',
    },
  ],
};

export const WORSE = [{ ...NOTE.outcomes[0]!, laterValue: '12' }];

/** What no surface may show of NOTE once it is withdrawn. */
export const FIGURES = /412,?000|14\.2|16\.9|67,000|ninety|Visits per open hour|nearly ran out/;

/** Case notes made through the API, as any program would. */
export function caseNotesGiven(platform: TestPlatform) {
  const must = async (method: 'post' | 'patch', path: string, by: Member, body: object = {}) => {
    const { status, body: answer } = await platform.api(method, path, by).send(body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer as { id: string; version: number; status: string };
  };
  const given = {
    draft: (by: Member, over: object = {}) => must('post', '/case-notes', by, { ...NOTE, ...over }),
    async submitted(by: Member, over: object = {}) {
      const { id } = await given.draft(by, over);
      return must('post', `/case-notes/${id}/submit`, by);
    },
    async published(by: Member, moderator: Member, over: object = {}) {
      const { id } = await given.submitted(by, over);
      return must('post', `/case-notes/${id}/publish`, moderator);
    },
    async withdrawn(by: Member, moderator: Member, over: object = {}) {
      const { id } = await given.published(by, moderator, over);
      return must('post', `/case-notes/${id}/withdraw`, moderator, { reason: 'The council asked for a check' });
    },
    async council(code: string, name: string, over: { type?: string; nation?: string } = {}) {
      const { type = 'CTY', nation = 'England' } = over;
      const [row] = await platform.dataSource.query<{ id: string }[]>(
        `INSERT INTO organisations (kind, name, nation, fictional) VALUES ('council', $1, $2, true) RETURNING id`,
        [name, nation],
      );
      await platform.dataSource.query(
        `INSERT INTO councils (organisation_id, code, official_name, nice_name, type, nation, region)
         VALUES ($1, $2, $3, $4, $5, $6, 'East')`,
        [row!.id, code, name, name.replace(/ (County|District) Council$/, ''), type, nation],
      );
      return row!.id;
    },
    async spinOut(name: string) {
      const [row] = await platform.dataSource.query<{ id: string }[]>(
        `INSERT INTO organisations (kind, name, fictional) VALUES ('spin_out', $1, true) RETURNING id`,
        [name],
      );
      await platform.dataSource.query(
        `INSERT INTO spin_outs (organisation_id, stage) VALUES ($1, 'trading-established')`,
        [row!.id],
      );
      return row!.id;
    },
  };
  return given;
}
