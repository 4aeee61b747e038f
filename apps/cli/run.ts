import { Command, CommanderError } from 'commander';
import { type Config, loadConfig } from '#libs/platform/config';
import { DomainError } from '#libs/platform/errors';
import { InvalidInput } from '#libs/platform/inputs';
import { setLogLevel } from '#libs/platform/logging';
import { addContentSchema } from './commands/content-schema.ts';
import { addExport } from './commands/export.ts';
import { addImport } from './commands/import.ts';
import { addMail } from './commands/mail.ts';
import { addMigrate } from './commands/migrate.ts';
import { addOpenapi, type DescribeApi } from './commands/openapi.ts';
import { addSearch } from './commands/search.ts';
import { addSeed } from './commands/seed.ts';
import { addUser } from './commands/user.ts';
import { BadUsage, type Given, type Terminal } from './terminal.ts';

/** 0: done. 1: it failed, and the last line says why. 2: the command line cannot be understood. */
export type ExitCode = 0 | 1 | 2;

/** Runs one command. Never throws, and leaves nothing open. `describeApi` comes from the app that knows the API. */
export async function runCli(args: readonly string[], terminal: Terminal, describeApi: DescribeApi): Promise<ExitCode> {
  let settings: Config;
  try {
    settings = loadConfig(terminal.env);
    setLogLevel(settings.LOG_LEVEL);
  } catch (error) {
    terminal.err(error instanceof Error ? error.message : String(error));
    return 1;
  }
  try {
    await programFor({ terminal, config: settings }, describeApi).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    terminal.progress?.('');
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof BadUsage || error instanceof InvalidInput) {
      terminal.err(`error: ${error.message}`);
      return 2;
    }
    terminal.err(`Failed: ${error instanceof Error ? error.message : String(error)}`);
    if (!(error instanceof DomainError) && settings.LOG_LEVEL === 'debug') terminal.err(String((error as Error).stack));
    return 1;
  }
}

/** Commander ends what it writes with a line end; a Terminal takes lines. */
const line = (text: string): string => text.replace(/\n$/, '');

function programFor(given: Given, describeApi: DescribeApi): Command {
  const { terminal } = given;
  const program = new Command('waymark')
    .description('Looks after a Waymark platform. The settings are those of the server (DATABASE_URL, DATA_DIR…).')
    .configureOutput({ writeOut: (text) => terminal.out(line(text)), writeErr: (text) => terminal.err(line(text)) })
    .showHelpAfterError('(add --help for what this command takes)')
    .exitOverride();
  addMigrate(program, given);
  addSeed(program, given);
  addUser(program, given);
  addImport(program, given);
  addExport(program, given);
  addContentSchema(program, given);
  addSearch(program, given);
  addMail(program, given);
  addOpenapi(program, given, describeApi);
  return program;
}
