import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamicModule } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { type Config, ConfigModule, type Role } from '#libs/platform/config';
import { DatabaseModule } from '#libs/platform/database';
import { startApi } from './api/api.app.ts';
import { operations } from './operations.ts';
import { startRealtime } from './realtime/realtime.app.ts';
import { startWeb } from './web/web.app.ts';
import { startWorker } from './worker/worker.app.ts';

export interface Platform {
  url: string;
  /** Where it takes mail; null: it does not. */
  mailPort: number | null;
  stop: () => Promise<void>;
}

/**
 * Who sends a request too slowly is cut off within 30 s, and a form with files within two minutes, which is 10 MB over a
 * slow line; bare Node would hold the connection for longer. Node looks only so often: the interval counts on top.
 */
export const SLOW_SENDERS = {
  headersTimeout: 10_000,
  requestTimeout: 115_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
} satisfies ServerOptions;

/** All of a request that holds no files. */
export const REQUEST_MS = 25_000;

/** A statement may take 5 s; what takes longer than this is cut off. */
const DRAIN_MS = 6_000;

const absent: RequestListener = (_request, response) => response.writeHead(404).end();

/**
 * Starts the apps named in ROLES behind one http server.
 *
 * Each app is a Nest application of its own, so "global" pipes, filters and guards mean its own. They share this
 * server and the pool, and no provider. Realtime starts last: engine.io puts itself before the server's handler.
 */
export async function startPlatform(config: Config, dataSource: DataSource): Promise<Platform> {
  const shared: DynamicModule[] = [ConfigModule.forRoot(config), DatabaseModule.forRoot(dataSource)];
  const has = (role: Role): boolean => config.roles.has(role);
  let web = absent;
  let api = absent;
  const operate = operations(config, dataSource);
  const underWay = new Set<ServerResponse>();
  let draining = false;
  const server = createServer(SLOW_SENDERS, (request, response) => {
    underWay.add(response);
    cutOffWhenSlow(request);
    response.once('close', () => underWay.delete(response));
    if (draining) response.setHeader('connection', 'close');
    if (operate.handles(request, response)) return;
    (request.url?.startsWith('/api/') ? api : web)(request, response);
  });
  const apps: { close(): Promise<void> }[] = [];
  if (has('api')) ({ handler: api } = keep(apps, await startApi(shared, config)));
  if (has('web')) ({ handler: web } = keep(apps, await startWeb(shared, config)));
  let mailPort: number | null = null;
  if (has('worker')) ({ mailPort } = keep(apps, await startWorker(shared)));
  if (has('realtime')) keep(apps, await startRealtime(shared, config, server));

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.PORT, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`,
    mailPort,
    stop: async () => {
      operate.drain();
      draining = true;
      // What is under way is finished first. Meanwhile /readyz says no, so that a proxy sends new requests elsewhere.
      for (const until = Date.now() + DRAIN_MS; underWay.size > 0 && Date.now() < until;) await sleep(25);
      const drained = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      for (const app of apps.toReversed()) await app.close(); // Sockets first: they hold connections open.
      await drained;
    },
  };
}

/** Node itself knows one limit for all. What has no body is there already. */
export function cutOffWhenSlow(request: IncomingMessage): void {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  if (/^multipart\/form-data\b/i.test(headers['content-type'] ?? '')) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, REQUEST_MS);
  request.once('close', () => clearTimeout(timer));
}

function keep<App extends { close(): Promise<void> }>(apps: { close(): Promise<void> }[], app: App): App {
  apps.push(app);
  return app;
}
