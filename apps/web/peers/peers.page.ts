import { Controller, Get, Query } from '@nestjs/common';
import { PeerInput, PeersQueries } from '#libs/peers';
import { type Actor } from '#libs/people';
import { parseInput } from '#libs/platform/inputs';
import { page, type Page } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { PeersPage } from './peers.tsx';

@Controller('people/peers')
export class PeersPageController {
  constructor(private readonly peers: PeersQueries) {}

  @Get()
  async find(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(PeerInput, query);
    const chosen = parsed.ok ? parsed.input : new PeerInput();
    return page(PeersPage, { ...(await this.peers.find(actor, chosen)), chosen });
  }
}
