import { STAGES } from '#libs/taxonomy';
import { type MoneyFacts, type OutcomeFacts, hasPeriod, outcomeVerdict } from './evidence.ts';

/** What is asked of a note here; a text is absent, null or empty where nothing was written. */
export interface NoteFacts {
  readonly outcomes: readonly OutcomeFacts[];
  readonly money: readonly MoneyFacts[];
  readonly council?: unknown;
  readonly spinOut?: unknown;
  readonly periodFrom?: string | null;
  readonly periodTo?: string | null;
  readonly whatWentWrong?: string | null;
  readonly whatWeWouldDoAgain?: string | null;
  readonly costOfDoingNothing?: string | null;
  readonly lawfulHelp?: string | null;
  readonly lawfulHelpKinds?: readonly string[];
  readonly politicalContext?: string | null;
  readonly politicalTags?: readonly string[];
  readonly stage?: string | null;
  readonly options?: readonly unknown[];
  readonly documents?: readonly unknown[];
  readonly decision?: string | null;
}

/** What would make a note more specific, in words, most wanted first. Empty: nothing that we ask for is missing. */
export function missingFrom(note: NoteFacts): string[] {
  const { outcomes, money } = note;
  const pairs = outcomes.filter((outcome) => outcomeVerdict(outcome) !== 'unknown');
  const wanted: [boolean, string][] = [
    [pairs.length > 0, 'A measure of the service, before and after'],
    [pairs.length === 0 || pairs.some(({ source }) => source), 'A source for the measures'],
    [money.length > 0, 'A figure for money'],
    [money.length === 0 || money.some(hasPeriod), 'The period that the money is for'],
    [money.length === 0 || money.some(({ source }) => source), 'A source for the money'],
    [Boolean(note.council ?? note.spinOut), 'Which council or spin-out it was'],
    [Boolean(note.periodFrom), 'When it happened'],
    [(note.documents ?? []).length > 0, 'A named document'],
    [!asksForOptions(note.stage ?? null) || (note.options ?? []).length >= 2, 'The options that were considered'],
    [Boolean(note.decision), 'What was decided'],
    [Boolean(note.whatWentWrong), 'What went wrong'],
    [Boolean(note.whatWeWouldDoAgain), 'What they would do again'],
    [Boolean(note.costOfDoingNothing), 'The cost of doing nothing'],
    [Boolean(note.lawfulHelp) || (note.lawfulHelpKinds ?? []).length > 0, 'Lawful help from the council'],
    [Boolean(note.politicalContext) || (note.politicalTags ?? []).length > 0, 'The politics at the time'],
  ];
  return wanted.filter(([there]) => !there).map(([, words]) => words);
}

/** Nothing specific to hold on to: no date, no figure, no document. Such a note is never more than an outline. */
export const isVague = ({ outcomes, money, periodFrom, periodTo, documents }: NoteFacts): boolean =>
  !periodFrom &&
  !periodTo &&
  money.length === 0 &&
  (documents ?? []).length === 0 &&
  outcomes.every(({ baselineValue, laterValue }) => baselineValue == null && laterValue == null);

const ORDER = Object.keys(STAGES);

/** From the options appraisal on there was a choice between at least two. */
export const asksForOptions = (stage: string | null): boolean =>
  stage !== null && ORDER.indexOf(stage) >= ORDER.indexOf('options-appraisal');
