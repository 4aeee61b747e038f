import { type VNode } from 'preact';
import { classes } from '../attributes.ts';
import { type Choice, Choices, type ChoicesProps } from './choices.tsx';

interface RadiosProps extends ChoicesProps<Choice> {
  /** The value of the choice that is chosen. */
  value?: string | number;
  /** Side by side; for two short choices. */
  inline?: boolean;
}

export function Radios({ value, inline, ...props }: RadiosProps): VNode {
  return (
    <Choices
      {...props}
      kind="radios"
      class={classes(inline && 'govuk-radios--inline', props.class)}
      isChecked={(item) => Boolean(value) && item.value === value}
    />
  );
}
