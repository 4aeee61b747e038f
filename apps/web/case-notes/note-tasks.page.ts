import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  CaseNoteChangeInput,
  type CaseNoteDetail,
  CaseNotesQueries,
  CaseNotesService,
  ReviewQueries,
} from '#libs/case-notes';
import { type Actor } from '#libs/people';
import { NotAllowed, NotFound, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { type NoteSection, readSection, sectionForm, sectionOf } from './note-sections.ts';
import { NoteSectionPage, NoteTasksPage } from './note-tasks.tsx';

@Controller('case-notes/:id/tasks')
export class NoteTasksPageController {
  constructor(
    private readonly caseNotes: CaseNotesService,
    private readonly queries: CaseNotesQueries,
    private readonly review: ReviewQueries,
  ) {}

  @Get()
  async tasks(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const note = await this.own(actor, id);
    return isEditable(note)
      ? page(NoteTasksPage, { note, comments: await this.review.comments(actor, id), problems: [] })
      : new SeeOther(`/case-notes/${id}`);
  }

  @Post('submit')
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    try {
      await this.caseNotes.submit(actor, id, versionOf(body));
      return new SeeOther(`/case-notes/${id}`, 'note-submitted');
    } catch (error) {
      const { problems } = refusedForm(body, error);
      const [note, comments] = [await this.own(actor, id), await this.review.comments(actor, id)];
      return page(NoteTasksPage, { note, comments, problems }, 422);
    }
  }

  @Get(':section')
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('section') slug: string,
  ): Promise<Page | SeeOther> {
    const section = mustBeSection(slug);
    const note = await this.own(actor, id);
    if (!isEditable(note)) return new SeeOther(`/case-notes/${id}`);
    const comments = await this.review.comments(actor, id);
    return page(NoteSectionPage, { id, version: note.version, section, form: sectionForm(section, note), comments });
  }

  @Post(':section')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('section') slug: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const section = mustBeSection(slug);
    const posted = { ...(body as object | null) } as Record<string, unknown>;
    const { values, part, emptied } = readSection(section, posted);
    const version = versionOf(body) ?? 1;
    const parsed = parseInput(CaseNoteChangeInput, part);
    if (!parsed.ok) {
      const form = { values, problems: parsed.problems };
      return page(
        NoteSectionPage,
        { id, version, section, form, comments: await this.review.comments(actor, id) },
        422,
      );
    }
    try {
      await this.caseNotes.change(actor, id, parsed.input, emptied, version);
      const here = `/case-notes/${id}/tasks`;
      return new SeeOther(posted['act'] === 'more' ? `${here}/${slug}` : here, 'draft-saved');
    } catch (error) {
      const comments = await this.review.comments(actor, id);
      if (error instanceof Stale) {
        const form = { values, problems: [] };
        return page(NoteSectionPage, { id, version: error.version, section, form, comments, changed: true }, 409);
      }
      const { problems } = refusedForm(values, error);
      return page(NoteSectionPage, { id, version, section, form: { values, problems }, comments }, 422);
    }
  }

  private async own(actor: Actor, id: string): Promise<CaseNoteDetail> {
    const note = await this.queries.note(actor, id);
    if (note.authorId !== actor.personId) throw new NotAllowed('Only its author can change a case note.');
    return note;
  }
}

const isEditable = ({ status }: CaseNoteDetail): boolean => status === 'draft' || status === 'submitted';

function mustBeSection(slug: string): NoteSection {
  const section = sectionOf(slug);
  if (!section) throw new NotFound('case-notes.no-such-step', 'step');
  return section;
}
