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
        -- The place of the stage on the path, 1 to 13; 0: any stage. Lists go by it.
        stage_number    int NOT NULL GENERATED ALWAYS AS (coalesce(array_position(ARRAY[
                          'idea', 'case-for-change', 'options-appraisal', 'business-case', 'business-plan', 'approval',
                          'transition', 'go-live', 'trading-early', 'trading-established', 're-procurement', 'growth',
                          'ended'], stage), 0)) STORED,
        service_areas   text[] NOT NULL DEFAULT '{}',
        topics          text[] NOT NULL DEFAULT '{}',
        owner_id        uuid NOT NULL REFERENCES people (id),
        status          text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'withdrawn')),
        last_checked_on date,
        last_checked_by uuid REFERENCES people (id),
        good_until      date,
        -- A moderator agreed with a report that this may be out of date; until it is checked again.
        doubted_at      timestamptz(3),
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
      CREATE INDEX guidance_list ON guidance_pages (status, stage_number, slug);
      -- GuidanceQueries.recent
      CREATE INDEX guidance_recent ON guidance_pages (published_at DESC, id DESC) WHERE status = 'published';

      CREATE TABLE guidance_versions (
        page_id    uuid NOT NULL REFERENCES guidance_pages (id),
        version    int NOT NULL,
        title      text NOT NULL,
        summary    text NOT NULL,
        body       text NOT NULL,
        note       text NOT NULL DEFAULT '' CHECK (length(note) <= 300),
        -- It has stood on the published page; what was only ever a draft stays with the editors.
        was_public boolean NOT NULL DEFAULT false,
        changed_by uuid NOT NULL REFERENCES people (id),
        at         timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (page_id, version)
      );

      -- What a page was made from; whoever wrote that keeps the credit.
      CREATE TABLE guidance_sources (
        page_id      uuid NOT NULL REFERENCES guidance_pages (id),
        position     int NOT NULL,
        post_id      uuid REFERENCES posts (id),
        -- The thread of the post, filled in by a trigger: so a thread finds its guidance by one look.
        thread_id    uuid REFERENCES threads (id),
        case_note_id uuid REFERENCES case_notes (id),
        credited_id  uuid NOT NULL REFERENCES people (id),
        CHECK (num_nonnulls(post_id, case_note_id) = 1),
        CHECK ((post_id IS NULL) = (thread_id IS NULL)),
        PRIMARY KEY (page_id, position)
      );
      -- ThreadsQueries.head: became guidance
      CREATE INDEX guidance_sources_of_thread ON guidance_sources (thread_id) WHERE thread_id IS NOT NULL;
      -- Case notes: became guidance
      CREATE INDEX guidance_sources_of_case_note ON guidance_sources (case_note_id) WHERE case_note_id IS NOT NULL;

      CREATE FUNCTION guidance_source_thread() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.thread_id := (SELECT thread_id FROM posts WHERE id = NEW.post_id);
        RETURN NEW;
      END $$;
      CREATE TRIGGER guidance_source_thread BEFORE INSERT OR UPDATE OF post_id ON guidance_sources
        FOR EACH ROW EXECUTE FUNCTION guidance_source_thread();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE guidance_sources, guidance_versions, guidance_pages;
      DROP FUNCTION guidance_source_thread();
    `);
  }
}
