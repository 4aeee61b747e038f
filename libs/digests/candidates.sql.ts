import { DID_NOT_WORK, WORKED } from '#libs/case-notes';
import { OPEN_NOTE, OPEN_QUESTION } from './open.sql.ts';

/** How far back is looked, and how many are kept of each service area, and of all. */
const NOTES = 5_000;
const QUESTIONS = 2_000;
const QUESTION_DAYS = 180;
const OF_AREA = 12;
const OF_ALL = 24;

/**
 * What a digest may choose from, once for all who get one: a row for each area (`*`: any), as JSON, some hundreds of
 * them. What is asked under a mask is not shown to who works where the asker does: they would know who it is.
 */
export const CANDIDATES = `
  WITH notes AS (
    SELECT CASE WHEN ${DID_NOT_WORK('n')} THEN 'failed' WHEN ${WORKED('n')} THEN 'worked' END AS section, n.id,
           n.published_at AS at, n.visible_to, n.service_areas, n.topics, n.stage, n.author_id,
           '{}'::text[] AS not_for, false AS answered
      FROM case_notes n WHERE ${OPEN_NOTE('n')} ORDER BY n.published_at DESC, n.id DESC LIMIT ${NOTES}
  ), questions AS (
    SELECT 'asked' AS section, t.id, t.created_at AS at, t.visible_to, t.service_areas, t.topics, t.stage, t.author_id,
           CASE WHEN t.mask IS NULL THEN '{}' ELSE
             ARRAY(SELECT 'organisation:' || m.organisation_id FROM memberships m WHERE m.person_id = t.author_id)
           END AS not_for, t.reply_count > 0 AS answered
      FROM threads t WHERE ${OPEN_QUESTION('t')} AND t.created_at > now() - interval '${QUESTION_DAYS} days'
     ORDER BY t.last_post_at DESC, t.id DESC LIMIT ${QUESTIONS}
  ), placed AS (
    SELECT x.*, area, row_number() OVER (PARTITION BY x.section, area ORDER BY x.at DESC, x.id DESC) AS place
      FROM (SELECT * FROM notes WHERE section IS NOT NULL UNION ALL SELECT * FROM questions) AS x
     CROSS JOIN LATERAL unnest(x.service_areas || '{*}'::text[]) AS area)
  SELECT coalesce(json_agg(c), '[]')::text AS rows, coalesce(array_agg(DISTINCT c.id), '{}') AS ids
    FROM (SELECT section, area, id, at, visible_to, service_areas, topics, stage, author_id, not_for, answered
            FROM placed WHERE place <= CASE area WHEN '*' THEN ${OF_ALL} ELSE ${OF_AREA} END) AS c`;

/** The same, in a statement that chooses among them. */
export const CANDIDATE_ROWS = (json: string): string => `
  json_to_recordset(${json}::json) AS c (section text, area text, id uuid, at timestamptz, visible_to text[],
    service_areas text[], topics text[], stage text, author_id uuid, not_for text[], answered boolean)`;
