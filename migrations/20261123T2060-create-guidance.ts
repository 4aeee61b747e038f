import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateGuidance1795467600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE guidance_pages (
        id              uuid PRIMARY KEY DEFAULT uuid_v7(),
        slug            text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 100),
        title           text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        summary         text NOT NULL CHECK (length(summary) BETWEEN 1 AND 600),
        body            text NOT NULL CHECK (length(body) BETWEEN 1 AND 40000),
        body_html       text NOT NULL,
        stage           text,
        service_areas   text[] NOT NULL DEFAULT '{}',
        topics          text[] NOT NULL DEFAULT '{}',
        owner_id        uuid NOT NULL REFERENCES people (id),
        status          text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'withdrawn')),
        last_checked_on date,
        good_until      date,
        law_as_at       date,
        lang            text NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'cy')),
        fictional       boolean NOT NULL DEFAULT false,
        version         int NOT NULL DEFAULT 1,
        visible_to      text[] NOT NULL GENERATED ALWAYS AS (
                          CASE status
                            WHEN 'published' THEN ARRAY['public']
                            ELSE ARRAY['person:' || owner_id::text, 'role:moderator', 'role:subject_editor']
                          END) STORED,
        published_at    timestamptz(3),
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        updated_at      timestamptz(3) NOT NULL DEFAULT now()
      );
      -- GuidanceQueries.list
      CREATE INDEX guidance_list ON guidance_pages (title, id) WHERE status = 'published';

      CREATE TABLE guidance_versions (
        page_id    uuid NOT NULL REFERENCES guidance_pages (id),
        version    int NOT NULL,
        title      text NOT NULL,
        summary    text NOT NULL,
        body       text NOT NULL,
        note       text NOT NULL DEFAULT '' CHECK (length(note) <= 300),
        changed_by uuid NOT NULL REFERENCES people (id),
        at         timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (page_id, version)
      );

      -- What a page was made from; whoever wrote that keeps the credit.
      CREATE TABLE guidance_sources (
        page_id      uuid NOT NULL REFERENCES guidance_pages (id),
        position     int NOT NULL,
        post_id      uuid REFERENCES posts (id),
        case_note_id uuid REFERENCES case_notes (id),
        credited_id  uuid NOT NULL REFERENCES people (id),
        CHECK (num_nonnulls(post_id, case_note_id) = 1),
        PRIMARY KEY (page_id, position)
      );
      CREATE INDEX guidance_sources_of_post ON guidance_sources (post_id) WHERE post_id IS NOT NULL;
      CREATE INDEX guidance_sources_of_case_note ON guidance_sources (case_note_id) WHERE case_note_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE guidance_sources, guidance_versions, guidance_pages`);
  }
}
