/**
 * A published case note as the pages of organisations list it. Case notes stand in a higher layer, so this reads their
 * rows and takes nothing from their lib.
 */
export interface NoteRow {
  id: string;
  title: string;
  status: 'published';
  fictional: boolean;
  evidenced: boolean;
  verdict: 'better' | 'same' | 'worse' | 'mixed' | 'unknown';
  /** Pounds, as text: "412000.00". Null: not known. */
  savingAmount: string | null;
  savingPer: 'year' | 'once' | 'contract' | null;
  evidenceGrade: 'audited' | 'inspected' | 'commissioner' | 'self' | 'media' | 'none';
  withdrawnOn: null;
  /** Members, or a moderator, take it to be out of date. */
  doubted: boolean;
  /** A day; null: nobody disputes it, or no moderator agreed. */
  disputedSince: string | null;
}

/** Since when a note is disputed, from the alias of case_notes: that of the first dispute that a moderator upheld. */
export const DISPUTED_SINCE = (n: string): string => `
  (SELECT (min(m.created_at) AT TIME ZONE 'Europe/London')::date::text FROM case_note_marks m
    WHERE m.case_note_id = ${n}.id AND m.public_line IS NOT NULL)`;

const FIELDS = (n: string): string => `
  'id', ${n}.id, 'title', ${n}.title, 'status', ${n}.status, 'fictional', ${n}.fictional, 'evidenced', ${n}.evidenced,
  'verdict', ${n}.verdict, 'savingAmount', ${n}.saving_amount::text, 'savingPer', ${n}.saving_per,
  'evidenceGrade', ${n}.evidence_grade, 'withdrawnOn', NULL,
  'doubted', ${n}.doubted_at IS NOT NULL, 'disputedSince', ${DISPUTED_SINCE(n)}`;

/** A NoteRow in SQL, from the alias of case_notes. */
export const NOTE_JSON = (n: string): string => `json_build_object(${FIELDS(n)})`;

/** The ten newest published notes that fit, each with the council it is about (null: none), as a JSON list. */
export const NOTES_OF = (which: string, keys: string): string => `
  coalesce((SELECT json_agg(f.note ORDER BY f.published_at DESC)
              FROM (SELECT json_build_object(${FIELDS('n')}, 'about',
                             CASE WHEN a.code IS NOT NULL THEN
                               json_build_object('code', a.code, 'name', a.official_name, 'niceName', a.nice_name)
                             END) AS note,
                           n.published_at
                      FROM case_notes n LEFT JOIN councils a ON a.organisation_id = n.council_id
                     WHERE (${which}) AND n.status = 'published' AND n.visible_to && ${keys}::text[]
                     ORDER BY n.published_at DESC LIMIT 10) f), '[]')`;
