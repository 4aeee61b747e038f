import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Small next steps that people set themselves, each with a day. */
export class CreatePledges1796082720000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE pledges (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        person_id  uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        text       text NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
        due_on     date NOT NULL,
        audience   text NOT NULL DEFAULT 'me' CHECK (audience IN ('me', 'network')),
        -- What it is about, shown to whoever may read that.
        about      text CHECK (about IN ('thread', 'organisation')),
        about_id   uuid,
        state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
        ended_at   timestamptz(3),
        -- That its day has come was said; another day is another nudge.
        nudged_at  timestamptz(3),
        version    int NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        visible_to text[] NOT NULL GENERATED ALWAYS AS (
                     CASE audience WHEN 'network' THEN ARRAY['network', 'person:' || person_id::text]
                                   ELSE ARRAY['person:' || person_id::text] END) STORED,
        CHECK ((about IS NULL) = (about_id IS NULL)),
        CHECK ((state = 'open') = (ended_at IS NULL))
      );
      -- PledgesQueries.own and ofPerson
      CREATE INDEX pledges_of_person ON pledges (person_id, created_at DESC, id DESC);
      -- PledgesService.nudgeDue
      CREATE INDEX pledges_to_nudge ON pledges (due_on) WHERE nudged_at IS NULL AND state = 'open';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE pledges`);
  }
}
