import { type MigrationInterface, type QueryRunner } from 'typeorm';

const columns = (...names: string[]): string =>
  `(${names.map((name) => `OLD.${name}`).join(', ')}) IS DISTINCT FROM (${names.map((name) => `NEW.${name}`).join(', ')})`;

const INDEXED = ['body', 'lang', 'accepted_at', 'hidden_at', 'edited_at'];

/** The index follows a post when its place does, or as before only its text. */
const searchTrigger = (moves: boolean): string => `
  CREATE OR REPLACE FUNCTION search_on_post() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${
      moves
        ? `IF (OLD.thread_id, OLD.number) <> (NEW.thread_id, NEW.number) AND OLD.number > 1 THEN
      DELETE FROM search_documents WHERE type = 'question' AND id = OLD.thread_id AND part = OLD.number;
    END IF;`
        : ''
    }
    IF NEW.number = 1 THEN
      PERFORM search_refresh('question', ARRAY[NEW.thread_id]);
      RETURN NULL;
    END IF;
    DELETE FROM search_documents WHERE type = 'question' AND id = NEW.thread_id AND part = NEW.number;
    INSERT INTO search_documents
    SELECT r.*
      FROM search_documents q
     CROSS JOIN LATERAL search_reply(q, NEW.number, NEW.body, NEW.lang, NEW.accepted_at IS NOT NULL,
                                     coalesce(NEW.edited_at, NEW.created_at)) AS r
     WHERE q.type = 'question' AND q.id = NEW.thread_id AND q.part = 0 AND NEW.hidden_at IS NULL;
    RETURN NULL;
  END $$;
  DROP TRIGGER search_posts_update ON posts;
  CREATE TRIGGER search_posts_update AFTER UPDATE ON posts FOR EACH ROW
    WHEN (${columns(...INDEXED, ...(moves ? ['thread_id', 'number'] : []))})
    EXECUTE FUNCTION search_on_post();
`;

/** Posts that moderators move to another discussion, discussions that are merged, and questions that were asked before. */
export class MovePosts1796069400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE threads
        -- All its posts were moved, by a moderator: its first place says where. It takes no replies and is in no list.
        ADD COLUMN merged_at       timestamptz(3),
        -- The question that was asked before; while it is, this one is closed. Without a foreign key: discussions are
        -- restored one by one.
        ADD COLUMN duplicate_of_id uuid;
      -- No row has a value yet, so none is read to hold these.
      ALTER TABLE threads ADD CONSTRAINT threads_merged_check
        CHECK (merged_at IS NULL OR locked_at IS NOT NULL) NOT VALID;
      ALTER TABLE threads ADD CONSTRAINT threads_duplicate_check
        CHECK (duplicate_of_id IS NULL OR (locked_at IS NOT NULL AND duplicate_of_id <> id AND merged_at IS NULL)) NOT VALID;
      -- The title of the discussion that this post began, before that was merged into this one.
      ALTER TABLE posts ADD COLUMN began text;
      ALTER TABLE posts ADD CONSTRAINT posts_began_check CHECK (length(began) BETWEEN 1 AND 200) NOT VALID;

      CREATE FUNCTION guidance_source_moved() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE guidance_sources SET thread_id = NEW.thread_id WHERE thread_id = OLD.thread_id AND post_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER guidance_posts_moved AFTER UPDATE OF thread_id ON posts FOR EACH ROW
        WHEN (OLD.thread_id <> NEW.thread_id) EXECUTE FUNCTION guidance_source_moved();
      ${searchTrigger(true)}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${searchTrigger(false)}
      DROP TRIGGER guidance_posts_moved ON posts;
      DROP FUNCTION guidance_source_moved();
      ALTER TABLE posts DROP COLUMN began;
      ALTER TABLE threads DROP COLUMN duplicate_of_id, DROP COLUMN merged_at;
    `);
  }
}
