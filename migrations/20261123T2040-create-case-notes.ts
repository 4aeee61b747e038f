import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateCaseNotes1795466400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE case_notes (
        id                    uuid PRIMARY KEY DEFAULT uuid_v7(),
        title                 text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        -- A draft may lack all but its title; the rest is checked when it is submitted.
        summary               text NOT NULL DEFAULT '' CHECK (length(summary) <= 600),
        author_id             uuid NOT NULL REFERENCES people (id),
        -- As it was when the note was written; kept when the author moves on.
        author_organisation   text,
        author_tie            text NOT NULL DEFAULT 'none' CHECK (author_tie IN
                                ('staff', 'commissioner', 'adviser_paid', 'adviser_unpaid', 'none')),
        council_id            uuid REFERENCES councils (organisation_id),
        spin_out_id           uuid REFERENCES spin_outs (organisation_id),
        service_areas         text[] NOT NULL DEFAULT '{}',
        topics                text[] NOT NULL DEFAULT '{}',
        stage                 text,
        result                text CHECK (result IN
                                ('went-ahead', 'in-progress', 'decided-not-to', 'insourced', 'merged', 'lost-contract', 'closed')),
        legal_form            text,
        period_from           date,
        period_to             date,
        what_happened         text NOT NULL DEFAULT '' CHECK (length(what_happened) <= 20000),
        what_went_wrong       text NOT NULL DEFAULT '' CHECK (length(what_went_wrong) <= 10000),
        what_we_would_do_again text NOT NULL DEFAULT '' CHECK (length(what_we_would_do_again) <= 10000),
        -- Made once, from the three texts above, by the sanitising renderer.
        what_happened_html    text NOT NULL DEFAULT '',
        what_went_wrong_html  text NOT NULL DEFAULT '',
        what_we_would_do_again_html text NOT NULL DEFAULT '',
        -- In place of outcomes: why nobody knows whether the service got worse.
        why_not_known         text CHECK (length(why_not_known) <= 600),
        cost_of_doing_nothing text CHECK (length(cost_of_doing_nothing) <= 2000),
        lawful_help           text CHECK (length(lawful_help) <= 500),
        political_context     text CHECK (length(political_context) <= 500),
        done_while_cutting_percent numeric(5, 2) CHECK (done_while_cutting_percent BETWEEN 0 AND 100),
        -- Computed from the rows below whenever they change, so that lists and cards read one row.
        evidenced             boolean NOT NULL DEFAULT false,
        verdict               text NOT NULL DEFAULT 'unknown' CHECK (verdict IN ('better', 'same', 'worse', 'mixed', 'unknown')),
        saving_amount         numeric(14, 2),
        saving_per            text CHECK (saving_per IN ('year', 'once', 'contract')),
        evidence_grade        text NOT NULL DEFAULT 'none' CHECK (evidence_grade IN
                                ('audited', 'inspected', 'commissioner', 'self', 'media', 'none')),
        -- For "strongest evidence" first: evidenced before outline, then by grade.
        evidence_rank         int NOT NULL GENERATED ALWAYS AS (
                                CASE WHEN evidenced THEN 10 ELSE 0 END
                                + array_position(ARRAY['none', 'media', 'self', 'commissioner', 'inspected', 'audited'],
                                                 evidence_grade)) STORED,
        status                text NOT NULL DEFAULT 'draft' CHECK (status IN
                                ('draft', 'submitted', 'published', 'withdrawn', 'superseded')),
        -- A changed text of a published note, with its author or a moderator until it takes the other's place; then it
        -- is superseded, and only its author still finds it.
        replaces_id           uuid REFERENCES case_notes (id),
        -- What a moderator asked for when the note went back to its author.
        review_comment        text CHECK (length(review_comment) <= 2000),
        withdrawn_reason      text CHECK (length(withdrawn_reason) <= 1000),
        submitted_at          timestamptz(3),
        published_at          timestamptz(3),
        published_by          uuid REFERENCES people (id),
        withdrawn_at          timestamptz(3),
        last_checked_on       date,
        good_until            date,
        licence               text NOT NULL DEFAULT 'CC BY 4.0',
        lang                  text NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'cy')),
        fictional             boolean NOT NULL DEFAULT false,
        version               int NOT NULL DEFAULT 1,
        -- Published and withdrawn notes are open to all (a withdrawn one says so and shows no figures); the rest to
        -- their author and, once submitted, to moderators.
        visible_to            text[] NOT NULL GENERATED ALWAYS AS (
                                CASE status
                                  WHEN 'published' THEN ARRAY['public']
                                  WHEN 'withdrawn' THEN ARRAY['public']
                                  WHEN 'submitted' THEN ARRAY['person:' || author_id::text, 'role:moderator']
                                  ELSE ARRAY['person:' || author_id::text]
                                END) STORED,
        created_at            timestamptz(3) NOT NULL DEFAULT now(),
        updated_at            timestamptz(3) NOT NULL DEFAULT now(),
        CHECK (status = 'draft' OR (summary <> '' AND what_happened <> '' AND stage IS NOT NULL AND result IS NOT NULL)),
        CHECK (status NOT IN ('published', 'withdrawn') OR published_at IS NOT NULL)
      );
      -- CaseNotesQueries.list: newest, strongest evidence, and the filters that few notes pass
      CREATE INDEX case_notes_list ON case_notes (published_at DESC, id DESC) WHERE status = 'published';
      CREATE INDEX case_notes_strongest ON case_notes (evidence_rank DESC, published_at DESC, id DESC)
        WHERE status = 'published';
      CREATE INDEX case_notes_by_service ON case_notes USING gin (service_areas) WHERE status = 'published';
      CREATE INDEX case_notes_by_topic ON case_notes USING gin (topics) WHERE status = 'published';
      CREATE INDEX case_notes_of_council ON case_notes (council_id, published_at DESC) WHERE status = 'published';
      CREATE INDEX case_notes_of_spin_out ON case_notes (spin_out_id, published_at DESC) WHERE status = 'published';
      CREATE INDEX case_notes_of_author ON case_notes (author_id, updated_at DESC);
      -- The moderators' queue
      CREATE INDEX case_notes_submitted ON case_notes (submitted_at, id) WHERE status = 'submitted';
      -- One changed text at a time
      CREATE UNIQUE INDEX case_notes_revision ON case_notes (replaces_id) WHERE status IN ('draft', 'submitted');

      CREATE TABLE outcome_measures (
        case_note_id    uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        position        int NOT NULL CHECK (position BETWEEN 1 AND 20),
        name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        unit            text NOT NULL DEFAULT '' CHECK (length(unit) <= 40),
        better          text NOT NULL CHECK (better IN ('up', 'down')),
        baseline_value  numeric(16, 4),
        baseline_period text CHECK (length(baseline_period) <= 40),
        later_value     numeric(16, 4),
        later_period    text CHECK (length(later_period) <= 40),
        source          text CHECK (length(source) <= 300),
        confidence      text NOT NULL DEFAULT 'none' CHECK (confidence IN
                          ('audited', 'inspected', 'commissioner', 'self', 'media', 'none')),
        -- Computed, never typed: equal is the same; otherwise the direction that is better decides.
        verdict         text NOT NULL GENERATED ALWAYS AS (
                          CASE
                            WHEN baseline_value IS NULL OR later_value IS NULL THEN 'unknown'
                            WHEN later_value = baseline_value THEN 'same'
                            WHEN (later_value > baseline_value) = (better = 'up') THEN 'better'
                            ELSE 'worse'
                          END) STORED,
        PRIMARY KEY (case_note_id, position)
      );

      CREATE TABLE money_figures (
        case_note_id uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        position     int NOT NULL CHECK (position BETWEEN 1 AND 20),
        kind         text NOT NULL CHECK (kind IN ('saving', 'cost', 'setup', 'investment', 'price')),
        label        text NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
        amount       numeric(14, 2) NOT NULL,
        per          text NOT NULL CHECK (per IN ('year', 'once', 'contract')),
        from_on      date,
        to_on        date,
        basis        text CHECK (length(basis) <= 300),
        source       text CHECK (length(source) <= 300),
        confidence   text NOT NULL DEFAULT 'none' CHECK (confidence IN
                       ('audited', 'inspected', 'commissioner', 'self', 'media', 'none')),
        PRIMARY KEY (case_note_id, position)
      );

      CREATE TABLE case_note_versions (
        case_note_id uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        version      int NOT NULL,
        -- What it was then: a version is kept at every change of text or of status.
        status       text NOT NULL,
        content      jsonb NOT NULL,
        -- The comment or reason that came with a change of status.
        note         text NOT NULL DEFAULT '',
        changed_by   uuid NOT NULL REFERENCES people (id),
        at           timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (case_note_id, version)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE case_note_versions, money_figures, outcome_measures, case_notes`);
  }
}
