import {
  type CaseNoteDetail,
  caseNotesPolicy,
  gradeOfFigure,
  headlineSaving,
  missingFrom,
  periodWords,
  type Responses,
  RESULTS,
  unitBeside,
  valueWords,
  yearsWords,
} from '#libs/case-notes';
import { freshness, type Freshness } from '#libs/guidance';
import { hasRole, isSignedIn, type Reader } from '#libs/people';
import { trustedFromStore } from '#libs/platform/markdown';
import { COUNCIL_TYPES, labelOf, LEGAL_FORMS, SERVICE_AREAS, TOPICS } from '#libs/taxonomy';
import { type Trusted } from '#libs/ui';
import { emptyForm, type Form } from '../forms.ts';
import { nameAndRole } from '../parts/byline.tsx';
import { inALine } from '../parts/in-a-line.ts';
import { GRADES, type Verdict } from '../parts/verdict.tsx';
import { addressOf, day, pounds, poundsPer } from '../parts/words.ts';

export interface MeasureView {
  name: string;
  unit: string;
  /** Null: not recorded. */
  before: string | null;
  after: string | null;
  beforePeriod: string | null;
  afterPeriod: string | null;
  verdict: Exclude<Verdict, 'mixed'>;
  comparator: string | null;
  source: string | null;
  grade: string;
}

export interface MoneyView {
  label: string;
  /** "£188,000 once". */
  amount: string;
  /** "£188,000", where its label says that it was once. */
  short: string;
  period: string;
  basis: string | null;
  netOf: string | null;
  whoSaves: string | null;
  attribution: string | null;
  source: string | null;
  grade: string;
}

export interface CaseNoteView {
  note: CaseNoteDetail;
  address: string;
  /** "England, county council, 2023 to 2026". */
  place: string;
  measures: MeasureView[];
  /** Of the measures with both values, in the order of the author, where they are the same for all. */
  periods: string | null;
  saving: MoneyView | null;
  /** A saving is there, but for no period: so nothing was saved yet, or nobody says when. */
  savingUndated: boolean;
  otherMoney: MoneyView[];
  money: MoneyView[];
  freshness: Freshness;
  whatHappened: Trusted;
  whatWentWrong: Trusted | null;
  whatWeWouldDoAgain: Trusted | null;
  /** After the stage: how it ended. */
  ended: string | undefined;
  author: string;
  missing: string[];
  serviceAreas: { href: string; text: string }[];
  topics: { href: string; text: string }[];
  legalForm: string | null;
  when: string;
  may: {
    edit: boolean;
    submit: boolean;
    takeBack: boolean;
    review: boolean;
    revise: boolean;
    withdraw: boolean;
    turnIntoGuidance: boolean;
    report: boolean;
    seePeople: boolean;
  };
  /** The form that was refused, shown again; for the others nothing was typed. */
  form: Form;
  reader: Reader;
  /** Of a published note. */
  responses: Responses | null;
}

export function caseNoteView(
  note: CaseNoteDetail,
  reader: Reader,
  responses: Responses | null,
  form: Form = emptyForm,
): CaseNoteView {
  const headline = headlineSaving(note.money);
  const money = note.money.map((figure) => moneyView(figure, note));
  const measures = note.outcomes.map((outcome) => measureView(outcome, note));
  const own = caseNotesPolicy.canEdit(reader, note);
  return {
    note,
    address: addressOf('case-notes', note.id, note.title),
    place: placeWords(note),
    measures,
    periods: commonPeriods(measures),
    saving: headline && moneyView(headline, note),
    savingUndated: !headline && note.money.some(({ kind }) => kind === 'saving'),
    otherMoney: note.money.filter((figure) => figure !== headline).map((figure) => moneyView(figure, note)),
    money,
    freshness: freshness({ goodUntil: note.goodUntil, doubted: responses?.doubted ?? false }),
    whatHappened: trustedFromStore(note.whatHappenedHtml),
    whatWentWrong: note.whatWentWrongHtml === '' ? null : trustedFromStore(note.whatWentWrongHtml),
    whatWeWouldDoAgain: note.whatWeWouldDoAgainHtml === '' ? null : trustedFromStore(note.whatWeWouldDoAgainHtml),
    ended: note.stage === 'ended' && note.result ? `(${RESULTS[note.result].toLowerCase()})` : undefined,
    author: nameAndRole(note.authorName, note.authorRole),
    missing: missingFrom(note),
    serviceAreas: note.serviceAreas.map((code) => ({
      href: `/case-notes?serviceArea=${code}`,
      text: labelOf(SERVICE_AREAS, code),
    })),
    topics: note.topics.map((code) => ({ href: `/case-notes?topic=${code}`, text: labelOf(TOPICS, code) })),
    legalForm: note.legalForm && labelOf(LEGAL_FORMS, note.legalForm),
    when: yearsWords(note.periodFrom, note.periodTo),
    may: {
      edit: own && (note.status === 'draft' || note.status === 'submitted'),
      submit: own && note.status === 'draft',
      takeBack: own && note.status === 'submitted',
      review: note.status === 'submitted' && caseNotesPolicy.canReview(reader, note),
      revise: own && (note.status === 'published' || note.status === 'withdrawn') && note.revisionId === null,
      withdraw: note.status === 'published' && caseNotesPolicy.canWithdraw(reader, note),
      turnIntoGuidance: note.status === 'published' && hasRole(reader, 'moderator', 'subject_editor'),
      report: note.status === 'published' && isSignedIn(reader) && !own,
      seePeople: isSignedIn(reader),
    },
    form,
    reader,
    responses,
  };
}

function placeWords({ nation, councilType, periodFrom, periodTo }: CaseNoteDetail): string {
  const type = councilType && labelOf(COUNCIL_TYPES, councilType);
  return [nation, type && inALine(type), yearsWords(periodFrom, periodTo)].filter(Boolean).join(', ');
}

function measureView(outcome: CaseNoteDetail['outcomes'][number], note: CaseNoteDetail): MeasureView {
  const { name, unit, baselineValue, laterValue } = outcome;
  return {
    name,
    unit: unitBeside(name, unit),
    before: baselineValue === null ? null : valueWords(baselineValue, unit),
    after: laterValue === null ? null : valueWords(laterValue, unit),
    beforePeriod: outcome.baselinePeriod,
    afterPeriod: outcome.laterPeriod,
    verdict: outcome.verdict,
    comparator: outcome.comparator,
    source: outcome.source,
    grade: GRADES[gradeOfFigure(outcome, note)],
  };
}

const moneyView = (figure: CaseNoteDetail['money'][number], note: CaseNoteDetail): MoneyView => ({
  label: figure.label,
  amount: poundsPer(figure.amount, figure.per),
  short: figure.per === 'once' ? pounds(figure.amount) : poundsPer(figure.amount, figure.per),
  period:
    figure.per === 'once' ? periodWords(figure.from, figure.to ?? figure.from) : periodWords(figure.from, figure.to),
  basis: figure.basis,
  netOf: figure.netOf,
  whoSaves: figure.whoSaves,
  attribution: figure.attribution,
  source: figure.source,
  grade: GRADES[gradeOfFigure(figure, note)],
});

/** "2022-23 against 2025-26", where that is so for every pair; else the table below has to say it. */
function commonPeriods(measures: readonly MeasureView[]): string | null {
  const pairs = measures.filter(({ verdict }) => verdict !== 'unknown');
  const periods = new Set(
    pairs.map(({ beforePeriod, afterPeriod }) =>
      beforePeriod && afterPeriod ? `${beforePeriod} against ${afterPeriod}` : '',
    ),
  );
  const [only] = periods;
  return periods.size === 1 && only ? only : null;
}

/** What a draft, a submitted note or a withdrawn one says of itself, before anything else. */
export function standingWords({ note, may }: CaseNoteView): string | null {
  if (note.status === 'draft') return 'This is a draft. Only you can see it.';
  if (note.status === 'submitted') {
    const since = note.submittedAt ? ` on ${day(note.submittedAt)}` : '';
    return `Submitted for review${since}. Only ${may.edit ? 'you' : 'its author'} and moderators can see it.`;
  }
  if (note.status === 'withdrawn') {
    const since = note.withdrawnAt ? ` on ${day(note.withdrawnAt)}` : '';
    const by = note.withdrawnBy ? ` by ${note.withdrawnBy === 'author' ? 'its author' : 'a moderator'}` : '';
    return `This note was withdrawn${since}${by}. Its text and figures are no longer shown.`;
  }
  return null;
}
