import { Injectable } from '@nestjs/common';
import { Reads, Transactions } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { type Actor } from './actor.ts';
import { type RecordHoldInput } from './people.inputs.ts';

/** Somebody was asked to keep records about something: deleting them may be an offence (FOIA 2000 s.77). */
export interface RecordHold {
  readonly about: string;
  readonly since: Date;
}

/** SQL: whether the person of this id is to be told again that their authority may hold what they write. */
export const NOTE_DUE = (person: string): string =>
  `NOT EXISTS (SELECT FROM record_keeping k WHERE k.person_id = ${person} AND k.noted_at > now() - interval '30 days')`;

/** What somebody who works for a public authority owes its records. Theirs alone to see. */
@Injectable()
export class RecordKeeping {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
  ) {}

  /** Null: they were not asked to keep anything. Ask before anything of theirs is deleted. */
  hold(actor: Actor): Promise<RecordHold | null> {
    return this.reads.row<RecordHold>({
      name: 'people.record-hold',
      text: `SELECT hold_about AS about, hold_since AS since FROM record_keeping
              WHERE person_id = $1 AND hold_about IS NOT NULL`,
      values: [actor.personId],
    });
  }

  /** Says that one was asked to keep records, or no longer is. The day it began stays while the words change. */
  setHold(actor: Actor, { about }: RecordHoldInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
      await tx.query(
        `INSERT INTO record_keeping (person_id, hold_about, hold_since)
         VALUES ($1, $2::text, CASE WHEN $2::text IS NOT NULL THEN now() END)
         ON CONFLICT (person_id) DO UPDATE SET hold_about = excluded.hold_about,
           hold_since = CASE WHEN excluded.hold_about IS NULL THEN NULL
                             ELSE coalesce(record_keeping.hold_since, excluded.hold_since) END`,
        [actor.personId, about ?? null],
      );
    });
  }

  /** They posted with the note before them: it is not shown again for 30 days. */
  noted(actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO record_keeping (person_id, noted_at) VALUES ($1, now())
         ON CONFLICT (person_id) DO UPDATE SET noted_at = now()`,
        [actor.personId],
      );
    });
  }
}
