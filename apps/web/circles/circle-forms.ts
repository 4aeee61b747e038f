import { CIRCLE_LIMITS, type CircleDetail } from '#libs/circles';
import { type Form, formOf } from '../forms.ts';
import { KIND_WORDS, VISIBILITY_WORDS } from './circle-words.ts';

const NUMBERS = Array.from({ length: CIRCLE_LIMITS.questions }, (_, n) => n + 1);

/** The numbered boxes of a form as the list that the input class takes; with `gaps` an empty one keeps its place. */
export function numbered(body: unknown, name: string, gaps = false): string[] {
  const fields = (body ?? {}) as Record<string, unknown>;
  const typed = NUMBERS.map((n) => fields[`${name}-${n}`]).map((value) =>
    typeof value === 'string' ? value.replace(/\r\n/g, '\n').trim() : '',
  );
  return gaps ? typed : typed.filter(Boolean);
}

export const circleBody = (body: unknown): Record<string, unknown> => ({
  ...(body as object),
  questions: numbered(body, 'question'),
});

/** The form filled in with how the circle is. */
export const circleForm = (circle: CircleNow): Form =>
  formOf({
    name: circle.name,
    purpose: circle.purpose,
    kind: circle.kind,
    visibility: circle.visibility,
    agenda: circle.agenda,
    ...Object.fromEntries(circle.questions.map((question, n) => [`question-${n + 1}`, question])),
  });

export type CircleNow = Pick<CircleDetail, 'name' | 'purpose' | 'kind' | 'visibility' | 'questions' | 'agenda'>;

/** How it is now, in words, to compare with. */
export const circleInWords = (now: CircleNow): (readonly [string, string])[] => [
  ['Name now', now.name],
  ['Purpose now', now.purpose ?? 'Not recorded'],
  ['Kind now', KIND_WORDS[now.kind].label],
  ['Who may know of it now', VISIBILITY_WORDS[now.visibility].label],
  ['Questions now', now.questions.join('; ') || 'None'],
  ['Agenda now', now.agenda ?? 'As for its kind'],
];
