import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class FormCircles1796050860000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE circles
        ADD COLUMN purpose text CHECK (length(purpose) BETWEEN 1 AND 500),
        ADD COLUMN fictional boolean NOT NULL DEFAULT false,
        ADD COLUMN version int NOT NULL DEFAULT 1,
        ADD COLUMN visible_to text[] NOT NULL GENERATED ALWAYS AS (ARRAY['circle:' || id::text]) STORED;
      ALTER TABLE circle_members
        ADD COLUMN role text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'facilitator'));
      -- A circle that is there has nobody yet who could add to it: who was in it first.
      UPDATE circle_members m SET role = 'facilitator'
       WHERE person_id = (SELECT person_id FROM circle_members f WHERE f.circle_id = m.circle_id
                           ORDER BY since, person_id LIMIT 1);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE circle_members DROP COLUMN role;
      ALTER TABLE circles DROP COLUMN visible_to, DROP COLUMN version, DROP COLUMN fictional, DROP COLUMN purpose;
    `);
  }
}
