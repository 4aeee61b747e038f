import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type Actor, OpenToGuests, RecordHoldInput, RecordKeeping } from '#libs/people';
import { OwnPosts, OwnPostsInput } from '#libs/threads';
import { CurrentActor } from '../reader.guard.ts';

class RecordHoldResource {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What you were asked to keep records about; null: nothing',
  })
  readonly about!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly since!: string | null;
}

const FILE = { schema: { type: 'string', format: 'binary' } };

@ApiTags('Me')
@OpenToGuests()
@Controller('me/records')
export class RecordsController {
  constructor(
    private readonly records: RecordKeeping,
    private readonly posts: OwnPosts,
  ) {}

  @Get('hold')
  @ApiOperation({ operationId: 'getRecordHold', summary: 'What you were asked to keep records about' })
  @ApiOkResponse({ type: RecordHoldResource })
  async hold(@CurrentActor() actor: Actor): Promise<RecordHoldResource> {
    const hold = await this.records.hold(actor);
    return { about: hold?.about ?? null, since: hold?.since.toISOString() ?? null };
  }

  @Put('hold')
  @ApiOperation({
    operationId: 'setRecordHold',
    summary: 'Say what you were asked to keep records about, or that you no longer are',
  })
  @ApiOkResponse({ type: RecordHoldResource })
  async setHold(@CurrentActor() actor: Actor, @Body() input: RecordHoldInput): Promise<RecordHoldResource> {
    await this.records.setHold(actor, input);
    return this.hold(actor);
  }

  @Post('noted')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'noteRecords',
    summary: 'You have read that your authority may hold what you write; it is not said again for 30 days',
  })
  @ApiNoContentResponse()
  async noted(@CurrentActor() actor: Actor): Promise<void> {
    await this.records.noted(actor);
  }

  @Get('posts')
  @ApiOperation({
    operationId: 'exportMyPosts',
    summary: 'What you wrote in discussions, newest first, as a dated file for your authority’s records',
  })
  @ApiOkResponse({
    description: 'The file; its name is in Content-Disposition',
    content: { 'text/html': FILE, 'text/csv': FILE },
  })
  async file(
    @CurrentActor() actor: Actor,
    @Query() input: OwnPostsInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { body, type, name } = await this.posts.file(actor, input, new Date());
    void reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'Cookie, Authorization');
    return body;
  }
}
