import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** As the search migration made it, but for the measures that are not to be known yet. */
const searchCaseNotes = (measures: string): string => `
  CREATE OR REPLACE FUNCTION search_case_notes(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'case-note', n.id, 0, n.title, '/case-notes/' || n.id, ARRAY[search_fold(n.title)], n.lang, n.visible_to,
           setweight(search_words(n.lang, n.title), 'A')
             || setweight(search_words(n.lang, concat_ws(' . ', n.summary, c.nice_name, s.name, measures)), 'B')
             || setweight(search_words(n.lang, concat_ws(' . ', plain, n.cost_of_doing_nothing, n.lawful_help,
                  n.political_context, c.nation, c.region,
                  search_tags(VARIADIC n.service_areas || n.topics || n.stage || n.result || n.legal_form))), 'C'),
           NULL::tsvector, left(concat_ws(' ', n.summary, plain), 20000), n.service_areas, n.topics, n.stage,
           coalesce(c.nation, s.nation), c.region, c.type, coalesce(n.legal_form, s.legal_form), n.verdict, n.evidenced,
           n.saving_amount, n.saving_per, n.evidence_grade, n.evidence_rank, n.result, NULL, false, n.fictional, n.updated_at
      FROM case_notes n
      LEFT JOIN (SELECT o.id, o.name, o.nation, b.parent_id, b.legal_form
                   FROM spin_outs b JOIN organisations o ON o.id = b.organisation_id) AS s ON s.id = n.spin_out_id
      LEFT JOIN councils c ON c.organisation_id = coalesce(n.council_id, s.parent_id)
     CROSS JOIN LATERAL (SELECT search_plain(concat_ws(E'\\n\\n', n.what_happened, n.what_went_wrong,
                                                       n.what_we_would_do_again)) AS plain OFFSET 0) AS words
     CROSS JOIN LATERAL (SELECT string_agg(m.name, ' . ' ORDER BY m.position) AS measures
                           FROM outcome_measures m WHERE m.case_note_id = n.id${measures}) AS outcomes
     WHERE n.id = ANY (ids) AND n.status IN ('draft', 'submitted', 'published')
  $$;`;

export class CompleteCaseNotes1795516200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE case_notes
        ADD COLUMN decision text CHECK (length(decision) <= 2000),
        ADD COLUMN why_now  text CHECK (length(why_now) <= 2000),
        ADD COLUMN tactics_used text CHECK (length(tactics_used) <= 5000),
        ADD COLUMN objections_met text CHECK (length(objections_met) <= 5000),
        -- Lists that are read and written with their note alone, whole: CaseNoteContent says what is in them.
        ADD COLUMN options jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(options) = 'array'),
        ADD COLUMN capacity jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(capacity) = 'array'),
        ADD COLUMN documents jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(documents) = 'array'),
        -- Descriptions of roles; no name.
        ADD COLUMN people_to_ask jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(people_to_ask) = 'array'),
        -- No parties: what kind of council it was for the decision.
        ADD COLUMN political_tags text[] NOT NULL DEFAULT '{}' CHECK (political_tags <@ ARRAY[
          'no_overall_control', 'change_of_control', 'all_party_support', 'opposed', 'reversed_after_election']),
        -- The author wants it published as evidenced: then it is refused while something for that is missing.
        ADD COLUMN claims_evidenced boolean NOT NULL DEFAULT false,
        -- When the next of its figures that may not be known yet may be: the evidence is computed anew on that day.
        ADD COLUMN figures_open_on date;
      -- CaseNotesQueries.list, by politicalContext
      CREATE INDEX case_notes_by_politics ON case_notes USING gin (political_tags) WHERE status = 'published';
      -- CaseNotesService.openFigures
      CREATE INDEX case_notes_figures_open ON case_notes (figures_open_on) WHERE figures_open_on IS NOT NULL;

      ALTER TABLE outcome_measures
        ADD COLUMN comparator text CHECK (length(comparator) <= 300),
        -- Until the day before, only the author and moderators read it.
        ADD COLUMN confidential_until date;
      ALTER TABLE money_figures
        ADD COLUMN net_of text CHECK (length(net_of) <= 300),
        ADD COLUMN who_saves text CHECK (length(who_saves) <= 120),
        ADD COLUMN attribution text CHECK (length(attribution) <= 300),
        ADD COLUMN confidential_until date;
      ${searchCaseNotes('\n                             AND (m.confidential_until IS NULL OR m.confidential_until <= current_date)')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${searchCaseNotes('')}
      ALTER TABLE money_figures
        DROP COLUMN net_of, DROP COLUMN who_saves, DROP COLUMN attribution, DROP COLUMN confidential_until;
      ALTER TABLE outcome_measures DROP COLUMN comparator, DROP COLUMN confidential_until;
      ALTER TABLE case_notes
        DROP COLUMN decision, DROP COLUMN why_now, DROP COLUMN tactics_used, DROP COLUMN objections_met,
        DROP COLUMN options, DROP COLUMN capacity, DROP COLUMN documents, DROP COLUMN people_to_ask,
        DROP COLUMN political_tags, DROP COLUMN claims_evidenced, DROP COLUMN figures_open_on;
    `);
  }
}
