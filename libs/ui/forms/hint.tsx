import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface HintProps {
  children?: ComponentChildren;
  /** What the control names in `aria-describedby`. */
  id?: string;
  class?: string;
  attributes?: Attributes;
}

export function Hint({ children, id, attributes, ...props }: HintProps): VNode {
  return (
    <div id={id} class={classes('govuk-hint', props.class)} {...attributes}>
      {children}
    </div>
  );
}
