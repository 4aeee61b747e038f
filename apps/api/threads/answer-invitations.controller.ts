import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { type Actor, firstNameOf } from '#libs/people';
import { onceFor } from '#libs/platform/database';
import { IdPipe } from '#libs/platform/http';
import { AnswerInvitations, AnswerInvitationsQueries, InviteToAnswerInput } from '#libs/threads';
import { IdempotencyKey } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';

class SentInvitationResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty({ description: 'The first name' })
  readonly name!: string;
  @ApiProperty({ enum: ['waiting', 'answered', 'lapsed'], description: 'What was declined waits until it lapses' })
  readonly state!: string;
  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
}

class SentInvitationListResource {
  @ApiProperty({ type: [SentInvitationResource] })
  readonly items!: SentInvitationResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

class ReceivedInvitationResource {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ format: 'uuid' })
  readonly threadId!: string;
  @ApiProperty({ description: 'Of the thread' })
  readonly title!: string;
  @ApiProperty({ description: 'The first name of who invites, or what stands for it under a mask' })
  readonly by!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly note!: string | null;
  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
}

class ReceivedInvitationListResource {
  @ApiProperty({ type: [ReceivedInvitationResource] })
  readonly items!: ReceivedInvitationResource[];
  @ApiProperty({ type: String, nullable: true })
  readonly next!: null;
}

@ApiTags('Threads')
@Controller()
export class AnswerInvitationsController {
  constructor(
    private readonly invitations: AnswerInvitations,
    private readonly queries: AnswerInvitationsQueries,
  ) {}

  @Get('threads/:id/answer-invitations')
  @ApiOperation({ operationId: 'listAnswerInvitations', summary: 'Whom you invited to answer a thread, latest first' })
  @ApiOkResponse({ type: SentInvitationListResource })
  async sent(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SentInvitationListResource> {
    const { sent } = await this.queries.by(actor, id);
    return {
      items: sent.map((one) => ({
        id: one.id,
        personId: one.personId,
        name: firstNameOf(one.name),
        state: one.state,
        expiresAt: new Date(one.expiresAt).toISOString(),
      })),
      next: null,
    };
  }

  @Post('threads/:id/answer-invitations')
  @ApiOperation({
    operationId: 'inviteToAnswer',
    summary: 'Invite a member to answer a thread that both of you can read; they are told once',
  })
  @ApiCreatedResponse({ type: SentInvitationListResource, description: 'Whom you invited to answer it, latest first' })
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: InviteToAnswerInput,
    @IdempotencyKey() key: string | null,
  ): Promise<SentInvitationListResource> {
    await this.invitations.invite(actor, id, input, onceFor(actor.personId, key, 'invite-to-answer', id, input));
    return this.sent(actor, id);
  }

  @Get('me/answer-invitations')
  @ApiOperation({ operationId: 'listMyAnswerInvitations', summary: 'What you are invited to answer, latest first' })
  @ApiOkResponse({ type: ReceivedInvitationListResource })
  async received(@CurrentActor() actor: Actor): Promise<ReceivedInvitationListResource> {
    const items = await this.queries.received(actor);
    return { items: items.map((one) => ({ ...one, expiresAt: one.expiresAt.toISOString() })), next: null };
  }

  @Post('me/answer-invitations/:id/decline')
  @HttpCode(204)
  @ApiOperation({ operationId: 'declineAnswerInvitation', summary: 'Decline; who invited you is not told' })
  @ApiNoContentResponse()
  async decline(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.invitations.decline(actor, id);
  }
}
