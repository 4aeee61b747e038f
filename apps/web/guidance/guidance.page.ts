import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  CheckedInput,
  EditGuidanceInput,
  type GuidancePageRow,
  guidancePolicy,
  GuidanceQueries,
  GuidanceService,
  GuidanceVersionsInput,
  renderGuidance,
} from '#libs/guidance';
import { type Actor, type Reader } from '#libs/people';
import { lineDiff } from '#libs/platform/diff';
import { NotFound, Stale } from '#libs/platform/errors';
import { InvalidInput, parseInput } from '#libs/platform/inputs';
import { trustedFromStore } from '#libs/platform/markdown';
import { type Form, formOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { EditGuidancePage, type TextsNow } from './guidance-form.tsx';
import { GuidancePage } from './guidance.tsx';
import { guidanceView } from './guidance.view.ts';
import { VersionPage, VersionsPage } from './versions.tsx';

const EDITORS = ['subject_editor' as const, 'moderator' as const];

@Controller('guidance/:slug')
export class GuidancePageController {
  constructor(
    private readonly guidance: GuidanceService,
    private readonly queries: GuidanceQueries,
  ) {}

  @Get()
  async show(@CurrentReader() reader: Reader, @Param('slug') slug: string): Promise<Page> {
    return page(GuidancePage, guidanceView(await this.queries.page(reader, slug), reader));
  }

  @Get('edit')
  async edit(@CurrentActor(EDITORS) actor: Actor, @Param('slug') slug: string): Promise<Page> {
    const now = await this.queries.page(actor, slug);
    return page(EditGuidancePage, { slug, version: now.version, form: formOf(textsOf(now)) });
  }

  @Post('edit')
  async save(
    @CurrentActor(EDITORS) actor: Actor,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = versionOf(body) ?? 1;
    const again = (form: Form): Page => page(EditGuidancePage, { slug, version, form }, 422);
    const parsed = parseForm(EditGuidanceInput, body);
    if (!parsed.ok) {
      await this.queries.page(actor, slug); // Is there such a page at all?
      return again(parsed.form);
    }
    try {
      await this.guidance.edit(actor, slug, parsed.input, version);
      return new SeeOther(`/guidance/${slug}`, 'guidance-saved');
    } catch (error) {
      if (!(error instanceof Stale)) return again(refusedForm(body, error));
      const theirs = error.current as unknown as TextsNow;
      const form = formOf(body as Record<string, string | string[]>);
      return page(EditGuidancePage, { slug, version: error.version, form, theirs }, 409);
    }
  }

  @Post('publish')
  async publish(@CurrentActor(EDITORS) actor: Actor, @Param('slug') slug: string): Promise<SeeOther> {
    await this.guidance.publish(actor, slug);
    return new SeeOther(`/guidance/${slug}`, 'guidance-published');
  }

  @Post('withdraw')
  async withdraw(@CurrentActor(EDITORS) actor: Actor, @Param('slug') slug: string): Promise<SeeOther> {
    await this.guidance.withdraw(actor, slug);
    return new SeeOther(`/guidance/${slug}`, 'guidance-withdrawn');
  }

  @Post('checked')
  async checked(
    @CurrentActor(EDITORS) actor: Actor,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(CheckedInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.guidance.markChecked(actor, slug, parsed.input);
    return new SeeOther(`/guidance/${slug}`, 'guidance-checked');
  }

  @Get('versions')
  async versions(
    @CurrentReader() reader: Reader,
    @Param('slug') slug: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const parsed = parseInput(GuidanceVersionsInput, query);
    const input = parsed.ok ? parsed.input : new GuidanceVersionsInput();
    const { page: now, items, next } = await this.queries.versions(reader, slug, input);
    return page(VersionsPage, { slug, title: now.title, current: now.version, items, next });
  }

  @Get('versions/:version')
  async version(
    @CurrentReader() reader: Reader,
    @Param('slug') slug: string,
    @Param('version') number: string,
  ): Promise<Page> {
    const { text, before, current } = await this.queries.version(reader, slug, versionNumber(number));
    const [title, summary, body] = before
      ? [lineDiff(before.title, text.title), lineDiff(before.summary, text.summary), lineDiff(before.body, text.body)]
      : [];
    return page(VersionPage, {
      slug,
      text,
      before: before && before.version,
      current,
      changes: title && summary && body ? { title, summary, body } : null,
      html: trustedFromStore(renderGuidance(text.body)),
      canRestore: guidancePolicy.canWrite(reader) && text.version !== current,
    });
  }

  @Post('versions/:version/restore')
  async restore(
    @CurrentActor(EDITORS) actor: Actor,
    @Param('slug') slug: string,
    @Param('version') number: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    await this.guidance.restore(actor, slug, versionNumber(number), versionOf(body));
    return new SeeOther(`/guidance/${slug}`, 'guidance-saved');
  }
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFound('guidance.version-not-found', 'version');
  return Number(text);
}

const textsOf = ({ title, summary, body, stage, serviceAreas, topics, lawAsAt }: GuidancePageRow) => ({
  title,
  summary,
  body,
  stage,
  serviceAreas,
  topics,
  lawAsAt,
});
