import { THESAURUS, type ThesaurusEntry } from '#libs/taxonomy';

/** These kinds say the same thing in other words. The weaker kinds wait until results can be weighed by word. */
const SAME: ReadonlySet<ThesaurusEntry['kind']> = new Set(['equivalent', 'abbreviation', 'former']);

/** The longest term, in words. */
export const LONGEST_TERM = 6;
const MOST_TERMS = 20;

/**
 * A term as it is compared: case, accents, hyphens, apostrophes, full stops and a plural's s do not count, so that
 * "Co-operatives" is "co operative" and "C.I.C." is "cic".
 */
export function foldTerm(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word))
    .join(' ');
}

interface Term {
  term: string;
  fold: string;
  preferred: boolean;
}

function termsByFold(entries: readonly ThesaurusEntry[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Term[]>();
  for (const { kind, preferred, terms } of entries) {
    if (!SAME.has(kind)) continue;
    const all = [preferred, ...terms].map((term, i) => ({ term, fold: foldTerm(term), preferred: i === 0 }));
    for (const key of new Set(all.map(({ fold }) => fold))) found.set(key, [...(found.get(key) ?? []), ...all]);
  }
  return new Map([...found].map(([key, terms]) => [key, withoutRepeats(key, terms)]));
}

/** Leaves out what a wider term finds anyway: after "mutual", "staff mutual" adds nothing. The preferred name stays. */
function withoutRepeats(own: string, terms: readonly Term[]): string[] {
  const ownWords = own.split(' ');
  const others = terms.filter(({ fold }) => {
    const words = new Set(fold.split(' '));
    return !ownWords.every((word) => words.has(word));
  });
  const kept = others.filter(
    ({ fold, preferred }, i) =>
      others.findIndex((other) => other.fold === fold) === i &&
      (preferred || !others.some((other) => other.fold !== fold && ` ${fold} `.includes(` ${other.fold} `))),
  );
  return kept.map(({ term }) => term).slice(0, MOST_TERMS);
}

const TERMS = termsByFold(THESAURUS);

/** Other words for this, the preferred one first; none where it is not a term. Takes what foldTerm() gives. */
export const otherWordsFor = (fold: string): readonly string[] => TERMS.get(fold) ?? [];
export const isTerm = (fold: string): boolean => TERMS.has(fold);
