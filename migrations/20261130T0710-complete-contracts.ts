import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CompleteContracts1796022600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who pays from a day on: novated_to as typed, novated_to_id where it is a body that we know.
      ALTER TABLE contracts
        ADD COLUMN novated_to_id uuid REFERENCES organisations (id),
        ADD COLUMN novated_on    date,
        ADD CONSTRAINT contracts_novation CHECK (novated_on IS NULL OR (novated_to IS NOT NULL AND novated_on > starts_on)),
        DROP CONSTRAINT contracts_source_check,
        ADD CONSTRAINT contracts_source_check
          CHECK (source IN ('ocds', 'award-table', 'self', 'document', 'foi')) NOT VALID;
      ALTER TABLE contracts VALIDATE CONSTRAINT contracts_source_check;
      CREATE INDEX contracts_of_new_payer ON contracts (novated_to_id) WHERE novated_to_id IS NOT NULL;

      -- Awards of the table were confirmed as if they were notices.
      UPDATE contracts c SET source = 'award-table'
        FROM award_decisions d JOIN contract_awards a ON a.id = d.award_id
       WHERE d.contract_id = c.id AND a.origin = 'table' AND c.source = 'ocds' AND c.ocid IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE contracts SET source = 'ocds' WHERE source = 'award-table';
      ALTER TABLE contracts
        DROP CONSTRAINT contracts_source_check,
        ADD CONSTRAINT contracts_source_check CHECK (source IN ('ocds', 'self', 'document', 'foi')),
        DROP COLUMN novated_to_id,
        DROP COLUMN novated_on;
    `);
  }
}
