/** The sections of a note, as its form divides it. A moderator's comment is about one. */
export const NOTE_PARTS = {
  about: 'Title and place',
  subject: 'Services and topics',
  stage: 'How far it got, and when',
  outcomes: 'Did the service get worse?',
  money: 'What was saved, and what it cost',
  documents: 'Documents',
  decision: 'What was decided and why now',
  options: 'Options considered',
  story: 'The story',
  objections: 'Tactics used and objections met',
  capacity: 'People and time it took',
  politics: 'Politics, lawful help and cuts',
  you: 'You, your licence and whom to ask',
} as const;
export type NotePart = keyof typeof NOTE_PARTS;
