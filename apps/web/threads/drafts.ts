import { type Actor } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { type DraftFields, DraftInput, type DraftRow, type DraftsService } from '#libs/threads';
import { type Form, parseForm, typedFields } from '../forms.ts';

/** "Save draft" was pressed. Where scripts run, drafts are saved by themselves and the button is not there. */
export const isDraft = (body: unknown): boolean => (body as Record<string, unknown> | null)?.['save'] === 'draft';

/** Of the form itself, not of what is written in it. */
const NOT_WRITTEN = new Set(['draft', 'draftVersion', 'save', 'check', 'preview']);

const written = (body: unknown): DraftFields =>
  Object.fromEntries(
    Object.entries(typedFields(body)).filter(([name]) => !name.startsWith('_') && !NOT_WRITTEN.has(name)),
  );

/** A form with a draft in it. */
export const draftForm = ({ place, version, fields }: DraftRow): Form => ({
  values: { ...fields, draft: place, draftVersion: String(version) },
  problems: [],
});

/** What a form names as its draft, where there is one by now: a new page has a place for one, and none yet. */
export function withKnownDraft(body: unknown): unknown {
  const { draft, ...rest } = (body ?? {}) as Record<string, unknown>;
  return rest['draftVersion'] ? { ...rest, draft } : rest;
}

/** What came of keeping a form as a draft: null, or the form again, with the other text where there is a newer one. */
export async function keepForm(
  drafts: DraftsService,
  actor: Actor,
  place: string,
  body: unknown,
): Promise<{ form: Form; theirs?: DraftFields } | null> {
  const parsed = parseForm(DraftInput, { fields: written(body) });
  const values = typedFields(body);
  if (!parsed.ok) return { form: { values, problems: parsed.form.problems.map((one) => ({ ...one, field: 'body' })) } };
  try {
    await drafts.keep(actor, place, parsed.input.fields, Number(values['draftVersion']) || 0);
    return null;
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
    const form = { values: { ...values, draftVersion: String(error.version || '') }, problems: [] };
    return { form, theirs: (error.current['fields'] ?? undefined) as DraftFields | undefined };
  }
}
