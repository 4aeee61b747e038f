import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateMails1796032800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The outbox: a row is written by what causes the mail, and says what it is about. Its words are made when it is
      -- sent, by what its reader may read then.
      CREATE TABLE mails (
        id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id       uuid NOT NULL REFERENCES people (id),
        kind            text NOT NULL CHECK (kind IN ('mention', 'answers', 'invitation', 'moderation')),
        -- One cause is one mail.
        key             text NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 200),
        notification_id uuid REFERENCES notifications (id) ON DELETE CASCADE,
        thread_id       uuid REFERENCES threads (id),
        -- The same for each try. Its part before the @ is the id.
        message_id      text CHECK (length(message_id) BETWEEN 3 AND 300),
        -- waiting: will be tried at next_at. dropped: not sent, for the reason in why. dead: refused for good, or tried
        -- too often; an administrator can have it tried again.
        state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dropped', 'dead')),
        tries           int NOT NULL DEFAULT 0 CHECK (tries >= 0),
        next_at         timestamptz(3) NOT NULL DEFAULT now(),
        -- Why it is dropped, or what the mail server said, without addresses.
        why             text CHECK (length(why) <= 500),
        ended_at        timestamptz(3),
        created_at      timestamptz(3) NOT NULL DEFAULT now()
      );
      -- MailOutbox.next
      CREATE INDEX mails_due ON mails (next_at, id) WHERE state = 'waiting';
      -- MailsQueries.list
      CREATE INDEX mails_list ON mails (created_at DESC, id DESC);
      CREATE INDEX mails_by_state ON mails (state, created_at DESC, id DESC);

      -- What somebody chose about a kind of notice. No row: as most.
      CREATE TABLE notice_choices (
        person_id  uuid NOT NULL REFERENCES people (id),
        kind       text NOT NULL CHECK (kind IN ('mention', 'answers', 'invitation', 'moderation')),
        -- false: it stands in their inbox as read.
        in_inbox   boolean NOT NULL DEFAULT true,
        by_mail    boolean NOT NULL DEFAULT true,
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, kind)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE notice_choices, mails`);
  }
}
