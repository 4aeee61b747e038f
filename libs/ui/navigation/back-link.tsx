import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface BackLinkProps {
  href: string;
  children?: ComponentChildren;
  class?: string;
  attributes?: Attributes;
}

export function BackLink({ href, children = 'Back', ...props }: BackLinkProps): VNode {
  return (
    <a href={href} class={classes('govuk-back-link', props.class)} {...props.attributes}>
      {children}
    </a>
  );
}
