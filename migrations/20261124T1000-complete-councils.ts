import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CompleteCouncils1795514400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- announced_end_on: the register's end-date is only known when it has come; an announced change has a day before.
      -- provisional_code: the address that an announced council had before the register gave it a code of its own.
      ALTER TABLE councils
        ADD COLUMN announced_end_on date,
        ADD COLUMN provisional boolean NOT NULL DEFAULT false,
        ADD COLUMN provisional_code text UNIQUE;

      -- What the labels file says: a table of its own, so that an import of the register leaves it alone.
      CREATE TABLE council_labels (
        council_id      uuid PRIMARY KEY REFERENCES councils (organisation_id),
        imd_quintile    smallint CHECK (imd_quintile BETWEEN 1 AND 5),
        rural_urban     text CHECK (rural_urban IN ('Urban', 'Urban with rural areas', 'Rural', 'Sparse and rural')),
        population      int CHECK (population >= 0),
        area_km2        numeric(10, 2) CHECK (area_km2 >= 0),
        density_per_km2 numeric(10, 2) CHECK (density_per_km2 >= 0),
        imported_at     timestamptz(3) NOT NULL DEFAULT now()
      );

      -- Other spellings of its name, to be found by.
      CREATE TABLE council_spellings (
        council_id uuid NOT NULL REFERENCES councils (organisation_id),
        spelling   text NOT NULL CHECK (length(spelling) BETWEEN 1 AND 200),
        PRIMARY KEY (council_id, spelling)
      );
      -- SuccessionTable: which council a name means
      CREATE INDEX council_spellings_by_name ON council_spellings (lower(spelling));

      -- Which councils touch or overlap; each pair stands both ways. By code, as successions are.
      CREATE TABLE council_adjacencies (
        code       text NOT NULL,
        other_code text NOT NULL CHECK (other_code <> code),
        PRIMARY KEY (code, other_code)
      );

      -- origin: which file a row is from, so that an import of the register takes back only what is its own.
      ALTER TABLE council_gss_codes
        ADD COLUMN origin text NOT NULL DEFAULT 'register' CHECK (origin IN ('register', 'history'));
      ALTER TABLE council_successions
        ADD COLUMN origin text NOT NULL DEFAULT 'register' CHECK (origin IN ('register', 'succession')),
        ADD COLUMN status text CHECK (length(status) <= 200),
        ADD COLUMN source text CHECK (length(source) <= 300);

      -- Where a council's team stands, as its own verified members say; read by them, and by all where they choose so.
      CREATE TABLE council_postures (
        council_id uuid PRIMARY KEY REFERENCES councils (organisation_id),
        posture    text NOT NULL CHECK (posture IN
                     ('experimenting', 'planning', 'watching', 'not_now', 'have_done', 'came_back')),
        shown      boolean NOT NULL,
        since      timestamptz(3) NOT NULL DEFAULT now(),
        version    int NOT NULL DEFAULT 1,
        visible_to text[] NOT NULL GENERATED ALWAYS AS
                     (CASE WHEN shown THEN ARRAY['public'] ELSE ARRAY['organisation:' || council_id::text] END) STORED
      );

      -- Every change of it, with its day; for the council's own members alone.
      CREATE TABLE council_posture_changes (
        id         uuid PRIMARY KEY DEFAULT uuid_v7(),
        council_id uuid NOT NULL REFERENCES council_postures (council_id),
        posture    text NOT NULL CHECK (posture IN
                     ('experimenting', 'planning', 'watching', 'not_now', 'have_done', 'came_back')),
        shown      boolean NOT NULL,
        note       text CHECK (length(note) <= 500),
        changed_by uuid REFERENCES people (id),
        changed_at timestamptz(3) NOT NULL DEFAULT now(),
        visible_to text[] NOT NULL GENERATED ALWAYS AS (ARRAY['organisation:' || council_id::text]) STORED
      );
      -- PosturesQueries.team
      CREATE INDEX council_posture_changes_of_council ON council_posture_changes (council_id, changed_at DESC, id DESC);
      -- When a person's account is erased.
      CREATE INDEX council_posture_changes_by ON council_posture_changes (changed_by) WHERE changed_by IS NOT NULL;

      -- SilentCouncils.list
      CREATE INDEX councils_by_population ON councils (coalesce(population, -1) DESC, code);

      ${SEARCH_COUNCILS(`|| ARRAY(SELECT s.spelling FROM council_spellings s
                                   WHERE s.council_id = o.id AND search_fold(s.spelling) NOT IN
                                         (SELECT search_fold(known) FROM unnest(ARRAY[o.name, c.official_name, c.nice_name]
                                                                                || c.alternative_names) AS known)
                                   ORDER BY s.spelling)`)}
      CREATE TRIGGER search_spellings_insert AFTER INSERT ON council_spellings
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_gss_codes();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER search_spellings_insert ON council_spellings;
      ${SEARCH_COUNCILS('')}
      DROP INDEX councils_by_population;
      DROP TABLE council_posture_changes, council_postures, council_adjacencies, council_spellings, council_labels;
      DELETE FROM council_gss_codes WHERE origin <> 'register';
      DELETE FROM council_successions WHERE origin <> 'register';
      ALTER TABLE council_successions DROP COLUMN origin, DROP COLUMN status, DROP COLUMN source;
      ALTER TABLE council_gss_codes DROP COLUMN origin;
      ALTER TABLE councils DROP COLUMN announced_end_on, DROP COLUMN provisional, DROP COLUMN provisional_code;
    `);
  }
}

/** What the index holds of a council; `more` adds to its names. */
const SEARCH_COUNCILS = (more: string): string => `
  CREATE OR REPLACE FUNCTION search_councils(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'council', o.id, 0, o.name, '/councils/' || c.code,
           ARRAY(SELECT DISTINCT search_fold(name) FROM unnest(names || codes) AS name ORDER BY 1), o.lang, o.visible_to,
           setweight(search_words(o.lang, array_to_string(names || codes, ' . ')), 'A')
             || setweight(search_words(o.lang, concat_ws(' . ', o.summary, c.region, c.nation, c.notes)), 'C'),
           NULL::tsvector, left(concat_ws(' ', o.summary, c.notes), 20000), '{}'::text[], '{}'::text[], NULL, c.nation,
           c.region, c.type, NULL, NULL, NULL::boolean, NULL::numeric, NULL, NULL, NULL::int, NULL, NULL, false, o.fictional,
           o.created_at
      FROM organisations o
      JOIN councils c ON c.organisation_id = o.id
     CROSS JOIN LATERAL (SELECT ARRAY[o.name, c.official_name, c.nice_name] || c.alternative_names ${more} AS names,
                                c.code || ARRAY(SELECT gss_code FROM council_gss_codes
                                                 WHERE council_id = o.id ORDER BY is_current DESC, gss_code) AS codes
                         OFFSET 0) AS known
     WHERE o.id = ANY (ids)
  $$;`;
