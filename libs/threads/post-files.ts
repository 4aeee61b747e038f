import { type Actor } from '#libs/people';
import { driverErrorOf, type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';

/** Those of these files that are the person's own, are in no post, and are described where they are pictures; as SQL. */
export const FREE_FILES = (person: string, ids: string): string => `
  SELECT f.id FROM files f
   WHERE f.id = ANY (${ids}) AND f.owner_id = ${person} AND (f.alt IS NOT NULL OR f.width IS NULL)
     AND NOT EXISTS (SELECT FROM post_files pf WHERE pf.file_id = f.id)`;

/** Puts files into a new post, all or none. Throws Refused. */
export async function attachFiles(tx: Tx, actor: Actor, postId: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await setFiles(tx, actor, postId, ids);
}

/** Which files stand in a post, in their order. */
export async function filesOf(tx: Tx, postId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT file_id AS id FROM post_files WHERE post_id = $1 AND removed_at IS NULL ORDER BY position`,
    [postId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Makes these the files of a post, in this order: those that are new to it have to be the actor's own and in no other.
 * What is left out is there no longer, for anybody who reads. Throws Refused.
 */
export async function setFiles(tx: Tx, actor: Actor, postId: string, files: readonly string[]): Promise<void> {
  const ids = [...new Set(files)];
  await mustBeFree(tx, actor, ids, postId);
  await tx.query(
    `UPDATE post_files SET removed_at = now()
      WHERE post_id = $1 AND removed_at IS NULL AND file_id <> ALL ($2::uuid[])`,
    [postId, ids],
  );
  try {
    await tx.query(
      `INSERT INTO post_files (post_id, file_id, position)
       SELECT $1, id, n FROM unnest($2::uuid[]) WITH ORDINALITY AS x (id, n)
       ON CONFLICT (post_id, file_id) DO UPDATE SET position = excluded.position, removed_at = NULL`,
      [postId, ids],
    );
  } catch (error) {
    throw isFileGone(error) ? noSuchFile() : error;
  }
  await tx.query(`UPDATE posts SET has_files = $2 WHERE id = $1`, [postId, ids.length > 0]);
}

/** Throws Refused where one of them is not the actor's, not there, in another post, or a picture nobody described. */
export async function mustBeFree(
  tx: Tx,
  { personId }: Actor,
  ids: readonly string[],
  postId: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx.query<{ name: string; postId: string | null; described: boolean }[]>(
    `SELECT f.name, pf.post_id AS "postId", f.alt IS NOT NULL OR f.width IS NULL AS described
       FROM files f LEFT JOIN post_files pf ON pf.file_id = f.id
      WHERE f.id = ANY ($1::uuid[]) AND f.owner_id = $2`,
    [ids, personId],
  );
  const isFree = (file: (typeof found)[number]): boolean => file.postId === null || file.postId === postId;
  if (found.length < new Set(ids).size || !found.every(isFree)) throw noSuchFile();
  const mute = found.find(({ described }) => !described);
  if (mute) throw notDescribed(mute.name);
}

/** Also of a file that somebody else sent: whether it exists is nobody's business. */
export const noSuchFile = (): Refused =>
  new Refused('threads.no-such-file', [
    { field: 'files', message: 'A file is not there any more, or is in another post already. Attach it again' },
  ]);

/** For people who do not see it. */
const notDescribed = (name: string): Refused =>
  new Refused('threads.picture-not-described', [
    { field: 'files', message: `Describe the picture “${name}”, or say that it only decorates` },
  ]);

/** Somebody else took or removed the file at the same moment. */
export const isFileGone = (error: unknown): boolean =>
  ['post_files_once', 'post_files_file_id_fkey'].includes(String(driverErrorOf(error).constraint));
