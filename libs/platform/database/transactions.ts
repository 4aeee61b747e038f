import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Pool, type QueryConfig } from 'pg';
import {
  DataSource,
  type EntityManager,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { DatabaseUnavailable, driverErrorOf, isUnavailable } from './availability.ts';
import { preparedName } from './preparing-client.ts';
import { QUERY_TIMEOUT_MS } from './reads.ts';
import { claim, type Json, kept, type Once, settle } from './once.ts';

declare const inTransaction: unique symbol;

/** An EntityManager that is certainly inside a transaction: only Transactions.run() makes one. */
export type Tx = EntityManager & { readonly [inTransaction]: true };

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const ATTEMPTS = 3;

@Injectable()
export class Transactions {
  private readonly pool: Pool;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  /**
   * Commits what `work` did through its Tx, or nothing.
   *
   * `work` runs again, whole, when PostgreSQL asks for it (deadlock, serialization): so it may do nothing else that
   * counts, such as sending mail. Enqueue a job through the Tx instead. Throws DatabaseUnavailable when the database
   * is away; then it is not known whether the commit arrived, which is what `once` is for.
   */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return attempts(() => this.dataSource.transaction((manager) => work(manager as Tx)));
  }

  /**
   * A transaction that is one statement, which PostgreSQL begins and commits by itself: a third of the round trips of
   * run(), for what is done often. Returns its rows.
   */
  statement<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return attempts(async () => {
      const client = await this.pool.connect();
      // The statement fails by itself where the connection does; without this the process would end.
      client.on('error', ignore);
      let lost = false;
      try {
        return (await client.query<Row>(prepared(text, values))).rows;
      } catch (error) {
        lost = isUnavailable(error);
        throw error;
      } finally {
        client.off('error', ignore);
        client.release(lost);
      }
    });
  }

  /**
   * As run(), and the same request twice is one result: the second time `work` is not called, and what it returned
   * the first time is returned again. The key is kept in the same transaction. Without a key it is run().
   *
   * Throws KeyReused when the key came with another request, KeyUnderWay while the first is not done.
   */
  async once<T extends Json>(once: Once | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!once) return this.run(work);
    return this.run(async (tx) => {
      const earlier = await claim<T>(tx, once);
      if (earlier !== undefined) return earlier;
      const result = await work(tx);
      await settle(tx, once, result);
      return result;
    });
  }

  /** What once() returned for this very request; undefined: it was not done, or is not yet. */
  async done<T extends Json>(once: Once | null): Promise<T | undefined> {
    return once ? this.run((tx) => kept<T>(tx, once)) : undefined;
  }
}

const ignore = (): void => undefined;

/** With a limit of our own, for when the database does not answer at all: the next must not wait behind this one. */
const prepared = (text: string, values: unknown[]): QueryConfig & { query_timeout: number } => {
  const name = preparedName(text);
  return { ...(name === undefined ? {} : { name }), text, values, query_timeout: QUERY_TIMEOUT_MS };
};

async function attempts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt < ATTEMPTS && mayPassNextTime(error)) continue;
      throw isUnavailable(error) || hasLostConnection(error) ? new DatabaseUnavailable() : error;
    }
  }
}

/** The connection died between two statements: TypeORM has let it go, and says so to the next. */
function hasLostConnection(error: unknown): boolean {
  return error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError;
}

function mayPassNextTime(error: unknown): boolean {
  const { code } = driverErrorOf(error);
  return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}
