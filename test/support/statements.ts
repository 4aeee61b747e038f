import { type Pool, type PoolClient } from 'pg';
import { type DataSource } from 'typeorm';

/**
 * What pg-boss sends (insertJobs() says `job_common (` and `queue q`), the net under NOTIFY, what processes tell each other,
 * page views and mail once a minute, and how far somebody has read, which is written after the answer.
 */
const OWN_CLOCK =
  /pgboss\.(?!job_common \(|queue q,)|FROM unnest\(\$1::uuid\[\], \$2::int\[\]\) AS f|pg_notify\('murmur'|INTO council_page_views|UPDATE mails SET|FROM mails m (?:LEFT )?JOIN people p|INTO reply_addresses|FROM people r JOIN threads t ON r\.id|AS a \(n int, person_id uuid, thread_id uuid, number int, own boolean\)/;

/** Counts the statements that go to the database while `work` runs: a page has a budget of three. */
export async function statementsOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<string[]> {
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  const seen: string[] = [];
  const originals = new Map<PoolClient, PoolClient['query']>();
  const count = (client: PoolClient): void => {
    if (originals.has(client)) return;
    const query = client.query.bind(client);
    originals.set(client, query);
    client.query = ((...args: unknown[]) => {
      const [asked] = args as [string | { text: string }];
      seen.push(typeof asked === 'string' ? asked : asked.text);
      return (query as (...all: unknown[]) => unknown)(...args);
    }) as PoolClient['query'];
  };
  pool.on('acquire', count);
  try {
    await work();
  } finally {
    pool.off('acquire', count);
    for (const [client, query] of originals) client.query = query;
  }
  return seen.filter((text) => !OWN_CLOCK.test(text));
}
