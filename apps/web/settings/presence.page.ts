import { Body, Controller, Get, Post } from '@nestjs/common';
import { type Actor, OpenToGuests, PresenceChoice } from '#libs/people';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { PresencePage } from './presence.tsx';

@OpenToGuests()
@Controller('settings/presence')
export class PresencePageController {
  constructor(private readonly presence: PresenceChoice) {}

  @Get()
  async show(@CurrentActor() actor: Actor): Promise<Page> {
    return page(PresencePage, { seen: await this.presence.isSeen(actor) });
  }

  @Post()
  async save(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<SeeOther> {
    const seen = (body as Record<string, unknown> | null)?.['unseen'] !== 'yes';
    await this.presence.choose(actor, { seen });
    return new SeeOther('/settings/presence', seen ? 'presence-seen' : 'presence-unseen');
  }
}
