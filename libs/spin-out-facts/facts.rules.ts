import { type Problem } from '#libs/platform/inputs';
import { type Field } from './fields.ts';
import { type FactInputOf } from './facts.inputs.ts';
import { type FactKind, kindOf } from './kinds.ts';

/** What the shape of a fact cannot say. `today` as YYYY-MM-DD. One problem a field, those of the kind first. */
export function problemsOf(kind: FactKind, fact: FactInputOf, today: string): Problem[] {
  // Looked up by its kind, a rule is given facts of that kind alone.
  const rule = RULES[kind] as ((fact: FactInputOf) => Problem[]) | undefined;
  const found = [...(rule?.(fact) ?? []), ...amounts(kind, fact), ...dates(kind, fact, today)];
  return found.filter((problem, index) => found.findIndex(({ field }) => field === problem.field) === index);
}

const RULES: { readonly [K in FactKind]?: (fact: FactInputOf<K>) => Problem[] } = {
  governance: ({ boardSeats = 0, staffSeats = 0, parentSeats = 0, userSeats = 0 }) =>
    staffSeats + parentSeats + userSeats > boardSeats
      ? [{ field: 'staffSeats', message: `There cannot be more seats than the ${boardSeats} of the board` }]
      : [],
  'asset-deal': ({ atUndervalue, bestConsideration, subsidyAssessment, ...deal }) => [
    ...(atUndervalue === 'yes' && !bestConsideration
      ? [{ field: 'bestConsideration', message: 'Enter how the price was justified, or “not known”' }]
      : []),
    ...(atUndervalue === 'yes' && !subsidyAssessment
      ? [{ field: 'subsidyAssessment', message: 'Choose whether the subsidy was assessed. It may be “Not known”' }]
      : []),
    ...(deal.subsidyBasis === 'mfa' && !deal.subsidyAmount
      ? [{ field: 'subsidyAmount', message: 'Enter the amount: minimal financial assistance counts towards a limit' }]
      : []),
  ],
  partnership: ({ stakes = [] }) =>
    stakes.some(({ percent }) => Number(percent) < 0 || Number(percent) > 100)
      ? [{ field: 'stakes', message: 'A stake must be between 0 and 100 percent' }]
      : [],
};

function amounts(kind: FactKind, fact: FactInputOf): Problem[] {
  return Object.entries<Field>(kindOf(kind).fields).flatMap(([name, field]) => {
    const value = (fact as unknown as Record<string, unknown>)[name];
    if (value === undefined || (field.type !== 'money' && field.type !== 'decimal')) return [];
    if (Number(value) < 0 && !(field.type === 'money' && field.mayBeNegative)) {
      return [{ field: name, message: `${field.label} cannot be less than 0` }];
    }
    if (field.type === 'decimal' && Number(value) > field.max) {
      return [{ field: name, message: `${field.label} must be ${field.max.toLocaleString('en-GB')} or less` }];
    }
    return [];
  });
}

const DAY_MS = 86_400_000;
/** A company may make one of its years up to 18 months long. */
const LONGEST_YEAR_DAYS = 549;

function dates(kind: FactKind, { fromOn, toOn }: FactInputOf, today: string): Problem[] {
  const days = kindOf(kind).dates;
  if (fromOn > today) return [{ field: 'fromOn', message: 'This date must be today or in the past' }];
  if (toOn === undefined) return [];
  if (toOn < fromOn) return [{ field: 'toOn', message: 'The last day must not be before the first' }];
  if (toOn > today) return [{ field: 'toOn', message: 'The last day must be today or in the past' }];
  if (days === 'year' && (Date.parse(toOn) - Date.parse(fromOn)) / DAY_MS >= LONGEST_YEAR_DAYS) {
    return [{ field: 'toOn', message: 'A financial year is 18 months at most' }];
  }
  return [];
}
