import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import {
  CouncilListInput,
  CouncilPageViews,
  type CouncilPage as Council,
  CouncilsQueries,
  isGssCode,
  isOnTeam,
  organisationsPolicy,
  PostureInput,
  PosturesQueries,
  PosturesService,
  PreElectionInput,
  PreElectionPeriods,
  SilentCouncils,
  SilentCouncilsInput,
  SimilarCouncils,
} from '#libs/organisations';
import { type Actor, type Reader } from '#libs/people';
import { NotFound, Stale } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/inputs';
import { emptyForm, type Form, formOf, parseForm, refusedForm, versionOf } from '../forms.ts';
import { withDay } from '../parts/day-fields.ts';
import { page, type Page, SeeOther } from '../page.ts';
import { CurrentActor, CurrentReader } from '../reader.guard.ts';
import { councilPath } from './addresses.ts';
import { PostureFormPage, PostureTotalsPage } from './council-posture.tsx';
import { CouncilPage } from './council.tsx';
import { PreElectionPage } from './pre-election.tsx';
import { councilView } from './council.view.ts';
import { CouncilsPage } from './councils.tsx';
import { SilentCouncilsPage } from './silent-councils.tsx';

const SIMILAR = 5;

@Controller('councils')
export class CouncilsPageController {
  constructor(
    private readonly councils: CouncilsQueries,
    private readonly similar: SimilarCouncils,
    private readonly silentCouncils: SilentCouncils,
    private readonly views: CouncilPageViews,
    private readonly postures: PosturesQueries,
    private readonly posturesService: PosturesService,
    private readonly preElection: PreElectionPeriods,
  ) {}

  /** Who types a code goes straight to the council; "ash" is a name as well, so a code is in capitals or alone. */
  @Get()
  async list(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page | SeeOther> {
    const parsed = parseInput(CouncilListInput, query);
    const chosen = parsed.ok ? parsed.input : new CouncilListInput();
    const { items, next } = await this.councils.list(reader, chosen);
    const [first] = items;
    if (first?.exact && chosen.after === undefined && (chosen.q === chosen.q?.toUpperCase() || items.length === 1)) {
      return new SeeOther(councilPath(first.code));
    }
    return page(CouncilsPage, { items, next, chosen, canSteward: organisationsPolicy.canSteward(reader) });
  }

  /** To who is no data steward it is not there. */
  @Get('silent')
  async silent(@CurrentReader() reader: Reader, @Query() query: Record<string, unknown>): Promise<Page> {
    const parsed = parseInput(SilentCouncilsInput, query);
    const chosen = parsed.ok ? parsed.input : new SilentCouncilsInput();
    return page(SilentCouncilsPage, { ...(await this.silentCouncils.list(reader, chosen)), chosen });
  }

  @Get('postures')
  async postureTotals(@CurrentReader() reader: Reader): Promise<Page> {
    return page(PostureTotalsPage, await this.postures.totals(reader));
  }

  @Get(':code')
  async show(
    @CurrentReader() reader: Reader,
    @Param('code') address: string,
    @Headers('user-agent') userAgent?: string,
  ): Promise<Page | SeeOther> {
    if (isGssCode(address)) return new SeeOther(councilPath((await this.councils.ofGssCode(reader, address)).code));
    const council = await this.councils.page(reader, address);
    // A data steward who looks whether a council is silent does not make it heard.
    if (!organisationsPolicy.canSteward(reader)) this.views.seen(council.id, userAgent);
    const similar = await this.similar.withNotes(reader, council.id, SIMILAR);
    return page(CouncilPage, {
      ...councilView(council, similar),
      onTeam: isOnTeam(reader, council.id),
      canSteward: organisationsPolicy.canSteward(reader),
    });
  }

  @Get(':code/posture')
  async posture(@CurrentActor() actor: Actor, @Param('code') address: string): Promise<Page> {
    const council = await this.ownCouncil(actor, address);
    const { posture } = council;
    const form = formOf({ posture: posture?.posture, shown: posture?.shown ? 'true' : '' });
    return page(PostureFormPage, { council, history: await this.postures.history(actor, council.id), form });
  }

  @Post(':code/posture')
  async savePosture(
    @CurrentActor() actor: Actor,
    @Param('code') address: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const council = await this.ownCouncil(actor, address);
    const again = async (form: Form, status: number): Promise<Page> => {
      const history = await this.postures.history(actor, council.id);
      const now = status === 409 ? await this.ownCouncil(actor, address) : council;
      return page(PostureFormPage, { council: now, history, form, stale: status === 409 }, status);
    };
    const parsed = parseForm(PostureInput, body);
    if (!parsed.ok) return again(parsed.form, 422);
    try {
      await this.posturesService.set(actor, council.id, parsed.input, versionOf(body));
      return new SeeOther(councilPath(council.code), 'posture-saved');
    } catch (error) {
      if (error instanceof Stale) return again(formOf(body as Record<string, string>), 409);
      return again(refusedForm(body, error), 422);
    }
  }

  @Get(':code/pre-election')
  async preElectionPeriods(@CurrentActor() actor: Actor, @Param('code') address: string): Promise<Page> {
    const council = await this.councils.page(actor, address);
    return page(PreElectionPage, { council, periods: await this.preElection.list(actor, council.id), form: emptyForm });
  }

  @Post(':code/pre-election')
  async setPreElection(
    @CurrentActor() actor: Actor,
    @Param('code') address: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const council = await this.councils.page(actor, address);
    const periods = await this.preElection.list(actor, council.id);
    const days = withDay(withDay(body, 'from'), 'to');
    const parsed = parseForm(PreElectionInput, days);
    if (!parsed.ok) return page(PreElectionPage, { council, periods, form: parsed.form }, 422);
    try {
      await this.preElection.set(actor, council.id, parsed.input);
    } catch (error) {
      return page(PreElectionPage, { council, periods, form: refusedForm(days, error) }, 422);
    }
    return new SeeOther(`${councilPath(council.code)}/pre-election`, 'pre-election-saved');
  }

  @Post(':code/pre-election/:from/remove')
  async removePreElection(
    @CurrentActor() actor: Actor,
    @Param('code') address: string,
    @Param('from') from: string,
  ): Promise<SeeOther> {
    const council = await this.councils.page(actor, address);
    const parsed = parseInput(PreElectionInput, { from, to: from });
    if (!parsed.ok) throw new NotFound('organisations.council-not-found', 'page');
    await this.preElection.remove(actor, council.id, from);
    return new SeeOther(`${councilPath(council.code)}/pre-election`, 'pre-election-removed');
  }

  /** The council of who is on its team; to others the form is not there. */
  private async ownCouncil(actor: Actor, address: string): Promise<Council> {
    const council = await this.councils.page(actor, address);
    if (!isOnTeam(actor, council.id)) throw new NotFound('organisations.council-not-found', 'page');
    return council;
  }
}
