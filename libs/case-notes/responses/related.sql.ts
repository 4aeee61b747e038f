/** So many candidates of each kind are weighed: the strongest evidence first, found by the indexes on topics and services. */
const OF_OTHER_SERVICES = 20;
const OF_THE_SAME = 40;
const SHOWN = 3;

const published = (which: string, most: number): string => `
  (SELECT r.id, NULL::text AS why FROM case_notes r
    WHERE r.status = 'published' AND r.visible_to && $2::text[] AND r.id <> n.id AND ${which}
    ORDER BY r.evidence_rank DESC, r.published_at DESC, r.id DESC LIMIT ${most})`;

const shared = (column: string): string =>
  `ARRAY(SELECT unnest(r.${column}) INTERSECT SELECT unnest(n.${column}) ORDER BY 1)`;

/**
 * Up to three notes to read after one (alias `n`; $2 the reader's keys), as RelatedRow[]: what people put beside it
 * first, at most two; then the nearest of another service with the same topic, so that one does not only meet one's own
 * kind; then the nearest of all.
 */
export const RELATED_JSON = `coalesce((
  SELECT json_agg(json_build_object('id', x.id, 'title', x.title, 'why', x.why, 'evidenced', x.evidenced,
           'fictional', x.fictional, 'otherService', x.other, 'serviceAreas', x.service_areas,
           'sharedServices', x.services, 'sharedTopics', x.topics, 'stage', x.stage, 'legalForm', x.form)
         ORDER BY x.turn, x.likeness DESC, x.published_at DESC, x.id)
    FROM (SELECT w.*, CASE WHEN w.why IS NOT NULL AND w.place <= 2 THEN 0 WHEN w.other AND w.place = 1 THEN 1 ELSE 2 END AS turn
            FROM (SELECT l.*, row_number() OVER (PARTITION BY CASE WHEN l.why IS NOT NULL THEN 0 WHEN l.other THEN 1 ELSE 2 END
                                                 ORDER BY l.likeness DESC, l.published_at DESC, l.id) AS place
                    FROM (SELECT k.*, k.services = '{}' AND k.topics <> '{}' AS other,
                                 3 * cardinality(k.topics) + 2 * cardinality(k.services) + (CASE WHEN k.evidenced THEN 1 ELSE 0 END)
                                   + (CASE WHEN k.stage IS NULL THEN 0 ELSE 2 END) + (CASE WHEN k.form IS NULL THEN 0 ELSE 1 END) AS likeness
                            FROM (SELECT r.id, r.title, c.why, r.evidenced, r.fictional, r.published_at, r.service_areas,
                                         ${shared('service_areas')} AS services, ${shared('topics')} AS topics,
                                         CASE WHEN r.stage = n.stage THEN r.stage END AS stage,
                                         CASE WHEN r.legal_form = n.legal_form THEN r.legal_form END AS form
                                    FROM (SELECT b.id, max(b.why) AS why
                                            FROM (${published('r.topics && n.topics AND NOT r.service_areas && n.service_areas', OF_OTHER_SERVICES)}
                                                  UNION ALL
                                                  ${published('r.service_areas && n.service_areas', OF_THE_SAME)}
                                                  UNION ALL
                                                  SELECT p.related_id, p.why FROM case_note_relations p
                                                   WHERE p.case_note_id = n.id AND p.status = 'accepted') AS b
                                           GROUP BY b.id) AS c
                                    JOIN case_notes r ON r.id = c.id AND r.status = 'published' AND r.visible_to && $2::text[]
                                   WHERE NOT EXISTS (SELECT FROM case_note_relations d
                                          WHERE d.case_note_id = n.id AND d.related_id = c.id AND d.status = 'declined')) AS k) AS l) AS w
           ORDER BY turn, w.likeness DESC, w.published_at DESC, w.id LIMIT ${SHOWN}) AS x), '[]')`;
