import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

/** A state in a word or two. All tags have one colour: the word tells them apart. */
export function Tag(props: { children?: ComponentChildren; class?: string; attributes?: Attributes }): VNode {
  return (
    <strong class={classes('govuk-tag', props.class)} {...props.attributes}>
      {props.children}
    </strong>
  );
}
