import { type MigrationInterface, type QueryRunner } from 'typeorm';

const visibleTo = (more: string): string => `
  ALTER TABLE spin_out_fact_challenges DROP COLUMN visible_to;
  ALTER TABLE spin_out_fact_challenges
    ADD COLUMN visible_to text[] NOT NULL GENERATED ALWAYS AS (
      ARRAY['person:' || challenger_id::text, 'edits:' || spin_out_id::text,
            'role:organisation_editor', 'role:data_steward', 'role:administrator'${more}]) STORED;`;

/** A challenge may be of a stage or of a field of the profile too; moderators see them and decide what waits too long. */
export class ChallengeProfiles1795998000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ${visibleTo(", 'role:moderator'")}
      ALTER TABLE spin_out_fact_challenges
        ALTER COLUMN fact_id DROP NOT NULL,
        ADD COLUMN stage_event_id uuid REFERENCES stage_events (id),
        ADD COLUMN profile_field text,
        ADD CONSTRAINT spin_out_fact_challenges_of_one CHECK (num_nonnulls(fact_id, stage_event_id, profile_field) = 1);
      -- EntriesQueries.page
      CREATE INDEX spin_out_fact_challenges_of_entry ON spin_out_fact_challenges (spin_out_id, raised_at)
        WHERE fact_id IS NULL;
      CREATE UNIQUE INDEX spin_out_fact_challenges_one_open_stage
        ON spin_out_fact_challenges (stage_event_id, challenger_id) WHERE answered_at IS NULL;
      CREATE UNIQUE INDEX spin_out_fact_challenges_one_open_field
        ON spin_out_fact_challenges (spin_out_id, profile_field, challenger_id) WHERE answered_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM spin_out_fact_challenges WHERE fact_id IS NULL;
      ALTER TABLE spin_out_fact_challenges
        DROP COLUMN stage_event_id, DROP COLUMN profile_field, ALTER COLUMN fact_id SET NOT NULL;
      ${visibleTo('')}
    `);
  }
}
