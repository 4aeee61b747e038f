import { type VNode } from 'preact';

/** HTML that may be shown as it is. Only the sanitising Markdown renderer makes it. */
export interface Trusted {
  readonly html: string;
  readonly trusted: true;
}

interface TrustedHtmlProps {
  content: Trusted;
  /** `span` for a single line, such as a search snippet. */
  as?: 'div' | 'section' | 'span' | 'p';
  /** Such as `wm-prose`, which styles what Markdown can produce. */
  class?: string;
}

/** The only place where HTML is not escaped. */
export function TrustedHtml({ content, as: Element = 'div', class: className }: TrustedHtmlProps): VNode {
  return <Element class={className} dangerouslySetInnerHTML={{ __html: content.html }} />;
}
