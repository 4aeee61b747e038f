import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while people write. */
export class IndexThreadsOfGroups1796050920000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // ThreadsQueries.recent of one circle
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS threads_of_group ON threads (audience_id, last_post_at DESC, id DESC)
        WHERE audience_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS threads_of_group`);
  }
}
