import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class LogMoves1796069520000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The discussion into which something was moved or merged, or of which it is a duplicate.
      ALTER TABLE moderation_log ADD COLUMN target_id uuid;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE moderation_log DROP COLUMN target_id`);
  }
}
