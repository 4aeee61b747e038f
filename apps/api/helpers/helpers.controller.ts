import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HelpersQueries, RULES } from '#libs/helpers';
import { type Actor } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { AnswerInvitations, InviteSeveralInput } from '#libs/threads';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import { HelperRuleListResource, HelpersResource, toHelpersResource } from './helpers.resource.ts';

@ApiTags('Helpers')
@Controller()
export class HelpersController {
  constructor(
    private readonly helpers: HelpersQueries,
    private readonly invitations: AnswerInvitations,
  ) {}

  @Get('threads/:id/helpers')
  @ApiOperation({
    operationId: 'listHelpers',
    summary: 'Up to five members who have done what a question asks about, each with the facts, in order',
  })
  @ApiOkResponse({ type: HelpersResource })
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<HelpersResource> {
    return toHelpersResource(await this.helpers.of(actor, id));
  }

  @Post('threads/:id/helpers')
  @ApiOperation({
    operationId: 'askHelpers',
    summary: 'Invite several members to answer a thread at once: all of them, or none where one cannot be invited',
  })
  @ApiCreatedResponse({ type: HelpersResource, description: 'Who is suggested now, without those' })
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: InviteSeveralInput,
    @IdempotencyKey() key: string | null,
  ): Promise<HelpersResource> {
    await this.invitations.inviteSeveral(actor, id, input, onceFor(actor.personId, key, 'ask-helpers', id, input));
    return this.list(actor, id);
  }

  @Get('helper-rules')
  @ApiOperation({
    operationId: 'listHelperRules',
    summary: 'The rules by which helpers are put in order, with weights',
  })
  @ApiOkResponse({ type: HelperRuleListResource })
  rules(@CurrentActor() _actor: Actor): HelperRuleListResource {
    return { items: RULES.map(({ code, weight, most, sentence }) => ({ code, weight, most, sentence })), next: null };
  }
}
