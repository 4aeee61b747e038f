/** A search with its misspelt words put right by words of titles that come near them; null where none does. */
export function closestSpelling(q: string, near: readonly { word: string; title: string }[]): string | null {
  let put = q;
  for (const word of new Set(near.map((row) => row.word))) {
    const titles = near.filter((row) => row.word === word).map(({ title }) => title);
    const best = closest(
      word,
      titles.flatMap((title) => title.match(/[\p{L}\p{N}’'-]+/gu) ?? []),
    );
    if (best !== null) put = put.replace(word, () => best);
  }
  return put === q ? null : put;
}

/** The word nearest to it, where it is near: one slip in four letters. A word that is there is right. */
function closest(word: string, candidates: readonly string[]): string | null {
  const asked = word.toLowerCase();
  let best: string | null = null;
  let least = Math.floor(asked.length / 4) + 1;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (other === asked) return null;
    const steps = slips(asked, other);
    if (steps < least) [best, least] = [other, steps];
  }
  return best;
}

/** Letters added, left out, changed or swapped with the next (optimal string alignment). */
export function slips(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, before[j - 2]! + 1);
      row.push(steps);
    }
    [before, above] = [above, row];
  }
  return above[b.length]!;
}
