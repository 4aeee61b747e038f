import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which kinds of lawful help there were, beside what the author says of them. */
export class AddLawfulHelpKinds1796027340000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- With a constant default no row is written anew; no row has another value yet, so the check is quick to hold.
      ALTER TABLE case_notes ADD COLUMN lawful_help_kinds text[] NOT NULL DEFAULT '{}';
      ALTER TABLE case_notes ADD CONSTRAINT case_notes_lawful_help_kinds_check CHECK (
        lawful_help_kinds <@ ARRAY['none', 'reserved_contract', 'loan', 'lease_or_licence', 'grant', 'guarantee', 'other']
        AND (NOT lawful_help_kinds @> '{none}' OR cardinality(lawful_help_kinds) = 1)) NOT VALID;
      ALTER TABLE case_notes VALIDATE CONSTRAINT case_notes_lawful_help_kinds_check;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE case_notes DROP COLUMN lawful_help_kinds`);
  }
}
