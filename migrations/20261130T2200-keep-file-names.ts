import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class KeepFileNames1796076000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Of the files that stood beside this text, in their order. Null: of an edit from before they were kept.
      ALTER TABLE post_revisions ADD COLUMN file_names text[];
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE post_revisions DROP COLUMN file_names`);
  }
}
