import { type PostRow } from '#libs/threads';
import { Drawings } from '../drawn.tsx';
import { Post } from './post.tsx';
import { type PostActs, postView } from './post.view.ts';

export interface ShownPost {
  post: PostRow;
  acts: PostActs;
  /** The line beside it is solid: up to the accepted answer the path has been walked. */
  walked: boolean;
}

const drawings = new Drawings(12_000_000);

/**
 * A post drawn once for all who may see and do the same with it. What a post never changes (its day, and while it is not
 * moved what it began) goes with its id and its place, and its text with its version. A reader who sees less of it has
 * a drawing of their own.
 */
export function drawnPost({ post, acts, walked }: ShownPost): Buffer {
  const key = [
    post.id,
    acts.threadId,
    post.number,
    post.version,
    // 0: PostgreSQL keeps no text with a NUL, so no two rows give one key.
    post.authorName,
    post.authorRole,
    post.mask,
    post.authorOrganisation,
    post.replyToNumber,
    post.replyToName,
    post.hiddenAt && post.hiddenAt.getTime(),
    post.hiddenReason,
    post.gone,
    post.movedTo && JSON.stringify(post.movedTo),
    post.acceptedAt && post.acceptedAt.getTime(),
    post.citations && JSON.stringify(post.citations),
    post.workedCount + post.partlyCount + post.failedCount + post.outdatedCount + post.riskyCount > 0 && saidKey(post),
    post.references && JSON.stringify(post.references),
    post.files && JSON.stringify(post.files),
    flags(post.fictional, post.bodyHtml === null, walked, acts.signedIn, acts.canReply) +
      32 *
        flags(
          acts.isQuestion,
          acts.masked,
          acts.own,
          acts.canAccept,
          acts.editor,
          acts.moderator,
          post.bookmarked === true,
        ),
  ].join('\0');
  return drawings.of(key, () => <Post post={postView(post)} acts={acts} walked={walked} />);
}

const saidKey = (post: PostRow): string =>
  JSON.stringify([
    post.workedCount,
    post.partlyCount,
    post.failedCount,
    post.outdatedCount,
    post.riskyCount,
    post.tries,
    post.marks,
    post.mine,
    post.editedAt,
  ]);

const flags = (...set: boolean[]): number => set.reduce((bits, flag) => bits * 2 + Number(flag), 0);
