import 'reflect-metadata';
import readline from 'node:readline/promises';
import { Writable } from 'node:stream';
import { DataSource } from 'typeorm';
import { Config, ConfigModule } from '#libs/platform/config';
import { DatabaseModule } from '#libs/platform/database';
import { runCli } from './cli/run.ts';

const { stdin, stdout, stderr } = process;
// Whoever reads may stop reading, as `head` does.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await runCli(
  process.argv.slice(2),
  {
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    progress: stderr.isTTY ? (line) => void stderr.write(`\r\u001B[K${line}`) : null,
    askSecret: stdin.isTTY && stderr.isTTY ? askSecret : null,
    env: process.env,
  },
  async () => {
    // Only one command asks for it; for the others it would be a quarter of what they hold in memory.
    const { describeWithoutServing } = await import('./api/api.app.ts');
    return describeWithoutServing([
      ConfigModule.forRoot(new Config()),
      DatabaseModule.forRoot(new DataSource({ type: 'postgres' })),
    ]);
  },
);

/** What is typed is not shown. */
async function askSecret(question: string): Promise<string> {
  stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = readline.createInterface({ input: stdin, output: unseen, terminal: true });
  try {
    return await line.question('');
  } finally {
    line.close();
    stderr.write('\n');
  }
}
