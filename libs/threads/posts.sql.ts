import { type CitationRow, CITATION_JSON } from '#libs/case-notes';
import { type UploadedFile } from '#libs/files';
import { type AnswerMarkRow, type OwnTry, saidColumns, type TryRow } from './answers.sql.ts';
import { type Author } from './author.ts';
import { momentOf, postAuthorColumns, shownNameOf } from './author.sql.ts';
import { REFERENCES_OF, type ReferenceRow } from './references.sql.ts';

export interface PostRow extends Author {
  id: string;
  number: number;
  replyToId: string | null;
  /** The answer that this is a reply to. */
  replyToNumber: number | null;
  /** As it is shown: a first name, or a label. */
  replyToName: string | null;
  authorOrganisation: string | null;
  fictional: boolean;
  /** Null where it was hidden and this reader may not see it any more. */
  body: string | null;
  bodyHtml: string | null;
  lang: string;
  version: number;
  editedAt: Date | null;
  acceptedAt: Date | null;
  hiddenAt: Date | null;
  hiddenReason: string | null;
  /** Why it is not there to be read, since `hiddenAt`. Null: it stands, or a moderator hid it. */
  gone: 'deleted' | 'moved' | null;
  /** Where it is now, for who may read that. */
  movedTo: MovedTo | null;
  /** The title of the discussion that it began, which was merged into this one; else null. */
  began: string | null;
  createdAt: Date;
  citations: CitationRow[] | null;
  /** By the reader; known on the pages of its thread alone. */
  bookmarked?: boolean;
  workedCount: number;
  partlyCount: number;
  failedCount: number;
  outdatedCount: number;
  riskyCount: number;
  /** The newest of what members say who tried it; null: nobody yet, or not to be seen. */
  tries: TryRow[] | null;
  marks: AnswerMarkRow[] | null;
  /** What the reader said of it. */
  mine: OwnTry | null;
  /** What else it names by address. */
  references: ReferenceRow[] | null;
  files: FileRow[] | null;
}

export interface MovedTo {
  threadId: string;
  title: string;
  postId: string;
  number: number;
}

/** A file beside a post. */
export type FileRow = UploadedFile;

/** As a FileRow, from files f. */
const FILE_JSON = `json_build_object('id', f.id, 'name', f.name, 'kind', f.kind, 'size', f.size, 'width', f.width,
  'height', f.height, 'alt', f.alt)`;

/**
 * Each is SQL: the reader's id, whether they may see what is hidden, their keys; and where citations and references are,
 * null for none.
 */
interface PostReader {
  reader: string;
  moderator: string;
  keys: string;
  citations?: string | null;
  references?: string | null;
  files?: string | null;
  /** All of them were only just written: none is gone. */
  fresh?: boolean;
  /** With what members say of it, not only how many; where they may be asked at all. */
  said?: boolean;
}

const MOVED = (keys: string): string => `p.gone,
    CASE WHEN p.moved_to_id IS NOT NULL THEN
      (SELECT json_build_object('threadId', mt.id, 'title', mt.title, 'postId', m.id, 'number', m.number)
         FROM posts m JOIN threads mt ON mt.id = m.thread_id AND mt.visible_to && ${keys}::text[]
        WHERE m.id = p.moved_to_id) END AS "movedTo", p.began`;

/** The columns of a PostRow, from posts p and people a. A hidden text leaves as null. */
export const postColumns = ({
  reader,
  moderator,
  keys,
  citations = 'post_citations',
  references = 'post_references',
  files = 'post_files',
  fresh = false,
  said = !fresh,
}: PostReader): string => {
  const seen = `(p.hidden_at IS NULL OR p.gone IS NULL AND (${moderator} OR p.author_id = ${reader}::uuid))`;
  return `p.id, p.number, p.reply_to_id AS "replyToId",
    CASE WHEN p.reply_to_id IS NOT NULL THEN (SELECT r.number FROM posts r WHERE r.id = p.reply_to_id AND r.thread_id = p.thread_id) END AS "replyToNumber",
    CASE WHEN p.reply_to_id IS NOT NULL THEN
      (SELECT ${shownNameOf({ by: 'ra', of: 'r' })} FROM posts r JOIN people ra ON ra.id = r.author_id
        WHERE r.id = p.reply_to_id AND r.thread_id = p.thread_id) END AS "replyToName",
    ${postAuthorColumns({ by: 'a', of: 'p', reader })},
    CASE WHEN ${seen} THEN p.body END AS body, CASE WHEN ${seen} THEN p.body_html END AS "bodyHtml",
    p.lang, p.version, ${momentOf('p.edited_at', { of: 'p', reader })} AS "editedAt", p.accepted_at AS "acceptedAt",
    p.hidden_at AS "hiddenAt", p.hidden_reason AS "hiddenReason",
    ${momentOf('p.created_at', { of: 'p', reader })} AS "createdAt", ${fresh ? 'NULL AS gone, NULL::json AS "movedTo", NULL AS began' : MOVED(keys)},
    ${
      citations === null
        ? 'NULL::json'
        : `CASE WHEN ${seen} THEN (SELECT json_agg(${CITATION_JSON('n')} ORDER BY c.position)
       FROM ${citations} c JOIN case_notes n ON n.id = c.case_note_id AND n.visible_to && ${keys}::text[]
      WHERE c.post_id = p.id) END`
    } AS citations,
    ${
      references === null
        ? 'NULL::json'
        : `CASE WHEN p.has_references AND ${seen} THEN (${REFERENCES_OF('p.id', keys, references)}) END`
    } AS "references",
    ${
      files === null
        ? 'NULL::json'
        : `CASE WHEN p.has_files AND ${seen} THEN (
             SELECT json_agg(${FILE_JSON} ORDER BY pf.position) FROM ${files} pf JOIN files f ON f.id = pf.file_id
              WHERE pf.post_id = p.id AND pf.removed_at IS NULL) END`
    } AS files, ${saidColumns(seen, said ? reader : null)}`;
};

/** For the pages of a thread, from posts p: whether the reader has bookmarked it. */
export const bookmarked = (reader: string): string =>
  `EXISTS (SELECT FROM bookmarks b WHERE b.person_id = ${reader}::uuid AND b.post_id = p.id) AS bookmarked`;
