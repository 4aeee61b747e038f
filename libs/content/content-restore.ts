import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#libs/platform/database';
import { NotContent } from './content.errors.ts';
import { ContentImport, type ImportProgress, type ImportResult, REFUSED_KEPT } from './content-import.ts';
import { jsonLines } from './entries.ts';
import { checkedManifest } from './manifest.ts';
import { restoreRows } from './tables/rows-restore.ts';

/** Puts an export back. */
@Injectable()
export class ContentRestore {
  constructor(
    private readonly transactions: Transactions,
    private readonly content: ContentImport,
  ) {}

  /**
   * Into a database that has no content yet; the files are checked against the manifest first. What is written out then
   * is the same, byte for byte. Throws NotContent where there is content already, or the files are not whole.
   */
  async restoreFrom(
    folder: string,
    onProgress: (progress: ImportProgress) => void = () => undefined,
  ): Promise<ImportResult> {
    const { files } = await checkedManifest(folder);
    const [row] = await this.transactions.statement<{ taken: boolean }>(
      `SELECT EXISTS (SELECT FROM people) OR EXISTS (SELECT FROM organisations) OR EXISTS (SELECT FROM circles)
           OR EXISTS (SELECT FROM tactics) OR EXISTS (SELECT FROM objections) AS taken`,
      [],
    );
    if (row!.taken) {
      throw new NotContent(
        'There is content in this database. Restore into an empty one, or add to this one with "waymark import content".',
      );
    }
    const sources = [];
    for (const { file, type } of files) if (type !== 'row') sources.push(await jsonLines(path.join(folder, file)));
    const result = await this.content.importAll(sources, { trusted: true }, onProgress);
    // An export of before there were rows has none.
    const rows = files.find(({ type }) => type === 'row');
    if (rows === undefined) return result;
    const source = await jsonLines(path.join(folder, rows.file));
    const added = await restoreRows(this.transactions, source, ({ place, table, problems }) => {
      result.refusedCount += 1;
      if (result.refused.length < REFUSED_KEPT) {
        result.refused.push({ file: source.name, place, type: 'row', key: table, problems });
      }
    });
    result.taken.set('row', { added, changed: 0, unchanged: 0 });
    return result;
  }
}
