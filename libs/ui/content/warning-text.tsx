import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface WarningTextProps {
  children?: ComponentChildren;
  /** What the "!" is called for screen readers. */
  iconText?: string;
  class?: string;
  attributes?: Attributes;
}

export function WarningText({ children, iconText = 'Warning', ...props }: WarningTextProps): VNode {
  return (
    <div class={classes('govuk-warning-text', props.class)} {...props.attributes}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{iconText}</span> {children}
      </strong>
    </div>
  );
}
