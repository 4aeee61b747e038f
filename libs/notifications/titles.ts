/** Stands in the title of a notice for the title of what it is about. */
const TITLE = '{title}';

/** Where somebody is led who may no longer read what a notice is about. */
const INBOX = '/notifications';

/**
 * What the notice is about, as far as these keys open it now: its title, and the replies since `first_post` that its
 * owner did not write, at most 100 of the next 200 posts; of what was read, those that were there by then. No row where
 * the keys do not open it.
 */
export const seenOf = (notice: string, keys: string): string => `
  SELECT t.title, (SELECT count(*)::int FROM (SELECT FROM posts p
                     WHERE p.thread_id = t.id AND p.hidden_at IS NULL
                       AND p.number BETWEEN ${notice}.first_post AND ${notice}.first_post + 199
                       AND p.author_id <> ${notice}.person_id
                       AND p.created_at <= coalesce(${notice}.read_at, 'infinity') LIMIT 100) AS r) AS replies
    FROM threads t WHERE ${notice}.about = 'thread' AND t.id = ${notice}.about_id AND t.visible_to && ${keys}
   UNION ALL
  SELECT c.title, 0 FROM case_notes c
   WHERE ${notice}.about = 'case-note' AND c.id = ${notice}.about_id AND c.visible_to && ${keys}
   UNION ALL
  SELECT g.title, 0 FROM guidance_pages g
   WHERE ${notice}.about = 'guidance' AND g.id = ${notice}.about_id AND g.visible_to && ${keys}
   UNION ALL
  SELECT c.name, 0 FROM circles c
   WHERE ${notice}.about = 'circle' AND c.id = ${notice}.about_id AND c.visible_to && ${keys}
   UNION ALL
  SELECT o.title, 0 FROM role_offers o
   WHERE ${notice}.about = 'role-offer' AND o.id = ${notice}.about_id AND o.visible_to && ${keys}`;

interface KeptAddress {
  url: string;
  /** Null: it is about nothing that could be closed to its owner. */
  unnamed: string | null;
  /** The title by seenOf(). Null: they may not read it now. */
  named: string | null;
}

export interface KeptWords extends KeptAddress {
  title: string;
  replies: number | null;
}

/** Where it leads its owner now. The address goes with the title: that of guidance is made of its title. */
export const addressNow = ({ url, unnamed, named }: KeptAddress): string =>
  unnamed === null || named !== null || url.startsWith('/rules') ? url : INBOX;

/** A notice as its owner may read it now. */
export function inWords(kept: KeptWords): { title: string; url: string } {
  return { title: titleNow(kept), url: addressNow(kept) };
}

function titleNow({ title, unnamed, named, replies }: KeptWords): string {
  if (unnamed === null) return title;
  if (named === null) return unnamed;
  if (replies !== null && replies > 1) return `${replies > 99 ? 'More than 99' : replies} new replies: ${named}`;
  return title.replace(TITLE, () => named);
}
