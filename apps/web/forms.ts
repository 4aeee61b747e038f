import { createHash } from 'node:crypto';
import { type Actor } from '#libs/people';
import { type Once, onceFor } from '#libs/platform/database';
import { DomainError } from '#libs/platform/errors';
import { isStorable, parseInput, type Problem } from '#libs/platform/inputs';

/** A form to show again: what was typed, and what is wrong with it. */
export interface Form {
  values: Readonly<Record<string, string | readonly string[]>>;
  problems: readonly Problem[];
}

export const emptyForm: Form = { values: {}, problems: [] };

/** A form filled in with what is so now. */
export const formOf = (values: Record<string, string | readonly string[] | null | undefined>): Form => ({
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? ''])),
  problems: [],
});

/** Reads a posted form by the same class that the API uses; fields that the class does not have are dropped. */
export function parseForm<T extends object>(
  Input: new () => T,
  body: unknown,
): { ok: true; input: T } | { ok: false; form: Form } {
  const parsed = parseInput(Input, withoutEmpty(body));
  return parsed.ok ? parsed : { ok: false, form: { values: typedFields(body), problems: parsed.problems } };
}

/** The form again with what the rules said, where they named a field; any other error is thrown on. */
export function refusedForm(body: unknown, error: unknown): Form {
  const problems = (error as { problems?: unknown }).problems;
  if (!(error instanceof DomainError) || error.kind !== 'invalid' || !Array.isArray(problems)) throw error;
  return { values: typedFields(body), problems: problems as Problem[] };
}

export const problemWith = (form: Form, field: string): string | undefined =>
  form.problems.find((problem) => problem.field === field)?.message;

export function valueOf(form: Form, field: string): string {
  const value = form.values[field];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

export function valuesOf(form: Form, field: string): readonly string[] {
  const value = form.values[field];
  return typeof value === 'string' ? (value === '' ? [] : [value]) : (value ?? []);
}

/**
 * The form's one-time key (see parts/once.tsx): the same form sent twice is one result. What was typed is part of the
 * key, so that going back, writing something else and sending it is a new one.
 */
export function onceOf(actor: Actor, body: unknown, ...request: unknown[]): Once | null {
  const key = (body as Record<string, unknown> | null)?.['_once'];
  if (typeof key !== 'string' || key === '' || key.length > 100 || !isStorable(key)) return null;
  const typed = createHash('sha256').update(JSON.stringify(request)).digest('base64url');
  const once = onceFor(actor.personId, `form:${key}:${typed}`, ...request);
  return once && { ...once, patient: true };
}

/** The version a form was filled in from, for edits that must not overwrite another's. */
export function versionOf(body: unknown): number | null {
  const version = Number((body as Record<string, unknown> | null)?.['_version']);
  return Number.isSafeInteger(version) && version > 0 ? version : null;
}

/** The form was posted to be shown again, filled in, and not to be done: see sign-in/carried.ts. */
export const isShownAgain = (body: unknown): boolean => (body as Record<string, unknown> | null)?.['_again'] === 'yes';

/** A browser sends a field left empty as ''; to an input class that means absent. */
function withoutEmpty(body: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body ?? {}).filter(([, value]) => value !== ''));
}

export function typedFields(body: unknown): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(body ?? {}).filter(
      (entry): entry is [string, string | string[]] =>
        !/password/i.test(entry[0]) &&
        (typeof entry[1] === 'string' ||
          (Array.isArray(entry[1]) && entry[1].every((item) => typeof item === 'string'))),
    ),
  );
}
