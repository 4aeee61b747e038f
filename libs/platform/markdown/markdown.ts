import MarkdownIt from 'markdown-it';
import sanitize from 'sanitize-html';

/** HTML that came out of the sanitiser. Structurally what libs/ui's TrustedHtml takes. */
export interface Trusted {
  readonly html: string;
  readonly trusted: true;
}

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false, typographer: false });
// Images from elsewhere would tell that server who reads; there are no uploads yet.
markdown.disable('image');

const TAGS = 'p br strong em s a ul ol li blockquote code pre hr h2 h3 h4 h5 h6 table thead tbody tr th td'.split(' ');

/**
 * Renders Markdown once, when it is written. Raw HTML is text, `#` becomes a heading of level `firstHeading` (a post
 * stands under h1 and h2), links leave with rel=nofollow, and what comes out passes a sanitiser that knows few tags.
 */
export function renderMarkdown(source: string, { firstHeading = 3 }: { firstHeading?: 2 | 3 } = {}): string {
  return sanitize(markdown.render(source), options[firstHeading]);
}

const options = { 2: sanitising(2), 3: sanitising(3) };

function sanitising(firstHeading: 2 | 3): sanitize.IOptions {
  const heading = (level: number): string => `h${Math.min(6, Math.max(firstHeading, level + firstHeading - 2))}`;
  return {
    allowedTags: TAGS,
    allowedAttributes: {
      a: ['href', 'rel', 'class'],
      ol: ['start'],
      th: ['scope'],
      pre: ['tabindex'],
      table: ['tabindex'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    transformTags: {
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, heading(level)])),
      th: sanitize.simpleTransform('th', { scope: 'col' }),
      // Long lines and wide tables scroll by themselves, so the keyboard must be able to reach them.
      pre: sanitize.simpleTransform('pre', { tabindex: '0' }),
      table: sanitize.simpleTransform('table', { tabindex: '0' }),
      a: (_tag, { href = '' }) => ({
        tagName: 'a',
        attribs: { href, class: 'govuk-link', ...(href.startsWith('/') ? {} : { rel: 'nofollow ugc noopener' }) },
      }),
    },
  };
}

/** The words alone, for snippets, mail subjects and search. */
export function plainText(source: string): string {
  const html = sanitize(markdown.render(source), { allowedTags: [], allowedAttributes: {} });
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What renderMarkdown() made earlier and a body_html column kept. For nothing else. */
export const trustedFromStore = (html: string): Trusted => ({ html, trusted: true });
