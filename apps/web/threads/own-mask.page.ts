import { Controller, Get, Param, Post } from '@nestjs/common';
import { MaskLooksQueries } from '#libs/moderation';
import { type Actor, OpenToGuests } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { MasksService, type ThreadHead, ThreadNotFound, threadsPolicy, ThreadsQueries } from '#libs/threads';
import { page, type Page, SeeOther } from '../page.ts';
import { nameAndRole } from '../parts/byline.tsx';
import { addressOf } from '../parts/words.ts';
import { CurrentActor } from '../reader.guard.ts';
import { OwnMaskPage, UnmaskPage } from './own-mask.tsx';

/** What who asked under a mask can see and do about it; to everybody else there is no such page. */
@OpenToGuests()
@Controller('threads/:id')
export class OwnMaskPageController {
  constructor(
    private readonly masks: MasksService,
    private readonly threads: ThreadsQueries,
    private readonly looks: MaskLooksQueries,
  ) {}

  @Get('mask')
  async show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const thread = await this.own(actor, id);
    const looks = await this.looks.ofOwn(actor, id);
    if (thread.mask === null && looks.length === 0) throw ThreadNotFound();
    const { title, mask: label } = thread;
    return page(OwnMaskPage, { id, address: addressOf('threads', id, title), title, label, looks });
  }

  @Get('unmask')
  async askToLift(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page | SeeOther> {
    const { title, mask } = await this.own(actor, id);
    if (mask === null) return new SeeOther(`/threads/${id}`);
    return page(UnmaskPage, { id, title, name: nameAndRole(actor.name, actor.practitionerRole) });
  }

  @Post('unmask')
  async lift(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.masks.lift(actor, id);
    return new SeeOther(`/threads/${id}`, 'mask-lifted');
  }

  private async own(actor: Actor, id: string): Promise<ThreadHead> {
    const thread = await this.threads.head(actor, id);
    if (!threadsPolicy.isAsker(actor, thread)) throw ThreadNotFound();
    return thread;
  }
}
