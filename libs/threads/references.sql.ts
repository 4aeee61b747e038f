/** Something that a post names by its address, as a card shows it. */
export interface ReferenceRow {
  kind: 'guidance' | 'council' | 'spin-out' | 'organisation' | 'question' | 'discussion' | 'tactic';
  id: string;
  title: string;
  /** A path on this site. */
  url: string;
  /** Guidance: the day it was last checked. A council: its nation. A spin-out: its stage. A question: how it stands. */
  detail: string | null;
  fictional: boolean;
}

/** A ReferenceRow as JSON for each that these keys open, in the order of the text, of the post with that id. */
export const REFERENCES_OF = (post: string, keys: string, references = 'post_references'): string => `
  SELECT json_agg(json_build_object('kind', s.kind, 'id', x.target_id, 'title', s.title, 'url', s.url,
                                    'detail', s.detail, 'fictional', s.fictional) ORDER BY x.position)
    FROM ${references} x
   CROSS JOIN LATERAL (
     SELECT 'guidance' AS kind, g.title, '/guidance/' || g.slug AS url, g.last_checked_on::text AS detail, g.fictional
       FROM guidance_pages g WHERE x.kind = 'guidance' AND g.id = x.target_id AND g.visible_to && ${keys}::text[]
      UNION ALL
     SELECT CASE o.kind WHEN 'council' THEN 'council' WHEN 'spin_out' THEN 'spin-out' ELSE 'organisation' END, o.name,
            CASE o.kind WHEN 'council' THEN '/councils/' || (SELECT c.code FROM councils c WHERE c.organisation_id = o.id)
                        WHEN 'spin_out' THEN '/spin-outs/' || o.id ELSE '/organisations/' || o.id END,
            CASE o.kind WHEN 'spin_out' THEN (SELECT p.stage FROM spin_outs p WHERE p.organisation_id = o.id)
                        ELSE o.nation END, o.fictional
       FROM organisations o WHERE x.kind = 'organisation' AND o.id = x.target_id AND o.visible_to && ${keys}::text[]
      UNION ALL
     SELECT t.kind, t.title, '/threads/' || t.id,
            CASE WHEN t.accepted_count > 0 THEN 'accepted' WHEN t.reply_count > 0 THEN 'answered' ELSE 'unanswered' END,
            t.fictional
       FROM threads t WHERE x.kind = 'thread' AND t.id = x.target_id AND t.visible_to && ${keys}::text[]
      UNION ALL
     SELECT 'tactic', t.title, '/tactics/' || t.id, NULL, t.fictional
       FROM tactics t WHERE x.kind = 'tactic' AND t.id = x.target_id AND t.visible_to && ${keys}::text[]) s
   WHERE x.post_id = ${post}`;
