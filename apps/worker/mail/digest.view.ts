import { RESULTS } from '#libs/case-notes';
import { type DigestLetter, type DigestNote, type DigestQuestion } from '#libs/digests';
import { type DigestRhythm } from '#libs/notifications';
import { oneLine } from '#libs/platform/mail';
import { addressOf, beginning, count, day, poundsPer } from '#libs/platform/words';
import { COUNCIL_TYPES, labelOf, SERVICE_AREAS } from '#libs/taxonomy';
import { type Found, TRIGGERS } from '#libs/watches';
import { type LetterSection, type LetterView } from './letter.view.ts';

const HEADINGS: Record<DigestRhythm, string> = {
  daily: 'Your day on Waymark',
  weekly: 'Your week on Waymark',
  quarterly: 'What you watch, this quarter',
  off: 'Your week on Waymark',
};

const BECAUSE: Record<DigestRhythm, string> = {
  daily: 'You get this once a day, when something is new for you.',
  weekly: 'You get this once a week, when something is new for you.',
  quarterly: 'You get this once a quarter, when something that you watch for has happened.',
  off: 'You get this once a week, when something is new for you.',
};

const SERVICE: Record<DigestNote['verdict'], string> = {
  better: 'The service got better',
  same: 'The service stayed about the same',
  worse: 'The service got worse',
  mixed: 'Some of the service got worse',
  unknown: 'Whether the service got worse is not known',
};

const SUMMARY_MAX = 280;
const FOUND_MOST = 5;

/** One thing that worked, one that did not and one open question, or which of them is missing; then what there is more. */
export function digestView(
  { rhythm, worked, failed, open, field, found }: DigestLetter,
  { publicUrl, stop }: { publicUrl: string; stop: string },
): LetterView {
  const note = (one: DigestNote) => noteItem(one, publicUrl);
  const question = (one: DigestQuestion) => questionItem(one, publicUrl);
  const ofWatches = rhythm === 'quarterly';
  const sections: LetterSection[] = [
    ...(ofWatches
      ? []
      : [
          {
            heading: 'Something that worked',
            items: listed(worked).map(note),
            none: 'Nothing new that worked this time.',
          },
          {
            heading: 'Something that did not work',
            items: listed(failed).map(note),
            none: 'Nothing new that did not work this time.',
          },
          {
            heading: 'An open question',
            items: listed(open).map(question),
            none: 'No open question that you have not seen this time.',
          },
        ]),
    ...(found.length === 0 ? [] : [foundSection(found, publicUrl)]),
    ...(field.length === 0
      ? []
      : [{ heading: 'In your field, not answered yet', items: field.map(question), none: '' }]),
  ];
  const heading = HEADINGS[rhythm];
  const first = sections.flatMap(({ items }) => items)[0];
  return {
    subject: first === undefined ? heading : `${heading}: ${first.title}`,
    heading,
    sentences: [],
    quoted: null,
    sections,
    action: ofWatches
      ? { text: 'See what you watch', url: `${publicUrl}/settings/watches` }
      : { text: 'Open Waymark', url: `${publicUrl}/` },
    replies: null,
    because: BECAUSE[rhythm],
    settings: `${publicUrl}/settings/notifications`,
    stop,
  };
}

const listed = <T>(one: T | null): T[] => (one === null ? [] : [one]);

type Item = LetterSection['items'][number];

/** What a practitioner looks at first: where, what came of it, what it saved. */
function noteItem(note: DigestNote, publicUrl: string): Item {
  const { id, title, lang, summary, council, serviceAreas, verdict, result, savingAmount, savingPer } = note;
  return {
    title: oneLine(title),
    lang,
    url: `${publicUrl}${addressOf('case-notes', id, title)}`,
    facts: [
      ...fictional(note),
      ...(council === null ? [] : [council]),
      ...areas(serviceAreas),
      ...(result === 'went-ahead' || result === 'in-progress' ? [] : [RESULTS[result as keyof typeof RESULTS]]),
      SERVICE[verdict],
      ...(savingAmount === null || savingPer === null
        ? []
        : [Number(savingAmount) === 0 ? 'saved nothing' : `saved ${poundsPer(savingAmount, savingPer)}`]),
    ].join(' · '),
    text: summary === '' ? null : beginning(oneLine(summary), SUMMARY_MAX),
  };
}

function questionItem(question: DigestQuestion, publicUrl: string): Item {
  const { id, title, lang, serviceAreas, replyCount, askedOn } = question;
  return {
    title: oneLine(title),
    lang,
    url: `${publicUrl}${addressOf('threads', id, title)}`,
    facts: [
      ...fictional(question),
      ...areas(serviceAreas),
      `asked on ${day(askedOn)}`,
      replyCount === 0 ? 'no answer yet' : count(replyCount, 'reply', 'replies'),
    ].join(' · '),
    text: null,
  };
}

/** What is not open to the network, and what would be too much, is counted: it stands on Waymark. */
function foundSection(found: readonly Found[], publicUrl: string): LetterSection {
  const shown = found.filter(({ open }) => open).slice(0, FOUND_MOST);
  const more = found.length - shown.length;
  const rest: Item = {
    title: shown.length === 0 ? count(more, 'thing') : `${more} more`,
    lang: 'en',
    url: `${publicUrl}/settings/watches`,
    facts: 'On Waymark, with all that you watch',
    text: null,
  };
  return {
    heading: 'What your watches found',
    items: [...shown.map((one) => foundItem(one, publicUrl)), ...(more > 0 ? [rest] : [])],
    none: '',
  };
}

const SECTIONS = { 'case-note': 'case-notes', thread: 'threads', organisation: 'spin-outs' } as const;

function foundItem(one: Found, publicUrl: string): Item {
  const { trigger, kind, id, title, lang, watched, code, at } = one;
  const { found, about } = TRIGGERS[trigger];
  const name =
    watched ?? (code === null ? null : labelOf(about === 'council-type' ? COUNCIL_TYPES : SERVICE_AREAS, code));
  return {
    title: oneLine(title),
    lang,
    url: `${publicUrl}${addressOf(SECTIONS[kind], id, title)}`,
    facts: [...fictional(one), ...(name === null ? [] : [`You watch ${oneLine(name)}`]), found, day(new Date(at))].join(
      ' · ',
    ),
    text: null,
  };
}

const fictional = ({ fictional: is }: { fictional: boolean }): string[] => (is ? ['Fictional'] : []);
const areas = (codes: readonly string[]): string[] => codes.slice(0, 2).map((code) => labelOf(SERVICE_AREAS, code));
