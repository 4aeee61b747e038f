import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class IndexCaseNoteLists1795996740000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX case_notes_list;
      -- CaseNoteLists: all that its filters ask of a note stands in the index, so a list that few notes pass, and the
      -- counts, which weigh every note, read no text of any.
      CREATE INDEX case_notes_list ON case_notes (published_at DESC, id DESC)
        INCLUDE (visible_to, evidence_rank, evidenced, verdict, result, stage, legal_form, route, council_id, spin_out_id,
                 service_areas, topics, political_tags, done_while_cutting_percent, period_from, period_to)
        WHERE status = 'published';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX case_notes_list;
      CREATE INDEX case_notes_list ON case_notes (published_at DESC, id DESC) WHERE status = 'published';
    `);
  }
}
