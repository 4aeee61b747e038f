import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateThreads1795467000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE threads (
        id             uuid PRIMARY KEY DEFAULT uuid_v7(),
        kind           text NOT NULL DEFAULT 'question' CHECK (kind IN ('question', 'discussion')),
        title          text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        author_id      uuid NOT NULL REFERENCES people (id),
        service_areas  text[] NOT NULL DEFAULT '{}',
        topics         text[] NOT NULL DEFAULT '{}',
        stage          text,
        audience       text NOT NULL DEFAULT 'network' CHECK (audience IN
                         ('public', 'network', 'circle', 'organisation', 'invited')),
        -- The circle or organisation; null for the others.
        audience_id    uuid CHECK ((audience_id IS NOT NULL) = (audience IN ('circle', 'organisation'))),
        locked_at      timestamptz(3),
        locked_reason  text CHECK (length(locked_reason) <= 500),
        -- Every post ever made, the question included; numbers never go back.
        post_count     int NOT NULL DEFAULT 0,
        -- Answers and replies that can be seen: post_count less the question and what is hidden.
        reply_count    int NOT NULL DEFAULT 0,
        accepted_count int NOT NULL DEFAULT 0,
        follower_count int NOT NULL DEFAULT 0,
        -- The seq of the thread's newest event.
        last_seq       int NOT NULL DEFAULT 0,
        last_post_at   timestamptz(3) NOT NULL DEFAULT now(),
        lang           text NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'cy')),
        fictional      boolean NOT NULL DEFAULT false,
        hidden_at      timestamptz(3),
        version        int NOT NULL DEFAULT 1,
        visible_to     text[] NOT NULL GENERATED ALWAYS AS (
                         CASE
                           WHEN hidden_at IS NOT NULL AND audience IN ('public', 'network')
                             THEN ARRAY['role:moderator', 'person:' || author_id::text]
                           -- Hiding the question must not open what a group says among itself to every moderator: they
                           -- see the post that was reported, by its report.
                           WHEN hidden_at IS NOT NULL THEN ARRAY['person:' || author_id::text]
                           WHEN audience = 'public' THEN ARRAY['public']
                           WHEN audience = 'network' THEN ARRAY['network']
                           WHEN audience = 'invited' THEN ARRAY['person:' || author_id::text, 'invited:' || id::text]
                           ELSE ARRAY[audience || ':' || audience_id::text]
                         END) STORED,
        created_at     timestamptz(3) NOT NULL DEFAULT now()
      );
      -- ThreadsQueries.recent
      CREATE INDEX threads_recent ON threads (last_post_at DESC, id DESC);
      CREATE INDEX threads_unanswered ON threads (last_post_at DESC, id DESC) WHERE accepted_count = 0;
      CREATE INDEX threads_of_author ON threads (author_id, created_at DESC);
      CREATE INDEX threads_by_service ON threads USING gin (service_areas);
      CREATE INDEX threads_by_topic ON threads USING gin (topics);

      CREATE TABLE posts (
        id                  uuid PRIMARY KEY DEFAULT uuid_v7(),
        thread_id           uuid NOT NULL REFERENCES threads (id),
        -- 1 is the question itself; then 2, 3… in commit order, without gaps.
        number              int NOT NULL CHECK (number > 0),
        -- Null: the question, or an answer to it. Otherwise the answer that this is a reply to.
        reply_to_id         uuid REFERENCES posts (id),
        author_id           uuid NOT NULL REFERENCES people (id),
        author_organisation text,
        body                text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
        -- Made once, from body, by the sanitising renderer.
        body_html           text NOT NULL,
        lang                text NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'cy')),
        version             int NOT NULL DEFAULT 1,
        edited_at           timestamptz(3),
        accepted_at         timestamptz(3),
        hidden_at           timestamptz(3),
        hidden_reason       text,
        client_message_id   text CHECK (length(client_message_id) <= 255),
        created_at          timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (thread_id, number)
      );
      CREATE INDEX posts_of_author ON posts (author_id, created_at DESC);
      CREATE UNIQUE INDEX posts_client_message ON posts (author_id, client_message_id) WHERE client_message_id IS NOT NULL;
      ALTER TABLE thread_invitations ADD FOREIGN KEY (thread_id) REFERENCES threads (id);

      CREATE TABLE post_revisions (
        post_id   uuid NOT NULL REFERENCES posts (id),
        version   int NOT NULL,
        body      text NOT NULL,
        edited_by uuid NOT NULL REFERENCES people (id),
        at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (post_id, version)
      );

      -- Case notes that a post names by their address, in the order they stand in the text.
      CREATE TABLE post_citations (
        post_id      uuid NOT NULL REFERENCES posts (id),
        case_note_id uuid NOT NULL REFERENCES case_notes (id),
        position     int NOT NULL,
        PRIMARY KEY (post_id, case_note_id)
      );
      -- CaseNotes: discussed in these questions
      CREATE INDEX post_citations_back ON post_citations (case_note_id);

      CREATE TABLE thread_follows (
        thread_id uuid NOT NULL REFERENCES threads (id),
        person_id uuid NOT NULL REFERENCES people (id),
        at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (thread_id, person_id)
      );
      CREATE INDEX thread_follows_of_person ON thread_follows (person_id, at DESC);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE thread_invitations DROP CONSTRAINT thread_invitations_thread_id_fkey;
      DROP TABLE thread_follows, post_citations, post_revisions, posts, threads;
    `);
  }
}
