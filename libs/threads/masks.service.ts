import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { mustBeAllowedToWrite, ThreadChanges } from './thread-changes.ts';
import { NotYours } from './threads.errors.ts';
import { threadsPolicy } from './threads.policy.ts';

@Injectable()
export class MasksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly changes: ThreadChanges,
  ) {}

  /**
   * Shows who asked from here on, in all they wrote there: never in a part of it, and not to be taken back. Theirs alone
   * to do. Done already, it stays so.
   */
  lift(actor: Actor, threadId: string): Promise<{ masked: false }> {
    return this.transactions.run(async (tx) => {
      mustBeAllowedToWrite(actor);
      const thread = await this.changes.lockThread(tx, actor, threadId);
      if (!threadsPolicy.isAsker(actor, thread)) throw new NotYours('Only who asked under a mask can lift it.');
      if (thread.mask === null) return { masked: false };
      await tx.query(`UPDATE threads SET mask = NULL WHERE id = $1`, [threadId]);
      await tx.query(`UPDATE posts SET mask = NULL WHERE thread_id = $1 AND author_id = $2`, [
        threadId,
        actor.personId,
      ]);
      await this.changes.happened(tx, actor, thread, 'thread-unmasked');
      return { masked: false };
    });
  }
}
