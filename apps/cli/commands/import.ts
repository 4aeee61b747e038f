import { type Command } from 'commander';
import { CouncilsImport, type ImportProgress, type ImportResult } from '#libs/organisations';
import { withServices } from '../open.ts';
import { count, type Given, seconds } from '../terminal.ts';
import { addContentImports } from './import-content.ts';
import { addNoticeImports } from './import-notices.ts';

/** As many refused rows are explained; the number of the rest is said. */
const EXPLAINED = 50;

export function addImport(program: Command, given: Given): void {
  const imports = program.command('import').description('Take data in from files.');
  imports
    .command('councils')
    .description(
      'Add and update councils from the register, or from a file of spellings, GSS codes, neighbours or successions ' +
        '(docs/import-formats.md). The first row tells which it is. The same file again changes nothing.',
    )
    .argument('<file-or-url>', 'a CSV file, or an http(s) address of one')
    .action((source: string) => takeIn(given, (register, onProgress) => register.importCouncils(source, onProgress)));
  imports
    .command('council-labels')
    .description(
      'Deprivation, rurality, population and density of councils that are there (docs/import-formats.md). The same ' +
        'file again changes nothing.',
    )
    .argument('<file>', 'a CSV file, or an http(s) address of one')
    .action((source: string) => takeIn(given, (register, onProgress) => register.importLabels(source, onProgress)));
  addNoticeImports(imports, given);
  addContentImports(imports, given);
}

/** Says what was done with the rows, and why some were left out. */
async function takeIn(
  { terminal, config }: Given,
  work: (register: CouncilsImport, onProgress: (progress: ImportProgress) => void) => Promise<ImportResult>,
): Promise<void> {
  const started = Date.now();
  const result = await withServices(config, (services) =>
    work(services.get(CouncilsImport), ({ added, changed, unchanged, refused }) => {
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
    `Done in ${seconds(started)}: ${count(added, singular(result.what), result.what)} added, ${changed} changed, ${unchanged} unchanged, ` +
      `${count(refused.length, 'row')} refused.`,
  );
  if (refused.length > 0 && added + changed + unchanged === 0) throw new Error('No row could be taken.');
}

/** As "pairs of neighbours": the first word is what is counted. */
const singular = (what: string): string => what.replace(/^(\w+?)s\b/, '$1').replace('GSS codes', 'GSS code');
