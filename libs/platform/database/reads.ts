import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Pool } from 'pg';
import { DataSource } from 'typeorm';
import { DatabaseUnavailable, isDeadConnection, isUnavailable } from './availability.ts';

/**
 * `name` is the query's own, as `threads.page`: PostgreSQL keeps its plan under it, and metrics count by it. Null where
 * one plan cannot serve all values, or the text varies.
 */
export interface Read {
  name: string | null;
  text: string;
  values: readonly unknown[];
}

/** PostgreSQL ends a statement after 5 s; this is for when it does not answer at all. */
export const QUERY_TIMEOUT_MS = 5_500;

/** Reads outside a transaction: SQL in, plain rows out, from the same pool as TypeORM's. */
@Injectable()
export class Reads {
  private readonly pool: Pool;
  /** Statements run since the start; tests hold pages to their budget by it. */
  count = 0;

  constructor(@InjectDataSource() dataSource: DataSource) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  /** Tries once more when the connection had died; throws DatabaseUnavailable while the database is away. */
  async rows<Row extends object>({ name, text, values }: Read): Promise<Row[]> {
    this.count += 1;
    const query = {
      ...(name === null ? {} : { name }),
      text,
      values: values as unknown[],
      query_timeout: QUERY_TIMEOUT_MS,
    };
    try {
      return (await this.pool.query<Row>(query)).rows;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (!isDeadConnection(error)) throw new DatabaseUnavailable();
    }
    try {
      return (await this.pool.query<Row>(query)).rows;
    } catch (error) {
      throw isUnavailable(error) ? new DatabaseUnavailable() : error;
    }
  }

  /** The one row, or null. */
  async row<Row extends object>(read: Read): Promise<Row | null> {
    return (await this.rows<Row>(read))[0] ?? null;
  }
}
