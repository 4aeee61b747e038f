import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class WriteCaseNotes1796001060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The stage in which it was spent or saved.
      ALTER TABLE money_figures ADD COLUMN stage text;

      ALTER TABLE case_notes ADD CONSTRAINT case_notes_licence_known
        CHECK (licence IN ('CC BY 4.0', 'CC BY-SA 4.0', 'CC0 1.0', 'OGL 3.0')) NOT VALID;
      ALTER TABLE case_notes VALIDATE CONSTRAINT case_notes_licence_known;

      -- Documents belong to others: those named so far are taken to be all rights reserved.
      UPDATE case_notes
         SET documents = (SELECT jsonb_agg(d.document || '{"licence": "all-rights-reserved"}' ORDER BY d.n)
                            FROM jsonb_array_elements(documents) WITH ORDINALITY AS d (document, n))
       WHERE documents <> '[]';

      -- What the word of staff alone counts for from now on; with a document it is computed anew at the next change.
      UPDATE case_notes SET evidence_grade = 'self'
       WHERE author_tie = 'staff' AND documents = '[]' AND evidence_grade IN ('audited', 'inspected', 'commissioner');
      UPDATE case_notes SET evidence_grade = 'commissioner'
       WHERE author_tie = 'commissioner' AND documents = '[]' AND evidence_grade IN ('audited', 'inspected');

      -- What an author typed on a page of the form and has not saved yet: theirs alone, gone when the page is saved.
      CREATE TABLE case_note_unsaved (
        case_note_id uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        section      text NOT NULL CHECK (length(section) <= 40),
        -- The fields as they were typed, right or wrong.
        fields       jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
        -- What the page was filled in from.
        note_version int NOT NULL,
        -- The window that typed them: it never stands in its own way.
        window_id    text NOT NULL CHECK (length(window_id) <= 40),
        -- Counts what was kept, so that two windows do not overwrite each other.
        version      int NOT NULL DEFAULT 1,
        saved_at     timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (case_note_id, section)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE case_note_unsaved;
      UPDATE case_notes
         SET documents = (SELECT jsonb_agg(d.document - 'licence' ORDER BY d.n)
                            FROM jsonb_array_elements(documents) WITH ORDINALITY AS d (document, n))
       WHERE documents <> '[]';
      ALTER TABLE case_notes DROP CONSTRAINT case_notes_licence_known;
      ALTER TABLE money_figures DROP COLUMN stage;
    `);
  }
}
