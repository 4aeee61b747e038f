import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What stands in place of who asked, in a discussion that was begun under a mask. */
export class MaskThreads1796040000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Null: not masked. Fixed when it was asked, and the same in all that the asker writes there. Every row has null
      -- yet, so no row is read to hold the checks.
      ALTER TABLE threads ADD COLUMN mask text;
      ALTER TABLE threads ADD CONSTRAINT threads_mask_check CHECK (length(mask) BETWEEN 1 AND 120) NOT VALID;
      ALTER TABLE posts ADD COLUMN mask text;
      ALTER TABLE posts ADD CONSTRAINT posts_mask_check CHECK (length(mask) BETWEEN 1 AND 120) NOT VALID;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE posts DROP COLUMN mask;
      ALTER TABLE threads DROP COLUMN mask;
    `);
  }
}
