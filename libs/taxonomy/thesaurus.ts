import fs from 'node:fs';
import path from 'node:path';

/** Words that mean the same, or nearly. What each kind is good for, thesaurus.json says itself. */
export interface ThesaurusEntry {
  readonly preferred: string;
  readonly kind: 'equivalent' | 'abbreviation' | 'former' | 'narrower_or_related' | 'plain_words' | 'do_not_merge';
  readonly terms: readonly string[];
  readonly note: string;
}

// Read from the source tree, also by the built program: tsc does not copy data files.
export const THESAURUS = (
  JSON.parse(fs.readFileSync(path.resolve('libs/taxonomy/thesaurus.json'), 'utf8')) as {
    entries: readonly ThesaurusEntry[];
  }
).entries;
