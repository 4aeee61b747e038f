/** A discussion in which something is named by its address, and the first post that does. */
export interface Discussion {
  id: string;
  title: string;
  postNumber: number;
}

/**
 * Discussion[] as JSON: the ten with the newest replies that these keys open. Threads stand in a higher layer than most of
 * what they name, so this reads their rows and takes nothing from their lib.
 */
export const DISCUSSED_IN = (
  kind: 'guidance' | 'organisation' | 'thread' | 'tactic',
  id: string,
  keys: string,
): string => `
  coalesce((SELECT json_agg(json_build_object('id', d.id, 'title', d.title, 'postNumber', d.number) ORDER BY d.at DESC)
              FROM (SELECT discussion.id, discussion.title, min(said.number) AS number, discussion.last_post_at AS at
                      FROM post_references naming
                      JOIN posts said ON said.id = naming.post_id AND said.hidden_at IS NULL
                      JOIN threads discussion ON discussion.id = said.thread_id AND discussion.visible_to && ${keys}::text[]
                     WHERE naming.kind = '${kind}' AND naming.target_id = ${id}
                     GROUP BY discussion.id ORDER BY discussion.last_post_at DESC LIMIT 10) d), '[]')`;
