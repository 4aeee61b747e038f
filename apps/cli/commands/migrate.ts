import { type Command } from 'commander';
import { bringUpToDate, withDatabase } from '../open.ts';
import { count, type Given } from '../terminal.ts';

export function addMigrate(program: Command, { terminal, config }: Given): void {
  program
    .command('migrate')
    .description('Bring the database up to date. Safe to run again, and to run several at once.')
    .action(async () => {
      const ran = await withDatabase(config, (url) => bringUpToDate(url));
      terminal.out(ran === 0 ? 'The database is up to date.' : `Done: ${count(ran, 'migration')} ran.`);
    });
}
