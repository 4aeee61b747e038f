import { Fragment, type VNode } from 'preact';
import { FORMATS } from '#libs/platform/documents';

const FORMAT_NAMES = { html: 'Web page', md: 'Markdown', docx: 'Word', pdf: 'PDF' } as const;

/** "PDF, Word, Markdown or Web page", each a file. `href` has a query already. */
export const DownloadLinks = ({ href }: { href: string }): VNode => (
  <>
    {FORMATS.toReversed().map((format, i) => (
      <Fragment key={format}>
        {i > 0 && (i === FORMATS.length - 1 ? ' or ' : ', ')}
        <a class="govuk-link" href={`${href}&format=${format}`} download>
          {FORMAT_NAMES[format]}
        </a>
      </Fragment>
    ))}
  </>
);
