import { Injectable } from '@nestjs/common';
import { PROFILE_FIELDS, SpinOutsService, StageNotFound } from '#libs/organisations';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { FactChallenge } from './challenge.entity.ts';
import { challengesPolicy, EDITORS_DAYS } from './challenges.policy.ts';
import { SpinOutFact } from './fact.entity.ts';
import { AnsweredAlready, ChallengedAlready, ChallengeNotFound, EntryNotFound, FactNotFound } from './facts.errors.ts';
import { type AnswerChallengeInput, type ChallengeInput } from './facts.inputs.ts';
import { logged } from './facts.log.ts';

/** What a challenge is of: a fact, a stage, or a field of the profile. */
export type Challenged =
  { readonly factId: string } | { readonly stageEventId: string } | { readonly profileField: string };

/**
 * Members say that an entry is wrong; its editors answer, data stewards too, and moderators what editors left unanswered.
 * Nothing of it is ever deleted.
 */
@Injectable()
export class FactChallengesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly spinOuts: SpinOutsService,
  ) {}

  /** Any member may, who may read the entry; once, until it is answered. Throws …NotFound, ChallengedAlready. */
  raise(
    actor: Actor,
    spinOutId: string,
    challenged: Challenged,
    { reason }: ChallengeInput,
    once: Once | null,
  ): Promise<{ id: string }> {
    return this.transactions.once(once, async (tx) => {
      await this.spinOuts.hold(tx, actor, spinOutId, { edit: false });
      await mustBeThere(tx, actor, spinOutId, challenged);
      const { factId, stageEventId, profileField } = columnsOf(challenged);
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO spin_out_fact_challenges (fact_id, stage_event_id, profile_field, spin_out_id, challenger_id, reason)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
        [factId, stageEventId, profileField, spinOutId, actor.personId, reason],
      );
      if (!row) throw new ChallengedAlready();
      if (factId !== null) await logged(tx, factId, actor, 'challenged', null);
      return { id: row.id };
    });
  }

  /** Who may by the policy, but nobody their own. Throws ChallengeNotFound, AnsweredAlready. */
  answer(
    actor: Actor,
    spinOutId: string,
    challenged: Challenged,
    id: string,
    { outcome, answer }: AnswerChallengeInput,
  ): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.spinOuts.hold(tx, actor, spinOutId, { edit: false });
      const challenge = await tx.findOne(FactChallenge, { where: { id, spinOutId, ...challenged } });
      const own = challenge?.challengerId === actor.personId;
      if (!challenge || !(own || challengesPolicy.canSee(actor, spinOutId))) throw ChallengeNotFound();
      if (own) throw new NotAllowed('Somebody else has to answer your own challenge.');
      if (!challengesPolicy.canAnswer(actor, spinOutId, challenge.raisedAt)) {
        throw new NotAllowed(`Its editors have ${EDITORS_DAYS} days to answer. Then moderators decide.`);
      }
      if (challenge.answeredAt !== null) throw new AnsweredAlready();
      const answered = { outcome, answer, answeredBy: actor.personId, answeredAt: new Date() };
      await tx.update(FactChallenge, id, answered);
      if (challenge.factId !== null) await logged(tx, challenge.factId, actor, 'answered', null);
    });
  }

  /** Takes a stage of a spin-out away, and so answers who doubted it. The trace keeps both. */
  removeStage(actor: Actor, spinOutId: string, stageEventId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.spinOuts.removeStage(tx, actor, spinOutId, stageEventId);
      await answeredByRemoval(tx, actor, { stageEventId });
    });
  }
}

/** Whoever challenged an entry that is taken away was right. */
export async function answeredByRemoval(tx: Tx, actor: Actor, challenged: Challenged): Promise<void> {
  const { factId, stageEventId } = columnsOf(challenged);
  await tx.query(
    `UPDATE spin_out_fact_challenges
        SET outcome = 'corrected', answer = 'This entry was removed.', answered_by = $3, answered_at = now()
      WHERE (fact_id = $1 OR stage_event_id = $2) AND answered_at IS NULL`,
    [factId, stageEventId, actor.personId],
  );
}

const columnsOf = (challenged: Challenged) => ({
  factId: 'factId' in challenged ? challenged.factId : null,
  stageEventId: 'stageEventId' in challenged ? challenged.stageEventId : null,
  profileField: 'profileField' in challenged ? challenged.profileField : null,
});

async function mustBeThere(tx: Tx, actor: Actor, spinOutId: string, challenged: Challenged): Promise<void> {
  const { factId, stageEventId, profileField } = columnsOf(challenged);
  if (factId !== null) {
    const fact = await tx.findOne(SpinOutFact, { where: { id: factId, spinOutId } });
    if (fact?.removedAt !== null || !fact.visibleTo.some((key) => actor.keys.includes(key))) throw FactNotFound();
    return;
  }
  if (profileField !== null) {
    if (!Object.hasOwn(PROFILE_FIELDS, profileField)) throw EntryNotFound();
    return;
  }
  const [event] = await tx.query<object[]>(
    `SELECT FROM stage_events WHERE id = $1 AND spin_out_id = $2 AND removed_at IS NULL`,
    [stageEventId, spinOutId],
  );
  if (!event) throw StageNotFound();
}
