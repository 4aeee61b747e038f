import { type DemoFiles } from '../demo-files.ts';
import { type DemoFact } from '../files/spin-out-facts.file.ts';
import { idOf } from '#libs/platform/database';
import { type Row, type TableRows } from '../rows.ts';
import { organisationId } from './organisations.rows.ts';
import { personId } from './people.rows.ts';

const factId = (key: string): string => idOf('spin-out-fact', key);

/** What is on record about spin-outs, with who challenged what. */
export function spinOutFactRows({ spinOutFacts: { facts, challenges } }: DemoFiles): TableRows[] {
  const spinOutOf = new Map(facts.map(({ key, spinOut }) => [key, spinOut]));
  return [
    { table: 'spin_out_facts', rows: facts.map(factRow) },
    {
      table: 'spin_out_fact_challenges',
      rows: challenges.map(({ fact, by, at, reason, outcome, answer, answeredBy, answeredAt }) => ({
        id: idOf('fact-challenge', `${fact}/${by}`),
        fact_id: factId(fact),
        spin_out_id: organisationId(spinOutOf.get(fact)!),
        challenger_id: personId(by),
        reason,
        raised_at: at,
        outcome: outcome ?? null,
        answer: answer ?? null,
        answered_by: answeredBy === undefined ? null : personId(answeredBy),
        answered_at: answeredAt ?? null,
      })),
    },
    {
      table: 'spin_out_fact_log',
      rows: facts.map(({ key, by, at }) => ({
        id: idOf('fact-log', key),
        fact_id: factId(key),
        person_id: personId(by),
        at,
        what: 'recorded',
      })),
    },
  ];
}

function factRow({ key, spinOut, kind, by, at, fact }: DemoFact): Row {
  const { fromOn, toOn, note, sourceKind, source, sourceUrl, audience, ...details } = fact;
  return {
    id: factId(key),
    spin_out_id: organisationId(spinOut),
    kind,
    from_on: fromOn,
    to_on: toOn ?? null,
    details,
    note: note ?? null,
    source_kind: sourceKind,
    source,
    source_url: sourceUrl ?? null,
    audience: audience ?? 'public',
    recorded_by: personId(by),
    recorded_at: at,
  };
}
