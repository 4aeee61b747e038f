import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Who may read a thread changed: told to the processes that hold its readers' sockets, as is what a person may do. */
export class TellOfAudiences1796061600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION thread_access_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.visible_to IS DISTINCT FROM OLD.visible_to THEN
          PERFORM pg_notify('access', 'stream:' || NEW.id::text);
        END IF;
        RETURN NULL;
      END $$;
      -- Of these columns alone: a reply writes the row and must not pay for it.
      CREATE TRIGGER threads_access AFTER UPDATE OF audience, audience_id, hidden_at ON threads
        FOR EACH ROW EXECUTE FUNCTION thread_access_changed();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER threads_access ON threads;
      DROP FUNCTION thread_access_changed();
    `);
  }
}
