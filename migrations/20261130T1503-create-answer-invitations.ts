import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateAnswerInvitations1796050980000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Somebody is asked to answer a discussion, by a member who can read it. Once, whoever asks.
      CREATE TABLE answer_invitations (
        id          uuid PRIMARY KEY DEFAULT uuid_v7(),
        thread_id   uuid NOT NULL REFERENCES threads (id),
        invited_by  uuid NOT NULL REFERENCES people (id),
        person_id   uuid NOT NULL REFERENCES people (id),
        note        text CHECK (length(note) BETWEEN 1 AND 300),
        -- They never learn of it: they work where a masked asker works, or are the asker. Who invites cannot tell.
        withheld    boolean NOT NULL DEFAULT false,
        -- Never told to who invited: to them it waits until it lapses.
        declined_at timestamptz(3),
        expires_at  timestamptz(3) NOT NULL DEFAULT now() + interval '14 days',
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (thread_id, person_id),
        CHECK (invited_by <> person_id)
      );
      -- AnswerInvitationsQueries.by, and the limits
      CREATE INDEX answer_invitations_by ON answer_invitations (invited_by, created_at DESC);
      -- HomeQueries.member, and the limits
      CREATE INDEX answer_invitations_of_person ON answer_invitations (person_id, created_at DESC);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE answer_invitations`);
  }
}
