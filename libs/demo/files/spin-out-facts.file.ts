import { NEXT_PROVIDER_KINDS } from '#libs/organisations';
import { Choice, parseInput, Several, Text } from '#libs/platform/inputs';
import { CHALLENGE_OUTCOMES, type FactInputOf, type FactKind, KIND_CODES, NEW_FACT_INPUTS } from '#libs/spin-out-facts';
import { codes, KEY } from './words.ts';

class EndingInput {
  @Text(KEY)
  readonly spinOut!: string;

  @Text({ label: 'succeededBy', max: 80, optional: true })
  readonly succeededBy?: string;

  @Choice({ label: 'nextProviderKind', of: codes(NEXT_PROVIDER_KINDS) })
  readonly nextProviderKind!: string;
}

class FactChallengeInput {
  @Text({ label: 'fact', max: 80 })
  readonly fact!: string;

  @Text({ label: 'by', max: 80 })
  readonly by!: string;

  @Text({ label: 'at', max: 30 })
  readonly at!: string;

  @Text({ label: 'reason', max: 2000 })
  readonly reason!: string;

  @Choice({ label: 'outcome', of: codes(CHALLENGE_OUTCOMES), optional: true })
  readonly outcome?: string;

  @Text({ label: 'answer', max: 2000, optional: true })
  readonly answer?: string;

  @Text({ label: 'answeredBy', max: 80, optional: true })
  readonly answeredBy?: string;

  @Text({ label: 'answeredAt', max: 30, optional: true })
  readonly answeredAt?: string;
}

class EndsFile {
  @Several({ label: 'endings', of: EndingInput, max: 100 })
  readonly endings!: EndingInput[];

  @Several({ label: 'challenges', of: FactChallengeInput, max: 100 })
  readonly challenges!: FactChallengeInput[];
}

export interface DemoFact {
  key: string;
  spinOut: string;
  kind: FactKind;
  /** Who recorded it, and when. */
  by: string;
  at: string;
  fact: FactInputOf;
}

export type DemoSpinOutFacts = EndsFile & { facts: DemoFact[] };

/** Each fact by the input class of its kind, as an editor would send it; `wrong` takes what does not fit. */
export function parseSpinOutFacts(raw: unknown, wrong: string[]): DemoSpinOutFacts {
  const { facts, ...rest } = raw as { facts: (DemoFact & { fact: unknown })[] };
  const ends = parseInput(EndsFile, rest, { unknownFields: 'refuse' });
  if (!ends.ok) wrong.push(...ends.problems.map(({ field, message }) => `spin-out-facts.json: ${field}: ${message}`));
  const parsed = facts.flatMap((entry) => {
    if (!KIND_CODES.includes(entry.kind)) {
      wrong.push(`spin-out-facts.json: there is no kind ${entry.kind}`);
      return [];
    }
    const fact = parseInput<FactInputOf>(NEW_FACT_INPUTS[entry.kind], entry.fact, { unknownFields: 'refuse' });
    if (fact.ok) return [{ ...entry, fact: fact.input }];
    wrong.push(...fact.problems.map(({ field, message }) => `fact ${entry.key}: ${field}: ${message}`));
    return [];
  });
  return {
    facts: parsed,
    endings: ends.ok ? ends.input.endings : [],
    challenges: ends.ok ? ends.input.challenges : [],
  };
}

/** That keys are unique and lead somewhere. */
export function faultsOfFacts(
  { facts, endings, challenges }: DemoSpinOutFacts,
  spinOuts: ReadonlySet<string>,
  people: ReadonlySet<string>,
): string[] {
  const keys = new Set(facts.map(({ key }) => key));
  return [
    ...(keys.size < facts.length ? ['facts: a key is there twice'] : []),
    ...facts.flatMap(({ key, spinOut, by }) => [
      ...lost(spinOuts, spinOut, `fact ${key}`),
      ...lost(people, by, `fact ${key}`),
    ]),
    ...endings.flatMap(({ spinOut, succeededBy }) => [
      ...lost(spinOuts, spinOut, 'ending'),
      ...lost(spinOuts, succeededBy, `ending of ${spinOut}`),
    ]),
    ...challenges.flatMap(({ fact, by, answeredBy }) => [
      ...lost(keys, fact, 'challenge'),
      ...lost(people, by, `challenge of ${fact}`),
      ...lost(people, answeredBy, `challenge of ${fact}`),
    ]),
  ];
}

const lost = (all: ReadonlySet<string>, key: string | undefined, where: string): string[] =>
  key === undefined || all.has(key) ? [] : [`${where}: there is no ${key}`];
