import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Tactics that members tried, and objections with what answers them; both are found by search. */
export class CreateTactics1795604400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tactics (
        id            uuid PRIMARY KEY DEFAULT uuid_v7(),
        title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        situation     text NOT NULL CHECK (length(situation) BETWEEN 1 AND 3000),
        move          text NOT NULL CHECK (length(move) BETWEEN 1 AND 3000),
        evidence      text NOT NULL DEFAULT '' CHECK (length(evidence) <= 3000),
        backfired     text NOT NULL DEFAULT '' CHECK (length(backfired) <= 3000),
        service_areas text[] NOT NULL DEFAULT '{}',
        topics        text[] NOT NULL DEFAULT '{}',
        stage         text,
        author_id     uuid NOT NULL REFERENCES people (id),
        status        text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'withdrawn')),
        lang          text NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'cy')),
        fictional     boolean NOT NULL DEFAULT false,
        version       int NOT NULL DEFAULT 1,
        ${VISIBLE_TO},
        published_at  timestamptz(3),
        created_at    timestamptz(3) NOT NULL DEFAULT now(),
        updated_at    timestamptz(3) NOT NULL DEFAULT now(),
        CHECK (status <> 'published' OR published_at IS NOT NULL)
      );
      -- TacticsQueries.list
      CREATE INDEX tactics_list ON tactics (published_at DESC, id DESC) WHERE status = 'published';
      CREATE INDEX tactics_of_author ON tactics (author_id);

      -- Who tried it, and what came of it. One row a member, which they may change.
      CREATE TABLE tactic_tries (
        tactic_id uuid NOT NULL REFERENCES tactics (id) ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES people (id),
        result    text NOT NULL CHECK (result IN ('worked', 'partly', 'failed')),
        context   text CHECK (length(context) BETWEEN 1 AND 300),
        at        timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (tactic_id, person_id)
      );
      CREATE INDEX tactic_tries_of_person ON tactic_tries (person_id);

      CREATE TABLE objections (
        id            uuid PRIMARY KEY DEFAULT uuid_v7(),
        -- As people say it.
        title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        behind        text NOT NULL CHECK (length(behind) BETWEEN 1 AND 3000),
        -- [{ side: 'for' | 'against', text }]: what answers it, and where it is right. Read and written whole.
        answers       jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(answers) = 'array'),
        service_areas text[] NOT NULL DEFAULT '{}',
        topics        text[] NOT NULL DEFAULT '{}',
        stage         text,
        author_id     uuid NOT NULL REFERENCES people (id),
        status        text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'withdrawn')),
        lang          text NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'cy')),
        fictional     boolean NOT NULL DEFAULT false,
        version       int NOT NULL DEFAULT 1,
        ${VISIBLE_TO},
        published_at  timestamptz(3),
        created_at    timestamptz(3) NOT NULL DEFAULT now(),
        updated_at    timestamptz(3) NOT NULL DEFAULT now(),
        CHECK (status <> 'published' OR published_at IS NOT NULL),
        -- An argument that is heard on one side only is not published.
        CHECK (status <> 'published' OR (answers @> '[{"side": "for"}]' AND answers @> '[{"side": "against"}]'))
      );
      -- ObjectionsQueries.list
      CREATE INDEX objections_list ON objections (published_at DESC, id DESC) WHERE status = 'published';
      CREATE INDEX objections_of_author ON objections (author_id);

      CREATE TABLE objection_tactics (
        objection_id uuid NOT NULL REFERENCES objections (id) ON DELETE CASCADE,
        position     int NOT NULL CHECK (position BETWEEN 1 AND 50),
        tactic_id    uuid NOT NULL REFERENCES tactics (id) ON DELETE CASCADE,
        PRIMARY KEY (objection_id, position),
        UNIQUE (objection_id, tactic_id)
      );
      -- TacticsQueries.tactic: the objections it answers
      CREATE INDEX objection_tactics_back ON objection_tactics (tactic_id);

      -- Where it was met, and what became of it there.
      CREATE TABLE objection_meetings (
        objection_id uuid NOT NULL REFERENCES objections (id) ON DELETE CASCADE,
        case_note_id uuid NOT NULL REFERENCES case_notes (id) ON DELETE CASCADE,
        result       text NOT NULL CHECK (result IN ('accepted', 'deferred', 'refused')),
        note         text CHECK (length(note) BETWEEN 1 AND 300),
        PRIMARY KEY (objection_id, case_note_id)
      );
      CREATE INDEX objection_meetings_back ON objection_meetings (case_note_id);
    `);
    await db.query(types(`'tactic', 'objection', `));
    await db.query(SOURCES);
    await db.query(functions(true));
    await db.query(TRIGGERS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE objection_meetings, objection_tactics, objections, tactic_tries, tactics;
      DELETE FROM search_documents WHERE type IN ('tactic', 'objection');
    `);
    await db.query(types(''));
    await db.query(functions(false));
    await db.query(`DROP FUNCTION search_tactics(uuid[]), search_objections(uuid[])`);
  }
}

const VISIBLE_TO = `visible_to    text[] NOT NULL GENERATED ALWAYS AS (
                        CASE status
                          WHEN 'published' THEN ARRAY['public']
                          ELSE ARRAY['person:' || author_id::text, 'role:moderator', 'role:subject_editor']
                        END) STORED`;

/** NOT VALID: the rows that are there passed a check that is no wider, and need no look while nobody can write. */
const types = (more: string): string => `
  ALTER TABLE search_documents DROP CONSTRAINT search_documents_type_check;
  ALTER TABLE search_documents ADD CONSTRAINT search_documents_type_check CHECK (type IN
    (${more}'case-note', 'question', 'guidance', 'council', 'spin-out', 'person')) NOT VALID;`;

/** What stands in the columns that these types have not, from `nation` to `evidence_rank`. */
const NONE = `NULL, NULL, NULL, NULL, NULL, NULL::boolean, NULL::numeric, NULL, NULL, NULL::int, NULL, NULL, false`;

const SOURCES = `
  CREATE FUNCTION search_tactics(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'tactic', t.id, 0, t.title, '/tactics/' || t.id, ARRAY[search_fold(t.title)], t.lang, t.visible_to,
           setweight(search_words(t.lang, t.title), 'A')
             || setweight(search_words(t.lang, concat_ws(' . ', t.situation, t.move)), 'B')
             || setweight(search_words(t.lang, concat_ws(' . ', t.evidence, t.backfired,
                  search_tags(VARIADIC t.service_areas || t.topics))), 'C'),
           NULL::tsvector, left(concat_ws(' ', t.situation, t.move, t.evidence, t.backfired), 20000),
           t.service_areas, t.topics, t.stage, ${NONE}, t.fictional, t.updated_at
      FROM tactics t
     WHERE t.id = ANY (ids) AND t.status <> 'withdrawn'
  $$;

  CREATE FUNCTION search_objections(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'objection', o.id, 0, o.title, '/objections/' || o.id, ARRAY[search_fold(o.title)], o.lang, o.visible_to,
           setweight(search_words(o.lang, o.title), 'A')
             || setweight(search_words(o.lang, o.behind), 'B')
             || setweight(search_words(o.lang, concat_ws(' . ', said,
                  search_tags(VARIADIC o.service_areas || o.topics))), 'C'),
           NULL::tsvector, left(concat_ws(' ', o.behind, said), 20000),
           o.service_areas, o.topics, o.stage, ${NONE}, o.fictional, o.updated_at
      FROM objections o
     CROSS JOIN LATERAL (SELECT string_agg(a.answer ->> 'text', ' . ' ORDER BY a.place) AS said
                           FROM jsonb_array_elements(o.answers) WITH ORDINALITY AS a (answer, place)) AS words
     WHERE o.id = ANY (ids) AND o.status <> 'withdrawn'
  $$;
`;

/** The functions of the index that know every type, as the search migration made them, with these two or without. */
const functions = (ours: boolean): string => {
  const when = (sql: string): string => (ours ? sql : '');
  return `
  CREATE OR REPLACE FUNCTION search_source(of_type text, ids uuid[]) RETURNS SETOF search_documents
  LANGUAGE plpgsql STABLE AS $$
  BEGIN
    CASE of_type
      WHEN 'question' THEN
        RETURN QUERY
          WITH heads AS MATERIALIZED (SELECT q FROM search_questions(ids) AS q)
          SELECT (q).* FROM heads
          UNION ALL
          SELECT r.*
            FROM heads
            JOIN posts p ON p.thread_id = (q).id AND p.number > 1 AND p.hidden_at IS NULL
           CROSS JOIN LATERAL search_reply(q, p.number, p.body, p.lang, p.accepted_at IS NOT NULL,
                                           coalesce(p.edited_at, p.created_at)) AS r;
      WHEN 'case-note' THEN RETURN QUERY SELECT * FROM search_case_notes(ids);
      WHEN 'guidance' THEN RETURN QUERY SELECT * FROM search_guidance(ids);
      ${when(`WHEN 'tactic' THEN RETURN QUERY SELECT * FROM search_tactics(ids);
      WHEN 'objection' THEN RETURN QUERY SELECT * FROM search_objections(ids);`)}
      WHEN 'council' THEN RETURN QUERY SELECT * FROM search_councils(ids);
      WHEN 'spin-out' THEN RETURN QUERY SELECT * FROM search_spin_outs(ids);
      WHEN 'person' THEN RETURN QUERY SELECT * FROM search_people(ids);
    END CASE;
  END $$;

  CREATE OR REPLACE FUNCTION search_refresh(of_type text, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
    CASE of_type
      WHEN 'question' THEN PERFORM FROM threads WHERE id = ANY (ids) ORDER BY id FOR SHARE;
      WHEN 'case-note' THEN
        PERFORM FROM case_notes WHERE id = ANY (ids) ORDER BY id FOR SHARE;
        PERFORM FROM organisations o
          WHERE o.id IN (SELECT unnest(ARRAY[n.council_id, n.spin_out_id]) FROM case_notes n WHERE n.id = ANY (ids))
          ORDER BY o.id FOR SHARE;
      WHEN 'guidance' THEN PERFORM FROM guidance_pages WHERE id = ANY (ids) ORDER BY id FOR SHARE;
      ${when(`WHEN 'tactic' THEN PERFORM FROM tactics WHERE id = ANY (ids) ORDER BY id FOR SHARE;
      WHEN 'objection' THEN PERFORM FROM objections WHERE id = ANY (ids) ORDER BY id FOR SHARE;`)}
      WHEN 'person' THEN PERFORM FROM people WHERE id = ANY (ids) ORDER BY id FOR SHARE;
      ELSE PERFORM FROM organisations WHERE id = ANY (ids) ORDER BY id FOR SHARE;
    END CASE;
    PERFORM FROM search_documents d WHERE d.type = of_type AND d.id = ANY (ids) ORDER BY d.id, d.part FOR UPDATE;

    WITH source AS MATERIALIZED (SELECT * FROM search_source(of_type, ids)),
         gone AS (DELETE FROM search_documents d
                   WHERE d.type = of_type AND d.id = ANY (ids)
                     AND NOT EXISTS (SELECT FROM source s WHERE s.id = d.id AND s.part = d.part))
    INSERT INTO search_documents AS d SELECT * FROM source
    ON CONFLICT (type, id, part) DO UPDATE SET
      (title, url, exact, lang, visible_to, tsv, lead, body, service_areas, topics, stage, nation, region, council_type,
       legal_form, verdict, evidenced, saving_amount, saving_per, grade, evidence_rank, result, answered, accepted,
       fictional, updated_at)
      = (excluded.title, excluded.url, excluded.exact, excluded.lang, excluded.visible_to, excluded.tsv, excluded.lead,
         excluded.body, excluded.service_areas, excluded.topics, excluded.stage, excluded.nation, excluded.region,
         excluded.council_type, excluded.legal_form, excluded.verdict, excluded.evidenced, excluded.saving_amount,
         excluded.saving_per, excluded.grade, excluded.evidence_rank, excluded.result, excluded.answered,
         excluded.accepted, excluded.fictional, excluded.updated_at)
      WHERE d.* IS DISTINCT FROM excluded.*;
  END $$;

  CREATE OR REPLACE FUNCTION search_ids(of_type text, after uuid, how_many int) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN QUERY EXECUTE format(
      'SELECT id FROM ((SELECT %2$I AS id FROM %1$I WHERE %2$I > $1 ORDER BY %2$I LIMIT $2)
                       UNION
                       (SELECT DISTINCT id FROM search_documents WHERE type = $3 AND id > $1 ORDER BY id LIMIT $2)) AS known
        ORDER BY id LIMIT $2',
      CASE of_type WHEN 'question' THEN 'threads' WHEN 'case-note' THEN 'case_notes' WHEN 'guidance' THEN 'guidance_pages'
                   ${when(`WHEN 'tactic' THEN 'tactics' WHEN 'objection' THEN 'objections'`)}
                   WHEN 'council' THEN 'councils' WHEN 'spin-out' THEN 'spin_outs' WHEN 'person' THEN 'people' END,
      CASE WHEN of_type IN ('council', 'spin-out') THEN 'organisation_id' ELSE 'id' END)
    USING after, how_many, of_type;
  END $$;

  CREATE OR REPLACE FUNCTION search_reindex() RETURNS void LANGUAGE plpgsql AS $$
  DECLARE of_type text; batch uuid[]; last uuid;
  BEGIN
    FOREACH of_type IN ARRAY ARRAY['council', 'spin-out', 'person', 'case-note', 'guidance', ${when(`'tactic', 'objection', `)}'question'] LOOP
      last := '00000000-0000-0000-0000-000000000000';
      LOOP
        batch := ARRAY(SELECT search_ids(of_type, last, 500));
        EXIT WHEN cardinality(batch) = 0;
        PERFORM search_refresh(of_type, batch);
        last := batch[cardinality(batch)];
      END LOOP;
    END LOOP;
  END $$;`;
};

const TRIGGERS = `
  CREATE TRIGGER search_tactics_change AFTER INSERT OR UPDATE OR DELETE ON tactics FOR EACH ROW
    EXECUTE FUNCTION search_on_change('tactic');
  CREATE TRIGGER search_objections_change AFTER INSERT OR UPDATE OR DELETE ON objections FOR EACH ROW
    EXECUTE FUNCTION search_on_change('objection');
`;
