import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** OrganisationsQueries.list of one kind of payer. Alone, so that writers are not held up. */
export class IndexPayerKinds1796026560000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS organisations_payers ON organisations (payer_kind, name, id)
        WHERE payer_kind IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS organisations_payers`);
  }
}
