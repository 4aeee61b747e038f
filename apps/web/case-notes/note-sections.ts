import {
  AUTHOR_TIES,
  type CaseNoteDetail,
  CONFIDENCES,
  DOCUMENT_KINDS,
  MONEY_KINDS,
  PERS,
  POLITICAL_TAGS,
  RESULTS,
} from '#libs/case-notes';
import { LEGAL_FORMS, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { type Form } from '../forms.ts';
import { GRADES } from '../parts/verdict.tsx';

type Labels = Readonly<Record<string, string>>;

export interface SectionField {
  name: string;
  label: string;
  hint?: string;
  /** Absent: one line of text. */
  as?: 'lines' | 'date' | { one: Labels; none: string } | { several: Labels };
}

export interface SectionRows {
  /** The list of the note that the rows are. */
  list: 'outcomes' | 'money' | 'options' | 'capacity' | 'documents' | 'peopleToAsk';
  /** "Option", before its number. */
  row: string;
  fields: readonly SectionField[];
  most: number;
}

/** One small page of the form. */
export interface NoteSection {
  slug: string;
  title: string;
  intro?: string;
  fields: readonly SectionField[];
  rows: readonly SectionRows[];
}

const one = (labels: Labels, none = 'Choose one') => ({ one: labels, none });
const CHECKED = { one: Object.fromEntries(CONFIDENCES.map((code) => [code, GRADES[code]])), none: 'Not said' };
const SOURCE: SectionField[] = [
  { name: 'source', label: 'Source' },
  { name: 'confidence', label: 'Who checked it', as: CHECKED },
  {
    name: 'confidentialUntil',
    label: 'Not to be known until',
    hint: 'Before this day only you and moderators see it. Leave it empty if anyone may.',
    as: 'date',
  },
];

export const NOTE_SECTIONS: readonly NoteSection[] = [
  {
    slug: 'about',
    title: 'What it is about',
    fields: [
      { name: 'title', label: 'Title', hint: 'What happened, in one line' },
      { name: 'summary', label: 'Summary', hint: 'One or two sentences that say how it went', as: 'lines' },
      { name: 'council', label: 'Council', hint: 'Its name or its code. Leave it empty if there is none.' },
      { name: 'spinOut', label: 'Spin-out', hint: 'Its name, if it is on Waymark' },
      { name: 'stage', label: 'Stage they have reached', as: one(STAGES) },
      { name: 'result', label: 'What became of it', as: one(RESULTS) },
      { name: 'legalForm', label: 'Legal form', as: one(LEGAL_FORMS, 'Not known') },
      { name: 'periodFrom', label: 'When it began', as: 'date' },
      { name: 'periodTo', label: 'When it ended', hint: 'Leave it empty if it goes on', as: 'date' },
      { name: 'serviceAreas', label: 'Service areas', hint: 'Up to 5', as: { several: SERVICE_AREAS } },
      { name: 'topics', label: 'Topics', hint: 'Up to 8', as: { several: TOPICS } },
      { name: 'authorTie', label: 'What ties you to it', hint: 'Readers see this', as: one(AUTHOR_TIES) },
    ],
    rows: [],
  },
  {
    slug: 'decision',
    title: 'What was decided and why now',
    fields: [
      { name: 'decision', label: 'What was decided', as: 'lines' },
      { name: 'whyNow', label: 'Why now', as: 'lines' },
      {
        name: 'costOfDoingNothing',
        label: 'The cost of doing nothing',
        hint: 'What it would have cost to leave things as they were',
        as: 'lines',
      },
    ],
    rows: [],
  },
  {
    slug: 'options',
    title: 'Options considered',
    intro: 'From the options appraisal on we ask for at least two, the rivals as well as the one that was chosen.',
    fields: [],
    rows: [
      {
        list: 'options',
        row: 'Option',
        most: 10,
        fields: [
          { name: 'name', label: 'Name of the option' },
          { name: 'description', label: 'What it was', as: 'lines' },
          { name: 'score', label: 'Score, if it was scored' },
          { name: 'chosen', label: 'Was it chosen?', as: one({ yes: 'Yes', no: 'No' }) },
          { name: 'why', label: 'Why, or why not', as: 'lines' },
        ],
      },
    ],
  },
  {
    slug: 'outcomes',
    title: 'Did the service get worse?',
    intro: 'Measures before and after. Give those that got worse as well.',
    fields: [{ name: 'whyNotKnown', label: 'If there is no measure, why it is not known', as: 'lines' }],
    rows: [
      {
        list: 'outcomes',
        row: 'Measure',
        most: 20,
        fields: [
          { name: 'name', label: 'What was measured', hint: 'Such as: visits per open hour' },
          { name: 'unit', label: 'Unit' },
          { name: 'better', label: 'What is better?', as: one({ up: 'More is better', down: 'Less is better' }) },
          { name: 'baselineValue', label: 'Value before' },
          { name: 'baselinePeriod', label: 'Period before' },
          { name: 'laterValue', label: 'Value after' },
          { name: 'laterPeriod', label: 'Period after' },
          { name: 'comparator', label: 'Compared with what', hint: 'Such as: the average of like councils' },
          ...SOURCE,
        ],
      },
    ],
  },
  {
    slug: 'money',
    title: 'What was saved?',
    intro: 'Savings, and what they cost. A saving for each year needs its period.',
    fields: [
      {
        name: 'claimsEvidenced',
        label: 'Should it be published as evidenced?',
        hint: 'That needs a measure before and after and a figure for money, each with its source. Else it is an outline.',
        as: one({ true: 'Yes, or not at all', false: 'No, an outline will do' }, 'Not said'),
      },
    ],
    rows: [
      {
        list: 'money',
        row: 'Figure',
        most: 20,
        fields: [
          { name: 'kind', label: 'Kind', as: one(MONEY_KINDS) },
          { name: 'label', label: 'What it is' },
          { name: 'amount', label: 'Amount in pounds' },
          { name: 'per', label: 'How often', as: one(PERS) },
          { name: 'from', label: 'From', as: 'date' },
          { name: 'to', label: 'To', as: 'date' },
          { name: 'basis', label: 'Compared with what' },
          { name: 'netOf', label: 'Net of what' },
          { name: 'whoSaves', label: 'Who saves' },
          { name: 'attribution', label: 'How much of it is owed to the change' },
          ...SOURCE,
        ],
      },
    ],
  },
  {
    slug: 'capacity',
    title: 'People and time it took',
    fields: [],
    rows: [
      {
        list: 'capacity',
        row: 'Role',
        most: 20,
        fields: [
          { name: 'stage', label: 'Stage', as: one(STAGES) },
          { name: 'role', label: 'Role', hint: 'Such as: finance lead. No name.' },
          { name: 'daysPerWeek', label: 'Days a week' },
          { name: 'months', label: 'Months' },
        ],
      },
    ],
  },
  {
    slug: 'story',
    title: 'The story',
    intro: 'You can use Markdown: a line that begins with a hyphen becomes a list.',
    fields: [
      { name: 'whatHappened', label: 'What happened', as: 'lines' },
      { name: 'whatWentWrong', label: 'What went wrong', as: 'lines' },
      { name: 'whatWeWouldDoAgain', label: 'What you would do again', as: 'lines' },
    ],
    rows: [],
  },
  {
    slug: 'objections',
    title: 'Tactics used and objections met',
    fields: [
      { name: 'tacticsUsed', label: 'Tactics used', as: 'lines' },
      {
        name: 'objectionsMet',
        label: 'Objections met',
        hint: 'What was said against it, and what answered it',
        as: 'lines',
      },
    ],
    rows: [],
  },
  {
    slug: 'politics',
    title: 'Politics, lawful help and cuts',
    intro: 'Do not name a party or a person.',
    fields: [
      { name: 'politicalTags', label: 'What the politics were', as: { several: POLITICAL_TAGS } },
      { name: 'politicalContext', label: 'More about the politics' },
      {
        name: 'lawfulHelp',
        label: 'Lawful help from the council',
        hint: 'Such as: a reserved contract, a loan, a lease',
      },
      { name: 'doneWhileCuttingPercent', label: 'Cut to the budget at the same time, in %' },
    ],
    rows: [],
  },
  {
    slug: 'documents',
    title: 'Documents and people to ask',
    fields: [],
    rows: [
      {
        list: 'documents',
        row: 'Document',
        most: 20,
        fields: [
          { name: 'title', label: 'Title of the document' },
          { name: 'address', label: 'Web address', hint: 'It begins with https://' },
          { name: 'description', label: 'Or where it can be found' },
          { name: 'date', label: 'Date', as: 'date' },
          { name: 'kind', label: 'Kind of document', as: one(DOCUMENT_KINDS) },
        ],
      },
      {
        list: 'peopleToAsk',
        row: 'Person',
        most: 5,
        fields: [
          { name: 'role', label: 'Role of somebody one may ask', hint: 'No name. Such as: head of service then' },
        ],
      },
    ],
  },
];

export const sectionOf = (slug: string): NoteSection | undefined =>
  NOTE_SECTIONS.find((section) => section.slug === slug);

/** The page on which a field stands: "money" for money.0.from. */
export const sectionWith = (field: string): NoteSection =>
  NOTE_SECTIONS.find(
    ({ fields, rows }) =>
      fields.some(({ name }) => name === field) || rows.some(({ list }) => field.startsWith(`${list}.`)),
  ) ?? NOTE_SECTIONS[0]!;

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? String(value) : '';

/** The page filled in with the note as it is now. */
export function sectionForm(section: NoteSection, note: CaseNoteDetail): Form {
  const saved: Record<string, unknown> = {
    ...note,
    council: note.council?.name ?? '',
    spinOut: note.spinOut?.name ?? '',
  };
  const values: Record<string, string | readonly string[]> = {};
  for (const { name, as } of section.fields) {
    values[name] = isSeveral(as) ? [...((saved[name] as string[] | undefined) ?? [])] : textOf(saved[name]);
  }
  for (const { list, fields } of section.rows) {
    for (const [place, row] of note[list].entries()) {
      const cells: Record<string, unknown> = { ...row };
      for (const { name } of fields) values[`${list}.${place}.${name}`] = textOf(cells[name]);
    }
  }
  return { values, problems: [] };
}

/** Whether anything stands in a section of the note. */
export const isBegun = (section: NoteSection, note: CaseNoteDetail): boolean =>
  Object.values(sectionForm(section, note).values).some(
    (value) => value.length > 0 && value !== 'none' && value !== 'false',
  );

/** Rows shown: those that are filled in and two more. */
export function rowsShownOf({ list, most }: SectionRows, form: Form): number {
  const places = Object.keys(form.values).flatMap((name) => {
    const [kind, place] = name.split('.');
    return kind === list ? [Number(place) + 1] : [];
  });
  return Math.min(most, Math.max(0, ...places) + 2);
}

type Posted = Readonly<Record<string, unknown>>;

/**
 * What was posted, as the values to show again and the part of a note to read. Rows whose written fields are all empty
 * were not used; what is left moves up.
 */
export function readSection(section: NoteSection, posted: Posted) {
  const values: Record<string, string | string[]> = {};
  const part: Record<string, unknown> = {};
  const emptied: string[] = [];
  for (const { name, as } of section.fields) {
    if (isSeveral(as)) {
      const given = posted[name];
      const chosen = (Array.isArray(given) ? given : [given]).map(textOf).filter((code) => code !== '');
      values[name] = chosen;
      part[name] = chosen;
    } else {
      values[name] = textOf(posted[name]);
      if (textOf(posted[name]).trim() === '') emptied.push(name);
      else part[name] = values[name];
    }
  }
  for (const { list, fields, most } of section.rows) {
    const rows: Record<string, string>[] = [];
    for (let place = 0; place < most; place++) {
      const cells = fields.map(({ name, as }) => ({ name, as, text: textOf(posted[`${list}.${place}.${name}`]) }));
      if (!cells.some(({ as, text }) => typeof as !== 'object' && text.trim() !== '')) continue;
      for (const { name, text } of cells) values[`${list}.${rows.length}.${name}`] = text;
      rows.push(Object.fromEntries(cells.filter(({ text }) => text !== '').map(({ name, text }) => [name, text])));
    }
    part[list] = rows;
  }
  return { values, part, emptied };
}

const isSeveral = (as: SectionField['as']): as is { several: Labels } => typeof as === 'object' && 'several' in as;
