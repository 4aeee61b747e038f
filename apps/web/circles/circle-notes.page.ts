import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { agendaOf, CircleNoteInput, CircleNoteListInput, CircleNotes, CirclesQueries, renderNote } from '#libs/circles';
import { type Actor, OpenToGuests } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { type Form, formOf, onceOf, parseForm, typedFields, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { dayParts, withDay } from '../parts/day-fields.ts';
import { day } from '../parts/words.ts';
import { CurrentActor } from '../reader.guard.ts';
import { CircleNoteFormPage, CircleNotePage, CircleNotesPage, CircleNoteVersionsPage } from './circle-notes.tsx';

@OpenToGuests()
@Controller()
export class CircleNotesPageController {
  constructor(
    private readonly notes: CircleNotes,
    private readonly circles: CirclesQueries,
  ) {}

  @Get('circles/:id/notes')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const circle = await this.circles.inside(actor, id);
    const parsed = parseInput(CircleNoteListInput, query);
    const listed = await this.notes.list(actor, id, parsed.ok ? parsed.input : new CircleNoteListInput());
    return page(CircleNotesPage, { circle, ...listed, agendaHtml: renderNote(agendaOf(circle)) });
  }

  @Get('circles/:id/notes/new')
  async form(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const circle = await this.circles.inside(actor, id);
    const form = formOf({ body: agendaOf(circle), ...dayParts('metOn', new Date().toISOString().slice(0, 10)) });
    return page(CircleNoteFormPage, { circle, noteId: null, version: 1, form });
  }

  @Post('circles/:id/notes')
  async write(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleNoteInput, withDay(body, 'metOn'));
    if (!parsed.ok) {
      const circle = await this.circles.inside(actor, id);
      return page(CircleNoteFormPage, { circle, noteId: null, version: 1, form: typed(body, parsed.form) }, 422);
    }
    const made = await this.notes.write(actor, id, parsed.input, onceOf(actor, body, 'circle-note', id, parsed.input));
    return new SeeOther(`/circle-notes/${made.id}`, 'circle-note-saved');
  }

  @Get('circle-notes/:id')
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const note = await this.notes.note(actor, id);
    return page(CircleNotePage, { circle: await this.circles.inside(actor, note.circleId), note });
  }

  @Get('circle-notes/:id/versions')
  async versions(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const note = await this.notes.note(actor, id);
    const versions = await this.notes.versions(actor, id);
    return page(CircleNoteVersionsPage, {
      note,
      versions: versions.map((version) => ({ ...version, html: renderNote(version.body) })),
    });
  }

  @Get('circle-notes/:id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const { circleId, title, body, metOn, version } = await this.notes.note(actor, id);
    const form = formOf({ title, body, ...dayParts('metOn', metOn) });
    return page(CircleNoteFormPage, { circle: await this.circles.inside(actor, circleId), noteId: id, version, form });
  }

  @Post('circle-notes/:id/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body) ?? 0;
    const parsed = parseForm(CircleNoteInput, withDay(body, 'metOn'));
    const again = async (at: number, form: Form, status: number, theirs?: [string, string][]): Promise<Page> => {
      const { circleId } = await this.notes.note(actor, id);
      const circle = await this.circles.inside(actor, circleId);
      return page(CircleNoteFormPage, { circle, noteId: id, version: at, form, theirs }, status);
    };
    if (!parsed.ok) return again(version, typed(body, parsed.form), 422);
    try {
      await this.notes.edit(actor, id, parsed.input, version);
      return new SeeOther(`/circle-notes/${id}`, 'circle-note-saved');
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      const now = error.current as { title: string; metOn: string; body: string };
      return again(error.version, { values: typedFields(body), problems: [] }, 409, [
        ['Title now', now.title],
        ['Day now', day(new Date(now.metOn))],
        ['Notes now', now.body],
      ]);
    }
  }
}

const typed = (body: unknown, { problems }: Form): Form => ({ values: typedFields(body), problems });
