import { type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';
import { Button } from './button.tsx';
import { type FieldProps, FormGroup } from './form-group.tsx';

interface PasswordInputProps extends FieldProps {
  value?: string;
  autocomplete?: 'current-password' | 'new-password';
  class?: string;
  attributes?: Attributes;
}

/** A password field that can be shown; the button appears with JavaScript alone. */
export function PasswordInput(props: PasswordInputProps): VNode {
  return (
    <FormGroup
      {...props}
      groupClass={classes('govuk-password-input', props.groupClass)}
      groupAttributes={{ 'data-module': 'govuk-password-input' }}
      control={({ id, describedBy }) => (
        <div class="govuk-input__wrapper govuk-password-input__wrapper">
          <input
            class={classes(
              'govuk-input govuk-password-input__input govuk-js-password-input-input',
              props.class,
              props.error && 'govuk-input--error',
            )}
            id={id}
            name={props.name}
            type="password"
            spellcheck={false}
            autocapitalize="none"
            autocomplete={props.autocomplete ?? 'current-password'}
            value={props.value}
            aria-describedby={describedBy}
            {...props.attributes}
          />
          <Button
            type="button"
            look="secondary"
            class="govuk-password-input__toggle govuk-js-password-input-toggle"
            attributes={{ 'aria-controls': id, 'aria-label': 'Show password', hidden: true }}
          >
            Show
          </Button>
        </div>
      )}
    />
  );
}
