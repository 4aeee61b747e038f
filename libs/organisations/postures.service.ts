import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/people';
import { Transactions } from '#libs/platform/database';
import { DomainError, Stale } from '#libs/platform/errors';
import { CouncilNotFound } from './organisations.errors.ts';
import { lockOrganisation } from './organisations.service.ts';
import { isOnTeam, type Posture } from './posture.ts';
import { type PostureInput } from './posture.input.ts';

/** The posture is said by the team itself, and by nobody for it. */
class NotYourTeam extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'organisations.not-your-team';
  constructor() {
    super('Only verified members of this council can say where its team stands.');
  }
}

@Injectable()
export class PosturesService {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Says where the team stands, and keeps the change with its day. The same again, without a note, changes nothing.
   * Throws NotYourTeam, CouncilNotFound, and Stale when it is no longer at `version`.
   */
  set(actor: Actor, councilId: string, input: PostureInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      const { kind } = await lockOrganisation(tx, actor, councilId, CouncilNotFound);
      if (kind !== 'council') throw CouncilNotFound();
      if (!isOnTeam(actor, councilId)) throw new NotYourTeam();
      const { posture, shown, note = null } = input;
      const [now] = await tx.query<{ posture: Posture; shown: boolean; version: number }[]>(
        `SELECT posture, shown, version FROM council_postures WHERE council_id = $1`,
        [councilId],
      );
      if (version !== null && version !== now?.version) {
        throw new Stale(now?.version ?? 0, { posture: now?.posture ?? null, shown: now?.shown ?? null });
      }
      if (now?.posture === posture && now.shown === shown && note === null) return now.version;
      const [row] = await tx.query<{ version: number }[]>(
        `INSERT INTO council_postures AS p (council_id, posture, shown) VALUES ($1, $2, $3)
         ON CONFLICT (council_id) DO UPDATE
            SET posture = $2, shown = $3, version = p.version + 1,
                since = CASE WHEN p.posture = $2 THEN p.since ELSE now() END
         RETURNING version`,
        [councilId, posture, shown],
      );
      await tx.query(
        `INSERT INTO council_posture_changes (council_id, posture, shown, note, changed_by) VALUES ($1, $2, $3, $4, $5)`,
        [councilId, posture, shown, note, actor.personId],
      );
      return row!.version;
    });
  }
}
