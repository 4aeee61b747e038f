import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What is known of a spin-out, each as a dated fact with its source; who doubts it; and how and to whom one ended. */
export class CreateSpinOutFacts1795515000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE spin_out_facts (
        id          uuid PRIMARY KEY DEFAULT uuid_v7(),
        spin_out_id uuid NOT NULL REFERENCES spin_outs (organisation_id),
        kind        text NOT NULL CHECK (kind IN
                      ('legal-form', 'governance', 'mutual-test', 'workforce', 'pension', 'financial-year',
                       'staff-benefit', 'asset-deal', 'partnership')),
        -- The day it is true of, or the first day of a period; to_on is the last day of a period that is over.
        from_on     date NOT NULL,
        to_on       date CHECK (to_on >= from_on),
        -- The fields of its kind: libs/spin-out-facts/kinds.ts.
        details     jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object' AND octet_length(details::text) <= 40000),
        note        text CHECK (length(note) <= 1000),
        source_kind text NOT NULL CHECK (source_kind IN
                      ('audited_accounts', 'public_register', 'document', 'foi', 'press', 'self')),
        source      text NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
        source_url  text CHECK (length(source_url) <= 300),
        audience    text NOT NULL DEFAULT 'public' CHECK (audience IN ('public', 'network', 'organisation')),
        visible_to  text[] NOT NULL GENERATED ALWAYS AS (
                      CASE audience
                        WHEN 'public' THEN ARRAY['public']
                        WHEN 'network' THEN ARRAY['network']
                        ELSE ARRAY['organisation:' || spin_out_id::text, 'edits:' || spin_out_id::text,
                                   'role:organisation_editor', 'role:data_steward', 'role:administrator']
                      END) STORED,
        recorded_by uuid REFERENCES people (id),
        recorded_at timestamptz(3) NOT NULL DEFAULT now(),
        version     int NOT NULL DEFAULT 1,
        -- A fact taken away is kept for the log alone.
        removed_at  timestamptz(3),
        CHECK (kind <> 'legal-form' OR (details ? 'form' AND audience = 'public')),
        CHECK (kind <> 'mutual-test' OR audience = 'public'),
        CHECK (kind <> 'financial-year' OR to_on IS NOT NULL),
        CHECK (kind <> 'asset-deal' OR details ->> 'atUndervalue' IS DISTINCT FROM 'yes'
               OR (details ? 'subsidyAssessment' AND details ? 'bestConsideration'))
      );
      -- SpinOutFactsQueries.ofSpinOut, and the current legal form
      CREATE INDEX spin_out_facts_of_spin_out ON spin_out_facts (spin_out_id, kind, from_on DESC, id DESC)
        WHERE removed_at IS NULL;
      CREATE UNIQUE INDEX spin_out_facts_one_a_day ON spin_out_facts (spin_out_id, kind, from_on)
        WHERE kind IN ('legal-form', 'financial-year') AND removed_at IS NULL;
      -- SpinOutsQueries.list where staff have a share of the proceeds of a sale
      CREATE INDEX spin_out_facts_proceeds ON spin_out_facts (spin_out_id)
        WHERE kind = 'staff-benefit' AND removed_at IS NULL AND details ->> 'staffShareOfProceeds' = 'yes';

      CREATE TABLE spin_out_fact_challenges (
        id            uuid PRIMARY KEY DEFAULT uuid_v7(),
        fact_id       uuid NOT NULL REFERENCES spin_out_facts (id),
        spin_out_id   uuid NOT NULL REFERENCES spin_outs (organisation_id),
        challenger_id uuid NOT NULL REFERENCES people (id),
        reason        text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
        raised_at     timestamptz(3) NOT NULL DEFAULT now(),
        outcome       text CHECK (outcome IN ('corrected', 'stands')),
        answer        text CHECK (length(answer) BETWEEN 1 AND 2000),
        answered_by   uuid REFERENCES people (id),
        answered_at   timestamptz(3),
        visible_to    text[] NOT NULL GENERATED ALWAYS AS (
                        ARRAY['person:' || challenger_id::text, 'edits:' || spin_out_id::text,
                              'role:organisation_editor', 'role:data_steward', 'role:administrator']) STORED,
        CHECK ((answered_at IS NULL) = (outcome IS NULL) AND (answered_at IS NULL) = (answer IS NULL))
      );
      -- SpinOutFactsQueries.page
      CREATE INDEX spin_out_fact_challenges_of_fact ON spin_out_fact_challenges (fact_id, raised_at);
      CREATE UNIQUE INDEX spin_out_fact_challenges_one_open ON spin_out_fact_challenges (fact_id, challenger_id)
        WHERE answered_at IS NULL;
      -- ChallengesQueries.open
      CREATE INDEX spin_out_fact_challenges_open ON spin_out_fact_challenges (raised_at, id)
        WHERE answered_at IS NULL;

      -- Every change of a fact, with what it was before.
      CREATE TABLE spin_out_fact_log (
        id        uuid PRIMARY KEY DEFAULT uuid_v7(),
        fact_id   uuid NOT NULL REFERENCES spin_out_facts (id),
        person_id uuid REFERENCES people (id),
        at        timestamptz(3) NOT NULL DEFAULT now(),
        what      text NOT NULL CHECK (what IN ('recorded', 'changed', 'removed', 'challenged', 'answered')),
        was       jsonb
      );
      -- SpinOutFactsQueries.page
      CREATE INDEX spin_out_fact_log_of_fact ON spin_out_fact_log (fact_id, at, id);

      -- All null at first: no row is rewritten. legal_form_from: legal_form follows the periods on record.
      ALTER TABLE spin_outs
        ADD COLUMN legal_form_from date,
        ADD COLUMN succeeded_by uuid REFERENCES organisations (id),
        ADD COLUMN next_provider_kind text CHECK (next_provider_kind IN
          ('psm', 'charity', 'private', 'public_body', 'in_house', 'nobody', 'unknown'));
      -- What became part of an organisation: its page, and the check of the foreign key.
      CREATE INDEX spin_outs_succeeded_by ON spin_outs (succeeded_by) WHERE succeeded_by IS NOT NULL;
      ALTER TABLE stage_events
        ADD COLUMN source text CHECK (length(source) BETWEEN 1 AND 300),
        ADD COLUMN source_url text CHECK (length(source_url) <= 300);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE stage_events DROP COLUMN source, DROP COLUMN source_url;
      ALTER TABLE spin_outs DROP COLUMN legal_form_from, DROP COLUMN succeeded_by, DROP COLUMN next_provider_kind;
      DROP TABLE spin_out_fact_log, spin_out_fact_challenges, spin_out_facts;
    `);
  }
}
