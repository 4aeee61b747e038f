import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class ConfirmWorkplaces1796079960000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who says that it is true. Null where a data steward said so before this was kept.
      ALTER TABLE memberships
        ADD COLUMN verified_by text CHECK (verified_by IN ('steward', 'work-address', 'colleagues'));

      -- After the @ of the addresses that an organisation gives to those who work for it.
      CREATE TABLE organisation_domains (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        domain          text NOT NULL CHECK (length(domain) <= 253 AND domain ~ '^([a-z0-9-]+\\.)+[a-z][a-z0-9-]*$'),
        added_by        uuid REFERENCES people (id),
        added_at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (organisation_id, domain)
      );

      -- A colleague who was confirmed themself says that it is true. It goes with the membership.
      CREATE TABLE membership_vouches (
        person_id       uuid NOT NULL,
        organisation_id uuid NOT NULL,
        voucher_id      uuid NOT NULL REFERENCES people (id),
        at              timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, organisation_id, voucher_id),
        FOREIGN KEY (person_id, organisation_id) REFERENCES memberships (person_id, organisation_id) ON DELETE CASCADE,
        CHECK (voucher_id <> person_id)
      );
      CREATE INDEX membership_vouches_by ON membership_vouches (voucher_id);

      -- A work address confirms one person, so that a mailbox makes no crowd. The address itself is not kept.
      CREATE TABLE work_addresses (
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        address_hash    bytea NOT NULL,
        person_id       uuid NOT NULL REFERENCES people (id),
        at              timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (organisation_id, address_hash)
      );
      CREATE INDEX work_addresses_of_person ON work_addresses (person_id);

      ALTER TABLE mail_tokens
        -- What the mail that brings the link knows it by: the link is made of it when the mail is sent.
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
        -- Null: it is about the address of the account.
        ADD COLUMN organisation_id uuid REFERENCES organisations (id),
        -- Where the mail goes; kept until the link was used or has expired.
        ADD COLUMN address text CHECK (length(address) BETWEEN 3 AND 254);
      CREATE INDEX mail_tokens_of_person ON mail_tokens (person_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mail_tokens DROP COLUMN id, DROP COLUMN organisation_id, DROP COLUMN address;
      DROP INDEX mail_tokens_of_person;
      DROP TABLE work_addresses, membership_vouches, organisation_domains;
      ALTER TABLE memberships DROP COLUMN verified_by;
    `);
  }
}
