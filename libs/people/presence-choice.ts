import { Injectable } from '@nestjs/common';
import { Reads, Transactions } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { type Actor } from './actor.ts';
import { type PresenceInput } from './people.inputs.ts';

/** SQL: whether others may see that the person of this id is reading or typing. */
export const MAY_BE_SEEN = (person: string): string =>
  `NOT EXISTS (SELECT FROM unseen_people u WHERE u.person_id = ${person})`;

/** Whether others see that one is reading or typing. They do until one says otherwise. */
@Injectable()
export class PresenceChoice {
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: Reads,
  ) {}

  async isSeen(actor: Actor): Promise<boolean> {
    const row = await this.reads.row<{ seen: boolean }>({
      name: 'people.is-seen',
      text: `SELECT ${MAY_BE_SEEN('$1::uuid')} AS seen`,
      values: [actor.personId],
    });
    return row!.seen;
  }

  /** From the commit on, in every open page of everybody. Saying it twice changes nothing. */
  choose(actor: Actor, { seen }: PresenceInput): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
      await tx.query(
        seen
          ? `DELETE FROM unseen_people WHERE person_id = $1`
          : `INSERT INTO unseen_people (person_id) VALUES ($1) ON CONFLICT DO NOTHING`,
        [actor.personId],
      );
    });
  }
}
