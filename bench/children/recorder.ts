import 'reflect-metadata';
import { type Pool } from 'pg';
import { type DataSource } from 'typeorm';
import { loadConfig } from '#libs/platform/config';
import { connect } from '#libs/platform/database';
import { startPlatform } from '../../apps/start.ts';
import { PUBLIC_URL } from '../processes.ts';
import { answer } from './answer.ts';

export interface Statement {
  name?: string;
  text: string;
  values: unknown[];
}

/** What the product did for one request: the statements it ran in their order, and what it answered. */
export interface Recorded {
  path: string;
  statements: Statement[];
  contentType: string;
  body: string;
}

export interface ToRecord {
  databaseUrl: string;
  paths: string[];
  cookie: string;
}

/**
 * Runs the product once and writes down what the baseline has to do, so that the two cannot drift apart. Each path is
 * asked for twice: what is kept after the first time is kept for the baseline too.
 */
answer(async ({ databaseUrl, paths, cookie }: ToRecord) => {
  const config = loadConfig({ PORT: '0', ROLES: 'web,api', LOG_LEVEL: 'error', PUBLIC_URL, DATABASE_URL: databaseUrl });
  const dataSource = await connect(databaseUrl, 4);
  const platform = await startPlatform(config, dataSource);
  const recorded: Recorded[] = [];
  for (const path of paths) {
    const ask = () => fetch(platform.url + path, { headers: { cookie, 'accept-encoding': 'identity' } });
    await (await ask()).arrayBuffer();
    let response!: Response;
    const statements = await statementsOf(dataSource, async () => {
      response = await ask();
      if (response.status !== 200) throw new Error(`${path} is ${response.status}: ${await response.text()}`);
    });
    recorded.push({
      path,
      statements,
      contentType: response.headers.get('content-type') ?? '',
      body: await response.text(),
    });
  }
  await platform.stop();
  await dataSource.destroy();
  return { recorded };
});

async function statementsOf(dataSource: DataSource, work: () => Promise<void>): Promise<Statement[]> {
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  const seen: Statement[] = [];
  pool.query = ((...args: unknown[]) => {
    const [asked, values] = args as [string | Statement, unknown[] | undefined];
    seen.push(typeof asked === 'string' ? { text: asked, values: values ?? [] } : { ...asked });
    return query(...args);
  }) as unknown as Pool['query'];
  try {
    await work();
  } finally {
    pool.query = query as unknown as Pool['query'];
  }
  // The queue has a clock of its own.
  return seen.filter(({ text }) => !/pgboss/.test(text));
}
