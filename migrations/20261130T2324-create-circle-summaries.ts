import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateCircleSummaries1796081040000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a circle says of itself to everybody, once each of its members has agreed to this very text.
      CREATE TABLE circle_summaries (
        circle_id    uuid PRIMARY KEY REFERENCES circles (id),
        body         text NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
        body_html    text NOT NULL,
        version      int NOT NULL DEFAULT 1,
        proposed_by  uuid NOT NULL REFERENCES people (id),
        proposed_at  timestamptz(3) NOT NULL DEFAULT now(),
        -- When the last of them agreed. Whoever reads it from outside reads it only while all still do: see
        -- CircleSummaries.published.
        published_at timestamptz(3),
        visible_to   text[] NOT NULL GENERATED ALWAYS AS (
          CASE WHEN published_at IS NULL THEN '{}'::text[] ELSE ARRAY['public'] END
          || ARRAY['circle:' || circle_id::text]) STORED
      );
      CREATE TABLE circle_consents (
        circle_id uuid NOT NULL REFERENCES circle_summaries (circle_id),
        person_id uuid NOT NULL,
        version   int NOT NULL,
        at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (circle_id, person_id),
        FOREIGN KEY (circle_id, person_id) REFERENCES circle_members (circle_id, person_id) ON DELETE CASCADE
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE circle_consents, circle_summaries`);
  }
}
