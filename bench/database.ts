import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { VolumeSeed } from '#libs/demo';
import { hashToken } from '#libs/people';
import { loadConfig } from '#libs/platform/config';
import { connect, migrate, startEmbeddedPostgres, Transactions } from '#libs/platform/database';
import { installJobs } from '#libs/platform/jobs';
import { migrations } from '../migrations/index.ts';
import { type Scale, volumeOf } from './scales.ts';

const SESSIONS = 1_000;

/** The cookie of the session `n`, from 1 to 1,000: each is a sign-in of its own. */
export const cookieOf = (n: number): string => `${loadConfig({}).sessionCookie}=${tokenOf(n)}`;
const tokenOf = (n: number): string => createHash('sha256').update(`bench session ${n}`).digest('base64url');

/**
 * The volume databases of the benchmarks, in an embedded PostgreSQL of their own with full durability, kept between
 * runs. One is made anew when the tables or the seeding have changed.
 */
export class BenchDatabases {
  private constructor(
    private readonly server: { url(database?: string): string; stop(): Promise<void> },
    private readonly say: (line: string) => void,
  ) {}

  static async start(dir: string, say: (line: string) => void): Promise<BenchDatabases> {
    return new BenchDatabases(await startEmbeddedPostgres({ dataDir: path.join(dir, 'postgres') }), say);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** Seeded, with sessions to sign in by. For reading: what writes takes a copy. */
  async volume(scale: Scale): Promise<string> {
    const name = `volume_${scale}_${version()}`;
    const there = await this.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'volume\\_%'`,
    );
    for (const { datname } of there) {
      if (datname.startsWith(`volume_${scale}_`) && datname !== name) {
        await this.query(`DROP DATABASE ${datname} WITH (FORCE)`);
      }
    }
    if (there.some(({ datname }) => datname === name)) return this.server.url(name);
    // Under another name until it is whole.
    await this.query(`DROP DATABASE IF EXISTS making WITH (FORCE)`);
    await this.query(`CREATE DATABASE making`);
    await this.seed(this.server.url('making'), scale);
    await this.query(`ALTER DATABASE making RENAME TO ${name}`);
    return this.server.url(name);
  }

  /** A copy of a volume that may be written to; the last one is gone. */
  async copy(scale: Scale): Promise<string> {
    const original = new URL(await this.volume(scale)).pathname.slice(1);
    await this.query(`DROP DATABASE IF EXISTS scratch WITH (FORCE)`);
    await this.query(`CREATE DATABASE scratch TEMPLATE ${original} STRATEGY file_copy`);
    await this.query(`CHECKPOINT`);
    return this.server.url('scratch');
  }

  async serverVersion(): Promise<string> {
    const [row] = await this.query<{ server_version: string }>(`SHOW server_version`);
    return row!.server_version;
  }

  private async seed(url: string, scale: Scale): Promise<void> {
    await migrate(url, migrations);
    await installJobs(url);
    const dataSource = await connect(url, 4);
    let said = -1;
    await new VolumeSeed(new Transactions(dataSource), loadConfig({})).load(volumeOf(scale), (done, what) => {
      const percent = Math.floor(done * 10) * 10;
      if (percent > said) this.say(`seeding ${scale}: ${percent} % (${what})`);
      said = Math.max(said, percent);
    });
    const hashes = Array.from({ length: SESSIONS }, (_, i) => hashToken(tokenOf(i + 1)));
    await dataSource.query(
      `INSERT INTO sessions (person_id, token_hash, device, expires_at)
       SELECT p.id, hash, 'bench', now() + interval '10 years'
         FROM unnest($1::bytea[]) WITH ORDINALITY AS u (hash, n)
         JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all FROM people) p
           ON p.n = 1 + u.n % p.all`,
      [hashes],
    );
    await dataSource.destroy();
    // On a connection of its own: those of the product end a statement that takes longer than 5 s.
    await rowsOf(url, `VACUUM ANALYZE`);
  }

  private async query<Row extends object>(sql: string): Promise<Row[]> {
    return rowsOf<Row>(this.server.url(), sql);
  }
}

export async function rowsOf<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Changes with whatever makes the tables or fills them. */
function version(): string {
  const hash = createHash('sha256');
  for (const dir of ['dist/migrations', 'dist/libs/demo/volume', 'dist/bench']) {
    for (const file of fs
      .readdirSync(dir)
      .filter((name) => name.endsWith('.js'))
      .toSorted()) {
      if (dir === 'dist/bench' && file !== 'scales.js') continue;
      hash.update(fs.readFileSync(path.join(dir, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}
