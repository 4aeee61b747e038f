import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CountCouncilViews1795998600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How often a council's page was looked at on a day. Nothing of who looked.
      CREATE TABLE council_page_views (
        council_id uuid NOT NULL REFERENCES councils (organisation_id),
        day        date NOT NULL,
        views      int NOT NULL CHECK (views > 0),
        PRIMARY KEY (council_id, day)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE council_page_views`);
  }
}
