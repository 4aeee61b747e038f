import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  type BesideTheForm,
  CaseNoteChangeInput,
  type CaseNoteDetail,
  CaseNotesQueries,
  CaseNotesService,
  COMMON_MEASURES,
  type OpenPage,
  type PageConflict,
  type UnsavedPage,
  UnsavedPages,
} from '#libs/case-notes';
import { type Actor } from '#libs/people';
import { NotAllowed, NotFound, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { parseInput, type Problem } from '#libs/platform/inputs';
import { type Form, isShownAgain, refusedForm, versionOf } from '../forms.ts';
import { Download, page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { CheckNotePage } from './note-check.tsx';
import { NoteSectionPage, type SectionPage } from './note-section.tsx';
import {
  differences,
  type NoteSection,
  partsOn,
  readSection,
  rowsFilledIn,
  sectionForm,
  sectionOf,
  sectionValues,
  withPlaces,
} from './note-sections.ts';
import { NoteTasksPage } from './note-tasks.tsx';

type Posted = Readonly<Record<string, unknown>>;

@Controller('case-notes/:id/tasks')
export class NoteTasksPageController {
  constructor(
    private readonly caseNotes: CaseNotesService,
    private readonly queries: CaseNotesQueries,
    private readonly unsaved: UnsavedPages,
  ) {}

  @Get()
  async tasks(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const { note, unsaved, comments } = await this.own(actor, id);
    return isEditable(note)
      ? page(NoteTasksPage, { note, unsaved: slugs(unsaved), comments })
      : new SeeOther(`/case-notes/${id}`);
  }

  @Get('check')
  async check(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const { note, unsaved } = await this.own(actor, id);
    if (!isEditable(note)) return new SeeOther(`/case-notes/${id}`);
    return page(CheckNotePage, { note, unsaved: slugs(unsaved), problems: [] });
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
      const problems = error instanceof Stale ? CHANGED : refusedForm(body, error).problems;
      const { note, unsaved } = await this.own(actor, id);
      const status = error instanceof Stale ? 409 : 422;
      return page(CheckNotePage, { note, unsaved: slugs(unsaved), problems }, status);
    }
  }

  @Get(':section')
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('section') slug: string,
    @Query() query: Posted,
  ): Promise<Page | SeeOther> {
    const section = mustBeSection(slug);
    const { note, unsaved, comments } = await this.own(actor, id);
    if (!isEditable(note)) return new SeeOther(`/case-notes/${id}`);
    const kept = unsaved.find((one) => one.section === slug) ?? null;
    const form = kept ? { values: kept.fields, problems: [] } : sectionForm(section, note);
    return page(NoteSectionPage, {
      id,
      version: kept?.noteVersion ?? note.version,
      section,
      form: withMeasure(section, form, query['measure']),
      unsavedVersion: kept?.version ?? 0,
      keptAt: kept?.savedAt ?? null,
      comments,
      checking: query['change'] === 'yes',
    });
  }

  @Post(':section')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('section') slug: string,
    @Body() body: Posted | null,
  ): Promise<Page | SeeOther> {
    const section = mustBeSection(slug);
    const posted = body ?? {};
    const { values, part, emptied } = readSection(section, posted);
    const open = openPage(section, posted);
    const again = this.again(actor, id, section, open, posted, values);
    if (isShownAgain(posted)) return again([]);
    const next = nextAfter(id, slug, posted);
    if (posted['act'] === 'discard') {
      await this.unsaved.forget(actor, id, slug);
      return new SeeOther(next, 'page-discarded');
    }
    try {
      const parsed = parseInput(CaseNoteChangeInput, part);
      const problems = parsed.ok ? await this.saved(actor, id, parsed.input, emptied, open) : parsed.problems;
      if (problems.length === 0) return new SeeOther(next, 'page-saved');
      if (posted['act'] !== 'later') return again(problems);
      await this.unsaved.keep(actor, id, open, values);
      return new SeeOther(next, 'page-kept');
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      return again([], error);
    }
  }

  /** What a page's script sends while somebody writes: taken whatever is wrong with it. Answers with when it was kept. */
  @Post(':section/keep')
  @HttpCode(200)
  async keep(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('section') slug: string,
    @Body() body: Posted | null,
  ): Promise<Download> {
    const section = mustBeSection(slug);
    const { values } = readSection(section, body ?? {});
    const kept = await this.unsaved.keep(actor, id, openPage(section, body ?? {}), values);
    return new Download(JSON.stringify(kept), 'application/json; charset=utf-8');
  }

  /** What the rules said against the page; nothing where it is saved. */
  private async saved(
    actor: Actor,
    id: string,
    input: CaseNoteChangeInput,
    emptied: readonly string[],
    open: OpenPage,
  ): Promise<readonly Problem[]> {
    try {
      await this.caseNotes.savePage(actor, id, input, emptied, open);
      return [];
    } catch (error) {
      return refusedForm({}, error).problems;
    }
  }

  /** The page again with what was typed, and why. */
  private again(
    actor: Actor,
    id: string,
    section: NoteSection,
    open: OpenPage,
    posted: Posted,
    values: Form['values'],
  ) {
    const shown = async (over: Partial<SectionPage>, status: number): Promise<Page> =>
      page(
        NoteSectionPage,
        {
          id,
          version: versionOf(posted) ?? 1,
          section,
          form: { values, problems: [] },
          unsavedVersion: open.unsavedVersion,
          keptAt: null,
          comments: (await this.unsaved.beside(actor, id)).comments,
          window: open.window,
          checking: posted['_back'] === 'check',
          ...over,
        },
        status,
      );
    return (problems: readonly Problem[], stale?: Stale): Promise<Page> => {
      if (!stale) {
        return shown({ form: { values, problems: withPlaces(section, problems) } }, problems.length > 0 ? 422 : 200);
      }
      const { content, unsaved } = stale.current as PageConflict;
      const theirs = unsaved?.fields ?? sectionValues(section, content).values;
      const unsavedVersion = unsaved?.version ?? 0;
      return shown({ version: stale.version, unsavedVersion, conflict: differences(section, values, theirs) }, 409);
    };
  }

  private async own(actor: Actor, id: string): Promise<{ note: CaseNoteDetail } & BesideTheForm> {
    const note = await this.queries.note(actor, id);
    if (note.authorId !== actor.personId) throw new NotAllowed('Only its author can change a case note.');
    return { note, ...(await this.unsaved.beside(actor, id)) };
  }
}

const CHANGED: Problem[] = [
  { field: 'title', message: 'Your note was changed in another window. Check the answers below and submit it again' },
];

const slugs = (unsaved: readonly UnsavedPage[]): ReadonlySet<string> => new Set(unsaved.map(({ section }) => section));

const isEditable = ({ status }: CaseNoteDetail): boolean => status === 'draft' || status === 'submitted';

function mustBeSection(slug: string): NoteSection {
  const section = sectionOf(slug);
  if (!section) throw new NotFound('case-notes.no-such-step', 'step');
  return section;
}

const textIn = (posted: Posted, name: string, most: number): string => {
  const value = posted[name];
  return typeof value === 'string' && /^[\w-]*$/.test(value) ? value.slice(0, most) : '';
};

/** Which window the page was open in, and what it was filled in from. */
const openPage = (section: NoteSection, posted: Posted): OpenPage => ({
  section: section.slug,
  holds: partsOn(section),
  noteVersion: versionOf(posted),
  unsavedVersion: Math.min(2_147_483_647, Number(/^\d+$/.exec(textIn(posted, '_unsaved', 10))?.[0] ?? 0)),
  window: textIn(posted, '_window', 40),
});

/** Where the button that was pressed leads. */
function nextAfter(id: string, slug: string, posted: Posted): string {
  const tasks = `/case-notes/${id}/tasks`;
  const checking = posted['_back'] === 'check';
  const measure = textIn(posted, '_measure', 40);
  if (posted['act'] === 'more') return `${tasks}/${slug}${checking ? '?change=yes' : ''}`;
  if (posted['act'] === 'measure') {
    return `${tasks}/${slug}?${checking ? 'change=yes&' : ''}measure=${measure}`;
  }
  return checking && posted['act'] !== 'later' ? `${tasks}/check` : tasks;
}

/** With a row more that begins from a measure that many have. */
function withMeasure(section: NoteSection, form: Form, code: unknown): Form {
  const measure = Object.entries(COMMON_MEASURES).find(([known]) => known === code)?.[1];
  const rows = section.rows.find(({ common }) => common);
  if (!measure || !rows) return form;
  const place = rowsFilledIn(rows, form).length;
  if (place >= rows.most) return form;
  const row = Object.entries(measure).map(([name, value]) => [`${rows.list}.${place}.${name}`, value]);
  return { ...form, values: { ...form.values, ...Object.fromEntries(row) } };
}
