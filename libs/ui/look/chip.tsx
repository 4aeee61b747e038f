import { type ComponentChildren, toChildArray, type VNode } from 'preact';
import { classes } from '../attributes.ts';
import { Icon } from './icon.tsx';

interface ChipProps {
  href: string;
  children: ComponentChildren;
  /** Following it takes a filter away: it gets a cross, and says so to screen readers. */
  removes?: boolean;
  class?: string;
}

export function Chip({ href, children, removes, class: className }: ChipProps): VNode {
  return (
    <a class={classes('wm-chip', className)} href={href}>
      {removes && <span class="govuk-visually-hidden">Remove filter: </span>}
      {children}
      {removes && <Icon name="cross" />}
    </a>
  );
}

/** A row of chips, each child in a list item. `label` names the list, such as "Filters in use". */
export function Chips({
  label,
  children,
  class: className,
}: {
  label: string;
  children: ComponentChildren;
  class?: string;
}): VNode {
  return (
    <ul class={classes('wm-chips', className)} aria-label={label}>
      {toChildArray(children).map((chip) => (
        <li>{chip}</li>
      ))}
    </ul>
  );
}
