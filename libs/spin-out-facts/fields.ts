import { Transform } from 'class-transformer';
import { Choice, Day, Decimal, Several, Text, Whole } from '#libs/platform/inputs';
import { Stake } from './stakes.ts';

type Labels = Readonly<Record<string, string>>;

interface Named {
  /** As people read it, with a capital. */
  label: string;
  hint?: string;
  /** Has to be given. */
  needed?: true;
}

/** One field of a kind of fact: from this come its input, its place in a form, its words on a page and its schema. */
export type Field =
  | (Named & { type: 'text'; max: number; lines?: number })
  | (Named & { type: 'whole'; max: number })
  | (Named & { type: 'money'; mayBeNegative?: true })
  | (Named & { type: 'decimal'; unit: string; max: number })
  | (Named & { type: 'choice'; of: Labels })
  | (Named & { type: 'known' })
  | (Named & { type: 'day' })
  | (Named & { type: 'stakes' });

export type Fields = Readonly<Record<string, Field>>;

/** Whether something is so, where not knowing it is an answer too. */
export const KNOWN = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const;

type ValueOf<F extends Field> = F['type'] extends 'whole'
  ? number
  : F['type'] extends 'stakes'
    ? readonly Stake[]
    : F['type'] extends 'known'
      ? keyof typeof KNOWN
      : string;

/** What a fact with these fields holds. Money and decimals are text, so that no digit is lost. */
export type DetailsOf<All extends Fields> = { readonly [Name in keyof All]?: ValueOf<All[Name]> };

/** As an input class has it: nothing in it is needed where `optional`, for a change of what is named. */
export function fieldDecorator(field: Field, optional: boolean): PropertyDecorator {
  const { label } = field;
  const ask = field.type === 'choice' || field.type === 'known' ? `Choose ${lower(label)}` : `Enter ${lower(label)}`;
  switch (field.type) {
    case 'text':
      return Text({ label, max: field.max, optional, ask });
    case 'whole':
      return Whole({ label, min: 0, max: field.max, optional });
    case 'money':
      return both(
        Decimal({ label, optional, ask }),
        Transform(({ value }: { value: unknown }) => poundsOf(value)),
      );
    case 'decimal':
      return Decimal({ label, optional, ask });
    case 'choice':
      return Choice({ label, of: Object.keys(field.of), optional, ask });
    case 'known':
      return Choice({ label, of: Object.keys(KNOWN), optional, ask });
    case 'day':
      return Day({ label, optional, ask });
    case 'stakes':
    default:
      return Several({ label, of: Stake, max: 10, optional });
  }
}

/** The last given works first. */
const both =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, name) => {
    for (const decorate of decorators.toReversed()) decorate(target, name);
  };

/** Money is also taken as it is given out: { "amount": "1234.50", "currency": "GBP" }. */
function poundsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { amount, currency } = value as { amount?: unknown; currency?: unknown };
  return currency === 'GBP' ? amount : value;
}

/** Inside a sentence; abbreviations stay as they are. */
const lower = (label: string): string =>
  /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
