import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { firstLaw } from '#libs/law';

/** Facts of law with their dates and nations, and what rests on them: ways to help, clauses and procedures. */
export class CreateLaw1796023200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE law_versions (
        id          uuid PRIMARY KEY DEFAULT uuid_v7(),
        -- Its address, and what others name it by. Never changed.
        code        text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(code) <= 80),
        topic       text NOT NULL,
        nations     text[] NOT NULL CHECK (cardinality(nations) > 0),
        title       text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        text        text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
        statute     text NOT NULL CHECK (length(statute) BETWEEN 1 AND 300),
        source      text NOT NULL CHECK (length(source) BETWEEN 1 AND 500),
        source_url  text CHECK (length(source_url) <= 500),
        -- The first and the last day; null: not recorded, or no end.
        valid_from  date,
        valid_to    date CHECK (valid_to >= valid_from),
        replaced_by uuid REFERENCES law_versions (id) CHECK (replaced_by <> id),
        checked_on  date,
        -- Written from memory: nobody has held it against the law yet.
        unchecked   boolean NOT NULL DEFAULT false,
        visible_to  text[] NOT NULL DEFAULT '{public}',
        version     int NOT NULL DEFAULT 1,
        updated_by  uuid REFERENCES people (id),
        updated_at  timestamptz(3) NOT NULL DEFAULT now(),
        CHECK (unchecked OR checked_on IS NOT NULL)
      );
      CREATE INDEX law_versions_replaced_by ON law_versions (replaced_by) WHERE replaced_by IS NOT NULL;
      CREATE INDEX law_versions_updated_by ON law_versions (updated_by) WHERE updated_by IS NOT NULL;

      -- A lawful way to help ("way"), or a clause or procedure ("clause").
      CREATE TABLE law_entries (
        id          uuid PRIMARY KEY DEFAULT uuid_v7(),
        kind        text NOT NULL CHECK (kind IN ('way', 'clause')),
        code        text NOT NULL CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(code) <= 80),
        position    int NOT NULL,
        family      text,
        title       text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        text        text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
        limits      text NOT NULL DEFAULT '' CHECK (length(limits) <= 1000),
        stages      text[] NOT NULL DEFAULT '{}',
        nations     text[] NOT NULL CHECK (cardinality(nations) > 0),
        -- Where the wording of a clause comes from; the notice it goes with, where that has been taken in.
        origin      text CHECK (origin IN ('model', 'notice', 'contract')),
        source      text CHECK (length(source) <= 500),
        notice_ocid text CHECK (length(notice_ocid) <= 200),
        visible_to  text[] NOT NULL DEFAULT '{public}',
        version     int NOT NULL DEFAULT 1,
        updated_by  uuid REFERENCES people (id),
        updated_at  timestamptz(3) NOT NULL DEFAULT now(),
        CHECK ((kind = 'clause') = (origin IS NOT NULL)),
        UNIQUE (kind, code)
      );
      -- LawQueries.entries
      CREATE INDEX law_entries_in_order ON law_entries (kind, position, code);
      CREATE INDEX law_entries_updated_by ON law_entries (updated_by) WHERE updated_by IS NOT NULL;

      CREATE TABLE law_citations (
        entry_id uuid NOT NULL REFERENCES law_entries (id) ON DELETE CASCADE,
        law_id   uuid NOT NULL REFERENCES law_versions (id),
        position int NOT NULL,
        PRIMARY KEY (entry_id, law_id)
      );
      CREATE INDEX law_citations_of_law ON law_citations (law_id);
    `);
    for (const [statement, rows] of firstLaw()) await db.query(statement, [JSON.stringify(rows)]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE law_citations, law_entries, law_versions`);
  }
}
