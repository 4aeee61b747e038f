import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CircleConsentInput, CirclesQueries, CircleSummaries, CircleSummaryInput } from '#libs/circles';
import { type Actor, OpenToGuests, type Reader } from '#libs/people';
import { Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { InvalidInput } from '#libs/platform/inputs';
import { type Form, formOf, parseForm, typedFields } from '../forms.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { CircleSummaryPage, PublishedSummaryPage } from './circle-summary.tsx';

@OpenToGuests()
@Controller()
export class CircleSummaryPageController {
  constructor(
    private readonly summaries: CircleSummaries,
    private readonly circles: CirclesQueries,
  ) {}

  @Get('circles/:id/summary')
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.summary(actor, id, null, 200);
  }

  @Post('circles/:id/summary')
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const parsed = parseForm(CircleSummaryInput, body);
    if (!parsed.ok) return this.summary(actor, id, parsed.form, 422);
    const version = Number((body as Record<string, unknown>)['_version']);
    try {
      await this.summaries.propose(actor, id, parsed.input, Number.isSafeInteger(version) ? version : 0);
      return new SeeOther(`/circles/${id}/summary`, 'circle-summary-proposed');
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      const now = String(error.current['body']);
      return this.summary(actor, id, { values: typedFields(body), problems: [] }, 409, [['Text now', now]]);
    }
  }

  @Post('circles/:id/summary/consent')
  async consent(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const parsed = parseForm(CircleConsentInput, body);
    if (!parsed.ok) throw new InvalidInput(parsed.form.problems);
    await this.summaries.consent(actor, id, parsed.input);
    return new SeeOther(`/circles/${id}/summary`, 'circle-summary-agreed');
  }

  @Post('circles/:id/summary/consent/withdraw')
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.summaries.withdraw(actor, id);
    return new SeeOther(`/circles/${id}/summary`, 'circle-summary-withdrawn');
  }

  @Get('circle-summaries/:id')
  async published(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(PublishedSummaryPage, await this.summaries.published(reader, id));
  }

  private async summary(
    actor: Actor,
    id: string,
    typed: Form | null,
    status: number,
    theirs?: [string, string][],
  ): Promise<Page> {
    const circle = await this.circles.inside(actor, id);
    const summary = await this.summaries.ofCircle(actor, id);
    return page(CircleSummaryPage, { circle, summary, form: typed ?? formOf({ body: summary?.body }), theirs }, status);
  }
}
