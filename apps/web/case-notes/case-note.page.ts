import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  type CaseNoteDetail,
  CaseNoteInput,
  CaseNotesQueries,
  CaseNotesService,
  type Responses,
  ResponsesQueries,
  ReturnInput,
  WithdrawInput,
} from '#libs/case-notes';
import { type Actor, isSignedIn, type Reader } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import {
  emptyForm,
  type Form,
  formOf,
  isShownAgain,
  onceOf,
  parseForm,
  refusedForm,
  typedFields,
  versionOf,
} from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { CaseNotePage } from './case-note.tsx';
import { caseNoteView } from './case-note.view.ts';
import { FirstStepPage, StartNotePage } from './note-start.tsx';

@Controller('case-notes')
export class CaseNotePageController {
  constructor(
    private readonly caseNotes: CaseNotesService,
    private readonly queries: CaseNotesQueries,
    private readonly responses: ResponsesQueries,
  ) {}

  @Get('new')
  start(@CurrentReader() reader: Reader): Page {
    return page(StartNotePage, { signedIn: isSignedIn(reader) });
  }

  @Get('new/title')
  first(@CurrentActor() _actor: Actor): Page {
    return page(FirstStepPage, { form: emptyForm });
  }

  @Post()
  async create(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(CaseNoteInput, body);
    if (isShownAgain(body)) return page(FirstStepPage, { form: formOf(typedFields(body)) });
    if (!parsed.ok) return page(FirstStepPage, { form: parsed.form }, 422);
    try {
      const { id } = await this.caseNotes.create(actor, parsed.input, onceOf(actor, body, 'case-note', parsed.input));
      return new SeeOther(`/case-notes/${id}/tasks`, 'draft-saved');
    } catch (error) {
      return page(FirstStepPage, { form: refusedForm(body, error) }, 422);
    }
  }

  @Get(':id')
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const note = await this.queries.note(reader, id);
    if (note.status === 'superseded') return new SeeOther(`/case-notes/${note.replacesId}`);
    return page(CaseNotePage, caseNoteView(note, reader, await this.responsesTo(reader, note)));
  }

  @Post(':id/take-back')
  async takeBack(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.caseNotes.takeBack(actor, id);
    return new SeeOther(`/case-notes/${id}/tasks`, 'note-taken-back');
  }

  @Post(':id/publish')
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const published = await this.caseNotes.publish(actor, id, versionOf(body));
    return new SeeOther(`/case-notes/${published.id}`, 'note-published');
  }

  @Post(':id/return')
  async return(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(ReturnInput, body);
    if (!parsed.ok) return this.refused(actor, id, parsed.form);
    try {
      await this.caseNotes.return(actor, id, parsed.input);
    } catch (error) {
      return this.refused(actor, id, refusedForm(body, error));
    }
    return new SeeOther('/case-notes/submitted', 'note-returned');
  }

  @Post(':id/withdraw')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(WithdrawInput, body);
    if (!parsed.ok) return this.refused(actor, id, parsed.form);
    try {
      await this.caseNotes.withdraw(actor, id, parsed.input);
    } catch (error) {
      return this.refused(actor, id, refusedForm(body, error));
    }
    return new SeeOther(`/case-notes/${id}`, 'note-withdrawn');
  }

  @Post(':id/revisions')
  async revise(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const revision = await this.caseNotes.revise(actor, id, onceOf(actor, body, 'revise', id));
    return new SeeOther(`/case-notes/${revision.id}/tasks`, 'note-revision');
  }

  private async refused(actor: Actor, id: string, form: Form): Promise<Page> {
    const note = await this.queries.note(actor, id);
    return page(CaseNotePage, caseNoteView(note, actor, await this.responsesTo(actor, note), form), 422);
  }

  private async responsesTo(reader: Reader, { id, status }: CaseNoteDetail): Promise<Responses | null> {
    return status === 'published' ? this.responses.of(reader, id) : null;
  }
}
