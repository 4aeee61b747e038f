import { idOf } from '#libs/platform/database';
import { renderMarkdown } from '#libs/platform/markdown';
import { type DemoFiles } from '../demo-files.ts';
import { type TableRows } from '../rows.ts';
import { organisationId, organisationNames } from './organisations.rows.ts';
import { personId } from './people.rows.ts';

const noteId = (key: string): string => idOf('case-note', key);

/** Two members say so, which is believed until a moderator has checked it. */
const DOUBTS = [
  {
    note: 'saltmarden-active-merged',
    person: 'idris',
    comment:
      'The bigger trust closed the smallest of the four centres this September. “Doors stayed open” was true until then; hours and visits need another look.',
    at: '2026-11-12T16:40:00Z',
  },
  {
    note: 'saltmarden-active-merged',
    person: 'wren',
    comment:
      'Our scrutiny papers of 9 November give the fee as £461,000 from this year, after an energy supplement. The figure here is four budgets old.',
    at: '2026-11-19T08:15:00Z',
  },
] as const;

const HELPED = [
  { note: 'fenmarch-libraries-it-split', person: 'callum', at: '2025-08-04T10:05:00Z' },
  { note: 'fenmarch-libraries-it-split', person: 'zofia', at: '2026-02-17T13:30:00Z' },
  { note: 'brindle-libraries-came-back', person: 'beatrix', at: '2026-07-20T09:50:00Z' },
] as const;

interface DemoUse {
  note: string;
  person: string;
  organisation: string;
  what: string;
  publicLine: string | null;
  audience: 'public' | 'network';
  usedOn: string;
  recordedAt: string;
  outcome: { is: 'better' | 'same' | 'worse' | 'too-early'; words: string; at: string } | null;
}

const USES: readonly DemoUse[] = [
  {
    note: 'fenmarch-libraries-it-split',
    person: 'callum',
    organisation: 'strathorran-reading-arts',
    what: 'We walked through every building with a clipboard, as Priti did, and sent the list to the council before it priced our network exit.',
    publicLine: 'We counted every plug and password before asking for an IT quote.',
    audience: 'public',
    usedOn: '2025-08-11',
    recordedAt: '2025-08-20T09:10:00Z',
    outcome: {
      is: 'better',
      words: 'The second quote was £18,000 higher than the first and held to within £900.',
      at: '2026-03-02T15:25:00Z',
    },
  },
  {
    note: 'brindle-libraries-came-back',
    person: 'beatrix',
    organisation: 'ashmere',
    what: 'Our options paper of September took the point about paying for visits as well as hours into the draft specification for arts and leisure.',
    publicLine: 'It changed what our draft specification pays for.',
    audience: 'public',
    usedOn: '2026-09-15',
    recordedAt: '2026-09-28T11:45:00Z',
    outcome: null,
  },
  {
    note: 'fenmarch-libraries-first-three-years',
    person: 'tariq',
    organisation: 'brindle',
    what: 'I put the payment terms beside ours for the lessons report: quarterly in arrears did to them what fixed savings steps did to us.',
    publicLine: null,
    audience: 'network',
    usedOn: '2026-10-14',
    recordedAt: '2026-10-14T14:00:00Z',
    outcome: null,
  },
];

const REPLIES = [
  {
    note: 'fenmarch-libraries-it-split',
    organisation: 'fenmarch',
    person: 'omar',
    moderator: 'maya',
    body: 'We accept the figures. The quote was headed “high level” because the team had three days to write it, and it should have said that **public computers and the library system were left out**.\n\nSince July 2025 every exit quote from the county carries a list of what it does not cover, and is checked by somebody who works in the building.',
    askedAt: '2025-07-03T12:20:00Z',
    decidedAt: '2025-07-08T10:00:00Z',
  },
] as const;

/** Since when a note is doubted: since the second member said so. Null: it is not. */
export const doubtedAt = (note: string): string | null => DOUBTS.filter((doubt) => doubt.note === note)[1]?.at ?? null;

/** What members and organisations said to case notes. */
export function responseRows(files: DemoFiles): TableRows[] {
  const names = organisationNames(files);
  const marks = [
    ...DOUBTS.map((doubt) => ({ ...doubt, kind: 'out-of-date' })),
    ...HELPED.map((help) => ({ ...help, kind: 'helped', comment: '' })),
  ];
  return [
    {
      table: 'case_note_marks',
      rows: marks.map(({ note, person, kind, comment, at }) => ({
        id: idOf('mark', `${note}/${person}/${kind}`),
        case_note_id: noteId(note),
        person_id: personId(person),
        kind,
        comment,
        by_moderator: false,
        status: 'open',
        created_at: at,
        updated_at: at,
      })),
    },
    {
      table: 'case_note_uses',
      rows: USES.map(({ note, person, organisation, what, publicLine, audience, usedOn, recordedAt, outcome }) => ({
        id: idOf('use', `${note}/${person}`),
        case_note_id: noteId(note),
        person_id: personId(person),
        organisation_id: organisationId(organisation),
        organisation: names.get(organisation),
        what,
        public_line: publicLine,
        used_on: usedOn,
        audience,
        ask_at: halfAYearAfter(recordedAt),
        asked_at: outcome && halfAYearAfter(recordedAt),
        outcome: outcome && outcome.is,
        outcome_words: outcome?.words ?? '',
        outcome_at: outcome && outcome.at,
        created_at: recordedAt,
      })),
    },
    {
      table: 'case_note_replies',
      rows: REPLIES.map(({ note, organisation, person, moderator, body, askedAt, decidedAt }) => ({
        id: idOf('right-of-reply', `${note}/${organisation}`),
        case_note_id: noteId(note),
        organisation_id: organisationId(organisation),
        asked_by: personId(person),
        body,
        body_html: renderMarkdown(body),
        status: 'attached',
        decision_note: '',
        decided_by: personId(moderator),
        decided_at: decidedAt,
        created_at: askedAt,
      })),
    },
  ];
}

function halfAYearAfter(moment: string): string {
  const later = new Date(moment);
  later.setUTCMonth(later.getUTCMonth() + 6);
  return later.toISOString();
}
