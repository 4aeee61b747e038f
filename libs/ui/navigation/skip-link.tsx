import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface SkipLinkProps {
  /** The main content, as `#main`. */
  href: string;
  children?: ComponentChildren;
  class?: string;
  attributes?: Attributes;
}

/** First in the document. */
export function SkipLink({ href, children = 'Skip to main content', ...props }: SkipLinkProps): VNode {
  return (
    <a href={href} class={classes('govuk-skip-link', props.class)} data-module="govuk-skip-link" {...props.attributes}>
      {children}
    </a>
  );
}
