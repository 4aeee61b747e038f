/** The sections of a note, as its form divides it. A moderator's comment is about one. */
export const NOTE_PARTS = {
  about: 'What it is about',
  decision: 'What was decided and why now',
  options: 'Options considered',
  outcomes: 'Did the service get worse?',
  money: 'What was saved?',
  capacity: 'People and time it took',
  story: 'The story',
  objections: 'Tactics used and objections met',
  politics: 'Politics, lawful help and cuts',
  documents: 'Documents and people to ask',
} as const;
export type NotePart = keyof typeof NOTE_PARTS;
