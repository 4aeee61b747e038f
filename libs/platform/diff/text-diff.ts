import { lineDiff } from './line-diff.ts';
import { type Difference, sequenceDiff } from './sequence.ts';

/** A line of two texts. One that was only reworded has its words, each the same, added or removed. */
export type TextLine = Difference | { readonly kind: 'changed'; readonly words: readonly Difference[] };

/** Below this share of words in common, two lines are no longer one that was reworded. */
const ALIKE = 0.4;

/** How one text became another: whole lines, and within a line that was reworded the words. Empty lines are left out. */
export function textDiff(before: string, after: string): TextLine[] {
  const lines = lineDiff(before, after) ?? [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after },
  ];
  const result: TextLine[] = [];
  let removed: Difference[] = [];
  let added: Difference[] = [];
  const flush = (): void => {
    result.push(...paired(removed, added));
    removed = [];
    added = [];
  };
  for (const line of lines.filter(({ text }) => text.trim() !== '')) {
    if (line.kind === 'removed') removed.push(line);
    else if (line.kind === 'added') added.push(line);
    else {
      flush();
      result.push(line);
    }
  }
  flush();
  return result;
}

/** Lines that went and lines that came in their place, the first for the first. */
function paired(removed: readonly Difference[], added: readonly Difference[]): TextLine[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, i): TextLine[] => {
    const [before, after] = [removed[i], added[i]];
    const words = before && after && wordDiff(before.text, after.text);
    if (words) return [{ kind: 'changed', words }];
    return [before, after].filter((line) => line !== undefined);
  }).flat();
}

/** The words of two lines; null where they have too little in common to be read as one. */
export function wordDiff(before: string, after: string): Difference[] | null {
  const words = sequenceDiff(before.split(/(\s+)/), after.split(/(\s+)/));
  if (words === null) return null;
  const letters = (kinds: readonly string[]): number =>
    words
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((sum, { text }) => sum + text.replace(/\s+/g, '').length, 0);
  const [common, longer] = [letters(['same']), Math.max(letters(['same', 'removed']), letters(['same', 'added']))];
  return common < ALIKE * longer ? null : inRuns(words);
}

/** One removal and one addition for words that changed side by side, the spaces between them with them. */
function inRuns(words: readonly Difference[]): Difference[] {
  const runs: Difference[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed !== '') runs.push({ kind: 'removed', text: removed });
    if (added !== '') runs.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const [i, { kind, text }] of words.entries()) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (text.trim() === '' && removed + added !== '' && (words[i + 1]?.kind ?? 'same') !== 'same') {
      removed += text;
      added += text;
    } else {
      flush();
      const last = runs.at(-1);
      if (last?.kind === 'same') runs[runs.length - 1] = { kind: 'same', text: last.text + text };
      else runs.push({ kind: 'same', text });
    }
  }
  flush();
  return runs;
}
