import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Subjects whose new questions somebody wants to know of, and what taking part means for what they are told. */
export class CreateFollowChoices1796058060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE subject_follows (
        person_id uuid NOT NULL REFERENCES people (id),
        kind      text NOT NULL CHECK (kind IN ('topic', 'service-area')),
        code      text NOT NULL CHECK (length(code) BETWEEN 1 AND 100),
        -- every: told of each new question; first: told once until they have read it; muted: told of no question about it,
        -- also where another subject of it is followed.
        level     text NOT NULL CHECK (level IN ('every', 'first', 'muted')),
        at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, kind, code)
      );
      -- FollowsService.tellOfQuestion
      CREATE INDEX subject_follows_of_subject ON subject_follows (kind, code);

      -- The level at which somebody follows a discussion from when they take part in it.
      CREATE TABLE follow_defaults (
        person_id  uuid PRIMARY KEY REFERENCES people (id),
        on_ask     text NOT NULL DEFAULT 'first' CHECK (on_ask IN ('every', 'first', 'none')),
        on_answer  text NOT NULL DEFAULT 'first' CHECK (on_answer IN ('every', 'first', 'none')),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE follow_defaults, subject_follows`);
  }
}
