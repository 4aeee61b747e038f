import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How far each person has read each discussion, and how much each wants to be told of it. */
export class CreateReading1796058000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE thread_reads (
        person_id   uuid NOT NULL REFERENCES people (id),
        thread_id   uuid NOT NULL REFERENCES threads (id),
        -- The number of the last post that they have seen. It goes back only where they say so themselves.
        read_number int NOT NULL CHECK (read_number >= 0),
        -- Their own posts after that: nobody has to read what they wrote.
        own_ahead   int[] NOT NULL DEFAULT '{}',
        at          timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, thread_id)
      );
      -- MyThreadsQueries.mine: what they have not read, of what they read last
      CREATE INDEX thread_reads_of_person ON thread_reads (person_id, at DESC);

      -- every: told of each reply; first: told once until they have read it; none: they said no, and answering does not
      -- make them follow again; muted: never told of anything in it, and it is never shown as unread.
      ALTER TABLE thread_follows ADD COLUMN level text NOT NULL DEFAULT 'first';
      ALTER TABLE thread_follows ADD CONSTRAINT thread_follows_level
        CHECK (level IN ('every', 'first', 'none', 'muted')) NOT VALID;
    `);
    await db.query(`ALTER TABLE thread_follows VALIDATE CONSTRAINT thread_follows_level`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM thread_follows WHERE level IN ('none', 'muted');
      ALTER TABLE thread_follows DROP COLUMN level;
      DROP TABLE thread_reads;
    `);
  }
}
