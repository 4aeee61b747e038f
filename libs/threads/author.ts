import { firstNameOf } from '#libs/people';

/** Who wrote a thread or post, as authorColumns() reads them. */
export interface Author {
  /** Null: masked, and not the reader. */
  authorId: string | null;
  /** The whole name; under a mask the label. */
  authorName: string;
  /** Null: masked. */
  authorRole: string | null;
  /** The label in place of a name; null: not masked. */
  mask: string | null;
}

/** "Rosa", or the label whole: what stands beside what somebody wrote. */
export const shownName = ({ authorName, mask }: Pick<Author, 'authorName' | 'mask'>): string =>
  mask ?? firstNameOf(authorName);

/** The reader wrote it themself, under a mask. */
export const isOwnMask = ({ authorId, mask }: Pick<Author, 'authorId' | 'mask'>): boolean =>
  mask !== null && authorId !== null;

/** A label says it wherever it is so: nobody sells advice unseen. */
export const isPaidAdviser = ({ authorRole, mask }: Pick<Author, 'authorRole' | 'mask'>): boolean =>
  authorRole === 'paid_adviser' || (mask?.startsWith(PAID_ADVISER) ?? false);

export const PAID_ADVISER = 'Paid adviser';
