import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class AttachFiles1796065860000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whether post_files has rows of it that stand: a page asks only for those of such posts.
      ALTER TABLE posts ADD COLUMN has_files boolean NOT NULL DEFAULT false;

      CREATE TABLE post_files (
        post_id    uuid NOT NULL REFERENCES posts (id),
        -- A file is in one post.
        file_id    uuid NOT NULL REFERENCES files (id),
        position   int NOT NULL,
        -- Since when its author no longer wants it there: for who judges a report of the post, and then for nobody.
        removed_at timestamptz(3),
        PRIMARY KEY (post_id, file_id)
      );
      CREATE UNIQUE INDEX post_files_once ON post_files (file_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE post_files;
      ALTER TABLE posts DROP COLUMN has_files;
    `);
  }
}
