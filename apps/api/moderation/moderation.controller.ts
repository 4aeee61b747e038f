import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ActionInput, LogInput, ModerationQueries, ModerationService, QueueInput } from '#libs/moderation';
import { type Actor } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import {
  ActionReceiptResource,
  LogResource,
  QueueResource,
  toActionReceiptResource,
  toLogEntryResource,
  toQueueItemResource,
} from './moderation.resource.ts';

@ApiTags('Moderation')
@Controller('moderation')
export class ModerationController {
  constructor(
    private readonly moderation: ModerationService,
    private readonly queries: ModerationQueries,
  ) {}

  @Get('queue')
  @ApiOperation({ operationId: 'listModerationQueue', summary: 'What waits for a moderator, oldest first' })
  @ApiOkResponse({ type: QueueResource })
  async queue(@CurrentActor(['moderator']) actor: Actor, @Query() input: QueueInput): Promise<QueueResource> {
    const { items, next } = await this.queries.queue(actor, input);
    return { items: items.map(toQueueItemResource), next };
  }

  @Get('actions')
  @ApiOperation({
    operationId: 'listModerationActions',
    summary: 'What moderators did, newest first: the log without what they only read',
  })
  @ApiOkResponse({ type: LogResource })
  async actions(@CurrentActor(['moderator']) actor: Actor, @Query() input: LogInput): Promise<LogResource> {
    const { items, next } = await this.queries.actions(actor, input);
    return { items: items.map(toLogEntryResource), next };
  }

  @Post('actions')
  @ApiOperation({
    operationId: 'moderate',
    summary: 'Claim, hide, restore, withdraw, mark for check, keep, suspend or unsuspend; moderators only',
  })
  @ApiCreatedResponse({ type: ActionReceiptResource })
  async act(
    @CurrentActor(['moderator']) actor: Actor,
    @Body() input: ActionInput,
    @IdempotencyKey() key: string | null,
  ): Promise<ActionReceiptResource> {
    const once = onceFor(actor.personId, key, 'moderate', input);
    return toActionReceiptResource(await this.moderation.act(actor, input, once));
  }

  @Get('log')
  @ApiOperation({
    operationId: 'listModerationLog',
    summary: 'All that moderators did, and what they read by a report alone, newest first',
  })
  @ApiOkResponse({ type: LogResource })
  async log(@CurrentActor(['moderator']) actor: Actor, @Query() input: LogInput): Promise<LogResource> {
    const { items, next } = await this.queries.log(actor, input);
    return { items: items.map(toLogEntryResource), next };
  }
}
