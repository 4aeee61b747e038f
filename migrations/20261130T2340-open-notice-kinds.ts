import { type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = ['mails', 'notice_choices'];

/** What kinds there are is said once, in the code: a new one needs no change of the tables. */
export class OpenNoticeKinds1796082000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      // NOT VALID first: no row is read while the table is held.
      await db.query(`
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check;
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_kind_check CHECK (kind ~ '^[a-z][a-z-]{1,39}$') NOT VALID;
      `);
    }
    for (const table of TABLES) await db.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${table}_kind_check`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await db.query(`
        DELETE FROM ${table} WHERE kind NOT IN ('mention', 'answers', 'invitation', 'moderation');
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check;
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_kind_check
          CHECK (kind IN ('mention', 'answers', 'invitation', 'moderation'));
      `);
    }
  }
}
