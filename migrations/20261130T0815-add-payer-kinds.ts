import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What kind of payer a body is that the register of councils does not have. */
export class AddPayerKinds1796026500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE organisations ADD COLUMN payer_kind text;
      ALTER TABLE organisations ADD CONSTRAINT organisations_payer_kind CHECK (payer_kind IS NULL OR (
        payer_kind IN ('ICB', 'NHS_TRUST', 'PCC', 'FIRE', 'CENTRAL', 'SCHOOL_TRUST', 'HOUSING_ASSOC', 'OTHER_PUBLIC')
        AND kind NOT IN ('council', 'spin_out'))) NOT VALID;
      ALTER TABLE organisations VALIDATE CONSTRAINT organisations_payer_kind;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE organisations DROP COLUMN payer_kind`);
  }
}
