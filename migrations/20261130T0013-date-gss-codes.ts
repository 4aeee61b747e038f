import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class DateGssCodes1795997580000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- When a code named the council's boundary. Apart from the codes: the register, which has no such days, writes
      -- those anew whenever a row of it changes.
      CREATE TABLE council_gss_validity (
        council_id uuid NOT NULL REFERENCES councils (organisation_id),
        gss_code   text NOT NULL CHECK (gss_code ~ '^[A-Z][0-9]{8}$'),
        -- Null: not known, or not yet.
        valid_from date,
        valid_to   date,
        PRIMARY KEY (council_id, gss_code),
        CHECK (valid_to >= valid_from)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE council_gss_validity`);
  }
}
