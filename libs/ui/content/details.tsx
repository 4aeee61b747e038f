import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface DetailsProps {
  summary: ComponentChildren;
  children?: ComponentChildren;
  open?: boolean;
  id?: string;
  class?: string;
  attributes?: Attributes;
}

export function Details({ summary, children, ...props }: DetailsProps): VNode {
  return (
    <details id={props.id} class={classes('govuk-details', props.class)} open={props.open} {...props.attributes}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}
