import { type MigrationInterface, type QueryRunner } from 'typeorm';

const SKILLS = ['bidding', 'pricing', 'cash', 'governance', 'tupe', 'pensions', 'marketing', 'data'];

/** What each member of a team says that they can do, for that team alone. */
export class CreateSkills1796082780000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE skill_assessments (
        organisation_id uuid NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
        person_id       uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        -- 0 not yet, 1 with help, 2 alone, 3 could teach it. Null: not said.
        ${SKILLS.map((skill) => `${skill} smallint CHECK (${skill} BETWEEN 0 AND 3),`).join('\n        ')}
        -- The team may see whose it is.
        named           boolean NOT NULL DEFAULT false,
        version         int NOT NULL DEFAULT 1,
        updated_at      timestamptz(3) NOT NULL DEFAULT now(),
        -- No role of the platform opens it, nor the right to edit the organisation.
        visible_to      text[] NOT NULL GENERATED ALWAYS AS (ARRAY['organisation:' || organisation_id::text]) STORED,
        PRIMARY KEY (organisation_id, person_id)
      );
      -- For the removal of a person
      CREATE INDEX skill_assessments_of_person ON skill_assessments (person_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE skill_assessments`);
  }
}
