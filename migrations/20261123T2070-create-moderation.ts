import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateModeration1795468200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE reports (
        id          uuid PRIMARY KEY DEFAULT uuid_v7(),
        subject     text NOT NULL CHECK (subject IN ('post', 'case-note', 'guidance')),
        subject_id  uuid NOT NULL,
        reporter_id uuid NOT NULL REFERENCES people (id),
        reason      text NOT NULL CHECK (reason IN
                      ('personal-data', 'confidential', 'defamatory', 'illegal', 'safeguarding', 'abusive', 'off-topic', 'wrong', 'spam', 'other')),
        detail      text NOT NULL DEFAULT '' CHECK (length(detail) <= 2000),
        status      text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'upheld', 'dismissed')),
        claimed_by  uuid REFERENCES people (id),
        claimed_at  timestamptz(3),
        decided_by  uuid REFERENCES people (id),
        decided_at  timestamptz(3),
        created_at  timestamptz(3) NOT NULL DEFAULT now()
      );
      -- ModerationQueries.queue
      CREATE INDEX reports_queue ON reports (created_at, id) WHERE status = 'open';
      -- Whether something was ever reported, and what was
      CREATE INDEX reports_of_subject ON reports (subject, subject_id);
      -- The same person reports the same thing once.
      CREATE UNIQUE INDEX reports_once ON reports (subject, subject_id, reporter_id) WHERE status = 'open';

      CREATE TABLE moderation_log (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at          timestamptz(3) NOT NULL DEFAULT now(),
        actor_id    uuid NOT NULL,
        action      text NOT NULL CHECK (length(action) BETWEEN 1 AND 60),
        reason_code text NOT NULL CHECK (length(reason_code) BETWEEN 1 AND 60),
        subject     text NOT NULL,
        subject_id  uuid NOT NULL,
        -- Whom it is about: the author told, the person suspended.
        person_id   uuid,
        report_id   uuid,
        note        text NOT NULL DEFAULT '' CHECK (length(note) <= 2000)
      );
      -- ModerationQueries.historyOf
      CREATE INDEX moderation_log_of_subject ON moderation_log (subject, subject_id, id);
      -- ModerationQueries.person, and how often an author was spoken to before
      CREATE INDEX moderation_log_of_person ON moderation_log (person_id, id) WHERE person_id IS NOT NULL;
      -- ModerationQueries.actions
      CREATE INDEX moderation_log_actions ON moderation_log (id) WHERE action <> 'look';
      -- A moderator who reads by a report what they could not read otherwise: one line a report, however often.
      CREATE UNIQUE INDEX moderation_log_looks ON moderation_log (actor_id, subject_id, report_id) NULLS NOT DISTINCT
        WHERE action = 'look';
      -- ModerationQueries.suspended
      CREATE INDEX accounts_suspended ON accounts (suspended_until) WHERE suspended_until IS NOT NULL;

      CREATE FUNCTION moderation_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'moderation_log is append-only' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER moderation_log_append_only BEFORE UPDATE OR DELETE ON moderation_log
        FOR EACH ROW EXECUTE FUNCTION moderation_log_is_append_only();
      CREATE TRIGGER moderation_log_no_truncate BEFORE TRUNCATE ON moderation_log
        FOR EACH STATEMENT EXECUTE FUNCTION moderation_log_is_append_only();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX accounts_suspended;
      DROP TABLE moderation_log, reports;
      DROP FUNCTION moderation_log_is_append_only();
    `);
  }
}
