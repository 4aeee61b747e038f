import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What members say of an answer after they tried it, and what they warn of; libs/threads/answer-order.ts has the rule. */
export class TryAnswers1796043600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whoever asked under a mask says under it, too: so no id of theirs begins with the minute.
      CREATE TABLE post_tries (
        id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        post_id      uuid NOT NULL REFERENCES posts (id),
        person_id    uuid NOT NULL REFERENCES people (id),
        result       text NOT NULL CHECK (result IN ('worked', 'partly', 'failed')),
        -- Where it was tried, as far as the member says: codes of the taxonomy.
        council_type text CHECK (length(council_type) BETWEEN 1 AND 10),
        service_area text CHECK (length(service_area) BETWEEN 1 AND 60),
        year         int CHECK (year BETWEEN 1990 AND 2100),
        note         text CHECK (length(note) BETWEEN 1 AND 300),
        at           timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (post_id, person_id)
      );
      -- AnswersQueries.tries
      CREATE INDEX post_tries_list ON post_tries (post_id, at DESC, id DESC);

      CREATE TABLE post_marks (
        id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        post_id   uuid NOT NULL REFERENCES posts (id),
        person_id uuid NOT NULL REFERENCES people (id),
        kind      text NOT NULL CHECK (kind IN ('outdated', 'risky')),
        comment   text NOT NULL CHECK (length(comment) BETWEEN 1 AND 500),
        at        timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (post_id, person_id, kind)
      );

      ALTER TABLE posts
        ADD COLUMN worked_count   int NOT NULL DEFAULT 0,
        ADD COLUMN partly_count   int NOT NULL DEFAULT 0,
        ADD COLUMN failed_count   int NOT NULL DEFAULT 0,
        ADD COLUMN outdated_count int NOT NULL DEFAULT 0,
        ADD COLUMN risky_count    int NOT NULL DEFAULT 0,
        -- When it last worked for somebody, at least partly.
        ADD COLUMN worked_at      timestamptz(3);
      ALTER TABLE threads
        -- Of the answers that can be seen.
        ADD COLUMN worked_count     int NOT NULL DEFAULT 0,
        ADD COLUMN partly_count     int NOT NULL DEFAULT 0,
        ADD COLUMN failed_count     int NOT NULL DEFAULT 0,
        -- How many of them are marked as outdated.
        ADD COLUMN outdated_count   int NOT NULL DEFAULT 0,
        -- When the asker was asked what came of it, or need not be asked any more.
        ADD COLUMN outcome_asked_at timestamptz(3);

      -- Shifted in time: that another answer grows older never changes it, so it stands in an index as it is.
      CREATE FUNCTION answer_score(worked int, partly int, failed int, marks int, since timestamptz, hidden boolean)
      RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE WHEN hidden THEN -2147483648 ELSE
          round(1000000 * (
            ln((worked + 0.5::float8 * partly + 1) / (failed + 2 * marks + 0.5::float8 * partly + 1)) / ln(2::float8)
            + extract(epoch FROM (since AT TIME ZONE 'UTC') - timestamp '2020-01-01')::float8 / (2 * 365.25 * 86400)
          ))::int END
      $$;

      CREATE FUNCTION count_answers_of(threads_changed uuid[]) RETURNS void LANGUAGE sql AS $$
        UPDATE threads t
           SET worked_count = c.worked, partly_count = c.partly, failed_count = c.failed, outdated_count = c.outdated
          FROM (SELECT changed.id, coalesce(sum(p.worked_count), 0) AS worked,
                       coalesce(sum(p.partly_count), 0) AS partly,
                       coalesce(sum(p.failed_count), 0) AS failed, count(*) FILTER (WHERE p.outdated_count > 0) AS outdated
                  FROM unnest(threads_changed) AS changed (id)
                  LEFT JOIN posts p ON p.thread_id = changed.id AND p.hidden_at IS NULL
                        AND (p.worked_count + p.partly_count + p.failed_count + p.outdated_count) > 0
                 GROUP BY changed.id) AS c
         WHERE t.id = c.id
           AND (t.worked_count, t.partly_count, t.failed_count, t.outdated_count)
               IS DISTINCT FROM (c.worked, c.partly, c.failed, c.outdated)
      $$;

      -- Counted where it is written, so that what is put back by a restore counts as what members say.
      CREATE FUNCTION count_answers() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE changed uuid[];
      BEGIN
        IF TG_OP = 'DELETE' THEN changed := ARRAY(SELECT DISTINCT post_id FROM gone);
        ELSE changed := ARRAY(SELECT DISTINCT post_id FROM fresh);
        END IF;
        UPDATE posts p
           SET worked_count = c.worked, partly_count = c.partly, failed_count = c.failed, worked_at = c.worked_at,
               outdated_count = c.outdated, risky_count = c.risky
          FROM (SELECT changed.id, tried.*, marked.* FROM unnest(changed) AS changed (id),
                  LATERAL (SELECT count(*) FILTER (WHERE r.result = 'worked') AS worked,
                                  count(*) FILTER (WHERE r.result = 'partly') AS partly,
                                  count(*) FILTER (WHERE r.result = 'failed') AS failed,
                                  max(least(r.at, make_timestamptz(r.year + 1, 1, 1, 0, 0, 0, 'UTC')))
                                    FILTER (WHERE r.result <> 'failed') AS worked_at
                             FROM post_tries r WHERE r.post_id = changed.id) AS tried,
                  LATERAL (SELECT count(*) FILTER (WHERE m.kind = 'outdated') AS outdated,
                                  count(*) FILTER (WHERE m.kind = 'risky') AS risky
                             FROM post_marks m WHERE m.post_id = changed.id) AS marked) AS c
         WHERE p.id = c.id;
        PERFORM count_answers_of(ARRAY(SELECT DISTINCT thread_id FROM posts WHERE id = ANY (changed) ORDER BY 1));
        RETURN NULL;
      END $$;
      CREATE TRIGGER post_tries_insert AFTER INSERT ON post_tries
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_answers();
      CREATE TRIGGER post_tries_update AFTER UPDATE ON post_tries
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_answers();
      CREATE TRIGGER post_tries_delete AFTER DELETE ON post_tries
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_answers();
      CREATE TRIGGER post_marks_insert AFTER INSERT ON post_marks
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_answers();
      CREATE TRIGGER post_marks_delete AFTER DELETE ON post_marks
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_answers();

      CREATE FUNCTION count_answers_on_hiding() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM count_answers_of(ARRAY[NEW.thread_id]);
        RETURN NULL;
      END $$;
      CREATE TRIGGER posts_count_on_hiding AFTER UPDATE OF hidden_at ON posts FOR EACH ROW
        WHEN ((OLD.hidden_at IS NULL) <> (NEW.hidden_at IS NULL)
              AND NEW.worked_count + NEW.partly_count + NEW.failed_count + NEW.outdated_count > 0)
        EXECUTE FUNCTION count_answers_on_hiding();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER posts_count_on_hiding ON posts;
      DROP FUNCTION count_answers_on_hiding;
      DROP TABLE post_marks, post_tries;
      DROP FUNCTION count_answers, count_answers_of, answer_score;
      ALTER TABLE threads
        DROP COLUMN worked_count, DROP COLUMN partly_count, DROP COLUMN failed_count, DROP COLUMN outdated_count,
        DROP COLUMN outcome_asked_at;
      ALTER TABLE posts
        DROP COLUMN worked_count, DROP COLUMN partly_count, DROP COLUMN failed_count, DROP COLUMN outdated_count,
        DROP COLUMN risky_count, DROP COLUMN worked_at;
    `);
  }
}
