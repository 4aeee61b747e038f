/** What sanitised HTML can hold, and nothing more: the text of a heading is between tags without attributes. */
const HEADING = /<h([2-6])>([\s\S]*?)<\/h\1>/g;
const SECOND_LEVEL = /<h2 id="([a-z0-9-]+)">([\s\S]*?)<\/h2>/g;

/**
 * Takes what renderMarkdown() made and gives every heading an id to link to; no level is left out on the way down, so
 * that a page which begins with ### still reads as an outline.
 */
export function withHeadingIds(html: string): string {
  const taken = new Map<string, number>();
  let deepest = 1;
  return html.replace(HEADING, (_all, asked: string, inside: string) => {
    const level = Math.min(Number(asked), deepest + 1);
    deepest = level;
    const id = `s-${idOf(textOf(inside))}`;
    const n = (taken.get(id) ?? 0) + 1;
    taken.set(id, n);
    return `<h${level} id="${n === 1 ? id : `${id}-${n}`}">${inside}</h${level}>`;
  });
}

/** The sections of a page, in order, from its kept HTML. */
export const contentsOf = (html: string): { id: string; text: string }[] =>
  [...html.matchAll(SECOND_LEVEL)].map(([, id, inside]) => ({ id: id!, text: textOf(inside!) }));

const idOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50)
    .replace(/-$/, '') || 'section';

/** The words of sanitised HTML. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
