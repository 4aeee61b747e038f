import { type ComponentChildren, type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

export interface PageLink {
  href: string;
  /** Instead of "Previous" or "Next". */
  text?: string;
  /** What is on that page. */
  label?: string;
  attributes?: Attributes;
}

interface PaginationProps {
  previous?: PageLink;
  next?: PageLink;
  /** The name of the landmark, where a page has more than one. */
  label?: string;
  class?: string;
  attributes?: Attributes;
}

const ARROWS = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
};

/** Previous and next. There are no page numbers: lists are paged by their last row, and nothing counts them. */
export function Pagination({ previous, next, label = 'Pagination', ...props }: PaginationProps): VNode {
  return (
    <nav
      class={classes('govuk-pagination govuk-pagination--block', props.class)}
      aria-label={label}
      {...props.attributes}
    >
      {previous && (
        <ArrowLink link={previous} rel="prev">
          {previous.text ?? (
            <>
              Previous<span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </ArrowLink>
      )}
      {next && (
        <ArrowLink link={next} rel="next">
          {next.text ?? (
            <>
              Next<span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </ArrowLink>
      )}
    </nav>
  );
}

function ArrowLink(props: { link: PageLink; rel: 'prev' | 'next'; children: ComponentChildren }): VNode {
  const { link, rel, children } = props;
  return (
    <div class={`govuk-pagination__${rel}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={rel} {...link.attributes}>
        <svg
          class={`govuk-pagination__icon govuk-pagination__icon--${rel}`}
          xmlns="http://www.w3.org/2000/svg"
          height="13"
          width="15"
          aria-hidden="true"
          focusable="false"
          viewBox="0 0 15 13"
        >
          <path d={ARROWS[rel]} />
        </svg>
        <span class={classes('govuk-pagination__link-title', !link.label && 'govuk-pagination__link-title--decorated')}>
          {children}
        </span>
        {link.label && (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{link.label}</span>
          </>
        )}
      </a>
    </div>
  );
}
