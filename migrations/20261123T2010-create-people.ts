import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreatePeople1795464600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE people (
        id                uuid PRIMARY KEY DEFAULT uuid_v7(),
        name              text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        -- Siân before Sid: capitals and accents decide nothing but a tie, whatever the collation of the database.
        sort_name         text NOT NULL GENERATED ALWAYS AS (left(lower(normalize(name, NFKD)), 200)) STORED,
        practitioner_role text NOT NULL DEFAULT 'member_of_public' CHECK (practitioner_role IN (
                            'founder', 'spin_out_staff', 'staff_director', 'chair_or_ned', 'council_officer', 'commissioner',
                            'finance', 'legal_procurement', 'hr_pensions', 'elected_member', 'scrutiny_member', 'nhs_commissioner',
                            'union_representative', 'paid_adviser', 'funder', 'researcher', 'member_of_public')),
        job_title         text CHECK (length(job_title) <= 120),
        bio               text CHECK (length(bio) <= 1000),
        service_areas     text[] NOT NULL DEFAULT '{}',
        stages_lived      text[] NOT NULL DEFAULT '{}',
        topics_offered    text[] NOT NULL DEFAULT '{}',
        topics_wanted     text[] NOT NULL DEFAULT '{}',
        lang              text NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'cy')),
        fictional         boolean NOT NULL DEFAULT false,
        visible_to        text[] NOT NULL DEFAULT '{network}',
        -- What this person may read: kept by triggers, so that asking who they are is one row. See reader_keys().
        reader_keys       text[] NOT NULL DEFAULT '{}',
        version           int NOT NULL DEFAULT 1,
        created_at        timestamptz(3) NOT NULL DEFAULT now()
      );
      -- PeopleQueries.directory
      CREATE INDEX people_directory ON people (sort_name, id);
      CREATE INDEX people_by_role ON people (practitioner_role, sort_name, id);
      CREATE INDEX people_by_service ON people USING gin (service_areas);
      CREATE INDEX people_by_topic ON people USING gin (topics_offered);

      -- Apart from people, so that no list of people can carry an address by accident.
      CREATE TABLE accounts (
        person_id         uuid PRIMARY KEY REFERENCES people (id),
        email             text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
        password_hash     text NOT NULL,
        password_set_at   timestamptz(3) NOT NULL DEFAULT now(),
        email_verified_at timestamptz(3),
        suspended_until   timestamptz(3),
        suspended_reason  text,
        demo              boolean NOT NULL DEFAULT false,
        created_at        timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE TABLE role_grants (
        person_id  uuid NOT NULL REFERENCES people (id),
        role       text NOT NULL CHECK (role IN
                     ('member', 'organisation_editor', 'subject_editor', 'moderator', 'data_steward', 'administrator')),
        -- Null: everywhere. Otherwise the organisation (organisation_editor) it is for.
        scope_id   uuid,
        granted_by uuid REFERENCES people (id),
        granted_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (person_id, role, scope_id)
      );

      CREATE TABLE sessions (
        id           uuid PRIMARY KEY DEFAULT uuid_v7(),
        person_id    uuid NOT NULL REFERENCES people (id),
        token_hash   bytea NOT NULL UNIQUE,
        device       text NOT NULL DEFAULT '' CHECK (length(device) <= 200),
        created_at   timestamptz(3) NOT NULL DEFAULT now(),
        last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at   timestamptz(3) NOT NULL,
        ended_at     timestamptz(3)
      );
      CREATE INDEX sessions_of_person ON sessions (person_id) WHERE ended_at IS NULL;
      CREATE INDEX sessions_expiry ON sessions (expires_at);

      CREATE TABLE access_tokens (
        id           uuid PRIMARY KEY DEFAULT uuid_v7(),
        person_id    uuid NOT NULL REFERENCES people (id),
        name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        token_hash   bytea NOT NULL UNIQUE,
        scope        text NOT NULL DEFAULT 'write' CHECK (scope IN ('read', 'write')),
        -- The token that this one was made with, and is revoked with. Null: made by a person who had signed in.
        made_with    uuid REFERENCES access_tokens (id) ON DELETE SET NULL,
        created_at   timestamptz(3) NOT NULL DEFAULT now(),
        last_used_at timestamptz(3),
        expires_at   timestamptz(3) NOT NULL,
        revoked_at   timestamptz(3)
      );
      CREATE INDEX access_tokens_of_person ON access_tokens (person_id) WHERE revoked_at IS NULL;
      CREATE INDEX access_tokens_made_with ON access_tokens (made_with) WHERE made_with IS NOT NULL;

      -- One-use links sent by mail: to reset a password, to verify an address.
      CREATE TABLE mail_tokens (
        token_hash bytea PRIMARY KEY,
        person_id  uuid NOT NULL REFERENCES people (id),
        purpose    text NOT NULL CHECK (purpose IN ('reset-password', 'verify-email')),
        expires_at timestamptz(3) NOT NULL,
        used_at    timestamptz(3)
      );
      CREATE INDEX mail_tokens_expiry ON mail_tokens (expires_at);

      CREATE TABLE circles (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE TABLE circle_members (
        circle_id uuid NOT NULL REFERENCES circles (id),
        person_id uuid NOT NULL REFERENCES people (id),
        since     timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (circle_id, person_id)
      );
      CREATE INDEX circle_members_of_person ON circle_members (person_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE circle_members, circles, mail_tokens, access_tokens, sessions, role_grants, accounts, people`,
    );
  }
}
