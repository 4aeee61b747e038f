import { fieldIsOpen } from '#libs/people';

/** Who says that they work here, and how many of them were verified. */
export interface MemberCounts {
  all: number;
  verified: number;
}

/** The page columns `members` (null: the reader is signed out) and `membership` (the reader's own, or null) of `o`. */
export const MEMBERS = (keys: string, reader: string): string => `
  CASE WHEN ${reader}::uuid IS NOT NULL THEN
    (SELECT json_build_object('all', count(*), 'verified', count(m.verified_at))
       FROM memberships m JOIN people p ON p.id = m.person_id AND p.visible_to && ${keys}::text[]
        AND ${fieldIsOpen('organisations', { of: 'p', keys, reader })}
      WHERE m.organisation_id = o.id AND (m.to_on IS NULL OR m.to_on >= current_date))
  END AS members,
  (SELECT json_build_object('verified', m.verified_at IS NOT NULL)
     FROM memberships m
    WHERE m.organisation_id = o.id AND m.person_id = ${reader}::uuid
      AND (m.to_on IS NULL OR m.to_on >= current_date)) AS membership`;
