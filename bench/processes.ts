import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const DIST = path.resolve('dist');
/** Pages name it, and must be the same wherever they are recorded. */
export const PUBLIC_URL = 'http://localhost:3000';

/** A process that is measured, or that measures; ended with this one. */
export class Process {
  private constructor(private readonly child: ChildProcess) {
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
  }

  /** A program of ours, by its path in the build. */
  static start(program: string, env: Record<string, string> = {}, args: readonly string[] = []): Process {
    const child = fork(path.join(DIST, program), args, {
      serialization: 'advanced',
      env: { ...withoutSettings(process.env), ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return new Process(child);
  }

  /** Sends a question and waits for the answer; only one may be under way. */
  ask<Answer>(question: Serializable): Promise<Answer> {
    const answered = this.next<Answer>();
    this.child.send(question);
    return answered;
  }

  next<Answer>(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`A process ended with ${code}`));
      this.child.once('exit', ended);
      this.child.once('message', (message) => {
        this.child.off('exit', ended);
        const { failed } = message as { failed?: string };
        if (failed === undefined) resolve(message as Answer);
        else reject(new Error(failed));
      });
    });
  }

  /** Microseconds of processor time so far, user and system; 0 where there is no /proc. */
  cpuMicros(): number {
    try {
      const stat = fs.readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10_000;
    } catch {
      return 0;
    }
  }

  /** Resident memory in megabytes (10⁶ bytes). */
  memory(): number {
    const status = fs.readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024) / 1e6;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.kill('SIGTERM');
    await Promise.race([ended, sleep(15_000).then(() => this.child.kill('SIGKILL'))]);
    await ended;
  }
}

/** Settings of the shell that runs the benchmark must not change what is measured. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = env;
  return { PATH, HOME, TMPDIR, LANG };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Until the address answers 200. Returns the milliseconds that took. */
export async function untilServed(url: string, limitMs = 120_000): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < limitMs) {
    const ok = await fetch(url).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status === 200;
      },
      () => false,
    );
    if (ok) return performance.now() - began;
    await sleep(5);
  }
  throw new Error(`${url} did not answer within ${limitMs / 1000} s`);
}

/** The product as `npm start` runs it, on a database that is there already. */
export async function startProduct(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<{ url: string; process: Process }> {
  const port = await freePort();
  const started = Process.start('apps/main.js', {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    PUBLIC_URL,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    ...settings,
  });
  const url = `http://127.0.0.1:${port}`;
  await untilServed(`${url}/readyz`);
  return { url, process: started };
}

/** A baseline of ours, which says its address when it has what it needs. */
export async function startBaseline(
  program: string,
  question: Serializable,
): Promise<{ url: string; process: Process }> {
  const started = Process.start(`bench/children/${program}.js`);
  const { url } = await started.ask<{ url: string }>(question);
  return { url, process: started };
}
