import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Actor, OpenToGuests } from '#libs/people';
import {
  type FollowChoices,
  FollowDefaultsInput,
  FollowsService,
  FollowSubjectInput,
  type SubjectFollow,
} from '#libs/threads';
import { CurrentActor } from '../reader.guard.ts';

class SubjectFollowResource {
  @ApiProperty({ enum: ['topic', 'service-area'] })
  readonly kind!: SubjectFollow['kind'];
  @ApiProperty({ description: 'A code of the topics or of the service areas' })
  readonly code!: string;
  @ApiProperty({ enum: ['every', 'first', 'muted'] })
  readonly level!: SubjectFollow['level'];
}

class FollowChoicesResource {
  @ApiProperty({ enum: ['every', 'first', 'none'], description: 'What you are told of what you ask' })
  readonly onAsk!: string;
  @ApiProperty({ enum: ['every', 'first', 'none'], description: 'What you are told of what you answer' })
  readonly onAnswer!: string;
  @ApiProperty({ type: [SubjectFollowResource], description: 'Of whose new questions you are told, or never' })
  readonly subjects!: SubjectFollowResource[];
}

@ApiTags('Me')
@OpenToGuests()
@Controller('me/following')
export class FollowChoicesController {
  constructor(private readonly follows: FollowsService) {}

  @Get()
  @ApiOperation({ operationId: 'getFollowChoices', summary: 'What you chose to be told, and the subjects you follow' })
  @ApiOkResponse({ type: FollowChoicesResource })
  show(@CurrentActor() actor: Actor): Promise<FollowChoices> {
    return this.follows.choices(actor);
  }

  @Put('defaults')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'setFollowDefaults',
    summary: 'What taking part means for what you are told, from now on',
  })
  @ApiNoContentResponse()
  async defaults(@CurrentActor() actor: Actor, @Body() input: FollowDefaultsInput): Promise<void> {
    await this.follows.setDefaults(actor, input);
  }

  @Put('subjects')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'followSubject',
    summary: 'What you are told of new questions about a subject; none: no longer',
  })
  @ApiNoContentResponse()
  async subject(@CurrentActor() actor: Actor, @Body() input: FollowSubjectInput): Promise<void> {
    await this.follows.setSubject(actor, input);
  }
}
