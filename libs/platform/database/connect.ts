import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { PreparingClient } from './preparing-client.ts';
import { SnakeNamingStrategy } from './snake-naming.strategy.ts';

/**
 * The process's one pool. Its owner (main, or a test) destroys it after the last app has closed.
 *
 * Entities are those of the libs imported so far, so call it after the apps are imported; there is no list to keep.
 * Waits for a connection no longer than 3 s: while the database is away an answer is due within 6 s.
 */
export async function connect(url: string, poolSize: number): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: getMetadataArgsStorage().tables.map(({ target }) => target as () => unknown),
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    installExtensions: false,
    applicationName: 'waymark',
    connectTimeoutMS: 3_000,
    // A connection that dies while idle is no news: the pool makes another.
    poolErrorHandler: () => undefined,
    extra: {
      Client: PreparingClient,
      options: '-c timezone=UTC -c statement_timeout=5000 -c idle_in_transaction_session_timeout=15000',
      idleTimeoutMillis: 60_000,
    },
  });
  return dataSource.initialize();
}
