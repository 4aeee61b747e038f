import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  type CaseNoteContent,
  CaseNotesQueries,
  type CaseNoteReceipt,
  CaseNotesService,
  ReturnInput,
  WithdrawInput,
} from '#libs/case-notes';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { emptyForm, type Form, onceOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { CaseNoteFormPage, labelOfField } from './case-note-form.tsx';
import { CaseNotePage } from './case-note.tsx';
import { caseNoteView } from './case-note.view.ts';
import { differences, formOfNote, parseNote, tidyNote, withPlaces } from './note-form.ts';

type Editable = 'draft' | 'submitted';

@Controller('case-notes')
export class CaseNotePageController {
  constructor(
    private readonly caseNotes: CaseNotesService,
    private readonly queries: CaseNotesQueries,
  ) {}

  @Get('new')
  write(@CurrentActor() _actor: Actor): Page {
    return page(CaseNoteFormPage, { form: emptyForm, note: null });
  }

  @Post()
  async create(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const fields = tidyNote(body);
    const parsed = parseNote(fields);
    if (!parsed.ok) return page(CaseNoteFormPage, { form: parsed.form, note: null }, 422);
    const act = actOf(body);
    try {
      const once = onceOf(actor, body, 'case-note', act, parsed.input);
      return saved(await this.caseNotes.create(actor, parsed.input, once, { submit: act === 'submit' }), act);
    } catch (error) {
      return page(CaseNoteFormPage, { form: again(fields, error), note: null }, 422);
    }
  }

  @Get(':id')
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const note = await this.queries.note(reader, id);
    if (note.status === 'superseded') return new SeeOther(`/case-notes/${note.replacesId}`);
    return page(CaseNotePage, caseNoteView(note, reader));
  }

  @Get(':id/edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const note = await this.queries.note(actor, id);
    if (note.authorId !== actor.personId) throw new NotAllowed('Only its author can change a case note.');
    if (!isEditable(note.status)) return new SeeOther(`/case-notes/${id}`);
    const { version, status } = note;
    return page(CaseNoteFormPage, { form: formOfNote(note), note: { id, version, status } });
  }

  @Post(':id/edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const fields = tidyNote(body);
    const version = versionOf(body) ?? 1;
    const { status } = await this.queries.note(actor, id);
    const note = { id, version, status: isEditable(status) ? status : 'draft' } as const;
    const parsed = parseNote(fields);
    if (!parsed.ok) return page(CaseNoteFormPage, { form: parsed.form, note }, 422);
    const act = actOf(body);
    try {
      return saved(await this.caseNotes.replace(actor, id, parsed.input, version, { submit: act === 'submit' }), act);
    } catch (error) {
      if (!(error instanceof Stale)) return page(CaseNoteFormPage, { form: again(fields, error), note }, 422);
      const conflict = differences(fields, error.current as unknown as CaseNoteContent).map((difference) => ({
        label: labelOfField(difference.field),
        saved: difference.saved,
      }));
      const form = { values: fields, problems: [] };
      return page(CaseNoteFormPage, { form, note: { ...note, version: error.version }, conflict }, 409);
    }
  }

  @Post(':id/submit')
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    try {
      await this.caseNotes.submit(actor, id, versionOf(body));
      return new SeeOther(`/case-notes/${id}`, 'note-submitted');
    } catch (error) {
      // What is missing is in the form, so that is where the problems lead.
      const { problems } = refusedForm(body, error);
      const note = await this.queries.note(actor, id);
      const { version, status } = note;
      const form = { ...formOfNote(note), problems };
      return page(CaseNoteFormPage, { form, note: { id, version, status: status as Editable } }, 422);
    }
  }

  @Post(':id/take-back')
  async takeBack(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.caseNotes.takeBack(actor, id);
    return new SeeOther(`/case-notes/${id}/edit`, 'note-taken-back');
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
    return new SeeOther(`/case-notes/${revision.id}/edit`, 'note-revision');
  }

  private async refused(actor: Actor, id: string, form: Form): Promise<Page> {
    return page(CaseNotePage, caseNoteView(await this.queries.note(actor, id), actor, form), 422);
  }
}

const isEditable = (status: string): status is Editable => status === 'draft' || status === 'submitted';

/** Which button was pressed; without one (the Enter key) the note is only saved. */
const actOf = (body: unknown): 'save' | 'more' | 'submit' => {
  const act = (body as Record<string, unknown> | null)?.['act'];
  return act === 'submit' || act === 'more' ? act : 'save';
};

function saved({ id, status }: CaseNoteReceipt, act: 'save' | 'more' | 'submit'): SeeOther {
  if (act === 'more') return new SeeOther(`/case-notes/${id}/edit`, 'draft-saved');
  if (act === 'submit') return new SeeOther(`/case-notes/${id}`, 'note-submitted');
  return new SeeOther(`/case-notes/${id}`, status === 'draft' ? 'draft-saved' : 'note-saved');
}

/** The form with what a rule said, in the words of its rows; any other error is thrown on. */
const again = (fields: ReturnType<typeof tidyNote>, error: unknown): Form => ({
  values: fields,
  problems: withPlaces(refusedForm(fields, error).problems),
});
