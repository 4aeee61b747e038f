import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  GuidanceListInput,
  guidancePolicy,
  GuidanceQueries,
  GuidanceService,
  NewGuidanceInput,
  type NewSource,
} from '#libs/guidance';
import { type Actor, type Reader } from '#libs/people';
import { Config } from '#libs/platform/config';
import { Id, parseInput } from '#libs/platform/inputs';
import { type Form, formOf, onceOf, parseForm, refusedForm, valueOf } from '../forms.ts';
import { Download, page, type Page, SeeOther } from '../page.ts';
import { atomFeed } from '../parts/atom.ts';
import { shortName } from '../parts/byline.tsx';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { NewGuidancePage } from './guidance-form.tsx';
import { GuidanceListPage } from './guidance-list.tsx';
import { goodUntilOptions } from './guidance.view.ts';

/** What guidance is to be made from. */
class SourceInput {
  @Id({ label: 'post', optional: true })
  readonly post?: string;

  @Id({ label: 'caseNote', optional: true })
  readonly caseNote?: string;
}

@Controller()
export class GuidanceListPageController {
  constructor(
    private readonly guidance: GuidanceService,
    private readonly queries: GuidanceQueries,
    private readonly config: Config,
  ) {}

  @Get('guidance')
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(GuidanceListInput, query);
    const chosen = parsed.ok ? parsed.input : new GuidanceListInput();
    const list = await this.queries.list(reader, chosen);
    return page(GuidanceListPage, { ...list, chosen, editor: guidancePolicy.canWrite(reader) });
  }

  @Get('guidance.atom')
  async feed(@CurrentReader() reader: Reader): Promise<Download> {
    const pages = await this.queries.recent(reader);
    return atomFeed(this.config.publicUrl, {
      title: 'Guidance on Waymark',
      path: '/guidance.atom',
      entries: pages.map(({ id, slug, title, summary, updatedAt, publishedAt, ownerName }) => ({
        id,
        title,
        summary,
        path: `/guidance/${slug}`,
        updatedAt,
        publishedAt: publishedAt ?? updatedAt,
        author: shortName(ownerName),
      })),
    });
  }

  @Get('guidance/new')
  async write(
    @CurrentActor(['subject_editor', 'moderator']) actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseInput(SourceInput, query);
    const { post, caseNote } = parsed.ok ? parsed.input : new SourceInput();
    const source = await this.source(actor, post, caseNote);
    return form(source ? prefilled(source) : formOf({}), source);
  }

  @Post('guidance')
  async create(
    @CurrentActor(['subject_editor', 'moderator']) actor: Actor,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(NewGuidanceInput, body);
    if (!parsed.ok) return this.again(actor, parsed.form);
    try {
      const { slug, status } = await this.guidance.create(
        actor,
        parsed.input,
        onceOf(actor, body, 'guidance', parsed.input),
      );
      return new SeeOther(`/guidance/${slug}`, status === 'published' ? 'guidance-published' : 'guidance-saved');
    } catch (error) {
      return this.again(actor, refusedForm(body, error));
    }
  }

  private async again(actor: Actor, typed: Form): Promise<Page> {
    const source = parseInput(SourceInput, {
      post: valueOf(typed, 'postId') || undefined,
      caseNote: valueOf(typed, 'caseNoteId') || undefined,
    });
    const { post, caseNote } = source.ok ? source.input : new SourceInput();
    return form(typed, await this.source(actor, post, caseNote), 422);
  }

  private async source(actor: Actor, post?: string, caseNote?: string): Promise<NewSource | null> {
    if (post !== undefined) return this.queries.answer(actor, post);
    if (caseNote !== undefined) return this.queries.caseNote(actor, caseNote);
    return null;
  }
}

const form = (typed: Form, source: NewSource | null, status = 200): Page =>
  page(NewGuidancePage, { form: typed, source, goodUntil: goodUntilOptions() }, status);

/** The source's own words as a quotation to write from. A members' question keeps its title to itself. */
const prefilled = ({ open, title, body, stage, serviceAreas, topics }: NewSource): Form =>
  formOf({
    title: open ? title : '',
    body: body.replace(/^/gm, '> ').replace(/^> $/gm, '>'),
    stage,
    serviceAreas: serviceAreas.slice(0, 5),
    topics: topics.slice(0, 5),
  });
