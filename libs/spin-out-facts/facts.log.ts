import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';
import { type SpinOutFact } from './fact.entity.ts';

/** A fact as its input has it. */
export const flat = (
  fact: Pick<SpinOutFact, 'details' | 'fromOn' | 'toOn' | 'note' | 'sourceKind' | 'source' | 'sourceUrl' | 'audience'>,
): Record<string, unknown> => ({
  ...fact.details,
  fromOn: fact.fromOn,
  toOn: fact.toOn,
  note: fact.note,
  sourceKind: fact.sourceKind,
  source: fact.source,
  sourceUrl: fact.sourceUrl,
  audience: fact.audience,
});

export async function logged(
  tx: Tx,
  factId: string,
  { personId }: Actor,
  what: 'recorded' | 'changed' | 'removed' | 'challenged' | 'answered',
  was: SpinOutFact | null,
): Promise<void> {
  await tx.query(`INSERT INTO spin_out_fact_log (fact_id, person_id, what, was) VALUES ($1, $2, $3, $4)`, [
    factId,
    personId,
    what,
    was && JSON.stringify({ ...flat(was), version: was.version }),
  ]);
}
