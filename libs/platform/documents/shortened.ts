/** Where a sentence ends: not within a figure ("14.2"), and not after a short form ("e.g."). */
const END = /(?<!\b(?:e\.g|i\.e|etc|no|vs|approx|St|Mr|Mrs|Dr))[.!?…][”’")\]]*(?=\s|$)/gu;

export interface Shortened {
  readonly text: string;
  /** Something was left out. */
  readonly cut: boolean;
}

/** The whole sentences that fit in `max` characters; the first one as far as a word goes, where it alone is longer. */
export function shortened(text: string, max: number): Shortened {
  const all = text.replaceAll(/\s+/g, ' ').trim();
  if (all.length <= max) return { text: all, cut: false };
  let end = 0;
  for (const { index, 0: mark } of all.slice(0, max + 1).matchAll(END)) {
    if (index + mark.length <= max) end = index + mark.length;
  }
  if (end > 0) return { text: all.slice(0, end), cut: true };
  const kept = all.slice(0, max - 1);
  // Never within a figure or a pair of halves: from a space on, or where there is none, from what is no digit.
  const space = kept.lastIndexOf(' ');
  const whole = space > max / 3 ? kept.slice(0, space) : kept.replace(/[\d.,£%]+$/, '');
  const clear = whole.toWellFormed().replace(/[\s.,;:–—\uFFFD-]+$/u, '');
  return { text: `${clear}…`, cut: true };
}

/** The first sentences of each paragraph, at most `max` characters of each. */
export const leadOf = (text: string, max: number): Shortened[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => shortened(paragraph, max))
    .filter((paragraph) => paragraph.text !== '');
