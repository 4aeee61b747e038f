import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { NotAllowed, Refused, Stale } from '#libs/platform/errors';
import { type DuplicateInput } from './moves.inputs.ts';
import { lockedFor, ThreadChanges } from './thread-changes.ts';
import { duplicatesOf, targetOf } from './thread-moves.ts';
import { ThreadMerged } from './threads.errors.ts';
import { threadsPolicy } from './threads.policy.ts';

const refused = (message: string): Refused => new Refused('threads.cannot-be-duplicate', [{ field: 'to', message }]);

/** Questions that were asked before. Opening one again takes the mark from it: see ThreadsService.lock(). */
@Injectable()
export class ThreadDuplicates {
  constructor(
    private readonly changes: ThreadChanges,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Marks a question as a duplicate of another one, and closes it; each leads to the other, for those who may read that.
   * For who asked and for moderators; who asked is told what a moderator does. The same again changes nothing.
   */
  async mark(
    tx: Tx,
    actor: Actor,
    threadId: string,
    { to, reason }: DuplicateInput,
    version: number | null,
  ): Promise<{ changed: boolean; own: boolean }> {
    const threads = await this.changes.lockThreads(tx, [threadId, to]);
    const thread = lockedFor(actor, threads, threadId);
    if (thread.mergedAt !== null) throw new ThreadMerged();
    if (!threadsPolicy.canLock(actor, thread)) throw new NotAllowed('Only who asked, or a moderator, can do this.');
    if (thread.kind !== 'question') throw refused('Only a question can be a duplicate. You can close this discussion');
    if (version !== null && version !== thread.version) throw new Stale(thread.version, { title: thread.title });
    const original = targetOf(actor, threads, to);
    const own = thread.authorId === actor.personId;
    if (thread.duplicateOfId === to) return { changed: false, own };
    if (thread.duplicateOfId !== null) {
      throw refused('This is marked as a duplicate of another question. Open it again before you choose a new one');
    }
    if (to === threadId) throw refused('Choose another question than this one');
    if (original.kind !== 'question') throw refused('That is an open discussion. Choose a question');
    if (original.mergedAt !== null) throw refused('That question was merged into another discussion. Choose that');
    if (original.hiddenAt !== null) throw refused('That question is hidden. Choose another');
    if (original.duplicateOfId !== null) {
      throw refused('That question is itself marked as a duplicate. Choose the one it repeats');
    }
    if ((await duplicatesOf(tx, threadId)).length > 0) {
      throw refused('Other questions are marked as duplicates of this one. Mark those first');
    }
    await tx.query(
      `UPDATE threads SET duplicate_of_id = $2, locked_at = coalesce(locked_at, now()),
              locked_by = $3, locked_reason = coalesce($4, locked_reason)
        WHERE id = $1`,
      [threadId, to, own ? 'asker' : 'moderator', reason ?? null],
    );
    const seq = await this.changes.happened(tx, actor, thread, 'thread-locked');
    await this.changes.happened(tx, actor, original, 'duplicates-changed');
    if (!own) {
      const did = 'A moderator marked your question as one that was asked before';
      await this.notifications.tell(tx, [thread.authorId], {
        kind: 'thread-duplicate',
        cause: `thread-lock:${threadId}:${seq}`,
        title: `${did}: {title}`,
        about: { kind: 'thread', id: threadId, unnamed: did },
        detail:
          reason ?? 'Its page leads to the other question. If yours is another one, ask the moderators to open it.',
        url: `/threads/${threadId}`,
      });
    }
    return { changed: true, own };
  }
}
