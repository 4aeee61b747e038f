import { type Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Tx } from '#libs/platform/database';

interface Telling {
  readonly kind: string;
  /** What makes it the same notice, behind the kind. */
  readonly of: string;
  /** "A member disputes your case note"; the title of the note goes behind it. */
  readonly words: string;
  readonly detail?: string;
  /** Behind the address of the note. */
  readonly at?: string;
}

/** Tells people of something about a note; nobody of what they did themselves. */
export const tellAbout = (
  notifications: Notifications,
  tx: Tx,
  actor: Pick<Actor, 'personId'> | null,
  personIds: readonly string[],
  id: string,
  { kind, of, words, detail, at = '' }: Telling,
): Promise<void> =>
  notifications.tell(
    tx,
    [...new Set(personIds)].filter((personId) => personId !== actor?.personId),
    {
      kind,
      cause: `${kind}:${of}`,
      title: `${words}: {title}`,
      about: { kind: 'case-note', id, unnamed: words },
      ...(detail ? { detail } : {}),
      url: `/case-notes/${id}${at}`,
    },
  );
