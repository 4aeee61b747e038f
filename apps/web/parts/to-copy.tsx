import { type VNode } from 'preact';

/** Texts that could not be taken, or have no form any more: nothing that a person wrote is lost. */
export const ToCopy = ({ texts }: { texts: readonly string[] }): VNode => (
  <>
    {texts.map((words, i) => (
      <div class="govuk-form-group" data-to-copy key={i}>
        <label class="govuk-label govuk-label--m" for={`typed-${i}`}>
          What you wrote, to copy
        </label>
        <textarea class="govuk-textarea" id={`typed-${i}`} rows={6} readOnly>
          {words}
        </textarea>
      </div>
    ))}
  </>
);
