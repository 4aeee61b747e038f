/**
 * A document as headings, paragraphs, lists and tables with numbered sources, and its writers: HTML, Markdown, DOCX and
 * PDF. What it is about is nothing to it.
 *
 * Promises: the same document gives the same bytes in every format; whatever a text holds, it is text in the file (no
 * markup, no control character, nothing that turns the order of digits); a citation [n] is the n-th of the sources.
 */
export { blocksOf } from './blocks-of.ts';
export { clean } from './clean.ts';
export { csvOf } from './csv.ts';
export {
  type Block,
  type Document,
  type FigureItem,
  FORMATS,
  type DocumentFormat,
  type Run,
  runsOf,
} from './document.ts';
export { heightOf, linesOf, type Measure } from './fit.ts';
export { leadOf, shortened } from './shortened.ts';
export { write } from './write.ts';
