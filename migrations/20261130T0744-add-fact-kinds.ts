import { type MigrationInterface, type QueryRunner } from 'typeorm';

const KINDS = `'legal-form', 'governance', 'mutual-test', 'workforce', 'pension', 'financial-year', 'staff-benefit',
  'asset-deal', 'partnership'`;

const check = (kinds: string): string => `
  ALTER TABLE spin_out_facts DROP CONSTRAINT spin_out_facts_kind_check;
  ALTER TABLE spin_out_facts ADD CONSTRAINT spin_out_facts_kind_check CHECK (kind IN (${kinds})) NOT VALID;
  ALTER TABLE spin_out_facts VALIDATE CONSTRAINT spin_out_facts_kind_check;`;

/** What a buyer accepted in place of a financial test, and what was kept or lost when one gave up independence. */
export class AddFactKinds1796024640000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ${check(`${KINDS}, 'tender-alternative', 'independence'`)}
      -- SpinOutFactsQueries.withAlternatives and IndependenceQueries.cases
      CREATE INDEX spin_out_facts_of_all ON spin_out_facts (kind, from_on DESC)
        WHERE kind IN ('tender-alternative', 'independence', 'partnership') AND removed_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX spin_out_facts_of_all;
      DELETE FROM spin_out_fact_log l USING spin_out_facts f
       WHERE f.id = l.fact_id AND f.kind IN ('tender-alternative', 'independence');
      DELETE FROM spin_out_fact_challenges c USING spin_out_facts f
       WHERE f.id = c.fact_id AND f.kind IN ('tender-alternative', 'independence');
      DELETE FROM spin_out_facts WHERE kind IN ('tender-alternative', 'independence');
      ${check(KINDS)}
    `);
  }
}
