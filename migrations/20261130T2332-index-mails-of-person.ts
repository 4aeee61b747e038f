import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while mails are sent. */
export class IndexMailsOfPerson1796081520000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // UnreachableAddresses: the newest of a person
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS mails_of_person ON mails (person_id, ended_at DESC)
        WHERE state IN ('sent', 'dead')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS mails_of_person`);
  }
}
