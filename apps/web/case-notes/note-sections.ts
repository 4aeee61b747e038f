import {
  AUTHOR_TIES,
  type CaseNoteContent,
  type CaseNoteDetail,
  CONFIDENCES,
  DOCUMENT_KINDS,
  DOCUMENT_LICENCES,
  LICENCES,
  LOSS_REASONS,
  MONEY_KINDS,
  PERS,
  LAWFUL_HELP_KINDS,
  POLITICAL_TAGS,
  RESULTS,
  type TypedFields,
} from '#libs/case-notes';
import { type Problem } from '#libs/platform/inputs';
import { LEGAL_FORMS, ROUTES, SERVICE_AREAS, STAGES } from '#libs/taxonomy';
import { type Form } from '../forms.ts';
import { GRADES } from '../parts/verdict.tsx';

type Labels = Readonly<Record<string, string>>;

export interface SectionField {
  name: string;
  label: string;
  hint?: string;
  /** Absent: one line of text. Topics are chosen from several, by group. */
  as?: 'lines' | 'date' | 'decimal' | 'pounds' | 'topics' | { one: Labels; none: string } | { several: Labels };
  /** Beside its neighbour, where there is room. */
  half?: boolean;
  /** Of a text in lines. */
  tall?: number;
}

export interface SectionRows {
  /** The list of the note that the rows are. */
  list: 'outcomes' | 'money' | 'options' | 'capacity' | 'documents' | 'peopleToAsk';
  /** "Option", before its number. */
  row: string;
  fields: readonly SectionField[];
  most: number;
  /** Rows shown where none is filled in. */
  least: number;
  /** Whether a row can begin from a measure that many have. */
  common?: boolean;
}

/** One small page of the form. */
export interface NoteSection {
  slug: string;
  title: string;
  intro?: string;
  /** Beside its title in the list. */
  hint?: string;
  fields: readonly SectionField[];
  rows: readonly SectionRows[];
}

export interface SectionGroup {
  title: string;
  sections: readonly NoteSection[];
}

const one = (labels: Labels, none = 'Choose one') => ({ one: labels, none });
const CHECKED = { one: Object.fromEntries(CONFIDENCES.map((code) => [code, GRADES[code]])), none: 'Not said' };
const SOURCE: SectionField[] = [
  { name: 'source', label: 'Source', hint: 'The name of a document, or who counted' },
  { name: 'confidence', label: 'Who checked it', as: CHECKED, half: true },
  {
    name: 'confidentialUntil',
    label: 'Not to be known until',
    hint: 'Before that day only you and moderators see it',
    as: 'date',
    half: true,
  },
];

const ABOUT: NoteSection = {
  slug: 'about',
  title: 'Title and place',
  fields: [
    {
      name: 'title',
      label: 'Title',
      hint: 'What happened, in one line. Such as: Twelve libraries, one staff-led society',
    },
    {
      name: 'summary',
      label: 'Summary',
      hint: 'One or two sentences that say how it went',
      as: 'lines',
      tall: 3,
    },
    { name: 'council', label: 'Council', hint: 'Its name or its code. Leave it empty if there is none.' },
    { name: 'spinOut', label: 'Spin-out', hint: 'Its name, if it is on Waymark' },
  ],
  rows: [],
};

const SUBJECT: NoteSection = {
  slug: 'subject',
  title: 'Services and topics',
  intro: 'People find your note by these.',
  fields: [
    { name: 'serviceAreas', label: 'Service areas', hint: 'Up to 5', as: { several: SERVICE_AREAS } },
    { name: 'topics', label: 'Topics', hint: 'Up to 8', as: 'topics' },
  ],
  rows: [],
};

const STAGE: NoteSection = {
  slug: 'stage',
  title: 'How far it got, and when',
  fields: [
    { name: 'stage', label: 'Stage they have reached', as: one(STAGES) },
    { name: 'result', label: 'What became of it', hint: 'A failure helps as much as a success', as: one(RESULTS) },
    { name: 'lossReason', label: 'If a bid or the contract was lost, why', as: one(LOSS_REASONS, 'It was not lost') },
    { name: 'route', label: 'How it was contracted', as: one(ROUTES, 'Not known, or not yet') },
    { name: 'legalForm', label: 'Legal form', as: one(LEGAL_FORMS, 'Not known') },
    { name: 'periodFrom', label: 'When it began', as: 'date', half: true },
    { name: 'periodTo', label: 'When it ended', hint: 'Leave it empty if it goes on', as: 'date', half: true },
  ],
  rows: [],
};

const DECISION: NoteSection = {
  slug: 'decision',
  title: 'What was decided and why now',
  fields: [
    { name: 'decision', label: 'What was decided', as: 'lines', tall: 4 },
    { name: 'whyNow', label: 'Why now', as: 'lines', tall: 4 },
    {
      name: 'costOfDoingNothing',
      label: 'The cost of doing nothing',
      hint: 'What it would have cost to leave things as they were. If nobody worked it out, leave it empty.',
      as: 'lines',
      tall: 3,
    },
  ],
  rows: [],
};

const OPTIONS: NoteSection = {
  slug: 'options',
  title: 'Options considered',
  intro: 'From the options appraisal on we ask for at least two: the rivals as well as the one that was chosen.',
  fields: [],
  rows: [
    {
      list: 'options',
      row: 'Option',
      most: 10,
      least: 2,
      fields: [
        { name: 'name', label: 'Name of the option' },
        { name: 'description', label: 'What it was', as: 'lines', tall: 2 },
        { name: 'score', label: 'Score, if it was scored', as: 'decimal', half: true },
        { name: 'chosen', label: 'Was it chosen?', as: one({ yes: 'Yes', no: 'No' }), half: true },
        { name: 'why', label: 'Why, or why not', as: 'lines', tall: 2 },
      ],
    },
  ],
};

const OUTCOMES: NoteSection = {
  slug: 'outcomes',
  title: 'Did the service get worse?',
  intro:
    'Measures before and after. Whether it got better follows from the values: nobody types it. Give those that got worse as well.',
  fields: [
    {
      name: 'whyNotKnown',
      label: 'If there is no measure, why it is not known',
      hint: 'Such as: it has not gone live yet',
      as: 'lines',
      tall: 2,
    },
  ],
  rows: [
    {
      list: 'outcomes',
      row: 'Measure',
      most: 20,
      least: 1,
      common: true,
      fields: [
        { name: 'name', label: 'What was measured', hint: 'Such as: visits per open hour' },
        { name: 'unit', label: 'Unit', half: true },
        {
          name: 'better',
          label: 'What is better?',
          as: one({ up: 'More is better', down: 'Less is better' }),
          half: true,
        },
        { name: 'baselineValue', label: 'Value before', as: 'decimal', half: true },
        { name: 'baselinePeriod', label: 'Period before', half: true },
        { name: 'laterValue', label: 'Value after', as: 'decimal', half: true },
        { name: 'laterPeriod', label: 'Period after', half: true },
        { name: 'comparator', label: 'Compared with what', hint: 'Such as: the average of like councils' },
        ...SOURCE,
      ],
    },
  ],
};

const MONEY: NoteSection = {
  slug: 'money',
  title: 'What was saved, and what it cost',
  intro: 'Savings, and what they cost. A saving for each year needs its period.',
  fields: [
    {
      name: 'claimsEvidenced',
      label: 'Should the note be published as evidenced?',
      hint: 'That needs a measure before and after and a figure for money, each with its source. Else it is an outline.',
      as: one({ true: 'Yes, or not at all', false: 'No, an outline will do' }, 'Not said'),
    },
  ],
  rows: [
    {
      list: 'money',
      row: 'Figure',
      most: 20,
      least: 1,
      fields: [
        { name: 'kind', label: 'Kind', as: one(MONEY_KINDS), half: true },
        { name: 'label', label: 'What it is', half: true },
        { name: 'amount', label: 'Amount in pounds', as: 'pounds', half: true },
        { name: 'per', label: 'How often', as: one(PERS), half: true },
        { name: 'from', label: 'From', as: 'date', half: true },
        { name: 'to', label: 'To', as: 'date', half: true },
        { name: 'stage', label: 'In which stage', as: one(STAGES, 'Not of one stage'), half: true },
        { name: 'whoSaves', label: 'Who saves or pays', half: true },
        { name: 'basis', label: 'Compared with what', hint: 'Such as: the 2022-23 budget' },
        { name: 'netOf', label: 'Net of what', hint: 'What was taken off it already' },
        { name: 'attribution', label: 'How much of it is owed to the change' },
        ...SOURCE,
      ],
    },
  ],
};

const CAPACITY: NoteSection = {
  slug: 'capacity',
  title: 'People and time it took',
  intro: 'By stage, so that others can plan. What each stage cost goes with the money.',
  fields: [],
  rows: [
    {
      list: 'capacity',
      row: 'Role',
      most: 20,
      least: 2,
      fields: [
        { name: 'stage', label: 'Stage', as: one(STAGES), half: true },
        { name: 'role', label: 'Role, no name', half: true },
        { name: 'daysPerWeek', label: 'Days a week', as: 'decimal', half: true },
        { name: 'months', label: 'Months', as: 'decimal', half: true },
      ],
    },
  ],
};

const STORY: NoteSection = {
  slug: 'story',
  title: 'The story',
  intro: 'You can use Markdown: a line that begins with a hyphen becomes a list.',
  fields: [
    { name: 'whatHappened', label: 'What happened', as: 'lines', tall: 12 },
    { name: 'whatWentWrong', label: 'What went wrong', as: 'lines', tall: 6 },
    { name: 'whatWeWouldDoAgain', label: 'What you would do again', as: 'lines', tall: 5 },
  ],
  rows: [],
};

const OBJECTIONS: NoteSection = {
  slug: 'objections',
  title: 'Tactics used and objections met',
  fields: [
    { name: 'tacticsUsed', label: 'Tactics used', hint: 'What you did to make the case', as: 'lines', tall: 5 },
    {
      name: 'objectionsMet',
      label: 'Objections met',
      hint: 'What was said against it, and what answered it',
      as: 'lines',
      tall: 5,
    },
  ],
  rows: [],
};

const POLITICS: NoteSection = {
  slug: 'politics',
  title: 'Politics, lawful help and cuts',
  intro: 'Do not name a party or a person.',
  fields: [
    { name: 'politicalTags', label: 'What the politics were', as: { several: POLITICAL_TAGS } },
    { name: 'politicalContext', label: 'More about the politics' },
    {
      name: 'lawfulHelpKinds',
      label: 'Lawful help from the council',
      hint: 'Choose all that there were, or “None”',
      as: { several: LAWFUL_HELP_KINDS },
    },
    { name: 'lawfulHelp', label: 'More about the lawful help', hint: 'Such as: on what terms, and for how long' },
    { name: 'doneWhileCuttingPercent', label: 'Cut to the budget at the same time, in %', as: 'decimal' },
  ],
  rows: [],
};

const DOCUMENTS: NoteSection = {
  slug: 'documents',
  title: 'Documents',
  intro:
    'Name what a figure rests on, in the same words as in its source: only then does it count above its author’s own word. Link only to what you may share.',
  fields: [],
  rows: [
    {
      list: 'documents',
      row: 'Document',
      most: 20,
      least: 1,
      fields: [
        { name: 'title', label: 'Title of the document' },
        { name: 'address', label: 'Web address', hint: 'It begins with https://' },
        { name: 'description', label: 'Or where it can be found' },
        { name: 'date', label: 'Date', as: 'date', half: true },
        { name: 'kind', label: 'Kind of document', as: one(DOCUMENT_KINDS), half: true },
        { name: 'licence', label: 'Licence', hint: 'What its owner allows', as: one(DOCUMENT_LICENCES, 'Not said') },
      ],
    },
  ],
};

const YOU: NoteSection = {
  slug: 'you',
  title: 'You, your licence and whom to ask',
  hint: 'If you have no tie to it you can leave this as it is',
  fields: [
    {
      name: 'authorTie',
      label: 'What ties you to it',
      hint: 'Readers see this. Staff and paid advisers count as self-reported, the council’s own staff as the commissioner, unless a document that the note names says so.',
      as: one(AUTHOR_TIES),
    },
    {
      name: 'licence',
      label: 'Licence of your note',
      hint: 'On what terms others may use your words. CC BY is what most choose.',
      as: one(LICENCES, 'CC BY, as most'),
    },
  ],
  rows: [
    {
      list: 'peopleToAsk',
      row: 'Somebody to ask',
      most: 5,
      least: 1,
      fields: [{ name: 'role', label: 'Role', hint: 'No name. Such as: head of service at the time' }],
    },
  ],
};

/** The form, in the order in which it is shown. */
export const NOTE_GROUPS: readonly SectionGroup[] = [
  { title: 'What it is about', sections: [ABOUT, SUBJECT, STAGE] },
  { title: 'The evidence', sections: [OUTCOMES, MONEY, DOCUMENTS] },
  { title: 'What happened', sections: [DECISION, OPTIONS, STORY, OBJECTIONS] },
  { title: 'What others ask for', sections: [CAPACITY, POLITICS, YOU] },
];

export const NOTE_SECTIONS: readonly NoteSection[] = NOTE_GROUPS.flatMap(({ sections }) => sections);

export const sectionOf = (slug: string): NoteSection | undefined =>
  NOTE_SECTIONS.find((section) => section.slug === slug);

/** The page on which a field stands: "money" for money.0.from. */
export const sectionWith = (field: string): NoteSection =>
  NOTE_SECTIONS.find(
    ({ fields, rows }) =>
      fields.some(({ name }) => name === field) || rows.some(({ list }) => field.startsWith(`${list}.`)),
  ) ??
  sectionOf(field.replace(/^unsaved\./, '')) ??
  ABOUT;

/** What of a note stands on the page. */
export const partsOn = ({ fields, rows }: NoteSection): (keyof CaseNoteContent)[] =>
  [...fields.map(({ name }) => name), ...rows.map(({ list }) => list)] as (keyof CaseNoteContent)[];

/** Of a text what can be stored: a nought byte and half a character are no part of what anybody typed. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? String(value)
        .replaceAll('\0', '')
        .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    : '';

/** The page filled in with the note as it is now. */
export const sectionForm = (section: NoteSection, note: CaseNoteDetail): Form =>
  sectionValues(section, { ...note, council: note.council?.name ?? '', spinOut: note.spinOut?.name ?? '' });

/** As sectionForm(), of a text whose council is a code and whose spin-out is an id. */
export function sectionValues(
  section: NoteSection,
  saved: { readonly [name in keyof CaseNoteContent]?: unknown } & Pick<CaseNoteContent, SectionRows['list']>,
): Form {
  const values: Record<string, string | readonly string[]> = {};
  for (const { name, as } of section.fields) {
    const value = saved[name as keyof CaseNoteContent];
    values[name] = isSeveral(as) ? [...((value as string[] | undefined) ?? [])] : textOf(value);
  }
  for (const { list, fields } of section.rows) {
    for (const [place, row] of saved[list].entries()) {
      const cells: Record<string, unknown> = { ...row };
      for (const { name } of fields) values[`${list}.${place}.${name}`] = textOf(cells[name]);
    }
  }
  return { values, problems: [] };
}

/** What a field says where nobody has said anything. */
const UNSAID: Readonly<Record<string, string>> = { authorTie: 'none', licence: 'CC BY 4.0', claimsEvidenced: 'false' };

/** Whether anything was said on a page of the form. */
export const isBegun = (section: NoteSection, note: CaseNoteDetail): boolean =>
  Object.entries(sectionForm(section, note).values).some(([name, value]) => value.length > 0 && value !== UNSAID[name]);

/** The places of the rows that hold something, from 0. */
export const rowsFilledIn = ({ list }: Pick<SectionRows, 'list'>, form: Form): number[] => [
  ...new Set(
    Object.keys(form.values).flatMap((name) => {
      const [kind, place] = name.split('.');
      return kind === list ? [Number(place)] : [];
    }),
  ),
];

/** Rows shown: those that are filled in and one more. */
export const rowsShownOf = ({ list, most, least }: SectionRows, form: Form): number =>
  Math.min(most, Math.max(least, ...rowsFilledIn({ list }, form).map((place) => place + 2)));

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

const isSeveral = (as: SectionField['as']): boolean => as === 'topics' || (typeof as === 'object' && 'several' in as);

/** Where what is saved, or was typed in another window, is not what was typed in this one. */
export function differences(
  section: NoteSection,
  typed: TypedFields,
  saved: TypedFields,
): { label: string; saved: string }[] {
  const names = new Set([...Object.keys(saved), ...Object.keys(typed)]);
  return [...names].flatMap((name) => {
    const [mine, theirs] = [plain(typed[name]), plain(saved[name])];
    if (mine === theirs) return [];
    // One is a name, the other a code or an id: which organisation they mean cannot be told here.
    if ((name === 'council' || name === 'spinOut') && mine !== '' && theirs !== '') return [];
    return [{ label: labelOfField(section, name), saved: theirs }];
  });
}

/** "Measure 2, value before" for outcomes.1.baselineValue. */
function labelOfField({ fields, rows }: NoteSection, field: string): string {
  const [list, place, name] = field.split('.');
  if (name === undefined) return fields.find((each) => each.name === field)?.label ?? field;
  const row = rows.find((each) => each.list === list);
  const label = row?.fields.find((each) => each.name === name)?.label ?? name;
  return `${row?.row ?? list} ${Number(place) + 1}, ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

const plain = (value: string | readonly string[] | undefined): string =>
  (typeof value === 'object' ? value.toSorted().join(', ') : (value ?? '')).replaceAll('\r\n', '\n').trim();

/** "Measure 2: enter what was measured": in a list of problems two rows must not read alike. */
export const withPlaces = (section: NoteSection, problems: readonly Problem[]): Problem[] =>
  problems.map(({ field, message }) => {
    const [list, place] = field.split('.');
    const row = section.rows.find((rows) => rows.list === list);
    if (row === undefined || place === undefined) return { field, message };
    const words = message.charAt(0).toLowerCase() + message.slice(1);
    return { field, message: `${row.row} ${Number(place) + 1}: ${words}` };
  });
