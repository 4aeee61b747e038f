import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while people are told of things. */
export class IndexNoticesOfDiscussions1796081580000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // NotificationsQueries.grouped
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS notifications_of_discussion
        ON notifications (person_id, about_id, created_at DESC, id DESC) WHERE about = 'thread'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS notifications_of_discussion`);
  }
}
