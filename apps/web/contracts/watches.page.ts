import { Controller, Param, Post } from '@nestjs/common';
import { WatchesService } from '#libs/contracts';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { SeeOther } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';

/** Peers who diversified; all that somebody watches stands on one page, in watches/. */
@Controller()
export class PeerWatchesPageController {
  constructor(private readonly watches: WatchesService) {}

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
