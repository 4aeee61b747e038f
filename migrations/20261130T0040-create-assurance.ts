import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a spin-out tells a nervous buyer of how its service would go on, and the links by which they may read it. */
export class CreateAssurance1795999200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE assurance_packs (
        spin_out_id uuid PRIMARY KEY REFERENCES spin_outs (organisation_id),
        insurer     text CHECK (length(insurer) <= 1000),
        step_in     text CHECK (length(step_in) <= 2000),
        exit_plan   text CHECK (length(exit_plan) <= 2000),
        key_people  text CHECK (length(key_people) <= 2000),
        inspections text CHECK (length(inspections) <= 2000),
        checked_on  date NOT NULL,
        updated_by  uuid REFERENCES people (id),
        updated_at  timestamptz(3) NOT NULL DEFAULT now(),
        version     int NOT NULL DEFAULT 1,
        -- No role of the platform opens it: others read it by a link that its editors gave them.
        visible_to  text[] NOT NULL GENERATED ALWAYS AS
                      (ARRAY['organisation:' || spin_out_id::text, 'edits:' || spin_out_id::text]) STORED
      );

      CREATE TABLE assurance_links (
        id              uuid PRIMARY KEY DEFAULT uuid_v7(),
        spin_out_id     uuid NOT NULL REFERENCES assurance_packs (spin_out_id),
        purpose         text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 120),
        token_hash      bytea NOT NULL UNIQUE,
        created_by      uuid REFERENCES people (id),
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        expires_at      timestamptz(3) NOT NULL,
        withdrawn_at    timestamptz(3),
        visits          int NOT NULL DEFAULT 0,
        last_visited_on date
      );
      -- AssuranceQueries.own
      CREATE INDEX assurance_links_of_spin_out ON assurance_links (spin_out_id, created_at DESC);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE assurance_links, assurance_packs`);
  }
}
