import 'reflect-metadata';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BenchDatabases } from './database.ts';
import { report } from './report.ts';
import { describeScale, type Scale, SCALES } from './scales.ts';
import { type Scenario } from './scenario.ts';
import { digest } from './scenarios/digest.ts';
import { fanOut } from './scenarios/fan-out.ts';
import { longThread } from './scenarios/long-thread.ts';
import { memory } from './scenarios/memory.ts';
import { caseNotePage, caseNotesList, flat, questionsPage, search, threadApi, threadPage } from './scenarios/pages.ts';
import { reply } from './scenarios/reply.ts';
import { start } from './scenarios/start.ts';

const SCENARIOS: Record<string, Scenario> = {
  'thread-page': threadPage,
  'thread-api': threadApi,
  'questions-page': questionsPage,
  'case-note-page': caseNotePage,
  'case-notes-list': caseNotesList,
  search,
  flat,
  'long-thread': longThread,
  reply,
  'fan-out': fanOut,
  digest,
  start,
  memory,
};

const USAGE = `npm run bench -- [--scenario ${Object.keys(SCENARIOS).join('|')}|all]  default all
                 [--scale ${SCALES.join('|')}]  default 200k
                 [--rounds N]   default 5
                 [--seconds N]  of one side in one round, default 4
                 [--json FILE]
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'all' },
    scale: { type: 'string', default: '200k' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    json: { type: 'string' },
  },
});
const names = values.scenario === 'all' ? Object.keys(SCENARIOS) : [values.scenario];
const scale = values.scale as Scale;
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
if (names.some((name) => !(name in SCENARIOS)) || !SCALES.includes(scale) || !(rounds >= 1) || !(seconds >= 1)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

const dir = path.resolve(process.env['DATA_DIR'] ?? '.data', 'bench');
const databases = await BenchDatabases.start(dir, say);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void databases.stop().finally(() => process.exit(1)));
}
const machine = {
  cpus: `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown'}`,
  memoryGb: Math.round(os.totalmem() / 1e9),
  system: `${os.type()} ${os.arch()}`,
  node: process.version,
  postgres: await databases.serverVersion(),
};
say(`${machine.cpus}, Node ${machine.node}, PostgreSQL ${machine.postgres}. Server, database and load share them.`);

const results: object[] = [];
let failed = 0;
for (const name of names) {
  const load = os.loadavg()[0]!;
  say(`\n${name}, ${describeScale(scale)} (load of the machine before: ${load.toFixed(2)})`);
  try {
    const levels = await SCENARIOS[name]!({ scale, rounds, seconds, databases, dir });
    report(levels, say);
    const [{ runs, product, baseline, ratio }] = levels as [(typeof levels)[number]];
    results.push({ scenario: name, scale, machine: { ...machine, load }, runs, product, baseline, ratio, levels });
  } catch (error) {
    failed += 1;
    say(`  failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
if (values.json) fs.writeFileSync(values.json, JSON.stringify(results.length === 1 ? results[0] : results, null, 2));
await databases.stop();
process.exit(failed > 0 ? 1 : 0);
