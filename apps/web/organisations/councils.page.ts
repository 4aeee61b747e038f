import { Controller, Get, Param, Query } from '@nestjs/common';
import { CouncilListInput, CouncilsQueries, isGssCode } from '#libs/organisations';
import { type Reader } from '#libs/people';
import { parseInput } from '#libs/platform/inputs';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentReader } from '../reader.guard.ts';
import { councilPath } from './addresses.ts';
import { CouncilPage } from './council.tsx';
import { councilView } from './council.view.ts';
import { CouncilsPage } from './councils.tsx';

const SIMILAR = 5;

@Controller('councils')
export class CouncilsPageController {
  constructor(private readonly councils: CouncilsQueries) {}

  /** Who types a code goes straight to the council; "ash" is a name as well, so a code is in capitals or alone. */
  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page | SeeOther> {
    const parsed = parseInput(CouncilListInput, query);
    const chosen = parsed.ok ? parsed.input : new CouncilListInput();
    const { items, next } = await this.councils.list(reader, chosen);
    const [first] = items;
    if (first?.exact && chosen.after === undefined && (chosen.q === chosen.q?.toUpperCase() || items.length === 1)) {
      return new SeeOther(councilPath(first.code));
    }
    return page(CouncilsPage, { items, next, chosen });
  }

  @Get(':code')
  async show(@CurrentReader() reader: Reader, @Param('code') address: string): Promise<Page | SeeOther> {
    if (isGssCode(address)) return new SeeOther(councilPath((await this.councils.ofGssCode(reader, address)).code));
    const council = await this.councils.page(reader, address);
    return page(CouncilPage, councilView(council, await this.councils.similarWithNotes(reader, council, SIMILAR)));
  }
}
