import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { DomainError, NotAllowed, NotFound, Refused } from '#libs/platform/errors';
import { type TriggerCode, triggersOf, type WatchAbout } from './triggers.ts';
import { knowWhatIsSo } from './watch-looks.ts';
import { WATCHES_MAX, WatchesQueries, type WatchSubject } from './watches.queries.ts';

class TooManyWatches extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'watches.too-many';
  constructor() {
    super(`You watch for ${WATCHES_MAX} things already. Stop one of them first.`);
  }
}

@Injectable()
export class Watches {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: WatchesQueries,
  ) {}

  /**
   * What the actor waits for of one thing, from now on: what is not named is stopped, and what was found for it goes. What
   * is named already stays as it is. Throws NotFound, Refused, TooManyWatches.
   */
  async set(
    actor: Actor,
    about: WatchAbout,
    subject: string,
    triggers: readonly TriggerCode[],
  ): Promise<WatchSubject & { triggers: TriggerCode[] }> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    const possible = triggersOf(about);
    if (triggers.some((trigger) => !possible.includes(trigger))) {
      throw new Refused('watches.not-of-this', [
        { field: 'triggers', message: 'Choose what you want to be told from the list for this' },
      ]);
    }
    const { subject: known, ...named } = await this.queries.subject(actor, about, subject);
    const [id, code] = about === 'service-area' || about === 'council-type' ? [null, known] : [known, null];
    await this.transactions.run(async (tx) => {
      // Two at once would both find room for the last one.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`watches:${actor.personId}`]);
      await tx.query(
        `DELETE FROM watches WHERE person_id = $1 AND subject_id IS NOT DISTINCT FROM $2 AND code IS NOT DISTINCT FROM $3
            AND trigger = ANY ($4::text[]) AND trigger <> ALL ($5::text[])`,
        [actor.personId, id, code, possible, triggers],
      );
      const made = await tx.query<{ id: string; trigger: TriggerCode }[]>(
        `INSERT INTO watches (person_id, trigger, subject_id, code) SELECT $1, t, $2, $3 FROM unnest($4::text[]) AS t
         ON CONFLICT DO NOTHING RETURNING id, trigger`,
        [actor.personId, id, code, triggers],
      );
      const [{ count }] = await tx.query<[{ count: number }]>(
        `SELECT count(*)::int AS count FROM watches WHERE person_id = $1`,
        [actor.personId],
      );
      if (made.length > 0 && count > WATCHES_MAX) throw new TooManyWatches();
      for (const watch of made) await knowWhatIsSo(tx, watch.trigger, watch.id);
    });
    return { ...named, subject: known, triggers: possible.filter((trigger) => triggers.includes(trigger)) };
  }

  /** Stops one, of which everything goes. Throws NotFound, also for another's. */
  async stop(actor: Actor, id: string): Promise<void> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    await this.transactions.run(async (tx) => {
      const [gone] = await tx.query<[object[], number]>(
        `DELETE FROM watches WHERE id = $1 AND person_id = $2 RETURNING id`,
        [id, actor.personId],
      );
      if (gone.length === 0) throw new NotFound('watches.not-found', 'watch');
    });
  }
}
