import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** As it was, but for the words of the tags. */
const searchCaseNotes = (tags: string): string => `
  CREATE OR REPLACE FUNCTION search_case_notes(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'case-note', n.id, 0, n.title, '/case-notes/' || n.id, ARRAY[search_fold(n.title)], n.lang, n.visible_to,
           setweight(search_words(n.lang, n.title), 'A')
             || setweight(search_words(n.lang, concat_ws(' . ', n.summary, c.nice_name, s.name, measures)), 'B')
             || setweight(search_words(n.lang, concat_ws(' . ', plain, n.cost_of_doing_nothing, n.lawful_help,
                  n.political_context, c.nation, c.region,
                  search_tags(VARIADIC n.service_areas || n.topics || n.stage || n.result || n.legal_form${tags}))), 'C'),
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
                           FROM outcome_measures m WHERE m.case_note_id = n.id
                             AND (m.confidential_until IS NULL OR m.confidential_until <= current_date)) AS outcomes
     WHERE n.id = ANY (ids) AND n.status IN ('draft', 'submitted', 'published')
  $$;`;

const RESULTS = `'went-ahead', 'in-progress', 'decided-not-to', 'insourced', 'merged', 'lost-contract', 'closed'`;

export class ExtendCaseNotes1795995600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE case_notes
        DROP CONSTRAINT case_notes_result_check,
        ADD CONSTRAINT case_notes_result_check CHECK (result IN (${RESULTS}, 'lost-bid')),
        -- How the service was contracted.
        ADD COLUMN route text CHECK (route IN (
          'open', 'competitive_flexible', 'restricted', 'framework_call_off', 'light_touch_open',
          'reserved_pcr_77', 'reserved_pa23_33', 'reserved_pa23_32', 'below_threshold',
          'direct_award_pa23_41', 'vertical_exempt', 'psr_direct_award_a', 'psr_direct_award_b',
          'psr_direct_award_c', 'psr_most_suitable', 'psr_competitive', 'user_choice', 'grant',
          'subscription', 'trading', 'unknown')),
        ADD COLUMN loss_reason text CHECK (loss_reason IN ('price', 'quality', 'standing', 'other')),
        ADD CONSTRAINT case_notes_loss CHECK (loss_reason IS NULL OR result IN ('lost-bid', 'lost-contract'));
      ${searchCaseNotes(' || n.route || n.loss_reason')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${searchCaseNotes('')}
      ALTER TABLE case_notes DROP CONSTRAINT case_notes_loss, DROP COLUMN route, DROP COLUMN loss_reason;
      -- The nearest that there was before.
      UPDATE case_notes SET result = 'lost-contract' WHERE result = 'lost-bid';
      ALTER TABLE case_notes
        DROP CONSTRAINT case_notes_result_check,
        ADD CONSTRAINT case_notes_result_check CHECK (result IN (${RESULTS}));
    `);
  }
}
