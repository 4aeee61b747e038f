import { Injectable } from '@nestjs/common';
import { organisationsPolicy, SpinOutsService } from '#libs/organisations';
import { type Actor } from '#libs/people';
import { type Once, Transactions } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { FactChallenge } from './challenge.entity.ts';
import { SpinOutFact } from './fact.entity.ts';
import { AnsweredAlready, ChallengedAlready, ChallengeNotFound, FactNotFound } from './facts.errors.ts';
import { type AnswerChallengeInput, type ChallengeInput } from './facts.inputs.ts';
import { logged } from './facts.service.ts';

/** Members say that a fact is wrong; its editors and data stewards answer. Nothing of it is ever deleted. */
@Injectable()
export class FactChallengesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly spinOuts: SpinOutsService,
  ) {}

  /** Any member may, who may read the fact; once, until it is answered. Throws FactNotFound, ChallengedAlready. */
  raise(
    actor: Actor,
    spinOutId: string,
    factId: string,
    { reason }: ChallengeInput,
    once: Once | null,
  ): Promise<{ id: string }> {
    return this.transactions.once(once, async (tx) => {
      await this.spinOuts.hold(tx, actor, spinOutId, { edit: false });
      const fact = await tx.findOne(SpinOutFact, { where: { id: factId, spinOutId } });
      if (fact?.removedAt !== null || !fact.visibleTo.some((key) => actor.keys.includes(key))) throw FactNotFound();
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO spin_out_fact_challenges (fact_id, spin_out_id, challenger_id, reason) VALUES ($1, $2, $3, $4)
         ON CONFLICT (fact_id, challenger_id) WHERE answered_at IS NULL DO NOTHING RETURNING id`,
        [factId, spinOutId, actor.personId, reason],
      );
      if (!row) throw new ChallengedAlready();
      await logged(tx, factId, actor, 'challenged', null);
      return { id: row.id };
    });
  }

  /** Its editors and data stewards, but nobody their own. Throws ChallengeNotFound, AnsweredAlready. */
  answer(
    actor: Actor,
    spinOutId: string,
    factId: string,
    id: string,
    { outcome, answer }: AnswerChallengeInput,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.spinOuts.hold(tx, actor, spinOutId, { edit: false });
      const challenge = await tx.findOne(FactChallenge, { where: { id, factId, spinOutId } });
      const own = challenge?.challengerId === actor.personId;
      // That there is one is known to those who may answer it, and to whoever raised it.
      if (!challenge || !(own || organisationsPolicy.canEdit(actor, spinOutId))) throw ChallengeNotFound();
      if (own) throw new NotAllowed('Somebody else has to answer your own challenge.');
      if (challenge.answeredAt !== null) throw new AnsweredAlready();
      const answered = { outcome, answer, answeredBy: actor.personId, answeredAt: new Date() };
      await tx.update(FactChallenge, id, answered);
      await logged(tx, factId, actor, 'answered', null);
    });
  }
}
