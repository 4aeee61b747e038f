import { type Tx } from '#libs/platform/database';
import { LEGAL_FORMS, ROUTES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { AUTHOR, TEXTS, type Volume } from './volume.ts';
import { BODIES } from './volume-words.ts';

const SAVING = `(1000 * (5 + floor(pg_temp.chance(24, n) * 400)))`;

const NOTES_PER_PATTERN = 4;

/**
 * Published notes in four patterns: better and saved, the same and saved, worse without a saving, and an outline without
 * figures. What is computed from figures elsewhere is known here from the pattern; a test compares the two.
 */
export async function addCaseNotes(tx: Tx, { caseNotes, people }: Volume): Promise<void> {
  if (caseNotes === 0) return;
  await tx.query(
    `INSERT INTO case_notes (id, title, summary, author_id, author_organisation, author_tie, spin_out_id, service_areas,
                             topics, stage, result, period_from, what_happened, what_happened_html, what_went_wrong,
                             what_went_wrong_html, evidenced, verdict, saving_amount, saving_per, evidence_grade, status,
                             submitted_at, published_at, published_by, fictional, created_at, updated_at, legal_form, route,
                             political_tags, done_while_cutting_percent)
     SELECT pg_temp.volume_id('case-note', n), replace(v.title, '?', ': what we learnt'), a.text,
            ${AUTHOR('$1', 'n')}, ($5::text[])[1 + n % cardinality($5)], 'none',
            pg_temp.volume_id('organisation', 1 + n % cardinality($5)), ARRAY[($2::text[])[1 + n % cardinality($2)]],
            ARRAY[($3::text[])[1 + n % cardinality($3)]], ($4::text[])[1 + n % cardinality($4)],
            (ARRAY['went-ahead', 'in-progress', 'insourced', 'decided-not-to'])[1 + kind], '2023-04-01',
            a.text || E'\n\n' || b.text, '<p>' || a.text || E'</p>\n<p>' || b.text || E'</p>\n', c.text,
            '<p>' || c.text || E'</p>\n', kind < 3, (ARRAY['better', 'same', 'worse', 'unknown'])[1 + kind],
            CASE WHEN kind < 2 THEN ${SAVING} END, CASE WHEN kind < 2 THEN 'year' END,
            (ARRAY['audited', 'commissioner', 'self', 'none'])[1 + kind], 'published', at - interval '6 days', at,
            pg_temp.volume_id('person', 1), true, at - interval '17 days', at,
            ($7::text[])[1 + n % cardinality($7)], ($8::text[])[1 + n % cardinality($8)],
            CASE WHEN n % 3 = 0 THEN ARRAY['opposed', 'change_of_control'] WHEN n % 3 = 1 THEN ARRAY['opposed'] ELSE '{}' END,
            CASE WHEN n % 5 = 0 THEN n % 40 END
       FROM generate_series(1, $6::int) AS n
      CROSS JOIN LATERAL (SELECT (n % ${NOTES_PER_PATTERN})::int AS kind,
                                 date_trunc('hour', now()) - (interval '3 years' / $6::int) * ($6::int - n + 1) AS at) AS of
       JOIN volume_titles v ON v.i = (n * 7) % ${TEXTS}
       JOIN volume_texts a ON a.i = floor(pg_temp.chance(20, n) * ${TEXTS})::int
       JOIN volume_texts b ON b.i = floor(pg_temp.chance(21, n) * ${TEXTS})::int
       JOIN volume_texts c ON c.i = floor(pg_temp.chance(22, n) * ${TEXTS})::int`,
    [
      people,
      ...[SERVICE_AREAS, TOPICS, STAGES].map(Object.keys),
      BODIES,
      caseNotes,
      ...[LEGAL_FORMS, ROUTES].map(Object.keys),
    ],
  );
  await tx.query(
    `INSERT INTO outcome_measures (case_note_id, position, name, unit, better, baseline_value, baseline_period,
                                   later_value, later_period, source, confidence)
     SELECT pg_temp.volume_id('case-note', n), position, (ARRAY['People served', 'Days to a first answer'])[position],
            (ARRAY['people', 'days'])[position], (ARRAY['up', 'down'])[position], base, '2022-23',
            base + (ARRAY[1, -1])[position] * (ARRAY[2, 0, -3])[1 + n % ${NOTES_PER_PATTERN}], '2025-26', 'Yearly return',
            (ARRAY['audited', 'commissioner', 'self'])[1 + n % ${NOTES_PER_PATTERN}]
       FROM generate_series(1, $1::int) AS n CROSS JOIN generate_series(1, 2) AS position
      CROSS JOIN LATERAL (SELECT 10 + floor(pg_temp.chance(23, n * 2 + position) * 90)) AS of (base)
      WHERE n % ${NOTES_PER_PATTERN} < 3`,
    [caseNotes],
  );
  await tx.query(
    `INSERT INTO money_figures (case_note_id, position, kind, label, amount, per, from_on, to_on, basis, source, confidence)
     SELECT pg_temp.volume_id('case-note', n), 1, CASE WHEN n % ${NOTES_PER_PATTERN} < 2 THEN 'saving' ELSE 'cost' END,
            'Against the last council budget', ${SAVING}, 'year', '2024-04-01', '2025-03-31', '2022-23 controllable budget',
            'Outturn report', (ARRAY['audited', 'commissioner', 'self'])[1 + n % ${NOTES_PER_PATTERN}]
       FROM generate_series(1, $1::int) AS n WHERE n % ${NOTES_PER_PATTERN} < 3`,
    [caseNotes],
  );
}
