import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Roles that members offer to take, or need somebody for: interim, chair, mentor and the like. */
export class CreateRoleOffers1796082600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE role_offers (
        id            uuid PRIMARY KEY DEFAULT uuid_v7(),
        person_id     uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        kind          text NOT NULL CHECK (kind IN ('offer', 'need')),
        role          text NOT NULL CHECK (length(role) BETWEEN 1 AND 60),
        title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
        body          text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
        service_areas text[] NOT NULL DEFAULT '{}' CHECK (cardinality(service_areas) <= 10),
        nation        text,
        region        text,
        pay           text NOT NULL CHECK (pay IN ('paid', 'unpaid', 'either')),
        -- Null: its owner says that there are none to declare.
        interests     text CHECK (length(interests) BETWEEN 1 AND 1000),
        declared_on   date NOT NULL DEFAULT current_date,
        -- When it was made or last renewed.
        listed_at     timestamptz(3) NOT NULL DEFAULT now(),
        expires_at    timestamptz(3) NOT NULL DEFAULT now() + interval '12 months',
        -- That it ends soon was said, since it was made or last renewed.
        reminded_at   timestamptz(3),
        closed_at     timestamptz(3),
        hidden_at     timestamptz(3),
        version       int NOT NULL DEFAULT 1,
        created_at    timestamptz(3) NOT NULL DEFAULT now(),
        -- Members of the network alone: never a guest of a circle, never the public. What has had its time is left out
        -- by expires_at. What is closed or hidden a moderator can still judge.
        visible_to    text[] NOT NULL GENERATED ALWAYS AS (
                        CASE WHEN coalesce(hidden_at, closed_at) IS NOT NULL
                             THEN ARRAY['person:' || person_id::text, 'role:moderator']
                             ELSE ARRAY['network', 'person:' || person_id::text] END) STORED
      );
      -- OffersQueries.list
      CREATE INDEX role_offers_listed ON role_offers (listed_at DESC, id DESC)
        WHERE closed_at IS NULL AND hidden_at IS NULL;
      -- OffersQueries.list of one person, OffersService.make
      CREATE INDEX role_offers_of_person ON role_offers (person_id, listed_at DESC, id DESC);
      -- OffersService.remindDue
      CREATE INDEX role_offers_to_remind ON role_offers (expires_at)
        WHERE reminded_at IS NULL AND closed_at IS NULL AND hidden_at IS NULL;

      ALTER TABLE reports DROP CONSTRAINT reports_subject_check;
      ALTER TABLE reports ADD CONSTRAINT reports_subject_check
        CHECK (subject IN ('post', 'case-note', 'guidance', 'role-offer')) NOT VALID;
      ALTER TABLE notifications DROP CONSTRAINT notifications_about_check;
      ALTER TABLE notifications ADD CONSTRAINT notifications_about_check
        CHECK (about IN ('thread', 'case-note', 'guidance', 'circle', 'role-offer')) NOT VALID;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notifications WHERE about = 'role-offer';
      ALTER TABLE notifications DROP CONSTRAINT notifications_about_check;
      ALTER TABLE notifications ADD CONSTRAINT notifications_about_check
        CHECK (about IN ('thread', 'case-note', 'guidance', 'circle'));
      DELETE FROM reports WHERE subject = 'role-offer';
      ALTER TABLE reports DROP CONSTRAINT reports_subject_check;
      ALTER TABLE reports ADD CONSTRAINT reports_subject_check CHECK (subject IN ('post', 'case-note', 'guidance'));
      DROP TABLE role_offers;
    `);
  }
}
