import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MailsInput, MailsQueries, NoticeChoices, NoticeChoicesInput } from '#libs/notifications';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { CurrentActor } from '../reader.guard.ts';
import { MailListResource, NoticeChoicesResource, toMailResource, toNoticeChoicesResource } from './mail.resource.ts';

@ApiTags('Me')
@Controller('me/notification-choices')
export class NoticeChoicesController {
  constructor(private readonly choices: NoticeChoices) {}

  @Get()
  @ApiOperation({ operationId: 'getNotificationChoices', summary: 'What you are told, in your inbox and by mail' })
  @ApiOkResponse({ type: NoticeChoicesResource })
  async show(@CurrentActor() actor: Actor): Promise<NoticeChoicesResource> {
    return toNoticeChoicesResource(await this.choices.of(actor.personId));
  }

  @Put()
  @ApiOperation({
    operationId: 'setNotificationChoices',
    summary:
      'Choose what you are told: all at once, what is absent is no; the digest stays as it is where it is absent',
  })
  @ApiOkResponse({ type: NoticeChoicesResource })
  async set(@CurrentActor() actor: Actor, @Body() input: NoticeChoicesInput): Promise<NoticeChoicesResource> {
    await this.choices.set(actor, input);
    return this.show(actor);
  }
}

@ApiTags('Mail')
@Controller('mails')
export class MailsController {
  constructor(private readonly mails: MailsQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listMails', summary: 'What became of mails, newest first; for administrators' })
  @ApiOkResponse({ type: MailListResource })
  async list(@CurrentActor() actor: Actor, @Query() input: MailsInput): Promise<MailListResource> {
    const { items, next } = await this.mails.list(actor, input);
    return { items: items.map(toMailResource), next };
  }

  @Post(':id/retry')
  @HttpCode(204)
  @ApiOperation({ operationId: 'retryMail', summary: 'Try a mail again that was given up; for administrators' })
  @ApiNoContentResponse()
  async retry(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.mails.retry(actor, id);
  }
}
