import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateCapacity1795999800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What a person says that their team has. Read by that person alone: no team, no role, no moderator.
      CREATE TABLE capacity_entries (
        id            uuid PRIMARY KEY DEFAULT uuid_v7(),
        person_id     uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        stage         text NOT NULL,
        role          text NOT NULL CHECK (length(role) BETWEEN 1 AND 120),
        days_per_week numeric(4, 2) NOT NULL CHECK (days_per_week BETWEEN 0 AND 70),
        updated_at    timestamptz(3) NOT NULL DEFAULT now(),
        visible_to    text[] NOT NULL GENERATED ALWAYS AS (ARRAY['person:' || person_id::text]) STORED
      );
      -- CapacityQueries.own
      CREATE UNIQUE INDEX capacity_entries_one ON capacity_entries (person_id, stage, lower(role));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE capacity_entries`);
  }
}
