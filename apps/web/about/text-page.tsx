import { type ComponentChildren, type VNode } from 'preact';
import { Layout } from '../layouts/layout.tsx';

interface TextPageProps {
  title: string;
  description: string;
  /** What the page says, in a sentence or two. */
  lede: string;
  path: string;
  children: ComponentChildren;
}

/** One column of plain text. */
export function TextPage({ title, description, lede, path, children }: TextPageProps): VNode {
  return (
    <Layout title={title} description={description} canonical={path}>
      <h1 class="govuk-heading-xl">{title}</h1>
      <p class="wm-lede">{lede}</p>
      <div class="wm-prose">{children}</div>
    </Layout>
  );
}
