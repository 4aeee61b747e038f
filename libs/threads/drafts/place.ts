import { NotFound } from '#libs/platform/errors';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** `question`, `thread:<id>` or `reply:<post id>`. */
export const PLACE = new RegExp(`^(?:question|(thread|reply):(${ID}))$`);

/** Where a draft is to be posted. */
export interface Place {
  /** As it is kept. */
  readonly text: string;
  readonly kind: 'question' | 'thread' | 'reply';
  /** Of the thread, or of the post that is replied to; null for a question. */
  readonly id: string | null;
}

export const DraftNotFound = (): NotFound => new NotFound('drafts.not-found', 'draft');

/** Throws NotFound where there can be no such place. */
export function placeOf(text: string): Place {
  const [whole, kind = 'question', id = null] = PLACE.exec(text.toLowerCase()) ?? [];
  if (whole === undefined) throw DraftNotFound();
  return { text: whole, kind: kind as Place['kind'], id };
}

/** The page on which it can be posted, with the text in the form; null where its writer cannot open that any more. */
export function draftAddress({ place, threadId }: { place: string; threadId: string | null }): string | null {
  const { kind, id } = placeOf(place);
  if (kind === 'question') return '/questions/new';
  if (threadId === null) return null;
  return `/threads/${threadId}?draft=yes${kind === 'reply' ? `&replyTo=${id}` : ''}#reply`;
}
