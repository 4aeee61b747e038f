import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { type Actor, OpenToGuests, RecordHoldInput, RecordKeeping } from '#libs/people';
import { OwnPosts, OwnPostsInput } from '#libs/threads';
import { formOf, parseForm } from '../forms.ts';
import { Download, page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { RecordsPage } from './records.tsx';

/** What somebody owes the records of the authority that they work for. */
@OpenToGuests()
@Controller('settings/records')
export class RecordsPageController {
  constructor(
    private readonly records: RecordKeeping,
    private readonly posts: OwnPosts,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor): Promise<Page> {
    const hold = await this.records.hold(actor);
    return page(RecordsPage, { hold, form: formOf({ about: hold?.about }) });
  }

  @Post()
  async save(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<Page | SeeOther> {
    const parsed = parseForm(RecordHoldInput, body);
    if (!parsed.ok) return page(RecordsPage, { hold: await this.records.hold(actor), form: parsed.form }, 422);
    await this.records.setHold(actor, parsed.input);
    return new SeeOther('/settings/records', parsed.input.about ? 'hold-kept' : 'hold-ended');
  }

  @Get('posts')
  async file(@CurrentActor() actor: Actor, @Query() input: OwnPostsInput): Promise<Download> {
    const { body, type, name } = await this.posts.file(actor, input, new Date());
    return new Download(body, type, name);
  }
}
