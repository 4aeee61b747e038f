import { createHash } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { DomainError } from '#libs/platform/errors';

/** What JSON can hold, so that a kept result reads back as it was. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Who asked, under which key, for exactly what. */
export interface Once {
  readonly personId: string;
  readonly key: string;
  readonly requestHash: Buffer;
  /** Wait while the first is under way: a browser shows the second answer alone, so that has to be the result. */
  readonly patient?: boolean;
}

export class KeyReused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'idempotency.key-reused';
  constructor() {
    super('This key was used for another request. Use a new key.');
  }
}

export class KeyUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'idempotency.under-way';
  override readonly retryAfter = 1;
  constructor() {
    super('The first request with this key is still under way. Try again in a second.');
  }
}

/** Null without a key. `request` is what must be the same the second time: the command, its target, its input. */
export function onceFor(personId: string, key: string | null | undefined, ...request: readonly unknown[]): Once | null {
  if (!key) return null;
  return { personId, key, requestHash: createHash('sha256').update(JSON.stringify(request)).digest() };
}

/**
 * Whether this transaction holds the key from now on, in a statement that does more; the arguments are SQL. Its snapshot
 * may be older than the lock: then the insert of the key fails, as somebody else's is there.
 */
export const claimedKey = (personId: string, key: string, how: 'at once' | 'patiently' = 'at once'): string => {
  const hash = `hashtextextended(${personId} || ':' || ${key}, 0)`;
  return how === 'at once' ? `pg_try_advisory_xact_lock(${hash})` : `pg_advisory_xact_lock(${hash}) IS NOT NULL`;
};

/** The insert of a key that was claimed with its result, in a statement that does more; all is SQL over `from`. */
export const keptKey = (
  { personId, key, requestHash, result }: Record<'personId' | 'key' | 'requestHash' | 'result', string>,
  from: string,
): string => `
  INSERT INTO idempotency_keys (person_id, key, request_hash, result)
  SELECT ${personId}, ${key}, ${requestHash}, ${result} FROM ${from}`;

/** The kept result of an earlier run, or undefined when this is the first; then this transaction holds the key. */
export async function claim<T>(tx: EntityManager, once: Once): Promise<T | undefined> {
  const { personId, key, requestHash, patient = false } = once;
  if (patient) {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))`, [personId, key]);
    return kept<T>(tx, once);
  }
  const [row] = await tx.query<{ free: boolean; requestHash: Buffer | null; result: T }[]>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0)) AS free,
            k.request_hash AS "requestHash", k.result
       FROM (SELECT) AS one LEFT JOIN idempotency_keys k ON k.person_id = $1::uuid AND k.key = $2`,
    [personId, key],
  );
  if (!row?.free) throw new KeyUnderWay();
  if (row.requestHash === null) return kept<T>(tx, once);
  if (!row.requestHash.equals(requestHash)) throw new KeyReused();
  return row.result;
}

/**
 * The kept result of an earlier run, if any. Also the second look of claim(): the lock and the first look are one statement
 * and so one snapshot, and an earlier holder may have committed between the two.
 */
export async function kept<T>(tx: EntityManager, { personId, key, requestHash }: Once): Promise<T | undefined> {
  const [row] = await tx.query<{ requestHash: Buffer; result: T }[]>(
    `SELECT request_hash AS "requestHash", result FROM idempotency_keys WHERE person_id = $1 AND key = $2`,
    [personId, key],
  );
  if (!row) return undefined;
  if (!row.requestHash.equals(requestHash)) throw new KeyReused();
  return row.result;
}

export async function settle(tx: EntityManager, { personId, key, requestHash }: Once, result: Json): Promise<void> {
  await tx.query(`INSERT INTO idempotency_keys (person_id, key, request_hash, result) VALUES ($1, $2, $3, $4)`, [
    personId,
    key,
    requestHash,
    JSON.stringify(result),
  ]);
}
