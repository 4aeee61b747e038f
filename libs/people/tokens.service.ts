import { Injectable } from '@nestjs/common';
import { type Once, Transactions } from '#libs/platform/database';
import { NotAllowed, NotFound, Refused } from '#libs/platform/errors';
import { type Actor } from './actor.ts';
import { type NewTokenInput } from './people.inputs.ts';
import { hashToken, newToken } from './tokens.ts';

/** Enough for every program a person runs; more would only be forgotten ones. */
const MOST = 20;

export interface NewToken {
  readonly id: string;
  readonly name: string;
  readonly scope: 'read' | 'write';
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Null the second time the same request is made: a secret is shown once, and only its hash is kept. */
  readonly secret: string | null;
}

/** Personal access tokens: how a person's own programs sign in. */
@Injectable()
export class TokensService {
  constructor(private readonly transactions: Transactions) {}

  /**
   * A token made with a token can do no more than that one, does not outlast it, and is revoked with it: so a leaked
   * token that is revoked leaves nothing behind. Throws Refused when the person has too many.
   */
  async create(actor: Actor, { name, scope, days }: NewTokenInput, once: Once | null): Promise<NewToken> {
    if (!actor.mayWrite) throw new NotAllowed('This token is for reading only.');
    const secret = newToken('wm_');
    const hash = hashToken(secret);
    const made = await this.transactions.once(once, async (tx) => {
      await tx.query(`SELECT FROM accounts WHERE person_id = $1 FOR UPDATE`, [actor.personId]);
      const [{ standing } = { standing: 0 }] = await tx.query<{ standing: number }[]>(
        `SELECT count(*)::int AS standing FROM access_tokens
          WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > now()`,
        [actor.personId],
      );
      if (standing >= MOST) throw tooMany();
      const [row] = await tx.query<{ id: string; createdAt: Date; expiresAt: Date }[]>(
        `INSERT INTO access_tokens (person_id, name, token_hash, scope, made_with, expires_at)
         VALUES ($1, $2, $3, $4, $5, least(now() + make_interval(days => $6),
                                           (SELECT expires_at FROM access_tokens WHERE id = $5)))
         RETURNING id, created_at AS "createdAt", expires_at AS "expiresAt"`,
        [actor.personId, name, hash, scope, actor.tokenId, days],
      );
      const { id, createdAt, expiresAt } = row!;
      // The hash says whether it was this call that made it.
      const hex = hash.toString('hex');
      return { id, name, scope, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), hash: hex };
    });
    return {
      id: made.id,
      name: made.name,
      scope: made.scope,
      createdAt: new Date(made.createdAt),
      expiresAt: new Date(made.expiresAt),
      secret: made.hash === hash.toString('hex') ? secret : null,
    };
  }

  /** At once, with all tokens that were made with it. */
  async revoke(actor: Actor, tokenId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [rows] = await tx.query<[object[], number]>(
        `WITH RECURSIVE gone AS (
           SELECT id FROM access_tokens WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL
            UNION
           SELECT t.id FROM access_tokens t JOIN gone g ON t.made_with = g.id
         )
         UPDATE access_tokens SET revoked_at = now()
          WHERE id IN (SELECT id FROM gone) AND revoked_at IS NULL RETURNING id`,
        [tokenId, actor.personId],
      );
      if (rows.length === 0) throw new NotFound('people.token-not-found', 'token');
    });
  }
}

const tooMany = (): Refused =>
  new Refused('people.too-many-tokens', [
    { field: 'name', message: `You have ${MOST} tokens, which is the most. Revoke one that you no longer use` },
  ]);
