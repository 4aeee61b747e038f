import { Agent, request } from 'node:http';
import autocannon from 'autocannon';
import { type Measured } from './measure.ts';
import { type Process } from './processes.ts';

export interface Asked {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Requests a second at so many connections, each asking for the paths in turn; throws when any answer is not 2xx. */
export async function throughput(
  server: { url: string; process: Process },
  paths: readonly string[],
  { headers, connections, seconds }: { headers: Record<string, string>; connections: number; seconds: number },
): Promise<Measured> {
  const before = server.process.cpuMicros();
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    headers,
    requests: paths.map((path) => ({ path })),
  });
  const cpu = server.process.cpuMicros() - before;
  if (result.non2xx + result.errors + result.timeouts > 0 || result['2xx'] === 0) {
    throw new Error(`Not all answers were good: ${result.non2xx} not 2xx, ${result.errors} errors`);
  }
  return { value: result['2xx'] / result.duration, cpuMicros: cpu / result['2xx'] };
}

/** As many requests as it takes until V8 has compiled what is asked for often, however slow the machine is now. */
export const WARM = 4_000;
/** What is slow by itself is not asked for longer than this. */
const WARM_SECONDS = 20;

export async function warmUp(url: string, paths: readonly string[], headers: Record<string, string>): Promise<void> {
  const until = performance.now() + WARM_SECONDS * 1_000;
  for (let asked = 0; asked < WARM && performance.now() < until; asked += 200) {
    await autocannon({ url, connections: 8, amount: 200, headers, requests: paths.map((path) => ({ path })) });
  }
}

/**
 * How long each request took, in milliseconds, with so many under way at any moment, for so many seconds or until `most`
 * were sent; `next` makes the one to send.
 */
export async function times(
  url: string,
  next: (n: number) => Asked,
  { atOnce, seconds, most = Infinity }: { atOnce: number; seconds: number; most?: number },
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const taken: number[] = [];
  const until = performance.now() + seconds * 1_000;
  let sent = 0;
  const one = async (): Promise<void> => {
    while (sent < most && performance.now() < until) {
      sent += 1;
      const asked = next(sent);
      const began = performance.now();
      await send(agent, url, asked);
      taken.push(performance.now() - began);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, one));
  } finally {
    agent.destroy();
  }
  return taken;
}

/** Resolves when the whole answer is there; throws when it is not 2xx. */
export function send(agent: Agent, url: string, { method = 'GET', path, headers, body }: Asked): Promise<void> {
  return new Promise((resolve, reject) => {
    const length =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    request(url + path, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const { statusCode = 0 } = response;
      const good = statusCode >= 200 && statusCode <= 299;
      let text = '';
      if (good) response.resume();
      else response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.once('error', reject).once('end', () => {
        if (good) resolve();
        else reject(new Error(`${url}${path} was answered ${statusCode}: ${text.slice(0, 300)}`));
      });
    })
      .once('error', reject)
      .end(body);
  });
}
