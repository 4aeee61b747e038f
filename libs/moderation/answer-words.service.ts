import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { AnswerTrials, type PostReceipt, type RemovalInput } from '#libs/threads';
import { moderationPolicy } from './moderation.policy.ts';
import { log } from './moderation.service.ts';

/** A moderator removes what a member said of an answer: a mark, or what came of it for them. */
@Injectable()
export class AnswerWords {
  constructor(
    private readonly transactions: Transactions,
    private readonly trials: AnswerTrials,
  ) {}

  /** Its author is told why. Gone is gone: who still thinks so may say it again in other words. */
  remove(
    actor: Actor,
    postId: string,
    said: { kind: 'try' | 'mark'; id: string },
    { reason }: RemovalInput,
  ): Promise<PostReceipt> {
    return this.transactions.run(async (tx) => {
      if (!moderationPolicy.canModerate(actor)) throw new NotAllowed();
      const { personId, ...receipt } = await this.trials.remove(tx, actor, postId, said, reason);
      await log(tx, actor, {
        action: 'remove-words',
        reasonCode: 'other',
        kind: 'post',
        id: postId,
        personId: personId ?? undefined,
        note: reason,
      });
      return receipt;
    });
  }
}
