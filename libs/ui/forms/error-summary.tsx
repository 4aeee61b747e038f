import { type VNode } from 'preact';
import { type Attributes, classes } from '../attributes.ts';

export interface SummarisedError {
  message: string;
  /** The field to go to, as `#body`. */
  href?: string;
}

interface ErrorSummaryProps {
  errors: readonly SummarisedError[];
  title?: string;
  description?: string;
  class?: string;
  attributes?: Attributes;
}

/** What is wrong with the form, first on the page and focused by its script. */
export function ErrorSummary({ errors, title = 'There is a problem', ...props }: ErrorSummaryProps): VNode {
  return (
    <div class={classes('govuk-error-summary', props.class)} data-module="govuk-error-summary" {...props.attributes}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <div class="govuk-error-summary__body">
          {props.description && <p>{props.description}</p>}
          {errors.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {errors.map(({ message, href }) => (
                <li>{href ? <a href={href}>{message}</a> : message}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}
