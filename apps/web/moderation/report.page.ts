import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { GuidanceQueries } from '#libs/guidance';
import { ModerationQueries, ModerationService, type ReportedKind, ReportInput } from '#libs/moderation';
import { type Actor, OpenToGuests } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { emptyForm, type Form, parseForm, refusedForm } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { ReportPage } from './report.tsx';

@OpenToGuests()
@Controller()
export class ReportPageController {
  constructor(
    private readonly moderation: ModerationService,
    private readonly queries: ModerationQueries,
    private readonly guidance: GuidanceQueries,
  ) {}

  @Get('posts/:id/report')
  aboutPost(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.show(actor, 'post', id, `/posts/${id}/report`);
  }

  @Post('posts/:id/report')
  post(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    return this.send(actor, 'post', id, `/posts/${id}/report`, body);
  }

  @Get('case-notes/:id/report')
  aboutCaseNote(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.show(actor, 'case-note', id, `/case-notes/${id}/report`);
  }

  @Post('case-notes/:id/report')
  caseNote(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.send(actor, 'case-note', id, `/case-notes/${id}/report`, body);
  }

  @Get('people/offers/:id/report')
  aboutOffer(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.show(actor, 'role-offer', id, `/people/offers/${id}/report`);
  }

  @Post('people/offers/:id/report')
  offer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.send(actor, 'role-offer', id, `/people/offers/${id}/report`, body);
  }

  @Get('guidance/:slug/report')
  async aboutGuidance(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    const { id } = await this.guidance.page(actor, slug);
    return this.show(actor, 'guidance', id, `/guidance/${slug}/report`);
  }

  @Post('guidance/:slug/report')
  async guidancePage(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { id } = await this.guidance.page(actor, slug);
    return this.send(actor, 'guidance', id, `/guidance/${slug}/report`, body);
  }

  private async show(
    actor: Actor,
    kind: ReportedKind,
    id: string,
    action: string,
    form: Form = emptyForm,
    status = 200,
  ): Promise<Page> {
    return page(ReportPage, { about: await this.queries.reportable(actor, kind, id), action, form }, status);
  }

  private async send(
    actor: Actor,
    kind: ReportedKind,
    id: string,
    action: string,
    body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(ReportInput, body);
    if (!parsed.ok) return this.show(actor, kind, id, action, parsed.form, 422);
    try {
      await this.moderation.report(actor, kind, id, parsed.input);
    } catch (error) {
      return this.show(actor, kind, id, action, refusedForm(body, error), 422);
    }
    const { url } = await this.queries.reportable(actor, kind, id);
    return new SeeOther(url, 'report-sent');
  }
}
