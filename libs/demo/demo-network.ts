import { Injectable } from '@nestjs/common';
import { hashPassword } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Transactions } from '#libs/platform/database';
import { readDemoFiles } from './demo-files.ts';
import { DEMO_PASSWORD } from './demo-sign-ins.ts';
import { NeverInProduction, NotEmpty } from './demo.errors.ts';
import { caseNoteRows } from './network/case-notes.rows.ts';
import { deskRows } from './network/desk.rows.ts';
import { guidanceRows } from './network/guidance.rows.ts';
import { organisationRows } from './network/organisations.rows.ts';
import { peopleRows } from './network/people.rows.ts';
import { threadRows } from './network/threads.rows.ts';
import { insertRows } from './rows.ts';

/** Told before each table: its name, and how many rows go in. */
export type OnProgress = (what: string, rows: number) => void;

@Injectable()
export class DemoNetwork {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  /**
   * Fills an empty database with the fictional network, in one transaction. Returns the rows put into each table.
   * Throws NeverInProduction, and NotEmpty where there are people.
   */
  async load(onProgress: OnProgress = () => undefined): Promise<ReadonlyMap<string, number>> {
    if (this.config.production) throw new NeverInProduction();
    const files = readDemoFiles();
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    const tables = [
      ...organisationRows(files),
      ...peopleRows(files, passwordHash),
      ...caseNoteRows(files),
      ...threadRows(files),
      ...guidanceRows(files),
      ...deskRows(files),
    ];
    await this.transactions.run(async (tx) => {
      // Two loads at once: the second waits here, and then finds people.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('waymark.demo'))`);
      const [{ taken } = { taken: true }] = await tx.query<{ taken: boolean }[]>(
        `SELECT EXISTS (SELECT FROM people) AS taken`,
      );
      if (taken) throw new NotEmpty();
      for (const { table, rows } of tables) {
        onProgress(table, rows.length);
        await insertRows(tx, { table, rows });
      }
      await tx.query(`ANALYZE ${tables.map(({ table }) => table).join(', ')}`);
    });
    return new Map(tables.map(({ table, rows }) => [table, rows.length]));
  }

  /** Whether there is nobody here: then the demo network may be loaded. */
  isEmpty(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const [row] = await tx.query<{ empty: boolean }[]>(`SELECT NOT EXISTS (SELECT FROM people) AS empty`);
      return row?.empty ?? false;
    });
  }
}
