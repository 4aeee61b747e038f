/** Something in thread `t` is reported, or hidden by a moderator: one then judges it, whoever may read it. */
export const JUDGED = (t: string): string => `
  EXISTS (SELECT FROM posts p WHERE p.thread_id = ${t}.id
             AND ((p.hidden_at IS NOT NULL AND p.gone IS NULL)
                  OR EXISTS (SELECT FROM reports r
                              WHERE r.subject = 'post' AND r.subject_id = p.id AND r.status = 'open')))`;
