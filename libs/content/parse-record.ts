import { fieldsOf, parseInput, type Problem } from '#libs/platform/inputs';
import { fullOf } from './canonical.ts';
import { CONTENT_TYPES, type ContentType, type RecordProblem } from './content-types.ts';
import { type Full } from './kinds.ts';
import { idFor } from './references.ts';
import { RECORDS } from './records/index.ts';

export interface ParsedRecord {
  readonly type: ContentType;
  readonly id: string;
  /** Its id or key, as it stands there. */
  readonly known: string;
  /** With a place in every field, references as they were given. */
  readonly full: Full;
  /** The fields that the record names; the others stay as they are where it is there already. */
  readonly given: ReadonlySet<string>;
  /** Of each list of objects, what each of its elements names. */
  readonly givenIn: Readonly<Record<string, readonly ReadonlySet<string>[]>>;
}

/** A note with many versions or a question with many answers holds many values; each element is checked by itself. */
const MOST_VALUES = 20_000;
const SHOWN_PROBLEMS = 20;

export const isContentType = (value: unknown): value is ContentType =>
  typeof value === 'string' && (CONTENT_TYPES as readonly string[]).includes(value);

/** A record as its class understands it, or everything that is wrong with it. */
export function parseRecord(raw: unknown): { record: ParsedRecord } | { problems: readonly RecordProblem[] } {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { problems: [{ field: '', message: 'A record is an object in braces' }] };
  }
  const { type, ...fields } = raw as Record<string, unknown>;
  if (!isContentType(type)) {
    return { problems: [{ field: 'type', message: `type must be one of ${CONTENT_TYPES.join(', ')}` }] };
  }
  const Input = RECORDS[type];
  const lists = fieldsOf(Input).filter(({ of, isArray }) => of !== null && isArray);
  const head = { ...fields };
  const problems: Problem[] = [];
  const parsedLists: Record<string, unknown[]> = {};
  const givenIn: Record<string, ReadonlySet<string>[]> = {};
  for (const { name, of, maxItems } of lists) {
    const list = fields[name];
    if (list === undefined || list === null) continue;
    delete head[name];
    if (!Array.isArray(list) || list.length > (maxItems ?? Infinity)) {
      const most = Array.isArray(list) ? ` of at most ${maxItems}` : '';
      problems.push({ field: name, message: `${name} must be a list${most}` });
      continue;
    }
    givenIn[name] = list.map((element: unknown) => new Set(Object.keys(element ?? {})));
    parsedLists[name] = list.map((element: unknown, index) => {
      const isObject = typeof element === 'object' && element !== null && !Array.isArray(element);
      const parsed = parseInput(of!, isObject ? element : {}, { unknownFields: 'refuse', most: MOST_VALUES });
      if (parsed.ok) return parsed.input;
      problems.push(...parsed.problems.map(({ field, message }) => ({ field: `${name}.${index}.${field}`, message })));
      return {};
    });
  }
  const parsed = parseInput(Input, head, { unknownFields: 'refuse', most: MOST_VALUES });
  if (!parsed.ok) problems.unshift(...parsed.problems);
  if (!parsed.ok || problems.length > 0) return { problems: problems.slice(0, SHOWN_PROBLEMS) };

  const full = fullOf(Input, { ...parsed.input, ...parsedLists });
  const known = (full['id'] ?? full['key']) as string | null;
  if (known === null) return { problems: [{ field: 'id', message: 'Give the record an id or a key' }] };
  const id = idFor(type, known);
  return {
    record: {
      type,
      id,
      known,
      full: { ...full, id, key: null },
      given: new Set(Object.keys(fields).filter((name) => name !== 'email' || fields[name] !== null)),
      givenIn,
    },
  };
}
