import { type Member, type TestPlatform } from '../support/platform.ts';
import { caseNotesGiven, NOTE, WORSE } from './case-notes.given.ts';

/** Notes that differ in everything that a list is filtered by; each named by what it is for. */
export async function listGiven(platform: TestPlatform) {
  const given = caseNotesGiven(platform);
  const author = await platform.given.member({ name: 'Priti' });
  const moderator = await platform.given.member({ name: 'Maya' }, 'moderator');
  const sql = (text: string, values: unknown[] = []) => platform.dataSource.query<{ id: string }[]>(text, values);

  const fenmarch = await given.council('ZFEN', 'Fenmarch County Council');
  await given.council('ZOLD', 'Old Fen County Council');
  await given.council('ZELD', 'Elder Fen County Council');
  await given.council('ZTWI', 'Twinfen County Council');
  const wales = await given.council('ZCWM', 'Cwmderwen', { type: 'WPA', nation: 'Wales' });
  await sql(`UPDATE councils SET region = 'East of England' WHERE nation = 'England'`);
  await sql(`UPDATE councils SET region = 'Wales' WHERE organisation_id = $1`, [wales]);
  await sql(`UPDATE councils SET population = 700000, area_km2 = 3000 WHERE nation = 'England'`);
  // Elder Fen became Old Fen, which became Fenmarch.
  await sql(
    `INSERT INTO council_successions (predecessor_code, successor_code, on_date)
     VALUES ('ZOLD', 'ZFEN', '2023-04-01'), ('ZELD', 'ZOLD', '2009-04-01')`,
  );
  const spinOut = await given.spinOut('Fenmarch Libraries Society');
  await sql(`UPDATE spin_outs SET parent_id = $2 WHERE organisation_id = $1`, [spinOut, fenmarch]);

  const graded = (confidence: string) => NOTE.outcomes.map((outcome) => ({ ...outcome, confidence }));
  const outline = { outcomes: [], money: [], whyNotKnown: 'Nothing has happened yet' };
  const notes: Readonly<Record<string, object>> = {
    audited: { outcomes: graded('audited'), spinOut, route: 'reserved_pa23_33', politicalTags: ['all_party_support'] },
    commissioner: { council: 'ZOLD', doneWhileCuttingPercent: '0', route: 'grant', topics: ['finance', 'vat'] },
    self: {
      outcomes: graded('self'),
      council: 'ZCWM',
      serviceAreas: ['youth', 'libraries'],
      result: 'insourced',
      stage: 'ended',
      politicalTags: ['no_overall_control', 'opposed'],
      periodFrom: '2019-06-01',
      periodTo: '2020-03-31',
    },
    worse: {
      outcomes: WORSE,
      council: 'ZELD',
      legalForm: 'llp',
      result: 'lost-contract',
      lossReason: 'price',
      doneWhileCuttingPercent: '25',
      politicalTags: ['opposed'],
    },
    bid: {
      ...outline,
      council: 'ZTWI',
      result: 'lost-bid',
      lossReason: 'standing',
      doneWhileCuttingPercent: '24.5',
      periodFrom: undefined,
      periodTo: undefined,
    },
    outline: {
      ...outline,
      result: 'decided-not-to',
      stage: 'options-appraisal',
      legalForm: undefined,
      periodTo: undefined,
    },
  };
  const ids: Record<string, string> = {};
  const title = (name: string) => ({ title: `What became of ${name}` });
  for (const [name, over] of Object.entries(notes)) {
    ids[name] = (await given.published(author, moderator, { ...title(name), ...over })).id;
  }
  // What no list may show or count.
  await given.draft(author, title('a draft'));
  await given.submitted(author, title('a submitted note'));
  await given.withdrawn(author, moderator, title('a withdrawn note'));

  return {
    ...given,
    ids,
    author,
    moderator,
    /** The names of these notes, in their order. */
    named: (items: readonly { id: string }[]) =>
      items.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? 'another'),
    /** A member whom a steward knows to work at the council. */
    async officer(councilId = fenmarch): Promise<Member> {
      const member = await platform.given.member({ name: 'Omar' });
      await sql(`INSERT INTO memberships (organisation_id, person_id, verified_at) VALUES ($1, $2, now())`, [
        councilId,
        member.id,
      ]);
      return member;
    },
    fenmarch,
    spinOut,
  };
}
