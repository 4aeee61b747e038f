import { type VNode } from 'preact';
import { type Attributes } from '../attributes.ts';
import { type FieldProps, FormGroup } from './form-group.tsx';
import { Hint } from './hint.tsx';
import { TextareaControl } from './textarea.tsx';

interface CharacterCountProps extends FieldProps {
  value?: string;
  rows?: number;
  /** In characters as JavaScript counts them (`length`), which is how inputs are checked. */
  maxLength?: number;
  /** Counts words instead. */
  maxWords?: number;
  /** The count shows from this share of the limit on, in per cent. Without it: always. */
  threshold?: number;
  spellcheck?: boolean;
  class?: string;
  attributes?: Attributes;
}

/** A textarea that says how much room is left. It lets people write too much, so that they can cut it down. */
export function CharacterCount({ maxLength, maxWords, threshold, ...props }: CharacterCountProps): VNode {
  const limit = maxWords ? `${maxWords} words` : `${maxLength} characters`;
  const settings = {
    'data-module': 'govuk-character-count',
    ...(maxLength && { 'data-maxlength': maxLength }),
    ...(maxWords && { 'data-maxwords': maxWords, 'data-count-type': 'words' }),
    ...(threshold && { 'data-threshold': threshold }),
  };
  const info = `${props.id ?? props.name}-info`;
  return (
    <FormGroup
      {...props}
      describedBy={info}
      groupClass={`govuk-character-count ${props.groupClass ?? ''}`}
      groupAttributes={settings}
      control={({ id, describedBy }) => (
        <>
          <TextareaControl
            {...props}
            id={id}
            describedBy={describedBy}
            class={`govuk-js-character-count ${props.class ?? ''}`}
          />
          <Hint id={info} class="govuk-character-count__message">
            You can enter up to {limit}
          </Hint>
        </>
      )}
    />
  );
}
