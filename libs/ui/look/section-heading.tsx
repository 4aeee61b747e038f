import { type ComponentChildren, h, type VNode } from 'preact';
import { classes } from '../attributes.ts';

interface SectionHeadingProps {
  children: ComponentChildren;
  level?: 2 | 3 | 4;
  size?: 'm' | 's';
  /** For the section's `aria-labelledby`. */
  id?: string;
  /** The one link at the right. */
  link?: { href: string; text: ComponentChildren };
  class?: string;
}

/** How a section begins: heading left, one link right, a strong rule under both. */
export function SectionHeading({ children, level = 2, size = 'm', id, link, ...props }: SectionHeadingProps): VNode {
  return (
    <div class={classes('wm-sec__h', props.class)}>
      {h(`h${level}`, { class: `govuk-heading-${size}`, id }, children)}
      {link && (
        <a class="govuk-link" href={link.href}>
          {link.text}
        </a>
      )}
    </div>
  );
}
