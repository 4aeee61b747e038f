import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { GuidanceQueries } from '#libs/guidance';
import { ModerationService, ReportInput } from '#libs/moderation';
import { type Actor, OpenToGuests } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { CurrentActor } from '../reader.guard.ts';
import { ReportReceiptResource, toReportReceiptResource } from './moderation.resource.ts';

/** The same person about the same thing is one open report: sent again, it is the first one that comes back. */
@ApiTags('Moderation')
@OpenToGuests()
@Controller()
export class ReportsController {
  constructor(
    private readonly moderation: ModerationService,
    private readonly guidance: GuidanceQueries,
  ) {}

  @Post('posts/:id/reports')
  @ApiOperation({ operationId: 'reportPost', summary: 'Ask a moderator to look at a post' })
  @ApiCreatedResponse({ type: ReportReceiptResource })
  async post(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: ReportInput,
  ): Promise<ReportReceiptResource> {
    return toReportReceiptResource(await this.moderation.report(actor, 'post', id, input));
  }

  @Post('case-notes/:id/reports')
  @ApiOperation({ operationId: 'reportCaseNote', summary: 'Ask a moderator to look at a case note' })
  @ApiCreatedResponse({ type: ReportReceiptResource })
  async caseNote(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: ReportInput,
  ): Promise<ReportReceiptResource> {
    return toReportReceiptResource(await this.moderation.report(actor, 'case-note', id, input));
  }

  @Post('role-offers/:id/reports')
  @ApiOperation({ operationId: 'reportRoleOffer', summary: 'Ask a moderator to look at an offer or a need' })
  @ApiCreatedResponse({ type: ReportReceiptResource })
  async roleOffer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: ReportInput,
  ): Promise<ReportReceiptResource> {
    return toReportReceiptResource(await this.moderation.report(actor, 'role-offer', id, input));
  }

  @Post('guidance/:slug/reports')
  @ApiOperation({ operationId: 'reportGuidance', summary: 'Say that a guidance page is out of date or wrong' })
  @ApiCreatedResponse({ type: ReportReceiptResource })
  async guidancePage(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() input: ReportInput,
  ): Promise<ReportReceiptResource> {
    const { id } = await this.guidance.page(actor, slug);
    return toReportReceiptResource(await this.moderation.report(actor, 'guidance', id, input));
  }
}
