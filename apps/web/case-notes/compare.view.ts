import {
  type Agreement,
  agreementOf,
  type ComparedMeasure,
  type ComparedMoney,
  type ComparedNote,
  folded,
  gradeOfFigure,
  LOSS_REASONS,
  measuresOf,
  MONEY_KINDS,
  moneyOf,
  periodWords,
  lawfulHelpWords,
  POLITICAL_TAGS,
  RESULTS,
  unitBeside,
  valueWords,
  yearsWords,
} from '#libs/case-notes';
import { plainText } from '#libs/platform/markdown';
import { COUNCIL_TYPES, labelOf, LEGAL_FORMS, ROUTES, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { inALine } from '../parts/in-a-line.ts';
import { GRADES, savingWords, type Verdict } from '../parts/verdict.tsx';
import { addressOf, day, month, pounds, poundsPer } from '../parts/words.ts';

/** One thing that a note says. */
export interface Said {
  text: string;
  verdict?: Verdict;
  source?: string | null;
  /** Who checked it. */
  grade?: string;
}

export interface ComparedRow {
  label: string;
  /** Beside the label, where that does not say it already. */
  unit: string;
  /** The two questions that decision makers ask. */
  isKey: boolean;
  /** Null: words, which are never the same, or nothing to compare. */
  agreement: Agreement | null;
  /** What each note says; nothing: it is not recorded. Null: the note is withdrawn. */
  cells: (readonly Said[] | null)[];
}

export interface ComparedColumn {
  id: string;
  title: string;
  address: string;
  /** What stands before each of its lines on a narrow screen. */
  short: string;
  fictional: boolean;
  /** "Draft", "Withdrawn on 3 May 2026"; null: it is published. */
  standing: string | null;
}

export interface CompareView {
  columns: ComparedColumn[];
  rows: ComparedRow[];
  /** So many of those asked for are not there. */
  missing: number;
  csv: string;
  /** To take one away: the address without it. Empty where two are left. */
  without: string[];
  add: string | null;
}

export function compareView(notes: readonly ComparedNote[], asked: number): CompareView {
  const ids = notes.map(({ id }) => id);
  return {
    columns: notes.map(columnOf),
    rows: rowsOf(notes),
    missing: asked - notes.length,
    csv: `/case-notes/compare.csv?ids=${ids.join(',')}`,
    without: ids.length > 2 ? ids.map((id) => compareAddress(ids.filter((other) => other !== id))) : [],
    add: ids.length < 4 ? ids.join(',') : null,
  };
}

const compareAddress = (ids: readonly string[]): string => `/case-notes/compare?ids=${ids.join(',')}`;

function columnOf(note: ComparedNote, i: number): ComparedColumn {
  return {
    id: note.id,
    title: note.title,
    address: addressOf('case-notes', note.id, note.title),
    short: `${i + 1}. ${note.spinOutName ?? note.councilName ?? note.title}`,
    fictional: note.fictional,
    standing: standingOf(note),
  };
}

function standingOf({ status, withdrawnAt }: ComparedNote): string | null {
  if (status === 'withdrawn') return withdrawnAt ? `Withdrawn on ${day(withdrawnAt)}` : 'Withdrawn';
  if (status === 'published') return null;
  return status === 'submitted' ? 'Waiting for review' : 'Draft';
}

function rowsOf(notes: readonly ComparedNote[]): ComparedRow[] {
  const fact = (label: string, said: (note: ComparedNote) => string | null, over: Partial<ComparedRow> = {}) => ({
    label,
    unit: '',
    isKey: false,
    agreement: agreementOf(notes, said),
    cells: cellsOf(notes, (note) => {
      const text = said(note);
      return text === null ? [] : [{ text }];
    }),
    ...over,
  });
  /** Words, which no two people choose alike. */
  const words = (label: string, said: (note: ComparedNote) => string | null) => fact(label, said, { agreement: null });
  const rows: (ComparedRow | false)[] = [
    {
      ...fact('Did the service get worse?', ({ verdict }) => verdict, { isKey: true }),
      cells: cellsOf(notes, ({ verdict, whyNotKnown }) => [
        { text: verdict === 'unknown' ? (whyNotKnown ?? '') : '', verdict },
      ]),
    },
    fact('What was saved?', savingWords, { isKey: true }),
    fact('Who checked it', ({ evidenceGrade }) => GRADES[evidenceGrade]),
    ...measuresOf(notes).map((row) => measureRow(notes, row)),
    ...moneyOf(notes).map((row) => moneyRow(notes, row)),
    words('Options considered', ({ options }) => listed(options.map(optionWords))),
    words('Cost of doing nothing', ({ costOfDoingNothing }) => costOfDoingNothing),
    words('What went wrong', ({ whatWentWrong }) => plainText(whatWentWrong) || null),
    words('Lawful help', lawfulHelpWords),
    fact('Where it is now', ({ stage }) => stage && labelOf(STAGES, stage)),
    fact('What became of it', ({ result }) => result && RESULTS[result]),
    notes.some(({ lossReason }) => lossReason !== null) &&
      fact('Why it was lost', ({ lossReason }) => lossReason && LOSS_REASONS[lossReason]),
    fact('Legal form', ({ legalForm }) => legalForm && labelOf(LEGAL_FORMS, legalForm)),
    fact('How it was contracted', ({ route }) => route && labelOf(ROUTES, route)),
    fact('Service', ({ serviceAreas }) => listed(serviceAreas.map((code) => labelOf(SERVICE_AREAS, code)))),
    fact('Where', placeWords),
    fact('When', ({ periodFrom, periodTo }) => yearsWords(periodFrom, periodTo) || null),
    fact('Politics at the time', ({ politicalTags }) => listed(politicalTags.map((tag) => POLITICAL_TAGS[tag]))),
    fact(
      'Done while cutting',
      ({ doneWhileCuttingPercent }) => doneWhileCuttingPercent && `${doneWhileCuttingPercent}%`,
    ),
    words('Would do again', ({ whatWeWouldDoAgain }) => plainText(whatWeWouldDoAgain) || null),
    words('Checked', ({ lastCheckedOn, goodUntil }) =>
      lastCheckedOn ? `${month(lastCheckedOn)}${goodUntil ? `, good until ${month(goodUntil)}` : ''}` : null,
    ),
  ];
  return rows.filter((row) => row !== false);
}

const cellsOf = (
  notes: readonly ComparedNote[],
  said: (note: ComparedNote, i: number) => Said[],
): ComparedRow['cells'] => notes.map((note, i) => (note.status === 'withdrawn' ? null : said(note, i)));

const measureRow = (
  notes: readonly ComparedNote[],
  { name, unit, agreement, cells }: ComparedMeasure,
): ComparedRow => ({
  label: name,
  unit: unitBeside(name, unit),
  isKey: false,
  agreement,
  cells: cellsOf(notes, (note, i) =>
    cells[i]!.map((outcome) => ({
      text: `${valueAt(outcome.baselineValue, outcome.baselinePeriod, unit)} to ${valueAt(outcome.laterValue, outcome.laterPeriod, unit)}`,
      verdict: outcome.verdict,
      source: outcome.source,
      grade: GRADES[gradeOfFigure(outcome, note)],
    })),
  ),
});

const valueAt = (value: string | null, period: string | null, unit: string): string =>
  `${value === null ? 'not recorded' : valueWords(value, unit)}${period ? ` (${period})` : ''}`;

const moneyRow = (notes: readonly ComparedNote[], { kind, label, agreement, cells }: ComparedMoney): ComparedRow => ({
  label: label ?? MONEY_KINDS[kind],
  unit: label === null || folded(label) === folded(MONEY_KINDS[kind]) ? '' : inALine(MONEY_KINDS[kind]),
  isKey: false,
  agreement,
  cells: cellsOf(notes, (note, i) =>
    cells[i]!.map((figure) => {
      const period = periodWords(figure.from, figure.to);
      const named = label === null && figure.label ? `${figure.label}: ` : '';
      // A label that has it already is not to say "a year" twice.
      const saysIt = figure.per === 'year' && /\ba year\b/i.test(named);
      const amount = saysIt ? pounds(figure.amount) : poundsPer(figure.amount, figure.per);
      const basis = figure.basis && `. Compared with: ${figure.basis}`;
      return {
        text: `${named}${[amount, period].filter(Boolean).join(', ')}${basis ?? ''}`,
        source: figure.source,
        grade: GRADES[gradeOfFigure(figure, note)],
      };
    }),
  ),
});

const optionWords = ({ name, score, chosen }: ComparedNote['options'][number]): string =>
  `${name}${score === null ? '' : ` (${score})`}${chosen === 'yes' ? ', chosen' : ''}`;

const listed = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join('; '));

function placeWords({ councilName, councilType, nation }: ComparedNote): string | null {
  const type = councilType && inALine(labelOf(COUNCIL_TYPES, councilType));
  return [councilName, type, nation].filter(Boolean).join(', ') || null;
}
