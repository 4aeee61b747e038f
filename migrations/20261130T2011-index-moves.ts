import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while people write. */
export class IndexMoves1796069460000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // ThreadsQueries.head: asked also in
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS threads_duplicates ON threads (duplicate_of_id)
        WHERE duplicate_of_id IS NOT NULL`);
    // PostErasure: which discussion a post began
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_moved_to ON posts (moved_to_id)
        WHERE moved_to_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS posts_moved_to, threads_duplicates`);
  }
}
