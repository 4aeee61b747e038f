import { type DataSource } from 'typeorm';
import { type Member } from '../support/platform.ts';

type Columns = Record<string, unknown>;

/** Rows for search to find, written as the services would, in one line each. */
export function searchGiven(dataSource: DataSource, author: Member) {
  const insert = async (table: string, columns: Columns, id = 'id'): Promise<string> => {
    const names = Object.keys(columns);
    const [row] = await dataSource.query<Record<string, string>[]>(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING ${id}`,
      Object.values(columns),
    );
    return row![id]!;
  };
  return {
    insert,
    async council(code: string, niceName: string, over: Columns = {}, gss: string[] = []): Promise<string> {
      const name = `${niceName} County Council`;
      const id = await insert('organisations', { kind: 'council', name, nation: 'England' });
      await insert(
        'councils',
        {
          organisation_id: id,
          code,
          official_name: name,
          nice_name: niceName,
          type: 'CTY',
          nation: 'England',
          region: 'East of England',
          ...over,
        },
        'organisation_id',
      );
      for (const gss_code of gss)
        await insert('council_gss_codes', { council_id: id, gss_code, is_current: true }, 'gss_code');
      return id;
    },
    async spinOut(name: string, parentId: string | null, over: Columns = {}): Promise<string> {
      const id = await insert('organisations', { kind: 'spin_out', name, summary: 'Run by its staff.' });
      const own = { legal_form: 'community_benefit_society', stage: 'trading-early', service_areas: ['libraries'] };
      await insert('spin_outs', { organisation_id: id, parent_id: parentId, ...own, ...over }, 'organisation_id');
      return id;
    },
    caseNote: (over: Columns = {}): Promise<string> =>
      insert('case_notes', {
        title: 'Twelve branches, one staff-led society',
        summary: 'Kept all twelve branches through a cut.',
        author_id: author.id,
        stage: 'trading-established',
        result: 'went-ahead',
        what_happened: 'The saving came from shared opening and a single back office.',
        service_areas: ['libraries'],
        topics: ['savings'],
        status: 'published',
        published_at: new Date('2026-05-01T12:00:00Z'),
        updated_at: new Date('2026-05-01T12:00:00Z'),
        ...over,
      }),
    guidance: (over: Columns = {}): Promise<string> =>
      insert('guidance_pages', {
        slug: 'count-a-saving',
        title: 'What to count when you claim a saving',
        summary: 'Six lines that belong in every figure.',
        body: 'Period, basis, client cost, one-off cost, tax, and who checked it.',
        body_html: '',
        owner_id: author.id,
        status: 'published',
        ...over,
      }),
    async circle(...members: Member[]): Promise<string> {
      const id = await insert('circles', { name: 'Pensions' });
      for (const { id: person_id } of members)
        await insert('circle_members', { circle_id: id, person_id }, 'circle_id');
      return id;
    },
    async organisation(...members: Member[]): Promise<string> {
      const id = await insert('organisations', { kind: 'other_public', name: 'Tidewell' });
      for (const { id: person_id } of members) {
        await insert('memberships', { organisation_id: id, person_id, verified_at: new Date() }, 'person_id');
      }
      return id;
    },
  };
}

/** Rows in which the index differs from what it ought to hold, worked out afresh from the tables; 0 when it is right. */
export async function differences(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query<{ n: string }[]>(`
    WITH fresh AS MATERIALIZED (
      SELECT s.* FROM unnest(ARRAY['case-note', 'question', 'guidance', 'tactic', 'objection', 'council', 'spin-out', 'person']) AS type
       CROSS JOIN LATERAL search_source(type, ARRAY(SELECT search_ids(type, '00000000-0000-0000-0000-000000000000', 1000000))) AS s)
    SELECT count(*) AS n FROM (
      (SELECT * FROM fresh EXCEPT ALL SELECT * FROM search_documents)
      UNION ALL
      (SELECT * FROM search_documents EXCEPT ALL SELECT * FROM fresh)) AS differing`);
  return Number(row!.n);
}
