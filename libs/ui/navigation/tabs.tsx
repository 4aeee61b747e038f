import { type ComponentChildren, type VNode } from 'preact';
import { classes } from '../attributes.ts';

export interface Tab {
  href: string;
  text: ComponentChildren;
  count?: number;
  /** The one that is shown. */
  current?: boolean;
}

/** Views of one list, each with an address of its own. `label` names them, such as "Kinds of result". */
export function Tabs(props: { label: string; items: readonly Tab[]; class?: string }): VNode {
  return (
    <nav aria-label={props.label}>
      <ul class={classes('wm-tabs', props.class)}>
        {props.items.map(({ href, text, count, current }) => (
          <li>
            <a href={href} aria-current={current ? 'true' : undefined}>
              {text}
              {count !== undefined && (
                <>
                  {' '}
                  <span>{count}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
