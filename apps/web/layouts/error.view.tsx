import { type VNode } from 'preact';
import { ToCopy } from '../parts/to-copy.tsx';
import { Layout } from './layout.tsx';

interface ErrorViewProps {
  title: string;
  text: string;
  requestId?: string;
  /** What the person had written, to copy. */
  typed?: string[];
}

export function ErrorView({ title, text, requestId, typed = [] }: ErrorViewProps): VNode {
  return (
    <Layout title={title} scripts={typed.length > 0 ? ['thread.js'] : []}>
      {/* By this the script knows that the draft of what was sent must stay. */}
      <h1 class="govuk-heading-l" data-error-page>
        {title}
      </h1>
      <p class="govuk-body">{text}</p>
      {requestId && <p class="govuk-body">Reference: {requestId}</p>}
      <ToCopy texts={typed} />
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Go to the home page
        </a>
      </p>
    </Layout>
  );
}
