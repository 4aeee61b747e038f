import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';

interface Found {
  id: string;
  nation: string | null;
  fictional: boolean;
  code: string | null;
  exact: boolean;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The body that a spin-out left or became part of, as a person names it: an id, a council's code or GSS code, or a whole
 * name. Throws Refused, naming `field`, for none, for several of one name, and for `self`.
 */
export async function parentNamed(
  tx: Tx,
  actor: Actor,
  text: string,
  self?: string,
  field: 'parent' | 'succeededBy' = 'parent',
): Promise<Found> {
  const refused = (message: string): Refused => new Refused('organisations.no-such-parent', [{ field, message }]);
  const found = await tx.query<Found[]>(
    `SELECT o.id, o.nation, o.fictional, c.code, o.id = $2::uuid OR (c.code = upper($1)) IS TRUE AS exact
       FROM organisations o LEFT JOIN councils c ON c.organisation_id = o.id
      WHERE o.visible_to && $3::text[]
        AND (o.id = $2::uuid OR c.code = upper($1) OR lower(o.name) = lower($1) OR lower(c.nice_name) = lower($1)
             OR o.id IN (SELECT g.council_id FROM council_gss_codes g WHERE g.gss_code = upper($1) AND g.is_current))
      ORDER BY exact DESC, o.name, o.id
      LIMIT 10`,
    [text, ID.test(text) ? text : null, actor.keys],
  );
  const [first, second] = found;
  if (!first) throw refused('There is no council or organisation with this name or code');
  if (second && !first.exact) {
    const codes = found.map(({ code }) => code).filter((code) => code !== null);
    throw refused(`Several bodies have this name. Enter the code of the one you mean: ${codes.join(', ')}`);
  }
  if (first.id === self) {
    throw refused(
      field === 'parent' ? 'A spin-out cannot be its own parent' : 'A spin-out cannot become part of itself',
    );
  }
  return first;
}
