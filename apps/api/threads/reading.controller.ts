import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Actor, OpenToGuests } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { ReadInput, ReadPositions, UnreadInput } from '#libs/threads';
import { CurrentActor } from '../reader.guard.ts';

class ReadPositionResource {
  @ApiProperty({ type: 'integer', description: 'The last post that you have seen' })
  readonly readNumber!: number;
}

@ApiTags('Threads')
@OpenToGuests()
@Controller('threads')
export class ReadingController {
  constructor(private readonly positions: ReadPositions) {}

  @Post(':id/read')
  @HttpCode(200)
  @ApiOperation({ operationId: 'markThreadRead', summary: 'Say up to which post you have seen; it never goes back' })
  @ApiOkResponse({ type: ReadPositionResource })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { number }: ReadInput,
  ): Promise<ReadPositionResource> {
    return { readNumber: await this.positions.saw(actor, id, number) };
  }

  @Post(':id/unread')
  @HttpCode(200)
  @ApiOperation({ operationId: 'markThreadUnread', summary: 'Make a post and all after it unread again' })
  @ApiOkResponse({ type: ReadPositionResource })
  async unread(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { number }: UnreadInput,
  ): Promise<ReadPositionResource> {
    return { readNumber: await this.positions.markUnread(actor, id, number) };
  }
}
