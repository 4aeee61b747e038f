import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** `network`: the key of whoever reads what is open to the network. */
const readerKeys = (network: string): string => `
  SELECT ARRAY['public', 'person:' || reader::text]
      || ${network}
      || ARRAY(SELECT 'role:' || role FROM role_grants WHERE person_id = reader AND scope_id IS NULL)
      || ARRAY(SELECT 'edits:' || scope_id::text FROM role_grants
                WHERE person_id = reader AND role = 'organisation_editor' AND scope_id IS NOT NULL)
      || ARRAY(SELECT 'circle:' || circle_id::text FROM circle_members WHERE person_id = reader)
      || ARRAY(SELECT 'organisation:' || organisation_id::text FROM memberships
                WHERE person_id = reader AND verified_at IS NOT NULL AND (to_on IS NULL OR to_on >= current_date))
      || ARRAY(SELECT 'invited:' || thread_id::text FROM thread_invitations WHERE person_id = reader)
      || ARRAY(SELECT 'circle-invited:' || circle_id::text FROM circle_invitations
                WHERE person_id = reader AND state = 'open')`;

export class CreateGuests1796080920000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who has an account for the circles that they were invited to, and is no member of the network: of it they read
      -- what everybody does. Who joins the network is no guest any more.
      CREATE TABLE guests (
        person_id uuid PRIMARY KEY REFERENCES people (id),
        since     timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE OR REPLACE FUNCTION reader_keys(reader uuid) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        ${readerKeys(`CASE WHEN EXISTS (SELECT FROM guests WHERE person_id = reader) THEN '{}'::text[] ELSE ARRAY['network'] END`)}
      $$;
      CREATE TRIGGER guests_access AFTER INSERT OR UPDATE OR DELETE ON guests
        FOR EACH ROW EXECUTE FUNCTION access_changed();

      -- Invitations by mail to who may have no account. What is in the mail follows from the id and our own secret: of it
      -- only a hash is kept.
      CREATE TABLE circle_guest_invitations (
        id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        circle_id   uuid NOT NULL REFERENCES circles (id),
        -- Only as long as it may be needed to send the mail and to know who answers.
        email       text CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
        token_hash  bytea NOT NULL UNIQUE,
        invited_by  uuid NOT NULL REFERENCES people (id),
        person_id   uuid REFERENCES people (id),
        state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn', 'expired')),
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        expires_at  timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        CHECK ((state = 'open') = (answered_at IS NULL)),
        CHECK ((state = 'open') = (email IS NOT NULL))
      );
      CREATE UNIQUE INDEX circle_guest_invitations_open ON circle_guest_invitations (circle_id, email) WHERE state = 'open';
      CREATE INDEX circle_guest_invitations_of_circle ON circle_guest_invitations (circle_id, created_at);
      CREATE INDEX circle_guest_invitations_by ON circle_guest_invitations (invited_by, created_at);
      CREATE INDEX circle_guest_invitations_to ON circle_guest_invitations (email, created_at) WHERE state = 'open';
      CREATE INDEX circle_guest_invitations_due ON circle_guest_invitations (expires_at) WHERE state = 'open';

      ALTER TABLE mails
        ALTER COLUMN person_id DROP NOT NULL,
        -- To an address that is nobody's here, it may be.
        ADD COLUMN guest_invitation_id uuid REFERENCES circle_guest_invitations (id) ON DELETE CASCADE;
      ALTER TABLE mails ADD CONSTRAINT mails_to_somebody
        CHECK (num_nonnulls(person_id, guest_invitation_id) = 1) NOT VALID;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM mails WHERE person_id IS NULL;
      ALTER TABLE mails DROP COLUMN guest_invitation_id, ALTER COLUMN person_id SET NOT NULL;
      DROP TABLE circle_guest_invitations;
      CREATE OR REPLACE FUNCTION reader_keys(reader uuid) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        ${readerKeys(`ARRAY['network']`)}
      $$;
      DROP TABLE guests;
    `);
  }
}
