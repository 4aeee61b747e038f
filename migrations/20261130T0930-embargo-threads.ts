import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A discussion can be for fewer people until a day, and then for more. Until then its audience is the narrow one, so that
 * nothing that reads has to know of the day; on it a job changes the audience.
 */
export class EmbargoThreads1796031000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE threads
        -- The day on which it opens; null: it stays for those who can read it.
        ADD COLUMN confidential_until date,
        -- To whom.
        ADD COLUMN opens_to text;
      -- No row has a value yet, so no row is read to hold the check.
      ALTER TABLE threads ADD CONSTRAINT threads_opens_to_check CHECK (
        (opens_to IS NULL) = (confidential_until IS NULL) AND (opens_to IS NULL OR opens_to IN ('network', 'public')))
        NOT VALID;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE threads DROP COLUMN opens_to, DROP COLUMN confidential_until`);
  }
}
