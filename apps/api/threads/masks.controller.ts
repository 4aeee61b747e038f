import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, OpenToGuests } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { MasksService } from '#libs/threads';
import { CurrentActor } from '../reader.guard.ts';

@ApiTags('Threads')
@OpenToGuests()
@Controller('threads')
export class MasksController {
  constructor(private readonly masks: MasksService) {}

  @Post(':id/unmask')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'liftMask',
    summary: 'Show who asked from here on, in all that you wrote there; only you can, and it cannot be taken back',
  })
  @ApiOkResponse({ schema: { type: 'object', properties: { masked: { type: 'boolean' } } } })
  lift(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<{ masked: false }> {
    return this.masks.lift(actor, id);
  }
}
