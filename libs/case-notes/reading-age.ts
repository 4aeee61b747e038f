import { plainText } from '#libs/platform/markdown';

/** Above this a text is hard going for many councillors and staff, and they are who has to decide. */
export const HIGHEST_READING_AGE = 14;

/** Fewer words say nothing about how somebody writes. */
const LEAST_WORDS = 60;
/** A school grade of the Flesch-Kincaid formula, in years of age. */
const AGE_OF_GRADE_0 = 5;

/**
 * How old one is at school when one reads such texts with ease: Flesch and Kincaid's grade (1975), from the length of
 * sentences and words. Markdown is taken as it is read. Null where there is too little text to tell.
 */
export function readingAge(texts: readonly string[]): number | null {
  const sentences = texts
    .flatMap((text) => text.split('\n'))
    .flatMap((line) => plainText(line).split(/(?<=[.!?])[”’")\]]*\s+/u))
    .map(wordsIn)
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length < LEAST_WORDS) return null;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  const grade = 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
  return Math.max(AGE_OF_GRADE_0, Math.round(grade + AGE_OF_GRADE_0));
}

/** Words of letters: a figure is no hard word. */
const wordsIn = (sentence: string): string[] => sentence.toLowerCase().match(/\p{L}[\p{L}’']*/gu) ?? [];

/** By the vowels that are heard, about: no formula of this kind needs more. */
function syllablesIn(word: string): number {
  const plain = word.normalize('NFD').replaceAll(/[^a-z]/g, '');
  const heard = plain
    .replace(/(?<![aeiouy])(?:[^laeiouyt]|[^l]t)e$/, (end) => end.slice(0, -1))
    .replace(/(?<=[^aeiouydt])ed$/, 'd')
    .replace(/(?<=[^aeiouyscxzgh])es$/, 's');
  return Math.max(1, (heard.match(/[aeiouy]+/g) ?? []).length);
}
