import { Controller, Get, Query } from '@nestjs/common';
import { CaseNoteCompare, CaseNoteNotFound, CompareInput } from '#libs/case-notes';
import { type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { parseInput } from '#libs/platform/inputs';
import { Download, page, type Page } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { compareCsv } from './compare.csv.ts';
import { ChooseToComparePage, ComparePage } from './compare.tsx';
import { compareView, type CompareView } from './compare.view.ts';

@Controller('case-notes')
export class ComparePageController {
  constructor(
    private readonly comparison: CaseNoteCompare,
    private readonly config: Config,
  ) {}

  @Get('compare')
  async show(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const view = await this.view(reader, query);
    return 'problem' in view ? page(ChooseToComparePage, view, view.status) : page(ComparePage, view);
  }

  @Get('compare.csv')
  async csv(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page | Download> {
    const view = await this.view(reader, query);
    if ('problem' in view) return page(ChooseToComparePage, view, view.status);
    return new Download(compareCsv(view, this.config.publicUrl), 'text/csv; charset=utf-8', 'case-notes-compared.csv');
  }

  /** What cannot be compared is said on a page that leads to the list; notes that nobody may see are as not there. */
  private async view(
    reader: Reader,
    query: Record<string, unknown>,
  ): Promise<CompareView | { problem: string; one: string | null; status: number }> {
    const parsed = parseInput(CompareInput, { ids: query['ids'] ?? [] });
    if (!parsed.ok) return { ...wrong(query['ids']), status: 422 };
    const { ids } = parsed.input;
    const notes = await this.comparison.notes(reader, ids);
    if (notes.length === 0) throw CaseNoteNotFound();
    if (notes.length === 1) {
      return { problem: 'Only one of these case notes is there. Choose others.', one: notes[0]!.id, status: 404 };
    }
    return compareView(notes, ids.length);
  }
}

function wrong(asked: unknown): { problem: string; one: string | null } {
  const ids = [asked]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? one.split(',') : []))
    .filter(Boolean);
  const given = new Set(ids).size;
  if (given > 4) return { problem: 'At most four case notes stand side by side. Choose two to four.', one: null };
  const only = ids[0]?.toLowerCase() ?? null;
  if (given === 1) return { problem: 'One case note is chosen. Choose one to three more.', one: only };
  return {
    problem: given === 0 ? 'Choose two to four case notes.' : 'These are no case notes. Choose two to four.',
    one: null,
  };
}
