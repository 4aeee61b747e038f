import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateCircleNotes1796080980000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Notes from meetings.
      CREATE TABLE circle_notes (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        circle_id  uuid NOT NULL REFERENCES circles (id),
        title      text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
        met_on     date NOT NULL,
        body       text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
        body_html  text NOT NULL,
        version    int NOT NULL DEFAULT 1,
        written_by uuid NOT NULL REFERENCES people (id),
        changed_by uuid REFERENCES people (id),
        changed_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        visible_to text[] NOT NULL GENERATED ALWAYS AS (ARRAY['circle:' || circle_id::text]) STORED
      );
      CREATE INDEX circle_notes_of_circle ON circle_notes (circle_id, met_on DESC, id DESC);

      -- How they were before.
      CREATE TABLE circle_note_versions (
        note_id    uuid NOT NULL REFERENCES circle_notes (id),
        version    int NOT NULL,
        title      text NOT NULL,
        met_on     date NOT NULL,
        body       text NOT NULL,
        written_by uuid NOT NULL REFERENCES people (id),
        at         timestamptz(3) NOT NULL,
        PRIMARY KEY (note_id, version)
      );

      -- Where each member stands, for the others of the circle. It goes with who leaves.
      CREATE TABLE circle_standings (
        circle_id  uuid NOT NULL,
        person_id  uuid NOT NULL,
        stage      text CHECK (length(stage) BETWEEN 1 AND 40),
        note       text CHECK (length(note) BETWEEN 1 AND 300),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        visible_to text[] NOT NULL GENERATED ALWAYS AS (ARRAY['circle:' || circle_id::text]) STORED,
        PRIMARY KEY (circle_id, person_id),
        FOREIGN KEY (circle_id, person_id) REFERENCES circle_members (circle_id, person_id) ON DELETE CASCADE
      );
      CREATE TABLE circle_milestones (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        circle_id  uuid NOT NULL,
        person_id  uuid NOT NULL,
        title      text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        due_on     date,
        reached_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        visible_to text[] NOT NULL GENERATED ALWAYS AS (ARRAY['circle:' || circle_id::text]) STORED,
        FOREIGN KEY (circle_id, person_id) REFERENCES circle_members (circle_id, person_id) ON DELETE CASCADE
      );
      CREATE INDEX circle_milestones_of_member ON circle_milestones (circle_id, person_id, created_at, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE circle_milestones, circle_standings, circle_note_versions, circle_notes`);
  }
}
