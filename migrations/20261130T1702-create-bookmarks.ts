import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What people keep for themselves; nobody else learns of it, not even how many did. */
export class CreateBookmarks1796058120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE bookmarks (
        person_id   uuid NOT NULL REFERENCES people (id),
        -- A whole discussion is bookmarked by its first post.
        post_id     uuid NOT NULL REFERENCES posts (id),
        note        text CHECK (length(note) <= 1000),
        -- The day on which to remind its owner.
        remind_on   date,
        reminded_at timestamptz(3),
        version     int NOT NULL DEFAULT 1,
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, post_id)
      );
      -- BookmarksQueries.list
      CREATE INDEX bookmarks_of_person ON bookmarks (person_id, created_at DESC, post_id DESC);
      CREATE INDEX bookmarks_of_post ON bookmarks (post_id);
      -- BookmarksService.remindDue
      CREATE INDEX bookmarks_due ON bookmarks (remind_on) WHERE remind_on IS NOT NULL AND reminded_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE bookmarks`);
  }
}
