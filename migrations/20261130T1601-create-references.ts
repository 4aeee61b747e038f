import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateReferences1796054460000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whether post_references has rows of it: a page asks for those of few posts.
      ALTER TABLE posts ADD COLUMN has_references boolean NOT NULL DEFAULT false;

      -- What a post names besides case notes, in the order of its text: each is shown under it as a card.
      CREATE TABLE post_references (
        post_id   uuid NOT NULL REFERENCES posts (id),
        kind      text NOT NULL CHECK (kind IN ('guidance', 'organisation', 'thread', 'tactic')),
        -- Of a row of that kind. No foreign key: what is gone is not shown.
        target_id uuid NOT NULL,
        position  int NOT NULL,
        PRIMARY KEY (post_id, kind, target_id)
      );
      -- DISCUSSED_IN
      CREATE INDEX post_references_to ON post_references (kind, target_id);

      -- Who was told that a post names them, or their organisation: once, however often it is edited.
      CREATE TABLE post_mentions (
        post_id   uuid NOT NULL REFERENCES posts (id),
        person_id uuid NOT NULL REFERENCES people (id),
        at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (post_id, person_id)
      );
      CREATE INDEX post_mentions_of_person ON post_mentions (person_id, at DESC);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE post_mentions, post_references;
      ALTER TABLE posts DROP COLUMN has_references;
    `);
  }
}
