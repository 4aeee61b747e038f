import { type TriggerCode } from './triggers.ts';

/** What a watch found, as its reader may know it now. */
export interface Found {
  trigger: TriggerCode;
  kind: 'case-note' | 'thread' | 'organisation';
  id: string;
  title: string;
  lang: string;
  fictional: boolean;
  /** A moment, ISO 8601. */
  at: string;
  /** The name of what is watched, where that is a council or a spin-out that is open to all. */
  watched: string | null;
  /** The code of what is watched, where it has one. */
  code: string | null;
  /** Everybody in the network may read it: so it may stand in a mail. */
  open: boolean;
}

/** SQL: what a finding `f` is about, where these keys open it; no row where they do not. */
export const foundItem = (f: string, keys: string): string => `
  SELECT n.title, n.lang, n.fictional, true AS open FROM case_notes n
   WHERE ${f}.item_kind = 'case-note' AND n.id = ${f}.item_id AND n.status IN ('published', 'withdrawn') AND n.visible_to && ${keys}
   UNION ALL
  SELECT t.title, t.lang, t.fictional, t.audience IN ('public', 'network') AND t.confidential_until IS NULL FROM threads t
   WHERE ${f}.item_kind = 'thread' AND t.id = ${f}.item_id AND t.hidden_at IS NULL AND t.visible_to && ${keys}
   UNION ALL
  SELECT o.name, o.lang, o.fictional, o.visible_to && '{public,network}' FROM organisations o
   WHERE ${f}.item_kind = 'organisation' AND o.id = ${f}.item_id AND o.visible_to && ${keys}`;

/** SQL: a Found, of the watch `w`, its finding `f` and the row `i` of foundItem(). */
export const FOUND_JSON = `jsonb_build_object(
  'trigger', w.trigger, 'kind', f.item_kind, 'id', f.item_id, 'title', i.title, 'lang', i.lang, 'fictional', i.fictional,
  'at', f.found_at, 'code', w.code, 'open', i.open,
  'watched', (SELECT o.name FROM organisations o WHERE o.id = w.subject_id AND o.visible_to && '{public,network}'))`;
