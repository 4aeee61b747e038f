import { type Command } from 'commander';
import { ContentExport, ContentRestore } from '#libs/content';
import { withServices } from '../open.ts';
import { count, type Given, seconds, showProgress } from '../terminal.ts';
import { progressOn, sumUp } from './import-content.ts';

export function addExport(program: Command, { terminal, config }: Given): void {
  program
    .command('export')
    .description(
      'Write the whole content to a folder, in the format of "import content" (docs/import-formats.md). For operators: ' +
        'drafts and private discussions are in it, passwords and addresses are not.',
    )
    .argument('<folder>', 'a new or empty folder')
    .option('--with-confidential', 'also figures that nobody may know yet; a restore needs them')
    .option('--with-emails', 'also the addresses by which people sign in')
    .option('--force', 'put this in place of an earlier export in the folder')
    .action(async (folder: string, options: { withConfidential?: boolean; withEmails?: boolean; force?: boolean }) => {
      const started = Date.now();
      const show = showProgress(terminal);
      const { withConfidential: confidential = false, withEmails: emails = false, force = false } = options;
      const { records, bytes } = await withServices(config, (services) =>
        services
          .get(ContentExport)
          .exportTo(folder, { confidential, emails, force }, ({ type, done, all }) =>
            show(all === 0 ? 1 : Math.min(done / all, 0.999), type),
          ),
      );
      terminal.progress?.('');
      for (const [type, number] of records) terminal.out(`${type}: ${number}`);
      const all = [...records.values()].reduce((sum, number) => sum + number, 0);
      terminal.out(`Done in ${seconds(started)}: ${count(all, 'record')}, ${count(bytes, 'byte')}, in ${folder}.`);
    });
  program
    .command('restore')
    .description('Put an export back into a database that has no content yet.')
    .argument('<folder>', 'a folder that "waymark export" wrote')
    .action(async (folder: string) => {
      const started = Date.now();
      const result = await withServices(config, (services) =>
        services.get(ContentRestore).restoreFrom(folder, progressOn(terminal)),
      );
      sumUp(terminal, result, { started });
      if (result.refusedCount > 0) throw new Error('Not all of it could be restored.');
    });
}
