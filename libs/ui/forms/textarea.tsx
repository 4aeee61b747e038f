import { type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';
import { type FieldProps, FormGroup } from './form-group.tsx';

interface TextareaProps extends FieldProps {
  value?: string;
  rows?: number;
  autocomplete?: string;
  spellcheck?: boolean;
  class?: string;
  attributes?: Attributes;
}

export function Textarea(props: TextareaProps): VNode {
  return (
    <FormGroup
      {...props}
      control={({ id, describedBy }) => <TextareaControl {...props} id={id} describedBy={describedBy} />}
    />
  );
}

/** The bare control, for fields that put something of their own around it. */
export function TextareaControl(props: Omit<TextareaProps, 'label' | 'hint'>): VNode {
  return (
    <textarea
      class={classes('govuk-textarea', props.error && 'govuk-textarea--error', props.class)}
      id={props.id}
      name={props.name}
      rows={props.rows ?? 5}
      spellcheck={props.spellcheck}
      aria-describedby={props.describedBy}
      autocomplete={props.autocomplete}
      {...props.attributes}
    >
      {props.value}
    </textarea>
  );
}
