import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while people write. */
export class IndexEmbargoes1796031060000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // ThreadOpenings.openDue
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS threads_to_open ON threads (confidential_until, id)
        WHERE confidential_until IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS threads_to_open`);
  }
}
