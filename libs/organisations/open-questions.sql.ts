/** A question without an accepted answer, asked by somebody of a council. Threads stand in a higher layer. */
export interface OpenQuestion {
  id: string;
  title: string;
  fictional: boolean;
  replies: number;
  askedOn: string;
}

/**
 * The three newest that the reader may see by verified members of an organisation, as a JSON list. None that was asked
 * under a mask: to stand here would say where its asker works.
 */
export const OPEN_QUESTIONS_OF = (organisation: string, keys: string): string => `
  coalesce((SELECT json_agg(q.question ORDER BY q.created_at DESC)
              FROM (SELECT json_build_object('id', t.id, 'title', t.title, 'fictional', t.fictional,
                                             'replies', t.reply_count, 'askedOn', t.created_at::date) AS question,
                           t.created_at
                      FROM threads t
                     WHERE t.author_id IN (SELECT m.person_id FROM memberships m
                                            WHERE m.organisation_id = ${organisation} AND m.verified_at IS NOT NULL
                                              AND (m.to_on IS NULL OR m.to_on >= current_date))
                       AND t.kind = 'question' AND t.accepted_count = 0 AND t.locked_at IS NULL
                       AND t.hidden_at IS NULL AND t.mask IS NULL AND t.visible_to && ${keys}::text[]
                     ORDER BY t.created_at DESC LIMIT 3) q), '[]')`;
