import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class KeepDrafts1796054400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Never counts the same again: a draft that was thrown away and begun anew is another version.
      CREATE SEQUENCE draft_versions AS int MAXVALUE 999999999 CYCLE;

      -- What somebody wrote and has not posted, right or wrong; theirs alone.
      CREATE TABLE drafts (
        person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        -- Where it is to be posted. The id of a thread or a post names no row: the text outlives the right to read that.
        place     text NOT NULL CHECK (place ~ '^(question|(thread|reply):[0-9a-f-]{36})$'),
        -- The fields of the form as they were typed.
        fields    jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
        version   int NOT NULL DEFAULT nextval('draft_versions'),
        saved_at  timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, place)
      );
      -- Housekeeping
      CREATE INDEX drafts_by_age ON drafts (saved_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE drafts;
      DROP SEQUENCE draft_versions;
    `);
  }
}
