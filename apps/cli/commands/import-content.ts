import { type Command } from 'commander';
import { CaseNotesImport, ContentImport, type ImportProgress, type ImportResult, jsonLines } from '#libs/content';
import { AccountsOperator } from '#libs/people';
import { withServices } from '../open.ts';
import { count, type Given, seconds, showProgress, type Terminal } from '../terminal.ts';

/** As many refused records are explained; the number of the rest is said. */
const EXPLAINED = 50;

/** Adds `content` and `case-notes` to the command `import`. */
export function addContentImports(imports: Command, { terminal, config }: Given): void {
  imports
    .command('content')
    .description(
      'Add and update content of every type from lines of JSON (docs/import-formats.md, docs/content.schema.json). ' +
        'The same file again changes nothing.',
    )
    .argument('<files...>', 'JSONL files, as "waymark export" writes them')
    .option('--dry-run', 'change nothing, and say what would be done')
    .action(async (files: string[], { dryRun = false }: { dryRun?: boolean }) => {
      const started = Date.now();
      const result = await withServices(config, async (services) => {
        const sources = [];
        for (const file of files) sources.push(await jsonLines(file));
        return services.get(ContentImport).importAll(sources, { dryRun }, progressOn(terminal));
      });
      sumUp(terminal, result, { started, dryRun });
    });
  imports
    .command('case-notes')
    .description(
      'Add case notes of one author from a CSV or JSON file (docs/import-formats.md), as drafts or for the moderators. ' +
        'The same file again adds nothing.',
    )
    .argument('<file>', 'a .csv, .json or .jsonl file')
    .requiredOption('--as <email>', 'who wrote them: the address they sign in with')
    .option('--submit', 'give them to the moderators; what is not complete is refused')
    .option('--dry-run', 'change nothing, and say what would be done')
    .action(async (file: string, options: { as: string; submit?: boolean; dryRun?: boolean }) => {
      const started = Date.now();
      const { submit = false, dryRun = false } = options;
      const result = await withServices(config, async (services) => {
        const author = await services.get(AccountsOperator).actor(options.as);
        return services.get(CaseNotesImport).importFile(author, file, { submit, dryRun }, progressOn(terminal));
      });
      sumUp(terminal, result, { started, dryRun });
    });
}

export function progressOn(terminal: Terminal): (progress: ImportProgress) => void {
  const show = showProgress(terminal);
  return ({ done, records }) => show(done, count(records, 'record'));
}

/** What was done with each type, and why some records were left out. Throws where nothing at all could be taken. */
export function sumUp(
  terminal: Terminal,
  { taken, refused, refusedCount }: ImportResult,
  { started, dryRun = false }: { started: number; dryRun?: boolean },
): void {
  terminal.progress?.('');
  for (const { file, place, type, key, problems } of refused.slice(0, EXPLAINED)) {
    const what = [type, key].filter((word) => word !== null).join(' ');
    const why = problems.map(({ field, message }) => (field === '' ? message : `${pointer(field)}: ${message}`));
    terminal.err(`${file}: ${place}${what === '' ? '' : ` (${what})`}: ${why.join('; ')}`);
  }
  if (refusedCount > EXPLAINED) terminal.err(`… and ${refusedCount - EXPLAINED} more`);
  let kept = 0;
  for (const [type, { added, changed, unchanged }] of taken) {
    kept += added + changed + unchanged;
    terminal.out(`${type}: ${added} added, ${changed} changed, ${unchanged} unchanged`);
  }
  terminal.out(
    `${dryRun ? 'Nothing was changed: this was a dry run' : 'Done'} in ${seconds(started)}: ` +
      `${count(kept, 'record')} taken, ${refusedCount} refused.`,
  );
  if (refusedCount > 0 && kept === 0) throw new Error('Nothing could be taken.');
}

const pointer = (field: string): string => `/${field.replaceAll('.', '/')}`;
