/**
 * A use of a published case note by an organisation, as its page lists it. Case notes stand in a higher layer, so this
 * reads their rows and takes nothing from their lib.
 */
export interface NoteUse {
  id: string;
  note: { id: string; title: string; fictional: boolean };
  /** What they did with it: for members in full, for everybody else the public line. Null: nothing was said to them. */
  words: string | null;
  /** A day. */
  usedOn: string;
  outcome: 'better' | 'same' | 'worse' | 'too-early' | null;
}

/** The ten newest that whoever recorded them made public, as NoteUse[], of the organisation with that id. */
export const USES_OF = (organisation: string, keys: string): string => `
  coalesce((SELECT json_agg(json_build_object(
                     'id', u.id, 'note', json_build_object('id', u.note_id, 'title', u.title, 'fictional', u.fictional),
                     'words', CASE WHEN 'network' = ANY (${keys}::text[]) THEN u.what ELSE u.public_line END,
                     'usedOn', u.used_on, 'outcome', u.outcome) ORDER BY u.created_at DESC, u.id DESC)
              FROM (SELECT u.*, n.id AS note_id, n.title, n.fictional
                      FROM case_note_uses u
                      JOIN case_notes n ON n.id = u.case_note_id AND n.status = 'published' AND n.visible_to && ${keys}::text[]
                     WHERE u.organisation_id = ${organisation} AND u.audience = 'public' AND u.visible_to && ${keys}::text[]
                     ORDER BY u.created_at DESC, u.id DESC LIMIT 10) u), '[]')`;
