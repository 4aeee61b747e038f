import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '#libs/platform/database';
import { Refused } from '#libs/platform/errors';
import { Account } from './account.entity.ts';
import { type Actor, type PlatformRole, rolesIn } from './actor.ts';
import { hashPassword } from './passwords.ts';
import { PersonNotFound } from './people.errors.ts';
import { type NewTokenInput, type SignUpInput } from './people.inputs.ts';
import { Person } from './person.entity.ts';
import { hashToken, newToken } from './tokens.ts';

/** What the operator does from the command line, where nobody is signed in: who can run it owns the database anyway. */
@Injectable()
export class AccountsOperator {
  constructor(private readonly transactions: Transactions) {}

  /** A person whose address counts as verified, with the role of member and these. Throws Refused. */
  async create(input: SignUpInput, roles: readonly PlatformRole[]): Promise<{ personId: string }> {
    const passwordHash = await hashPassword(input.password);
    const { name, practitionerRole, email } = input;
    return this.transactions.run(async (tx) => {
      const taken = await tx.query<object[]>(`SELECT FROM accounts WHERE email = $1`, [email]);
      if (taken.length > 0) {
        throw new Refused('people.address-taken', [{ field: 'email', message: `${email} has an account already` }]);
      }
      const person = await tx.save(tx.create(Person, { name, practitionerRole }));
      await tx.insert(Account, { personId: person.id, email, passwordHash, emailVerifiedAt: new Date() });
      for (const role of new Set<PlatformRole>(['member', ...roles])) await grant(tx, person.id, role, null);
      return { personId: person.id };
    });
  }

  /** Gives a role, or takes it back; over one organisation where `scopeId` says so. False: it was so already. */
  setRole(email: string, role: PlatformRole, held: boolean, scopeId: string | null): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const personId = await personOf(tx, email);
      if (held) return grant(tx, personId, role, scopeId);
      const [rows] = await tx.query<[object[], number]>(
        `DELETE FROM role_grants WHERE person_id = $1 AND role = $2 AND scope_id IS NOT DISTINCT FROM $3 RETURNING role`,
        [personId, role, scopeId],
      );
      return rows.length > 0;
    });
  }

  /** The secret, which is shown this once. */
  createToken(email: string, { name, scope, days }: NewTokenInput): Promise<string> {
    const token = newToken('wm_');
    return this.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO access_tokens (person_id, name, token_hash, scope, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(days => $5))`,
        [await personOf(tx, email), name, hashToken(token), scope, days],
      );
      return token;
    });
  }

  /** Somebody as they would ask if they were signed in, for a command that is done in their name. Throws PersonNotFound. */
  actor(email: string): Promise<Actor> {
    return this.transactions.run(async (tx) => {
      const personId = await personOf(tx, email);
      const [row] = await tx.query<{ name: string; practitionerRole: string; keys: string[] }[]>(
        `SELECT name, practitioner_role AS "practitionerRole", reader_keys AS keys FROM people WHERE id = $1`,
        [personId],
      );
      const { name, practitionerRole, keys } = row!;
      return {
        personId,
        name,
        practitionerRole,
        keys,
        roles: rolesIn(keys),
        organisation: null,
        organisationFictional: false,
        publicSector: false,
        unread: 0,
        sessionId: null,
        tokenId: null,
        mayWrite: true,
      };
    });
  }
}

async function personOf(tx: Tx, email: string): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(`SELECT person_id AS id FROM accounts WHERE email = $1`, [
    email.trim().toLowerCase(),
  ]);
  if (!row) throw PersonNotFound();
  return row.id;
}

async function grant(tx: Tx, personId: string, role: PlatformRole, scopeId: string | null): Promise<boolean> {
  const rows = await tx.query<object[]>(
    `INSERT INTO role_grants (person_id, role, scope_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING role`,
    [personId, role, scopeId],
  );
  return rows.length > 0;
}
