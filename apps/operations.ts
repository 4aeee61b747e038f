import { timingSafeEqual } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type DataSource } from 'typeorm';
import { type Config } from '#libs/platform/config';
import { pendingMigrations } from '#libs/platform/database';
import { log } from '#libs/platform/logging';
import { migrations } from '../migrations/index.ts';

/**
 * What watches the process asks here, whatever roles it has: /healthz (it lives), /readyz (it can serve; 503 while it
 * drains), /metrics.
 */
export function operations(config: Config, dataSource: DataSource) {
  let draining = false;
  const registry = metrics(dataSource);

  const answer = async (url: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (url === '/healthz') return end(response, 200, 'alive\n');
    if (url === '/readyz') {
      const fault = draining ? 'draining' : await whyNotReady(dataSource);
      return end(response, fault ? 503 : 200, `${fault ?? 'ready'}\n`);
    }
    if (!mayReadMetrics(config, request)) return end(response, 404, 'not found\n');
    end(response, 200, await registry.metrics(), registry.contentType);
  };

  return {
    /** True where the request was one of these, and has been taken care of. */
    handles(request: IncomingMessage, response: ServerResponse): boolean {
      const url = request.url ?? '';
      if (url !== '/healthz' && url !== '/readyz' && url !== '/metrics') return false;
      answer(url, request, response).catch((error: unknown) => {
        log.error({ msg: 'operations failed', error });
        end(response, 503, 'failed\n');
      });
      return true;
    },
    drain(): void {
      draining = true;
    },
  };
}

function end(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

async function whyNotReady(dataSource: DataSource): Promise<string | null> {
  const late = new Promise<string>((resolve) => {
    setTimeout(() => resolve('database does not answer'), 1_000).unref();
  });
  const asked = pendingMigrations(dataSource, migrations).then(
    (pending) => (pending > 0 ? `${pending} migrations to run` : null),
    () => 'database is away',
  );
  return Promise.race([late, asked]);
}

function mayReadMetrics({ METRICS_TOKEN }: Config, request: IncomingMessage): boolean {
  if (METRICS_TOKEN === undefined) {
    return /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for'];
  }
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${METRICS_TOKEN}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function metrics(dataSource: DataSource): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'waymark_' });
  const { master: pool } = dataSource.driver as unknown as {
    master: { totalCount: number; idleCount: number; waitingCount: number };
  };
  new Gauge({
    name: 'waymark_database_connections',
    help: 'Connections of the pool, by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waited-for' }, pool.waitingCount);
    },
  });
  return registry;
}
