import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CaseNoteStanding1795996200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE case_notes
        -- In what role it was withdrawn; null: before this was kept.
        ADD COLUMN withdrawn_by   text CHECK (withdrawn_by IN ('author', 'moderator')),
        -- The note to read in place of a withdrawn one.
        ADD COLUMN replaced_by_id uuid REFERENCES case_notes (id) CHECK (replaced_by_id <> id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE case_notes DROP COLUMN withdrawn_by, DROP COLUMN replaced_by_id`);
  }
}
