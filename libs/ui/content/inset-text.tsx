import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface InsetTextProps {
  children?: ComponentChildren;
  id?: string;
  class?: string;
  attributes?: Attributes;
}

export function InsetText({ children, id, ...props }: InsetTextProps): VNode {
  return (
    <div id={id} class={classes('govuk-inset-text', props.class)} {...props.attributes}>
      {children}
    </div>
  );
}
