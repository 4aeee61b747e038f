import { type ComponentChildren, type VNode } from 'preact';
import {
  FACT_AUDIENCES,
  type FactKind,
  type FactRow,
  type Field,
  kindOf,
  KNOWN,
  SOURCE_KINDS,
  type Stake,
  sumOfStakes,
} from '#libs/spin-out-facts';
import { labelOf } from '#libs/taxonomy';
import { type SummaryRow } from '#libs/ui';
import { day, number, pounds } from '../parts/words.ts';

const isOf = <K extends FactKind>(fact: FactRow, kind: K): fact is FactRow<K> => fact.kind === kind;

export const ofKind = <K extends FactKind>(facts: readonly FactRow[], kind: K): FactRow<K>[] =>
  facts.filter((fact) => isOf(fact, kind));

/** "1 April 2024 to 31 March 2025", "Since 1 April 2024", "On 1 April 2024". */
export function whenInWords({ kind, fromOn, toOn }: Pick<FactRow, 'kind' | 'fromOn' | 'toOn'>): string {
  if (toOn !== null) return `${day(fromOn)} to ${day(toOn)}`;
  return `${kindOf(kind).dates === 'period' ? 'Since' : 'On'} ${day(fromOn)}`;
}

function valueInWords(field: Field, value: unknown): ComponentChildren {
  switch (field.type) {
    case 'money':
      return pounds(value as string);
    case 'whole':
      return number(value as number);
    case 'decimal': {
      const figure = number(value as string);
      return field.unit.startsWith('%') ? figure + field.unit : `${figure} ${field.unit}`.trim();
    }
    case 'choice':
      return labelOf(field.of, value as string);
    case 'known':
      return labelOf(KNOWN, value as string);
    case 'day':
      return day(value as string);
    case 'stakes':
      return <Stakes stakes={value as readonly Stake[]} />;
    case 'text':
    default:
      return value as string;
  }
}

function Stakes({ stakes }: { stakes: readonly Stake[] }): VNode {
  const sum = sumOfStakes(stakes);
  return (
    <>
      <ul class="govuk-list govuk-list--bullet">
        {stakes.map(({ holder, percent }) => (
          <li key={holder}>
            {holder}: {number(percent)}%
          </li>
        ))}
      </ul>
      {!sum.complete && <p>Incomplete: these stakes add up to {number(sum.percent)}%, not 100%.</p>}
    </>
  );
}

/** What a fact holds, a row each; what is not recorded is left out. */
export function detailRows(fact: FactRow): SummaryRow[] {
  const details = fact.details as Readonly<Record<string, unknown>>;
  const rows = Object.entries<Field>(kindOf(fact.kind).fields)
    .filter(([name]) => details[name] !== undefined && !(Array.isArray(details[name]) && details[name].length === 0))
    .map(([name, field]) => ({ key: field.label, value: valueInWords(field, details[name]) }));
  if (isOf(fact, 'partnership') && !fact.details.stakes?.length) {
    rows.push({ key: 'Stakes', value: 'Incomplete: no stakes are recorded.' });
  }
  return rows;
}

/** Where a fact comes from, who recorded it and when. */
export function Provenance({ fact }: { fact: FactRow }): VNode {
  return (
    <p class="wm-meta">
      <span>
        Source:{' '}
        {fact.sourceUrl === null ? (
          fact.source
        ) : (
          <a class="govuk-link" href={fact.sourceUrl} rel="nofollow">
            {fact.source}
          </a>
        )}{' '}
        ({SOURCE_KINDS[fact.sourceKind].toLowerCase()})
      </span>
      <span>
        Recorded {fact.recordedBy ? `by ${fact.recordedBy.name} ` : ''}on {day(fact.recordedAt)}
      </span>
      {fact.audience !== 'public' && <span>For: {FACT_AUDIENCES[fact.audience].toLowerCase()}</span>}
    </p>
  );
}

/** The three answers of section 33(6), or that nobody has given them. Never more than what the spin-out says. */
export function testAnswers(facts: readonly FactRow[]): { question: string; answer: string; note: string | null }[] {
  const details = ofKind(facts, 'mutual-test')[0]?.details ?? {};
  const answers = [
    ['publicServices', details.publicServices, details.publicServicesNote],
    ['profits', details.profits, details.profitsNote],
    ['employeeControl', details.employeeControl, details.employeeControlNote],
  ] as const;
  return answers.map(([name, answer = 'unknown', note = null]) => ({
    question: kindOf('mutual-test').fields[name]!.label,
    answer: KNOWN[answer],
    note,
  }));
}
