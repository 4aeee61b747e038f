import { type MigrationInterface, type QueryRunner } from 'typeorm';

const KINDS = `'psm', 'charity', 'private', 'public_body', 'in_house'`;

/** One list of who came next, for contracts as for spin-outs: "nobody", where contracts said "none". */
export class UnifyNextProviders1796024580000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE contracts DROP CONSTRAINT contracts_next_provider_kind_check;
      UPDATE contracts SET next_provider_kind = 'nobody' WHERE next_provider_kind = 'none';
      ALTER TABLE contracts ADD CONSTRAINT contracts_next_provider_kind_check
        CHECK (next_provider_kind IN (${KINDS}, 'nobody', 'unknown')) NOT VALID;
      ALTER TABLE contracts VALIDATE CONSTRAINT contracts_next_provider_kind_check;
      -- InsightsQueries.endedContracts
      CREATE INDEX contracts_by_next_provider ON contracts (ends_on) WHERE next_provider_kind IS NOT NULL;
      -- InsightsQueries.ended and InsightsQueries.adopters
      CREATE INDEX spin_outs_by_end ON spin_outs (ended_on) WHERE ended_on IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX spin_outs_by_end;
      DROP INDEX contracts_by_next_provider;
      ALTER TABLE contracts DROP CONSTRAINT contracts_next_provider_kind_check;
      UPDATE contracts SET next_provider_kind = 'none' WHERE next_provider_kind = 'nobody';
      ALTER TABLE contracts ADD CONSTRAINT contracts_next_provider_kind_check
        CHECK (next_provider_kind IN (${KINDS}, 'none', 'unknown'));
    `);
  }
}
