import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions } from '#libs/platform/database';
import { NotAllowed, NotFound } from '#libs/platform/errors';
import { renderMarkdown } from '#libs/platform/markdown';
import { type CaseNote } from '../case-note.entity.ts';
import { lockNote, lockPublished, mustReview } from '../lock.ts';
import { AlreadyChecked, ReplyUnderWay } from './responses.errors.ts';
import { type ReplyDecisionInput, type RightOfReplyInput } from './responses.inputs.ts';
import { keepStanding } from './standing.ts';
import { tellAbout } from './telling.ts';

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type ReplyReceipt = { id: string };

/** An organisation that a note is about may reply to it; a moderator puts the reply beside the note. */
@Injectable()
export class NoteRepliesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** By an editor of the organisation. One of each waits at a time. */
  ask(actor: Actor, id: string, { organisationId, body }: RightOfReplyInput, once: Once | null): Promise<ReplyReceipt> {
    return this.transactions.once(once, async (tx) => {
      const note = await lockPublished(tx, actor, id);
      const organisation = editedIn(actor, note).find((own) => organisationId === undefined || own === organisationId);
      if (organisation === undefined) {
        throw new NotAllowed('Only an editor of an organisation that this note is about can reply for it.');
      }
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO case_note_replies (case_note_id, organisation_id, asked_by, body, body_html)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (case_note_id, organisation_id) WHERE status = 'asked' DO NOTHING
         RETURNING id`,
        [id, organisation, actor.personId, body, renderMarkdown(body)],
      );
      if (!row) throw new ReplyUnderWay();
      await keepStanding(tx, id);
      return { id: row.id };
    });
  }

  /** A moderator who neither wrote the note nor asked. The one who asked is told, and where it is attached the author. */
  decide(actor: Actor, id: string, replyId: string, { decision, note: words = '' }: ReplyDecisionInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const note = await lockNote(tx, actor, id);
      mustReview(actor, note);
      const [reply] = await tx.query<{ askedBy: string | null; status: string }[]>(
        `SELECT asked_by AS "askedBy", status FROM case_note_replies WHERE id = $1 AND case_note_id = $2`,
        [replyId, id],
      );
      if (!reply) throw new NotFound('case-notes.reply-not-found', 'reply');
      if (reply.askedBy === actor.personId)
        throw new NotAllowed('You asked for this yourself, so another moderator decides.');
      if (reply.status !== 'asked') throw new AlreadyChecked();
      const attached = decision === 'attach';
      await tx.query(
        `UPDATE case_note_replies SET status = $2, decision_note = $3, decided_by = $4, decided_at = now() WHERE id = $1`,
        [replyId, attached ? 'attached' : 'declined', words, actor.personId],
      );
      await keepStanding(tx, id);
      await tellAbout(this.notifications, tx, actor, reply.askedBy === null ? [] : [reply.askedBy], id, {
        kind: 'case-note-reply-decided',
        of: replyId,
        words: attached ? 'Your reply stands beside the case note' : 'Your reply was not put beside the case note',
        detail: words,
        at: attached ? '#replies' : '',
      });
      if (!attached) return;
      await tellAbout(this.notifications, tx, actor, [note.authorId], id, {
        kind: 'case-note-replied',
        of: replyId,
        words: 'An organisation replied to your case note',
        at: '#replies',
      });
    });
  }
}

/** The organisations that the note is about and that the actor edits. */
const editedIn = (actor: Actor, { councilId, spinOutId }: CaseNote): string[] =>
  [councilId, spinOutId].filter((id): id is string => id !== null && actor.keys.includes(`edits:${id}`));
