import { type LetterSection, type LetterView } from './letter.view.ts';

/** The same for who reads mail as text. */
export function asText({
  heading,
  sentences,
  quoted,
  sections = [],
  action,
  replies,
  because,
  settings,
  stop,
}: LetterView): string {
  const wrote = quoted && [
    `${quoted.by} wrote:`,
    ...quoted.paragraphs.map((paragraph) => `> ${paragraph}`),
    ...(quoted.cut ? ['There is more on Waymark.'] : []),
  ];
  return [
    heading,
    ...sentences,
    ...(wrote ?? []),
    ...sections.flatMap(sectionText),
    `${action.text}:\n${action.url}`,
    ...(replies === null ? [] : [replies]),
    // The mark before which mail programs see a signature.
    `-- \nWaymark\n${because}${replies === null ? ' Nobody reads replies to this address.' : ''}\n${waysOut(stop, settings)}\n`,
  ].join('\n\n');
}

const waysOut = (stop: string | null, settings: string | null): string =>
  settings === null
    ? `Decline, and have your address forgotten: ${stop}`
    : [...(stop === null ? [] : [`Stop these mails: ${stop}`]), `Choose what you are told: ${settings}`].join('\n');

/** A line under the heading, since in text nothing else sets it apart. */
const sectionText = ({ heading, items, none }: LetterSection): string[] => [
  `${heading}\n${'-'.repeat(heading.length)}`,
  ...(items.length === 0 ? [none] : items.map(itemText)),
];

const itemText = ({ title, url, facts, text }: LetterSection['items'][number]): string =>
  [title, facts, ...(text === null ? [] : [text]), url].join('\n');
