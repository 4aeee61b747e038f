import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, OpenToGuests } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { BookmarkInput, type BookmarkRow, BookmarksListInput, BookmarksQueries, BookmarksService } from '#libs/threads';
import { type Form, formOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { CurrentActor } from '../reader.guard.ts';
import { BookmarkPage, BookmarksPage } from './bookmarks.tsx';

const LIST = '/me/bookmarks';

@OpenToGuests()
@Controller()
export class BookmarksPageController {
  constructor(
    private readonly bookmarks: BookmarksService,
    private readonly queries: BookmarksQueries,
  ) {}

  @Get('me/bookmarks')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(BookmarksListInput, query);
    return page(BookmarksPage, await this.queries.list(actor, parsed.ok ? parsed.input : new BookmarksListInput()));
  }

  @Get('posts/:id/bookmark')
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const bookmark = await this.queries.one(actor, id);
    return page(BookmarkPage, { bookmark, version: bookmark.version, form: filled(bookmark) });
  }

  /** One press, and on with reading; note and day can follow. */
  @Post('posts/:id/bookmark')
  async add(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    const { threadId, number } = await this.bookmarks.add(actor, id);
    return new SeeOther(`/threads/${threadId}?number=${number}`, 'bookmarked');
  }

  @Post('posts/:id/bookmark/note')
  async save(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const typed = withDay(body, 'remindOn');
    const parsed = parseForm(BookmarkInput, typed);
    const version = versionOf(body);
    if (!parsed.ok) return this.again(actor, id, parsed.form, version);
    try {
      await this.bookmarks.save(actor, id, parsed.input, version ?? 0);
      return new SeeOther(LIST, 'bookmark-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return this.again(actor, id, refusedForm(typed, error), version);
      const bookmark = await this.queries.one(actor, id);
      const form = formOf(typed as Record<string, string>);
      return page(BookmarkPage, { bookmark, version: error.version, form, stale: true }, 409);
    }
  }

  @Post('posts/:id/bookmark/remove')
  async remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.bookmarks.remove(actor, id);
    return new SeeOther(LIST, 'bookmark-removed');
  }

  private async again(actor: Actor, id: string, form: Form, version: number | null): Promise<Page> {
    const bookmark = await this.queries.one(actor, id);
    return page(BookmarkPage, { bookmark, version: version ?? bookmark.version, form }, 422);
  }
}

const filled = ({ note, remindOn }: BookmarkRow): Form => formOf({ note, ...dayParts('remindOn', remindOn) });
