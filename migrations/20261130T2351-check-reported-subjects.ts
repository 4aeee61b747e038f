import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Apart from what added the checks, so that the tables are written to meanwhile. */
export class CheckReportedSubjects1796082660000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE reports VALIDATE CONSTRAINT reports_subject_check`);
    await db.query(`ALTER TABLE notifications VALIDATE CONSTRAINT notifications_about_check`);
  }

  async down(): Promise<void> {
    // A check that was looked through stays looked through.
  }
}
