import { type CaseNoteDetail, evidenceOf, LOSS_REASONS, LOSSES, RESULTS, yearsWords } from '#libs/case-notes';
import { DEPRIVATION } from '#libs/organisations';
import { type Block, blocksOf, type Document, heightOf, leadOf, type Run, shortened } from '#libs/platform/documents';
import { inALine, number, poundsPer } from '#libs/platform/words';
import { COUNCIL_TYPES, labelOf, LEGAL_FORMS, PRACTITIONER_ROLES, SERVICE_AREAS } from '#libs/taxonomy';
import { type Audience, audienceCodes, AUDIENCES, type Part, type Theme, themeOf } from './audiences.ts';
import { type CouncilContext, type Reading } from './briefs.queries.ts';
import { type Figure, isCost, measureFigure, moneyFigure, threeOf } from './figures.ts';
import { COMMON_RISKS } from './risks.ts';
import { COMMON_ROLES } from './roles.ts';
import { Sources } from './sources.ts';
import { colophonOf, marksOf, withdrawnWords } from './standing.ts';
import { whatItIsNot } from './what-it-is-not.ts';

/** An A4 page within its margins, at 12 points; a line of the print style and of the PDF is no higher. */
const PAGE = { width: 527, size: 12, line: 14.3 };
const PAGE_HEIGHT = 786;

/** How much of each text there is room for; the first that fits is taken, the same for every audience. */
interface Room {
  readonly summary: number;
  readonly risk: number;
  readonly nothing: number;
  readonly label: number;
  readonly source: number;
  /** Figures beside the three. */
  readonly also: number;
  readonly ownRisks: number;
}
const ROOMS: readonly Room[] = [
  { summary: 600, risk: 260, nothing: 400, label: 120, source: 200, also: 40, ownRisks: 4 },
  { summary: 400, risk: 210, nothing: 280, label: 90, source: 150, also: 20, ownRisks: 3 },
  { summary: 320, risk: 175, nothing: 220, label: 80, source: 110, also: 10, ownRisks: 3 },
  { summary: 300, risk: 150, nothing: 170, label: 70, source: 85, also: 6, ownRisks: 3 },
  { summary: 260, risk: 130, nothing: 150, label: 60, source: 70, also: 5, ownRisks: 3 },
  { summary: 230, risk: 110, nothing: 130, label: 55, source: 60, also: 4, ownRisks: 2 },
  { summary: 200, risk: 95, nothing: 100, label: 50, source: 50, also: 3, ownRisks: 2 },
  { summary: 170, risk: 85, nothing: 85, label: 45, source: 42, also: 1, ownRisks: 2 },
  { summary: 120, risk: 65, nothing: 65, label: 36, source: 36, also: 0, ownRisks: 1 },
];

/** The note on one page, for one audience: the same facts as for any other, in another order. */
export function briefOf(reading: Reading, audience: Audience, publicUrl: string): Document {
  if (reading.note.status === 'withdrawn') return withdrawnBrief(reading, audience, publicUrl);
  const fits = (room: Room): boolean =>
    audienceCodes.every((code) => heightOf(briefIn(room, reading, code, publicUrl), PAGE) <= PAGE_HEIGHT);
  return briefIn(ROOMS.find(fits) ?? ROOMS.at(-1)!, reading, audience, publicUrl);
}

const documentOf = (
  { note }: Reading,
  over: Pick<Document, 'title' | 'marks' | 'blocks' | 'sources' | 'colophon'>,
): Document => ({ lang: note.lang, at: note.updatedAt, onePage: true, ...over });

function withdrawnBrief(reading: Reading, audience: Audience, publicUrl: string): Document {
  return documentOf(reading, {
    title: titleOf(reading),
    marks: marksOf(`Brief for ${AUDIENCES[audience].name}`, reading),
    blocks: [{ kind: 'paragraph', look: 'mark', runs: [{ text: withdrawnWords(reading.note) }] }],
    sources: [],
    colophon: colophonOf(reading, publicUrl),
  });
}

interface Line {
  readonly runs: Run[];
  readonly theme: Theme | null;
}

/** Those about what this audience asks first come first; else they keep their order. */
const ordered = (lines: readonly Line[], themes: readonly Theme[]): Run[][] => {
  const rank = ({ theme }: Line): number => (theme === null ? themes.length : themes.indexOf(theme));
  return lines.toSorted((a, b) => rank(a) - rank(b)).map(({ runs }) => runs);
};

function briefIn(room: Room, reading: Reading, audience: Audience, publicUrl: string): Document {
  const { note, council } = reading;
  const { name, parts, numbers, themes, emphasis, timeFirst } = AUDIENCES[audience];
  const costs = isLoss(note) ? note.money.filter(isCost).map((figure) => moneyFigure(figure, note)) : [];
  const { slots, rest } = threeOf(note, isLoss(note));
  const also = rest.slice(0, room.also);
  const shownCosts = costs.slice(0, Math.max(2, room.also));
  const sources = new Sources(
    [...slots.filter((figure) => figure !== null), ...shownCosts, ...also],
    `This case note, ${authorWords(note)}.`,
  );

  const summary = shortened(note.summary, room.summary);
  const title = { text: `${short(note.title, 200).replace(/[.…]$/, '')}. `, bold: true };
  const lead: Run[] = [{ text: leadWords(reading) }];
  const look: Run[] = [{ text: 'Look for: ', bold: true }, { text: emphasis }];
  const told: Run[] = [
    title,
    { text: [summary.text, formWords(note)].filter(Boolean).join(' '), cites: sources.citeNote },
    ...(summary.cut ? [{ text: ' More in the case note.' }] : []),
  ];
  const risks = risksOf(note, room, sources);

  const made: Readonly<Record<Part, () => Block[]>> = {
    // The director reads what it did before how it was set up.
    what: () => (audience === 'director' ? [lead, look, told] : [told, lead, look]).map(paragraph),
    numbers: () => [
      heading('Three numbers'),
      {
        kind: 'figures',
        items: numbers.map((i) => slots[i]).map((figure, i) => item(figure ?? null, numbers[i]!, note, room, sources)),
      },
    ],
    cost: () =>
      isLoss(note)
        ? [
            paragraph([
              { text: 'What it cost: ', bold: true },
              ...(costs.length === 0
                ? [{ text: 'not recorded.' }]
                : inLine(shownCosts, costs.length, { room, sources, timeFirst })),
              ...lostOn(note),
            ]),
          ]
        : [],
    also: () =>
      rest.length === 0
        ? []
        : [
            paragraph([
              { text: 'Also recorded: ', bold: true },
              ...inLine(also, rest.length, { room, sources, timeFirst }),
            ]),
          ],
    nothing: () => [
      paragraph([{ text: 'The cost of doing nothing: ', bold: true }, ...nothingRuns(note, room, sources)]),
    ],
    context: () => [paragraph([{ text: 'The council: ', bold: true }, { text: contextWords(council, timeFirst) }])],
    risks: () => [
      heading('Five risks'),
      { kind: 'list', ordered: true, items: [...ordered(risks.own, themes), ...ordered(risks.common, themes)] },
    ],
    not: () => [
      heading('What it is not'),
      { kind: 'list', ordered: false, items: whatItIsNot(note).map((text) => [{ text }]) },
    ],
    people: () => [
      heading('Three people to talk to'),
      { kind: 'list', ordered: false, items: ordered(rolesOf(note), themes) },
    ],
  };
  return documentOf(reading, {
    title: titleOf(reading),
    marks: marksOf(`Brief for ${name}`, reading),
    // Whatever an audience reads first, it stands under the first of the headings.
    blocks: [heading('What it is'), ...parts.flatMap((part) => made[part]())],
    sources: sources.lines((text) => short(text, room.source)),
    colophon: colophonOf(reading, publicUrl),
  });
}

const short = (text: string, max: number): string => shortened(text, max).text;
const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const paragraph = (runs: Run[]): Block => ({ kind: 'paragraph', runs });

/** A bid or a contract that was lost, a service that came back or closed: then what that cost is asked (K44). */
const isLoss = ({ result }: CaseNoteDetail): boolean => LOST.some((lost) => lost === result);
const LOST = [...LOSSES, 'closed', 'insourced'] as const;

const lostOn = ({ lossReason }: CaseNoteDetail): Run[] =>
  lossReason === null ? [] : [{ text: ' Lost on: ', bold: true }, { text: `${inALine(LOSS_REASONS[lossReason])}.` }];

/** By service, place and time: a title of the note may begin with what a director does not want to read first. */
function titleOf({ note, council }: Reading): string {
  const [service] = note.serviceAreas;
  const what = service ? labelOf(SERVICE_AREAS, service) : 'A service';
  const where = council ? ` in ${council.name}` : '';
  return [`${what}${where}`, yearsWords(note.periodFrom, note.periodTo)].filter(Boolean).join(', ');
}

const ANSWERS = {
  better: 'No, it got better',
  same: 'No, about the same',
  worse: 'Yes, it got worse',
  mixed: 'Partly: some of it got worse',
  unknown: 'Not known',
} as const;

/** Neither names an organisation nor a form: see OWNERSHIP_TERMS. */
function leadWords({ note, council }: Reading): string {
  const services = note.serviceAreas.map((code) => labelOf(SERVICE_AREAS, code));
  const { verdict, savingAmount, savingPer } = evidenceOf(note.outcomes, note.money, note.authorTie);
  const where = council ? councilWords(council) : note.nation;
  return [
    `${[services.map((label, i) => (i === 0 ? label : inALine(label))).join('; ') || 'Service not recorded', where].filter(Boolean).join(', ')}.`,
    `What came of it: ${note.result ? inALine(RESULTS[note.result]) : 'not recorded'}.`,
    `Did the service get worse? ${ANSWERS[verdict]}.`,
    `What was saved? ${savingAmount && savingPer ? poundsPer(savingAmount, savingPer) : 'Not known'}.`,
  ].join(' ');
}

/** "county council in England"; a Welsh principal area is in Wales without saying so. */
function councilWords({ type, nation }: CouncilContext): string {
  const label = inALine(labelOf(COUNCIL_TYPES, type));
  return /^(London|Welsh|Scottish|Northern)/.test(label) ? label : `${label} in ${nation}`;
}

function formWords({ spinOut, legalForm }: CaseNoteDetail): string {
  const form = legalForm ? inALine(labelOf(LEGAL_FORMS, legalForm)) : null;
  if (spinOut) return form ? `It is ${spinOut.name}, ${form}.` : `It is ${spinOut.name}.`;
  return form ? `Form: ${form}.` : '';
}

const authorWords = ({ authorRole }: CaseNoteDetail): string =>
  `written by: ${inALine(labelOf(PRACTITIONER_ROLES, authorRole))}`;

const UNKNOWN = ['Did the service get worse?', 'What was saved?', 'What did the change cost?'] as const;

function item(figure: Figure | null, slot: number, note: CaseNoteDetail, room: Room, sources: Sources) {
  if (figure === null) {
    const why = slot === 0 && note.whyNotKnown ? shortened(note.whyNotKnown, room.label).text : 'No figure is recorded';
    return { label: UNKNOWN[slot]!, value: 'Not known', note: why, cites: [] };
  }
  const { label, value } = figure;
  return { label: shortened(label, room.label).text, value, note: figure.note, cites: sources.cite(figure) };
}

/** Figures in a line; those there is no room for are counted. */
function inLine(
  shown: readonly Figure[],
  all: number,
  { room, sources, timeFirst }: { room: Room; sources: Sources; timeFirst: boolean },
): Run[] {
  const more = all - shown.length;
  return [
    ...shown.map((figure, i) => ({
      text:
        `${i > 0 ? '; ' : ''}${shortened(figure.label, room.label).text} ` +
        (timeFirst ? `(${figure.note}) ${figure.value}` : `${figure.value} (${figure.note})`),
      cites: sources.cite(figure),
    })),
    {
      text:
        more > 0
          ? `${shown.length > 0 ? '; and ' : ''}${more} more ${more === 1 ? 'figure' : 'figures'} in the case note.`
          : '.',
    },
  ];
}

function nothingRuns({ costOfDoingNothing }: CaseNoteDetail, room: Room, sources: Sources): Run[] {
  if (!costOfDoingNothing) return [{ text: 'not recorded.' }];
  const { text, cut } = shortened(costOfDoingNothing, room.nothing);
  return [{ text, cites: sources.citeNote }, ...(cut ? [{ text: ' More in the case note.' }] : [])];
}

/** Which rules a council there buys services by. */
const RULES: Readonly<Record<string, string>> = {
  England: 'the Procurement Act 2023',
  Wales: 'the Procurement Act 2023, with regulations of Wales',
  Scotland: 'Scotland’s own procurement regulations',
  'Northern Ireland': 'the Procurement Act 2023',
};

function contextWords(council: CouncilContext | null, timeFirst: boolean): string {
  if (council === null) return 'not recorded, so its population, deprivation, rurality and rules are not known.';
  const { name, population, populationYear, deprivation, ruralUrban, nation } = council;
  const people = population === null ? 'not known' : number(population);
  const inhabitants =
    populationYear === null || population === null
      ? `Population ${people}.`
      : timeFirst
        ? `Population in ${populationYear}: ${people}.`
        : `Population ${people} (${populationYear}).`;
  return [
    `${name}.`,
    inhabitants,
    `Deprivation: ${deprivation === null ? 'not known' : inALine(DEPRIVATION[deprivation]!)}.`,
    `Rural or urban: ${ruralUrban === null ? 'not known' : inALine(ruralUrban)}.`,
    `Rules: ${RULES[nation] ?? 'not known'}.`,
  ].join(' ');
}

/** What the note itself tells and what got worse there, then what such cases have in common; five in all. */
function risksOf(note: CaseNoteDetail, room: Room, sources: Sources): { own: Line[]; common: Line[] } {
  const told = leadOf(plainOf(note.whatWentWrong), room.risk);
  const kept = told.slice(0, room.ownRisks);
  const isCut = told.length > kept.length || kept.some(({ cut }) => cut);
  const own = kept.map(({ text }, i): Line => ({
    runs: [
      { text: 'It happened: ', bold: true },
      { text, cites: sources.citeNote },
      ...(isCut && i === kept.length - 1 ? [{ text: ' More in the case note.' }] : []),
    ],
    theme: themeOf(text),
  }));
  const worse = note.outcomes
    .map((outcome) => measureFigure(outcome, note))
    .filter((figure) => figure.worse && sources.cite(figure).length > 0)
    .map((figure): Line => ({
      runs: [
        { text: 'It got worse: ', bold: true },
        { text: shortened(figure.label, room.label).text, cites: sources.cite(figure) },
      ],
      theme: 'service',
    }));
  const topics = new Set(note.topics);
  const common = COMMON_RISKS.toSorted((a, b) => about(b.topics, topics) - about(a.topics, topics)).map(
    ({ lead, text, theme }): Line => ({ runs: [{ text: `${lead}. `, bold: true }, { text }], theme }),
  );
  const here = [...own, ...worse.slice(0, 1)].slice(0, 5);
  return { own: here, common: common.slice(0, 5 - here.length) };
}

const about = (topics: readonly string[], of: ReadonlySet<string>): number =>
  topics.filter((topic) => of.has(topic)).length;

/** Paragraphs and the items of lists, apart; without markup. */
const plainOf = (markdown: string): string =>
  blocksOf(markdown)
    .flatMap((block) => {
      if (block.kind === 'paragraph') return [block.runs];
      return block.kind === 'list' ? block.items : [];
    })
    .map((runs) => runs.map(({ text }) => text).join(''))
    .join('\n\n');

/** Those whom the author named, then roles by what the note is about; three. */
function rolesOf(note: CaseNoteDetail): Line[] {
  const topics = new Set(note.topics);
  const named = note.peopleToAsk.slice(0, 2).map(({ role }): Line => ({
    runs: [{ text: shortened(role, 70).text, bold: true }, { text: ', by asking on Waymark' }],
    theme: themeOf(role),
  }));
  const writer: Line = {
    runs: [
      { text: `Whoever wrote the note (${inALine(labelOf(PRACTITIONER_ROLES, note.authorRole))})`, bold: true },
      { text: ', about what they would do again' },
    ],
    theme: 'service',
  };
  const common = COMMON_ROLES.toSorted((a, b) => about(b.topics, topics) - about(a.topics, topics)).map(
    ({ role, about: what, theme }): Line => ({
      runs: [{ text: role, bold: true }, { text: `, about ${what}` }],
      theme,
    }),
  );
  return [...(named.length > 0 ? named : [writer]), ...common].slice(0, 3);
}
