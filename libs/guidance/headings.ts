/** What sanitised HTML can hold, and nothing more: the text of a heading is between tags without attributes. */
const HEADING = /<h([2-6])>([\s\S]*?)<\/h\1>/g;
const SECOND_LEVEL = /<h2 id="([a-z0-9-]+)">([\s\S]*?)<\/h2>/g;

/**
 * Takes what renderMarkdown() made and gives every heading an id to link to; no level is left out on the way down, so
 * that a page which begins with ### still reads as an outline.
 */
export function withHeadingIds(html: string): string {
  const taken = new Set<string>();
  // How far each id has been counted: a page of a thousand equal headings does not count anew for each.
  const counted = new Map<string, number>();
  let deepest = 1;
  return html.replace(HEADING, (_all, asked: string, inside: string) => {
    const level = Math.min(Number(asked), deepest + 1);
    deepest = level;
    const id = `s-${idOf(textOf(inside))}`;
    let n = counted.get(id) ?? 1;
    let free = id;
    while (taken.has(free)) free = `${id}-${(n += 1)}`;
    counted.set(id, n);
    taken.add(free);
    return `<h${level} id="${free}">${inside}</h${level}>`;
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
