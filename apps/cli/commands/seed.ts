import { type Command } from 'commander';
import {
  AccessSeed,
  DemoNetwork,
  demoSignInLines,
  volumeEmail,
  DEMO_PASSWORD,
  VolumeSeed,
  volumeToken,
} from '#libs/demo';
import { whole } from '../arguments.ts';
import { withServices } from '../open.ts';
import { BadUsage, count, type Given, seconds, showProgress } from '../terminal.ts';

const SEED_MAX = 1_000_000;

export function addSeed(program: Command, given: Given): void {
  const seed = program.command('seed').description('Fill the database with what was made up. Never in production.');
  addDemo(seed, given);
  addAccess(seed, given);
  addVolume(seed, given);
}

function addDemo(seed: Command, { terminal, config }: Given): void {
  seed
    .command('demo')
    .description('Load the fictional demo network into an empty database, and print the sign-ins.')
    .action(async () => {
      const started = Date.now();
      const rows = await withServices(config, (services) =>
        services.get(DemoNetwork).load((what, number) => terminal.progress?.(`${what}: ${number}`)),
      );
      terminal.progress?.('');
      const of = (table: string): number => rows.get(table) ?? 0;
      terminal.out(
        `Done in ${seconds(started)}: ${count(of('organisations'), 'organisation')}, ` +
          `${count(of('people'), 'person', 'people')}, ${count(of('case_notes'), 'case note')}, ` +
          `${count(of('threads'), 'thread')} with ${count(of('posts'), 'post')}, ` +
          `${count(of('guidance_pages'), 'guidance page')}.`,
      );
      for (const line of demoSignInLines()) terminal.out(line);
    });
}

function addAccess(seed: Command, { terminal, config }: Given): void {
  seed
    .command('access')
    .description('Make one person of each role, a circle, and one thread per audience, to check who may read what.')
    .option('--json', 'print sign-ins, tokens and ids as JSON')
    .option('--seed <number>', 'the same seed gives the same ids, passwords and tokens', whole(0, SEED_MAX), 1)
    .action(async (options: { json?: boolean; seed: number }) => {
      const made = await withServices(config, (services) => services.get(AccessSeed).load(options.seed));
      if (options.json) return terminal.out(JSON.stringify(made, null, 2));
      for (const [who, { email, password }] of Object.entries(made.people)) {
        terminal.out(`${who.padEnd(20)} ${email.padEnd(50)} ${password}`);
      }
      for (const [audience, id] of Object.entries(made.threads)) terminal.out(`${audience.padEnd(20)} /threads/${id}`);
      terminal.out(
        `Done: ${count(Object.keys(made.people).length, 'person', 'people')}. Add --json for tokens and ids.`,
      );
    });
}

function addVolume(seed: Command, { terminal, config }: Given): void {
  seed
    .command('volume')
    .description('Add many people, case notes, threads and posts, to measure by.')
    .requiredOption('--threads <number>', 'how many threads', whole(0, 1_000_000))
    .requiredOption('--posts <number>', 'how many posts in all, the questions included', whole(0, 20_000_000))
    .requiredOption('--people <number>', 'how many people write them', whole(1, 1_000_000))
    .requiredOption('--case-notes <number>', 'how many case notes', whole(0, 1_000_000))
    .option('--seed <number>', 'another seed adds another volume', whole(0, SEED_MAX), 1)
    .action(async (volume: { threads: number; posts: number; people: number; caseNotes: number; seed: number }) => {
      if (volume.posts < volume.threads) throw new BadUsage('--posts must be at least --threads: each starts with one');
      if (volume.threads === 0 && volume.posts > 0) throw new BadUsage('--posts need --threads to stand in');
      const started = Date.now();
      await withServices(config, (services) => services.get(VolumeSeed).load(volume, showProgress(terminal)));
      terminal.out(
        `Done in ${seconds(started)}: ${count(volume.people, 'person', 'people')}, ` +
          `${count(volume.caseNotes, 'case note')}, ${count(volume.threads, 'thread')}, ${count(volume.posts, 'post')}.`,
      );
      terminal.out(`The first person signs in as ${volumeEmail(volume.seed, 1)} with the password ${DEMO_PASSWORD},`);
      terminal.out(`or with the token ${volumeToken(volume.seed, 1)}`);
    });
}
