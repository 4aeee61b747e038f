import { Controller, Get, Query } from '@nestjs/common';
import { CaseNoteLists, CaseNotesQueries } from '#libs/case-notes';
import { type Actor, hasRole, isSignedIn, type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Download, page, type Page } from '../page.ts';
import { atomFeed } from '../parts/atom.ts';
import { shortName } from '../parts/byline.tsx';
import { addressOf } from '../parts/words.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { addressWith, chosenIn } from './case-notes.address.ts';
import { CaseNotesPage } from './case-notes.tsx';
import { MyNotesPage, SubmittedNotesPage } from './my-notes.tsx';

@Controller()
export class CaseNotesPageController {
  constructor(
    private readonly queries: CaseNotesQueries,
    private readonly lists: CaseNoteLists,
    private readonly config: Config,
  ) {}

  @Get('case-notes')
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const chosen = chosenIn(query);
    const [list, counts] = await Promise.all([
      this.lists.list(reader, chosen),
      this.lists.counts(reader, chosen, chosen.with),
    ]);
    return page(CaseNotesPage, {
      ...list,
      counts,
      chosen,
      signedIn: isSignedIn(reader),
      moderator: hasRole(reader, 'moderator'),
    });
  }

  /** The same filters as the list: a reader can follow just what concerns them. */
  @Get('case-notes.atom')
  async feed(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Download> {
    const chosen = { ...chosenIn(query), sort: 'newest', after: undefined, with: [] } as const;
    const { items } = await this.lists.list(reader, chosen);
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
        author: shortName(authorName),
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
