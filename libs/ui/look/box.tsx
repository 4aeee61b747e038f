import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

interface BoxProps {
  children: ComponentChildren;
  /** `tint`: quiet, on mist. `maybe`: dashed, for what is not certain or not there yet. */
  look?: 'tint' | 'maybe';
  id?: string;
  class?: string;
  attributes?: Attributes;
}

/** For what stands apart from the flow; at most three in a rail. */
export function Box({ children, look, id, ...props }: BoxProps): VNode {
  return (
    <div id={id} class={classes('wm-box', look && `wm-box--${look}`, props.class)} {...props.attributes}>
      {children}
    </div>
  );
}
