import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { LogInput, LookInput, MaskLooksQueries, MaskLooksService } from '#libs/moderation';
import { type Actor } from '#libs/people';
import { IdPipe } from '#libs/platform/http';
import { parseInput } from '#libs/platform/inputs';
import { emptyForm, onceOf, parseForm } from '../forms.ts';
import { page, type Page } from '../page.ts';
import { CurrentActor } from '../reader.guard.ts';
import { AskerPage, AskerShownPage, LooksPage } from './asker.tsx';

/** Who asked under a mask: for moderators who say why, and for administrators who looked. */
@Controller('moderation')
export class AskerPageController {
  constructor(
    private readonly looks: MaskLooksService,
    private readonly queries: MaskLooksQueries,
  ) {}

  @Get('threads/:id/asker')
  async show(@CurrentActor(['moderator']) actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    return page(AskerPage, { thread: await this.queries.masked(actor, id), form: emptyForm });
  }

  /** Answered with the name itself and no redirect: a page that could be opened again would be a look without a line. */
  @Post('threads/:id/asker')
  async look(
    @CurrentActor(['moderator']) actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    const thread = await this.queries.masked(actor, id);
    const parsed = parseForm(LookInput, { ...(body as object), threadId: id });
    if (!parsed.ok) return page(AskerPage, { thread, form: parsed.form }, 422);
    const look = await this.looks.look(actor, parsed.input, onceOf(actor, body, 'mask-look', parsed.input));
    void reply.header('cache-control', 'no-store');
    return page(AskerShownPage, { thread, look });
  }

  @Get('looks')
  async all(@CurrentActor(['administrator']) actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(LogInput, query);
    return page(LooksPage, await this.queries.all(actor, parsed.ok ? parsed.input : new LogInput()));
  }
}
