import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LogInput, LookInput, MaskLooksQueries, MaskLooksService } from '#libs/moderation';
import { type Actor } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { ThreadNotFound, threadsPolicy, ThreadsQueries } from '#libs/threads';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';
import {
  MaskLookListResource,
  MaskLookResource,
  OwnMaskLookListResource,
  toMaskLookLineResource,
  toOwnMaskLookResource,
} from './mask-looks.resource.ts';

@ApiTags('Moderation')
@Controller()
export class MaskLooksController {
  constructor(
    private readonly looks: MaskLooksService,
    private readonly queries: MaskLooksQueries,
    private readonly threads: ThreadsQueries,
  ) {}

  @Post('moderation/looks')
  @ApiOperation({
    operationId: 'lookBehindMask',
    summary: 'See who asked under a mask: with a reason, which is kept and told to them; moderators only',
  })
  @ApiCreatedResponse({ type: MaskLookResource })
  look(
    @CurrentActor(['moderator']) actor: Actor,
    @Body() input: LookInput,
    @IdempotencyKey() key: string | null,
  ): Promise<MaskLookResource> {
    return this.looks.look(actor, input, onceFor(actor.personId, key, 'mask-look', input));
  }

  @Get('moderation/looks')
  @ApiOperation({
    operationId: 'listMaskLooks',
    summary: 'Which moderator looked behind which mask and why, newest first; administrators only',
  })
  @ApiOkResponse({ type: MaskLookListResource })
  async all(@CurrentActor(['administrator']) actor: Actor, @Query() input: LogInput): Promise<MaskLookListResource> {
    const { items, next } = await this.queries.all(actor, input);
    return { items: items.map(toMaskLookLineResource), next };
  }

  @Get('threads/:id/looks')
  @ApiOperation({ operationId: 'listLooksAtMe', summary: 'When and why a moderator looked who asked; for who asked' })
  @ApiOkResponse({ type: OwnMaskLookListResource })
  async own(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<OwnMaskLookListResource> {
    if (!threadsPolicy.isAsker(actor, await this.threads.head(actor, id))) throw ThreadNotFound();
    return { items: (await this.queries.ofOwn(actor, id)).map(toOwnMaskLookResource), next: null };
  }
}
