import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { NotAllowed, NotFound, Refused } from '#libs/platform/errors';
import { caseNotesPolicy } from '../case-notes.policy.ts';
import { lockNote, lockPublished } from '../lock.ts';
import { noteNamed } from '../note-named.ts';
import { AlreadyChecked, AlreadyRelated } from './responses.errors.ts';
import { type RelatedDecisionInput, type RelatedInput } from './responses.inputs.ts';
import { tellAbout } from './telling.ts';

/** Notes that people hold to belong beside another. */
@Injectable()
export class RelatedService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** What its author suggests stands at once; of others it is for the author or a moderator to accept. */
  suggest(actor: Actor, id: string, { note: name, why }: RelatedInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const note = await lockPublished(tx, actor, id);
      const relatedId = await noteNamed(tx, actor, name);
      if (relatedId === null || relatedId === id) {
        throw new Refused('case-notes.unknown-related', [
          { field: 'note', message: 'Enter the address of another published case note' },
        ]);
      }
      const own = caseNotesPolicy.canEdit(actor, note);
      const [row] = await tx.query<{ related_id: string }[]>(
        `INSERT INTO case_note_relations (case_note_id, related_id, why, suggested_by, status, decided_by, decided_at)
         VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN $4::uuid END, CASE WHEN $6 THEN now() END)
         ON CONFLICT DO NOTHING RETURNING related_id`,
        [id, relatedId, why, actor.personId, own ? 'accepted' : 'suggested', own],
      );
      if (!row) throw new AlreadyRelated();
      await tellAbout(this.notifications, tx, actor, [note.authorId], id, {
        kind: 'case-note-related-suggested',
        of: `${id}:${relatedId}`,
        words: 'A member suggests a note to stand beside yours',
        at: '/responses#suggestions',
      });
    });
  }

  /** By the author, or a moderator who did not suggest it. */
  decide(actor: Actor, id: string, relatedId: string, { decision }: RelatedDecisionInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const note = await lockNote(tx, actor, id);
      if (!caseNotesPolicy.canReadHistory(actor, note)) {
        throw new NotAllowed('Only the author of a note or a moderator decides what stands beside it.');
      }
      const [row] = await tx.query<{ by: string; status: string }[]>(
        `SELECT suggested_by AS by, status FROM case_note_relations WHERE case_note_id = $1 AND related_id = $2`,
        [id, relatedId],
      );
      if (!row) throw new NotFound('case-notes.suggestion-not-found', 'suggestion');
      const own = caseNotesPolicy.canEdit(actor, note);
      if (row.by === actor.personId && !own)
        throw new NotAllowed('You suggested this yourself, so somebody else decides.');
      const status = decision === 'accept' ? 'accepted' : 'declined';
      if (row.status === status) throw new AlreadyChecked();
      await tx.query(
        `UPDATE case_note_relations SET status = $3, decided_by = $4, decided_at = now()
          WHERE case_note_id = $1 AND related_id = $2`,
        [id, relatedId, status, actor.personId],
      );
      await tellAbout(this.notifications, tx, actor, [row.by], id, {
        kind: 'case-note-related-decided',
        of: `${id}:${relatedId}:${status}`,
        words:
          status === 'accepted'
            ? 'The note that you suggested stands beside this one'
            : 'The note that you suggested was not taken up',
      });
    });
  }
}
