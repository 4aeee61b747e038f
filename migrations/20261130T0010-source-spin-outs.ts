import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Where what a spin-out's own row says comes from; stages that can be put right, with a trace. */
export class SourceSpinOuts1795997400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A row without a source: whoever recorded it said that there is no evidence.
      CREATE TABLE spin_out_sources (
        spin_out_id uuid NOT NULL REFERENCES spin_outs (organisation_id),
        field       text NOT NULL CHECK (field IN ('parent', 'service-areas', 'staff', 'went-live', 'legal-form')),
        source      text CHECK (length(source) BETWEEN 1 AND 300),
        source_url  text CHECK (length(source_url) <= 300),
        as_at       date NOT NULL,
        recorded_by uuid REFERENCES people (id),
        recorded_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (spin_out_id, field)
      );

      -- Every change of such a field or of a stage, with what it said before.
      CREATE TABLE spin_out_changes (
        id             uuid PRIMARY KEY DEFAULT uuid_v7(),
        spin_out_id    uuid NOT NULL REFERENCES spin_outs (organisation_id),
        field          text,
        stage_event_id uuid REFERENCES stage_events (id),
        person_id      uuid REFERENCES people (id),
        at             timestamptz(3) NOT NULL DEFAULT now(),
        what           text NOT NULL CHECK (what IN ('recorded', 'changed', 'removed')),
        was            jsonb,
        CHECK (num_nonnulls(field, stage_event_id) = 1)
      );
      -- EntriesQueries.page
      CREATE INDEX spin_out_changes_of_spin_out ON spin_out_changes (spin_out_id, at, id);

      ALTER TABLE stage_events
        ADD COLUMN ended_how text CHECK (ended_how IN ('closed', 'insourced', 'merged', 'sold')),
        ADD COLUMN succeeded_by uuid REFERENCES organisations (id),
        ADD COLUMN next_provider_kind text CHECK (next_provider_kind IN
          ('psm', 'charity', 'private', 'public_body', 'in_house', 'nobody', 'unknown')),
        ADD COLUMN version int NOT NULL DEFAULT 1,
        -- A stage taken away is kept for its trace alone.
        ADD COLUMN removed_at timestamptz(3);
      -- How it ended was said on the spin-out's row alone: it belongs to the event. A few rows.
      UPDATE stage_events e
         SET ended_how = s.ended_how, succeeded_by = s.succeeded_by, next_provider_kind = s.next_provider_kind
        FROM spin_outs s
       WHERE s.organisation_id = e.spin_out_id AND s.stage = 'ended' AND e.stage = 'ended'
         AND e.happened_on = s.ended_on;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE stage_events DROP COLUMN ended_how, DROP COLUMN succeeded_by, DROP COLUMN next_provider_kind,
        DROP COLUMN version, DROP COLUMN removed_at;
      DROP TABLE spin_out_changes, spin_out_sources;
    `);
  }
}
