import { Body, Controller, Delete, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, firstNameOf } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { AudienceInput, AudienceQueries, ThreadAudience } from '#libs/threads';
import { IfMatch } from '../headers.ts';
import { CurrentActor } from '../reader.guard.ts';

class InvitedResource {
  @ApiProperty({ format: 'uuid' })
  readonly personId!: string;
  @ApiProperty({ description: 'The first name' })
  readonly name!: string;
  @ApiProperty({ description: 'A code of the practitioner roles' })
  readonly practitionerRole!: string;
}

class AudienceResource {
  @ApiProperty({ enum: ['public', 'network', 'circle', 'organisation', 'invited'] })
  readonly audience!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The circle or organisation' })
  readonly audienceId!: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day on which it opens; null: it stays as it is',
  })
  readonly confidentialUntil!: string | null;
  @ApiProperty({ type: String, enum: ['network', 'public'], nullable: true, description: 'To whom it opens' })
  readonly opensTo!: string | null;
  @ApiProperty({ type: [InvitedResource], description: 'Beside who asked; at most 100' })
  readonly invited!: InvitedResource[];
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
}

@ApiTags('Threads')
@Controller('threads/:id')
export class AudienceController {
  constructor(
    private readonly audience: ThreadAudience,
    private readonly queries: AudienceQueries,
  ) {}

  @Get('audience')
  @ApiOperation({ operationId: 'getThreadAudience', summary: 'Who may read a thread; for members who may' })
  @ApiOkResponse({ type: AudienceResource })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AudienceResource> {
    const { audience, audienceId, confidentialUntil, opensTo, invited, version } = await this.queries.audience(
      actor,
      id,
    );
    void reply.header('etag', `"v${version}"`);
    return {
      audience,
      audienceId,
      confidentialUntil,
      opensTo,
      invited: invited.map(({ personId, name, practitionerRole }) => ({
        personId,
        name: firstNameOf(name),
        practitionerRole,
      })),
      version,
    };
  }

  @Put('audience')
  @ApiOperation({
    operationId: 'setThreadAudience',
    summary: 'Choose who may read a thread of yours; moderators with a reason',
    description:
      'Always for fewer. For anybody who could not read it only while nobody else has written, or by a moderator of a thread that all members read. With `confidentialUntil` it opens on that day; once others have written it may open later than they were told, or not at all, but not sooner. If-Match takes the ETag.',
  })
  @ApiOkResponse({ type: AudienceResource })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: AudienceInput,
    @IfMatch() version: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AudienceResource> {
    await this.audience.change(actor, id, input, version);
    return this.show(actor, id, reply);
  }

  @Put('invited/:personId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'inviteToThread', summary: 'Let one more person read a thread for people you chose' })
  @ApiNoContentResponse()
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<void> {
    await this.audience.invite(actor, id, [personId]);
  }

  @Delete('invited/:personId')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'uninviteFromThread',
    summary: 'Leave a thread that you were invited to, or take somebody out of yours',
  })
  @ApiNoContentResponse()
  async uninvite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<void> {
    await this.audience.uninvite(actor, id, personId);
  }
}
