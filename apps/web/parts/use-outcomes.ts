/** What came of a use of a case note, in whole sentences. */
export const USE_OUTCOME_WORDS = {
  better: 'It made things better',
  same: 'It made no difference',
  worse: 'It made things worse',
  'too-early': 'Too early to say',
} as const;
