import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The published note that somebody named by its address or its id; null where there is none that they may read. */
export async function noteNamed(tx: Tx, actor: Actor, name: string): Promise<string | null> {
  const id = ID.exec(name)?.[0];
  if (id === undefined) return null;
  const [row] = await tx.query<{ id: string }[]>(
    `SELECT n.id FROM case_notes n WHERE n.id = $1 AND n.status = 'published' AND n.visible_to && $2::text[]`,
    [id, actor.keys],
  );
  return row?.id ?? null;
}
