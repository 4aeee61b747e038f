import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateFiles1796065800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE files (
        -- Also where its bytes are kept. Says nothing of when it was sent, as one of version 7 would of a masked sender.
        id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        owner_id   uuid NOT NULL REFERENCES people (id),
        name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        -- What it is by its bytes.
        kind       text NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp', 'pdf', 'docx', 'xlsx', 'pptx', 'csv', 'txt')),
        size       int NOT NULL CHECK (size > 0),
        width      int CHECK (width > 0),
        height     int CHECK (height > 0),
        -- What a picture shows. Empty: it only decorates. Null: nobody has said yet, or it is no picture.
        alt        text CHECK (length(alt) <= 300),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CHECK ((kind IN ('png', 'jpeg', 'webp')) = (width IS NOT NULL AND height IS NOT NULL))
      );
      -- FilesService: what one person has sent.
      CREATE INDEX files_of_owner ON files (owner_id, created_at);
      -- FilesService.sweep
      CREATE INDEX files_by_age ON files (created_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE files`);
  }
}
