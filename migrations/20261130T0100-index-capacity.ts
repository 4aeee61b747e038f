import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** CapacityQueries.reported: of all case notes few say what work it took. Alone, so that writers are not held up. */
export class IndexCapacity1796000400000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS case_notes_with_capacity ON case_notes (id)
        WHERE status = 'published' AND capacity <> '[]'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS case_notes_with_capacity`);
  }
}
