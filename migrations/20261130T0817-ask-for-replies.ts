import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A right of reply may be asked for by somebody without an account, for an organisation that need not have a page. */
export class AskForReplies1796026620000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE case_note_replies
        ALTER COLUMN organisation_id DROP NOT NULL,
        ALTER COLUMN asked_by DROP NOT NULL,
        ADD COLUMN reference    text,
        ADD COLUMN organisation text,
        ADD COLUMN asker_role   text,
        -- For the answer alone: moderators see it, nobody else.
        ADD COLUMN asker_email  text;
      ALTER TABLE case_note_replies ADD CONSTRAINT case_note_replies_asker CHECK (
        CASE WHEN reference IS NULL
             THEN num_nulls(organisation_id, asked_by) = 0 AND num_nonnulls(organisation, asker_role, asker_email) = 0
             ELSE num_nonnulls(organisation_id, asked_by) = 0 AND num_nulls(organisation, asker_role) = 0
                  AND length(reference) BETWEEN 1 AND 20 AND length(organisation) BETWEEN 1 AND 200
                  AND length(asker_role) BETWEEN 1 AND 120 AND length(asker_email) BETWEEN 3 AND 254 END) NOT VALID;
      ALTER TABLE case_note_replies VALIDATE CONSTRAINT case_note_replies_asker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM case_note_replies WHERE reference IS NOT NULL;
      ALTER TABLE case_note_replies
        DROP COLUMN reference, DROP COLUMN organisation, DROP COLUMN asker_role, DROP COLUMN asker_email,
        ALTER COLUMN organisation_id SET NOT NULL, ALTER COLUMN asked_by SET NOT NULL;
    `);
  }
}
