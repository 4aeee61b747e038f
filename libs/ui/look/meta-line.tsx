import { type ComponentChildren, toChildArray, type VNode } from 'preact';
import { classes } from '../attributes.ts';

/** Facts about a thing in one quiet line. Each child is one fact; what is falsy is left out. */
export function MetaLine({ children, class: className }: { children: ComponentChildren; class?: string }): VNode {
  return (
    <p class={classes('wm-meta', className)}>
      {toChildArray(children).map((fact) => (
        <span>{fact}</span>
      ))}
    </p>
  );
}
