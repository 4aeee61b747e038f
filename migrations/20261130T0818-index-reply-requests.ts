import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** ReplyRequestsService: sent twice is asked once, and a reference is of one alone. Alone, not to hold writers up. */
export class IndexReplyRequests1796026680000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS case_note_replies_requests
        ON case_note_replies (case_note_id, lower(asker_email), md5(body)) WHERE status = 'asked' AND reference IS NOT NULL`);
    await db.query(`
      CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS case_note_replies_reference
        ON case_note_replies (reference) WHERE reference IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX IF EXISTS case_note_replies_requests, case_note_replies_reference`);
  }
}
