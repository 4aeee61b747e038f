import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateSupport1796001000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Help that somebody runs: a programme, a fund, a helpline. Open or closed by its days alone.
      CREATE TABLE support_programmes (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        provider   text NOT NULL CHECK (length(provider) BETWEEN 1 AND 200),
        summary    text NOT NULL CHECK (length(summary) BETWEEN 1 AND 1000),
        nation     text CHECK (nation IN ('England', 'Wales', 'Scotland', 'Northern Ireland')),
        topics     text[] NOT NULL DEFAULT '{}',
        -- Null: not known; opens_on null: open already. closes_on is the last day.
        opens_on   date,
        closes_on  date CHECK (closes_on >= opens_on),
        url        text CHECK (length(url) <= 300),
        source     text NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
        checked_on date NOT NULL DEFAULT current_date,
        fictional  boolean NOT NULL DEFAULT false,
        visible_to text[] NOT NULL DEFAULT '{public}',
        version    int NOT NULL DEFAULT 1,
        created_by uuid REFERENCES people (id),
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      -- SupportQueries.directory
      CREATE INDEX support_programmes_by_name ON support_programmes (name, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE support_programmes`);
  }
}
