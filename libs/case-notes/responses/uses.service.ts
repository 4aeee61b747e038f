import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotFound, Refused } from '#libs/platform/errors';
import { lockPublished, mustWrite } from '../lock.ts';
import { type UseInput, type UseOutcomeInput } from './responses.inputs.ts';
import { tellAbout } from './telling.ts';

// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type UseReceipt = { id: string };

const ASKED_AT_ONCE = 500;

/** "We used this note": for what, and half a year later what came of it. */
@Injectable()
export class UsesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
  ) {}

  record(actor: Actor, id: string, input: UseInput, once: Once | null): Promise<UseReceipt> {
    return this.transactions.once(once, async (tx) => {
      const note = await lockPublished(tx, actor, id);
      if (input.usedOn > new Date().toISOString().slice(0, 10)) {
        throw new Refused('case-notes.use-ahead', [{ field: 'usedOn', message: 'When must be today or in the past' }]);
      }
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO case_note_uses (case_note_id, person_id, organisation_id, organisation, what, used_on, audience,
                                     public_line, ask_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + interval '6 months') RETURNING id`,
        [
          id,
          actor.personId,
          await ownOrganisation(tx, actor, input.organisation),
          input.organisation,
          input.what,
          input.usedOn,
          input.audience,
          input.publicLine ?? null,
        ],
      );
      if (input.audience !== 'private') {
        await tellAbout(this.notifications, tx, actor, [note.authorId], id, {
          kind: 'case-note-used',
          of: row!.id,
          words: 'Somebody used your case note',
          at: '/uses',
        });
      }
      return { id: row!.id };
    });
  }

  /** Whoever used it says what came of it, asked or not; again, in place of what they said before. */
  followUp(actor: Actor, id: string, useId: string, { outcome, words = '' }: UseOutcomeInput): Promise<void> {
    return this.own(actor, id, useId, (tx) =>
      tx.query(`UPDATE case_note_uses SET outcome = $2, outcome_words = $3, outcome_at = now() WHERE id = $1`, [
        useId,
        outcome,
        words,
      ]),
    );
  }

  remove(actor: Actor, id: string, useId: string): Promise<void> {
    return this.own(actor, id, useId, (tx) => tx.query(`DELETE FROM case_note_uses WHERE id = $1`, [useId]));
  }

  /**
   * Asks once, half a year after it was recorded, what came of it, where nobody has said so yet and the note still
   * stands. Run by the clock; may be run again, and by several at once.
   */
  askDue(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const [due] = await tx.query<[{ id: string; noteId: string; personId: string; open: boolean }[], number]>(
        `UPDATE case_note_uses u SET asked_at = now()
           FROM (SELECT u.id, n.status = 'published' AS open FROM case_note_uses u
                   JOIN case_notes n ON n.id = u.case_note_id
                  WHERE u.asked_at IS NULL AND u.outcome IS NULL AND u.ask_at <= now()
                  ORDER BY u.ask_at, u.id LIMIT $1 FOR UPDATE OF u SKIP LOCKED) AS due
          WHERE u.id = due.id
         RETURNING u.id, u.case_note_id AS "noteId", u.person_id AS "personId", due.open`,
        [ASKED_AT_ONCE],
      );
      for (const { id, noteId, personId, open } of due) {
        if (!open) continue;
        await tellAbout(this.notifications, tx, null, [personId], noteId, {
          kind: 'case-note-use-asked',
          of: id,
          words: 'What came of it? You used this case note half a year ago',
          at: `/uses/${id}`,
        });
      }
      return due.length;
    });
  }

  private own(actor: Actor, id: string, useId: string, work: (tx: Tx) => Promise<unknown>): Promise<void> {
    return this.transactions.run(async (tx) => {
      mustWrite(actor);
      const [row] = await tx.query<{ id: string }[]>(
        `SELECT id FROM case_note_uses WHERE id = $1 AND case_note_id = $2 AND person_id = $3 FOR UPDATE`,
        [useId, id, actor.personId],
      );
      if (!row) throw UseNotFound();
      await work(tx);
    });
  }
}

export const UseNotFound = (): NotFound => new NotFound('case-notes.use-not-found', 'use of a note');

/** One that they verifiably work for now, by its name. */
async function ownOrganisation(tx: Tx, actor: Actor, name: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(
    `SELECT o.id FROM memberships m JOIN organisations o ON o.id = m.organisation_id AND o.visible_to && $3::text[]
      WHERE m.person_id = $1 AND m.verified_at IS NOT NULL AND (m.to_on IS NULL OR m.to_on >= current_date)
        AND lower(o.name) = lower($2) LIMIT 1`,
    [actor.personId, name, actor.keys],
  );
  return row?.id ?? null;
}
