import { LIKENESS } from '#libs/organisations';
import { fieldIsOpen, type ProfileField } from '#libs/people';
import { answerScoreSql, IS_FREE, WORKS_WITH } from '#libs/threads';
import { IN_ORDER } from './choose.ts';
import { COUNCILS_ALIKE, POINTS_SQL } from './rules.ts';

/** How much of the network is looked at for one question, so that it costs the same in a large one. */
const MOST = { notes: 300, threads: 120, answers: 10, people: 200, weighed: 300, inItsWords: 400, near: 8 } as const;
/** So many of each sort are read: of those from the same service, from another one, and of advisers. */
const SHOWN_OF_EACH = 8;

/**
 * The question itself, for who may read it: $1 keys, $2 its id, $3 the reader. What is known of who asked (`asker`, where
 * they work, in which form) is null wherever a mask hides it from this reader.
 */
export const QUESTION = (sent: string): string => `
  SELECT t.id, t.title, t.topics, t.service_areas AS "serviceAreas", t.stage, t.author_id = $3 AS own,
         t.author_id = $3 AND t.mask IS NOT NULL AS "ownMask",
         t.author_id = $3 AND t.audience = 'invited' AS "opensTo", t.locked_at IS NULL AND t.hidden_at IS NULL AND t.merged_at IS NULL AS open,
         CASE WHEN ${KNOWN} THEN t.author_id END AS asker, place.council, coalesce(place.forms, '{}') AS forms,
         coalesce((SELECT array_agg(w.lexeme) FROM search_documents d, unnest(ts_filter(d.tsv, '{a}')) AS w
                    WHERE d.type = 'question' AND d.id = t.id AND d.part = 0), '{}') AS words,
         ${sent} AS sent
    FROM threads t
    LEFT JOIN LATERAL (
      SELECT (array_agg(coalesce(c.organisation_id, s.parent_id) ORDER BY m.from_on DESC NULLS LAST, m.organisation_id)
                FILTER (WHERE coalesce(c.organisation_id, s.parent_id) IS NOT NULL))[1] AS council,
             array_agg(s.legal_form) FILTER (WHERE s.legal_form IS NOT NULL) AS forms
        FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && $1::text[]
        JOIN people b ON b.id = m.person_id AND ${open('b', 'organisations')}
        LEFT JOIN councils c ON c.organisation_id = m.organisation_id
        LEFT JOIN spin_outs s ON s.organisation_id = m.organisation_id
       WHERE m.person_id = t.author_id AND ${STILL('m')} AND m.verified_at IS NOT NULL) AS place ON ${KNOWN}
   WHERE t.id = $2 AND t.visible_to && $1::text[]`;

/** SQL: the reader may know that field of the person. */
function open(of: string, field: ProfileField): string {
  return fieldIsOpen(field, { of, keys: '$1', reader: '$3' });
}

const KNOWN = '(t.mask IS NULL OR t.author_id = $3)';

/** SQL: the membership still is. */
function STILL(m: string): string {
  return `(${m}.to_on IS NULL OR ${m}.to_on >= current_date)`;
}

const both = (left: string, right: string): string =>
  `ARRAY(SELECT unnest(${left}) INTERSECT SELECT unnest(${right}) ORDER BY 1)`;

const NOTES = (where: string): string => `
  (SELECT n.id FROM case_notes n WHERE n.status = 'published' AND n.visible_to && $1::text[] AND ${where}
    ORDER BY n.published_at DESC LIMIT ${MOST.notes})`;
const THREADS = (where: string): string => `
  (SELECT t.id FROM threads t WHERE t.visible_to && $1::text[] AND ${where}
    ORDER BY t.last_post_at DESC LIMIT ${MOST.threads})`;
const PEOPLE = (where: string): string => `
  (SELECT p.id FROM people p WHERE p.visible_to && $1::text[] AND ${where} ORDER BY ${DRAW} LIMIT ${MOST.people})`;

const DRAW = `md5($2::uuid::text || p.id)`;
const OFFERS = `p.topics_offered && $4::text[] AND ${open('p', 'topicsOffered')}`;
const KNOWS = `p.service_areas && $5::text[] AND ${open('p', 'serviceAreas')}`;
const LIVED = `$6::text = ANY (p.stages_lived) AND ${open('p', 'stagesLived')}`;

/**
 * Who has something to say to the question, each with all that is counted, the first of each sort by the rules.
 *
 * $1 keys, $2 the question, $3 the reader, $4 topics, $5 services, $6 stage, $7 what has two words of its title, $8 who asked, $9 the
 * council of who asks, $10 their legal forms, $11 whom the reader invites is let in, $12 nobody who works with the
 * reader, $13 who does is told apart, $14 the words of its title.
 */
export const HELPERS = `
  WITH in_its_words AS MATERIALIZED (
    SELECT d.type, d.id, ts_filter(d.tsv, '{a,b}') AS head FROM search_documents d
     WHERE ts_filter(d.tsv, '{a,b}') @@ $7::tsquery AND d.part = 0 AND d.type IN ('case-note', 'question')
       AND d.visible_to && $1::text[] AND d.id <> $2
     ORDER BY d.updated_at DESC, d.type, d.id LIMIT ${MOST.inItsWords}),
  near AS MATERIALIZED (
    SELECT n.type, n.id FROM in_its_words n
     WHERE (SELECT count(*) FROM unnest(tsvector_to_array(n.head)) AS w WHERE w = ANY ($14::text[]))
           >= greatest(2, cardinality($14::text[]) / 3.0)
     ORDER BY ts_rank(n.head, $7::tsquery) DESC, n.id LIMIT ${MOST.near}),
  note_ids AS (
    ${NOTES('n.topics && $4::text[]')} UNION ${NOTES('n.service_areas && $5::text[]')}
    UNION SELECT id FROM near WHERE type = 'case-note'),
  notes AS MATERIALIZED (
    SELECT n.author_id AS person_id, n.id, n.title, n.published_at,
           ${both('n.topics', '$4::text[]')} AS topics, ${both('n.service_areas', '$5::text[]')} AS services,
           coalesce(n.stage = $6::text, false) AS at_stage, n.id IN (SELECT id FROM near) AS near
      FROM note_ids i JOIN case_notes n ON n.id = i.id AND n.visible_to && $1::text[]),
  note_counts AS (
    SELECT person_id,
           count(*) FILTER (WHERE topics <> '{}') AS on_topic, count(*) FILTER (WHERE services <> '{}') AS on_service,
           count(*) FILTER (WHERE topics <> '{}' AND services <> '{}') AS on_both,
           count(*) FILTER (WHERE at_stage AND (topics <> '{}' OR services <> '{}')) AS at_stage,
           count(*) FILTER (WHERE near) AS near,
           (array_agg(json_build_object('id', id, 'title', title)
              ORDER BY (topics <> '{}' AND services <> '{}') DESC, near DESC, topics <> '{}' DESC, published_at DESC, id))[1] AS note
      FROM notes GROUP BY person_id),
  thread_ids AS (
    ${THREADS('t.topics && $4::text[] AND t.service_areas && $5::text[]')}
    UNION ${THREADS('t.topics && $4::text[]')} UNION ${THREADS('t.service_areas && $5::text[]')}
    UNION SELECT id FROM near WHERE type = 'question'),
  answers AS MATERIALIZED (
    SELECT a.author_id AS person_id, t.id AS thread_id, t.title, a.number, a.accepted, a.worked_count,
           t.topics && $4::text[] OR t.id IN (SELECT id FROM near) AS on_topic, t.service_areas && $5::text[] AS on_service
      FROM thread_ids i
      JOIN threads t ON t.id = i.id AND t.visible_to && $1::text[] AND t.id <> $2 AND t.kind = 'question'
           AND t.hidden_at IS NULL AND t.merged_at IS NULL
     CROSS JOIN LATERAL (
       -- What was written under a mask is nobody's here: it would take the mask off.
       SELECT p.author_id, p.number, p.accepted_at IS NOT NULL AS accepted, p.worked_count
         FROM posts p
        WHERE p.thread_id = t.id AND p.number > 1 AND p.reply_to_id IS NULL AND p.hidden_at IS NULL AND p.mask IS NULL
          AND p.began IS NULL AND p.author_id <> t.author_id
        ORDER BY ${answerScoreSql('p')} DESC, p.number DESC LIMIT ${MOST.answers}) AS a),
  answer_counts AS (
    SELECT person_id,
           count(DISTINCT thread_id) FILTER (WHERE on_topic AND accepted) AS accepted_on_topic,
           count(DISTINCT thread_id) FILTER (WHERE NOT on_topic AND on_service AND accepted) AS accepted_on_service,
           coalesce(sum(worked_count) FILTER (WHERE on_topic), 0) AS worked_for, count(DISTINCT thread_id) FILTER (WHERE on_topic) AS on_topic,
           (array_agg(json_build_object('threadId', thread_id, 'title', title, 'number', number)
              ORDER BY (on_topic AND accepted) DESC, worked_count DESC, on_topic DESC, thread_id, number))[1] AS answer
      FROM answers GROUP BY person_id),
  found AS (
    SELECT person_id FROM note_counts UNION SELECT person_id FROM answer_counts
    UNION ${PEOPLE(`${OFFERS} AND ${KNOWS}`)} UNION ${PEOPLE(OFFERS)} UNION ${PEOPLE(`${KNOWS} AND ${LIVED}`)}
    UNION ${PEOPLE(KNOWS)}),
  own_words AS MATERIALIZED (
    SELECT p.id, p.availability = 'limited' AS limited, ${DRAW} AS draw,
           CASE WHEN ${OFFERS} THEN ${both('p.topics_offered', '$4::text[]')} ELSE '{}' END AS offered,
           CASE WHEN ${KNOWS} THEN ${both('p.service_areas', '$5::text[]')} ELSE '{}' END AS services,
           CASE WHEN ${LIVED} THEN 1 ELSE 0 END AS "stageLived",
           coalesce(n.on_topic, 0)::int AS "notesOnTopic", coalesce(n.on_service, 0)::int AS "notesOnService",
           coalesce(n.on_both, 0)::int AS "notesOnBoth", coalesce(n.at_stage, 0)::int AS "notesAtStage",
           coalesce(n.near, 0)::int AS "notesInItsWords",
           coalesce(a.accepted_on_topic, 0)::int AS "acceptedOnTopic",
           coalesce(a.accepted_on_service, 0)::int AS "acceptedOnService", coalesce(a.worked_for, 0)::int AS "workedFor",
           coalesce(a.on_topic, 0)::int AS "answeredOnTopic", 0 AS "councilAlike", 0 AS "sameLegalForm",
           n.note, a.answer
      FROM found f JOIN people p ON p.id = f.person_id AND p.visible_to && $1::text[] AND p.id <> $3
      LEFT JOIN note_counts n ON n.person_id = p.id
      LEFT JOIN answer_counts a ON a.person_id = p.id),
  weighed AS (
    SELECT w.*, cardinality(w.offered) AS "topicsOffered", cardinality(w.services) AS "servicesKnown" FROM own_words w),
  likeliest AS MATERIALIZED (
    SELECT w.* FROM weighed w ORDER BY ${POINTS_SQL('w')} DESC, w.draw COLLATE "C" LIMIT ${MOST.weighed}),
  alike AS MATERIALIZED (
    SELECT l.council_id AS id FROM (${LIKENESS('$9::uuid', 'current_date')}) AS l
     WHERE l.stands ORDER BY l.distance, l.council_id LIMIT ${COUNCILS_ALIKE}),
  able AS MATERIALIZED (
    SELECT l.*, p.name, p.practitioner_role AS "practitionerRole", p.fictional,
           CASE WHEN ${open('p', 'jobTitle')} THEN p.job_title END AS "jobTitle",
           p.practitioner_role = 'paid_adviser' OR EXISTS (
             SELECT FROM memberships m JOIN organisations o ON o.id = m.organisation_id
              WHERE m.person_id = p.id AND ${STILL('m')} AND o.kind IN ('adviser', 'private_partner')) AS adviser,
           p.availability = 'limited' AND ${open('p', 'availability')} AS "saysLimited",
           place.organisation, place.council, coalesce(place.let_go, false) AS "letGo", place.form AS "legalForm",
           CASE WHEN ${open('p', 'serviceAreas')} THEN p.service_areas[1] END AS "otherService",
           $13::boolean AND ${WORKS_WITH('p.id', '$3::uuid')} AS colleague,
           asked.times AS "askedLately", asked.at AS "askedAt"
      FROM likeliest l JOIN people p ON p.id = l.id
      JOIN accounts c ON c.person_id = p.id AND (c.suspended_until IS NULL OR c.suspended_until <= now())
     CROSS JOIN LATERAL (
       SELECT (array_agg(o.name ORDER BY m.from_on DESC NULLS LAST, o.id))[1] AS organisation,
              (array_agg(k.nice_name ORDER BY m.from_on DESC NULLS LAST, o.id) FILTER (WHERE k.nice_name IS NOT NULL))[1] AS council,
              (array_agg(s.organisation_id IS NOT NULL ORDER BY m.from_on DESC NULLS LAST, o.id)
                 FILTER (WHERE k.nice_name IS NOT NULL))[1] AS let_go,
              (array_agg(s.legal_form ORDER BY m.from_on DESC NULLS LAST, o.id)
                 FILTER (WHERE s.legal_form = ANY ($10::text[])))[1] AS form
         FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && $1::text[]
         LEFT JOIN spin_outs s ON s.organisation_id = o.id
         LEFT JOIN councils k ON k.organisation_id = coalesce(s.parent_id, o.id) AND k.organisation_id IN (SELECT id FROM alike)
        WHERE m.person_id = p.id AND m.verified_at IS NOT NULL AND ${STILL('m')}
          AND ${open('p', 'organisations')}) AS place
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS times, max(i.created_at) AS at FROM answer_invitations i
        WHERE i.person_id = p.id AND i.created_at > now() - interval '28 days') AS asked
     WHERE p.id IS DISTINCT FROM $8::uuid
       AND ($11::boolean OR p.reader_keys && (SELECT t.visible_to FROM threads t WHERE t.id = $2))
       AND NOT ($12::boolean AND ${WORKS_WITH('p.id', '$3::uuid')})
       AND ${IS_FREE('p')}
       AND NOT EXISTS (SELECT FROM answer_invitations i WHERE i.thread_id = $2 AND i.person_id = p.id)
       AND NOT EXISTS (SELECT FROM posts w WHERE w.thread_id = $2 AND w.author_id = p.id AND w.mask IS NULL
                          AND w.hidden_at IS NULL)),
  counted AS (
    SELECT a.id, a.limited, a.draw, a.offered, a.services, a."stageLived", a."notesOnTopic", a."notesOnService",
           a."notesOnBoth", a."notesAtStage", a."notesInItsWords", a."acceptedOnTopic", a."acceptedOnService",
           a."workedFor", a."answeredOnTopic", a."topicsOffered", a."servicesKnown", a.note, a.answer, a.name,
           a."practitionerRole", a."jobTitle", a.fictional, a.adviser, a.colleague, a."saysLimited", a.organisation, a.council, a."letGo", a."legalForm",
           a."otherService", a."askedLately", a."askedAt", (a.council IS NOT NULL)::int AS "councilAlike",
           (a."legalForm" IS NOT NULL)::int AS "sameLegalForm"
      FROM able a),
  pointed AS (
    SELECT c.*, ${POINTS_SQL('c')} AS points,
           CASE WHEN c.adviser THEN 'adviser'
                WHEN c."servicesKnown" + c."notesOnService" + c."acceptedOnService" > 0 THEN 'same' ELSE 'other' END AS sort
      FROM counted c),
  placed AS (SELECT p.*, row_number() OVER (PARTITION BY p.sort ORDER BY ${IN_ORDER('p')}) AS place FROM pointed p)
  SELECT p.*,
         ARRAY(SELECT DISTINCT unnest(n.topics) FROM notes n WHERE n.person_id = p.id AND n.services <> '{}' ORDER BY 1) AS "bothTopics",
         ARRAY(SELECT DISTINCT unnest(n.services) FROM notes n WHERE n.person_id = p.id AND n.topics <> '{}' ORDER BY 1) AS "bothServices",
         ARRAY(SELECT DISTINCT unnest(n.topics) FROM notes n WHERE n.person_id = p.id AND n.services = '{}' ORDER BY 1) AS "otherTopics",
         ARRAY(SELECT DISTINCT unnest(n.services) FROM notes n WHERE n.person_id = p.id ORDER BY 1) AS "noteServices",
         (SELECT CASE WHEN count(*) >= 3 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY r.days) END FROM (
            SELECT extract(epoch FROM w.created_at - q.created_at) / 86400 AS days
              FROM posts w JOIN threads q ON q.id = w.thread_id AND q.visible_to && $1::text[] AND q.kind = 'question'
                   AND q.hidden_at IS NULL AND q.author_id <> w.author_id
             WHERE w.author_id = p.id AND w.number > 1 AND w.reply_to_id IS NULL AND w.mask IS NULL AND w.hidden_at IS NULL
             ORDER BY w.created_at DESC LIMIT 20) AS r) AS "answersInDays"
    FROM placed p WHERE p.place <= ${SHOWN_OF_EACH}
   ORDER BY ${IN_ORDER('p')}`;
