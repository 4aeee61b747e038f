import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CaseNoteResponses1795997520000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE case_notes
        -- Since when members, or a moderator, take it to be out of date.
        ADD COLUMN doubted_at  timestamptz(3),
        -- Since when something about it waits for moderators: one line in their queue, however much it is.
        ADD COLUMN check_since timestamptz(3);
      -- ModerationQueries.queue
      CREATE INDEX case_notes_to_check ON case_notes (check_since, id) WHERE check_since IS NOT NULL;

      -- What a moderator says about one section of one version, for its author and moderators.
      CREATE TABLE case_note_comments (
        id           uuid PRIMARY KEY DEFAULT uuid_v7(),
        case_note_id uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        version      int NOT NULL CHECK (version > 0),
        section      text NOT NULL CHECK (length(section) BETWEEN 1 AND 40),
        body         text NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
        author_id    uuid NOT NULL REFERENCES people (id),
        answer       text NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
        answered_at  timestamptz(3),
        created_at   timestamptz(3) NOT NULL DEFAULT now()
      );
      -- ReviewQueries.comments
      CREATE INDEX case_note_comments_of_note ON case_note_comments (case_note_id, created_at, id);

      -- What a member says of a note in one word: one of a kind each, which they can change and take back.
      CREATE TABLE case_note_marks (
        id           uuid PRIMARY KEY DEFAULT uuid_v7(),
        case_note_id uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        person_id    uuid NOT NULL REFERENCES people (id),
        kind         text NOT NULL CHECK (kind IN ('helped', 'out-of-date', 'disputed')),
        -- Why; for its writer, the author and moderators.
        comment      text NOT NULL DEFAULT '' CHECK (length(comment) <= 1000),
        by_moderator boolean NOT NULL DEFAULT false,
        status       text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'upheld', 'dismissed')),
        -- What the page says of a dispute, in a moderator's words.
        public_line  text CHECK (length(public_line) BETWEEN 1 AND 300),
        decided_by   uuid REFERENCES people (id),
        decided_at   timestamptz(3),
        created_at   timestamptz(3) NOT NULL DEFAULT now(),
        updated_at   timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (case_note_id, person_id, kind),
        CHECK (kind = 'helped' OR comment <> ''),
        CHECK (public_line IS NULL OR (kind = 'disputed' AND status = 'upheld'))
      );

      -- Somebody used a note for something; half a year later they are asked once what came of it.
      CREATE TABLE case_note_uses (
        id              uuid PRIMARY KEY DEFAULT uuid_v7(),
        case_note_id    uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        person_id       uuid NOT NULL REFERENCES people (id),
        -- Where it is one of theirs that has a page here; its name as it was then stands beside it.
        organisation_id uuid REFERENCES organisations (id),
        organisation    text NOT NULL CHECK (length(organisation) BETWEEN 1 AND 200),
        -- For members.
        what            text NOT NULL CHECK (length(what) BETWEEN 1 AND 600),
        -- For who is not signed in as well, where it is public.
        public_line     text CHECK (length(public_line) BETWEEN 1 AND 300),
        used_on         date NOT NULL,
        audience        text NOT NULL CHECK (audience IN ('public', 'network', 'private')),
        ask_at          timestamptz(3) NOT NULL,
        asked_at        timestamptz(3),
        outcome         text CHECK (outcome IN ('better', 'same', 'worse', 'too-early')),
        outcome_words   text NOT NULL DEFAULT '' CHECK (length(outcome_words) <= 600),
        outcome_at      timestamptz(3),
        visible_to      text[] NOT NULL GENERATED ALWAYS AS (
                          CASE audience
                            WHEN 'public' THEN ARRAY['public']
                            WHEN 'network' THEN ARRAY['network', 'person:' || person_id::text]
                            ELSE ARRAY['person:' || person_id::text]
                          END) STORED,
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        CHECK ((outcome IS NULL) = (outcome_at IS NULL))
      );
      -- ResponsesQueries.uses
      CREATE INDEX case_note_uses_of_note ON case_note_uses (case_note_id, created_at DESC, id DESC);
      -- The pages of organisations
      CREATE INDEX case_note_uses_of_organisation ON case_note_uses (organisation_id, created_at DESC, id DESC)
        WHERE organisation_id IS NOT NULL;
      -- UsesService.askDue
      CREATE INDEX case_note_uses_to_ask ON case_note_uses (ask_at, id) WHERE asked_at IS NULL AND outcome IS NULL;

      -- What an organisation that a note is about says to it.
      CREATE TABLE case_note_replies (
        id              uuid PRIMARY KEY DEFAULT uuid_v7(),
        case_note_id    uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        asked_by        uuid NOT NULL REFERENCES people (id),
        body            text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
        -- Made once, by the sanitising renderer.
        body_html       text NOT NULL,
        status          text NOT NULL DEFAULT 'asked' CHECK (status IN ('asked', 'attached', 'declined')),
        decision_note   text NOT NULL DEFAULT '' CHECK (length(decision_note) <= 1000),
        decided_by      uuid REFERENCES people (id),
        decided_at      timestamptz(3),
        visible_to      text[] NOT NULL GENERATED ALWAYS AS (
                          CASE status
                            WHEN 'attached' THEN ARRAY['public']
                            ELSE ARRAY['person:' || asked_by::text, 'edits:' || organisation_id::text, 'role:moderator']
                          END) STORED,
        created_at      timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX case_note_replies_of_note ON case_note_replies (case_note_id, created_at, id);
      -- One request at a time of one organisation
      CREATE UNIQUE INDEX case_note_replies_asked ON case_note_replies (case_note_id, organisation_id) WHERE status = 'asked';

      -- Another note that a person holds to belong beside this one.
      CREATE TABLE case_note_relations (
        case_note_id uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        related_id   uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        why          text NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
        suggested_by uuid NOT NULL REFERENCES people (id),
        status       text NOT NULL DEFAULT 'suggested' CHECK (status IN ('suggested', 'accepted', 'declined')),
        decided_by   uuid REFERENCES people (id),
        decided_at   timestamptz(3),
        created_at   timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (case_note_id, related_id),
        CHECK (case_note_id <> related_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE case_note_relations, case_note_replies, case_note_uses, case_note_marks, case_note_comments;
      ALTER TABLE case_notes DROP COLUMN doubted_at, DROP COLUMN check_since;
    `);
  }
}
