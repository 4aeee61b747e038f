import { type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';
import { type FieldProps, FormGroup } from './form-group.tsx';

interface InputProps extends FieldProps {
  value?: string | number;
  type?: 'text' | 'email' | 'password' | 'number' | 'search' | 'tel' | 'url';
  inputMode?: 'decimal' | 'numeric' | 'email' | 'tel' | 'url' | 'search';
  autocomplete?: string;
  autocapitalize?: 'none' | 'off' | 'on' | 'sentences' | 'words' | 'characters';
  pattern?: string;
  spellcheck?: boolean;
  disabled?: boolean;
  /** Shown in front of the field, such as "£". Hidden from screen readers: the label has to say it too. */
  prefix?: string;
  /** Shown behind the field, such as "a year". Hidden from screen readers: the label has to say it too. */
  suffix?: string;
  /** Such as `govuk-input--width-10`. */
  class?: string;
  attributes?: Attributes;
}

export function Input(props: InputProps): VNode {
  return (
    <FormGroup
      {...props}
      control={({ id, describedBy }) => {
        const input = (
          <input
            class={classes('govuk-input', props.class, props.error && 'govuk-input--error')}
            id={id}
            name={props.name}
            type={(props.type ?? 'text') as 'text'} // oxlint-disable-line typescript/no-unnecessary-type-assertion -- tsc needs it
            spellcheck={props.spellcheck}
            value={props.value}
            disabled={props.disabled}
            aria-describedby={describedBy}
            autocomplete={props.autocomplete}
            autocapitalize={props.autocapitalize}
            pattern={props.pattern}
            inputMode={props.inputMode}
            {...props.attributes}
          />
        );
        if (!props.prefix && !props.suffix) return input;
        return (
          <div class="govuk-input__wrapper">
            {props.prefix && <Affix kind="prefix" text={props.prefix} />}
            {input}
            {props.suffix && <Affix kind="suffix" text={props.suffix} />}
          </div>
        );
      }}
    />
  );
}

function Affix({ kind, text }: { kind: 'prefix' | 'suffix'; text: string }): VNode {
  return (
    <div class={`govuk-input__${kind}`} aria-hidden="true">
      {text}
    </div>
  );
}
