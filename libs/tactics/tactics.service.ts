import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { TacticNotFound } from './tactics.errors.ts';
import { type TriedInput } from './tactics.inputs.ts';

@Injectable()
export class TacticsService {
  constructor(private readonly transactions: Transactions) {}

  /** What came of it for the actor, in place of what they said before: one member counts once. */
  async tried(actor: Actor, id: string, { result, context }: TriedInput): Promise<void> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    const rows = await this.transactions.statement<{ id: string }>(
      `INSERT INTO tactic_tries AS r (tactic_id, person_id, result, context)
       SELECT t.id, $2, $4, $5 FROM tactics t
        WHERE t.id = $1 AND t.status = 'published' AND t.visible_to && $3::text[]
       ON CONFLICT (tactic_id, person_id) DO UPDATE
         SET result = excluded.result, context = excluded.context,
             at = CASE WHEN (r.result, r.context) IS DISTINCT FROM (excluded.result, excluded.context) THEN now() ELSE r.at END
       RETURNING tactic_id AS id`,
      [id, actor.personId, actor.keys, result, context ?? null],
    );
    if (rows.length === 0) throw TacticNotFound();
  }
}
