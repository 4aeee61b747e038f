import { type VNode } from 'preact';
import { trustedFromStore } from '#libs/platform/markdown';
import { renderPost } from '#libs/threads';
import { TrustedHtml } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';

const EXAMPLES: readonly (readonly [heading: string, typed: string, more?: string])[] = [
  ['Paragraphs', 'Leave a line empty.\n\nThen a new paragraph begins.'],
  ['Bold and emphasis', 'It took **nine days**, *not* nine weeks.'],
  ['Lists', '- the council\n- the fund\n- the bank\n\n1. Ask early.\n2. Ask again.'],
  ['Links', 'See [the rules of the fund](https://example.org/rules).'],
  ['Quotations', '> We cannot carry the bond.\n\nThat is what they said in May.'],
  ['Headings', '## What it cost\n\nAbout half a year of two people.'],
  ['Tables', '| Year | Staff |\n| --- | --- |\n| 1 | 40 |\n| 2 | 46 |'],
  ['Text that stays as it is', '`@[Name](person:…)` names nobody between these marks.'],
];

/** How to write on Waymark, each with what comes of it. */
export function WritingHelpPage(): VNode {
  return (
    <Layout
      title="How to write on Waymark"
      description="How to name people, cite case notes and format what you write."
      canonical="/help/writing"
    >
      <div class="wm-text">
        <h1 class="govuk-heading-l">How to write on Waymark</h1>
        <p class="wm-lede">Plain text is enough. A few marks make lists, links and names. This is called Markdown.</p>
        <h2 class="govuk-heading-m">Name people, organisations and roles</h2>
        <p class="govuk-body">
          Type @ and the first letters of a name. Choose with the arrow keys and Enter, or go on typing. Somebody you
          name is told once, if they may read it. At most 10 people are told of one post. An organisation’s own editors
          are told for it. Naming a role, such as finance leads, tells nobody: it becomes a link to people who can help.
        </p>
        <p class="govuk-body">
          Without suggestions, paste the address of a profile on a line or between spaces: it becomes the person’s name.
        </p>
        <h2 class="govuk-heading-m">Cite what is on Waymark</h2>
        <p class="govuk-body">
          Type # or [[ and words of a title, then choose. Or paste the address of a case note, guide, council, spin-out,
          tactic or question. It is shown as a card under your post, and its own page links back to the discussion. Each
          is shown only to people who may see both.
        </p>
        {EXAMPLES.map(([heading, typed]) => (
          <section class="wm-sec" key={heading}>
            <h2 class="govuk-heading-m">{heading}</h2>
            <p class="wm-m-0">You write</p>
            <pre class="wm-sample" tabIndex={0}>
              {typed}
            </pre>
            <p class="wm-m-0">Readers see</p>
            <TrustedHtml class="wm-post__b wm-sample" content={trustedFromStore(renderPost(typed))} />
          </section>
        ))}
      </div>
    </Layout>
  );
}
