import {
  AUTHOR_TIES,
  type CaseNoteDetail,
  disagreementsIn,
  DOCUMENT_KINDS,
  evidenceOf,
  lawfulHelpWords,
  POLITICAL_TAGS,
  RESULTS,
  yearsWords,
} from '#libs/case-notes';
import { type Block, blocksOf, type Document, type Run, runsOf } from '#libs/platform/documents';
import { day, poundsPer } from '#libs/platform/words';
import { COUNCIL_TYPES, labelOf, LEGAL_FORMS, PRACTITIONER_ROLES, SERVICE_AREAS, STAGES, TOPICS } from '#libs/taxonomy';
import { type Reading } from './briefs.queries.ts';
import { type Figure, figuresOf } from './figures.ts';
import { Sources } from './sources.ts';
import { colophonOf, marksOf, withdrawnWords } from './standing.ts';

const NOT_RECORDED = 'Not recorded';
const ANSWERS = {
  better: 'No, it got better',
  same: 'No, about the same',
  worse: 'Yes, it got worse',
  mixed: 'Partly: some of it got worse',
  unknown: 'Not known',
} as const;

/** The whole note, with every figure and who says so. */
export function noteDocument(reading: Reading, publicUrl: string): Document {
  const { note } = reading;
  const withdrawn = note.status === 'withdrawn';
  const figures = figuresOf(note);
  const sources = new Sources(figures, 'This case note.');
  const kind = withdrawn ? 'Case note' : `Case note, ${evidence(note).evidenced ? 'evidenced' : 'outline'}`;
  return {
    title: note.title,
    marks: marksOf(kind, reading),
    lang: note.lang,
    at: note.updatedAt,
    onePage: false,
    blocks: withdrawn
      ? [{ kind: 'paragraph', look: 'mark', runs: runsOf(withdrawnWords(note)) }]
      : told(reading, figures, sources),
    sources: withdrawn ? [] : sources.lines().slice(0, -1),
    colophon: colophonOf(reading, publicUrl),
  };
}

const evidence = ({ outcomes, money, authorTie }: CaseNoteDetail) => evidenceOf(outcomes, money, authorTie);

function told(reading: Reading, figures: readonly Figure[], sources: Sources): Block[] {
  const { note } = reading;
  return [
    ...(note.summary === '' ? [] : [{ kind: 'paragraph' as const, look: 'lede' as const, runs: runsOf(note.summary) }]),
    answers(note),
    facts(reading),
    ...text('What was decided', note.decision),
    ...text('Why now', note.whyNow),
    ...options(note),
    ...section('What happened', note.whatHappened),
    ...section('What went wrong', note.whatWentWrong),
    ...section('What we would do again', note.whatWeWouldDoAgain),
    ...section('The cost of doing nothing', note.costOfDoingNothing ?? ''),
    ...text('Tactics used', note.tacticsUsed),
    ...text('Objections met', note.objectionsMet),
    ...capacity(note),
    ...measures(note, figures, sources),
    ...moneyTable(note, figures, sources),
    ...disagreements(note),
    ...documents(note),
    ...(note.peopleToAsk.length === 0
      ? []
      : [heading('Whom to ask'), bullets(note.peopleToAsk.map(({ role }) => runsOf(role)))]),
  ];
}

const heading = (words: string): Block => ({ kind: 'heading', level: 2, text: words });
const bullets = (items: readonly (readonly Run[])[]): Block => ({ kind: 'list', ordered: false, items });

function answers(note: CaseNoteDetail): Block {
  const { verdict, savingAmount, savingPer } = evidence(note);
  return bullets([
    [{ text: 'Did the service get worse? ', bold: true }, { text: ANSWERS[verdict] }],
    [
      { text: 'What was saved? ', bold: true },
      { text: savingAmount && savingPer ? poundsPer(savingAmount, savingPer) : 'Not known' },
    ],
  ]);
}

function facts({ note, council }: Reading): Block {
  const { spinOut, politicalTags, doneWhileCuttingPercent } = note;
  const politics = [...politicalTags.map((tag) => POLITICAL_TAGS[tag]), note.politicalContext]
    .filter(Boolean)
    .join('. ');
  const rows: [string, string | null][] = [
    [
      'Council',
      council && `${note.councilName ?? council.name}, ${labelOf(COUNCIL_TYPES, council.type)}, ${council.nation}`,
    ],
    ['Spin-out', spinOut?.name ?? null],
    ['Service', note.serviceAreas.map((code) => labelOf(SERVICE_AREAS, code)).join(', ')],
    ['Topics', note.topics.map((code) => labelOf(TOPICS, code)).join(', ')],
    ['Stage', note.stage && labelOf(STAGES, note.stage)],
    ['What came of it', note.result && RESULTS[note.result]],
    ['Form', note.legalForm && labelOf(LEGAL_FORMS, note.legalForm)],
    ['When', yearsWords(note.periodFrom, note.periodTo)],
    ['Lawful help', lawfulHelpWords(note)],
    ['Politics', politics],
    ['Done while cutting', doneWhileCuttingPercent && `${doneWhileCuttingPercent}%`],
    ['Why the result is not known', note.whyNotKnown],
    ['Written by', [labelOf(PRACTITIONER_ROLES, note.authorRole), note.authorOrganisation].filter(Boolean).join(', ')],
    ['Their tie', AUTHOR_TIES[note.authorTie]],
  ];
  return {
    kind: 'table',
    caption: 'Facts',
    head: ['What', 'Recorded'],
    numeric: [false, false],
    rows: rows.filter(([, value]) => value).map(([key, value]) => [runsOf(key), runsOf(value!)]),
  };
}

/** A part that every note is asked for. */
const section = (title: string, markdown: string): Block[] => [
  heading(title),
  ...(markdown === '' ? [{ kind: 'paragraph' as const, runs: runsOf(`${NOT_RECORDED}.`) }] : blocksOf(markdown)),
];

/** A part that is there or not; plain paragraphs. */
const text = (title: string, words: string | null): Block[] =>
  words
    ? [
        heading(title),
        ...words.split(/\n{2,}/).map((paragraph) => ({ kind: 'paragraph' as const, runs: runsOf(paragraph) })),
      ]
    : [];

const options = ({ options: considered }: CaseNoteDetail): Block[] =>
  considered.length === 0
    ? []
    : [
        heading('Options considered'),
        bullets(
          considered.map(({ name, description, score, chosen, why }) => [
            { text: name, bold: true },
            {
              text: ` (${chosen === 'yes' ? 'chosen' : 'not chosen'}, ${score === null ? 'not scored' : `score ${score}`})`,
            },
            { text: [description && `: ${description}`, why && ` Why: ${why}`].filter(Boolean).join('') },
          ]),
        ),
      ];

const capacity = ({ capacity: work }: CaseNoteDetail): Block[] =>
  work.length === 0
    ? []
    : [
        {
          kind: 'table',
          caption: 'People and time it took',
          head: ['Role', 'Stage', 'Days a week', 'Months'],
          numeric: [false, false, true, true],
          rows: work.map(({ role, stage, daysPerWeek, months }) =>
            [role, labelOf(STAGES, stage), daysPerWeek ?? NOT_RECORDED, months ?? NOT_RECORDED].map((cell) =>
              runsOf(cell),
            ),
          ),
        },
      ];

function measures(note: CaseNoteDetail, figures: readonly Figure[], sources: Sources): Block[] {
  if (note.outcomes.length === 0) return [];
  const rows = note.outcomes.map((outcome, i) => {
    const figure = figures[i]!;
    return [
      runsOf(figure.label),
      runsOf(figure.value),
      runsOf(figure.note),
      runsOf(outcome.comparator ?? NOT_RECORDED),
      [{ text: figure.grade, cites: sources.cite(figure) }],
    ];
  });
  return [
    {
      kind: 'table',
      caption: 'Measures of the service',
      head: ['Measure', 'Before to after', 'Result and period', 'Compared with', 'Source'],
      numeric: [false, true, false, false, false],
      rows,
    },
  ];
}

function moneyTable(note: CaseNoteDetail, figures: readonly Figure[], sources: Sources): Block[] {
  if (note.money.length === 0) return [];
  const rows = note.money.map(({ basis, netOf, whoSaves, attribution }, i) => {
    const figure = figures[note.outcomes.length + i]!;
    const about = [
      basis,
      netOf && `net of ${netOf}`,
      whoSaves && `saved by ${whoSaves}`,
      attribution && `because of ${attribution}`,
    ].filter(Boolean);
    return [
      runsOf(figure.label),
      runsOf(figure.value),
      runsOf(figure.note),
      runsOf(about.join('; ') || NOT_RECORDED),
      [{ text: figure.grade, cites: sources.cite(figure) }],
    ];
  });
  return [
    {
      kind: 'table',
      caption: 'Money',
      head: ['What', 'Amount', 'Period', 'Compared with', 'Source'],
      numeric: [false, true, false, false, false],
      rows,
    },
  ];
}

function disagreements(note: CaseNoteDetail): Block[] {
  const found = disagreementsIn(note);
  return found.length === 0
    ? []
    : [
        heading('Where sources disagree'),
        bullets(found.map(({ about }) => runsOf(`On “${about}”: both figures stand in the tables.`))),
      ];
}

const documents = (note: CaseNoteDetail): Block[] =>
  note.documents.length === 0
    ? []
    : [
        heading('Documents'),
        bullets(
          note.documents.map(({ title, address, description, date, kind }) => [
            { text: title, bold: true },
            {
              text: `, ${[DOCUMENT_KINDS[kind].toLowerCase(), date && day(date), description].filter(Boolean).join(', ')}`,
            },
            ...(address ? [{ text: ', ' }, { text: address, href: address }] : []),
          ]),
        ),
      ];
