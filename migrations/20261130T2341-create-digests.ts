import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What somebody is told of together, from time to time, in place of one mail for each thing. */
export class CreateDigests1796082060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE notice_choices
        -- Of the digest: how often, and on which day of the week (1 is Monday). Null: as most.
        ADD COLUMN every   text,
        ADD COLUMN weekday int;
      -- No row has a value yet, so none is read to hold these.
      ALTER TABLE notice_choices ADD CONSTRAINT notice_choices_every_check CHECK (every IN ('day', 'week')) NOT VALID;
      ALTER TABLE notice_choices ADD CONSTRAINT notice_choices_weekday_check CHECK (weekday BETWEEN 1 AND 7) NOT VALID;

      -- All digests that are due on one day: how far their making has come.
      CREATE TABLE digest_runs (
        kind     text NOT NULL CHECK (kind IN ('digest', 'watches')),
        -- In London.
        day      date NOT NULL,
        -- People are taken in the order of their ids; null: none yet.
        after_id uuid,
        people   int NOT NULL DEFAULT 0,
        digests  int NOT NULL DEFAULT 0,
        began_at timestamptz(3) NOT NULL DEFAULT now(),
        done_at  timestamptz(3),
        PRIMARY KEY (kind, day)
      );

      -- What was chosen for one person, as ids: what may be said of it is found out when the mail is sent. Kept for a
      -- year, so that nothing is told twice.
      CREATE TABLE digests (
        person_id  uuid NOT NULL REFERENCES people (id),
        kind       text NOT NULL CHECK (kind IN ('digest', 'watches')),
        day        date NOT NULL,
        -- Case notes.
        worked     uuid[] NOT NULL DEFAULT '{}',
        failed     uuid[] NOT NULL DEFAULT '{}',
        -- Questions: an open one, and others in their field that nobody has answered.
        asked      uuid[] NOT NULL DEFAULT '{}',
        field      uuid[] NOT NULL DEFAULT '{}',
        -- What their watches found.
        found      uuid[] NOT NULL DEFAULT '{}',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, kind, day)
      );
      -- Housekeeping
      CREATE INDEX digests_by_day ON digests (day);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM mails WHERE kind IN ('digest', 'watches');
      DELETE FROM notice_choices WHERE kind IN ('digest', 'watches');
      DROP TABLE digests, digest_runs;
      ALTER TABLE notice_choices DROP COLUMN every, DROP COLUMN weekday;
    `);
  }
}
