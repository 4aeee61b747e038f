import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What somebody asked to be told of once, when it comes to be so. */
export class CreateWatches1796023800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE contract_watches (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        person_id  uuid NOT NULL REFERENCES people (id),
        kind       text NOT NULL CHECK (kind IN ('peers-who-diversified')),
        -- The spin-out whose peers are watched for.
        subject_id uuid NOT NULL REFERENCES spin_outs (organisation_id),
        -- Told once; null: still waiting.
        told_at    timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (person_id, kind, subject_id)
      );
      CREATE INDEX contract_watches_of_subject ON contract_watches (subject_id);
      -- WatchesService.tellWatchers
      CREATE INDEX contract_watches_waiting ON contract_watches (id) WHERE told_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE contract_watches`);
  }
}
