import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface LabelProps {
  children: ComponentChildren;
  /** The id of the control. */
  for?: string;
  /** The label is the page's h1. */
  isPageHeading?: boolean;
  class?: string;
  attributes?: Attributes;
}

export function Label({ children, isPageHeading, ...props }: LabelProps): VNode {
  const label = (
    <label class={classes('govuk-label', props.class)} for={props.for} {...props.attributes}>
      {children}
    </label>
  );
  return isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
}
