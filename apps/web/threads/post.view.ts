import { type CitationRow } from '#libs/case-notes';
import { isPaidAdviser, type FileRow, type PostRow, type ReferenceRow, shownName } from '#libs/threads';
import { type Trusted } from '#libs/ui';
import { type SaidView, saidView } from './answer-words.view.ts';
import { writerOf } from '../parts/byline.tsx';
import { day } from '../parts/words.ts';
import { postAddress } from './post-address.ts';
import { quotationIntro } from './quotation.ts';

export interface PostView {
  id: string;
  number: number;
  /** As the reader sees the writer: "Dee, finance lead". */
  heading: string;
  /** A first name, or the label of a mask. */
  name: string;
  masked: boolean;
  paidAdviser: boolean;
  organisation: string | null;
  fictional: boolean;
  lang: string;
  html: Trusted | null;
  /** Hidden by a moderator: why; `html` then is only there for who may still read it. */
  hidden: string | null;
  /** In place of it: deleted by its author, or moved away. */
  gone: { kind: 'deleted' | 'moved'; words: string; link: { href: string; text: string } | null } | null;
  citations: CitationRow[];
  references: ReferenceRow[];
  files: FileRow[];
  at: string;
  on: string;
  editedOn: string | null;
  acceptedOn: string | null;
  /** The answer that this is a reply to; null: the question, or an answer to it. */
  replyTo: { number: number; name: string } | null;
  /** What members say of it; null: it is no answer. */
  said: SaidView | null;
  /** The title of the discussion that it began, which was merged into this one. */
  began: string | null;
  /** The first line of a quotation of it. */
  quotationIntro: string;
  /** By the reader, for themselves alone. */
  bookmarked: boolean;
}

export interface PostActs {
  threadId: string;
  signedIn: boolean;
  canReply: boolean;
  own: boolean;
  canAccept: boolean;
  /** Its answers can be tried and marked. */
  isQuestion: boolean;
  /** The reader asked this under a mask. */
  masked: boolean;
  /** May turn an answer into guidance. */
  editor: boolean;
  moderator: boolean;
}

export function postView(post: PostRow): PostView {
  return {
    id: post.id,
    number: post.number,
    heading: writerOf(post),
    name: shownName(post),
    masked: post.mask !== null,
    paidAdviser: isPaidAdviser(post),
    organisation: post.authorOrganisation,
    fictional: post.fictional,
    lang: post.lang,
    html: post.bodyHtml === null ? null : { html: withoutAddresses(post.bodyHtml, shownAsCards(post)), trusted: true },
    hidden: post.hiddenAt && post.gone === null ? hiddenWords(post) : null,
    gone: goneWords(post),
    citations: post.citations ?? [],
    references: post.references ?? [],
    files: post.files ?? [],
    at: post.createdAt.toISOString(),
    on: day(post.createdAt),
    editedOn: post.editedAt && day(post.editedAt),
    acceptedOn: post.acceptedAt && !post.hiddenAt ? day(post.acceptedAt) : null,
    replyTo:
      post.replyToNumber === null || post.replyToName === null
        ? null
        : { number: post.replyToNumber, name: post.replyToName },
    said: saidView(post),
    began: post.began,
    quotationIntro: quotationIntro(post),
    bookmarked: post.bookmarked ?? false,
  };
}

/** Paths of what stands as a card below the text. */
const shownAsCards = ({ citations, references }: PostRow): string[] => [
  ...(citations ?? []).map(({ id }) => `/case-notes/${id}`),
  ...(references ?? []).flatMap(({ id, url }) => [url, `/organisations/${id}`]),
];

/** A line that is only the address of something goes where its card stands below. */
function withoutAddresses(html: string, paths: readonly string[]): string {
  return paths.reduce((text, path) => {
    const line = new RegExp(`<p>(?:<a [^>]*>)?[^\\s<>]*${path}(?![\\w])[^\\s<>]*(?:</a>)?</p>\\n?`, 'gi');
    return text.replace(line, '');
  }, html);
}

function goneWords({ gone, hiddenAt, movedTo }: PostRow): PostView['gone'] {
  if (gone === null) return null;
  const on = day(hiddenAt!);
  if (gone === 'deleted') return { kind: gone, words: `Deleted by its author, ${on}`, link: null };
  return {
    kind: gone,
    words: movedTo ? `Moved on ${on} to` : `Moved to another discussion, ${on}`,
    link: movedTo && { href: postAddress(movedTo.threadId, movedTo.number), text: movedTo.title },
  };
}

function hiddenWords({ hiddenAt, hiddenReason, bodyHtml }: PostRow): string {
  const why = hiddenReason ? `: ${hiddenReason.charAt(0).toLowerCase()}${hiddenReason.slice(1)}` : '';
  const who = bodyHtml === null ? '' : ' Only moderators and its author still see it.';
  return `A moderator hid this post on ${day(hiddenAt!)}${why}.${who}`;
}
