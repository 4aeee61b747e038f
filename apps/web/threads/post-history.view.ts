import { type TextLine, textDiff } from '#libs/platform/diff';
import { type PostRow, type RevisionRow } from '#libs/threads';
import { nameAndRole } from '../parts/byline.tsx';
import { dayAndTime } from '../parts/words.ts';
import { postAddress } from './post-address.ts';

export const EDITS_A_PAGE = 10;

/** Names, each as often as it came or went. */
export interface FileChanges {
  removed: string[];
  added: string[];
  /** The same files, in another order. */
  reordered: boolean;
}

export interface PostHistoryView {
  address: string;
  /** Whose post it is: "Dee, finance lead". */
  heading: string;
  /** Newest first: what each text changed in the one before. */
  edits: {
    version: number;
    at: string;
    on: string;
    newest: boolean;
    changes: TextLine[];
    /** Null: not known. */
    files: FileChanges | null;
  }[];
  /** The first text, where this page reaches it. */
  first: { body: string; at: string; on: string } | null;
  olderHref: string | null;
}

/** Texts from newest to oldest; the one that stands now is the post's own, and no revision. */
export function historyView(
  post: PostRow & { threadId: string },
  revisions: readonly RevisionRow[],
  before: number,
  hasOlder: boolean,
): PostHistoryView {
  const fileNames = (post.files ?? []).map(({ name }) => name);
  const now = { version: post.version, body: post.body ?? '', at: post.editedAt ?? post.createdAt, fileNames };
  const texts = before > post.version || revisions.length === 0 ? [now, ...revisions] : revisions;
  const shown = texts.slice(0, EDITS_A_PAGE + 1);
  const isMore = hasOlder || texts.length > shown.length;
  const oldest = shown.at(-1)!;
  return {
    address: postAddress(post.threadId, post.number),
    heading: nameAndRole(post.authorName, post.authorRole),
    edits: shown.slice(0, -1).map((text, i) => ({
      version: text.version,
      at: text.at.toISOString(),
      on: dayAndTime(text.at),
      newest: text === now,
      changes: textDiff(shown[i + 1]!.body, text.body),
      files: fileChanges(shown[i + 1]!.fileNames, text.fileNames),
    })),
    first: isMore ? null : { body: oldest.body, at: oldest.at.toISOString(), on: dayAndTime(oldest.at) },
    olderHref: isMore ? `/posts/${post.id}/history?before=${oldest.version + 1}` : null,
  };
}

/** Null where one of the two was not kept. */
function fileChanges(before: readonly string[] | null, after: readonly string[] | null): FileChanges | null {
  if (before === null || after === null) return null;
  const removed = without(before, after);
  const added = without(after, before);
  return { removed, added, reordered: removed.length + added.length === 0 && before.join('/') !== after.join('/') };
}

/** Two files may have the same name. */
function without(names: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return names.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
