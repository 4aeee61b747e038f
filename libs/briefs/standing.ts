import { type CaseNoteDetail } from '#libs/case-notes';
import { type Run } from '#libs/platform/documents';
import { day } from '#libs/platform/words';
import { type Reading } from './briefs.queries.ts';

/** Above the title: what a reader must know before the first word. */
export function marksOf(first: string, { note, isPublic }: Reading): string[] {
  return [
    first,
    ...(note.status === 'withdrawn' ? ['Withdrawn'] : []),
    ...(isPublic ? [] : [note.status === 'superseded' ? 'Earlier text, not published' : 'Draft, not published']),
    ...(note.fictional ? ['Fictional example'] : []),
  ];
}

export const withdrawnWords = ({ withdrawnAt, withdrawnReason }: CaseNoteDetail): string =>
  `This case note was withdrawn${withdrawnAt ? ` on ${day(withdrawnAt)}` : ''}. Its text and figures are no longer shown.` +
  (withdrawnReason ? ` The reason given: ${withdrawnReason}` : '');

const noteAddress = (publicUrl: string, id: string): string => `${publicUrl}/case-notes/${id}`;

/** Version, date, licence and address: so that a copy can be told from the note as it is later. */
export function colophonOf({ note }: Reading, publicUrl: string): Run[][] {
  const { version, updatedAt, lastCheckedOn, goodUntil, licence, fictional, status } = note;
  const address = noteAddress(publicUrl, note.id);
  const checked =
    status === 'published' && lastCheckedOn
      ? ` Last checked ${day(lastCheckedOn)}${goodUntil ? `, good until ${day(goodUntil)}` : ''}.`
      : '';
  return [
    [
      { text: `Version ${version}, as at ${day(updatedAt)}.${checked} Licence ${licence}. ` },
      { text: address, href: address },
      {
        text: `. ${fictional ? 'All names and figures are fictional. ' : ''}Practice from members of Waymark, not legal or financial advice.`,
      },
    ],
  ];
}
