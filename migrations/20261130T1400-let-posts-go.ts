import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A post that its author deleted, or that a moderator moved to another discussion, leaves its place behind: hidden_at is
 * since when, and `gone` says why, so that all that never shows what is hidden never shows these either.
 */
export class LetPostsGo1796047200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE posts
        -- Null: it stands, or a moderator hid it.
        ADD COLUMN gone        text,
        -- The post that stood here, in the discussion where it is now; it keeps its id when it moves. Without a foreign
        -- key: discussions are restored one by one.
        ADD COLUMN moved_to_id uuid;
      ALTER TABLE posts ADD CONSTRAINT posts_gone_check CHECK (
        gone IS NULL OR (gone IN ('deleted', 'moved') AND hidden_at IS NOT NULL)) NOT VALID;
      ALTER TABLE posts VALIDATE CONSTRAINT posts_gone_check;
      ALTER TABLE posts ADD CONSTRAINT posts_moved_check CHECK (
        (gone IS NOT DISTINCT FROM 'moved') = (moved_to_id IS NOT NULL)) NOT VALID;
      ALTER TABLE posts VALIDATE CONSTRAINT posts_moved_check;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE posts DROP COLUMN gone, DROP COLUMN moved_to_id`);
  }
}
