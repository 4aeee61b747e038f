import { Injectable } from '@nestjs/common';
import { Notifications } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed } from '#libs/platform/errors';
import { type Limit, RateLimits } from '#libs/platform/rate-limits';
import { JUDGED } from './judged.sql.ts';
import { NotMasked, OwnCase, SubjectNotFound } from './moderation.errors.ts';
import { type LookInput } from './moderation.inputs.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { words } from './moderation.words.ts';

/** Who asked under a mask, as a moderator is told. `id`: the line of the log. */
// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type MaskLook = {
  id: string;
  at: string;
  threadId: string;
  person: { id: string; name: string; role: string; organisation: string | null };
};

interface Asked {
  mask: string | null;
  visibleTo: string[];
  judged: boolean;
  sameOrganisation: boolean;
  person: MaskLook['person'];
}

const LOOKS: Limit = { name: 'moderation.mask-looks', most: 20, seconds: 3_600 };

@Injectable()
export class MaskLooksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly notifications: Notifications,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Tells a moderator who asked. What they looked at and why is in the log first, and who asked is told.
   *
   * Not where they work for the same organisation: then another has to, and that they tried is in the log.
   */
  async look(actor: Actor, { threadId, reason }: LookInput, once: Once | null): Promise<MaskLook> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    if (!moderationPolicy.canModerate(actor)) throw new NotAllowed();
    await this.limits.take(LOOKS, actor.personId);
    const look = await this.transactions.once(once, async (tx): Promise<Omit<MaskLook, 'person'> & Refusable> => {
      const { mask, visibleTo, judged, sameOrganisation, person } = await findAsked(tx, actor, threadId);
      if (!judged && !visibleTo.some((key) => actor.keys.includes(key))) throw SubjectNotFound();
      if (mask === null) throw new NotMasked();
      if (person.id === actor.personId) throw new OwnCase('You asked this yourself.');
      const [line] = await tx.query<{ id: string; at: Date }[]>(
        `INSERT INTO mask_looks (thread_id, actor_id, reason, refused) VALUES ($1, $2, $3, $4) RETURNING id::text, at`,
        [threadId, actor.personId, reason, sameOrganisation],
      );
      const { id, at } = line!;
      await this.notifications.tell(tx, [person.id], words.lookedBehindMask(threadId, reason, id, sameOrganisation));
      return { id, at: at.toISOString(), threadId, person: sameOrganisation ? null : person };
    });
    if (look.person === null) {
      throw new OwnCase(
        'You are not told who asked this: another moderator has to look. That you tried is in the log.',
      );
    }
    return { ...look, person: look.person };
  }
}

/** Null: refused. */
// oxlint-disable-next-line typescript/consistent-type-definitions
type Refusable = { person: MaskLook['person'] | null };

async function findAsked(tx: Tx, actor: Actor, threadId: string): Promise<Asked> {
  const [row] = await tx.query<Asked[]>(
    `SELECT t.mask, t.visible_to AS "visibleTo",
            ${JUDGED('t')} AS judged,
            EXISTS (SELECT FROM memberships m JOIN memberships o ON o.organisation_id = m.organisation_id
                     WHERE m.person_id = t.author_id AND o.person_id = $2
                       AND (m.to_on IS NULL OR m.to_on >= current_date)
                       AND (o.to_on IS NULL OR o.to_on >= current_date)) AS "sameOrganisation",
            json_build_object('id', a.id, 'name', a.name, 'role', a.practitioner_role,
                              'organisation', (SELECT p.author_organisation FROM posts p
                                                WHERE p.thread_id = t.id AND p.number = 1)) AS person
       FROM threads t JOIN people a ON a.id = t.author_id WHERE t.id = $1 FOR SHARE OF t`,
    [threadId, actor.personId],
  );
  if (!row) throw SubjectNotFound();
  return row;
}
