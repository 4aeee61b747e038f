import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** As it was, but for `more`: further texts of a note, with weight C and in what excerpts are cut from. */
const searchCaseNotes = (more: string): string => `
  CREATE OR REPLACE FUNCTION search_case_notes(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'case-note', n.id, 0, n.title, '/case-notes/' || n.id, ARRAY[search_fold(n.title)], n.lang, n.visible_to,
           setweight(search_words(n.lang, n.title), 'A')
             || setweight(search_words(n.lang, concat_ws(' . ', n.summary, c.nice_name, s.name, measures)), 'B')
             || setweight(search_words(n.lang, concat_ws(' . ', plain, n.cost_of_doing_nothing, n.lawful_help,
                  n.political_context, c.nation, c.region,
                  search_tags(VARIADIC n.service_areas || n.topics || n.stage || n.result || n.legal_form
                                       || n.route || n.loss_reason))), 'C'),
           NULL::tsvector, left(concat_ws(' ', n.summary, plain), 20000), n.service_areas, n.topics, n.stage,
           coalesce(c.nation, s.nation), c.region, c.type, coalesce(n.legal_form, s.legal_form), n.verdict, n.evidenced,
           n.saving_amount, n.saving_per, n.evidence_grade, n.evidence_rank, n.result, NULL, false, n.fictional, n.updated_at
      FROM case_notes n
      LEFT JOIN (SELECT o.id, o.name, o.nation, b.parent_id, b.legal_form
                   FROM spin_outs b JOIN organisations o ON o.id = b.organisation_id) AS s ON s.id = n.spin_out_id
      LEFT JOIN councils c ON c.organisation_id = coalesce(n.council_id, s.parent_id)
     CROSS JOIN LATERAL (SELECT search_plain(concat_ws(E'\\n\\n', n.what_happened, n.what_went_wrong,
                                                       n.what_we_would_do_again${more})) AS plain OFFSET 0) AS words
     CROSS JOIN LATERAL (SELECT string_agg(m.name, ' . ' ORDER BY m.position) AS measures
                           FROM outcome_measures m WHERE m.case_note_id = n.id
                             AND (m.confidential_until IS NULL OR m.confidential_until <= current_date)) AS outcomes
     WHERE n.id = ANY (ids) AND n.status IN ('draft', 'submitted', 'published')
  $$;`;

const MORE = `,
                 n.decision, n.why_now, n.tactics_used, n.objections_met,
                 (SELECT string_agg(concat_ws(' . ', o ->> 'name', o ->> 'description', o ->> 'why'), E'\\n\\n')
                    FROM jsonb_array_elements(n.options) AS o),
                 (SELECT string_agg(d ->> 'title', E'\\n\\n') FROM jsonb_array_elements(n.documents) AS d),
                 nullif(search_tags(VARIADIC n.political_tags), '')`;

export class SearchAllOfCaseNotes1796001120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ${searchCaseNotes(MORE)}
      SELECT search_refresh('case-note', ARRAY(
        SELECT id FROM case_notes
         WHERE options <> '[]' OR documents <> '[]' OR political_tags <> '{}'
            OR coalesce(decision, why_now, tactics_used, objections_met) IS NOT NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(searchCaseNotes(''));
  }
}
