import { type VNode } from 'preact';
import { type Document } from '#libs/platform/documents';
import { BackLink } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { Sheet } from '../parts/sheet.tsx';

/** A guide as it will be printed, on one sheet. */
export function GuideBriefPage({ address, document }: { address: string; document: Document }): VNode {
  return (
    <Layout title={`On one page: ${document.title}`} canonical={`${address}/brief`} bodyClass="wm-one-page">
      <div class="wm-sheetbar wm-sheetbar--top wm-hide-print">
        <BackLink href={address}>Back to the guide</BackLink>
        <p>Print this page: it is one sheet of A4.</p>
      </div>
      <Sheet {...document} />
    </Layout>
  );
}
