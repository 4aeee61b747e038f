import { Injectable } from '@nestjs/common';
import { SpinOutsService } from '#libs/organisations';
import { type Actor, hashToken, newToken } from '#libs/people';
import { type Once, Transactions, type Tx } from '#libs/platform/database';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { LinkNotFound, NoPackYet, PackNotFound, TooManyLinks } from './assurance.errors.ts';
import { type AssuranceInput, type AssuranceLinkInput } from './assurance.inputs.ts';

/** `token` null: the same request came before, and the token was shown then. */
// A type, not an interface: only so is it assignable to Json.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type AssuranceLink = { id: string; token: string | null; purpose: string; expiresAt: string };

const LINKS_MAX = 20;

@Injectable()
export class AssuranceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly spinOuts: SpinOutsService,
  ) {}

  /** Writes the whole pack, as of today. Its own editors alone. Throws Stale when it is no longer at `version`. */
  save(actor: Actor, spinOutId: string, input: AssuranceInput, version: number | null): Promise<number> {
    return this.transactions.run(async (tx) => {
      await this.hold(tx, actor, spinOutId);
      const [now] = await tx.query<{ version: number }[]>(
        `SELECT version FROM assurance_packs WHERE spin_out_id = $1`,
        [spinOutId],
      );
      if (version !== null && now && now.version !== version) throw new Stale(now.version, {});
      const { insurer = null, stepIn = null, exitPlan = null, keyPeople = null, inspections = null } = input;
      const [row] = await tx.query<{ version: number }[]>(
        `INSERT INTO assurance_packs AS p
                (spin_out_id, insurer, step_in, exit_plan, key_people, inspections, checked_on, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, current_date, $7)
         ON CONFLICT (spin_out_id) DO UPDATE
            SET insurer = $2, step_in = $3, exit_plan = $4, key_people = $5, inspections = $6,
                checked_on = current_date, updated_by = $7, updated_at = now(), version = p.version + 1
         RETURNING version`,
        [spinOutId, insurer, stepIn, exitPlan, keyPeople, inspections, actor.personId],
      );
      return row!.version;
    });
  }

  /** Makes a link; its token is given this once. Throws NoPackYet, TooManyLinks. */
  async share(actor: Actor, spinOutId: string, input: AssuranceLinkInput, once: Once | null): Promise<AssuranceLink> {
    const token = newToken();
    const { purpose, days } = input;
    const made = await this.transactions.once(once, async (tx) => {
      await this.hold(tx, actor, spinOutId);
      const [state] = await tx.query<{ written: boolean; working: number }[]>(
        `SELECT EXISTS (SELECT FROM assurance_packs WHERE spin_out_id = $1) AS written,
                (SELECT count(*)::int FROM assurance_links
                  WHERE spin_out_id = $1 AND withdrawn_at IS NULL AND expires_at > now()) AS working`,
        [spinOutId],
      );
      if (!state?.written) throw new NoPackYet();
      if (state.working >= LINKS_MAX) throw new TooManyLinks();
      const [row] = await tx.query<{ id: string; hash: string; expiresAt: string }[]>(
        `INSERT INTO assurance_links (spin_out_id, purpose, token_hash, created_by, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(days => $5))
         RETURNING id, encode(token_hash, 'hex') AS hash, to_json(expires_at) #>> '{}' AS "expiresAt"`,
        [spinOutId, purpose, hashToken(token), actor.personId, Number(days)],
      );
      return row!;
    });
    // What came before has another hash: its token is nowhere any more.
    const isNew = made.hash === hashToken(token).toString('hex');
    return { id: made.id, token: isNew ? token : null, purpose, expiresAt: made.expiresAt };
  }

  /** From now on the link opens nothing. Throws LinkNotFound. */
  withdraw(actor: Actor, spinOutId: string, linkId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.hold(tx, actor, spinOutId);
      const rows = await tx.query<object[]>(
        `WITH gone AS (UPDATE assurance_links SET withdrawn_at = coalesce(withdrawn_at, now())
                        WHERE id = $1 AND spin_out_id = $2 RETURNING id)
         SELECT id FROM gone`,
        [linkId, spinOutId],
      );
      if (rows.length === 0) throw LinkNotFound();
    });
  }

  /** Locks the spin-out for its own editors. Members know that there is a pack; to others it is not there. */
  private async hold(tx: Tx, actor: Actor, spinOutId: string): Promise<void> {
    await this.spinOuts.hold(tx, actor, spinOutId, { edit: false });
    if (actor.keys.includes(`edits:${spinOutId}`)) return;
    if (!actor.keys.includes(`organisation:${spinOutId}`)) throw PackNotFound();
    throw new NotAllowed('Only the editors of this spin-out can change or share its assurance pack.');
  }
}
