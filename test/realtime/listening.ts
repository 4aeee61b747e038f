import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { loadConfig } from '#libs/platform/config';
import { connect } from '#libs/platform/database';
import { startPlatform } from '../../apps/start.ts';
import { type Member, type TestPlatform } from '../support/platform.ts';

export interface Told {
  threadId: string;
  seq: number;
  kind: string;
  post?: { id: string; number: number; body: string | null; html: string | null; hidden: boolean };
}

export const heardBy = (socket: Socket): Told[] => {
  const heard: Told[] = [];
  socket.on('thread:event', (event: Told) => heard.push(event));
  return heard;
};

export const seqs = (heard: readonly Told[]): number[] => heard.map(({ seq }) => seq);

/** Waits for what must come; how soon is said only where it is promised. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, ms = 15_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (await holds()) return;
    await sleep(20);
  }
  throw new Error(`Never: ${what}`);
}

/** The next message of that name. Throws where it does not come within so long. */
export async function next<Payload>(socket: Socket, name: string, ms = 15_000): Promise<Payload> {
  const waiting = new AbortController();
  const late = sleep(ms, undefined, { signal: waiting.signal }).then(
    () => Promise.reject(new Error(`${name} did not come within ${ms} ms`)),
    () => undefined,
  );
  const come = new Promise<Payload>((resolve) => socket.once(name, (payload: Payload) => resolve(payload)));
  return (await Promise.race([come, late]).finally(() => waiting.abort())) as Payload;
}

export interface AnotherProcess {
  url: string;
  socket(by: Member | null): Promise<Socket>;
  stop(): Promise<void>;
}

/** Sockets of the same database, as a process of their own would serve them. */
export async function anotherProcess(platform: TestPlatform): Promise<AnotherProcess> {
  const dataSource = await connect(platform.databaseUrl, 4);
  const config = loadConfig({ NODE_ENV: 'test', PORT: '0', ROLES: 'realtime', DATABASE_URL: platform.databaseUrl });
  const { url, stop } = await startPlatform(config, dataSource);
  const sockets: Socket[] = [];
  return {
    url,
    async socket(by) {
      const socket = io(url, { transports: ['websocket'], auth: by ? { token: by.token } : {}, forceNew: true });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve).once('connect_error', reject);
      });
      return socket;
    },
    async stop() {
      for (const socket of sockets) socket.close();
      await stop();
      await dataSource.destroy();
    },
  };
}
