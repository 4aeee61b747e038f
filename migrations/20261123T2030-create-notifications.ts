import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateNotifications1795465800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notifications (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        person_id  uuid NOT NULL REFERENCES people (id),
        kind       text NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
        -- One act tells one person once, however many ways it concerns them.
        cause      text NOT NULL CHECK (length(cause) <= 200),
        -- '{title}' in it is the title of what it is about, looked up at every reading: a title that is kept would
        -- still be read by people who have lost the right to.
        title      text NOT NULL CHECK (length(title) <= 300),
        about      text CHECK (about IN ('thread', 'case-note', 'guidance')),
        about_id   uuid,
        -- In place of the title for who may not read that.
        unnamed    text CHECK (length(unnamed) <= 300),
        -- Of replies, the number of the first; how many came since is counted at every reading.
        first_post int CHECK (first_post > 0),
        detail     text CHECK (length(detail) <= 2000),
        url        text NOT NULL CHECK (length(url) <= 300),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        read_at    timestamptz(3),
        UNIQUE (person_id, cause),
        CHECK (num_nulls(about, about_id, unnamed) IN (0, 3))
      );
      -- NotificationsQueries.list
      CREATE INDEX notifications_list ON notifications (person_id, created_at DESC, id DESC);
      -- PeopleQueries.session: the count in the header
      CREATE INDEX notifications_unread ON notifications (person_id) WHERE read_at IS NULL;

      -- Tells the processes that hold this person's sockets, when it commits.
      CREATE FUNCTION notifications_told() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('notice', NEW.person_id::text);
        RETURN NULL;
      END $$;
      CREATE TRIGGER notifications_told AFTER INSERT OR UPDATE OF read_at ON notifications
        FOR EACH ROW EXECUTE FUNCTION notifications_told();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE notifications; DROP FUNCTION notifications_told()`);
  }
}
