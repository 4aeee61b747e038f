import { type Command } from 'commander';
import { SearchService } from '#libs/search';
import { withServices } from '../open.ts';
import { count, type Given, seconds } from '../terminal.ts';

export function addSearch(program: Command, { terminal, config }: Given): void {
  program
    .command('search')
    .description('The search index.')
    .command('reindex')
    .description('Make the whole index what it ought to be, while everything goes on.')
    .action(async () => {
      const started = Date.now();
      const done = await withServices(config, (services) =>
        services.get(SearchService).reindex((progress) => terminal.progress?.(`${progress.type}: ${progress.done}`)),
      );
      terminal.progress?.('');
      terminal.out(`Done in ${seconds(started)}: ${count(done, 'thing')} looked at.`);
    });
}
