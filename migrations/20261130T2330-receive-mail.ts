import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class ReceiveMail1796081400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Where a mail about a discussion is answered: the address is made of the id, and signed. One for each post that
      -- somebody was told of.
      CREATE TABLE reply_addresses (
        id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id      uuid NOT NULL REFERENCES people (id),
        thread_id      uuid NOT NULL REFERENCES threads (id),
        -- What is answered; null: the question.
        post_id        uuid REFERENCES posts (id),
        last_mailed_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (person_id, thread_id, post_id)
      );
      -- Housekeeping
      CREATE INDEX reply_addresses_by_age ON reply_addresses (last_mailed_at);

      -- What became of a mail that somebody sent us: of one mail once, however often its server brings it.
      CREATE TABLE received_mails (
        id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        address_id  uuid NOT NULL REFERENCES reply_addresses (id) ON DELETE CASCADE,
        message_id  text NOT NULL CHECK (length(message_id) BETWEEN 1 AND 500),
        -- Null: it was not posted.
        post_id     uuid REFERENCES posts (id),
        -- Sentences for who wrote it: why it was not posted, or what of it. Null: nothing is to be said.
        said        text[],
        -- What they wrote, where it was not posted: until it has gone back to them.
        returned    text,
        received_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (address_id, message_id),
        CHECK (post_id IS NOT NULL OR said IS NOT NULL)
      );
      -- Housekeeping
      CREATE INDEX received_mails_by_age ON received_mails (received_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE received_mails, reply_addresses`);
  }
}
