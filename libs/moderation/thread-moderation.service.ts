import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import {
  type DuplicateInput,
  type LockInput,
  type MergeInput,
  type MoveInput,
  type MoveReceipt,
  type SplitInput,
  ThreadDuplicates,
  ThreadMoves,
  ThreadsService,
} from '#libs/threads';
import { type LoggedAction } from './moderation.queries.ts';
import { log } from './moderation.service.ts';

/**
 * What is done with whole discussions. Who asked may do some of it with their own; what a moderator does is a line in the
 * log, with why. Who may do what is decided by threads.
 */
@Injectable()
export class ThreadModeration {
  constructor(
    private readonly transactions: Transactions,
    private readonly threads: ThreadsService,
    private readonly moves: ThreadMoves,
    private readonly duplicates: ThreadDuplicates,
  ) {}

  /** Closes a discussion to new replies, or opens it again. */
  lock(actor: Actor, threadId: string, input: LockInput): Promise<{ locked: boolean }> {
    return this.transactions.run(async (tx) => {
      const { locked, changed, own } = await this.threads.lock(tx, actor, threadId, input);
      if (changed && !own) await note(tx, actor, locked ? 'close-thread' : 'reopen-thread', threadId, input);
      return { locked };
    });
  }

  /** Throws Stale when the discussion is no longer at `version`; so do the others. */
  split(
    actor: Actor,
    threadId: string,
    input: SplitInput,
    version: number | null,
    once: Once | null,
  ): Promise<MoveReceipt> {
    return this.transactions.once(once, async (tx) => {
      const made = await this.moves.split(tx, actor, threadId, input, version);
      await note(tx, actor, 'split-thread', threadId, input, made.threadId);
      return made;
    });
  }

  move(
    actor: Actor,
    threadId: string,
    input: MoveInput,
    version: number | null,
    once: Once | null,
  ): Promise<MoveReceipt> {
    return this.transactions.once(once, async (tx) => {
      const made = await this.moves.moveTo(tx, actor, threadId, input, version);
      await note(tx, actor, 'move-posts', threadId, input, input.to);
      return made;
    });
  }

  merge(
    actor: Actor,
    threadId: string,
    input: MergeInput,
    version: number | null,
    once: Once | null,
  ): Promise<MoveReceipt> {
    return this.transactions.once(once, async (tx) => {
      const made = await this.moves.merge(tx, actor, threadId, input, version);
      await note(tx, actor, 'merge-thread', threadId, input, input.to);
      return made;
    });
  }

  /** What came of this very request to split, move or merge, where it was done before. */
  done(once: Once | null): Promise<MoveReceipt | undefined> {
    return this.transactions.done(once);
  }

  markDuplicate(
    actor: Actor,
    threadId: string,
    input: DuplicateInput,
    version: number | null,
    once: Once | null,
  ): Promise<{ threadId: string; to: string }> {
    return this.transactions.once(once, async (tx) => {
      const { changed, own } = await this.duplicates.mark(tx, actor, threadId, input, version);
      if (changed && !own) await note(tx, actor, 'mark-duplicate', threadId, input, input.to);
      return { threadId, to: input.to };
    });
  }
}

/** About the discussion, and about nobody: who asked may be masked. */
const note = (
  tx: Tx,
  actor: Actor,
  action: LoggedAction & `${string}-${'thread' | 'posts' | 'duplicate'}`,
  id: string,
  { reason }: { reason?: string },
  targetId?: string,
): Promise<string> => log(tx, actor, { action, reasonCode: action, kind: 'thread', id, targetId, note: reason });
