import { DISPUTED_SINCE } from '#libs/organisations';

/** A case note as another text shows it: its title and the two answers. */
export interface CitationRow {
  id: string;
  title: string;
  status: 'draft' | 'submitted' | 'published' | 'withdrawn';
  evidenced: boolean;
  fictional: boolean;
  verdict: 'better' | 'same' | 'worse' | 'mixed' | 'unknown';
  /** Pounds, as text: "412000.00". Null: not known. */
  savingAmount: string | null;
  savingPer: 'year' | 'once' | 'contract' | null;
  evidenceGrade: 'audited' | 'inspected' | 'commissioner' | 'self' | 'media' | 'none';
  /** A day, where withdrawn. */
  withdrawnOn: string | null;
  /** Members, or a moderator, take it to be out of date. */
  doubted: boolean;
  /** A day; null: nobody disputes it, or no moderator agreed. */
  disputedSince: string | null;
  /** The published note to read in place of a withdrawn one. */
  replacedBy?: { id: string; title: string } | null;
}

export const SUCCESSOR_JSON = (n: string): string => `CASE WHEN ${n}.status = 'withdrawn' THEN (
  SELECT json_build_object('id', next.id, 'title', next.title) FROM case_notes next
   WHERE next.id = ${n}.replaced_by_id AND next.status = 'published') END`;

/** A CitationRow as JSON in SQL, from the alias of case_notes. A withdrawn note gives no figures. */
export const CITATION_JSON = (n: string): string => `json_build_object(
  'id', ${n}.id, 'title', ${n}.title, 'status', ${n}.status, 'evidenced', ${n}.evidenced, 'fictional', ${n}.fictional,
  'verdict', CASE WHEN ${n}.status = 'withdrawn' THEN 'unknown' ELSE ${n}.verdict END,
  'savingAmount', CASE WHEN ${n}.status <> 'withdrawn' THEN ${n}.saving_amount::text END,
  'savingPer', CASE WHEN ${n}.status <> 'withdrawn' THEN ${n}.saving_per END,
  'evidenceGrade', ${n}.evidence_grade, 'withdrawnOn', ${n}.withdrawn_at::date,
  'doubted', ${n}.doubted_at IS NOT NULL, 'disputedSince', ${DISPUTED_SINCE(n)}, 'replacedBy', ${SUCCESSOR_JSON(n)})`;

const ADDRESS =
  /(?:^|[\s(<[])(?:https?:\/\/[^\s/]{1,200})?\/case-notes\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi;

/** The ids of case notes that a text names by their address, in order, each once, at most ten. */
export function citedCaseNotes(text: string): string[] {
  const ids = [...text.matchAll(ADDRESS)].map(([, id]) => id!.toLowerCase());
  return [...new Set(ids)].slice(0, 10);
}
