import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class ChoosePresence1796067180000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who wants nobody to see that they are reading or typing.
      CREATE TABLE unseen_people (
        person_id uuid PRIMARY KEY REFERENCES people (id),
        since     timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE FUNCTION presence_choice_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('access', coalesce(NEW.person_id, OLD.person_id)::text);
        RETURN NULL;
      END $$;
      -- Told to the processes that hold their sockets, as is what they may do.
      CREATE TRIGGER unseen_people_access AFTER INSERT OR DELETE ON unseen_people
        FOR EACH ROW EXECUTE FUNCTION presence_choice_changed();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE unseen_people;
      DROP FUNCTION presence_choice_changed();
    `);
  }
}
