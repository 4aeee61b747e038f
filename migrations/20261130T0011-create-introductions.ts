import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateIntroductions1795997460000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE introductions (
        id          uuid PRIMARY KEY DEFAULT uuid_v7(),
        asked_by    uuid NOT NULL REFERENCES people (id),
        -- Who is asked.
        person_id   uuid NOT NULL REFERENCES people (id),
        reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
        answer      text CHECK (answer IN ('agreed', 'declined')),
        -- What came with the answer, for who asked alone.
        answer_note text CHECK (length(answer_note) <= 1000),
        answered_at timestamptz(3),
        withdrawn_at timestamptz(3),
        -- Without an answer by then it has ended.
        expires_at  timestamptz(3) NOT NULL DEFAULT now() + interval '14 days',
        -- Nobody else ever learns that it was asked for, let alone what was answered.
        visible_to  text[] NOT NULL GENERATED ALWAYS AS
                      (ARRAY['person:' || asked_by::text, 'person:' || person_id::text]) STORED,
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        CHECK (asked_by <> person_id),
        CHECK ((answer IS NULL) = (answered_at IS NULL)),
        CHECK (answered_at IS NULL OR withdrawn_at IS NULL)
      );
      -- IntroductionsQueries.list
      CREATE INDEX introductions_asked_by ON introductions (asked_by, created_at DESC, id DESC);
      CREATE INDEX introductions_of_person ON introductions (person_id, created_at DESC, id DESC);

      -- PeersQueries.find
      CREATE INDEX people_by_stage ON people USING gin (stages_lived);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE introductions; DROP INDEX people_by_stage`);
  }
}
