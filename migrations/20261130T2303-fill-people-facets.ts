import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Some at a time, each in a transaction of its own: nobody who saves a profile waits for all of them. */
export class FillPeopleFacets1796079780000 implements MigrationInterface {
  transaction = false as const;

  async up(db: QueryRunner): Promise<void> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const some = (await db.query(`SELECT id FROM people WHERE id > $1 ORDER BY id LIMIT 500`, [after])) as {
        id: string;
      }[];
      if (some.length === 0) return;
      await db.query(`SELECT refresh_people_facets($1::uuid[])`, [some.map(({ id }) => id)]);
      after = some.at(-1)!.id;
    }
  }

  async down(): Promise<void> {
    // The columns go with the migration that made them.
  }
}
