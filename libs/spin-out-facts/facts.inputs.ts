import { Matches } from 'class-validator';
import { Choice, Cursor, Day, Text, Whole } from '#libs/platform/inputs';
import { type Field, fieldDecorator } from './fields.ts';
import { FACT_AUDIENCES, FACT_KINDS, type FactDetails, type FactKind, kindOf, SOURCE_KINDS } from './kinds.ts';

/** What every fact says of itself. Only the date and the source are asked for: a fact without them is a rumour. */
interface FactInput {
  readonly fromOn: string;
  readonly toOn?: string;
  readonly note?: string;
  readonly sourceKind: keyof typeof SOURCE_KINDS;
  readonly source: string;
  readonly sourceUrl?: string;
  readonly audience?: keyof typeof FACT_AUDIENCES;
}

/** A fact as it is sent: the fields of its kind beside the ones that all have. */
export type FactInputOf<K extends FactKind = FactKind> = FactInput & FactDetails<K>;

type Class<T> = new () => T;

const Address: PropertyDecorator = (target, name) => {
  Text({ label: 'Address of the source', max: 300, optional: true })(target, name);
  Matches(/^https?:\/\/[^\s/]+\.[^\s]+$/, {
    message: 'Enter the address with its https://, like https://www.example.org/accounts',
  })(target, name);
};

/** The input class of one kind; of a change of it, where nothing has to be named and null takes away. */
function inputOf<K extends FactKind>(kind: K, change: boolean): Class<FactInputOf<K>> {
  const { dates, from, to, open, fields } = kindOf(kind);
  class Input {}
  const name = kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  Object.defineProperty(Input, 'name', { value: `${change ? 'Edit' : 'New'}${name}Input` });
  const has = (property: string, decorate: PropertyDecorator): void => decorate(Input.prototype, property);

  for (const [property, field] of Object.entries<Field>(fields)) {
    has(property, fieldDecorator(field, change || !field.needed));
  }
  has('fromOn', Day({ label: from, optional: change, ask: `Enter the ${from.toLowerCase()}` }));
  if (to !== undefined) {
    const needed = dates === 'year' && !change;
    has('toOn', Day({ label: to, optional: !needed, ask: `Enter the ${to.toLowerCase()}` }));
  }
  has('note', Text({ label: 'Note', max: 1000, optional: true }));
  const kinds = Object.keys(SOURCE_KINDS);
  has('sourceKind', Choice({ label: 'Kind of source', of: kinds, optional: change, ask: 'Choose what kind of source this comes from' })); // prettier-ignore
  has('source', Text({ label: 'Source', max: 300, optional: change, ask: 'Enter where this comes from' }));
  has('sourceUrl', Address);
  if (!open) {
    has('audience', Choice({ label: 'Who may read it', of: Object.keys(FACT_AUDIENCES), optional: true }));
  }
  return Input as Class<FactInputOf<K>>;
}

const inputs = (change: boolean): { readonly [K in FactKind]: Class<FactInputOf<K>> } =>
  Object.fromEntries(Object.keys(FACT_KINDS).map((kind) => [kind, inputOf(kind as FactKind, change)])) as {
    readonly [K in FactKind]: Class<FactInputOf<K>>;
  };

export const NEW_FACT_INPUTS = inputs(false);

/** What is absent stays as it is; an empty text takes it away. */
export const EDIT_FACT_INPUTS = inputs(true);

export class ChallengeInput {
  @Text({ label: 'What is wrong', max: 2000, ask: 'Enter what is wrong with this, and how you know' })
  readonly reason!: string;
}

export const CHALLENGE_OUTCOMES = {
  corrected: 'It was wrong, and is corrected or removed',
  stands: 'It is right and stays as it is',
} as const;

export class AnswerChallengeInput {
  @Choice({ label: 'Outcome', of: Object.keys(CHALLENGE_OUTCOMES), ask: 'Choose whether it was wrong' })
  readonly outcome!: keyof typeof CHALLENGE_OUTCOMES;

  @Text({ label: 'Answer', max: 2000, ask: 'Enter an answer' })
  readonly answer!: string;
}

export class OpenChallengesInput {
  @Cursor()
  readonly after?: string;

  @Whole({ label: 'limit', min: 1, max: 100, optional: true })
  readonly limit: number = 20;
}
