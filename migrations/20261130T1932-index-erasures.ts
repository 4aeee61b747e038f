import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while people write. */
export class IndexErasures1796067120000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // PostErasure.eraseDue: what was erased leaves it.
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_to_erase ON posts (hidden_at, id)
        WHERE gone = 'deleted' AND body <> '[Erased]'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS posts_to_erase`);
  }
}
