import { type ComponentChildren, h, type VNode } from 'preact';
import { classes } from '../attributes.ts';

interface EmptyStateProps {
  /** What would be here. */
  title: ComponentChildren;
  /** Why it is not. */
  children?: ComponentChildren;
  /** The one thing to do, as a link or a button. */
  action?: ComponentChildren;
  level?: 2 | 3 | 4;
  class?: string;
}

/** Where a list would be. Dashed, because nobody has walked here yet. */
export function EmptyState({ title, children, action, level = 2, ...props }: EmptyStateProps): VNode {
  return (
    <div class={classes('wm-box wm-box--maybe', props.class)}>
      {h(`h${level}`, { class: 'govuk-heading-s' }, title)}
      {children && <p>{children}</p>}
      {action && <p>{action}</p>}
    </div>
  );
}
