import { type OrganisationRow, type ParentRow } from '#libs/organisations';
import { addressOf } from '../parts/words.ts';

/** Short, and the same whatever the council is called. A slug may follow; it decides nothing. */
export const councilPath = (code: string): string => `/councils/${code}`;

export const spinOutPath = ({ id, name }: { id: string; name: string }): string => addressOf('spin-outs', id, name);

/** The page of an organisation of any kind. */
export function organisationPath(
  organisation: Pick<OrganisationRow | ParentRow, 'id' | 'kind' | 'name' | 'code'>,
): string {
  if (organisation.code !== null) return councilPath(organisation.code);
  return organisation.kind === 'spin_out'
    ? spinOutPath(organisation)
    : addressOf('organisations', organisation.id, organisation.name);
}

/** The address of a list with these choices; what is empty or undefined is left out. */
export function listPath(path: string, choices: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(choices)) if (value) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
}
