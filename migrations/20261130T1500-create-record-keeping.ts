import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateRecordKeeping1796050800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE record_keeping (
        person_id  uuid PRIMARY KEY REFERENCES people (id),
        -- They were asked to keep records about this; null: they were not.
        hold_about text CHECK (length(hold_about) BETWEEN 1 AND 300),
        hold_since timestamptz(3),
        -- When they last posted under the note that their authority may hold what they write.
        noted_at   timestamptz(3),
        CHECK ((hold_about IS NULL) = (hold_since IS NULL))
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE record_keeping`);
  }
}
