import { foldTerm, isTerm, LONGEST_TERM, otherWordsFor } from './vocabulary.ts';

/** Texts for websearch_to_tsquery of which one must be there, or none may. */
export interface Group {
  readonly own: readonly string[];
  /** Other words for the same, from the thesaurus. */
  readonly other: readonly string[];
  readonly not: boolean;
}

/** What a person typed, understood. A document is found when all groups of one clause hold. */
export interface Asked {
  readonly clauses: readonly (readonly Group[])[];
  /** The other words searched for, as people read them. */
  readonly expanded: readonly string[];
  /** The plain words, for a suggestion of how else they could be spelt. */
  readonly words: readonly string[];
}

interface Token {
  text: string;
  phrase: boolean;
  not: boolean;
}

/** More words than this say nothing more, and each costs; also within a phrase, or a word like "a_b_c". */
const MOST_WORDS = 24;

/**
 * Reads a search as people write them: words (all of them), "phrases", -words that must not be there, and OR between
 * alternatives. Terms of the thesaurus bring their other words with them, the longest term first; `exact` leaves those
 * out. Nothing is an error.
 */
export function understand(q: string, exact = false): Asked {
  const clauses: Token[][] = [[]];
  for (const token of tokens(q)) {
    if (!token.phrase && !token.not && /^or$/i.test(token.text)) clauses.push([]);
    else if (/[\p{L}\p{N}]/u.test(token.text)) clauses.at(-1)!.push(token);
  }
  // What must not be there narrows something: alone it would find everything else.
  const asking = clauses.filter((clause) => clause.some(({ not }) => !not));
  const expanded = new Map<string, string>();
  const groups = asking.map((clause) => grouped(clause, exact, expanded));
  return {
    clauses: groups,
    expanded: [...expanded.values()],
    words: asking.flatMap((clause) => clause.filter(({ not, phrase }) => !not && !phrase).map(({ text }) => text)),
  };
}

function tokens(q: string): Token[] {
  const parts = q.replace(/[“”„«»]/g, '"').match(/-?"[^"]*"?|[^\s"]+/g) ?? [];
  let left = MOST_WORDS;
  return parts.slice(0, MOST_WORDS).map((part) => {
    const not = /^[-–−]./.test(part);
    const bare = not ? part.slice(1) : part;
    const phrase = bare.startsWith('"');
    const { text, words } = firstWords(phrase ? bare.replaceAll('"', ' ').trim() : bare, left);
    left -= words;
    return { text, phrase, not };
  });
}

/** The beginning of a text, up to so many runs of letters and digits. */
function firstWords(text: string, most: number): { text: string; words: number } {
  const runs = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
  const after = runs[most];
  return after ? { text: text.slice(0, after.index).trim(), words: most } : { text, words: runs.length };
}

function grouped(clause: readonly Token[], exact: boolean, expanded: Map<string, string>): Group[] {
  const groups: Group[] = [];
  for (let i = 0; i < clause.length;) {
    const length = exact ? 1 : termAt(clause, i);
    const taken = clause.slice(i, i + length);
    const { not, phrase } = taken[0]!;
    const text = taken.map((token) => token.text).join(' ');
    const fold = foldTerm(text);
    const others = exact || not ? [] : otherWordsFor(fold);
    for (const term of others) expanded.set(foldTerm(term), term);
    groups.push({
      own: phrase ? [`"${text}"`] : [text, ...spellings(text)],
      other: [...new Set(others.flatMap((term) => [`"${term}"`, ...spellings(term)]))],
      not,
    });
    i += length;
  }
  return groups;
}

/** How many tokens from here are one term of the thesaurus; 1 where none are. A phrase is a term only alone. */
function termAt(clause: readonly Token[], at: number): number {
  if (clause[at]!.phrase || clause[at]!.not) return 1;
  for (let length = Math.min(LONGEST_TERM, clause.length - at); length > 1; length -= 1) {
    const run = clause.slice(at, at + length);
    if (run.some(({ phrase, not }) => phrase || not)) continue;
    if (isTerm(foldTerm(run.map(({ text }) => text).join(' ')))) return length;
  }
  return 1;
}

/** A hyphen may be a space or nothing ("spin-out", "spin out", "spinout"), an apostrophe nothing. */
function spellings(text: string): string[] {
  const plain = text.replace(/['’]/g, '');
  const ways = plain === text ? [] : [`"${plain}"`];
  if (/\p{L}-\p{L}/u.test(plain)) {
    ways.push(`"${plain.replaceAll('-', ' ')}"`);
    if (!/\s/.test(plain)) ways.push(plain.replaceAll('-', ''));
  }
  return ways;
}
