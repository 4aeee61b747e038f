import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface ErrorMessageProps {
  /** Without the "Error:" that screen readers get. */
  children: ComponentChildren;
  id?: string;
  class?: string;
  attributes?: Attributes;
}

export function ErrorMessage({ children, id, attributes, ...props }: ErrorMessageProps): VNode {
  return (
    <p id={id} class={classes('govuk-error-message', props.class)} {...attributes}>
      <span class="govuk-visually-hidden">Error:</span> {children}
    </p>
  );
}
