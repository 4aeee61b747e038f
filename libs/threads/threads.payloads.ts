import { type CitationRow } from '#libs/case-notes';
import { failedForMost } from './answer-order.ts';
import { isPaidAdviser, shownName } from './author.ts';
import { fileAddress, postAddress } from './post-address.ts';
import { type FileRow, type PostRow } from './posts.sql.ts';
import { type ReferenceRow } from './references.sql.ts';
import { type ThreadEventKind } from './threads.events.ts';
import { type ThreadEventRow } from './thread-events.queries.ts';

/** A post as programs get it, the same from the API and from a socket. */
export interface PostPayload {
  readonly id: string;
  readonly number: number;
  readonly replyTo: string | null;
  readonly author: {
    /** Null: masked, and not you. */
    readonly id: string | null;
    readonly name: string;
    readonly role: string | null;
    readonly masked: boolean;
    readonly organisation: string | null;
    readonly paidAdviser: boolean;
    readonly fictional: boolean;
  };
  readonly body: string | null;
  readonly html: string | null;
  readonly lang: string;
  readonly citations: CitationPayload[];
  readonly tried: {
    readonly worked: number;
    readonly partly: number;
    readonly failed: number;
    readonly failedForMost: boolean;
  };
  readonly marks: { readonly outdated: number; readonly risky: number };
  readonly references: ReferenceRow[];
  readonly files: (FileRow & { readonly url: string })[];
  readonly hidden: boolean;
  readonly deleted: boolean;
  readonly moved: boolean;
  readonly movedTo: { readonly threadId: string; readonly postId: string; readonly url: string } | null;
  /** The title of the thread that it began, which was merged into this one. */
  readonly began: string | null;
  readonly acceptedAt: string | null;
  readonly editedAt: string | null;
  readonly createdAt: string;
  readonly version: number;
}

interface CitationPayload {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly verdict: string;
  readonly saving: { readonly amount: string; readonly currency: 'GBP' } | null;
  readonly savingPer: string | null;
  readonly withdrawn: boolean;
}

export interface ThreadEventPayload {
  readonly threadId: string;
  readonly seq: number;
  readonly kind: ThreadEventKind;
  readonly at: string;
  readonly post?: PostPayload;
}

/** A whitelist: a column added to the table is not published by accident. */
export function postPayload(post: PostRow): PostPayload {
  return {
    id: post.id,
    number: post.number,
    replyTo: post.replyToId,
    author: {
      id: post.authorId,
      name: shownName(post),
      role: post.authorRole,
      masked: post.mask !== null,
      organisation: post.authorOrganisation,
      paidAdviser: isPaidAdviser(post),
      fictional: post.fictional,
    },
    body: post.body,
    html: post.bodyHtml,
    lang: post.lang,
    citations: (post.citations ?? []).map(citationPayload),
    tried: triedOf(post),
    marks: { outdated: post.outdatedCount, risky: post.riskyCount },
    references: post.references ?? [],
    files: (post.files ?? []).map((file) => ({ ...file, url: fileAddress(file.id) })),
    hidden: post.hiddenAt !== null && post.gone === null,
    deleted: post.gone === 'deleted',
    moved: post.gone === 'moved',
    movedTo: post.movedTo && {
      threadId: post.movedTo.threadId,
      postId: post.movedTo.postId,
      url: postAddress(post.movedTo.threadId, post.movedTo.number),
    },
    began: post.began,
    acceptedAt: post.acceptedAt && post.acceptedAt.toISOString(),
    editedAt: post.editedAt && post.editedAt.toISOString(),
    createdAt: post.createdAt.toISOString(),
    version: post.version,
  };
}

function triedOf({ workedCount: worked, partlyCount: partly, failedCount: failed }: PostRow): PostPayload['tried'] {
  const tried = { worked, partly, failed };
  return { ...tried, failedForMost: failedForMost(tried) };
}

const citationPayload = (note: CitationRow): CitationPayload => ({
  id: note.id,
  title: note.title,
  url: `/case-notes/${note.id}`,
  verdict: note.verdict,
  saving: note.savingAmount === null ? null : { amount: note.savingAmount, currency: 'GBP' },
  savingPer: note.savingPer,
  withdrawn: note.status === 'withdrawn',
});

export const threadEventPayload = (threadId: string, { seq, kind, at, post }: ThreadEventRow): ThreadEventPayload => ({
  threadId,
  seq,
  kind,
  at: at.toISOString(),
  ...(post ? { post: postPayload(post) } : {}),
});
