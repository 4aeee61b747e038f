import { type MigrationInterface, type QueryRunner } from 'typeorm';

const READER_KEYS_BEFORE = `
  SELECT ARRAY['public', 'network', 'person:' || reader::text]
      || ARRAY(SELECT 'role:' || role FROM role_grants WHERE person_id = reader AND scope_id IS NULL)
      || ARRAY(SELECT 'edits:' || scope_id::text FROM role_grants
                WHERE person_id = reader AND role = 'organisation_editor' AND scope_id IS NOT NULL)
      || ARRAY(SELECT 'circle:' || circle_id::text FROM circle_members WHERE person_id = reader)
      || ARRAY(SELECT 'organisation:' || organisation_id::text FROM memberships
                WHERE person_id = reader AND verified_at IS NOT NULL AND (to_on IS NULL OR to_on >= current_date))
      || ARRAY(SELECT 'invited:' || thread_id::text FROM thread_invitations WHERE person_id = reader)`;

export class OpenCircles1796080800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE circles
        DROP COLUMN visible_to,
        ADD COLUMN kind text NOT NULL DEFAULT 'topic' CHECK (kind IN ('topic', 'region', 'cohort', 'peer')),
        -- Who may know of it, and how one joins. What is in it is for its members alone, whatever this says.
        ADD COLUMN visibility text NOT NULL DEFAULT 'confidential'
          CHECK (visibility IN ('open', 'restricted', 'private', 'confidential')),
        -- What somebody is asked who asks to join.
        ADD COLUMN questions text[] NOT NULL DEFAULT '{}' CHECK (cardinality(questions) <= 3),
        -- What its meetings begin from. Null: as for its kind.
        ADD COLUMN agenda text CHECK (length(agenda) BETWEEN 1 AND 4000);
      ALTER TABLE circles
        -- Who may know that it is there, its name and what it is for: an invitation says so to who is invited.
        ADD COLUMN visible_to text[] NOT NULL GENERATED ALWAYS AS (
          CASE visibility WHEN 'confidential' THEN '{}'::text[] ELSE ARRAY['network'] END
          || ARRAY['circle:' || id::text, 'circle-invited:' || id::text]) STORED,
        -- Who reads what is in it.
        ADD COLUMN inside_visible_to text[] NOT NULL GENERATED ALWAYS AS (ARRAY['circle:' || id::text]) STORED;
      -- CirclesQueries.listed
      CREATE INDEX circles_listed ON circles (created_at DESC, id DESC) WHERE visibility <> 'confidential';

      CREATE TABLE circle_invitations (
        id          uuid PRIMARY KEY DEFAULT uuid_v7(),
        circle_id   uuid NOT NULL REFERENCES circles (id),
        person_id   uuid NOT NULL REFERENCES people (id),
        invited_by  uuid NOT NULL REFERENCES people (id),
        note        text CHECK (length(note) BETWEEN 1 AND 500),
        state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn', 'expired')),
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        answered_at timestamptz(3),
        CHECK ((state = 'open') = (answered_at IS NULL))
      );
      CREATE UNIQUE INDEX circle_invitations_open ON circle_invitations (circle_id, person_id) WHERE state = 'open';
      CREATE INDEX circle_invitations_of_person ON circle_invitations (person_id) WHERE state = 'open';
      CREATE INDEX circle_invitations_by ON circle_invitations (invited_by, created_at);
      CREATE INDEX circle_invitations_due ON circle_invitations (created_at) WHERE state = 'open';

      CREATE TABLE circle_requests (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        circle_id  uuid NOT NULL REFERENCES circles (id),
        person_id  uuid NOT NULL REFERENCES people (id),
        -- [{question, answer}], as they were asked then.
        answers    jsonb NOT NULL DEFAULT '[]',
        state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
        -- What the facilitator says to who asked.
        sentence   text CHECK (length(sentence) BETWEEN 1 AND 500),
        decided_by uuid REFERENCES people (id),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        decided_at timestamptz(3),
        visible_to text[] NOT NULL GENERATED ALWAYS AS
          (ARRAY['person:' || person_id::text, 'circle:' || circle_id::text]) STORED,
        CHECK ((state = 'open') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX circle_requests_open ON circle_requests (circle_id, person_id) WHERE state = 'open';
      CREATE INDEX circle_requests_of_person ON circle_requests (person_id, created_at);
      CREATE INDEX circle_requests_of_circle ON circle_requests (circle_id, created_at);

      -- Whoever has the link may join, until it is used up, has expired or is taken back.
      CREATE TABLE circle_links (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        circle_id  uuid NOT NULL REFERENCES circles (id),
        token_hash bytea NOT NULL UNIQUE,
        made_by    uuid NOT NULL REFERENCES people (id),
        uses       int NOT NULL CHECK (uses BETWEEN 1 AND 200),
        used       int NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND uses),
        expires_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX circle_links_of_circle ON circle_links (circle_id, created_at);

      -- What became of a circle and of who is in it: for its members.
      CREATE TABLE circle_events (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        circle_id  uuid NOT NULL REFERENCES circles (id),
        kind       text NOT NULL CHECK (kind ~ '^[a-z][a-z-]{1,39}$'),
        person_id  uuid REFERENCES people (id),
        actor_id   uuid REFERENCES people (id),
        facts      jsonb NOT NULL DEFAULT '{}',
        at         timestamptz(3) NOT NULL DEFAULT now(),
        visible_to text[] NOT NULL GENERATED ALWAYS AS (ARRAY['circle:' || circle_id::text]) STORED
      );
      CREATE INDEX circle_events_of_circle ON circle_events (circle_id, at DESC, id DESC);

      CREATE OR REPLACE FUNCTION reader_keys(reader uuid) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        ${READER_KEYS_BEFORE}
            || ARRAY(SELECT 'circle-invited:' || circle_id::text FROM circle_invitations
                      WHERE person_id = reader AND state = 'open')
      $$;
      CREATE TRIGGER circle_invitations_access AFTER INSERT OR UPDATE OR DELETE ON circle_invitations
        FOR EACH ROW EXECUTE FUNCTION access_changed();

      ALTER TABLE notifications DROP CONSTRAINT notifications_about_check;
      ALTER TABLE notifications ADD CONSTRAINT notifications_about_check
        CHECK (about IN ('thread', 'case-note', 'guidance', 'circle')) NOT VALID;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notifications WHERE about = 'circle';
      ALTER TABLE notifications DROP CONSTRAINT notifications_about_check;
      ALTER TABLE notifications ADD CONSTRAINT notifications_about_check CHECK (about IN ('thread', 'case-note', 'guidance'));
      CREATE OR REPLACE FUNCTION reader_keys(reader uuid) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        ${READER_KEYS_BEFORE}
      $$;
      DROP TABLE circle_events, circle_links, circle_requests, circle_invitations;
      ALTER TABLE circles
        DROP COLUMN inside_visible_to, DROP COLUMN visible_to, DROP COLUMN agenda, DROP COLUMN questions,
        DROP COLUMN visibility, DROP COLUMN kind;
      ALTER TABLE circles
        ADD COLUMN visible_to text[] NOT NULL GENERATED ALWAYS AS (ARRAY['circle:' || id::text]) STORED;
    `);
  }
}
