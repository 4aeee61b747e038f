import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Alone, and without a transaction: it is built while people write. */
export class IndexUnreadReplies1796070000000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    // How many are unread, and repliesRead: those about what somebody reads now, however many others wait.
    await db.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS notifications_unread_about ON notifications (person_id, about_id)
        WHERE read_at IS NULL`);
    await db.query(`DROP INDEX CONCURRENTLY IF EXISTS notifications_unread`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE INDEX IF NOT EXISTS notifications_unread ON notifications (person_id) WHERE read_at IS NULL`,
    );
    await db.query(`DROP INDEX IF EXISTS notifications_unread_about`);
  }
}
