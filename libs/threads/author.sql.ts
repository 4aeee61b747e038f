/**
 * Who wrote a thread or post, as a reader may know it: whatever shows an author reads them here, and nowhere else.
 *
 * Under a mask an author is a label and nothing more, for everybody, moderators among them. Who wrote it alone still has
 * their own id there, which is how a page knows to say "You, as …".
 */
interface Written {
  /** The row of `people`. */
  by: string;
  /** The row of `threads` or `posts`. */
  of: string;
  /** SQL for the reader's id; null where nobody is signed in, or all are meant. */
  reader: string;
}

/** As columns of a query about threads: an Author. */
export const authorColumns = ({ by, of, reader }: Written): string => `
  CASE WHEN ${of}.mask IS NULL OR ${of}.author_id = ${reader}::uuid THEN ${of}.author_id END AS "authorId",
  coalesce(${of}.mask, ${by}.name) AS "authorName",
  CASE WHEN ${of}.mask IS NULL THEN ${by}.practitioner_role END AS "authorRole", ${of}.mask`;

/** The same and where a post was written from, which is part of who wrote it. */
export const postAuthorColumns = (written: Written): string => `
  ${authorColumns(written)},
  CASE WHEN ${written.of}.mask IS NULL THEN ${written.of}.author_organisation END AS "authorOrganisation",
  ${written.by}.fictional AND ${written.of}.mask IS NULL AS fictional`;

/** A name alone, as it stands beside what somebody wrote: the first name, or the label. */
export const shownNameOf = ({ by, of }: Omit<Written, 'reader'>): string =>
  `coalesce(${of}.mask, substring(${by}.name FROM '^\\S+'))`;

/** When it happened: under a mask to the hour, since the minute tells who was about. `of` has author_id and mask. */
export const momentOf = (moment: string, { of, reader }: Omit<Written, 'by'>): string =>
  `CASE WHEN ${of}.mask IS NULL OR ${of}.author_id = ${reader}::uuid THEN ${moment} ELSE date_trunc('hour', ${moment}) END`;
