import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions } from '#libs/platform/database';
import { NotAllowed, NotFound, Stale } from '#libs/platform/errors';
import { Text } from '#libs/platform/inputs';
import { type ReviewCommentInput } from '../case-notes.inputs.ts';
import { caseNotesPolicy } from '../case-notes.policy.ts';
import { lockNote, mustBe, mustReview } from '../lock.ts';
import { addComments } from './comments.ts';

export class AnswerInput {
  /** What was done about it, or why not. */
  @Text({ label: 'Your answer', max: 2_000, optional: true })
  readonly answer?: string;
}

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type CommentReceipt = { id: string };

/** What a moderator asks about the sections of a submitted note, and what its author answers. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** `version` is what the moderator read: another one is Stale. The author is told once of each version. */
  comment(
    actor: Actor,
    id: string,
    input: ReviewCommentInput,
    version: number | null,
    once: Once | null,
  ): Promise<CommentReceipt> {
    return this.transactions.once(once, async (tx) => {
      const note = await lockNote(tx, actor, id);
      mustReview(actor, note);
      mustBe(note, 'submitted');
      if (version !== null && version !== note.version) throw new Stale(note.version, { ...input });
      const [commentId] = await addComments(tx, actor, note, [input]);
      const unnamed = 'A moderator commented on your case note';
      await this.notifications.tell(tx, [note.authorId], {
        kind: 'case-note-commented',
        cause: `case-note-commented:${id}:${note.version}`,
        title: `${unnamed}: {title}`,
        about: { kind: 'case-note', id, unnamed },
        url: `/case-notes/${id}/tasks`,
      });
      return { id: commentId! };
    });
  }

  /** The author says that a comment is dealt with, and how; again, with other words, in their place. */
  answer(actor: Actor, id: string, commentId: string, { answer = '' }: AnswerInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const note = await lockNote(tx, actor, id);
      if (!caseNotesPolicy.canReadHistory(actor, note)) throw CommentNotFound();
      if (!caseNotesPolicy.canEdit(actor, note)) throw new NotAllowed('Only its author can answer a comment.');
      const [, changed] = await tx.query<[unknown[], number]>(
        `UPDATE case_note_comments SET answer = $3, answered_at = coalesce(answered_at, now())
          WHERE id = $1 AND case_note_id = $2`,
        [commentId, id, answer],
      );
      if (changed === 0) throw CommentNotFound();
    });
  }
}

const CommentNotFound = (): NotFound => new NotFound('case-notes.comment-not-found', 'comment');
