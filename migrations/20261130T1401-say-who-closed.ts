import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Who asked may close their discussion, and open again what they closed; what a moderator closed only a moderator opens. */
export class SayWhoClosed1796047260000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- As what they closed it, and not who: a discussion that was asked under a mask stays masked. Null: it is open, or a
      -- moderator closed it before this was kept. No row has a value yet, so no row is read to hold the check.
      ALTER TABLE threads ADD COLUMN locked_by text;
      ALTER TABLE threads ADD CONSTRAINT threads_locked_by_check CHECK (
        locked_by IS NULL OR (locked_by IN ('asker', 'moderator') AND locked_at IS NOT NULL)) NOT VALID;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE threads DROP COLUMN locked_by`);
  }
}
