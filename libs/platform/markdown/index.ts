/** Markdown in, safe HTML out: the only maker of trusted HTML. */
export { plainText, renderMarkdown, type Trusted, trustedFromStore } from './markdown.ts';
