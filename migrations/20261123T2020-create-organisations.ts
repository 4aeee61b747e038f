import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateOrganisations1795465200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE organisations (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        kind       text NOT NULL CHECK (kind IN
                     ('council', 'spin_out', 'adviser', 'union', 'funder', 'nhs', 'other_public', 'private_partner')),
        name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        summary    text CHECK (length(summary) <= 1000),
        nation     text CHECK (nation IN ('England', 'Wales', 'Scotland', 'Northern Ireland')),
        website    text CHECK (length(website) <= 300),
        lang       text NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'cy')),
        fictional  boolean NOT NULL DEFAULT false,
        visible_to text[] NOT NULL DEFAULT '{public}',
        version    int NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      -- SpinOutsQueries.list, and OrganisationsQueries.list of one kind
      CREATE INDEX organisations_list ON organisations (kind, name, id);
      -- OrganisationsQueries.list
      CREATE INDEX organisations_by_name ON organisations (name, id);

      -- Keyed by the stable local-authority-code of the register, not by GSS code: that names a boundary and changes.
      CREATE TABLE councils (
        organisation_id uuid PRIMARY KEY REFERENCES organisations (id),
        code            text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9-]{2,12}$'),
        official_name   text NOT NULL,
        nice_name       text NOT NULL,
        type            text NOT NULL CHECK (type IN
                          ('CTY', 'UA', 'MD', 'LBO', 'CC', 'NMD', 'COMB', 'CCA', 'SRA', 'SCO', 'WPA', 'NID')),
        nation          text NOT NULL CHECK (nation IN ('England', 'Wales', 'Scotland', 'Northern Ireland')),
        region          text NOT NULL,
        county_code     text,
        combined_code   text,
        population      int CHECK (population >= 0),
        population_year int,
        area_km2        numeric(10, 2) CHECK (area_km2 >= 0),
        latitude        double precision,
        longitude       double precision,
        started_on      date,
        ended_on        date,
        notes           text,
        alternative_names text[] NOT NULL DEFAULT '{}',
        -- What the row was when it was last imported, to tell a changed row from an unchanged one.
        register_hash   bytea,
        imported_at     timestamptz(3)
      );
      -- CouncilsQueries.list
      CREATE INDEX councils_by_name ON councils (nice_name, code);
      -- CouncilsQueries.similar
      CREATE INDEX councils_by_type ON councils (type, nice_name);
      -- The districts of a county, the members of a combined authority.
      CREATE INDEX councils_of_county ON councils (county_code);
      CREATE INDEX councils_of_combined ON councils (combined_code);

      CREATE TABLE council_gss_codes (
        council_id uuid NOT NULL REFERENCES councils (organisation_id),
        gss_code   text NOT NULL CHECK (gss_code ~ '^[A-Z][0-9]{8}$'),
        is_current boolean NOT NULL,
        PRIMARY KEY (council_id, gss_code)
      );
      CREATE INDEX council_gss_codes_lookup ON council_gss_codes (gss_code);

      -- By code, not by id: a successor may be announced before it is in the register.
      CREATE TABLE council_successions (
        predecessor_code text NOT NULL,
        successor_code   text NOT NULL,
        on_date          date,
        PRIMARY KEY (predecessor_code, successor_code)
      );
      CREATE INDEX council_successions_back ON council_successions (successor_code);

      CREATE TABLE spin_outs (
        organisation_id   uuid PRIMARY KEY REFERENCES organisations (id),
        parent_id         uuid REFERENCES organisations (id),
        legal_form        text CHECK (legal_form IN (
                            'cic_guarantee', 'cic_shares', 'community_benefit_society', 'co_operative_society', 'company_guarantee',
                            'cio', 'charity_company', 'charity_society', 'llp', 'employee_ownership_trust', 'joint_venture_company',
                            'latc', 'aleo', 'none_in_house')),
        service_areas     text[] NOT NULL DEFAULT '{}',
        stage             text NOT NULL,
        went_live_on      date,
        ended_on          date,
        ended_how         text CHECK (ended_how IN ('closed', 'insourced', 'merged', 'sold')),
        staff             int CHECK (staff >= 0)
      );
      CREATE INDEX spin_outs_of_parent ON spin_outs (parent_id);

      CREATE TABLE stage_events (
        id          uuid PRIMARY KEY DEFAULT uuid_v7(),
        spin_out_id uuid NOT NULL REFERENCES spin_outs (organisation_id),
        stage       text NOT NULL,
        happened_on date NOT NULL,
        note        text CHECK (length(note) <= 1000),
        created_by  uuid REFERENCES people (id),
        created_at  timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX stage_events_of_spin_out ON stage_events (spin_out_id, happened_on, id);

      CREATE TABLE memberships (
        person_id       uuid NOT NULL REFERENCES people (id),
        organisation_id uuid NOT NULL REFERENCES organisations (id),
        job_title       text CHECK (length(job_title) <= 120),
        from_on         date,
        to_on           date,
        verified_at     timestamptz(3),
        PRIMARY KEY (person_id, organisation_id)
      );
      CREATE INDEX memberships_of_organisation ON memberships (organisation_id);

      -- Threads and circles below are read by it too; a later migration that adds a kind of key replaces it.
      CREATE TABLE thread_invitations (
        thread_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES people (id),
        at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, thread_id)
      );

      -- The one rule of who may read: a row is readable when its visible_to has a key in common with the reader's keys.
      CREATE FUNCTION reader_keys(reader uuid) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT ARRAY['public', 'network', 'person:' || reader::text]
            || ARRAY(SELECT 'role:' || role FROM role_grants WHERE person_id = reader AND scope_id IS NULL)
            || ARRAY(SELECT 'edits:' || scope_id::text FROM role_grants
                      WHERE person_id = reader AND role = 'organisation_editor' AND scope_id IS NOT NULL)
            || ARRAY(SELECT 'circle:' || circle_id::text FROM circle_members WHERE person_id = reader)
            || ARRAY(SELECT 'organisation:' || organisation_id::text FROM memberships
                      WHERE person_id = reader AND verified_at IS NOT NULL AND (to_on IS NULL OR to_on >= current_date))
            || ARRAY(SELECT 'invited:' || thread_id::text FROM thread_invitations WHERE person_id = reader)
      $$;

      CREATE FUNCTION people_reader_keys() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.reader_keys := reader_keys(NEW.id);
        RETURN NEW;
      END $$;
      CREATE TRIGGER people_reader_keys BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION people_reader_keys();

      -- Rights changed: keep the keys in step, and tell the processes that hold this person's sockets.
      CREATE FUNCTION access_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE person uuid;
      BEGIN
        FOREACH person IN ARRAY ARRAY[OLD.person_id, NEW.person_id] LOOP
          CONTINUE WHEN person IS NULL;
          UPDATE people SET reader_keys = reader_keys(person)
           WHERE id = person AND reader_keys IS DISTINCT FROM reader_keys(person);
          PERFORM pg_notify('access', person::text);
        END LOOP;
        RETURN NULL;
      END $$;
      CREATE TRIGGER role_grants_access AFTER INSERT OR UPDATE OR DELETE ON role_grants
        FOR EACH ROW EXECUTE FUNCTION access_changed();
      CREATE TRIGGER memberships_access AFTER INSERT OR UPDATE OR DELETE ON memberships
        FOR EACH ROW EXECUTE FUNCTION access_changed();
      CREATE TRIGGER circle_members_access AFTER INSERT OR UPDATE OR DELETE ON circle_members
        FOR EACH ROW EXECUTE FUNCTION access_changed();
      CREATE TRIGGER thread_invitations_access AFTER INSERT OR UPDATE OR DELETE ON thread_invitations
        FOR EACH ROW EXECUTE FUNCTION access_changed();
      CREATE TRIGGER accounts_access AFTER UPDATE OF suspended_until ON accounts
        FOR EACH ROW EXECUTE FUNCTION access_changed();
      CREATE TRIGGER sessions_access AFTER UPDATE OF ended_at ON sessions
        FOR EACH ROW EXECUTE FUNCTION access_changed();
      CREATE TRIGGER access_tokens_access AFTER UPDATE OF revoked_at ON access_tokens
        FOR EACH ROW EXECUTE FUNCTION access_changed();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER people_reader_keys ON people;
      DROP TRIGGER role_grants_access ON role_grants;
      DROP TRIGGER memberships_access ON memberships;
      DROP TRIGGER circle_members_access ON circle_members;
      DROP TRIGGER thread_invitations_access ON thread_invitations;
      DROP TRIGGER accounts_access ON accounts;
      DROP TRIGGER sessions_access ON sessions;
      DROP TRIGGER access_tokens_access ON access_tokens;
      DROP FUNCTION people_reader_keys(), access_changed(), reader_keys(uuid);
      DROP TABLE thread_invitations, memberships, stage_events, spin_outs, council_successions, council_gss_codes,
                 councils, organisations;
    `);
  }
}
