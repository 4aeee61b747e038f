import { inALine } from '#libs/platform/words';
import { labelOf, LEGAL_FORMS, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';

export const HELPERS_MOST = 5;
export const ADVISERS_MOST = 2;
/** Below these nobody is suggested: one thing that says little is no reason to ask somebody. */
export const POINTS_LEAST = 3;
/** So many councils are like one. */
export const COUNCILS_ALIKE = 20;

/** What a question is about, as far as the rules ask. */
export interface Question {
  topics: readonly string[];
  serviceAreas: readonly string[];
  stage: string | null;
  /** The reader asked it: else "like yours" is somebody else's. */
  own: boolean;
}

/** What is counted of a person for one question. Each is a number of things that the reader may read. */
export interface Counted {
  /** Published case notes of theirs with a topic of the question, with one of its services, with both, at its stage. */
  notesOnTopic: number;
  notesOnService: number;
  notesOnBoth: number;
  notesAtStage: number;
  /** Whose title or summary has the words of the question. */
  notesInItsWords: number;
  /** Answers of theirs that the asker accepted, in questions with one of its topics, or in its words. */
  acceptedOnTopic: number;
  /** The same in the other questions with one of its services. */
  acceptedOnService: number;
  /** Members for whom an answer of theirs there worked. */
  workedFor: number;
  /** Questions with one of its topics, or in its words, that they answered. */
  answeredOnTopic: number;
  /** Topics and services of the question on their profile; 1 where its stage is. */
  topicsOffered: number;
  servicesKnown: number;
  stageLived: number;
  /** 1: they work for a council like that of who asks, or for what one of those let go. */
  councilAlike: number;
  /** 1: they work in the same legal form as who asks. */
  sameLegalForm: number;
}

/** A person, with all that is said of them beside one question. */
export interface Helper extends Counted {
  id: string;
  name: string;
  practitionerRole: string;
  jobTitle: string | null;
  organisation: string | null;
  fictional: boolean;
  /** They sell advice, or work for who does. */
  adviser: boolean;
  /** They work where the reader works, who asked. */
  colleague: boolean;
  /** They have little time: half of their points count. */
  limited: boolean;
  /** The reader may know that. */
  saysLimited: boolean;
  /** How often they were asked in the last four weeks, and when last; null: never. */
  askedLately: number;
  askedAt: Date | null;
  /** Decides between people who are equal in everything else: another order for each question. */
  draw: string;
  /** The topics and services behind the counts, codes of the question: of notes with both, of others on a topic. */
  bothTopics: readonly string[];
  bothServices: readonly string[];
  otherTopics: readonly string[];
  noteServices: readonly string[];
  offered: readonly string[];
  services: readonly string[];
  /** Where they work from; null: unknown, or the same service. */
  otherService: string | null;
  /** The note that fits best. */
  note: { id: string; title: string } | null;
  /** The answer that fits best. */
  answer: { threadId: string; title: string; number: number } | null;
  /** A council like that of who asks; and whether they work in what it let go, not for itself. */
  council: string | null;
  letGo: boolean;
  legalForm: string | null;
  /** Half of their answers came within so many days; null: fewer than three are known. */
  answersInDays: number | null;
}

export interface Rule {
  readonly code: string;
  /** What is counted. */
  readonly counts: keyof Counted;
  /** Points for each, up to `most` of them. */
  readonly weight: number;
  readonly most: number;
  /** What gives the points, for the page that explains it. */
  readonly sentence: string;
}

/** Points for what somebody did come before points for what they say of themselves. */
export const RULES = [
  {
    code: 'note-topic',
    counts: 'notesOnTopic',
    weight: 4,
    most: 2,
    sentence: 'They wrote a published case note on one of its topics.',
  },
  {
    code: 'note-service',
    counts: 'notesOnService',
    weight: 2,
    most: 2,
    sentence: 'They wrote a published case note about its service.',
  },
  {
    code: 'note-both',
    counts: 'notesOnBoth',
    weight: 3,
    most: 2,
    sentence: 'The same case note has one of its topics and its service.',
  },
  {
    code: 'note-stage',
    counts: 'notesAtStage',
    weight: 2,
    most: 1,
    sentence: 'Such a case note is about the stage that the question is about.',
  },
  {
    code: 'note-words',
    counts: 'notesInItsWords',
    weight: 5,
    most: 1,
    sentence: 'The title and summary of a case note of theirs have a third of the words of its title, two at least.',
  },
  {
    code: 'accepted-topic',
    counts: 'acceptedOnTopic',
    weight: 4,
    most: 2,
    sentence: 'An answer of theirs was accepted in a question with one of its topics, or with words of its title.',
  },
  {
    code: 'accepted-service',
    counts: 'acceptedOnService',
    weight: 1,
    most: 1,
    sentence: 'An answer of theirs was accepted in another question about its service.',
  },
  {
    code: 'worked',
    counts: 'workedFor',
    weight: 2,
    most: 3,
    sentence: 'A member said that an answer of theirs to such a question worked.',
  },
  {
    code: 'answered',
    counts: 'answeredOnTopic',
    weight: 1,
    most: 3,
    sentence: 'They answered a question with one of its topics, or with words of its title.',
  },
  {
    code: 'topic-offered',
    counts: 'topicsOffered',
    weight: 4,
    most: 2,
    sentence: 'They offer help with one of its topics on their profile.',
  },
  {
    code: 'service-known',
    counts: 'servicesKnown',
    weight: 3,
    most: 1,
    sentence: 'Its service is on their profile.',
  },
  {
    code: 'stage-lived',
    counts: 'stageLived',
    weight: 2,
    most: 1,
    sentence: 'Their profile says that they lived through its stage.',
  },
  {
    code: 'council-alike',
    counts: 'councilAlike',
    weight: 2,
    most: 1,
    sentence: `They work for one of the ${COUNCILS_ALIKE} councils most like that of who asks, or for a spin-out of one.`,
  },
  {
    code: 'legal-form',
    counts: 'sameLegalForm',
    weight: 1,
    most: 1,
    sentence: 'They work in a spin-out of the same legal form as that of who asks.',
  },
] as const satisfies readonly Rule[];

export type RuleCode = (typeof RULES)[number]['code'];

/** All that counts for somebody. More of anything never makes it less. */
export function pointsOf({ limited, ...counted }: Counted & { limited: boolean }): number {
  const points = RULES.reduce((sum, { counts, weight, most }) => sum + weight * Math.min(counted[counts], most), 0);
  return limited ? Math.floor(points / 2) : points;
}

/** The same in SQL, of a row that has the columns of Counted by their names, and `limited`. */
export const POINTS_SQL = (row: string): string => {
  const sum = RULES.map(({ counts, weight, most }) => `${weight} * least(${row}."${counts}", ${most})`).join(' + ');
  return `(CASE WHEN ${row}.limited THEN (${sum}) / 2 ELSE ${sum} END)::int`;
};

/** A fact about somebody, in words that follow their name. */
export interface Reason {
  /** The rule that it gives points by; `answers-soon` gives none. */
  code: RuleCode | 'answers-soon';
  text: string;
  /** What it can be read at. */
  href: string | null;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
const named = (labels: Readonly<Record<string, string>>, codes: readonly string[]): string =>
  listed(codes.map((code) => inALine(labelOf(labels, code))));
const stageNamed = (stage: string | null): string => `“${labelOf(STAGES, stage ?? '')}”`;
const NUMBERS = ['no', 'a', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const some = (n: number, one: string, many = `${one}s`): string => `${NUMBERS[n] ?? n} ${n === 1 ? one : many}`;

/** What each rule says of somebody; null: another rule says it already. Every one is a fact. */
const SAYS: Readonly<Record<RuleCode, (who: Helper, question: Question) => string | null>> = {
  'note-both': (who) =>
    `wrote ${some(who.notesOnBoth, 'case note')} on ${named(TOPICS, who.bothTopics)} in ${named(SERVICE_AREAS, who.bothServices)}`,
  'note-topic': (who) => {
    const others = who.notesOnTopic - who.notesOnBoth;
    if (others === 0) return null;
    const wrote =
      who.notesOnBoth === 0 ? some(others, 'case note') : `${others === 1 ? 'one' : some(others, '', '').trim()} more`;
    return `wrote ${wrote} on ${named(TOPICS, who.otherTopics)}`;
  },
  'note-service': (who) =>
    who.notesOnBoth === 0
      ? `wrote ${some(who.notesOnService, 'case note')} about ${named(SERVICE_AREAS, who.noteServices)}`
      : null,
  'note-stage': (_who, { stage }) => `wrote about the stage ${stageNamed(stage)}`,
  'note-words': (who) =>
    who.notesOnTopic + who.notesOnService === 0 ? 'wrote a case note that has the words of this question' : null,
  'accepted-topic': (who) =>
    who.acceptedOnTopic === 1
      ? 'gave an accepted answer to a question like this'
      : `gave ${some(who.acceptedOnTopic, 'accepted answer')} to questions like this`,
  'accepted-service': (who, { serviceAreas }) =>
    who.acceptedOnTopic === 0 ? `gave an accepted answer about ${named(SERVICE_AREAS, serviceAreas)}` : null,
  worked: (who) =>
    `their answers worked for ${who.workedFor === 1 ? 'one person' : `${NUMBERS[who.workedFor] ?? who.workedFor} people`}`,
  answered: (who) =>
    who.acceptedOnTopic === 0 && who.workedFor === 0
      ? `answered ${some(who.answeredOnTopic, 'question')} like this`
      : null,
  'topic-offered': (who) => `offers help with ${named(TOPICS, who.offered)}`,
  'service-known': (who) => `knows ${named(SERVICE_AREAS, who.services)}`,
  'stage-lived': (who, { stage }) => (who.notesAtStage === 0 ? `lived through the stage ${stageNamed(stage)}` : null),
  'council-alike': (who, { own }) =>
    who.council === null
      ? null
      : `works ${who.letGo ? 'in a spin-out of' : 'for'} ${who.council}, a council like ${own ? 'yours' : 'the asker’s'}`,
  'legal-form': (who, { own }) =>
    `works in the same legal form as ${own ? 'you' : 'the asker'}: ${inALine(labelOf(LEGAL_FORMS, who.legalForm ?? ''))}`,
};

/** Where the fact can be read. */
const READ_AT: Partial<Record<RuleCode, (who: Helper) => string | null>> = {
  'note-both': (who) => who.note && `/case-notes/${who.note.id}`,
  'note-topic': (who) => (who.notesOnBoth === 0 && who.note ? `/case-notes/${who.note.id}` : null),
  'note-service': (who) => (who.notesOnTopic === 0 && who.note ? `/case-notes/${who.note.id}` : null),
  'note-words': (who) => who.note && `/case-notes/${who.note.id}`,
  'accepted-topic': (who) => who.answer && `/threads/${who.answer.threadId}?number=${who.answer.number}`,
};

/** What is said of somebody beside a question: what they did first, most points first. Empty for nobody who is shown. */
export function reasonsOf(who: Helper, question: Question): Reason[] {
  const reasons: Reason[] = RULES.filter(({ counts }) => who[counts] > 0)
    .toSorted((a, b) => rankOf(a.code) - rankOf(b.code))
    .flatMap(({ code }) => {
      const text = SAYS[code](who, question);
      return text === null ? [] : [{ code, text, href: READ_AT[code]?.(who) ?? null }];
    });
  const days = who.answersInDays;
  if (days !== null && days <= SOON_DAYS) {
    const when = days <= 1 ? 'within a day' : `in ${Math.ceil(days)} days`;
    reasons.push({ code: 'answers-soon', text: `usually answers ${when}`, href: null });
  }
  return reasons;
}

const SOON_DAYS = 14;
const SAID_FIRST: readonly RuleCode[] = ['note-both', 'note-topic', 'note-service', 'note-words', 'note-stage'];
const rankOf = (code: RuleCode): number => {
  const first = SAID_FIRST.indexOf(code);
  return first === -1 ? SAID_FIRST.length : first;
};
