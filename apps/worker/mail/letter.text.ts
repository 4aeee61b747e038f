import { type LetterView } from './letter.view.ts';

/** The same for who reads mail as text. */
export function asText({ heading, sentences, quoted, action, because, settings, stop }: LetterView): string {
  const wrote = quoted && [
    `${quoted.by} wrote:`,
    ...quoted.paragraphs.map((paragraph) => `> ${paragraph}`),
    ...(quoted.cut ? ['There is more on Waymark.'] : []),
  ];
  return [
    heading,
    ...sentences,
    ...(wrote ?? []),
    `${action.text}:\n${action.url}`,
    // The mark before which mail programs see a signature.
    `-- \nWaymark\n${because} Nobody reads replies to this address.\nStop these mails: ${stop}\nChoose what you are told: ${settings}\n`,
  ].join('\n\n');
}
