import { fieldsOf } from '#libs/platform/inputs';
import { type Full } from './kinds.ts';

/**
 * Every field of the class in its order: absent is null, or an empty list; a moment is UTC to the millisecond. Two records
 * that say the same are the same then.
 */
export function fullOf(Input: new () => object, given: object): Full {
  const values = given as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fieldsOf(Input).map(({ name, isArray, of, format }) => {
      const value = values[name] ?? null;
      if (isArray) {
        const list = (value ?? []) as unknown[];
        return [name, of === null ? list : list.map((element) => fullOf(of, element as object))];
      }
      if (value === null) return [name, null];
      if (of !== null) return [name, fullOf(of, value)];
      return [name, format === 'date-time' ? new Date(value as string).toISOString() : value];
    }),
  );
}

/** What counts how often or when something was changed: no change by itself. */
const BOOKKEEPING = new Set(['version', 'updatedAt', 'editedAt', 'key']);

/** The same, whatever the order of keys and the bookkeeping. */
export const saysTheSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

function canonical(value: unknown): string {
  return JSON.stringify(value, (name, inner: unknown) => {
    if (BOOKKEEPING.has(name)) return undefined;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  });
}

/** "1234.5" and "1234.50" are the same amount. */
export function decimal(text: unknown, places: number | 'trimmed'): string | null {
  if (typeof text !== 'string') return null;
  const [, sign = '', whole = '0', part = ''] = /^(-?)0*(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  const fraction = places === 'trimmed' ? part.replace(/0+$/, '') : part.padEnd(places, '0');
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return /^0(\.0*)?$/.test(digits) ? digits : sign + digits;
}

interface Merging {
  /** By what two elements are the same. */
  readonly key: string;
  /** What each of the given elements names; absent: everything. */
  readonly given?: readonly ReadonlySet<string>[];
}

/**
 * The elements that are there, in their order, each with what the given one of the same key names; then those that are
 * new. Earlier texts are never taken away.
 */
export function mergedList(before: readonly Full[], elements: readonly Full[], { key, given = [] }: Merging): Full[] {
  const known = new Set(before.map((element) => element[key]));
  const places = new Map(elements.map((element, index) => [element[key], index]));
  const merged = before.map((was) => {
    const index = places.get(was[key]);
    return index === undefined ? was : mergedElement(was, elements[index]!, given[index]);
  });
  return [...merged, ...elements.filter((element) => !known.has(element[key]))];
}

const mergedElement = (was: Full, is: Full, given: ReadonlySet<string> | undefined): Full =>
  Object.fromEntries(
    Object.entries(is).map(([name, value]) => {
      if (given !== undefined && !given.has(name) && name in was) return [name, was[name]];
      if (name !== 'revisions') return [name, value];
      return [name, mergedList((was[name] ?? []) as Full[], value as Full[], { key: 'version' })];
    }),
  );
