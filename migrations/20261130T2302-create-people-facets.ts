import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** By what the directory finds somebody: `service:libraries`, `region:Wales`. Kept by triggers, masked where it is made. */
export class CreatePeopleFacets1796079720000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE people
        -- Of the fields that all who see the profile may know, and of those that only who shares a circle or an
        -- organisation with the person may know. What is for the person alone is in neither.
        ADD COLUMN facets text[] NOT NULL DEFAULT '{}',
        ADD COLUMN shared_facets text[] NOT NULL DEFAULT '{}';

      CREATE FUNCTION person_facets(p people, seen_by text) RETURNS text[] LANGUAGE sql STABLE AS $$
        SELECT coalesce(array_agg(DISTINCT term ORDER BY term), '{}') FROM (
          SELECT term FROM (VALUES ('role:' || p.practitioner_role),
                                   (CASE p.practitioner_role WHEN 'paid_adviser' THEN 'kind:supplier' ELSE 'kind:peer' END)
                           ) AS always (term)
           WHERE seen_by = 'all'
          UNION ALL
          SELECT f.kind || ':' || code
            FROM (VALUES ('service', 'serviceAreas', p.service_areas), ('stage', 'stagesLived', p.stages_lived),
                         ('offers', 'topicsOffered', p.topics_offered), ('wants', 'topicsWanted', p.topics_wanted)
                 ) AS f (kind, field, codes), unnest(f.codes) AS code
           WHERE coalesce(p.field_audiences ->> f.field, 'all') = seen_by
          UNION ALL
          SELECT term
            FROM memberships m
            JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && '{public,network}'
            LEFT JOIN spin_outs s ON s.organisation_id = o.id
            LEFT JOIN organisations po ON po.id = s.parent_id AND po.visible_to && '{public,network}'
            LEFT JOIN councils c ON c.organisation_id = coalesce(po.id, o.id)
           CROSS JOIN LATERAL unnest(ARRAY['type:' || c.type, 'region:' || c.region,
                                           'nation:' || coalesce(o.nation, c.nation)]) AS term
           WHERE m.person_id = p.id AND (m.to_on IS NULL OR m.to_on >= current_date) AND term IS NOT NULL
             AND coalesce(p.field_audiences ->> 'organisations', 'all') = seen_by
        ) AS terms
      $$;

      CREATE FUNCTION people_facets() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.facets := person_facets(NEW, 'all');
        NEW.shared_facets := person_facets(NEW, 'shared');
        RETURN NEW;
      END $$;
      CREATE TRIGGER people_facets BEFORE INSERT OR UPDATE OF practitioner_role, service_areas, stages_lived,
          topics_offered, topics_wanted, field_audiences ON people
        FOR EACH ROW EXECUTE FUNCTION people_facets();

      CREATE FUNCTION refresh_people_facets(ids uuid[]) RETURNS void LANGUAGE sql AS $$
        UPDATE people p SET facets = f.open, shared_facets = f.shared
          FROM (SELECT l.id, person_facets(l, 'all') AS open, person_facets(l, 'shared') AS shared
                  FROM (SELECT * FROM people WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE) AS l) AS f
         WHERE p.id = f.id AND (p.facets, p.shared_facets) IS DISTINCT FROM (f.open, f.shared)
      $$;

      CREATE FUNCTION membership_facets() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_people_facets(ARRAY[OLD.person_id, NEW.person_id]);
        RETURN NULL;
      END $$;
      CREATE TRIGGER memberships_facets AFTER INSERT OR DELETE ON memberships
        FOR EACH ROW EXECUTE FUNCTION membership_facets();
      CREATE TRIGGER memberships_facets_change AFTER UPDATE ON memberships FOR EACH ROW
        WHEN (OLD.to_on IS DISTINCT FROM NEW.to_on) EXECUTE FUNCTION membership_facets();

      -- Of those who work at an organisation whose place has changed, or at what left it.
      CREATE FUNCTION organisation_facets() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE body uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
      BEGIN
        PERFORM refresh_people_facets(ARRAY(
          SELECT m.person_id FROM memberships m
           WHERE m.organisation_id IN (SELECT body UNION SELECT organisation_id FROM spin_outs WHERE parent_id = body)));
        RETURN NULL;
      END $$;
      CREATE TRIGGER organisations_facets AFTER UPDATE ON organisations FOR EACH ROW
        WHEN ((OLD.nation, OLD.visible_to) IS DISTINCT FROM (NEW.nation, NEW.visible_to))
        EXECUTE FUNCTION organisation_facets('id');
      CREATE TRIGGER councils_facets AFTER UPDATE ON councils FOR EACH ROW
        WHEN ((OLD.type, OLD.region, OLD.nation) IS DISTINCT FROM (NEW.type, NEW.region, NEW.nation))
        EXECUTE FUNCTION organisation_facets('organisation_id');
      CREATE TRIGGER councils_facets_new AFTER INSERT ON councils FOR EACH ROW
        EXECUTE FUNCTION organisation_facets('organisation_id');
      CREATE TRIGGER spin_outs_facets_new AFTER INSERT ON spin_outs FOR EACH ROW
        EXECUTE FUNCTION organisation_facets('organisation_id');
      CREATE TRIGGER spin_outs_facets AFTER UPDATE ON spin_outs FOR EACH ROW
        WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)
        EXECUTE FUNCTION organisation_facets('organisation_id');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER people_facets ON people;
      DROP TRIGGER memberships_facets ON memberships;
      DROP TRIGGER memberships_facets_change ON memberships;
      DROP TRIGGER organisations_facets ON organisations;
      DROP TRIGGER councils_facets ON councils;
      DROP TRIGGER councils_facets_new ON councils;
      DROP TRIGGER spin_outs_facets ON spin_outs;
      DROP TRIGGER spin_outs_facets_new ON spin_outs;
      DROP FUNCTION people_facets(), membership_facets(), organisation_facets(), refresh_people_facets(uuid[]),
                    person_facets(people, text);
      ALTER TABLE people DROP COLUMN facets, DROP COLUMN shared_facets;
    `);
  }
}
