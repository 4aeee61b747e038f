import { type VNode } from 'preact';

/** Beside every made-up name, once per block. */
export function FictionalMark({ children = 'Fictional' }: { children?: string }): VNode {
  return <span class="wm-fic">{children}</span>;
}
