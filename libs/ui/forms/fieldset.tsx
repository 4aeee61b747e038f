import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface FieldsetProps {
  legend?: ComponentChildren;
  /** Such as `govuk-fieldset__legend--m`. */
  legendClass?: string;
  /** The legend is the page's h1. */
  isPageHeading?: boolean;
  /** Ids of what describes the whole group. */
  describedBy?: string;
  role?: 'group';
  children?: ComponentChildren;
  class?: string;
  attributes?: Attributes;
}

export function Fieldset({ legend, isPageHeading, children, ...props }: FieldsetProps): VNode {
  return (
    <fieldset
      class={classes('govuk-fieldset', props.class)}
      role={props.role}
      aria-describedby={props.describedBy || undefined}
      {...props.attributes}
    >
      {legend && (
        <legend class={classes('govuk-fieldset__legend', props.legendClass)}>
          {isPageHeading ? <h1 class="govuk-fieldset__heading">{legend}</h1> : legend}
        </legend>
      )}
      {children}
    </fieldset>
  );
}
