import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** `open(field, column)`: the column, where it may be read. */
const searchPeople = (open: (field: string, column: string, nothing: string) => string): string => `
  CREATE OR REPLACE FUNCTION search_people(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'person', p.id, 0, p.name, '/people/' || p.id, ARRAY[search_fold(p.name)], p.lang, p.visible_to,
           setweight(search_words(p.lang, p.name), 'A')
             || setweight(search_words(p.lang, concat_ws(' . ', f.job_title, search_tags(p.practitioner_role))), 'B')
             || setweight(search_words(p.lang, concat_ws(' . ', f.bio,
                  search_tags(VARIADIC f.topics_offered || f.service_areas || f.stages_lived))), 'C'),
           NULL::tsvector, concat_ws(' ', f.bio), f.service_areas, f.topics_offered, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL::boolean, NULL::numeric, NULL, NULL, NULL::int, NULL, NULL, false, p.fictional, p.created_at
      FROM people p
     CROSS JOIN LATERAL (SELECT ${open('jobTitle', 'p.job_title', 'NULL')} AS job_title,
                                ${open('bio', 'p.bio', 'NULL')} AS bio,
                                ${open('serviceAreas', 'p.service_areas', `'{}'`)} AS service_areas,
                                ${open('stagesLived', 'p.stages_lived', `'{}'`)} AS stages_lived,
                                ${open('topicsOffered', 'p.topics_offered', `'{}'`)} AS topics_offered) AS f
     WHERE p.id = ANY (ids)
  $$;
`;

const trigger = (also: (row: string) => string): string => `
  DROP TRIGGER search_people_update ON people;
  CREATE TRIGGER search_people_update AFTER UPDATE ON people FOR EACH ROW
    WHEN ((OLD.name, OLD.practitioner_role, OLD.job_title, OLD.bio, OLD.service_areas, OLD.stages_lived,
           OLD.topics_offered, OLD.lang, OLD.fictional, OLD.visible_to${also('OLD')})
          IS DISTINCT FROM
          (NEW.name, NEW.practitioner_role, NEW.job_title, NEW.bio, NEW.service_areas, NEW.stages_lived,
           NEW.topics_offered, NEW.lang, NEW.fictional, NEW.visible_to${also('NEW')}))
    EXECUTE FUNCTION search_on_change('person');
`;

/** What not all who see a profile may know is in no index: a word of it would find its owner. */
export class SearchOpenFields1796079660000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      searchPeople(
        (field, column, nothing) =>
          `CASE WHEN coalesce(p.field_audiences ->> '${field}', 'all') = 'all' THEN ${column} ELSE ${nothing} END`,
      ) + trigger((row) => `, ${row}.field_audiences`),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(searchPeople((_field, column) => column) + trigger(() => ''));
  }
}
