import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';
import { ErrorMessage } from './error-message.tsx';
import { Fieldset } from './fieldset.tsx';
import { Hint } from './hint.tsx';
import { Input } from './input.tsx';

const LABELS = { day: 'Day', month: 'Month', year: 'Year' };

export type DatePart = keyof typeof LABELS;

interface DateInputProps {
  /** The fields' ids are `id-day`, `id-month` and `id-year`: an error links to the first of them that is wrong. */
  id: string;
  /** The fields are sent as `namePrefix-day` and so on; without it, as `day` and so on. */
  namePrefix?: string;
  legend?: ComponentChildren;
  legendClass?: string;
  /** The legend is the page's h1. */
  isPageHeading?: boolean;
  hint?: ComponentChildren;
  error?: string;
  /** The fields that are wrong; with an `error` and without this, all of them. */
  errorIn?: readonly DatePart[];
  /** As they were typed. */
  values?: Readonly<Partial<Record<DatePart, string | number>>>;
  /** Which fields there are. */
  parts?: readonly DatePart[];
  describedBy?: string;
  groupClass?: string;
  class?: string;
  attributes?: Attributes;
}

export function DateInput({
  id,
  legend,
  hint,
  error,
  parts = ['day', 'month', 'year'],
  ...props
}: DateInputProps): VNode {
  const describedBy = classes(props.describedBy, hint ? `${id}-hint` : '', error && `${id}-error`);
  const errorIn = props.errorIn ?? (error ? parts : []);
  const inside = (
    <>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <div class={classes('govuk-date-input', props.class)} id={id} {...props.attributes}>
        {parts.map((part) => (
          <div class="govuk-date-input__item">
            <Input
              name={props.namePrefix ? `${props.namePrefix}-${part}` : part}
              id={`${id}-${part}`}
              label={LABELS[part]}
              labelClass="govuk-date-input__label"
              value={props.values?.[part]}
              inputMode="numeric"
              class={classes(
                'govuk-date-input__input',
                part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
                errorIn.includes(part) && 'govuk-input--error',
              )}
            />
          </div>
        ))}
      </div>
    </>
  );
  return (
    <div class={classes('govuk-form-group', error && 'govuk-form-group--error', props.groupClass)}>
      {legend ? (
        // The role makes JAWS read the hint and the error, which it leaves out for a fieldset of text fields.
        <Fieldset
          legend={legend}
          legendClass={props.legendClass}
          isPageHeading={props.isPageHeading}
          describedBy={describedBy}
          role="group"
        >
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </div>
  );
}
