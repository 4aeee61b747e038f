import { type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

export interface Breadcrumb {
  text: string;
  /** Without it: the page itself. */
  href?: string;
  attributes?: Attributes;
}

interface BreadcrumbsProps {
  items: readonly Breadcrumb[];
  label?: string;
  /** On a phone, the first and the last only. */
  collapseOnMobile?: boolean;
  class?: string;
  attributes?: Attributes;
}

export function Breadcrumbs({ items, label = 'Breadcrumb', collapseOnMobile, ...props }: BreadcrumbsProps): VNode {
  const className = classes(
    'govuk-breadcrumbs',
    props.class,
    collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
  );
  return (
    <nav class={className} aria-label={label} {...props.attributes}>
      <ol class="govuk-breadcrumbs__list">
        {items.map(({ text, href, attributes }) =>
          href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={href} {...attributes}>
                {text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {text}
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
