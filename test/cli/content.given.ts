import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type DataSource } from 'typeorm';
import { connect } from '#libs/platform/database';
import { runCli } from '../../apps/cli/run.ts';
import { type Terminal } from '../../apps/cli/terminal.ts';
import { cloneDatabase } from '../support/database.ts';

/** A database of its own, and the command line on it. */
export async function contentGiven() {
  const database = await cloneDatabase();
  const dataSource: DataSource = await connect(database.url, 2);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wm-content-'));
  return {
    dataSource,
    folder,
    /** Runs one command as a shell would, and gives what it said. */
    async run(...args: string[]) {
      const out: string[] = [];
      const err: string[] = [];
      const terminal: Terminal = {
        out: (text) => void out.push(text),
        err: (text) => void err.push(text),
        progress: null,
        askSecret: null,
        env: { NODE_ENV: 'test', LOG_LEVEL: 'error', DATABASE_URL: database.url },
      };
      const code = await runCli(args, terminal, async () => ({ openapi: {}, asyncapi: {} }));
      return { code, out: out.join('\n'), err: err.join('\n') };
    },
    rows: <Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> =>
      dataSource.query<Row[]>(sql, values),
    /** A file with these records, a line each; text stands as it is. */
    file(name: string, ...records: (object | string)[]): string {
      const file = path.join(folder, name);
      const lines = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
      fs.writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
      return file;
    },
    async stop() {
      await dataSource.destroy();
      await database.drop();
      fs.rmSync(folder, { recursive: true });
    },
  };
}

export type ContentGiven = Awaited<ReturnType<typeof contentGiven>>;

/** Every file of a folder, by name. */
export const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    fs
      .readdirSync(folder)
      .toSorted()
      .map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  );

export const recordsIn = (file: string): Record<string, unknown>[] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
