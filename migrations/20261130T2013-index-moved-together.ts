import { type MigrationInterface, type QueryRunner } from 'typeorm';

const changed = (...names: string[]): string =>
  `(${names.map((name) => `OLD.${name}`).join(', ')}) IS DISTINCT FROM (${names.map((name) => `NEW.${name}`).join(', ')})`;

const TEXT = ['body', 'lang', 'accepted_at', 'hidden_at', 'edited_at'];

const ofOnePost = (when: string): string => `
  DROP TRIGGER search_posts_update ON posts;
  CREATE TRIGGER search_posts_update AFTER UPDATE ON posts FOR EACH ROW WHEN (${when})
    EXECUTE FUNCTION search_on_post();
`;

/** Whatever one statement moves is indexed anew by one statement: it may be a long discussion. */
export class IndexMovedTogether1796069580000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ${ofOnePost(`OLD.thread_id = NEW.thread_id AND ${changed(...TEXT)}`)}
  CREATE FUNCTION search_on_posts_moved() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE begun uuid[];
  BEGIN
    IF NOT EXISTS (SELECT FROM was JOIN fresh p ON p.id = was.id AND p.thread_id <> was.thread_id) THEN
      RETURN NULL;
    END IF;
    DELETE FROM search_documents d USING was JOIN fresh p ON p.id = was.id AND p.thread_id <> was.thread_id
     WHERE d.type = 'question' AND d.id = was.thread_id AND d.part = was.number AND was.number > 1;
    begun := ARRAY(SELECT p.thread_id FROM was JOIN fresh p ON p.id = was.id AND p.thread_id <> was.thread_id
                    WHERE p.number = 1 ORDER BY 1);
    PERFORM search_refresh('question', begun);
    INSERT INTO search_documents
    SELECT r.*
      FROM was JOIN fresh p ON p.id = was.id AND p.thread_id <> was.thread_id
      JOIN search_documents q ON q.type = 'question' AND q.id = p.thread_id AND q.part = 0
     CROSS JOIN LATERAL search_reply(q, p.number, p.body, p.lang, p.accepted_at IS NOT NULL,
                                     coalesce(p.edited_at, p.created_at)) AS r
     WHERE p.number > 1 AND p.hidden_at IS NULL AND NOT p.thread_id = ANY (begun);
    RETURN NULL;
  END $$;
  CREATE TRIGGER search_posts_moved AFTER UPDATE ON posts
    REFERENCING OLD TABLE AS was NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_posts_moved();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER search_posts_moved ON posts;
      DROP FUNCTION search_on_posts_moved();
      ${ofOnePost(changed(...TEXT, 'thread_id', 'number'))}
    `);
  }
}
