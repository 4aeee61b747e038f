import { type VNode } from 'preact';
import { type Telling } from '#libs/threads';
import { Checkboxes } from '#libs/ui';
import { type Form, problemWith, valueOf } from '../forms.ts';

/** `label`: what would stand in place of the name, for all members to read; null: too few people share one. */
export function MaskFields({ form, label }: { form: Form; label: string | null }): VNode {
  if (label === null) {
    return (
      <p class="wm-nil">
        You cannot ask under a mask yet: too few people here have a role like yours for it to hide you.
      </p>
    );
  }
  return (
    <>
      <Checkboxes
        name="masked"
        legend="Your name"
        legendClass="govuk-fieldset__legend--m"
        values={[valueOf(form, 'masked')]}
        error={problemWith(form, 'masked')}
        items={[
          {
            value: 'yes',
            label: 'Ask under a mask',
            hint: (
              <>
                You are shown as <b class="wm-mask">{label}</b>, here and in all that you write in this discussion. If
                fewer people can read it, less is said. Moderators can find out who asked. They have to say why, and you
                are told each time.
              </>
            ),
          },
        ]}
      />
      <KeepWords form={form} />
    </>
  );
}

/** Shown where the text, or a file beside it, says who its writer is: the one thing that lets it be posted all the same. */
function KeepWords({ form }: { form: Form }): VNode | null {
  const error = problemWith(form, KEEP);
  if (error === undefined) return null;
  return (
    <Checkboxes
      name={KEEP}
      legend="Your post may say who you are"
      legendClass="govuk-fieldset__legend--s"
      error={error}
      items={[{ value: 'yes', label: 'Post it as it is' }]}
    />
  );
}

/**
 * In a form in which somebody writes under a mask. It is sent as a page, not in place: only so are they warned before
 * their words are there for all to read.
 */
export const UnderMask = ({ form, label }: { form: Form; label: string }): VNode => (
  <>
    <input type="hidden" name="masked" value="yes" />
    <p class="wm-nil">
      You write as <b class="wm-mask">{label}</b>
    </p>
    <KeepWords form={form} />
  </>
);

const KEEP = 'keepWords';

/** They write under a mask, and have not said yet that what names them may stay. */
export function mustBeWarned(body: unknown): boolean {
  const { masked, [KEEP]: keeps } = { ...(body as Record<string, unknown> | null) };
  return masked === 'yes' && keeps !== 'yes';
}

/** The form again, with what is in question. */
export const warned = (form: Form, { inText, inNames, documents }: Telling): Form => {
  const why = [
    inText.length > 0 && `${listed(inText)} in your text may say who you are`,
    inNames.length > 0 && `${listed(inNames)} in the name of a file may say who you are`,
    documents.length > 0 && `${listed(documents)} may hold your name: PDF and Office files often keep their author’s`,
  ].filter((one) => one !== false);
  const message = `${why.join('. ')}. Take it out, or tick that it stays`;
  return { ...form, problems: [...form.problems, { field: KEEP, message }] };
};

const listed = (words: readonly string[]): string => {
  const quoted = words.map((word) => `“${word}”`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
};
