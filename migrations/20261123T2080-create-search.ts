import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * One index over everything that can be found: a row for each thing, and one more for each answer in a question.
 *
 * Kept in the transaction of the change by triggers. What a row holds is said once, in search_source(): search_refresh()
 * writes it, and a test compares the whole table with it after all kinds of changes.
 *
 * A row for each answer, because a reply must stay cheap: putting its words into one row for the thread would write the
 * whole thread again (measured at 200,000 posts: about doubling the time of a reply, and more the longer the thread).
 */
export class CreateSearch1795468800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(WORDS);
    await db.query(DOCUMENTS);
    await db.query(SOURCES);
    await db.query(REFRESH);
    await db.query(TRIGGERS);
    // For a database that has rows already.
    await db.query(`SELECT search_reindex()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER search_people_insert ON people;
      DROP TRIGGER search_people_update ON people;
      DROP TRIGGER search_people_delete ON people;
      DROP TRIGGER search_organisations_update ON organisations;
      DROP TRIGGER search_councils_insert ON councils;
      DROP TRIGGER search_councils_update ON councils;
      DROP TRIGGER search_councils_delete ON councils;
      DROP TRIGGER search_gss_codes_insert ON council_gss_codes;
      DROP TRIGGER search_gss_codes_update ON council_gss_codes;
      DROP TRIGGER search_gss_codes_delete ON council_gss_codes;
      DROP TRIGGER search_spin_outs_insert ON spin_outs;
      DROP TRIGGER search_spin_outs_update ON spin_outs;
      DROP TRIGGER search_spin_outs_delete ON spin_outs;
      DROP TRIGGER search_case_notes_insert ON case_notes;
      DROP TRIGGER search_case_notes_change ON case_notes;
      DROP TRIGGER search_outcome_measures_insert ON outcome_measures;
      DROP TRIGGER search_outcome_measures_update ON outcome_measures;
      DROP TRIGGER search_outcome_measures_delete ON outcome_measures;
      DROP TRIGGER search_guidance_pages_change ON guidance_pages;
      DROP TRIGGER search_threads_update ON threads;
      DROP TRIGGER search_threads_state ON threads;
      DROP TRIGGER search_posts_insert ON posts;
      DROP TRIGGER search_posts_update ON posts;
      DROP TRIGGER search_posts_delete ON posts;
      DROP FUNCTION search_on_change(), search_on_insert(), search_on_organisations(), search_on_bodies(),
                    search_on_bodies_gone(), search_on_gss_codes(), search_on_gss_codes_gone(), search_on_measures(),
                    search_on_measures_gone(), search_on_thread_state(), search_on_posts(), search_on_post(),
                    search_on_post_gone();
      DROP FUNCTION search_reindex(), search_ids(text, uuid, int), search_refresh_bodies(uuid[]),
                    search_refresh(text, uuid[]), search_source(text, uuid[]), search_questions(uuid[]),
                    search_case_notes(uuid[]), search_guidance(uuid[]), search_councils(uuid[]),
                    search_spin_outs(uuid[]), search_people(uuid[]);
      DROP TABLE search_documents CASCADE;
      DROP FUNCTION search_tags(text[]), search_plain(text), search_fold(text), search_words(text, text), search_parted(text),
                    search_config(text);
      DROP TEXT SEARCH CONFIGURATION search_en, search_cy;
      -- The extensions stay: they may have been there before.
    `);
  }
}

const WORDS =
  String.raw`
  CREATE EXTENSION IF NOT EXISTS unaccent;
  CREATE EXTENSION IF NOT EXISTS pg_trgm;

  CREATE TEXT SEARCH CONFIGURATION search_en (COPY = english);
  ALTER TEXT SEARCH CONFIGURATION search_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
  -- There is no Welsh stemmer.
  CREATE TEXT SEARCH CONFIGURATION search_cy (COPY = simple);
  ALTER TEXT SEARCH CONFIGURATION search_cy ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;

  CREATE FUNCTION search_config(lang text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE lang WHEN 'cy' THEN 'search_cy'::regconfig ELSE 'search_en'::regconfig END
  $$;

  -- PostgreSQL reads a run such as "a_b_c_…" again from every letter of it: 20,000 of them would take seconds.
  CREATE FUNCTION search_parted(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(words, '(\S{200})', '\1 ', 'g')
  $$;

  -- PostgreSQL would read "<so>" as markup and leave it out; here text is text.
  CREATE FUNCTION search_words(lang text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector(search_config(lang), search_parted(translate(words, '<', ' ')))
  $$;

  -- A name as it is compared: case, accents and spaces do not count.
  CREATE FUNCTION search_fold(name text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(unaccent(btrim(regexp_replace(name, '\s+', ' ', 'g'))))
  $$;

  -- Markdown without its marks, for snippets. Not for showing as HTML: it is text, whatever it holds.
  CREATE FUNCTION search_plain(markdown text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(markdown,
      '\[([^\[\]]*)\]\([^()\s]*\)', '\1', 'g'),
      '(^|\n)[ \t]*(#+|>+|[-*+]|\d+[.)])[ \t]', '\1', 'g'),
      '\*\*|__|-{3,}|[*~|]|` +
  '`' +
  String.raw`', '', 'g'),
      '\s+', ' ', 'g'))
  $$;

  -- Codes of the taxonomy are English words with hyphens or underscores between them.
  CREATE FUNCTION search_tags(VARIADIC codes text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(array_to_string(codes, ' '), '-_', '  ')
  $$;
`;

const DOCUMENTS = `
  CREATE TABLE search_documents (
    type          text NOT NULL CHECK (type IN ('case-note', 'question', 'guidance', 'council', 'spin-out', 'person')),
    id            uuid NOT NULL,
    -- 0 is the thing itself. In a question, the number of an answer or a reply.
    part          int NOT NULL CHECK (part >= 0),
    title         text NOT NULL,
    url           text NOT NULL,
    -- Names and codes, folded: who types one of them means this.
    exact         text[] NOT NULL,
    lang          text NOT NULL,
    visible_to    text[] NOT NULL,
    -- A: title, names, codes. B: summary, outcomes, accepted answers. C: the text. D: what an answer answers.
    tsv           tsvector NOT NULL,
    -- Of a question: title and subjects, which each of its answers carries as D.
    lead          tsvector,
    -- For snippets. Empty for an answer, whose text is in its post: so these rows stay small, and most are these.
    body          text NOT NULL,
    service_areas text[] NOT NULL,
    topics        text[] NOT NULL,
    stage         text,
    nation        text,
    region        text,
    council_type  text,
    legal_form    text,
    verdict       text,
    evidenced     boolean,
    saving_amount numeric(14, 2),
    saving_per    text,
    grade         text,
    evidence_rank int,
    result        text,
    -- Of a question: unanswered, answered (nothing accepted yet), accepted.
    answered      text,
    -- This row is an accepted answer.
    accepted      boolean NOT NULL,
    fictional     boolean NOT NULL,
    updated_at    timestamptz(3) NOT NULL,
    PRIMARY KEY (type, id, part)
  ) WITH (toast_tuple_target = 4080);
  -- Every row that a search weighs is read for its tsv: it stays in the row, the text goes elsewhere.
  ALTER TABLE search_documents ALTER COLUMN tsv SET STORAGE MAIN;
  -- SearchQueries.search. A short pending list: each search reads it from end to end.
  CREATE INDEX search_documents_words ON search_documents USING gin (tsv) WITH (gin_pending_list_limit = 1024)
    WHERE lang <> 'cy';
  CREATE INDEX search_documents_words_cy ON search_documents USING gin (tsv) WHERE lang = 'cy';
  CREATE INDEX search_documents_exact ON search_documents USING gin (exact) WHERE part = 0;
  -- SearchQueries.search without words
  CREATE INDEX search_documents_newest ON search_documents (updated_at DESC, type, id) WHERE part = 0;
  -- SearchQueries.similar: titles and summaries alone
  CREATE INDEX search_documents_head ON search_documents USING gin (ts_filter(tsv, '{a,b}'::"char"[])) WHERE part = 0;
  -- SearchQueries.suggestion
  CREATE INDEX search_documents_title ON search_documents USING gist (title gist_trgm_ops (siglen = 64)) WHERE part = 0;
`;

const SOURCES = `
  -- What an answer's row is, from the row of its question. Posts' trigger and search_source() both ask here.
  CREATE FUNCTION search_reply(
    q search_documents, number int, body text, lang text, is_accepted boolean, at timestamptz
  ) RETURNS SETOF search_documents LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT q.type, q.id, number, q.title, q.url || '#post-' || number, '{}'::text[], lang, q.visible_to,
           q.lead || setweight(search_words(lang, body), CASE WHEN is_accepted THEN 'B' ELSE 'C' END::"char"),
           NULL::tsvector, '', q.service_areas, q.topics, q.stage, q.nation, q.region, q.council_type, q.legal_form,
           q.verdict, q.evidenced, q.saving_amount, q.saving_per, q.grade, q.evidence_rank, q.result, q.answered,
           is_accepted, q.fictional, at::timestamptz(3)
  $$;

  -- What is hidden is not in the index at all, also not for those who may still read it.
  CREATE FUNCTION search_questions(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'question', t.id, 0, t.title, '/threads/' || t.id, ARRAY[search_fold(t.title)], t.lang, t.visible_to,
           setweight(search_words(t.lang, t.title), 'A')
             || setweight(search_words(t.lang, plain || ' ' || tags), 'C'),
           setweight(search_words(t.lang, t.title || ' ' || tags), 'D'),
           plain, t.service_areas, t.topics, t.stage, NULL, NULL, NULL, NULL, NULL, NULL::boolean, NULL::numeric, NULL,
           NULL, NULL::int, NULL,
           CASE WHEN t.accepted_count > 0 THEN 'accepted' WHEN t.reply_count > 0 THEN 'answered' ELSE 'unanswered' END,
           false, t.fictional, coalesce(q.edited_at, q.created_at)
      FROM threads t JOIN posts q ON q.thread_id = t.id AND q.number = 1
     CROSS JOIN LATERAL (SELECT search_plain(q.body) AS plain,
                                search_tags(VARIADIC t.service_areas || t.topics) AS tags OFFSET 0) AS words
     WHERE t.id = ANY (ids) AND t.hidden_at IS NULL AND q.hidden_at IS NULL
  $$;

  -- A withdrawn note is to be read at its address, not to be found.
  CREATE FUNCTION search_case_notes(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'case-note', n.id, 0, n.title, '/case-notes/' || n.id, ARRAY[search_fold(n.title)], n.lang, n.visible_to,
           setweight(search_words(n.lang, n.title), 'A')
             || setweight(search_words(n.lang, concat_ws(' . ', n.summary, c.nice_name, s.name, measures)), 'B')
             || setweight(search_words(n.lang, concat_ws(' . ', plain, n.cost_of_doing_nothing, n.lawful_help,
                  n.political_context, c.nation, c.region,
                  search_tags(VARIADIC n.service_areas || n.topics || n.stage || n.result || n.legal_form))), 'C'),
           NULL::tsvector, left(concat_ws(' ', n.summary, plain), 20000), n.service_areas, n.topics, n.stage,
           coalesce(c.nation, s.nation), c.region, c.type, coalesce(n.legal_form, s.legal_form), n.verdict, n.evidenced,
           n.saving_amount, n.saving_per, n.evidence_grade, n.evidence_rank, n.result, NULL, false, n.fictional, n.updated_at
      FROM case_notes n
      LEFT JOIN (SELECT o.id, o.name, o.nation, b.parent_id, b.legal_form
                   FROM spin_outs b JOIN organisations o ON o.id = b.organisation_id) AS s ON s.id = n.spin_out_id
      LEFT JOIN councils c ON c.organisation_id = coalesce(n.council_id, s.parent_id)
     CROSS JOIN LATERAL (SELECT search_plain(concat_ws(E'\\n\\n', n.what_happened, n.what_went_wrong,
                                                       n.what_we_would_do_again)) AS plain OFFSET 0) AS words
     CROSS JOIN LATERAL (SELECT string_agg(m.name, ' . ' ORDER BY m.position) AS measures
                           FROM outcome_measures m WHERE m.case_note_id = n.id) AS outcomes
     WHERE n.id = ANY (ids) AND n.status IN ('draft', 'submitted', 'published')
  $$;

  CREATE FUNCTION search_guidance(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'guidance', g.id, 0, g.title, '/guidance/' || g.slug, ARRAY[search_fold(g.title)], g.lang, g.visible_to,
           setweight(search_words(g.lang, g.title), 'A')
             || setweight(search_words(g.lang, g.summary), 'B')
             || setweight(search_words(g.lang, plain || ' ' || search_tags(VARIADIC g.service_areas || g.topics)), 'C'),
           NULL::tsvector, left(concat_ws(' ', g.summary, plain), 20000), g.service_areas, g.topics, g.stage, NULL, NULL,
           NULL, NULL, NULL, NULL::boolean, NULL::numeric, NULL, NULL, NULL::int, NULL, NULL, false, g.fictional, g.updated_at
      FROM guidance_pages g
     CROSS JOIN LATERAL (SELECT search_plain(g.body) AS plain OFFSET 0) AS words
     WHERE g.id = ANY (ids) AND g.status <> 'withdrawn'
  $$;

  CREATE FUNCTION search_councils(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'council', o.id, 0, o.name, '/councils/' || c.code,
           ARRAY(SELECT DISTINCT search_fold(name) FROM unnest(names || codes) AS name ORDER BY 1), o.lang, o.visible_to,
           setweight(search_words(o.lang, array_to_string(names || codes, ' . ')), 'A')
             || setweight(search_words(o.lang, concat_ws(' . ', o.summary, c.region, c.nation, c.notes)), 'C'),
           NULL::tsvector, left(concat_ws(' ', o.summary, c.notes), 20000), '{}'::text[], '{}'::text[], NULL, c.nation,
           c.region, c.type, NULL, NULL, NULL::boolean, NULL::numeric, NULL, NULL, NULL::int, NULL, NULL, false, o.fictional,
           o.created_at
      FROM organisations o
      JOIN councils c ON c.organisation_id = o.id
     CROSS JOIN LATERAL (SELECT ARRAY[o.name, c.official_name, c.nice_name] || c.alternative_names AS names,
                                c.code || ARRAY(SELECT gss_code FROM council_gss_codes
                                                 WHERE council_id = o.id ORDER BY is_current DESC, gss_code) AS codes
                         OFFSET 0) AS known
     WHERE o.id = ANY (ids)
  $$;

  CREATE FUNCTION search_spin_outs(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'spin-out', o.id, 0, o.name, '/spin-outs/' || o.id, ARRAY[search_fold(o.name)], o.lang, o.visible_to,
           setweight(search_words(o.lang, o.name), 'A')
             || setweight(search_words(o.lang, concat_ws(' . ', o.summary, p.name)), 'B')
             || setweight(search_words(o.lang, concat_ws(' . ', c.region, coalesce(o.nation, c.nation),
                  search_tags(VARIADIC s.service_areas || s.stage || s.legal_form))), 'C'),
           NULL::tsvector, coalesce(o.summary, ''), s.service_areas, '{}'::text[], s.stage, coalesce(o.nation, c.nation),
           c.region, c.type, s.legal_form, NULL, NULL::boolean, NULL::numeric, NULL, NULL, NULL::int, NULL, NULL, false,
           o.fictional, o.created_at
      FROM organisations o
      JOIN spin_outs s ON s.organisation_id = o.id
      LEFT JOIN organisations p ON p.id = s.parent_id
      LEFT JOIN councils c ON c.organisation_id = s.parent_id
     WHERE o.id = ANY (ids)
  $$;

  CREATE FUNCTION search_people(ids uuid[]) RETURNS SETOF search_documents LANGUAGE sql STABLE AS $$
    SELECT 'person', p.id, 0, p.name, '/people/' || p.id, ARRAY[search_fold(p.name)], p.lang, p.visible_to,
           setweight(search_words(p.lang, p.name), 'A')
             || setweight(search_words(p.lang, concat_ws(' . ', p.job_title, search_tags(p.practitioner_role))), 'B')
             || setweight(search_words(p.lang, concat_ws(' . ', p.bio,
                  search_tags(VARIADIC p.topics_offered || p.service_areas || p.stages_lived))), 'C'),
           NULL::tsvector, concat_ws(' ', p.bio), p.service_areas, p.topics_offered, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL::boolean, NULL::numeric, NULL, NULL, NULL::int, NULL, NULL, false, p.fictional, p.created_at
      FROM people p
     WHERE p.id = ANY (ids)
  $$;

  -- What the index ought to hold for these things, from the tables alone.
  CREATE FUNCTION search_source(of_type text, ids uuid[]) RETURNS SETOF search_documents LANGUAGE plpgsql STABLE AS $$
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
      WHEN 'council' THEN RETURN QUERY SELECT * FROM search_councils(ids);
      WHEN 'spin-out' THEN RETURN QUERY SELECT * FROM search_spin_outs(ids);
      WHEN 'person' THEN RETURN QUERY SELECT * FROM search_people(ids);
    END CASE;
  END $$;
`;

const REFRESH = `
  -- Makes these things' rows what they ought to be. It takes their own rows first, then the index's, and only then
  -- reads, in a statement of its own: so it never writes what another transaction has meanwhile made untrue.
  CREATE FUNCTION search_refresh(of_type text, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
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

  -- Councils and spin-outs, and what carries their names and places.
  CREATE FUNCTION search_refresh_bodies(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE spin_outs uuid[] := ids || ARRAY(SELECT organisation_id FROM spin_outs WHERE parent_id = ANY (ids));
  BEGIN
    PERFORM search_refresh('council', ids);
    PERFORM search_refresh('spin-out', spin_outs);
    PERFORM search_refresh('case-note', ARRAY(SELECT id FROM case_notes
                                               WHERE council_id = ANY (ids) OR spin_out_id = ANY (spin_outs)));
  END $$;

  -- The next things of a type after an id, in order: those that are, and those that only the index still knows.
  CREATE FUNCTION search_ids(of_type text, after uuid, how_many int) RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN QUERY EXECUTE format(
      'SELECT id FROM ((SELECT %2$I AS id FROM %1$I WHERE %2$I > $1 ORDER BY %2$I LIMIT $2)
                       UNION
                       (SELECT DISTINCT id FROM search_documents WHERE type = $3 AND id > $1 ORDER BY id LIMIT $2)) AS known
        ORDER BY id LIMIT $2',
      CASE of_type WHEN 'question' THEN 'threads' WHEN 'case-note' THEN 'case_notes' WHEN 'guidance' THEN 'guidance_pages'
                   WHEN 'council' THEN 'councils' WHEN 'spin-out' THEN 'spin_outs' WHEN 'person' THEN 'people' END,
      CASE WHEN of_type IN ('council', 'spin-out') THEN 'organisation_id' ELSE 'id' END)
    USING after, how_many, of_type;
  END $$;

  -- All of it, in one transaction; SearchService.reindex() does the same in small ones.
  CREATE FUNCTION search_reindex() RETURNS void LANGUAGE plpgsql AS $$
  DECLARE of_type text; batch uuid[]; last uuid;
  BEGIN
    FOREACH of_type IN ARRAY ARRAY['council', 'spin-out', 'person', 'case-note', 'guidance', 'question'] LOOP
      last := '00000000-0000-0000-0000-000000000000';
      LOOP
        batch := ARRAY(SELECT search_ids(of_type, last, 500));
        EXIT WHEN cardinality(batch) = 0;
        PERFORM search_refresh(of_type, batch);
        last := batch[cardinality(batch)];
      END LOOP;
    END LOOP;
  END $$;
`;

const TRIGGERS = `
  -- Argument: the type. Row by row, for what changes one at a time.
  CREATE FUNCTION search_on_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh(TG_ARGV[0], ARRAY[CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END]);
    RETURN NULL;
  END $$;

  -- Argument: the type. All rows of a statement at once: imports and seeds bring thousands.
  CREATE FUNCTION search_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh(TG_ARGV[0], ARRAY(SELECT id FROM fresh ORDER BY id));
    RETURN NULL;
  END $$;

  CREATE TRIGGER search_people_insert AFTER INSERT ON people
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_insert('person');
  CREATE TRIGGER search_people_update AFTER UPDATE ON people FOR EACH ROW
    WHEN ((OLD.name, OLD.practitioner_role, OLD.job_title, OLD.bio, OLD.service_areas, OLD.stages_lived,
           OLD.topics_offered, OLD.lang, OLD.fictional, OLD.visible_to)
          IS DISTINCT FROM
          (NEW.name, NEW.practitioner_role, NEW.job_title, NEW.bio, NEW.service_areas, NEW.stages_lived,
           NEW.topics_offered, NEW.lang, NEW.fictional, NEW.visible_to))
    EXECUTE FUNCTION search_on_change('person');
  CREATE TRIGGER search_people_delete AFTER DELETE ON people FOR EACH ROW EXECUTE FUNCTION search_on_change('person');

  CREATE FUNCTION search_on_organisations() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh_bodies(ARRAY(
      SELECT id FROM fresh f JOIN gone g USING (id)
       WHERE (f.name, f.summary, f.nation, f.lang, f.fictional, f.visible_to)
             IS DISTINCT FROM (g.name, g.summary, g.nation, g.lang, g.fictional, g.visible_to)
       ORDER BY id));
    RETURN NULL;
  END $$;
  -- Without one for INSERT and DELETE: there the row of councils or spin_outs comes after, or goes before.
  CREATE TRIGGER search_organisations_update AFTER UPDATE ON organisations
    REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_organisations();

  CREATE FUNCTION search_on_bodies() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh_bodies(ARRAY(SELECT organisation_id FROM fresh ORDER BY 1));
    RETURN NULL;
  END $$;
  CREATE FUNCTION search_on_bodies_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh_bodies(ARRAY(SELECT organisation_id FROM gone ORDER BY 1));
    RETURN NULL;
  END $$;
  CREATE TRIGGER search_councils_insert AFTER INSERT ON councils
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_bodies();
  CREATE TRIGGER search_councils_update AFTER UPDATE ON councils
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_bodies();
  CREATE TRIGGER search_councils_delete AFTER DELETE ON councils
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION search_on_bodies_gone();
  CREATE TRIGGER search_spin_outs_insert AFTER INSERT ON spin_outs
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_bodies();
  CREATE TRIGGER search_spin_outs_update AFTER UPDATE ON spin_outs
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_bodies();
  CREATE TRIGGER search_spin_outs_delete AFTER DELETE ON spin_outs
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION search_on_bodies_gone();

  CREATE FUNCTION search_on_gss_codes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh('council', ARRAY(SELECT DISTINCT council_id FROM fresh ORDER BY 1));
    RETURN NULL;
  END $$;
  CREATE FUNCTION search_on_gss_codes_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh('council', ARRAY(SELECT DISTINCT council_id FROM gone ORDER BY 1));
    RETURN NULL;
  END $$;
  CREATE TRIGGER search_gss_codes_insert AFTER INSERT ON council_gss_codes
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_gss_codes();
  CREATE TRIGGER search_gss_codes_update AFTER UPDATE ON council_gss_codes
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_gss_codes();
  CREATE TRIGGER search_gss_codes_delete AFTER DELETE ON council_gss_codes
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION search_on_gss_codes_gone();

  CREATE TRIGGER search_case_notes_insert AFTER INSERT ON case_notes
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_insert('case-note');
  CREATE TRIGGER search_case_notes_change AFTER UPDATE OR DELETE ON case_notes FOR EACH ROW
    EXECUTE FUNCTION search_on_change('case-note');

  CREATE FUNCTION search_on_measures() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh('case-note', ARRAY(SELECT DISTINCT case_note_id FROM fresh ORDER BY 1));
    RETURN NULL;
  END $$;
  CREATE FUNCTION search_on_measures_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM search_refresh('case-note', ARRAY(SELECT DISTINCT case_note_id FROM gone ORDER BY 1));
    RETURN NULL;
  END $$;
  CREATE TRIGGER search_outcome_measures_insert AFTER INSERT ON outcome_measures
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_measures();
  CREATE TRIGGER search_outcome_measures_update AFTER UPDATE ON outcome_measures
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_measures();
  CREATE TRIGGER search_outcome_measures_delete AFTER DELETE ON outcome_measures
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION search_on_measures_gone();

  CREATE TRIGGER search_guidance_pages_change AFTER INSERT OR UPDATE OR DELETE ON guidance_pages FOR EACH ROW
    EXECUTE FUNCTION search_on_change('guidance');

  -- Each reply updates its thread: these two conditions are all that costs it.
  CREATE TRIGGER search_threads_update AFTER UPDATE ON threads FOR EACH ROW
    WHEN ((OLD.title, OLD.service_areas, OLD.topics, OLD.stage, OLD.lang, OLD.fictional, OLD.hidden_at, OLD.audience,
           OLD.audience_id, OLD.author_id)
          IS DISTINCT FROM
          (NEW.title, NEW.service_areas, NEW.topics, NEW.stage, NEW.lang, NEW.fictional, NEW.hidden_at, NEW.audience,
           NEW.audience_id, NEW.author_id))
    EXECUTE FUNCTION search_on_change('question');

  CREATE FUNCTION search_on_thread_state() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE state text := CASE WHEN NEW.accepted_count > 0 THEN 'accepted' WHEN NEW.reply_count > 0 THEN 'answered'
                             ELSE 'unanswered' END;
  BEGIN
    UPDATE search_documents SET answered = state WHERE type = 'question' AND id = NEW.id AND answered <> state;
    RETURN NULL;
  END $$;
  CREATE TRIGGER search_threads_state AFTER UPDATE ON threads FOR EACH ROW
    WHEN ((OLD.accepted_count > 0, OLD.reply_count > 0) IS DISTINCT FROM (NEW.accepted_count > 0, NEW.reply_count > 0))
    EXECUTE FUNCTION search_on_thread_state();

  -- A new question brings its rows; a new answer one row, which costs the same however long the thread is.
  CREATE FUNCTION search_on_posts() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE asked uuid[] := ARRAY(SELECT thread_id FROM fresh WHERE number = 1 ORDER BY 1);
  BEGIN
    IF cardinality(asked) > 0 THEN
      PERFORM search_refresh('question', asked);
    END IF;
    INSERT INTO search_documents
    SELECT r.*
      FROM fresh p
      JOIN search_documents q ON q.type = 'question' AND q.id = p.thread_id AND q.part = 0
     CROSS JOIN LATERAL search_reply(q, p.number, p.body, p.lang, p.accepted_at IS NOT NULL,
                                     coalesce(p.edited_at, p.created_at)) AS r
     WHERE p.number > 1 AND p.hidden_at IS NULL AND NOT p.thread_id = ANY (asked);
    RETURN NULL;
  END $$;
  CREATE TRIGGER search_posts_insert AFTER INSERT ON posts
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION search_on_posts();

  CREATE FUNCTION search_on_post() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.number = 1 THEN
      PERFORM search_refresh('question', ARRAY[NEW.thread_id]);
      RETURN NULL;
    END IF;
    DELETE FROM search_documents WHERE type = 'question' AND id = NEW.thread_id AND part = NEW.number;
    INSERT INTO search_documents
    SELECT r.*
      FROM search_documents q
     CROSS JOIN LATERAL search_reply(q, NEW.number, NEW.body, NEW.lang, NEW.accepted_at IS NOT NULL,
                                     coalesce(NEW.edited_at, NEW.created_at)) AS r
     WHERE q.type = 'question' AND q.id = NEW.thread_id AND q.part = 0 AND NEW.hidden_at IS NULL;
    RETURN NULL;
  END $$;
  CREATE TRIGGER search_posts_update AFTER UPDATE ON posts FOR EACH ROW
    WHEN ((OLD.body, OLD.lang, OLD.accepted_at, OLD.hidden_at, OLD.edited_at)
          IS DISTINCT FROM (NEW.body, NEW.lang, NEW.accepted_at, NEW.hidden_at, NEW.edited_at))
    EXECUTE FUNCTION search_on_post();

  CREATE FUNCTION search_on_post_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM search_documents WHERE type = 'question' AND id = OLD.thread_id AND (OLD.number = 1 OR part = OLD.number);
    RETURN NULL;
  END $$;
  CREATE TRIGGER search_posts_delete AFTER DELETE ON posts FOR EACH ROW EXECUTE FUNCTION search_on_post_gone();
`;
