import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { type CaseNote } from '../case-note.entity.ts';
import { type ReviewCommentInput } from '../case-notes.inputs.ts';

/** Kept with the version that they are about; returns their ids. */
export async function addComments(
  tx: Tx,
  actor: Actor,
  { id, version }: CaseNote,
  comments: readonly ReviewCommentInput[],
): Promise<string[]> {
  if (comments.length === 0) return [];
  const rows = await tx.query<{ id: string }[]>(
    // Each a step after the one before: all of a transaction have one moment, and they are read in the order given.
    `INSERT INTO case_note_comments (case_note_id, version, section, body, author_id, created_at)
     SELECT $1, $2, c.section, c.body, $5, now() + (c.n - 1) * interval '1 ms'
       FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS c (section, body, n) RETURNING id`,
    [id, version, comments.map(({ section }) => section), comments.map(({ body }) => body), actor.personId],
  );
  return rows.map((row) => row.id);
}

/** What is said of the note as a whole where its sections say it all; throws Refused where they say nothing. */
export async function seeComments(tx: Tx, { id, version }: CaseNote): Promise<string> {
  const [row] = await tx.query<{ sections: number }[]>(
    `SELECT count(DISTINCT section)::int AS sections FROM case_note_comments
      WHERE case_note_id = $1 AND version = $2 AND answered_at IS NULL`,
    [id, version],
  );
  const sections = row?.sections ?? 0;
  if (sections > 0) return `See the comments on ${sections === 1 ? 'one section' : `${sections} sections`}.`;
  throw new Refused('case-notes.nothing-to-change', [
    { field: 'comment', message: 'Say what should change before this can be published' },
  ]);
}
