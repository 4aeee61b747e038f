import { Controller, Get, Param, Post } from '@nestjs/common';
import { WatchesService } from '#libs/contracts';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { WatchesPage } from './watches.tsx';

@Controller()
export class WatchesPageController {
  constructor(private readonly watches: WatchesService) {}

  @Get('settings/watches')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    return page(WatchesPage, { watches: await this.watches.list(actor) });
  }

  @Post('settings/watches/:id/remove')
  async remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.watches.unwatch(actor, id);
    return new SeeOther('/settings/watches', 'watch-removed');
  }

  @Post('spin-outs/:id/contracts/watch-peers')
  async watch(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeeOther> {
    await this.watches.watchPeers(actor, id);
    return new SeeOther(`/spin-outs/${id}/contracts#peers`, 'peers-watched');
  }
}
