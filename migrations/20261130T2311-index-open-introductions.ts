import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while people write. */
export class IndexOpenIntroductions1796080260000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // IntroductionsService.remindDue and endDue
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS introductions_unanswered ON introductions (expires_at)
        WHERE answer IS NULL AND withdrawn_at IS NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS introductions_unanswered`);
  }
}
