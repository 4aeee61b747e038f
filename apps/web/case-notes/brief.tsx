import { Fragment, type VNode } from 'preact';
import { type Audience, audienceCodes, AUDIENCES } from '#libs/briefs';
import { type Document, FORMATS } from '#libs/platform/documents';
import { BackLink } from '#libs/ui';
import { Layout } from '../layouts/layout.tsx';
import { Sheet } from '../parts/sheet.tsx';

interface BriefView {
  /** Of the note. */
  address: string;
  audience: Audience;
  document: Document;
}

const FORMAT_NAMES = { html: 'Web page', md: 'Markdown', docx: 'Word', pdf: 'PDF' } as const;

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
          {FORMATS.toReversed().map((format, i) => (
            <Fragment key={format}>
              {i > 0 && (i === FORMATS.length - 1 ? ' or ' : ', ')}
              <a
                class="govuk-link"
                href={`${address}/download?of=brief&audience=${audience}&format=${format}`}
                download
              >
                {FORMAT_NAMES[format]}
              </a>
            </Fragment>
          ))}
          .
        </p>
      </div>
      <Sheet {...document} />
    </Layout>
  );
}
