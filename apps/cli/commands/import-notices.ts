import { type Command } from 'commander';
import { type NoticesProgress, type NoticesResult, NoticesImport } from '#libs/contracts';
import { withServices } from '../open.ts';
import { count, type Given, seconds, showProgress } from '../terminal.ts';

/** As many refused entries are explained; the number of the rest is said. */
const EXPLAINED = 50;

/** Adds `notices` and `awards` to the command `import`. */
export function addNoticeImports(imports: Command, given: Given): void {
  imports
    .command('notices')
    .description(
      'Take in published notices: OCDS release packages, as Contracts Finder gives them (docs/import-formats.md). The ' +
        'same files again change nothing. No award becomes a contract before a person confirms it.',
    )
    .argument('<files...>', 'JSON files')
    .action((files: string[]) =>
      takeIn(given, ['notice', 'Entry'], (notices, onProgress) => notices.importNotices(files, onProgress)),
    );
  imports
    .command('awards')
    .description('Take in the table of council awards (docs/import-formats.md). The same file again changes nothing.')
    .argument('<file>', 'a CSV file')
    .action((file: string) =>
      takeIn(given, ['award', 'Line'], (notices, onProgress) => notices.importAwards(file, onProgress)),
    );
}

async function takeIn(
  { terminal, config }: Given,
  [what, place]: readonly [string, string],
  work: (notices: NoticesImport, onProgress: (progress: NoticesProgress) => void) => Promise<NoticesResult>,
): Promise<void> {
  const started = Date.now();
  const show = showProgress(terminal);
  const result = await withServices(config, (services) =>
    work(services.get(NoticesImport), ({ read, done }) => show(Math.min(done, 0.999), `${count(read, what)} read`)),
  );
  terminal.progress?.('');
  const { kept, awards, refused, refusedCount, unmatchedBuyers } = result;
  for (const { file, entry, id, why } of refused.slice(0, EXPLAINED)) {
    terminal.err(`${file}: ${place} ${entry}${id === null ? '' : ` (${id})`}: ${why}`);
  }
  if (refusedCount > EXPLAINED) terminal.err(`… and ${refusedCount - EXPLAINED} more`);
  if (awards.added + awards.changed > 0)
    terminal.out(`${count(awards.added, 'award')} added, ${awards.changed} changed.`);
  if (unmatchedBuyers > 0) {
    terminal.out(
      `${count(unmatchedBuyers, 'name of a buyer', 'names of buyers')} wait for a data steward to say who it is.`,
    );
  }
  terminal.out(
    `Done in ${seconds(started)}: ${count(kept.added, what)} added, ${kept.changed} changed, ${kept.unchanged} unchanged, ` +
      `${refusedCount} refused.`,
  );
  if (refusedCount > 0 && kept.added + kept.changed + kept.unchanged === 0) throw new Error('Nothing could be taken.');
}
