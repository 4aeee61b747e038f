import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreatePreElectionPeriods1796025600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The weeks before an election, in which a council takes special care with publicity: Local Government Act 1986,
      -- s.2, and the Code of Recommended Practice on Local Authority Publicity. Set by data stewards; ends by itself.
      CREATE TABLE council_pre_election_periods (
        council_id uuid NOT NULL REFERENCES councils (organisation_id),
        from_on    date NOT NULL,
        -- Its last day: that of the election.
        to_on      date NOT NULL,
        set_by     uuid REFERENCES people (id),
        set_at     timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (council_id, from_on),
        CHECK (to_on BETWEEN from_on AND from_on + 120)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE council_pre_election_periods`);
  }
}
