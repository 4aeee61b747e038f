import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateContracts1795515600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A spin-out's register of contracts: who may read it. Without a row it is its members' and editors' alone.
      CREATE TABLE contract_registers (
        spin_out_id       uuid PRIMARY KEY REFERENCES spin_outs (organisation_id),
        -- The keys of the people and organisations in contract_readers.
        allowed           text[] NOT NULL DEFAULT '{}',
        -- Whether peers may learn the largest payer's share, then and now, and how it fell. No amount, no payer.
        tells_peers       boolean NOT NULL DEFAULT false,
        visible_to        text[] NOT NULL GENERATED ALWAYS AS
                            (ARRAY['organisation:' || spin_out_id::text, 'edits:' || spin_out_id::text] || allowed) STORED,
        peers_visible_to  text[] NOT NULL GENERATED ALWAYS AS
                            (CASE WHEN tells_peers THEN ARRAY['network'] ELSE
                              ARRAY['organisation:' || spin_out_id::text, 'edits:' || spin_out_id::text] || allowed END) STORED
      );

      CREATE TABLE contract_readers (
        spin_out_id     uuid NOT NULL REFERENCES contract_registers (spin_out_id),
        person_id       uuid REFERENCES people (id),
        organisation_id uuid REFERENCES organisations (id),
        allowed_by      uuid REFERENCES people (id),
        allowed_at      timestamptz(3) NOT NULL DEFAULT now(),
        CHECK (num_nonnulls(person_id, organisation_id) = 1),
        UNIQUE NULLS NOT DISTINCT (spin_out_id, person_id, organisation_id)
      );
      CREATE INDEX contract_readers_person ON contract_readers (person_id) WHERE person_id IS NOT NULL;
      CREATE INDEX contract_readers_organisation ON contract_readers (organisation_id) WHERE organisation_id IS NOT NULL;

      CREATE TABLE contracts (
        id                   uuid PRIMARY KEY DEFAULT uuid_v7(),
        spin_out_id          uuid NOT NULL REFERENCES contract_registers (spin_out_id),
        -- As typed; payer_id where it is a body that we know, and then shares are counted by it.
        payer                text NOT NULL CHECK (length(payer) BETWEEN 1 AND 200),
        payer_id             uuid REFERENCES organisations (id),
        title                text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
        service_area         text,
        annual_value         numeric(14, 2) CHECK (annual_value >= 0),
        total_value          numeric(14, 2) CHECK (total_value >= 0),
        currency             text NOT NULL DEFAULT 'GBP' CHECK (currency ~ '^[A-Z]{3}$'),
        value_basis          text NOT NULL DEFAULT 'reported' CHECK (value_basis IN ('reported', 'derived', 'estimated')),
        starts_on            date NOT NULL,
        ends_on              date CHECK (ends_on >= starts_on),
        extension_to         date,
        extension_certain    boolean NOT NULL DEFAULT false,
        notice_period_months int CHECK (notice_period_months BETWEEN 0 AND 120),
        route                text NOT NULL CHECK (route IN (
                               'open', 'competitive_flexible', 'restricted', 'framework_call_off', 'light_touch_open',
                               'reserved_pcr_77', 'reserved_pa23_33', 'reserved_pa23_32', 'below_threshold',
                               'direct_award_pa23_41', 'vertical_exempt', 'psr_direct_award_a', 'psr_direct_award_b',
                               'psr_direct_award_c', 'psr_most_suitable', 'psr_competitive', 'user_choice', 'grant',
                               'subscription', 'trading', 'unknown')),
        reserved_basis       text CHECK (length(reserved_basis) <= 300),
        light_touch          boolean NOT NULL DEFAULT false,
        role                 text NOT NULL DEFAULT 'prime' CHECK (role IN ('prime', 'sub', 'consortium')),
        source               text NOT NULL DEFAULT 'self' CHECK (source IN ('ocds', 'self', 'document', 'foi')),
        ocid                 text CHECK (length(ocid) <= 200),
        notice_url           text CHECK (length(notice_url) <= 500),
        novated_to           text CHECK (length(novated_to) <= 200),
        ended_reason         text CHECK (length(ended_reason) <= 500),
        next_provider_kind   text CHECK (next_provider_kind IN
                               ('psm', 'charity', 'private', 'public_body', 'in_house', 'none', 'unknown')),
        confidential_until   date,
        version              int NOT NULL DEFAULT 1,
        created_by           uuid REFERENCES people (id),
        created_at           timestamptz(3) NOT NULL DEFAULT now(),
        updated_at           timestamptz(3) NOT NULL DEFAULT now(),
        CHECK (extension_to IS NULL OR extension_to > ends_on)
      );
      -- ContractsQueries.list and ContractsQueries.register
      CREATE INDEX contracts_of_spin_out ON contracts (spin_out_id, starts_on DESC, id DESC);
      CREATE INDEX contracts_of_payer ON contracts (payer_id) WHERE payer_id IS NOT NULL;
      CREATE INDEX contracts_created_by ON contracts (created_by) WHERE created_by IS NOT NULL;

      -- Published notices: what a release says, and no person in it. Public records under an open licence.
      CREATE TABLE procurement_notices (
        ocid               text NOT NULL CHECK (length(ocid) BETWEEN 1 AND 200),
        release_id         text NOT NULL CHECK (length(release_id) BETWEEN 1 AND 300),
        released_at        timestamptz(3),
        tags               text[] NOT NULL DEFAULT '{}',
        title              text,
        buyer_name         text,
        buyer_id           uuid REFERENCES organisations (id),
        method             text,
        cpv                text[] NOT NULL DEFAULT '{}',
        reserved_for       text[] NOT NULL DEFAULT '{}',
        value              numeric(18, 2),
        currency           text,
        starts_on          date,
        ends_on            date,
        hash               bytea NOT NULL,
        visible_to         text[] NOT NULL DEFAULT '{public}',
        imported_at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (ocid, release_id)
      );
      -- NoticesImport: the same buyer again, and a buyer that a data steward resolved
      CREATE INDEX procurement_notices_of_buyer_name ON procurement_notices (lower(buyer_name));
      CREATE INDEX procurement_notices_of_buyer ON procurement_notices (buyer_id) WHERE buyer_id IS NOT NULL;

      -- An award to one supplier, from the award table ("table") or a notice ("ocds").
      CREATE TABLE contract_awards (
        id              uuid PRIMARY KEY DEFAULT uuid_v7(),
        origin          text NOT NULL CHECK (origin IN ('table', 'ocds')),
        ref             text NOT NULL CHECK (length(ref) BETWEEN 1 AND 700),
        ocid            text,
        title           text,
        buyer_name      text,
        buyer_id        uuid REFERENCES organisations (id),
        supplier_name   text NOT NULL,
        -- How suggestions compare names: in small letters, without what kind of company it is.
        supplier_key    text NOT NULL,
        supplier_scheme text,
        supplier_number text,
        sme             boolean,
        vcse            boolean,
        psm             boolean,
        value           numeric(18, 2),
        currency        text,
        awarded_on      date,
        starts_on       date,
        ends_on         date,
        published_on    date,
        hash            bytea NOT NULL,
        visible_to      text[] NOT NULL DEFAULT '{public}',
        imported_at     timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (origin, ref)
      );
      -- AwardsQueries.suggested
      CREATE INDEX contract_awards_of_supplier ON contract_awards (supplier_key);
      CREATE INDEX contract_awards_of_number ON contract_awards (supplier_scheme, supplier_number)
        WHERE supplier_number IS NOT NULL;
      CREATE INDEX contract_awards_of_buyer_name ON contract_awards (lower(buyer_name));
      CREATE INDEX contract_awards_of_buyer ON contract_awards (buyer_id) WHERE buyer_id IS NOT NULL;

      -- What a spin-out's editors said of an award: theirs, and then it is a contract, or not.
      CREATE TABLE award_decisions (
        award_id    uuid NOT NULL REFERENCES contract_awards (id),
        spin_out_id uuid NOT NULL REFERENCES contract_registers (spin_out_id),
        is_ours     boolean NOT NULL,
        contract_id uuid REFERENCES contracts (id) ON DELETE SET NULL,
        decided_by  uuid REFERENCES people (id),
        decided_at  timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (spin_out_id, award_id)
      );
      CREATE INDEX award_decisions_of_award ON award_decisions (award_id);
      CREATE INDEX award_decisions_contract ON award_decisions (contract_id) WHERE contract_id IS NOT NULL;
      CREATE INDEX award_decisions_by ON award_decisions (decided_by) WHERE decided_by IS NOT NULL;

      -- Spellings of buyers that no council or organisation has: for data stewards to say who it is.
      CREATE TABLE unmatched_buyers (
        name_key        text PRIMARY KEY CHECK (name_key = lower(name_key) AND length(name_key) BETWEEN 1 AND 300),
        name            text NOT NULL,
        organisation_id uuid REFERENCES organisations (id),
        -- Decided and no organisation: it is nobody that we know.
        decided_at      timestamptz(3),
        decided_by      uuid REFERENCES people (id),
        first_seen_at   timestamptz(3) NOT NULL DEFAULT now()
      );
      -- BuyersQueries.open
      CREATE INDEX unmatched_buyers_open ON unmatched_buyers (name_key) WHERE decided_at IS NULL;
      CREATE INDEX unmatched_buyers_organisation ON unmatched_buyers (organisation_id) WHERE organisation_id IS NOT NULL;
      CREATE INDEX unmatched_buyers_by ON unmatched_buyers (decided_by) WHERE decided_by IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE unmatched_buyers, award_decisions, contract_awards, procurement_notices, contracts, contract_readers,
                  contract_registers`,
    );
  }
}
