import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while people write. */
export class IndexSharedFacets1796079900000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // DirectoryQueries.list
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS people_by_shared_facet ON people USING gin (shared_facets)
        WHERE shared_facets <> '{}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS people_by_shared_facet`);
  }
}
