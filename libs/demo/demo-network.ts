import { Injectable } from '@nestjs/common';
import { hashPassword } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Transactions } from '#libs/platform/database';
import { readDemoFiles } from './demo-files.ts';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './demo-sign-ins.ts';
import { NeverInProduction, NotEmpty } from './demo.errors.ts';
import { answerRows } from './network/answers.rows.ts';
import { askedRows } from './network/asked.rows.ts';
import { caseNoteRows } from './network/case-notes.rows.ts';
import { circleRows } from './network/circles.rows.ts';
import { councilRows } from './network/councils.rows.ts';
import { contractRows } from './network/contracts.rows.ts';
import { deskRows } from './network/desk.rows.ts';
import { digestRows } from './network/digests.rows.ts';
import { guidanceRows } from './network/guidance.rows.ts';
import { offerRows } from './network/offers.rows.ts';
import { organisationRows } from './network/organisations.rows.ts';
import { peopleRows } from './network/people.rows.ts';
import { pledgeRows } from './network/pledges.rows.ts';
import { responseRows } from './network/responses.rows.ts';
import { skillRows } from './network/skills.rows.ts';
import { spinOutFactRows } from './network/spin-out-facts.rows.ts';
import { supportRows } from './network/support.rows.ts';
import { tacticRows } from './network/tactics.rows.ts';
import { threadRows } from './network/threads.rows.ts';
import { insertRows } from './rows.ts';

/** Told before each table: its name, and how many rows go in. */
export type OnProgress = (what: string, rows: number) => void;

/** Empty: the demo network may be loaded. Demo: it was. Taken: there are other people. */
export type DatabaseState = 'empty' | 'demo' | 'taken';

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
      ...spinOutFactRows(files),
      ...councilRows(files),
      ...contractRows(),
      ...caseNoteRows(files),
      ...responseRows(files),
      ...threadRows(files),
      ...circleRows(files),
      ...answerRows(),
      ...askedRows(),
      ...guidanceRows(files),
      ...tacticRows(files),
      ...supportRows(),
      ...deskRows(files),
      ...digestRows(),
      ...offerRows(),
      ...pledgeRows(),
      ...skillRows(),
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
    const loaded = new Map<string, number>();
    for (const { table, rows } of tables) loaded.set(table, (loaded.get(table) ?? 0) + rows.length);
    return loaded;
  }

  /** Loads it where nobody is yet; two starts at once may both ask. Says whether the demo network is there. */
  async ensure(): Promise<boolean> {
    if ((await this.state()) === 'empty') {
      await this.load().catch((error: unknown) => {
        if (!(error instanceof NotEmpty)) throw error;
      });
    }
    return (await this.state()) === 'demo';
  }

  /** Whose database this is, as far as anybody can tell from outside. */
  state(): Promise<DatabaseState> {
    return this.transactions.run(async (tx) => {
      const [row] = await tx.query<{ state: DatabaseState }[]>(
        `SELECT CASE WHEN EXISTS (SELECT FROM accounts WHERE email = $1 AND demo) THEN 'demo'
                     WHEN EXISTS (SELECT FROM people) THEN 'taken' ELSE 'empty' END AS state`,
        [DEMO_SIGN_INS[0]!.email],
      );
      return row!.state;
    });
  }
}
