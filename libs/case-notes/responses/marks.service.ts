import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor, hasRole } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { NotAllowed, NotFound, Refused } from '#libs/platform/errors';
import { lockNote, lockPublished, mustReview } from '../lock.ts';
import { AlreadyChecked } from './responses.errors.ts';
import { type MarkDecisionInput, type MarkInput, type MarkKind } from './responses.inputs.ts';
import { keepStanding } from './standing.ts';
import { tellAbout } from './telling.ts';

const SAID = {
  helped: 'Your case note helped somebody',
  'out-of-date': 'A member says that your case note is out of date',
  disputed: 'A member disputes your case note',
} as const satisfies Record<MarkKind, string>;

const ASKED = {
  'out-of-date': 'Say what is out of date, and how you know',
  disputed: 'Say what you dispute, and how you know',
} as const;

interface MarkRow {
  kind: MarkKind;
  personId: string;
  status: 'open' | 'upheld' | 'dismissed';
}

/** What members say of a published note in one word: one of each kind, which they may change and take back. */
@Injectable()
export class MarksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  /** The same again changes nothing; other words are checked anew. Throws Refused where words are needed. */
  set(actor: Actor, id: string, kind: MarkKind, { comment = '' }: MarkInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const note = await lockPublished(tx, actor, id);
      if (note.authorId === actor.personId) throw new NotAllowed('You wrote this note yourself: you can change it.');
      if (kind !== 'helped' && comment === '') {
        throw new Refused('case-notes.mark-without-comment', [{ field: 'comment', message: ASKED[kind] }]);
      }
      await tx.query(
        `INSERT INTO case_note_marks AS m (case_note_id, person_id, kind, comment, by_moderator)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_note_id, person_id, kind) DO UPDATE
            SET comment = excluded.comment, by_moderator = excluded.by_moderator, status = 'open', public_line = NULL,
                decided_by = NULL, decided_at = NULL, updated_at = now()
          WHERE m.comment <> excluded.comment`,
        [id, actor.personId, kind, comment, hasRole(actor, 'moderator')],
      );
      await keepStanding(tx, id);
      await tellAbout(this.notifications, tx, actor, [note.authorId], id, {
        kind: `case-note-${kind}`,
        of: `${id}:${actor.personId}`,
        words: SAID[kind],
        detail: comment,
        at: kind === 'helped' ? '' : '/responses',
      });
    });
  }

  /** Also of a note that is withdrawn since. */
  takeBack(actor: Actor, id: string, kind: MarkKind): Promise<void> {
    return this.transactions.run(async (tx) => {
      await lockNote(tx, actor, id);
      await tx.query(`DELETE FROM case_note_marks WHERE case_note_id = $1 AND person_id = $2 AND kind = $3`, [
        id,
        actor.personId,
        kind,
      ]);
      await keepStanding(tx, id);
    });
  }

  /** A moderator who wrote neither says whether it is so. A dispute that is upheld gets a line that readers see. */
  decide(actor: Actor, id: string, markId: string, { decision, publicLine }: MarkDecisionInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      const note = await lockNote(tx, actor, id);
      mustReview(actor, note);
      const [mark] = await tx.query<MarkRow[]>(
        `SELECT kind, person_id AS "personId", status FROM case_note_marks
          WHERE id = $1 AND case_note_id = $2 AND kind <> 'helped'`,
        [markId, id],
      );
      if (!mark) throw new NotFound('case-notes.mark-not-found', 'mark');
      if (mark.personId === actor.personId)
        throw new NotAllowed('You said this yourself, so another moderator decides.');
      const mayChange = mark.status === 'open' || (mark.status === 'upheld' && decision === 'dismiss');
      if (!mayChange) throw new AlreadyChecked();
      const line = mark.kind === 'disputed' && decision === 'uphold' ? publicLine : null;
      if (line === undefined) {
        throw new Refused('case-notes.no-public-line', [
          { field: 'publicLine', message: 'Enter what readers should see' },
        ]);
      }
      // Who says that a note is out of date says one thing, however many they are.
      const [decided] = await tx.query<[{ personId: string }[], number]>(
        `UPDATE case_note_marks SET status = $3, public_line = $4, decided_by = $5, decided_at = now()
          WHERE case_note_id = $1 AND person_id <> $5 AND status = $6
            AND CASE WHEN kind = 'out-of-date' THEN $7 ELSE id = $2 END
         RETURNING person_id AS "personId"`,
        [
          id,
          markId,
          decision === 'uphold' ? 'upheld' : 'dismissed',
          line,
          actor.personId,
          mark.status,
          mark.kind === 'out-of-date',
        ],
      );
      await keepStanding(tx, id);
      const people = [...decided.map(({ personId }) => personId), note.authorId];
      await tellAbout(this.notifications, tx, actor, people, id, {
        kind: 'case-note-checked',
        of: `${markId}:${decision}:${mark.status}`,
        words: RESULT[mark.kind as 'out-of-date' | 'disputed'][decision],
        detail: line ?? undefined,
      });
    });
  }
}

const RESULT = {
  'out-of-date': {
    uphold: 'A moderator agrees that this case note is out of date',
    dismiss: 'A moderator checked this case note: it still holds',
  },
  disputed: {
    uphold: 'A moderator marked this case note as disputed',
    dismiss: 'A moderator does not mark this case note as disputed',
  },
} as const;
