import { type VNode } from 'preact';
import { type Audience, audienceCodes, AUDIENCES } from '#libs/briefs';
import { type Document } from '#libs/platform/documents';
import { BackLink } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { DownloadLinks } from './download-links.tsx';

interface BriefView {
  /** Of the note. */
  address: string;
  audience: Audience;
  document: Document;
}

/** The brief as it will be printed, and the two things to do with it: choose for whom, and take it along. */
export function BriefPage({ address, audience, document }: BriefView): VNode {
  return (
    <Layout title={`Brief: ${document.title}`} canonical={`${address}/brief`} bodyClass="wm-one-page">
      <div class="wm-sheetbar wm-sheetbar--top wm-hide-print">
        <BackLink href={address}>Back to the case note</BackLink>
        <nav aria-label="Who it is for">
          <ul class="wm-chips">
            {audienceCodes.map((code) => (
              <li key={code}>
                <a
                  class="wm-chip"
                  href={`${address}/brief?audience=${code}`}
                  aria-current={code === audience ? 'page' : undefined}
                >
                  For {AUDIENCES[code].name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p>
          Print this page: it is one sheet of A4. Or download it as{' '}
          <DownloadLinks href={`${address}/download?of=brief&audience=${audience}`} />.
        </p>
      </div>
      <Sheet {...document} />
    </Layout>
  );
}
