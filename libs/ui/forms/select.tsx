import { type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';
import { type FieldProps, FormGroup } from './form-group.tsx';

export interface SelectOption {
  text: string;
  /** What is sent; without it, the text. */
  value?: string | number;
  /** Overrides the select's `value`. */
  selected?: boolean;
  disabled?: boolean;
  attributes?: Attributes;
}

interface SelectProps extends FieldProps {
  /** What is falsy is left out, so that an option can depend on a condition. */
  options: readonly (SelectOption | false | null | undefined)[];
  /** The value of the option that is chosen. */
  value?: string | number;
  disabled?: boolean;
  class?: string;
  attributes?: Attributes;
}

export function Select({ options, value, ...props }: SelectProps): VNode {
  return (
    <FormGroup
      {...props}
      control={({ id, describedBy }) => (
        <select
          class={classes('govuk-select', props.class, props.error && 'govuk-select--error')}
          id={id}
          name={props.name}
          disabled={props.disabled}
          aria-describedby={describedBy}
          {...props.attributes}
        >
          {options.map(
            (option) =>
              option && (
                <option
                  value={option.value}
                  selected={option.selected ?? (Boolean(value) && (option.value ?? option.text) === value)}
                  disabled={option.disabled}
                  {...option.attributes}
                >
                  {option.text}
                </option>
              ),
          )}
        </select>
      )}
    />
  );
}
