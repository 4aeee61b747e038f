import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class WidenProfiles1796079600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE people
        -- BCP 47 primary tags: en, cy, pa.
        ADD COLUMN languages text[] NOT NULL DEFAULT '{}' CHECK (cardinality(languages) <= 20),
        ADD COLUMN availability text NOT NULL DEFAULT 'open' CHECK (availability IN ('open', 'limited', 'away')),
        -- How many questions a week others may bring to them.
        ADD COLUMN helps_a_week int NOT NULL DEFAULT 2 CHECK (helps_a_week BETWEEN 0 AND 20),
        -- What they declare an interest in. Null: nothing was declared yet.
        ADD COLUMN interests text CHECK (length(interests) BETWEEN 1 AND 1000),
        -- Field -> who sees it; a field that is not named here is seen by all who see the profile.
        ADD COLUMN field_audiences jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(field_audiences) = 'object');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE people
        DROP COLUMN languages, DROP COLUMN availability, DROP COLUMN helps_a_week, DROP COLUMN interests,
        DROP COLUMN field_audiences;
    `);
  }
}
