import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { DomainError } from '#libs/platform/errors';
import './remembered-rules.ts';

/** `field` is a path with dots (`contract.value`); `message` is a sentence for people. */
export interface Problem {
  field: string;
  message: string;
}

export type Parsed<T> = { ok: true; input: T } | { ok: false; problems: Problem[] };

/** Input that does not have the shape its class asks for. Nothing was read or written. */
export class InvalidInput extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'input.invalid';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('. '));
  }
}

/**
 * The one way from something untyped (a JSON body, a form, a query string, the environment) to an input object.
 *
 * `most`: as many values it may hold, for files that an operator chose.
 *
 * At most one problem a field, in the order the class declares them, so that a page lists them as it shows them.
 */
export function parseInput<T extends object>(
  Input: new () => T,
  raw: unknown,
  { unknownFields = 'drop', most = MOST_VALUES }: { unknownFields?: 'drop' | 'refuse'; most?: number } = {},
): Parsed<T> {
  const unfit = sizeProblem(raw, most);
  if (unfit) return { ok: false, problems: [{ field: '', message: unfit }] };
  const input = plainToInstance(Input, present(raw), { exposeDefaultValues: true });
  const faults = validateSync(input, {
    whitelist: true,
    forbidNonWhitelisted: unknownFields === 'refuse',
    stopAtFirstError: true,
    forbidUnknownValues: true,
  });
  return faults.length === 0 ? { ok: true, input } : { ok: false, problems: faults.flatMap((fault) => flatten(fault)) };
}

/** The fields that hold something. Null is absent, so that a default stands in for it and no rule has to expect it. */
function present(raw: unknown): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {};
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
}

const DEEPEST = 12;
/** Far more than any input class has room for; each costs, and a body of 1 MB has room for a hundred thousand. */
const MOST_VALUES = 5_000;

/** Walks without recursion, level by level: a body may be nested deeper than the stack. */
function sizeProblem(raw: unknown, most: number): string | null {
  let level: unknown[] = [raw];
  for (let depth = 0, values = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return 'The request is nested too deeply';
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    values += level.length;
    if (values > most) return 'The request holds too many values';
  }
  return null;
}

function flatten(fault: ValidationError, parent = ''): Problem[] {
  const field = `${parent}${fault.property}`;
  const own = Object.entries(fault.constraints ?? {}).map(([rule, message]) => ({
    field,
    message: rule === 'whitelistValidation' ? 'There is no field of this name' : message,
  }));
  return [...own, ...(fault.children ?? []).flatMap((child) => flatten(child, `${field}.`))];
}
