import { DEFAULT_DIGEST, mailsOf, WEEKDAYS } from '#libs/notifications';
import { CANDIDATE_ROWS } from './candidates.sql.ts';

/** How many questions of their field there are at most, beside the one that each digest has. */
const OF_FIELD = 3;
/** To who never had one, what is not older is new. */
const FIRST_DAYS = 30;

/** Of what watches found, more than would be read at once. */
const FOUND_MOST = 50;

/** What the watches of people in `batch` found until the digest is due ($3), and no digest has told them yet. */
const FOUND = `
  SELECT b.id AS person_id, (array_agg(f.id ORDER BY f.found_at DESC, f.id DESC))[1:${FOUND_MOST}] AS found
    FROM batch b JOIN watches w ON w.person_id = b.id
    JOIN watch_findings f ON f.watch_id = w.id AND NOT f.known AND f.found_at < $3
   WHERE NOT EXISTS (SELECT FROM digests d WHERE d.person_id = b.id AND f.id = ANY (d.found))
   GROUP BY b.id`;

/** The next people of a run: bounded by the people, so that each statement reads as much on any day. */
const NEXT = `
  SELECT * FROM people WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') ORDER BY id LIMIT $5`;

/** What became of them. */
const MADE = `
  SELECT (SELECT id FROM next ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*)::int FROM next) AS people,
         (SELECT count(*)::int FROM made) AS digests`;

/**
 * Of the next people, in the order of their ids, those who get a digest then, with what they know, and what of all that
 * there is to choose from ($7) they have had, read, marked or muted.
 */
const PEOPLE = `
  SELECT p.id, p.reader_keys AS keys, p.stages_lived AS stages,
         p.service_areas || coalesce(s.areas, '{}') || '{*}'::text[] AS areas,
         p.topics_offered || coalesce(s.topics, '{}') AS known, p.topics_wanted AS wanted,
         coalesce(s.muted_areas, '{}') AS muted_areas, coalesce(s.muted_topics, '{}') AS muted_topics,
         coalesce((SELECT max(d.created_at) FROM digests d WHERE d.person_id = p.id AND d.kind = 'digest'),
                  $3::timestamptz - interval '${FIRST_DAYS} days') AS since,
         ARRAY(SELECT had.id FROM digests d CROSS JOIN LATERAL unnest(d.worked || d.failed || d.asked || d.field) AS had (id)
                WHERE d.person_id = p.id AND had.id = ANY ($7::uuid[]))
           || ARRAY(SELECT r.thread_id FROM thread_reads r WHERE r.person_id = p.id AND r.thread_id = ANY ($7::uuid[]))
           || ARRAY(SELECT f.thread_id FROM thread_follows f WHERE f.person_id = p.id AND f.level = 'muted')
           || ARRAY(SELECT m.case_note_id FROM case_note_marks m
                     WHERE m.person_id = p.id AND m.case_note_id = ANY ($7::uuid[])) AS seen
    FROM next p
    JOIN accounts a ON a.person_id = p.id AND (a.suspended_until IS NULL OR a.suspended_until <= now())
    LEFT JOIN notice_choices c ON c.person_id = p.id AND c.kind = 'digest'
    LEFT JOIN LATERAL (
      SELECT array_agg(f.code) FILTER (WHERE f.kind = 'service-area' AND f.level <> 'muted') AS areas,
             array_agg(f.code) FILTER (WHERE f.kind = 'topic' AND f.level <> 'muted') AS topics,
             array_agg(f.code) FILTER (WHERE f.kind = 'service-area' AND f.level = 'muted') AS muted_areas,
             array_agg(f.code) FILTER (WHERE f.kind = 'topic' AND f.level = 'muted') AS muted_topics
        FROM subject_follows f WHERE f.person_id = p.id) AS s ON true
   -- A guest of a circle has nothing of the network to be told.
   WHERE p.reader_keys && '{network}' AND p.created_at < $3 AND coalesce(c.by_mail, true) AND coalesce(c.updated_at < $3, true)
     AND (c.every = 'day'
          OR c.every IS DISTINCT FROM 'day' AND coalesce(c.weekday, ${WEEKDAYS.indexOf(DEFAULT_DIGEST.digestDay) + 1}) = $4::int)`;

/**
 * Makes the digests of the next people of a run, and their mails: after whom ($1), the day ($2), when it is due ($3), the
 * day of the week ($4), how many people are looked at ($5), from what ($6), and its ids ($7). Returns the last of the
 * people, how many they were, and of how many there is a digest.
 *
 * What is like somebody counts most, then what is new: so the places go to the new in their field, then to older things
 * there that they have not had, then to what is new elsewhere. What they want to know counts for notes, what they know for
 * questions too. With nothing new in any place, and nothing found by a watch, there is no
 * digest.
 */
export const MAKE_DIGESTS = `
  WITH next AS MATERIALIZED (${NEXT}), batch AS MATERIALIZED (${PEOPLE}),
  candidates AS MATERIALIZED (SELECT c.* FROM ${CANDIDATE_ROWS('$6')}),
  matched AS (
    SELECT DISTINCT ON (b.id, c.section, c.id) b.id AS person_id, c.section, c.id, c.at, c.at > b.since AS fresh,
           NOT c.answered AND (c.service_areas && b.areas OR c.topics && b.known) AS waits_for_them,
           4 * (c.service_areas && b.areas)::int + 3 * (c.at > b.since)::int
             + 2 * (c.topics && b.known OR c.section <> 'asked' AND c.topics && b.wanted)::int
             + coalesce(c.stage = ANY (b.stages), false)::int AS likeness
      FROM batch b CROSS JOIN LATERAL unnest(b.areas) AS own (area)
      JOIN candidates c ON c.area = own.area
     WHERE c.visible_to && b.keys AND NOT c.not_for && b.keys AND c.author_id <> b.id AND c.id <> ALL (b.seen)
       AND NOT c.service_areas && b.muted_areas AND NOT c.topics && b.muted_topics
     ORDER BY b.id, c.section, c.id
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY person_id, section ORDER BY likeness DESC, at DESC, id DESC) AS place FROM matched
  ), chosen AS (
    SELECT person_id, bool_or(fresh AND place = 1) AS fresh, array_agg(id) FILTER (WHERE section = 'worked') AS worked,
           array_agg(id) FILTER (WHERE section = 'failed') AS failed,
           array_agg(id) FILTER (WHERE section = 'asked' AND place = 1) AS asked,
           (array_agg(id ORDER BY place) FILTER (WHERE place > 1))[1:${OF_FIELD}] AS field
      FROM ranked WHERE place = 1 OR section = 'asked' AND waits_for_them
     GROUP BY person_id
  ), found AS (${FOUND}), made AS (
    INSERT INTO digests (person_id, kind, day, worked, failed, asked, field, found)
    SELECT b.id, 'digest', $2::date, coalesce(c.worked, '{}'), coalesce(c.failed, '{}'), coalesce(c.asked, '{}'),
           coalesce(c.field, '{}'), coalesce(f.found, '{}')
      FROM batch b LEFT JOIN chosen c ON c.person_id = b.id LEFT JOIN found f ON f.person_id = b.id
     WHERE c.fresh OR f.found IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING person_id, kind, kind || ':' || person_id || ':' || day AS key
  ), ${mailsOf('made')}
${MADE}`;

/**
 * The same for the mail of a quarter: of what watches found, for who has no other digest and has not ended this one too.
 * Takes $1, $2, $3 and $5 of the other.
 */
export const MAKE_WATCH_DIGESTS = `
  WITH next AS MATERIALIZED (${NEXT}), batch AS MATERIALIZED (
    SELECT p.id FROM next p
      JOIN accounts a ON a.person_id = p.id AND (a.suspended_until IS NULL OR a.suspended_until <= now())
      JOIN notice_choices c ON c.person_id = p.id AND c.kind = 'digest' AND NOT c.by_mail
      LEFT JOIN notice_choices q ON q.person_id = p.id AND q.kind = 'watches'
     WHERE p.created_at < $3 AND coalesce(q.by_mail, true) AND $4::int IS NOT NULL
  ), found AS (${FOUND}), made AS (
    INSERT INTO digests (person_id, kind, day, found) SELECT person_id, 'watches', $2::date, found FROM found
    ON CONFLICT DO NOTHING RETURNING person_id, kind, kind || ':' || person_id || ':' || day AS key
  ), ${mailsOf('made')}
  ${MADE}`;
