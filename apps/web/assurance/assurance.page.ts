import { Body, Controller, Get, Header, Param, Post } from '@nestjs/common';
import { AssuranceInput, AssuranceLinkInput, AssuranceQueries, AssuranceService, type OwnPack } from '#libs/assurance';
import { type Actor, type Reader } from '#libs/people';
import { NotAllowed, Stale } from '#libs/platform/errors';
import { IdPipe } from '#libs/platform/http';
import { emptyForm, type Form, formOf, onceOf, parseForm, versionOf } from '../forms.ts';
import { Download, page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { EditPackPage, NewLinkPage, OwnPackPage, SharedPackPage } from './assurance.tsx';

const NOT_INDEXED = 'noindex, nofollow, noarchive';

@Controller('spin-outs/:id/assurance')
export class AssurancePageController {
  constructor(
    private readonly queries: AssuranceQueries,
    private readonly service: AssuranceService,
  ) {}

  @Get()
  async show(@CurrentReader() reader: Reader, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.ownPage(reader, await this.queries.own(reader, id));
  }

  @Get('edit')
  async edit(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page> {
    const { spinOut, pack } = await this.editable(actor, id);
    return page(EditPackPage, { spinOut, version: pack?.version ?? 0, form: formOf({ ...pack?.words }) });
  }

  @Post('edit')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const own = await this.editable(actor, id);
    const { spinOut } = own;
    const version = versionOf(body);
    const parsed = parseForm(AssuranceInput, body);
    if (!parsed.ok) return page(EditPackPage, { spinOut, version: version ?? 0, form: parsed.form }, 422);
    try {
      await this.service.save(actor, id, parsed.input, version);
      return new SeeOther(`/spin-outs/${id}/assurance`, 'assurance-saved');
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      const theirs = (await this.queries.own(actor, id)).pack?.words ?? null;
      const form = formOf(body as Record<string, string>);
      return page(EditPackPage, { spinOut, version: error.version, form, theirs }, 409);
    }
  }

  @Post('links')
  async share(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const own = await this.editable(actor, id);
    const parsed = parseForm(AssuranceLinkInput, body);
    if (!parsed.ok) return this.ownPage(actor, own, parsed.form);
    const once = onceOf(actor, body, 'share-assurance', id, parsed.input);
    const link = await this.service.share(actor, id, parsed.input, once);
    return page(NewLinkPage, { spinOut: own.spinOut, link });
  }

  @Post('links/:linkId/withdraw')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('linkId', IdPipe) linkId: string,
  ): Promise<SeeOther> {
    await this.service.withdraw(actor, id, linkId);
    return new SeeOther(`/spin-outs/${id}/assurance#links`, 'link-withdrawn');
  }

  private ownPage(reader: Reader, own: OwnPack, link: Form = emptyForm): Page {
    const canEdit = reader.keys.includes(`edits:${own.spinOut.id}`);
    return page(OwnPackPage, { ...own, canEdit, link }, link.problems.length > 0 ? 422 : 200);
  }

  private async editable(actor: Actor, id: string): Promise<OwnPack> {
    const own = await this.queries.own(actor, id);
    if (!actor.keys.includes(`edits:${id}`)) {
      throw new NotAllowed('Only the editors of this spin-out can change or share its assurance pack.');
    }
    return own;
  }
}

/** What a link opens: no account, no search engine. What is wrong with a link that opens nothing is not said. */
@Controller('assurance')
export class SharedPackPageController {
  constructor(private readonly queries: AssuranceQueries) {}

  @Get(':token')
  @Header('x-robots-tag', NOT_INDEXED)
  @Header('referrer-policy', 'no-referrer')
  async show(@Param('token') token: string): Promise<Page> {
    return page(SharedPackPage, await this.queries.shared(token));
  }
}

@Controller()
export class RobotsController {
  @Get('robots.txt')
  robots(): Download {
    return new Download('User-agent: *\nDisallow: /assurance/\n', 'text/plain; charset=utf-8');
  }
}
