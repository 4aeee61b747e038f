import { type Pool } from 'pg';
import { type DataSource } from 'typeorm';

/** Counts the statements that go over the pool while `work` runs: a page has a budget of three. */
export async function statementsOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<string[]> {
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  const query = pool.query.bind(pool);
  const seen: string[] = [];
  const counted = (...args: unknown[]) => {
    const [asked] = args as [string | { text: string }];
    seen.push(typeof asked === 'string' ? asked : asked.text);
    return (query as (...all: unknown[]) => unknown)(...args);
  };
  pool.query = counted as unknown as Pool['query'];
  try {
    await work();
  } finally {
    pool.query = query;
  }
  // The queue and the net under NOTIFY have a clock of their own.
  return seen.filter((text) => !/pgboss|FROM unnest\(\$1::uuid\[\], \$2::int\[\]\)/.test(text));
}
