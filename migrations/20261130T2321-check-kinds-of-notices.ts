import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Apart from what added the check, so that the table is written to meanwhile. */
export class CheckKindsOfNotices1796080860000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE notifications VALIDATE CONSTRAINT notifications_about_check`);
  }

  async down(): Promise<void> {
    // A check that was looked through stays looked through.
  }
}
