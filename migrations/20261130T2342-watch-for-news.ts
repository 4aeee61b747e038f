import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What somebody watches for, and what was found of it. */
export class WatchForNews1796082120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE watches (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        person_id  uuid NOT NULL REFERENCES people (id),
        -- One of triggers.ts, which says what it is about.
        trigger    text NOT NULL CHECK (trigger ~ '^[a-z][a-z-]{1,39}$'),
        -- A case note, council, spin-out or question; else what has a code.
        subject_id uuid,
        code       text CHECK (length(code) BETWEEN 1 AND 100),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CHECK (num_nonnulls(subject_id, code) = 1),
        UNIQUE NULLS NOT DISTINCT (person_id, trigger, subject_id, code)
      );
      -- WatchLooks: of all watches for one thing, those that something concerns
      CREATE INDEX watches_by_subject ON watches (trigger, subject_id) WHERE subject_id IS NOT NULL;
      CREATE INDEX watches_by_code ON watches (trigger, code) WHERE code IS NOT NULL;

      CREATE TABLE watch_findings (
        id        uuid NOT NULL DEFAULT uuid_v7() UNIQUE,
        watch_id  uuid NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
        -- What happened: of one watch it is found once.
        key       text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
        item_kind text NOT NULL CHECK (item_kind IN ('case-note', 'thread', 'organisation')),
        item_id   uuid NOT NULL,
        -- It was so before anybody watched for it: no news.
        known     boolean NOT NULL DEFAULT false,
        found_at  timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (watch_id, key)
      );

      -- How far back the next look has to go, for what happens at a moment.
      CREATE TABLE watch_looks (
        trigger   text PRIMARY KEY CHECK (length(trigger) BETWEEN 1 AND 40),
        looked_at timestamptz(3) NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE watch_looks, watch_findings, watches`);
  }
}
