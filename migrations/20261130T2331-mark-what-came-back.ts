import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class MarkWhatCameBack1796081460000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The status that a mail server gave for it (RFC 3463), as 5.1.1; null: none said that it did not arrive.
    await db.query(`ALTER TABLE mails ADD COLUMN came_back text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE mails DROP COLUMN came_back`);
  }
}
