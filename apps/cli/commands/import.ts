import { type Command } from 'commander';
import { CouncilsImport } from '#libs/organisations';
import { withServices } from '../open.ts';
import { count, type Given, seconds } from '../terminal.ts';

/** As many refused rows are explained; the number of the rest is said. */
const EXPLAINED = 50;

export function addImport(program: Command, { terminal, config }: Given): void {
  program
    .command('import')
    .description('Take data in from files.')
    .command('councils')
    .description(
      'Add and update councils from the register (docs/import-formats.md). The same file again changes nothing.',
    )
    .argument('<file-or-url>', 'a CSV file, or an http(s) address of one')
    .action(async (source: string) => {
      const started = Date.now();
      const result = await withServices(config, (services) =>
        services.get(CouncilsImport).importCouncils(source, ({ added, changed, unchanged, refused }) => {
          terminal.progress?.(`${added + changed + unchanged + refused} rows`);
        }),
      );
      terminal.progress?.('');
      const { added, changed, unchanged, refused } = result;
      for (const { line, code, why } of refused.slice(0, EXPLAINED)) {
        terminal.err(`Line ${line}${code === null ? '' : ` (${code})`}: ${why}`);
      }
      if (refused.length > EXPLAINED) terminal.err(`… and ${refused.length - EXPLAINED} more`);
      terminal.out(
        `Done in ${seconds(started)}: ${count(added, 'council')} added, ${changed} changed, ${unchanged} unchanged, ` +
          `${count(refused.length, 'row')} refused.`,
      );
      if (refused.length > 0 && added + changed + unchanged === 0) throw new Error('No row could be taken.');
    });
}
