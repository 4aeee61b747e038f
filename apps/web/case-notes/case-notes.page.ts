import { Controller, Get, Query } from '@nestjs/common';
import { CaseNoteListInput, CaseNotesQueries } from '#libs/case-notes';
import { type Actor, hasRole, isSignedIn, type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { parseInput } from '#libs/platform/inputs';
import { Download, page, type Page } from '../page.ts';
import { atomFeed } from '../parts/atom.ts';
import { addressOf } from '../parts/words.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { addressWith } from './case-notes.address.ts';
import { CaseNotesPage } from './case-notes.tsx';
import { MyNotesPage, SubmittedNotesPage } from './my-notes.tsx';

@Controller()
export class CaseNotesPageController {
  constructor(
    private readonly queries: CaseNotesQueries,
    private readonly config: Config,
  ) {}

  @Get('case-notes')
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const chosen = chosenIn(query);
    const list = await this.queries.list(reader, chosen);
    return page(CaseNotesPage, {
      ...list,
      chosen,
      signedIn: isSignedIn(reader),
      moderator: hasRole(reader, 'moderator'),
    });
  }

  /** The same filters as the list: a reader can follow just what concerns them. */
  @Get('case-notes.atom')
  async feed(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Download> {
    const chosen = { ...chosenIn(query), sort: 'newest', after: undefined } as const;
    const { items } = await this.queries.list(reader, chosen);
    return atomFeed(this.config.publicUrl, {
      title: 'Case notes on Waymark',
      path: addressWith(chosen, {}, '/case-notes.atom'),
      entries: items.map(({ id, title, summary, updatedAt, publishedAt, authorName }) => ({
        id,
        title,
        summary,
        path: addressOf('case-notes', id, title),
        updatedAt,
        publishedAt: publishedAt ?? updatedAt,
        author: authorName,
      })),
    });
  }

  @Get('case-notes/mine')
  async mine(@CurrentActor() actor: Actor): Promise<Page> {
    return page(MyNotesPage, { items: await this.queries.mine(actor) });
  }

  @Get('case-notes/submitted')
  async submitted(@CurrentActor(['moderator']) actor: Actor): Promise<Page> {
    return page(SubmittedNotesPage, { items: await this.queries.submitted(actor) });
  }
}

/** What a filter form left at "Any" is absent; an address that nobody could have chosen shows the whole list. */
function chosenIn(query: Record<string, unknown>): CaseNoteListInput {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const parsed = parseInput(CaseNoteListInput, given);
  return parsed.ok ? parsed.input : new CaseNoteListInput();
}
